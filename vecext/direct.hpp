// SPDX-License-Identifier: MIT
// The shortest way of an operation: small arrays of one type without gaps, and one call of a kernel.
//
// With eight elements the work around the kernel takes all the time, so here every question is asked once, of
// tables. Whatever needs more (other types, broadcasting, a tracer, large arrays) is declined before anything
// has happened, and elementwise.cpp or reduce.cpp does it. Both ways give the same.
#pragma once

#include "vecext/array.hpp"

#include "vecext/dispatch.hpp"

namespace adder::vecext {

// What came of trying: a new reference, or null with an exception set where errors of arithmetic are to be
// raised; nothing if the call is declined.
struct Direct {
    bool is_done;
    PyObject *result;
};
inline constexpr Direct declined_call{false, nullptr};

// Applies the operation to arrays and numbers. A target is where the result goes.
[[nodiscard]] Direct apply_directly(Operation operation, PyObject *const *arguments, int count, Array *target,
                                    bool is_operator);

// One number from all elements: a sum, an extreme, or where it is.
[[nodiscard]] Direct reduce_directly(Operation operation, Array *array);
// The same for each line of a matrix along an axis.
[[nodiscard]] Direct reduce_axis_directly(Operation operation, Array *array, std::int64_t axis);
// The mean of all elements, or along an axis.
[[nodiscard]] Direct mean_directly(Array *array, const std::int64_t *axis);

} // namespace adder::vecext
