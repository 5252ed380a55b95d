// SPDX-License-Identifier: MIT
//
// The cycle collector: finds groups of objects that only refer to each other and takes them apart.
//
// The `previous` word of a tracked object holds its neighbour and two marks; while a generation is examined,
// it holds instead how many references from outside are left. The low bits are the marks below.
#pragma once

#include "objects/heap.hpp"

namespace adder::objects {

constexpr uintptr_t gc_finalized = 1;   // in previous: the finalizer ran
constexpr uintptr_t gc_collecting = 2;  // in previous: under examination
constexpr uintptr_t gc_unreachable = 1; // in next: thought to be garbage so far
constexpr uintptr_t gc_marks = gc_finalized | gc_collecting;
constexpr int gc_refs_shift = 2;

inline GcHead *gc_next(const GcHead *head) {
    return reinterpret_cast<GcHead *>(head->next);
}
inline GcHead *gc_previous(const GcHead *head) {
    return reinterpret_cast<GcHead *>(head->previous & ~gc_marks);
}
inline bool is_empty_list(const GcHead *list) {
    return gc_next(list) == list;
}

struct CollectionStatistics {
    Py_ssize_t collections;
    Py_ssize_t collected;
    Py_ssize_t uncollectable;
};

struct Collector {
    CollectionStatistics statistics[generation_count];
    Py_ssize_t long_lived_total;   // objects that survived the last full collection
    Py_ssize_t long_lived_pending; // objects that joined the oldest generation since
    PyObject *garbage;             // gc.garbage, made when needed
    PyObject *callbacks;           // gc.callbacks, made when needed
    int debug_flags;
};

extern Collector collector;

// Small blocks in use, which a leak makes more; walks through all free ones.
Py_ssize_t count_used_blocks();
// Moves all objects of one list behind those of the other.
void merge_lists(GcHead *from, GcHead *to);

// Collects one generation and the younger ones; the number of unreachable objects found. Pending exceptions
// are kept safe.
Py_ssize_t collect_generation(int generation);
// Collects the oldest generation that is due.
void collect_due_generations();

} // namespace adder::objects
