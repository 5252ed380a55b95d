// SPDX-License-Identifier: MIT
// Texts of arrays and scalars.
//
// A scalar prints as the shortest digits that give its value back. Arrays are printed by
// vecext/lib/_printing.py, which hands its functions over when it is imported.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

// Slots of the array type and of the scalars'.
PyObject *array_repr(PyObject *self);
PyObject *array_str(PyObject *self);
PyObject *scalar_repr(PyObject *self);

// set_text_functions and shortest_float32.
extern PyMethodDef text_functions[];

} // namespace adder::vecext
