// SPDX-License-Identifier: MIT
//
// Type objects: look-up along the method resolution order, version tags, and what the units that make types
// share.
//
//  1. A version tag names one state of a type with all its bases. It is given out on demand, never twice, and
//  taken
//     back (0) from the type and its subclasses whenever a class attribute or a base changes. So "same
//     version" means that every look-up gives what it gave; inline caches and the method cache rest on that.
//  2. tp_subclasses holds weak references, keyed by address, so that a change reaches every subclass.
//
// Files: type (look-up, versions, tests), type_object (the type `type`), type_attributes (its attributes),
// type_ready (static types, inheritance), class_creation and class_slots (class statements), type_spec (C
// specifications), type_call (instances made), instance (allocation and end of instances), mro, slots, shape.
#pragma once

#include "objects/object.hpp"

#include <cstdint>

namespace adder::objects {

inline PyTypeObject *as_type(PyObject *object) {
    return reinterpret_cast<PyTypeObject *>(object);
}
inline PyObject *as_object(PyTypeObject *type) {
    return reinterpret_cast<PyObject *>(type);
}
inline PyHeapTypeObject *as_heap_type(PyTypeObject *type) {
    return reinterpret_cast<PyHeapTypeObject *>(type);
}
inline bool has_flag(const PyTypeObject *type, unsigned long flag) {
    return (type->tp_flags & flag) != 0;
}
inline bool is_heap_type(const PyTypeObject *type) {
    return has_flag(type, Py_TPFLAGS_HEAPTYPE);
}

// --- versions and look-up

uint32_t assign_type_version(PyTypeObject *type);
// The version for inline caches, given out if need be; 0 when there can be none.
inline uint32_t type_version(PyTypeObject *type) {
    return type->tp_version_tag != 0 ? type->tp_version_tag : assign_type_version(type);
}

struct MethodCacheEntry {
    uint32_t version;
    PyObject *name;  // owned, so that its address is not used again
    PyObject *value; // borrowed while the version holds; NULL: there is no such attribute
};
constexpr size_t method_cache_size = 4096;
extern MethodCacheEntry method_cache[method_cache_size];

inline size_t method_cache_index(uint32_t version, const PyObject *name) {
    return (version ^ (reinterpret_cast<uintptr_t>(name) >> 4)) % method_cache_size;
}

PyObject *type_lookup_slowly(PyTypeObject *type, PyObject *name);
// The attribute that the method resolution order gives; borrowed, NULL without an error. Usually one cache
// look-up.
inline PyObject *type_lookup(PyTypeObject *type, PyObject *name) {
    const MethodCacheEntry &entry = method_cache[method_cache_index(type->tp_version_tag, name)];
    if (entry.version == type->tp_version_tag && entry.name == name) return entry.value;
    return type_lookup_slowly(type, name);
}

// The same without the cache, for types under construction.
PyObject *lookup_in_mro(PyTypeObject *type, PyObject *name);

// --- questions

inline bool is_subtype(PyTypeObject *a, PyTypeObject *b) {
    return a == b || PyType_IsSubtype(a, b);
}
// The part of tp_name behind the last dot.
const char *short_name(const PyTypeObject *type);
// The metatype that a class with these bases gets; borrowed, NULL with TypeError on a conflict.
[[nodiscard]] PyTypeObject *calculate_metatype(PyTypeObject *metatype, PyObject *bases);
// Borrowed; NULL with TypeError when the layouts of the bases conflict.
[[nodiscard]] PyTypeObject *best_base(PyObject *bases);
// Whether an instance of one may become an instance of the other by assignment of __class__. -1 with
// TypeError.
[[nodiscard]] int check_compatible_layout(PyTypeObject *old_type, PyTypeObject *new_type,
                                          const char *attribute);

// --- building blocks of types

// Computes tp_mro (C3, or the metatype's mro()); 1, or 0 when mro() itself had it computed, or -1.
[[nodiscard]] int set_mro(PyTypeObject *type);
// The C3 linearization of a type's bases as a new tuple.
[[nodiscard]] Ref compute_mro(PyTypeObject *type);
// Copies what the type does not define from its bases: sizes, slots, flags.
void inherit_special(PyTypeObject *type, PyTypeObject *base);
[[nodiscard]] int inherit_slots(PyTypeObject *type, PyTypeObject *base);
[[nodiscard]] int add_subclass(PyTypeObject *base, PyTypeObject *type);
void remove_subclass(PyTypeObject *base, PyTypeObject *type);
[[nodiscard]] int add_to_bases(PyTypeObject *type);
// New list of the direct subclasses that are alive.
[[nodiscard]] Ref subclasses_of(PyTypeObject *type);
// To be called after tp_mro was replaced: takes versions back, and for good from types whose order is not
// made of bases.
void note_mro_changed(PyTypeObject *type);
// Add descriptors for the rows of a table to tp_dict; 0 or -1.
[[nodiscard]] int add_methods(PyTypeObject *type, PyMethodDef *methods);
[[nodiscard]] int add_members(PyTypeObject *type, PyMemberDef *members);
[[nodiscard]] int add_getsets(PyTypeObject *type, PyGetSetDef *getsets);
// The doc string of a "name(signature)\n--\n\ndoc" text, and the signature in parentheses: new str, or None.
[[nodiscard]] PyObject *doc_without_signature(const char *name, const char *doc);
[[nodiscard]] PyObject *signature_of_doc(const char *name, const char *doc);

// `type(name, bases, namespace, **keywords)`.
[[nodiscard]] PyObject *type_new(PyTypeObject *metatype, PyObject *args, PyObject *keywords);
// The tp_vectorcall of classes made by class statements.
PyObject *call_class(PyObject *type, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names);

// The slots of types made by class statements.
void subtype_dealloc(PyObject *self);
int subtype_traverse(PyObject *self, visitproc visit, void *arg);
int subtype_clear(PyObject *self);
// The value of tp_init and tp_new of plain `object`, for tests of identity.
int object_init(PyObject *self, PyObject *args, PyObject *keywords);
PyObject *object_new(PyTypeObject *type, PyObject *args, PyObject *keywords);

// Readies every built-in type; called once, when names and strings work.
[[nodiscard]] int init_types();

} // namespace adder::objects
