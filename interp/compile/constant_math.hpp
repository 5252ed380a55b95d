// SPDX-License-Identifier: MIT
//
// Python's operators on constants, for folding. The result is what the run time would compute, or nothing:
// where the operation raises, where the result would be too large to keep in every copy of the code
// (CPython's limits), and in corners of float arithmetic that are left to the run time.
#pragma once

#include "compile/constant.hpp"

#include <optional>

namespace adder::compile {

[[nodiscard]] std::optional<Constant> compute_unary(syntax::UnaryOperator unary_operator,
                                                    const Constant &operand);
[[nodiscard]] std::optional<Constant> compute_binary(syntax::Operator binary_operator, const Constant &left,
                                                     const Constant &right);
// container[index] for an int index.
[[nodiscard]] std::optional<Constant> compute_item(const Constant &container, const Constant &index);

} // namespace adder::compile
