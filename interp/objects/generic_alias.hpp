// SPDX-License-Identifier: MIT
//
// Generic aliases, `list[int]`: what aliases and unions of types share.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// The repr of an argument of an alias or a member of a union: a class by its qualified name. New str.
[[nodiscard]] Ref repr_of_type_argument(PyObject *argument);

// The type variables in a tuple of arguments, each once, as a new tuple.
[[nodiscard]] Ref type_parameters(PyObject *arguments);

// The arguments with the type variables replaced by what `item` gives for `parameters`, as a new tuple.
[[nodiscard]] Ref substitute_parameters(PyObject *self, PyObject *arguments, PyObject *parameters,
                                        PyObject *item);

} // namespace adder::objects
