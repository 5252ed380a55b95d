// SPDX-License-Identifier: MIT
//
// Blocks of memory, heads of objects, and the cycle collector (adder/heap.h).
#include "cases.hpp"

#include <cstring>

namespace {

// A type that no one made ready, as sources have it that only iterate over its instances.
PyTypeObject forgotten_type = {
    PyVarObject_HEAD_INIT(nullptr, 0) "symbols.Forgotten",
    sizeof(PyObject),
    0,
    [](PyObject *self) { PyObject_Free(self); },
};

std::string instance_of_forgotten_type() {
    forgotten_type.tp_flags = Py_TPFLAGS_DEFAULT;
    forgotten_type.tp_iter = PyObject_SelfIter;
    forgotten_type.tp_iternext = [](PyObject *) -> PyObject * { return nullptr; };
    PyObject *object = PyObject_New(PyObject, &forgotten_type);
    return told(object == nullptr ? nullptr : PySequence_List(Value(object)));
}

using Allocate = void *(*)(size_t);
using AllocateCleared = void *(*)(size_t, size_t);
using Reallocate = void *(*)(void *, size_t);
using Free = void (*)(void *);

// A block of each kind of size can be written to and freed; too large ones are NULL.
std::string allocated(Allocate allocate, Free release) {
    std::string text;
    for (const size_t size : {size_t{0}, size_t{1}, size_t{512}, size_t{513}, size_t{100'000}}) {
        void *block = allocate(size);
        text += block == nullptr ? '-' : '+';
        if (block != nullptr) std::memset(block, 'x', size);
        release(block);
    }
    void *huge = allocate(static_cast<size_t>(PY_SSIZE_T_MAX) + 1);
    text += huge == nullptr ? '-' : '+';
    release(huge);
    return text;
}

std::string cleared(AllocateCleared allocate, Free release) {
    std::string text;
    for (const size_t count : {size_t{0}, size_t{3}, size_t{10'000}}) {
        auto *block = static_cast<char *>(allocate(count, 8));
        size_t zeros = 0;
        while (zeros < count * 8 && block[zeros] == 0) ++zeros;
        text += std::to_string(zeros) + " ";
        release(block);
    }
    void *huge = allocate(PY_SSIZE_T_MAX, 3);
    text += huge == nullptr ? '-' : '+';
    release(huge);
    return text;
}

// Contents move along, a block of NULL is a new one, and what fails leaves the block as it was.
std::string reallocated(Reallocate reallocate, Free release) {
    auto *block = static_cast<char *>(reallocate(nullptr, 4));
    std::memcpy(block, "abc", 4);
    block = static_cast<char *>(reallocate(block, 5000));
    std::string text = block;
    text += reallocate(block, static_cast<size_t>(PY_SSIZE_T_MAX) + 1) == nullptr ? "-" : "+";
    block = static_cast<char *>(reallocate(block, 4));
    text += block;
    block = static_cast<char *>(reallocate(block, 0));
    text += block == nullptr ? '-' : '+';
    release(block);
    return text;
}

std::string typed_blocks() {
    int *block = PyMem_New(int, 5);
    block[4] = 7;
    PyMem_Resize(block, int, 50);
    const std::string text = std::to_string(block[4]);
    PyMem_Del(block);
    return text + (PyMem_New(int, PY_SSIZE_T_MAX) == nullptr ? "-" : "+");
}

std::string arenas() {
    PyObjectArenaAllocator allocator;
    PyObject_GetArenaAllocator(&allocator);
    constexpr size_t size = 1 << 18;
    void *arena = allocator.alloc(allocator.ctx, size);
    if (arena == nullptr) return "NULL";
    std::memset(arena, 'x', size);
    allocator.free(allocator.ctx, arena, size);
    return "written and freed";
}

// ---- objects of a type with the collector and of one without, made for a case

struct Node {
    PyObject_VAR_HEAD PyObject *link;
};
int visit_link(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(reinterpret_cast<Node *>(self)->link);
    Py_VISIT(Py_TYPE(self));
    return 0;
}
int clear_link(PyObject *self) {
    Py_CLEAR(reinterpret_cast<Node *>(self)->link);
    return 0;
}
void free_node(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    clear_link(self);
    PyObject_GC_Del(self);
    Py_DECREF(type);
}
void free_simple(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_Free(self);
    Py_DECREF(type);
}

PyObject *node_type() {
    PyType_Slot slots[] = {{Py_tp_traverse, reinterpret_cast<void *>(visit_link)},
                           {Py_tp_clear, reinterpret_cast<void *>(clear_link)},
                           {Py_tp_dealloc, reinterpret_cast<void *>(free_node)},
                           {0, nullptr}};
    PyType_Spec spec = {"symbols.Node", sizeof(Node), 8, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, slots};
    return PyType_FromSpec(&spec);
}

PyObject *simple_type() {
    PyType_Slot slots[] = {{Py_tp_dealloc, reinterpret_cast<void *>(free_simple)}, {0, nullptr}};
    PyType_Spec spec = {"symbols.Simple", sizeof(PyVarObject), 8, Py_TPFLAGS_DEFAULT, slots};
    return PyType_FromSpec(&spec);
}

PyTypeObject *type_of(const Value &type) {
    return reinterpret_cast<PyTypeObject *>(type.get());
}

// Type, count and size of a new object, how it changed its type's count, and that again after its end.
std::string head(PyObject *object, const Value &type, Py_ssize_t count_before, bool has_size) {
    if (object == nullptr) return "NULL";
    std::string text = Py_TYPE(object)->tp_name;
    text += " " + std::to_string(Py_REFCNT(object));
    if (has_size) text += " " + std::to_string(Py_SIZE(object));
    text += " " + std::to_string(Py_REFCNT(type.get()) - count_before);
    Py_DECREF(object);
    return text + " " + std::to_string(Py_REFCNT(type.get()) - count_before);
}

std::string simple_object(int how) {
    const Value type(simple_type());
    const Py_ssize_t count = Py_REFCNT(type.get());
    if (how == 0) return head(_PyObject_New(type_of(type)), type, count, false);
    if (how == 1)
        return head(reinterpret_cast<PyObject *>(_PyObject_NewVar(type_of(type), 3)), type, count, true);
    auto *block = static_cast<PyObject *>(PyObject_Malloc(sizeof(PyVarObject) + 24));
    if (how == 2) return head(PyObject_Init(block, type_of(type)), type, count, false);
    auto *sized = reinterpret_cast<PyVarObject *>(block);
    return head(reinterpret_cast<PyObject *>(PyObject_InitVar(sized, type_of(type), 3)), type, count, true);
}

PyObject *new_node(const Value &type, Py_ssize_t size) {
    auto *node = reinterpret_cast<Node *>(_PyObject_GC_NewVar(type_of(type), size));
    if (node != nullptr) node->link = nullptr;
    return reinterpret_cast<PyObject *>(node);
}

std::string collected_object(bool has_size) {
    const Value type(node_type());
    const Py_ssize_t count = Py_REFCNT(type.get());
    if (has_size) return head(new_node(type, 3), type, count, true);
    auto *node = reinterpret_cast<Node *>(_PyObject_GC_New(type_of(type)));
    node->link = nullptr;
    return head(reinterpret_cast<PyObject *>(node), type, count, false);
}

std::string resized() {
    const Value type(node_type());
    PyObject *node = new_node(type, 1);
    node = reinterpret_cast<PyObject *>(_PyObject_GC_Resize(reinterpret_cast<PyVarObject *>(node), 500));
    const std::string text = std::to_string(Py_SIZE(node)) + std::to_string(Py_REFCNT(node));
    const Value failed(reinterpret_cast<PyObject *>(
        _PyObject_GC_Resize(reinterpret_cast<PyVarObject *>(node), PY_SSIZE_T_MAX / 16)));
    Py_DECREF(node);
    return text + told(borrowed(failed));
}

std::string tracked_and_not() {
    const Value type(node_type());
    const Value node(new_node(type, 0));
    std::string text = std::to_string(PyObject_GC_IsTracked(node));
    PyObject_GC_Track(node.get());
    text += std::to_string(PyObject_GC_IsTracked(node));
    PyObject_GC_UnTrack(node.get());
    text += std::to_string(PyObject_GC_IsTracked(node));
    PyObject_GC_UnTrack(node.get());
    return text + std::to_string(PyObject_GC_IsTracked(node));
}

// How many a collection finds when two nodes hold each other, tracked or not.
std::string collected_cycle(bool is_tracked) {
    const Value type(node_type());
    PyGC_Collect();
    PyObject *first = new_node(type, 0), *second = new_node(type, 0);
    reinterpret_cast<Node *>(first)->link = second;
    reinterpret_cast<Node *>(second)->link = first;
    if (is_tracked) {
        PyObject_GC_Track(first);
        PyObject_GC_Track(second);
        return std::to_string(PyGC_Collect());
    }
    const Py_ssize_t found = PyGC_Collect();
    Py_CLEAR(reinterpret_cast<Node *>(first)->link);
    return std::to_string(found);
}

std::string collector_switch() {
    std::string text = std::to_string(PyGC_IsEnabled());
    text += std::to_string(PyGC_Disable()) + std::to_string(PyGC_IsEnabled());
    text += std::to_string(PyGC_Disable()) + std::to_string(PyGC_Enable());
    text += std::to_string(PyGC_Enable()) + std::to_string(PyGC_IsEnabled());
    PyGC_Disable();
    return text;
}

// A finalizer ran for the object, or not.
std::string finalized_once(bool is_called) {
    const Value type("type('F', (), {'__del__': lambda self: None})");
    const Value object(PyObject_CallNoArgs(type));
    if (is_called) PyObject_CallFinalizer(object);
    return std::to_string(PyObject_GC_IsFinalized(object));
}

// A second life for a block: its count is one again.
std::string referenced_anew() {
    const Value type(simple_type());
    PyObject *object = _PyObject_New(type_of(type));
    Py_SET_REFCNT(object, 5);
    _Py_NewReference(object);
    const std::string text = std::to_string(Py_REFCNT(object));
    Py_DECREF(object);
    return text;
}

const Case BLOCKS[] = {
    CASE(PyObject_New, instance_of_forgotten_type()),
    CASE(PyMem_RawMalloc, allocated(PyMem_RawMalloc, PyMem_RawFree)),
    CASE(PyMem_RawCalloc, cleared(PyMem_RawCalloc, PyMem_RawFree)),
    CASE(PyMem_RawRealloc, reallocated(PyMem_RawRealloc, PyMem_RawFree)),
    VOID_CASE(PyMem_RawFree, PyMem_RawFree(nullptr)),
    CASE(PyMem_Malloc, allocated(PyMem_Malloc, PyMem_Free)),
    CASE(PyMem_Calloc, cleared(PyMem_Calloc, PyMem_Free)),
    CASE(PyMem_Realloc, reallocated(PyMem_Realloc, PyMem_Free)),
    VOID_CASE(PyMem_Free, PyMem_Free(nullptr)),
    CASE(PyObject_Malloc, allocated(PyObject_Malloc, PyObject_Free)),
    CASE(PyObject_Calloc, cleared(PyObject_Calloc, PyObject_Free)),
    CASE(PyObject_Realloc, reallocated(PyObject_Realloc, PyObject_Free)),
    VOID_CASE(PyObject_Free, PyObject_Free(nullptr)),
    CASE(PyMem_New, typed_blocks()),
    CASE(PyObject_GetArenaAllocator, arenas()),
    CASE(_PyObject_New, simple_object(0)),
    CASE(_PyObject_NewVar, simple_object(1)),
    CASE(PyObject_Init, simple_object(2)),
    CASE(PyObject_Init, PyObject_Init(nullptr, &PyBaseObject_Type)),
    CASE(PyObject_InitVar, simple_object(3)),
    CASE(PyObject_InitVar, PyObject_InitVar(nullptr, &PyTuple_Type, 3) == nullptr),
    CASE(_Py_NewReference, referenced_anew()),
};

const Case COLLECTOR[] = {
    CASE(_PyObject_GC_New, collected_object(false)),
    CASE(_PyObject_GC_NewVar, collected_object(true)),
    CASE(_PyObject_GC_NewVar, new_node(Value(node_type()), -1)),
    CASE(_PyObject_GC_NewVar, new_node(Value(node_type()), PY_SSIZE_T_MAX / 16)),
    CASE(_PyObject_GC_Resize, resized()),
    CASE(PyObject_GC_Track, tracked_and_not()),
    CASE(PyObject_GC_Track, collected_cycle(true)),
    CASE(PyObject_GC_UnTrack, collected_cycle(false)),
    CASE(PyObject_GC_Del, collected_object(false)),
    CASE(PyObject_GC_IsTracked, PyObject_GC_IsTracked(on.list)),
    CASE(PyObject_GC_IsTracked, PyObject_GC_IsTracked(on.text)),
    CASE(PyObject_GC_IsTracked, PyObject_GC_IsTracked(Value("1"))),
    CASE(PyObject_GC_IsTracked, PyObject_GC_IsTracked(on.instance)),
    CASE(PyObject_GC_IsFinalized, finalized_once(false)),
    CASE(PyObject_GC_IsFinalized, finalized_once(true)),
    CASE(PyObject_GC_IsFinalized, PyObject_GC_IsFinalized(on.text)),
    CASE(PyObject_IS_GC, PyObject_IS_GC(on.list)),
    CASE(PyObject_IS_GC, PyObject_IS_GC(on.text)),
    CASE(PyObject_IS_GC, PyObject_IS_GC(Value("1.5"))),
    CASE(PyObject_IS_GC, PyObject_IS_GC(on.type)),
    CASE(PyGC_Collect, (PyGC_Collect(), PyGC_Collect())),
    CASE(PyGC_Enable, collector_switch()),
    CASE(PyGC_Disable, collector_switch()),
    CASE(PyGC_IsEnabled, PyGC_IsEnabled()),
};

} // namespace

Area memory_cases() {
    return BLOCKS;
}
Area collector_cases() {
    return COLLECTOR;
}
