// SPDX-License-Identifier: MIT
//
// The text of an expression, as CPython 3.11 writes annotations under `from __future__ import annotations`:
// normalised spaces and quotes, parentheses only where precedence asks for them.
#pragma once

#include "syntax/ast.hpp"

#include <string>

namespace adder::compile {

// UTF-8. Time is linear in the size of the tree; recursion is as deep as the tree.
[[nodiscard]] std::string unparse(const syntax::ExpressionNode &node);

} // namespace adder::compile
