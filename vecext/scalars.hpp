// SPDX-License-Identifier: MIT
// Single elements as Python objects: vecext.float64, vecext.int8 and their like.
//
// A scalar is an array without dimensions whose type says so: it has every method and operator of arrays,
// does not change, can be hashed, and prints as a number. Its type names the element type wherever a dtype is
// asked for, and calling it converts: float64(3), int8([1, 2]). The types form NumPy's tree: number, integer,
// floating, …
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

// Borrowed; alive as long as the process.
PyTypeObject *scalar_type(DType dtype);
// Whether the object is such a type, and of which elements.
bool is_scalar_type(PyObject *object, DType &dtype);

// True or False: each is one object.
[[nodiscard]] Ref bool_scalar(bool value);
[[nodiscard]] Ref make_scalar(DType dtype, const char *element);
// An array without dimensions that nobody else holds becomes a scalar; any other is returned as it is.
[[nodiscard]] Ref unwrap_scalar(Ref array);

// Adds the types under their names to the module.
[[nodiscard]] int add_scalar_types(PyObject *module);

} // namespace adder::vecext
