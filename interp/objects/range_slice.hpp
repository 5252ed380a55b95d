// SPDX-License-Identifier: MIT
//
// range and slice in C++: what the VM and other units use beside the C API of include/adder/container.h.
//
// A range's numbers may be of any size. Its iterator is a RangeIterator when start, stop and step fit 64
// bits, else a LongRangeIterator that computes with int objects.
#pragma once

#include "objects/int.hpp"
#include "objects/object.hpp"
#include "objects/value.hpp"

struct _PyRangeObject {
    PyObject_HEAD PyObject *start, *stop, *step, *length; // owned ints
};

struct _PyRangeIterObject {
    PyObject_HEAD int64_t next;
    int64_t step;
    int64_t remaining; // numbers still to come; while > 0, `next` is one of them
    int64_t count;     // of all numbers
};

namespace adder::objects {

using Range = _PyRangeObject;
using RangeIterator = _PyRangeIterObject;

// New reference; NULL at the end (no exception), or with MemoryError for a number beyond 2^48.
inline PyObject *range_iterator_next(RangeIterator *iterator) {
    if (iterator->remaining <= 0) return nullptr;
    const int64_t number = iterator->next;
    iterator->next =
        static_cast<int64_t>(static_cast<uint64_t>(number) + static_cast<uint64_t>(iterator->step));
    iterator->remaining--;
    return make_int(number);
}

// New iterator over the range, backward too; any size of numbers.
[[nodiscard]] PyObject *make_range_iterator(Range *range);
[[nodiscard]] PyObject *make_reversed_range_iterator(Range *range);
// New range; steals start, stop and step, which are exact ints, also on failure. `step` is not 0.
[[nodiscard]] PyObject *make_range(Ref start, Ref stop, Ref step);
// start + index * step; new reference.
[[nodiscard]] PyObject *range_number_at(PyObject *start, PyObject *step, PyObject *index);

// BUILD_SLICE: steals start, stop and step (NULL: None), also on failure. New reference, or NULL with
// MemoryError.
[[nodiscard]] PyObject *slice_from_stack(PyObject *start, PyObject *stop, PyObject *step);

// An index of a slice: a number from an int or __index__, clipped to 64 bits; None leaves *result alone. 0
// or -1.
[[nodiscard]] int slice_index(PyObject *value, Py_ssize_t *result);
// The same where None is a TypeError too.
[[nodiscard]] int slice_index_not_none(PyObject *value, Py_ssize_t *result);

} // namespace adder::objects
