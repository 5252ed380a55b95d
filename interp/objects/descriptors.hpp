// SPDX-License-Identifier: MIT
//
// Bound methods, staticmethod, classmethod, property and super: the structs that other units read.
//
// Files: bound_method, function_wrappers (staticmethod, classmethod), property, super.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// What property(…) holds; the VM reads it to call getters directly. All owned; fget and so on are NULL when
// absent.
struct PropertyObject {
    PyObject_HEAD PyObject *fget;
    PyObject *fset;
    PyObject *fdel;
    PyObject *doc;
    PyObject *name; // from __set_name__, or NULL
    bool is_getter_doc;
};

// staticmethod and classmethod alike. `callable` is NULL until __init__ ran.
struct FunctionWrapper {
    PyObject_HEAD PyObject *callable;
    PyObject *dict;
};
using StaticMethodObject = FunctionWrapper;
using ClassMethodObject = FunctionWrapper;

inline PropertyObject *as_property(PyObject *object) {
    return reinterpret_cast<PropertyObject *>(object);
}
inline FunctionWrapper *as_function_wrapper(PyObject *object) {
    return reinterpret_cast<FunctionWrapper *>(object);
}

} // namespace adder::objects
