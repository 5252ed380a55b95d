// SPDX-License-Identifier: MIT
// The Python type of arrays, put together from the slots and methods of the other units.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

// Readies the type and adds it to the module as `ndarray`.
[[nodiscard]] int add_array_type(PyObject *module);
// Gives the type what is written in Python: methods and properties from a dict.
PyObject *extend_array(PyObject *module, PyObject *attributes);

} // namespace adder::vecext
