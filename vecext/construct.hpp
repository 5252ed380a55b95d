// SPDX-License-Identifier: MIT
// Making arrays: from Python values, from buffers, and from rules (zeros, arange, …).
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

// An array of what the object holds: the array itself, a view of a buffer's memory, or a new array from a
// number or a nested sequence, whose element type is the lowest that holds all its numbers. With `dtype`
// converted to that type. Raises TypeError for what is no number, ValueError for ragged sequences.
[[nodiscard]] Ref to_array(PyObject *object, const DType *dtype = nullptr);

// The object's buffer as a view of uint8 elements, whatever its format. TypeError if it lends none.
[[nodiscard]] Ref bytes_of(PyObject *object);

// The base of a view as Python code sees it: the memoryview where the base holds one's buffer. Borrowed.
PyObject *lender_of(PyObject *base);

// An int or a sequence of ints as a shape; TypeError or ValueError if it is none.
[[nodiscard]] int to_shape(PyObject *object, Dimensions &shape);

extern PyMethodDef construct_functions[];

} // namespace adder::vecext
