// SPDX-License-Identifier: MIT
//
// What the files of dict share with each other and nobody else needs: dict, dict_merge, dict_methods,
// dict_views.
#pragma once

#include "objects/dict.hpp"

namespace adder::objects {

// A new table for that many entries; -1 with MemoryError, the dict being as before.
[[nodiscard]] int dict_resize_table(PyDictObject *dict, Py_ssize_t entry_count);
// Appends an item whose key is known not to be there; steals key and value, also on failure. 0 or -1.
[[nodiscard]] int dict_insert_new(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value);
// Stores with references of its own. 0 or -1.
[[nodiscard]] int dict_set_hashed(PyDictObject *dict, PyObject *key, Py_hash_t hash, PyObject *value);
void dict_clear_items(PyDictObject *dict);

// What dict(), update() and |= do with one argument: a mapping when it has keys(), else pairs. 0 or -1.
[[nodiscard]] int dict_update_from(PyObject *dict, PyObject *argument);
// The same with positional arguments and keywords, for the method `name`. 0 or -1.
[[nodiscard]] int dict_update_with(PyObject *dict, PyObject *args, PyObject *kwargs, const char *name);
// dict.fromkeys; new reference.
[[nodiscard]] PyObject *dict_from_keys(PyObject *type, PyObject *iterable, PyObject *value);

// tp_iter of dict: an iterator over the keys.
[[nodiscard]] PyObject *dict_iter(PyObject *dict);
// dict.__reversed__, keys(), values(), items().
PyObject *dict_reversed(PyObject *dict, PyObject *);
PyObject *dict_keys(PyObject *dict, PyObject *);
PyObject *dict_values(PyObject *dict, PyObject *);
PyObject *dict_items(PyObject *dict, PyObject *);

} // namespace adder::objects
