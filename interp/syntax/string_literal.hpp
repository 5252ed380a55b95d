// SPDX-License-Identifier: MIT
// Strings and bytes from their literals: prefixes, escapes, joining of neighbours, and the parts of
// f-strings (Python reference 2.4.1 to 2.4.3).
#pragma once

#include "syntax/ast.hpp"
#include "syntax/token.hpp"

#include <span>

namespace adder::syntax {

class Parser;

// One Constant or JoinedStr for literals that stand side by side. Null when the parser's error says what is
// wrong with one of them.
[[nodiscard]] ExpressionNode *concatenate_strings(Parser &parser, std::span<const Token> literals);

} // namespace adder::syntax
