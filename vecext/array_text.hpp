// SPDX-License-Identifier: MIT
// repr and str of arrays, character for character as NumPy 1.24 prints them with its default options.
//
// Precision 8 with as few digits as tell the numbers apart, all elements of an array aligned, lines of 75
// characters, and above 1000 elements only the first and last three of each dimension.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

// Slots of the array type.
PyObject *array_repr(PyObject *self);
PyObject *array_str(PyObject *self);

} // namespace adder::vecext
