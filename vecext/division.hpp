// SPDX-License-Identifier: MIT
// How a walk is cut into parts that different threads can do.
//
// The cut is across the longest axis along which the output moves, so that no two parts write the same
// element. A walk that reduces everything to one element has no such axis: reduce.cpp gives each part an
// element of its own.
#pragma once

#include "vecext/broadcast.hpp"

namespace adder::vecext {

struct Division {
    int axis = -1; // -1: one part, the whole
    std::int64_t step = 0, parts = 1;

    Walk part(const Walk &whole, std::int64_t number) const;
};

// Parts of about `elements` each, where that can be, across the longest axis along which the operands of
// `moving` (a bit for each) all move; the walk must have been simplified.
Division divide(const Walk &walk, std::int64_t elements, std::uint32_t moving);
// The same for a walk whose last operand is the output.
inline Division divide(const Walk &walk, std::int64_t elements) {
    return divide(walk, elements, std::uint32_t(1) << (walk.operands - 1));
}
// Across the longest axis of all.
inline Division divide_any(const Walk &walk, std::int64_t elements) {
    return divide(walk, elements, 0);
}

} // namespace adder::vecext
