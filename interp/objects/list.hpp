// SPDX-License-Identifier: MIT
//
// list in C++: what the VM and other units use beside the C API of include/adder/container.h.
//
//  1. ob_item[0 .. ob_size) are owned; ob_item has room for `allocated`, comes from PyMem_Malloc, and is
//     NULL when `allocated` is 0. Room grows by an eighth and a bit, as CPython's does.
//  2. Whoever releases an item first takes it out of the list: its finalizer may use the list.
//
// Files: list (storage, slices and C API), list_methods (methods and type), list_sort; sequence_iterators.
#pragma once

#include "objects/object.hpp"
#include "objects/value.hpp"

struct _PyListIterObject {
    PyObject_HEAD Py_ssize_t it_index;
    PyListObject *it_seq; // owned; NULL when the iterator is exhausted
};

namespace adder::objects {

using ListIterator = _PyListIterObject;

inline PyListObject *as_list(PyObject *value) {
    return reinterpret_cast<PyListObject *>(value);
}
inline bool is_exact_list(PyObject *value) {
    return PyList_CheckExact(value);
}
inline Py_ssize_t list_size(const PyListObject *list) {
    return list->ob_base.ob_size;
}

// Makes ob_size `new_size` and room for it. Items that go must be released by the caller, new ones set. 0,
// or -1 with MemoryError.
[[nodiscard]] int list_resize(PyListObject *list, Py_ssize_t new_size);
[[nodiscard]] int list_append_slowly(PyListObject *list, PyObject *item);

// Steals `item`, also on failure. 0, or -1 with MemoryError.
[[nodiscard]] inline int list_append_take(PyListObject *list, PyObject *item) {
    const Py_ssize_t size = list_size(list);
    if (__builtin_expect(size < list->allocated, 1)) {
        list->ob_item[size] = item;
        list->ob_base.ob_size = size + 1;
        return 0;
    }
    return list_append_slowly(list, item);
}

// Borrowed: item `index`, which may count from the end; NULL, without an exception, when there is none.
inline PyObject *list_get(const PyListObject *list, int64_t index) {
    const Py_ssize_t size = list_size(list);
    if (index < 0) index += size;
    return static_cast<uint64_t>(index) < static_cast<uint64_t>(size) ? list->ob_item[index] : nullptr;
}

// Steals `item` if it returns true; false, without an exception, when there is no such index.
inline bool list_set_take(PyListObject *list, int64_t index, PyObject *item) {
    const Py_ssize_t size = list_size(list);
    if (index < 0) index += size;
    if (static_cast<uint64_t>(index) >= static_cast<uint64_t>(size)) return false;
    PyObject *old = list->ob_item[index];
    list->ob_item[index] = item;
    Py_DECREF(old);
    return true;
}

// New reference to the next item; NULL, without an exception, at the end.
inline PyObject *list_iterator_next(ListIterator *iterator) {
    PyListObject *list = iterator->it_seq;
    if (list == nullptr) return nullptr;
    if (iterator->it_index < list_size(list)) return Py_NewRef(list->ob_item[iterator->it_index++]);
    iterator->it_seq = nullptr;
    Py_DECREF(list);
    return nullptr;
}

// BUILD_LIST: steals the items, also on failure. New reference, or NULL with MemoryError.
[[nodiscard]] PyObject *list_from_stack(PyObject **items, Py_ssize_t count);
// New list of items that it takes references to.
[[nodiscard]] PyObject *list_from_array(PyObject *const *items, Py_ssize_t count);
// list.extend: 0 or -1 with an exception. LIST_EXTEND's own TypeError text is the VM's.
[[nodiscard]] int list_extend(PyListObject *list, PyObject *iterable);
// list[low:high] with 0 <= low <= high <= size; new reference.
[[nodiscard]] PyObject *list_slice(PyListObject *list, Py_ssize_t low, Py_ssize_t high);
// Replaces list[low:high] (clipped) by the items of the iterable, or deletes it when that is NULL. 0 or -1.
[[nodiscard]] int list_assign_slice(PyListObject *list, Py_ssize_t low, Py_ssize_t high, PyObject *iterable);
// A new tuple of the items; the list keeps them.
[[nodiscard]] PyObject *list_to_tuple(PyListObject *list);
// Empties the list and releases its block.
void list_clear(PyListObject *list);

// list.sort(key=…, reverse=…); `key` may be NULL or None. 0 or -1.
[[nodiscard]] int list_sort(PyListObject *list, PyObject *key, bool reverse);

} // namespace adder::objects
