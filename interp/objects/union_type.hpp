// SPDX-License-Identifier: MIT
//
// Unions of types, `int | None`: what the operator of types, None, generic aliases and unions makes.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// `left | right` as a union, or NotImplemented when one of them is nothing that stands for a type. New
// reference.
PyObject *union_of(PyObject *left, PyObject *right);

// The members of a union as a tuple, borrowed; NULL without an error for any other object.
PyObject *union_members_of(PyObject *object);

} // namespace adder::objects
