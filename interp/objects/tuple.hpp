// SPDX-License-Identifier: MIT
//
// tuple in C++: what the VM and other units use beside the C API of include/adder/container.h.
//
//  1. Items lie in the object. A tuple that Python code has seen never changes.
//  2. The empty tuple is one object that lives as long as the process.
//  3. A tuple made here from items that can be in no cycle is not tracked by the collector; PyTuple_New,
//     whose items come later, tracks, and the collector finds out.
//
// Files: tuple (storage, C API, type), sequence_iterators (its iterator), sequence_parts (shared with
// list).
#pragma once

#include "objects/heap.hpp"
#include "objects/object.hpp"
#include "objects/value.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

struct _PyTupleIterObject {
    PyObject_HEAD Py_ssize_t it_index;
    PyTupleObject *it_seq; // owned; NULL when the iterator is exhausted
};

namespace adder::objects {

using TupleIterator = _PyTupleIterObject;

inline PyTupleObject *as_tuple(PyObject *value) {
    return reinterpret_cast<PyTupleObject *>(value);
}
inline bool is_exact_tuple(PyObject *value) {
    return PyTuple_CheckExact(value);
}
inline Py_ssize_t tuple_size(const PyTupleObject *tuple) {
    return tuple->ob_base.ob_size;
}
inline PyObject **tuple_items(PyObject *tuple) {
    return as_tuple(tuple)->ob_item;
}

// Whether the object may be part of a reference cycle, so that its holder must be tracked. Never wrong when
// false.
inline bool may_be_in_cycle(PyObject *value) {
    if (!is_pointer(value) || !(value->ob_type->tp_flags & Py_TPFLAGS_HAVE_GC)) return false;
    return value->ob_type != &PyTuple_Type || is_tracked(value);
}

// Borrowed: item `index`, which may count from the end; NULL, without an exception, when there is none.
inline PyObject *tuple_get(const PyTupleObject *tuple, int64_t index) {
    const Py_ssize_t size = tuple_size(tuple);
    if (index < 0) index += size;
    return static_cast<uint64_t>(index) < static_cast<uint64_t>(size) ? tuple->ob_item[index] : nullptr;
}

// New reference to the next item; NULL, without an exception, at the end.
inline PyObject *tuple_iterator_next(TupleIterator *iterator) {
    PyTupleObject *tuple = iterator->it_seq;
    if (tuple == nullptr) return nullptr;
    if (iterator->it_index < tuple_size(tuple)) return Py_NewRef(tuple->ob_item[iterator->it_index++]);
    iterator->it_seq = nullptr;
    Py_DECREF(tuple);
    return nullptr;
}

// The empty tuple with its place for the collector's links, which never track it.
struct SharedTuple {
    GcHead head;
    PyTupleObject tuple;
};
extern SharedTuple shared_empty_tuple;
// Borrowed.
inline PyObject *empty_tuple() {
    return reinterpret_cast<PyObject *>(&shared_empty_tuple.tuple);
}

constexpr size_t size_of_tuple(Py_ssize_t count) {
    return offsetof(PyTupleObject, ob_item) + static_cast<size_t>(count) * sizeof(PyObject *);
}
// An exact tuple of `count` > 0 items that are not set and that is not tracked; NULL with MemoryError.
[[nodiscard]] PyTupleObject *allocate_tuple(Py_ssize_t count);
// Tracks the tuple if one of its items may be in a cycle; all items are set.
void track_if_needed(PyTupleObject *tuple);

// BUILD_TUPLE: steals the items, also on failure. New reference, or NULL with MemoryError.
[[nodiscard]] PyObject *tuple_from_stack(PyObject **items, Py_ssize_t count);
// --- argument tuples of native calls
//
// A function that takes its arguments as a tuple hardly ever keeps it, so the next call fills the same one
// again.

constexpr Py_ssize_t largest_spare_tuple = 6;
// By size; NULL where none is at hand. A spare tuple is not tracked and has no items.
extern PyTupleObject *spare_argument_tuples[largest_spare_tuple + 1];

// As tuple_from_stack; give_back_arguments ends the tuple's use.
[[nodiscard]] inline PyObject *take_arguments(PyObject **items, Py_ssize_t count) {
    if (count > largest_spare_tuple || spare_argument_tuples[count] == nullptr)
        return tuple_from_stack(items, count);
    PyTupleObject *tuple = std::exchange(spare_argument_tuples[count], nullptr);
    std::copy(items, items + count, tuple->ob_item);
    return reinterpret_cast<PyObject *>(tuple);
}
// The tuple was kept, or is no spare one.
void give_up_arguments(PyTupleObject *tuple);
inline void give_back_arguments(PyObject *arguments) {
    PyTupleObject *tuple = as_tuple(arguments);
    const Py_ssize_t count = tuple_size(tuple);
    if (arguments->ob_refcnt != 1 || count > largest_spare_tuple || is_tracked(arguments))
        return give_up_arguments(tuple);
    for (Py_ssize_t i = 0; i < count; i++) Py_DECREF(tuple->ob_item[i]);
    if (__builtin_expect(spare_argument_tuples[count] != nullptr, 0)) {
        release_gc_object(tuple, size_of_tuple(count));
    } else {
        spare_argument_tuples[count] = tuple;
    }
}

// New tuple of items that it takes references to.
[[nodiscard]] PyObject *tuple_from_array(PyObject *const *items, Py_ssize_t count);
// New pair of two items it takes references to.
[[nodiscard]] PyObject *make_pair(PyObject *first, PyObject *second);
// tuple[low:high] with 0 <= low <= high <= size; the tuple itself when it is exact and whole. New
// reference.
[[nodiscard]] PyObject *tuple_slice(PyTupleObject *tuple, Py_ssize_t low, Py_ssize_t high);

} // namespace adder::objects
