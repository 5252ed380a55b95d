// SPDX-License-Identifier: MIT
//
// Iterators over a dict's keys, values and items, forward and backward.
//
// An iterator remembers the number of items that the dict had: a dict that changed its size is an error, at
// every further step too. Who changes keys without changing the size is found out when the items do not end
// in time.
#pragma once

#include "objects/dict.hpp"

struct AdderDictIterator {
    PyObject_HEAD PyDictObject *dict; // owned; NULL when exhausted
    Py_ssize_t used;                  // items of the dict at the start; -1 once the change was reported
    Py_ssize_t position;              // entry to look at next
    Py_ssize_t remaining;             // items to come
    PyObject *result; // for items: a pair that is used again when nobody else holds it; else NULL
};

namespace adder::objects {

using DictIterator = AdderDictIterator;

// New iterator of one of the six PyDict…Iter…_Type types.
[[nodiscard]] PyObject *make_dict_iterator(PyDictObject *dict, PyTypeObject *type);

// `pair` with these items when nobody else holds it, else a new pair; steals the items, also on failure.
// New reference.
[[nodiscard]] PyObject *reuse_pair(PyObject *pair, PyObject *first, PyObject *second);

} // namespace adder::objects
