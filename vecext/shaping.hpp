// SPDX-License-Identifier: MIT
// Other shapes for the same elements, and arrays put together.
#pragma once

#include "vecext/arguments.hpp"
#include "vecext/array.hpp"

namespace adder::vecext {

// The array's elements, taken in C or F order, in a new shape, one length of which may be -1: a view where
// strides can say it, else a copy.
[[nodiscard]] Ref reshape(Array *array, PyObject *shape, Order order = Order::C);
// One dimension; a view where possible. Order::Keep takes the elements as they lie in memory.
[[nodiscard]] Ref flattened(Array *array, Order order);
// A view with the dimensions in reverse.
[[nodiscard]] Ref reversed_axes(Array *array);
// A read-only view in a wider shape, elements repeated by strides of 0. Raises ValueError if it does not fit.
[[nodiscard]] Ref broadcast_to(Array *array, const Dimensions &shape);

extern PyMethodDef shaping_methods[];
extern PyMethodDef shaping_functions[];

} // namespace adder::vecext
