// SPDX-License-Identifier: MIT
//
// The attributes of the type `type`, and what its slots are made of: shared by the files about type objects.
#pragma once

#include "objects/type.hpp"

namespace adder::objects {

extern PyGetSetDef type_getset[];
extern PyMemberDef type_members[];

PyObject *type_getattro(PyObject *type, PyObject *name);
int type_setattro(PyObject *type, PyObject *name, PyObject *value);

// New references: __module__ (AttributeError when a class has none), __name__ and __qualname__.
[[nodiscard]] PyObject *type_module(PyTypeObject *type);
[[nodiscard]] PyObject *type_name(PyTypeObject *type);
[[nodiscard]] PyObject *type_qualname(PyTypeObject *type);

// 0, or -1 with TypeError when the attribute of this type cannot be set or deleted.
[[nodiscard]] int check_type_attribute_settable(PyTypeObject *type, PyObject *value, const char *name);

PyObject *type_get_bases(PyObject *type, void *);
int type_set_bases(PyObject *type, PyObject *bases, void *);

// The slots tp_call and tp_vectorcall of `type`.
PyObject *type_call(PyObject *callable, PyObject *args, PyObject *keywords);
PyObject *type_vectorcall(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                          PyObject *keyword_names);

} // namespace adder::objects
