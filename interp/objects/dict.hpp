// SPDX-License-Identifier: MIT
//
// dict in C++: what the VM and other units use beside the C API of include/adder/container.h.
//
//  1. The keys version names one state of the keys: while it stays, entry i has the same key. Replacing a
//     value keeps it; inserting, deleting and rebuilding set it to 0. It is given when somebody asks, and
//     never used twice.
//  2. An entry's number is its place in insertion order, deleted ones counted (hash_table.hpp).
//  3. A dict that holds only what can be in no cycle is not tracked by the collector.
//  4. User code (__eq__, __hash__, finalizers) may change the dict during any look-up or store.
//
// Files: dict (storage and C API), dict_merge (update, copies), dict_methods (methods and type),
// dict_views, dict_iterators.
#pragma once

#include "objects/hash_table.hpp"
#include "objects/object.hpp"
#include "objects/runtime_state.hpp"

namespace adder::objects {

inline PyDictObject *as_dict(PyObject *value) {
    return reinterpret_cast<PyDictObject *>(value);
}
inline bool is_exact_dict(PyObject *value) {
    return PyDict_CheckExact(value);
}
inline Py_ssize_t dict_size(const PyDictObject *dict) {
    return dict->ma_used;
}

// --- entries: for inline caches

// Number of the entry, or -1. `key` is exactly a str. Runs no Python code and raises nothing, so a key of
// another type that would only compare equal by its __eq__ is not found.
[[nodiscard]] Py_ssize_t dict_find(PyDictObject *dict, PyObject *key);

inline DictEntry &dict_entry(PyDictObject *dict, Py_ssize_t index) {
    return entries_of(dict->ma_keys)[index];
}

// Never 0 but when no version is left.
inline uint32_t dict_keys_version(PyDictObject *dict) {
    if (dict->ma_keys_version == 0 && runtime.next_dict_version != 0)
        dict->ma_keys_version = runtime.next_dict_version++;
    return dict->ma_keys_version;
}

// --- items, for any dict: no check of the type

// Borrowed; NULL when there is no such key, or with an exception.
[[nodiscard]] PyObject *dict_get_item_known(PyDictObject *dict, PyObject *key);
[[nodiscard]] PyObject *dict_get_item_hashed(PyDictObject *dict, PyObject *key, Py_hash_t hash);
// 1 and a new reference, 0, or -1 with an exception: for callers who run other code before they use the
// value.
[[nodiscard]] int dict_get_item_ref(PyDictObject *dict, PyObject *key, PyObject **result);
// Steals key and value, also on failure. 0 or -1.
[[nodiscard]] int dict_set_item_take(PyDictObject *dict, PyObject *key, PyObject *value);
// Steals the value only, also on failure. 0 or -1.
[[nodiscard]] int dict_set_value_take(PyDictObject *dict, PyObject *key, PyObject *value);
// 1, 0 or -1.
[[nodiscard]] int dict_contains(PyDictObject *dict, PyObject *key);
// Looks the key up: number of the entry, `missing`, or `failed` with an exception.
[[nodiscard]] Py_ssize_t dict_lookup(PyDictObject *dict, PyObject *key, Py_hash_t hash);

// --- whole dicts

[[nodiscard]] PyDictObject *make_dict();
// BUILD_MAP: key, value, key, value, …; steals all of them, also on failure. NULL with an exception.
[[nodiscard]] PyObject *dict_from_stack(PyObject **pairs, Py_ssize_t pair_count);
// BUILD_CONST_KEY_MAP: steals the values, also on failure; the keys are borrowed from a tuple.
[[nodiscard]] PyObject *dict_from_keys_and_stack(PyObject *keys_tuple, PyObject **values);
// dict[key], with __missing__ for subclasses; new reference, or NULL with KeyError.
[[nodiscard]] PyObject *dict_subscript(PyObject *dict, PyObject *key);
// Takes the entry's item out; key and value are released. The number is as dict_lookup gave it.
void dict_delete_entry(PyDictObject *dict, Py_ssize_t index);
// Raises KeyError with the key as its only argument, also when that is a tuple.
Failure raise_key_error(PyObject *key);

} // namespace adder::objects
