// SPDX-License-Identifier: MIT
#include "objects/quarantine.hpp"

#include "objects/heap.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>

namespace adder::objects {

bool is_quarantine_on = false;

namespace {

constexpr size_t kept_blocks = 16384;
constexpr Py_ssize_t tombstone_count = 1;

struct KeptBlock {
    char *block = nullptr; // with the collector's words before the object
    size_t size = 0;
    PyObject *object = nullptr;
    const void *releaser = nullptr;
    char type_name[64] = "";
};

KeptBlock *kept = nullptr; // a ring
size_t next_kept = 0;

// --- reporting

const char *library_of(const void *code) {
    Dl_info info;
    if (code == nullptr || dladdr(code, &info) == 0 || info.dli_fname == nullptr) return "unknown code";
    const char *slash = std::strrchr(info.dli_fname, '/');
    return slash == nullptr ? info.dli_fname : slash + 1;
}

[[noreturn]] void report(const KeptBlock *found, const char *what) {
    std::fflush(stdout);
    std::fprintf(stderr, "Fatal Python error: a released object %s\n", what);
    if (found != nullptr) {
        std::fprintf(stderr, "It was of type '%s'; its last reference was given back in %s.\n",
                     found->type_name, library_of(found->releaser));
    }
    PyFrameObject *frame = thread() == nullptr ? nullptr : PyEval_GetFrame();
    if (frame != nullptr) {
        PyObject *file =
            PyObject_GetAttrString(reinterpret_cast<PyObject *>(PyFrame_GetCode(frame)), "co_filename");
        const char *text = file == nullptr ? nullptr : PyUnicode_AsUTF8(file);
        std::fprintf(stderr, "  File \"%s\", line %d\n", text == nullptr ? "?" : text,
                     PyFrame_GetLineNumber(frame));
    }
    std::fflush(stderr);
    std::abort();
}

const KeptBlock *find(const PyObject *object) {
    for (size_t i = 0; kept != nullptr && i < kept_blocks; i++)
        if (kept[i].object == object) return &kept[i];
    return nullptr;
}

// --- the tombstone: every slot that something alive may call

void tombstone_dealloc(PyObject *self) {
    report(find(self), "lost a reference that nobody owned");
}
PyObject *tombstone_use(PyObject *self) {
    report(find(self), "is used");
}
PyObject *tombstone_getattro(PyObject *self, PyObject *) {
    report(find(self), "is asked for an attribute");
}
int tombstone_setattro(PyObject *self, PyObject *, PyObject *) {
    report(find(self), "is given an attribute");
}
PyObject *tombstone_call(PyObject *self, PyObject *, PyObject *) {
    report(find(self), "is called");
}
Py_hash_t tombstone_hash(PyObject *self) {
    report(find(self), "is hashed");
}
PyObject *tombstone_richcompare(PyObject *self, PyObject *, int) {
    report(find(self), "is compared");
}
Py_ssize_t tombstone_length(PyObject *self) {
    report(find(self), "is asked for its length");
}
int tombstone_bool(PyObject *self) {
    report(find(self), "is asked for its truth");
}
PyObject *tombstone_subscript(PyObject *self, PyObject *) {
    report(find(self), "is asked for an item");
}

PyMappingMethods tombstone_mapping = {.mp_length = tombstone_length, .mp_subscript = tombstone_subscript};
PyNumberMethods tombstone_number = {.nb_bool = tombstone_bool};

PyTypeObject tombstone = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "released object",
    .tp_basicsize = sizeof(PyObject),
    .tp_dealloc = tombstone_dealloc,
    .tp_repr = tombstone_use,
    .tp_as_number = &tombstone_number,
    .tp_as_mapping = &tombstone_mapping,
    .tp_hash = tombstone_hash,
    .tp_call = tombstone_call,
    .tp_str = tombstone_use,
    .tp_getattro = tombstone_getattro,
    .tp_setattro = tombstone_setattro,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_richcompare = tombstone_richcompare,
    .tp_iter = tombstone_use,
    .tp_iternext = tombstone_use,
};

// --- blocks

bool is_released_byte(char byte) {
    return static_cast<unsigned char>(byte) == released_byte;
}

// Frees a block, whose bytes must be those that it was filled with.
void free_block(KeptBlock &entry) {
    char *const head = reinterpret_cast<char *>(entry.object);
    char *const behind = head + sizeof(PyObject), *const end = entry.block + entry.size;
    const bool is_head_whole =
        entry.object->ob_refcnt == tombstone_count && entry.object->ob_type == &tombstone;
    if (!is_head_whole) report(&entry, "was kept by somebody: its reference count has changed");
    if (!std::all_of(entry.block, head, is_released_byte) || !std::all_of(behind, end, is_released_byte))
        report(&entry, "was written to");
    release(std::exchange(entry.block, nullptr), entry.size);
    entry.object = nullptr;
}

} // namespace

void start_quarantine() {
    if (kept != nullptr || PyType_Ready(&tombstone) < 0) return PyErr_Clear();
    kept = new (std::nothrow) KeptBlock[kept_blocks];
    is_quarantine_on = kept != nullptr;
}

void deallocate_into_quarantine(PyObject *object, const void *releaser) {
    const PyTypeObject *type = object->ob_type;
    char *block = reinterpret_cast<char *>(object) - size_of_prefix(type);
    KeptBlock entry{.block = block, .object = object, .releaser = releaser};
    std::snprintf(entry.type_name, sizeof entry.type_name, "%s", type->tp_name);
    type->tp_dealloc(object);
    entry.size = take_back_released(block);
    if (entry.size == 0) return;
    std::memset(block, released_byte, entry.size);
    object->ob_refcnt = tombstone_count;
    object->ob_type = &tombstone;
    KeptBlock &place = kept[next_kept];
    next_kept = (next_kept + 1) % kept_blocks;
    if (place.block != nullptr) free_block(place);
    place = entry;
}

void finish_quarantine() {
    if (!std::exchange(is_quarantine_on, false)) return;
    for (size_t i = 0; i < kept_blocks; i++)
        if (kept[i].block != nullptr) free_block(kept[i]);
    delete[] std::exchange(kept, nullptr);
}

} // namespace adder::objects
