// SPDX-License-Identifier: MIT
// What operators mean on arrays: the number slots, comparisons and conversions of the array type.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

extern PyNumberMethods array_number_methods;
PyObject *array_richcompare(PyObject *left, PyObject *right, int operation);

// The value of an array of one element; TypeError for any other.
[[nodiscard]] Ref single_value(Array *array);

} // namespace adder::vecext
