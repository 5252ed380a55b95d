// SPDX-License-Identifier: MIT
//
// The type `object`: what its files share.
#pragma once

#include "objects/type.hpp"

namespace adder::objects {

// Names of a class's attributes and those of its bases, as keys of the dict `names`. 0 or -1.
[[nodiscard]] int merge_class_names(PyObject *names, PyObject *cls);

// Methods of object that serve pickle and copy (object_reduce.cpp).
PyObject *object_reduce(PyObject *self, PyObject *);
PyObject *object_reduce_ex(PyObject *self, PyObject *protocol);
PyObject *object_getstate(PyObject *self, PyObject *);

// The setter of __class__ (type_bases.cpp).
int object_set_class(PyObject *self, PyObject *value, void *);

} // namespace adder::objects
