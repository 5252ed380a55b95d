// SPDX-License-Identifier: MIT
//
// Module objects: a namespace dict, and for native modules their definition and state.
#pragma once

#include "objects/object.hpp"

struct PyModuleObject {
    PyObject_HEAD PyObject *dict; // never NULL while the module lives
    PyModuleDef *definition;
    void *state;
    PyObject *weakrefs;
    PyObject *name; // as it was when the module was made; NULL when unknown
};

namespace adder::objects {

inline PyModuleObject *as_module(PyObject *object) {
    return reinterpret_cast<PyModuleObject *>(object);
}
inline PyObject *module_dict(PyObject *module) {
    return as_module(module)->dict;
}

// Empties a namespace at the end of the program in the order that Python promises: names with one leading
// underscore first, __builtins__ never.
void clear_namespace(PyObject *dict);

// Whether the spec says that its module is being imported just now.
bool is_spec_initializing(PyObject *spec_or_null);

} // namespace adder::objects
