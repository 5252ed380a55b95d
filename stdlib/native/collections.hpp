// SPDX-License-Identifier: MIT
//
// The types of module _collections, and what deque.cpp and deque_iterator.cpp share.
#pragma once

#include "iterator_type.hpp"

namespace adder::stdlib {

// A ring: item i stands at (head + i) modulo the capacity, which is a power of two.
struct Deque {
    PyObject_HEAD PyObject **items;
    Py_ssize_t capacity;
    Py_ssize_t head;
    Py_ssize_t size;
    Py_ssize_t most;     // maxlen; -1: none
    size_t change_count; // iterators see by it that the deque was changed
    PyObject *weak_references;

    [[nodiscard]] PyObject *&at(Py_ssize_t i) const { return items[(head + i) & (capacity - 1)]; }
};

extern PyTypeObject deque_type;
extern PyTypeObject deque_iterator_type;
extern PyTypeObject deque_reverse_iterator_type;
extern PyTypeObject defaultdict_type;

PyObject *deque_iter(PyObject *deque);
PyObject *deque_reversed(PyObject *deque, PyObject *unused);

} // namespace adder::stdlib
