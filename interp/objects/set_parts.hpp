// SPDX-License-Identifier: MIT
//
// What the files of set share with each other and nobody else needs: set, set_operations, set_methods.
#pragma once

#include "objects/error.hpp"
#include "objects/object.hpp"
#include "objects/set.hpp"

namespace adder::objects {

// In the place of a deleted key.
PyObject *dummy_key();
inline bool is_live(const setentry &entry, const PyObject *dummy) {
    return entry.key != nullptr && entry.key != dummy;
}

// New set or frozenset (or instance of a subclass) of the items of `iterable`, which may be NULL.
[[nodiscard]] PyObject *make_set(PyTypeObject *type, PyObject *iterable);
// The same of the built-in type that `set` derives from.
[[nodiscard]] Ref make_set_like(PySetObject *set, PyObject *iterable);
// Rebuilds the table without dummies, with more than `least_size` entries. 0, or -1 with MemoryError.
[[nodiscard]] int set_resize(PySetObject *set, Py_ssize_t least_size);
void set_clear_items(PySetObject *set);
// Releases table and keys of a set that is going.
void set_release_table(PySetObject *set);
// Exchanges the items of two sets; hashes of frozensets too.
void set_swap(PySetObject *a, PySetObject *b);
// Adds the items of another set. 0 or -1.
[[nodiscard]] int set_merge(PySetObject *set, PySetObject *other);

// Each returns a new set, or changes its first argument and returns 0 or -1. `other` is any iterable.
[[nodiscard]] Ref set_intersection(PySetObject *set, PyObject *other);
[[nodiscard]] Ref set_difference(PySetObject *set, PyObject *other);
[[nodiscard]] int set_difference_update(PySetObject *set, PyObject *other);
[[nodiscard]] int set_symmetric_difference_update(PySetObject *set, PyObject *other);
// 1, 0 or -1.
[[nodiscard]] int set_is_subset(PySetObject *set, PyObject *other);
[[nodiscard]] int set_is_superset(PySetObject *set, PyObject *other);
[[nodiscard]] int set_is_disjoint(PySetObject *set, PyObject *other);
[[nodiscard]] int set_equals(PySetObject *set, PySetObject *other);

// tp_iter of both types.
[[nodiscard]] PyObject *set_iter(PyObject *set);

// Calls `body` with every item and its hash, held meanwhile, until it returns something else than 0, which
// is the result.
template <class Body> [[nodiscard]] int for_each_entry(PyObject *set, Body &&body) {
    Py_ssize_t position = 0;
    while (const setentry *entry = set_next_entry(as_set(set), &position)) {
        const Ref key = Ref::borrow(entry->key);
        if (const int status = body(key.get(), entry->hash)) return status;
    }
    return 0;
}

// The same for the items of any iterable, whose hashes are computed.
template <class Body> [[nodiscard]] int for_each_item(PyObject *iterable, Body &&body) {
    const Ref iterator = TRY_REF(PyObject_GetIter(iterable));
    while (const Ref key = Ref::steal(PyIter_Next(iterator.get()))) {
        const Py_hash_t hash = hash_of(key.get());
        if (hash == -1) return -1;
        if (const int status = body(key.get(), hash)) return status;
    }
    return is_error_pending() ? -1 : 0;
}

} // namespace adder::objects
