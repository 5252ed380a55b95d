// SPDX-License-Identifier: MIT
//
// What the descriptors of native types have in common: making them, their attributes, and the check that they
// are applied to an object of their type. The structs are in adder/callable.h.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

inline PyDescrObject *as_descriptor(PyObject *object) {
    return reinterpret_cast<PyDescrObject *>(object);
}

// New descriptor of `size` bytes with the common part set; the caller fills the rest. NULL with an error.
[[nodiscard]] PyObject *make_descriptor(PyTypeObject *descriptor_type, PyTypeObject *type, const char *name);
// 0, or -1 with TypeError "descriptor 'x' for 'y' objects doesn't apply to a 'z' object".
[[nodiscard]] int check_descriptor_target(PyObject *descriptor, PyObject *object);

void descriptor_dealloc(PyObject *self);
int descriptor_traverse(PyObject *self, visitproc visit, void *arg);
PyObject *descriptor_qualname(PyObject *self, void *);
PyObject *descriptor_reduce(PyObject *self, PyObject *);
// "<method 'join' of 'str' objects>" for kind "method".
[[nodiscard]] PyObject *descriptor_repr(PyObject *self, const char *kind);

extern PyMemberDef descriptor_members[];
extern PyMethodDef descriptor_methods[];

} // namespace adder::objects
