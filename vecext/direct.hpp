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

// Applies the operation to arrays and numbers; false if it is declined. A target is where the result goes.
// `result` is empty, with an exception set, where the operation's errors are to be raised.
[[nodiscard]] bool apply_directly(Operation operation, PyObject *const *arguments, int count, Array *target,
                                  bool is_operator, Ref &result);

// One number from all elements: a sum, an extreme, or where it is. False if it is declined.
[[nodiscard]] bool reduce_directly(Operation operation, Array *array, Ref &result);
[[nodiscard]] bool mean_directly(Array *array, Ref &result);

} // namespace adder::vecext
