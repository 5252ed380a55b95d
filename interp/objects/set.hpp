// SPDX-License-Identifier: MIT
//
// set and frozenset in C++: what the VM and other units use beside the C API of include/adder/container.h.
//
//  1. Open addressing in a table of a power of two; up to 9 neighbours are tried before the hash is
//     perturbed. This and the rule of growth are CPython's, because they give the order in which a set is
//     iterated.
//  2. key NULL: an entry never used. key == dummy_key(), hash -1: an item was deleted here.
//  3. A table of 8 lies in the object itself.
//
// Files: set (storage and C API), set_operations (union, difference, …), set_methods (methods and types),
// set_iterator.
#pragma once

#include "objects/hash_table.hpp"
#include "objects/object.hpp"

namespace adder::objects {

inline PySetObject *as_set(PyObject *value) {
    return reinterpret_cast<PySetObject *>(value);
}
inline Py_ssize_t set_size(const PySetObject *set) {
    return set->used;
}

// BUILD_SET: steals the items, also on failure. New reference, or NULL with an exception.
[[nodiscard]] PyObject *set_from_stack(PyObject **items, Py_ssize_t count);
// 0 or -1; takes a reference of its own.
[[nodiscard]] int set_add(PySetObject *set, PyObject *key);
[[nodiscard]] int set_add_hashed(PySetObject *set, PyObject *key, Py_hash_t hash);
// 1, 0 or -1; a set as key is looked up as the frozenset of the same items by set_contains_item.
[[nodiscard]] int set_contains(PySetObject *set, PyObject *key);
[[nodiscard]] int set_contains_hashed(PySetObject *set, PyObject *key, Py_hash_t hash);
[[nodiscard]] int set_contains_item(PySetObject *set, PyObject *key);
// 1 when the key was there, 0, or -1.
[[nodiscard]] int set_discard_hashed(PySetObject *set, PyObject *key, Py_hash_t hash);
// Adds every item of the iterable. 0 or -1.
[[nodiscard]] int set_update(PySetObject *set, PyObject *iterable);

// The entry at or behind *position, which moves on; NULL at the end. The keys are borrowed.
[[nodiscard]] setentry *set_next_entry(PySetObject *set, Py_ssize_t *position);

} // namespace adder::objects
