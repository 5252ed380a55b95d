// SPDX-License-Identifier: MIT
// Text to tree: the one entry of this folder. A recursive-descent parser reads the lexer's tokens and builds
// nodes in the caller's arena; the first error stops it.
// The source must outlive the call only: the tree keeps no pointer into it.
#pragma once

#include "base/arena.hpp"
#include "base/source.hpp"
#include "syntax/ast.hpp"
#include "syntax/syntax_error.hpp"

#include <optional>

namespace adder::syntax {

// What the text is: a file (exec), one interactive statement (single), or an expression (eval).
enum class Mode : std::uint8_t { File, Single, Expression };

struct ParseResult {
    ModuleNode *root = nullptr;       // Module, Interactive or Expression; null when there is an error
    std::optional<SyntaxError> error; // the error when root is null
    bool is_incomplete =
        false; // Single: the text is the beginning of a statement, more lines may complete it
};

[[nodiscard]] ParseResult parse(const base::Source &source, Mode mode, base::Arena &arena);

} // namespace adder::syntax
