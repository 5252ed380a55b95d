// SPDX-License-Identifier: MIT
//
// Bound methods, staticmethod, classmethod, property and super from C++.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

inline bool is_bound_method(PyObject *value) { return PyMethod_Check(value); }

// What property(…) holds; the VM reads it to call getters directly. All owned, fget and so on NULL when absent.
struct PropertyObject {
    PyObject_HEAD
    PyObject *fget;
    PyObject *fset;
    PyObject *fdel;
    PyObject *doc;
    PyObject *name; // from __set_name__
    bool is_getter_doc;
};

struct StaticMethodObject {
    PyObject_HEAD
    PyObject *callable;
    PyObject *dict;
};
struct ClassMethodObject {
    PyObject_HEAD
    PyObject *callable;
    PyObject *dict;
};

inline PropertyObject *as_property(PyObject *object) { return reinterpret_cast<PropertyObject *>(object); }

// The types of this unit.
extern "C" PyTypeObject PySuper_Type;

// super(type, object).name, without making the super object when that is not needed: what LOAD_METHOD on a
// zero-argument super wants. New reference.
[[nodiscard]] PyObject *super_get_attribute(PyTypeObject *type, PyObject *object, PyObject *name);

} // namespace adder::objects
