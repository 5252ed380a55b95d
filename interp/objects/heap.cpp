// SPDX-License-Identifier: MIT
//
// The allocator behind heap.hpp, the C API's memory functions, and deallocation of deep structures.
//
// 1. The region is reserved without memory and made usable a step at a time; chunks are handed out in address
//    order and stay with their size class for ever. When it is used up, or cannot be had, the C library
//    serves.
// 2. A chunk is cut into free blocks a page at a time, so that a class that is hardly used touches one page.
// 3. Deallocations nested deeper than a bound are put off: the objects wait in a list linked through their
// dead
//    reference counts, kept negative so that nobody takes them for alive.
#include "objects/heap.hpp"

#include "objects/error.hpp"
#include "objects/quarantine.hpp"
#include "objects/shape.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace adder::objects {

Heap heap;

namespace {

#ifdef ADDER_SANITIZED
constexpr bool has_region = false;
#else
constexpr bool has_region = true;
#endif
constexpr size_t chunk_size = 64 * 1024;
constexpr size_t commit_step = 1024 * 1024;
constexpr size_t largest_region = size_t{1} << 40;
constexpr size_t smallest_region = size_t{1} << 26;
constexpr size_t carve_size = 4096;
constexpr int deallocation_limit = 50;

struct alignas(size_class_step) ChunkHead {
    size_t size_class;
};

Py_ssize_t blocks_carved = 0; // used and free ones

// The part of the newest chunk of a class that was not cut into blocks yet.
struct FreshMemory {
    char *begin;
    char *end;
};

FreshMemory fresh_memory[size_class_count];
bool is_heap_initialized = false;

size_t class_of(size_t size) {
    return (size + size_class_step - 1) / size_class_step;
}

size_t block_size_of(size_t size_class) {
    return std::max<size_t>(size_class, 1) * size_class_step;
}

bool is_in_region(const void *block) {
    return reinterpret_cast<uintptr_t>(block) - heap.region_begin < heap.region_used;
}

size_t class_of_block(const void *block) {
    return reinterpret_cast<const ChunkHead *>(reinterpret_cast<uintptr_t>(block) & ~(chunk_size - 1))
        ->size_class;
}

void reserve_region() {
    if constexpr (!has_region) return;
    for (size_t size = largest_region; size >= smallest_region; size /= 4) {
        void *begin = mmap(nullptr, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        if (begin == MAP_FAILED) continue;
        uintptr_t aligned = (reinterpret_cast<uintptr_t>(begin) + chunk_size - 1) & ~(chunk_size - 1);
        heap.region_begin = aligned;
        heap.region_size = (reinterpret_cast<uintptr_t>(begin) + size - aligned) & ~(chunk_size - 1);
        return;
    }
}

bool commit_more() {
    size_t step = std::min(commit_step, heap.region_size - heap.region_committed);
    if (step < chunk_size) return false;
    auto *begin = reinterpret_cast<void *>(heap.region_begin + heap.region_committed);
    if (mprotect(begin, step, PROT_READ | PROT_WRITE) != 0) return false;
    heap.region_committed += step;
    return true;
}

bool take_chunk(size_t size_class) {
    if (heap.region_used + chunk_size > heap.region_committed && !commit_more()) return false;
    char *chunk = reinterpret_cast<char *>(heap.region_begin + heap.region_used);
    heap.region_used += chunk_size;
    new (chunk) ChunkHead{size_class};
    fresh_memory[size_class] = {chunk + sizeof(ChunkHead), chunk + chunk_size};
    return true;
}

// Cuts about a page of fresh memory into free blocks, in address order. False when there is no memory left.
bool carve_blocks(size_t size_class) {
    FreshMemory &fresh = fresh_memory[size_class];
    size_t size = block_size_of(size_class);
    if (static_cast<size_t>(fresh.end - fresh.begin) < size && !take_chunk(size_class)) return false;
    char *stop = std::min(fresh.end, fresh.begin + carve_size);
    FreeBlock **link = &heap.free_lists[size_class];
    while (fresh.begin + size <= stop) {
        auto *block = reinterpret_cast<FreeBlock *>(fresh.begin);
        fresh.begin += size;
        *link = block;
        link = &block->next;
        blocks_carved++;
    }
    *link = nullptr;
    return true;
}

void *reallocate(void *block, size_t size) {
    if (block == nullptr) return allocate(size);
    size_t rounded = size <= small_limit ? block_size_of(class_of(size)) : size;
    if (!is_in_region(block)) return is_failure_due() ? nullptr : std::realloc(block, rounded);
    size_t old_size = block_size_of(class_of_block(block));
    if (rounded <= old_size && rounded * 2 > old_size) return block;
    void *moved = allocate(size);
    if (moved == nullptr) return nullptr;
    std::memcpy(moved, block, std::min(old_size, size));
    release_any(block);
    return moved;
}

void *allocate_zeroed(size_t count, size_t size) {
    if (size != 0 && count > PY_SSIZE_T_MAX / size) return nullptr;
    if (count * size > small_limit) return is_failure_due() ? nullptr : std::calloc(count, size);
    void *block = allocate(count * size);
    if (block != nullptr) std::memset(block, 0, count * size);
    return block;
}

// Size of an instance with `item_count` items, its values' room included, or 0 when that is too much.
size_t size_of_instance(const PyTypeObject *type, Py_ssize_t item_count) {
    auto size = static_cast<size_t>(type->tp_basicsize);
    if (type->tp_itemsize != 0) {
        auto item_size = static_cast<size_t>(type->tp_itemsize);
        if (static_cast<size_t>(item_count) >= (PY_SSIZE_T_MAX / 2 - size) / item_size) return 0;
        size = (size + static_cast<size_t>(item_count + 1) * item_size + 7) & ~size_t{7};
    }
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT)
        size += (1 + type->_adder_inline_capacity) * sizeof(PyObject *);
    return size;
}

void init_managed_attributes(PyObject *instance, PyTypeObject *type) {
    shape_of(instance) = type->_adder_root_shape;
    if (type->tp_itemsize != 0) {
        values_of(instance) = no_values();
        return;
    }
    auto *room = reinterpret_cast<PyObject **>(reinterpret_cast<char *>(instance) + type->tp_basicsize);
    reinterpret_cast<uintptr_t *>(room)[0] = type->_adder_inline_capacity;
    values_of(instance) = room + 1;
}

void deallocate(PyObject *object, const void *releaser) {
    if (__builtin_expect(is_quarantine_on, 0)) return deallocate_into_quarantine(object, releaser);
    object->ob_type->tp_dealloc(object);
}

[[gnu::cold]] void defer_deallocation(ThreadState *state, PyObject *object) {
    if (PyObject_IS_GC(object)) untrack(object);
    object->ob_refcnt = -reinterpret_cast<Py_ssize_t>(state->deferred_deallocations);
    state->deferred_deallocations = object;
}

[[gnu::cold]] void run_deferred_deallocations(ThreadState *state) {
    state->deallocation_depth++;
    while (PyObject *object = state->deferred_deallocations) {
        state->deferred_deallocations = reinterpret_cast<PyObject *>(-object->ob_refcnt);
        object->ob_refcnt = 0;
        deallocate(object, nullptr);
    }
    state->deallocation_depth--;
}

} // namespace

Py_ssize_t count_used_blocks() {
    Py_ssize_t free_blocks = 0;
    for (const FreeBlock *list : heap.free_lists)
        for (; list != nullptr; list = list->next) free_blocks++;
    return blocks_carved - free_blocks;
}

void init_heap() {
    if (is_heap_initialized) return;
    is_heap_initialized = true;
    reserve_region();
    constexpr int thresholds[generation_count] = {700, 10, 10};
    for (int i = 0; i <= generation_count; i++) {
        Generation &generation = i < generation_count ? heap.generations[i] : heap.permanent;
        auto self = reinterpret_cast<uintptr_t>(&generation.head);
        generation.head = {self, self};
        generation.threshold = i < generation_count ? thresholds[i] : 0;
    }
}

void *allocate_slowly(size_t size) {
    if (__builtin_expect(!is_heap_initialized, 0)) init_heap();
    if (size > small_limit) return size > PY_SSIZE_T_MAX ? nullptr : std::malloc(size);
    size_t size_class = class_of(size);
    if (has_region && carve_blocks(size_class)) {
        FreeBlock *block = heap.free_lists[size_class];
        heap.free_lists[size_class] = block->next;
        return block;
    }
    return std::malloc(block_size_of(size_class));
}

void release_any(void *block) {
    if (is_in_region(block)) return release(block, class_of_block(block) * size_class_step);
    std::free(block);
}

size_t take_back_released(void *block) {
    // Deallocators release the object last, or nearly so.
    constexpr int most_later_blocks = 64;
    if (!is_in_region(block)) return 0;
    const size_t size_class = class_of_block(block);
    FreeBlock **link = &heap.free_lists[size_class];
    for (int i = 0; i < most_later_blocks && *link != nullptr; i++, link = &(*link)->next) {
        if (*link != block) continue;
        *link = (*link)->next;
        return block_size_of(size_class);
    }
    return 0;
}

PyObject *gc_alloc(PyTypeObject *type, Py_ssize_t item_count) {
    size_t size = size_of_instance(type, item_count);
    size_t prefix = size_of_prefix(type);
    char *block = size == 0 ? nullptr : static_cast<char *>(allocate(prefix + size));
    if (__builtin_expect(block == nullptr, 0)) return PyErr_NoMemory();
    std::memset(block, 0, prefix + size);
    auto *object = reinterpret_cast<PyObject *>(block + prefix);
    init_object(object, type);
    if (type->tp_itemsize != 0) reinterpret_cast<PyVarObject *>(object)->ob_size = item_count;
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) init_managed_attributes(object, type);
    if (prefix != 0) count_allocation();
    return object;
}

extern "C" {

void *PyMem_RawMalloc(size_t size) {
    return size > PY_SSIZE_T_MAX ? nullptr : std::malloc(std::max<size_t>(size, 1));
}

void *PyMem_RawCalloc(size_t count, size_t size) {
    return std::calloc(std::max<size_t>(count, 1), std::max<size_t>(size, 1));
}

void *PyMem_RawRealloc(void *block, size_t size) {
    return size > PY_SSIZE_T_MAX ? nullptr : std::realloc(block, std::max<size_t>(size, 1));
}

void PyMem_RawFree(void *block) {
    std::free(block);
}

void *PyObject_Malloc(size_t size) {
    return allocate(size);
}

void *PyObject_Calloc(size_t count, size_t size) {
    return allocate_zeroed(count, size);
}

void *PyObject_Realloc(void *block, size_t size) {
    return size > PY_SSIZE_T_MAX ? nullptr : reallocate(block, size);
}

void PyObject_Free(void *block) {
    if (block != nullptr) release_any(block);
}

void *PyMem_Malloc(size_t size) {
    return allocate(size);
}

void *PyMem_Calloc(size_t count, size_t size) {
    return allocate_zeroed(count, size);
}

void *PyMem_Realloc(void *block, size_t size) {
    return PyObject_Realloc(block, size);
}

void PyMem_Free(void *block) {
    PyObject_Free(block);
}

PyObject *PyObject_Init(PyObject *object, PyTypeObject *type) {
    if (object == nullptr) return PyErr_NoMemory();
    init_object(object, type);
    return object;
}

PyVarObject *PyObject_InitVar(PyVarObject *object, PyTypeObject *type, Py_ssize_t size) {
    if (object == nullptr) return reinterpret_cast<PyVarObject *>(PyErr_NoMemory());
    init_object(&object->ob_base, type);
    object->ob_size = size;
    return object;
}

void _Py_NewReference(PyObject *object) {
    object->ob_refcnt = 1;
}

// An instance of a type without slots filled in would crash at its last reference. One that brings its own
// deallocator works in CPython, and sources forget PyType_Ready() for it.
static int make_ready(PyTypeObject *type) {
    if (__builtin_expect((type->tp_flags & Py_TPFLAGS_READY) != 0, 1)) return 0;
    if (type->tp_dealloc != nullptr) return PyType_Ready(type);
    return adder::objects::raise(PyExc_SystemError,
                                 "type '%s' is used before PyType_Ready(); call it in the init function",
                                 type->tp_name);
}

PyObject *_PyObject_New(PyTypeObject *type) {
    TRY(make_ready(type));
    return PyObject_Init(static_cast<PyObject *>(allocate(_PyObject_SIZE(type))), type);
}

PyVarObject *_PyObject_NewVar(PyTypeObject *type, Py_ssize_t item_count) {
    TRY(make_ready(type));
    size_t size = size_of_instance(type, item_count);
    void *block = size == 0 ? nullptr : allocate(size);
    return PyObject_InitVar(static_cast<PyVarObject *>(block), type, item_count);
}

PyObject *_PyObject_GC_New(PyTypeObject *type) {
    TRY(make_ready(type));
    size_t prefix = size_of_prefix(type);
    size_t size = size_of_instance(type, 0);
    char *block = static_cast<char *>(allocate(prefix + size));
    if (block == nullptr) return PyErr_NoMemory();
    std::memset(block, 0, prefix);
    auto *object = reinterpret_cast<PyObject *>(block + prefix);
    init_object(object, type);
    if (type->tp_flags & Py_TPFLAGS_MANAGED_DICT) init_managed_attributes(object, type);
    count_allocation();
    return object;
}

PyVarObject *_PyObject_GC_NewVar(PyTypeObject *type, Py_ssize_t item_count) {
    TRY(make_ready(type));
    if (item_count < 0) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    size_t size = size_of_instance(type, item_count);
    char *block = size == 0 ? nullptr : static_cast<char *>(allocate(sizeof(GcHead) + size));
    if (block == nullptr) return reinterpret_cast<PyVarObject *>(PyErr_NoMemory());
    std::memset(block, 0, sizeof(GcHead));
    count_allocation();
    return PyObject_InitVar(reinterpret_cast<PyVarObject *>(block + sizeof(GcHead)), type, item_count);
}

PyVarObject *_PyObject_GC_Resize(PyVarObject *object, Py_ssize_t item_count) {
    PyTypeObject *type = object->ob_base.ob_type;
    size_t size = size_of_instance(type, item_count);
    void *moved = size == 0 ? nullptr : reallocate(gc_head(&object->ob_base), sizeof(GcHead) + size);
    if (moved == nullptr) return reinterpret_cast<PyVarObject *>(PyErr_NoMemory());
    auto *resized = reinterpret_cast<PyVarObject *>(static_cast<GcHead *>(moved) + 1);
    resized->ob_size = item_count;
    return resized;
}

void PyObject_GC_Track(void *object) {
    if (!is_tracked(static_cast<PyObject *>(object))) track(static_cast<PyObject *>(object));
}

void PyObject_GC_UnTrack(void *object) {
    untrack(static_cast<PyObject *>(object));
}

void PyObject_GC_Del(void *object) {
    auto *dead = static_cast<PyObject *>(object);
    untrack(dead);
    if (heap.generations[0].count > 0) heap.generations[0].count--;
    release_any(static_cast<char *>(object) - size_of_prefix(dead->ob_type));
}

int PyObject_GC_IsTracked(PyObject *object) {
    return PyObject_IS_GC(object) && is_tracked(object);
}

int PyObject_GC_IsFinalized(PyObject *object) {
    return PyObject_IS_GC(object) && (gc_head(object)->previous & 1) != 0;
}

int PyObject_IS_GC(PyObject *object) {
    return is_gc_object(object);
}

void Py_IncRef(PyObject *object) {
    Py_XINCREF(object);
}

void Py_DecRef(PyObject *object) {
    Py_XDECREF(object);
}

void _Py_Dealloc(PyObject *object) {
    ThreadState *state = thread();
    if (__builtin_expect(state->deallocation_depth >= deallocation_limit, 0))
        return defer_deallocation(state, object);
    state->deallocation_depth++;
    deallocate(object, __builtin_return_address(0));
    if (--state->deallocation_depth == 0 && __builtin_expect(state->deferred_deallocations != nullptr, 0))
        run_deferred_deallocations(state);
}

} // extern "C"

} // namespace adder::objects
