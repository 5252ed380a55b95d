// SPDX-License-Identifier: MIT
//
// What the units of the module array share.
#pragma once

#include "owned.hpp"

#include <cstddef>

namespace adder::stdlib {

// How items of a type code are stored.
struct ArrayKind {
    char code;
    Py_ssize_t size;
    const char *format; // for the buffer protocol
    PyObject *(*get)(const char *item);
    // Writes up to 8 bytes. False with an exception for a value that does not fit.
    bool (*set)(char *item, PyObject *value);
    bool is_integer;
    bool is_signed;
};

struct ArrayObject {
    PyObject_HEAD char *items;
    Py_ssize_t count;
    Py_ssize_t room;
    const ArrayKind *kind;
    PyObject *weak_references;
    Py_ssize_t exports; // buffers that are in use
};

extern PyTypeObject array_type;
extern PyTypeObject array_iterator_type; // array_module.cpp
extern PyMethodDef array_methods[];      // array_methods.cpp

inline ArrayObject *as_array(PyObject *object) {
    return reinterpret_cast<ArrayObject *>(object);
}
inline bool is_array(PyObject *object) {
    return PyObject_TypeCheck(object, &array_type);
}

// array_kinds.cpp: the row of a type code, null for an unknown one; all codes in their order.
const ArrayKind *array_kind(char code);
extern const char *const array_typecodes;
// The number under which pickles name how items of a kind are stored on a little-endian machine.
int machine_format(const ArrayKind *kind);

// These fail with an exception; false then.
bool check_resizable(const ArrayObject *self);
bool resize(ArrayObject *self, Py_ssize_t count);
bool set_item_at(ArrayObject *self, Py_ssize_t index, PyObject *value);
bool insert_item(ArrayObject *self, Py_ssize_t index, PyObject *value);
bool replace_items(ArrayObject *self, Py_ssize_t start, Py_ssize_t stop, const char *items, Py_ssize_t count);
// Appends the items of an array of the same kind or of any iterable (array_methods.cpp).
bool extend_array(ArrayObject *self, PyObject *items);
// Appends what the memory of a bytes-like object holds.
bool append_bytes(ArrayObject *self, PyObject *source);
bool append_text(ArrayObject *self, PyObject *text);

// New references.
PyObject *make_array(PyTypeObject *type, const ArrayKind *kind, Py_ssize_t count);
PyObject *item_at(const ArrayObject *self, Py_ssize_t index);
PyObject *array_iter(PyObject *self);
PyObject *array_new(PyTypeObject *type, PyObject *args, PyObject *keywords);

} // namespace adder::stdlib
