// SPDX-License-Identifier: MIT
//
// What the iterator types of module itertools share. An iterator is a struct that begins with PyObject_HEAD
// and has references(), the addresses of all its references; a struct that owns memory besides has release().
// From that come traversal, clearing and deallocation. Every struct starts zeroed.
#pragma once

#include "owned.hpp"

#include <array>

namespace adder::stdlib {

template <class T> T *as(PyObject *object) {
    return reinterpret_cast<T *>(object);
}

template <class T> T *allocate(PyTypeObject *type) {
    return as<T>(type->tp_alloc(type, 0));
}

inline PyObject *as_object(void *self) {
    return static_cast<PyObject *>(self);
}

// The next item, or NULL at the end and on an error.
inline PyObject *next_of(PyObject *iterator) {
    return Py_TYPE(iterator)->tp_iternext(iterator);
}

// After next_of() gave NULL: true when that was the end. A StopIteration is taken away.
inline bool is_at_end() {
    if (PyErr_Occurred() == nullptr) return true;
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return false;
    PyErr_Clear();
    return true;
}

// A class itself takes no keyword arguments; a subclass with its own __init__ may.
inline bool has_no_keywords(PyTypeObject *type, const PyTypeObject *base, const char *name,
                            PyObject *keywords) {
    if (keywords == nullptr || PyDict_GET_SIZE(keywords) == 0) return true;
    if (type != base && type->tp_init != base->tp_init) return true;
    PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", name);
    return false;
}

// An integer argument as a size, or -1 with an exception.
inline Py_ssize_t to_size(PyObject *number) {
    const Owned index(PyNumber_Index(number));
    return index ? PyLong_AsSsize_t(index.get()) : -1;
}

// An index from a state that anybody may have written, brought within its limits. -1 with an exception.
inline Py_ssize_t clamped_index(PyObject *tuple, Py_ssize_t i, Py_ssize_t least, Py_ssize_t most) {
    const Py_ssize_t index = PyLong_AsSsize_t(PyTuple_GET_ITEM(tuple, i));
    if (index == -1 && PyErr_Occurred() != nullptr) return -1;
    return index < least ? least : index > most ? most : index;
}

// The numbers as a tuple.
inline Owned tuple_of_numbers(const Py_ssize_t *numbers, Py_ssize_t count) {
    Owned result(PyTuple_New(count));
    for (Py_ssize_t i = 0; result && i < count; i++) {
        PyObject *number = PyLong_FromSsize_t(numbers[i]);
        if (number == nullptr) return {};
        PyTuple_SET_ITEM(result.get(), i, number);
    }
    return result;
}

template <class T> int iterator_traverse(PyObject *self, visitproc visit, void *arg) {
    for (PyObject **reference : as<T>(self)->references()) Py_VISIT(*reference);
    return 0;
}

template <class T> int iterator_clear(PyObject *self) {
    for (PyObject **reference : as<T>(self)->references()) Py_CLEAR(*reference);
    return 0;
}

template <class T> void iterator_dealloc(PyObject *self) {
    PyObject_GC_UnTrack(self);
    iterator_clear<T>(self);
    if constexpr (requires(T * object) { object->release(); }) as<T>(self)->release();
    Py_TYPE(self)->tp_free(self);
}

template <class T>
constexpr PyTypeObject iterator_type(const char *name, const char *doc, newfunc make, iternextfunc next,
                                     PyMethodDef *methods, reprfunc repr = nullptr) {
    return {
        .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
        .tp_name = name,
        .tp_basicsize = sizeof(T),
        .tp_dealloc = iterator_dealloc<T>,
        .tp_repr = repr,
        .tp_getattro = PyObject_GenericGetAttr,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
        .tp_doc = doc,
        .tp_traverse = iterator_traverse<T>,
        .tp_clear = iterator_clear<T>,
        .tp_iter = PyObject_SelfIter,
        .tp_iternext = next,
        .tp_methods = methods,
        .tp_new = make,
    };
}

inline constexpr char reduce_doc[] = "The callable, its arguments and the state that make an equal iterator.";
inline constexpr char setstate_doc[] = "Go to the state that __reduce__ gave.";

} // namespace adder::stdlib
