// SPDX-License-Identifier: MIT
// Text to tree: the one entry of this folder. A recursive-descent parser reads the lexer's tokens and builds
// nodes in the caller's arena; the first error stops it.
// The tree keeps no pointer into the source: it lives as long as the arena.
#pragma once

#include "base/arena.hpp"
#include "base/number_text.hpp"
#include "base/source.hpp"
#include "syntax/ast.hpp"
#include "syntax/syntax_error.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace adder::syntax {

// What the text is.
enum class Mode : std::uint8_t {
    File,         // a module (compile's "exec")
    Single,       // one interactive statement given as a whole (compile's "single")
    Expression,   // one expression (compile's "eval")
    FunctionType, // the types of a function as a comment writes them (compile's "func_type"); makes trees
                  // only
    Interactive,  // the lines typed so far at a prompt: an empty line ends a compound statement
};

struct ParseResult {
    ModuleNode *root = nullptr;          // as the mode says; null when there is an error
    std::optional<SyntaxError> error;    // the error when root is null
    std::vector<SyntaxWarning> warnings; // in the order in which they were noticed, before the error
    bool is_incomplete = false; // root is null only because the text ended: more lines may complete it
};

struct ParseOptions {
    // A decimal literal with more digits is an error; 0: no limit (sys.set_int_max_str_digits).
    int max_str_digits = base::default_max_str_digits;
    bool is_barry_bdfl = false; // `<>` is an operator and `!=` none (PEP 401)
};

[[nodiscard]] ParseResult parse(const base::Source &source, Mode mode, base::Arena &arena,
                                const ParseOptions &options = {});

} // namespace adder::syntax
