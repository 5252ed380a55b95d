// SPDX-License-Identifier: MIT
//
// Allocation of objects: free lists by size class inside one reserved range of addresses.
//
//  1. Sizes up to small_limit come from classes 16 bytes apart. A chunk of 64 KiB holds blocks of one class,
//  which its
//     head names, so a block can be released without its size. The range of all chunks is reserved once: one
//     subtraction tells our blocks from the C library's, which serve everything larger.
//  2. A free block's first word links to the next. The lists are the GIL holder's; PyMem_Raw* never use them.
//  3. Objects known to the collector have their links before them, and instances with managed attributes two
//  words
//     before those (shape.hpp):   [values or dict, shape,] next, previous | ob_refcnt, ob_type, …
//  4. Under a sanitizer every block is the C library's, so that misuse is seen. A stress build collects at
//  every
//     allocation, spoils dead blocks, and can let the nth allocation fail.
#pragma once

#include "objects/object.hpp"
#include "objects/runtime_state.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace adder::objects {

constexpr size_t small_limit = 512;
constexpr size_t size_class_step = 16;
constexpr int released_byte = 0xDB; // fills dead blocks in stress builds
constexpr size_t size_class_count = small_limit / size_class_step + 1;

struct FreeBlock {
    FreeBlock *next;
};

// The collector's two words before a tracked object; what the low bits mean is collector.cpp's business.
struct GcHead {
    uintptr_t next; // 0: not tracked
    uintptr_t previous;
};

struct Generation {
    GcHead head; // of a circular list
    int threshold;
    int count; // youngest: allocations minus deallocations; else collections of the next younger one
};

constexpr int generation_count = 3;

struct Heap {
    FreeBlock *free_lists[size_class_count] = {};
    uintptr_t region_begin = 0;
    size_t region_size = 0;
    size_t region_committed = 0;
    size_t region_used = 0;
    Generation generations[generation_count];
    Generation permanent; // frozen objects
    bool is_collector_enabled = true;
    bool is_collecting = false;
#ifdef ADDER_STRESS
    long allocations_until_failure = 0; // the one that fails when it comes down to 0; below: none
#endif
};

extern Heap heap;

// Whether this allocation is the one that a stress test wants to fail.
inline bool is_failure_due() {
#ifdef ADDER_STRESS
    return heap.allocations_until_failure > 0 && --heap.allocations_until_failure == 0;
#else
    return false;
#endif
}

// Reserves the region and sets the collector up; called once before anything is allocated.
void init_heap();

[[nodiscard]] void *allocate_slowly(size_t size);
void release_any(void *block);

#ifdef ADDER_SANITIZED
inline void *allocate(size_t size) {
    return is_failure_due() ? nullptr : allocate_slowly(size);
}
inline void release(void *block, size_t) {
    release_any(block);
}
#else
// A block of at least `size` bytes, or NULL without an exception.
[[nodiscard]] inline void *allocate(size_t size) {
    if (is_failure_due()) return nullptr;
    if (__builtin_expect(size <= small_limit, 1)) {
        FreeBlock *&list = heap.free_lists[(size + size_class_step - 1) / size_class_step];
        if (FreeBlock *block = list; __builtin_expect(block != nullptr, 1)) {
            list = block->next;
            return block;
        }
    }
    return allocate_slowly(size);
}

// Gives back a block that `allocate` made for the same `size`.
inline void release(void *block, size_t size) {
    if (__builtin_expect(size > small_limit, 0)) return release_any(block);
#ifdef ADDER_STRESS
    std::memset(block, released_byte, size);
#endif
    FreeBlock *&list = heap.free_lists[(size + size_class_step - 1) / size_class_step];
    auto *free_block = static_cast<FreeBlock *>(block);
    free_block->next = list;
    list = free_block;
}
#endif

// PyObject_IS_GC for hot places.
inline bool is_gc_object(PyObject *object) {
    if (!_Adder_IsPointer(object)) return false;
    const PyTypeObject *type = object->ob_type;
    return (type->tp_flags & Py_TPFLAGS_HAVE_GC) && (type->tp_is_gc == nullptr || type->tp_is_gc(object));
}

inline GcHead *gc_head(PyObject *object) {
    return reinterpret_cast<GcHead *>(object) - 1;
}
inline PyObject *object_of(GcHead *head) {
    return reinterpret_cast<PyObject *>(head + 1);
}
inline bool is_tracked(PyObject *object) {
    return gc_head(object)->next != 0;
}

// Bytes before an object of this type.
inline size_t size_of_prefix(const PyTypeObject *type) {
    if (!(type->tp_flags & Py_TPFLAGS_HAVE_GC)) return 0;
    return type->tp_flags & Py_TPFLAGS_MANAGED_DICT ? 2 * sizeof(GcHead) : sizeof(GcHead);
}

// One allocation more: asks the VM for a collection when enough came together, and collects at once when the
// VM did not get there for long.
void collection_is_due();

inline void count_allocation() {
    Generation &youngest = heap.generations[0];
#ifdef ADDER_STRESS
    collection_is_due();
#endif
    if (__builtin_expect(++youngest.count > youngest.threshold, 0)) collection_is_due();
}

// Adds the object to the youngest generation.
inline void track(PyObject *object) {
    GcHead *head = gc_head(object);
    GcHead *list = &heap.generations[0].head;
    auto *last = reinterpret_cast<GcHead *>(list->previous);
    last->next = reinterpret_cast<uintptr_t>(head);
    head->previous = (head->previous & 1) | reinterpret_cast<uintptr_t>(last);
    head->next = reinterpret_cast<uintptr_t>(list);
    list->previous = reinterpret_cast<uintptr_t>(head);
}

// Takes the object from its list, if it is in one; the mark that its finalizer has run stays.
inline void untrack(PyObject *object) {
    GcHead *head = gc_head(object);
    if (head->next == 0) return;
    auto *previous = reinterpret_cast<GcHead *>(head->previous & ~uintptr_t{3});
    auto *next = reinterpret_cast<GcHead *>(head->next);
    previous->next = head->next;
    next->previous = reinterpret_cast<uintptr_t>(previous) | (next->previous & 3);
    head->next = 0;
    head->previous &= 1;
}

inline void init_object(PyObject *object, PyTypeObject *type) {
    object->ob_refcnt = 1;
    object->ob_type = type;
    if (type->tp_flags & Py_TPFLAGS_HEAPTYPE) Py_INCREF(type);
}

// New untracked object of a static type with the collector's head; `size` includes the object's items, whose
// fields are not set. NULL with MemoryError.
template <class T> [[nodiscard]] T *new_gc_object(PyTypeObject *type, size_t size = sizeof(T)) {
    void *block = allocate(size + sizeof(GcHead));
    if (__builtin_expect(block == nullptr, 0)) {
        PyErr_NoMemory();
        return nullptr;
    }
    count_allocation();
    auto *head = static_cast<GcHead *>(block);
    head->next = head->previous = 0;
    PyObject *object = object_of(head);
    object->ob_refcnt = 1;
    object->ob_type = type;
    return reinterpret_cast<T *>(object);
}

// New object of a static type without the collector's head. NULL with MemoryError.
template <class T> [[nodiscard]] T *new_plain_object(PyTypeObject *type, size_t size = sizeof(T)) {
    void *block = allocate(size);
    if (__builtin_expect(block == nullptr, 0)) {
        PyErr_NoMemory();
        return nullptr;
    }
    auto *object = static_cast<PyObject *>(block);
    object->ob_refcnt = 1;
    object->ob_type = type;
    return reinterpret_cast<T *>(object);
}

// Releases what new_gc_object made, the object being untracked already; `size` is the same.
inline void release_gc_object(void *object, size_t size) {
    if (heap.generations[0].count > 0) heap.generations[0].count--;
    release(gc_head(static_cast<PyObject *>(object)), size + sizeof(GcHead));
}

// What PyType_GenericAlloc stands on: any type, zeroed, refcount 1, the type counted, not tracked, with
// `item_count` items (one more for a closing zero when the type has items). Instances with managed attributes
// start with the type's root shape and room for _adder_inline_capacity values behind tp_basicsize. NULL with
// MemoryError.
[[nodiscard]] PyObject *gc_alloc(PyTypeObject *type, Py_ssize_t item_count);

// Runs the collection that was asked for, if any; for the VM's slow path. Never fails.
void run_due_collection();

} // namespace adder::objects
