// SPDX-License-Identifier: MIT
//
// Weak references from C++: what the collector and the proxies share with the type weakref.ReferenceType.
//
// The references to an object form a list that begins in the object (at tp_weaklistoffset): first the plain
// reference without a callback, if there is one, then the plain proxy, then all others, newest first. The
// plain ones are shared by everybody who asks for one.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

inline PyWeakReference *as_weakref(PyObject *object) {
    return reinterpret_cast<PyWeakReference *>(object);
}
// First of the list; the object's type supports weak references.
inline PyWeakReference *&weakref_list(PyObject *object) {
    return *reinterpret_cast<PyWeakReference **>(PyObject_GET_WEAKREFS_LISTPTR(object));
}
inline bool supports_weakrefs(PyObject *object) {
    return PyType_SUPPORTS_WEAKREFS(Py_TYPE(object));
}

// A reference or proxy of the given type; a shared one when there is no callback. New reference.
[[nodiscard]] PyObject *make_weakref(PyTypeObject *type, PyObject *object, PyObject *callback);
// Calls the callback with the reference; an exception is reported, not raised.
void run_weakref_callback(PyWeakReference *reference, PyObject *callback);

void weakref_dealloc(PyObject *self);
int weakref_traverse(PyObject *self, visitproc visit, void *arg);
int weakref_clear(PyObject *self);

} // namespace adder::objects
