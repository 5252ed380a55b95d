// SPDX-License-Identifier: MIT
// Other shapes for the same elements, and arrays put together.
#pragma once

#include "vecext/arguments.hpp"
#include "vecext/array.hpp"

namespace adder::vecext {

// The array's elements in a new shape, one length of which may be -1: a view of a contiguous array, else a
// copy.
[[nodiscard]] Ref reshape(Array *array, PyObject *shape);
// A view with the dimensions in reverse.
[[nodiscard]] Ref reversed_axes(Array *array);

extern PyMethodDef shaping_methods[];
extern PyMethodDef shaping_functions[];

} // namespace adder::vecext
