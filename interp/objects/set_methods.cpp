// SPDX-License-Identifier: MIT
//
// The types set and frozenset: construction, operators, methods. What both share is written once.
// https://docs.python.org/3.11/library/stdtypes.html#set-types-set-frozenset
#include "objects/set_parts.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"

#include <cstddef>

namespace adder::objects {

namespace {

// --- making and ending

PyObject *set_new(PyTypeObject *type, PyObject *, PyObject *) {
    return make_set(type, nullptr);
}

int set_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    if (!_PyArg_NoKeywords("set", kwargs)) return -1;
    PyObject *iterable = nullptr;
    if (!PyArg_UnpackTuple(args, Py_TYPE(self)->tp_name, 0, 1, &iterable)) return -1;
    set_clear_items(as_set(self));
    as_set(self)->hash = -1;
    return iterable == nullptr ? 0 : set_update(as_set(self), iterable);
}

PyObject *make_frozenset(PyTypeObject *type, PyObject *iterable) {
    const bool is_one_already = iterable != nullptr && PyFrozenSet_CheckExact(iterable);
    return type == &PyFrozenSet_Type && is_one_already ? Py_NewRef(iterable) : make_set(type, iterable);
}

PyObject *frozenset_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    const bool has_own_init = type != &PyFrozenSet_Type && type->tp_init != PyFrozenSet_Type.tp_init;
    if (!has_own_init && !_PyArg_NoKeywords("frozenset", kwargs)) return nullptr;
    PyObject *iterable = nullptr;
    if (!PyArg_UnpackTuple(args, type->tp_name, 0, 1, &iterable)) return nullptr;
    return make_frozenset(type, iterable);
}

PyObject *set_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                         PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (!_PyArg_NoKwnames("set", keyword_names) || !_PyArg_CheckPositional("set", count, 0, 1))
        return nullptr;
    return make_set(reinterpret_cast<PyTypeObject *>(type), count == 1 ? args[0] : nullptr);
}

PyObject *frozenset_vectorcall(PyObject *type, PyObject *const *args, size_t count_and_flag,
                               PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    if (!_PyArg_NoKwnames("frozenset", keyword_names)) return nullptr;
    if (!_PyArg_CheckPositional("frozenset", count, 0, 1)) return nullptr;
    return make_frozenset(reinterpret_cast<PyTypeObject *>(type), count == 1 ? args[0] : nullptr);
}

void set_dealloc(PyObject *self) {
    untrack(self);
    if (as_set(self)->weakreflist != nullptr) PyObject_ClearWeakRefs(self);
    set_release_table(as_set(self));
    if (PyAnySet_CheckExact(self))
        release_gc_object(self, sizeof(PySetObject));
    else
        Py_TYPE(self)->tp_free(self);
}

int set_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_ssize_t position = 0;
    while (const setentry *entry = set_next_entry(as_set(self), &position)) Py_VISIT(entry->key);
    return 0;
}

int set_tp_clear(PyObject *self) {
    set_clear_items(as_set(self));
    return 0;
}

// --- text, hash, comparison

PyObject *write_items(PyObject *self) {
    const Ref items = TRY_REF(PySequence_List(self));
    const Ref brackets = TRY_REF(PyObject_Repr(items.get()));
    const Ref text =
        TRY_REF(PyUnicode_Substring(brackets.get(), 1, PyUnicode_GET_LENGTH(brackets.get()) - 1));
    if (PySet_CheckExact(self)) return PyUnicode_FromFormat("{%U}", text.get());
    return PyUnicode_FromFormat("%s({%U})", Py_TYPE(self)->tp_name, text.get());
}

PyObject *set_repr(PyObject *self) {
    const int status = Py_ReprEnter(self);
    if (status != 0) return status > 0 ? PyUnicode_FromFormat("%s(...)", Py_TYPE(self)->tp_name) : nullptr;
    PyObject *text =
        as_set(self)->used == 0 ? PyUnicode_FromFormat("%s()", Py_TYPE(self)->tp_name) : write_items(self);
    Py_ReprLeave(self);
    return text;
}

constexpr Py_uhash_t shuffle_bits(Py_uhash_t hash) {
    return ((hash ^ 89869747u) ^ (hash << 16)) * 3644798167u;
}

// Independent of the order of items; CPython's numbers.
Py_hash_t frozenset_hash(PyObject *self) {
    PySetObject *set = as_set(self);
    if (set->hash != -1) return set->hash;
    Py_uhash_t hash = 0;
    Py_ssize_t position = 0;
    while (const setentry *entry = set_next_entry(set, &position))
        hash ^= shuffle_bits(static_cast<Py_uhash_t>(entry->hash));
    hash ^= (static_cast<Py_uhash_t>(set->used) + 1) * 1927868237u;
    hash ^= (hash >> 11) ^ (hash >> 25);
    hash = hash * 69069u + 907133923u;
    if (hash == static_cast<Py_uhash_t>(-1)) hash = 590923713u;
    set->hash = static_cast<Py_hash_t>(hash);
    return set->hash;
}

PyObject *set_richcompare(PyObject *a, PyObject *b, int op) {
    if (!PyAnySet_Check(b)) Py_RETURN_NOTIMPLEMENTED;
    PySetObject *left = as_set(a), *right = as_set(b);
    switch (op) {
    case Py_EQ: return new_bool(TRY(set_equals(left, right)) != 0);
    case Py_NE: return new_bool(TRY(set_equals(left, right)) == 0);
    case Py_LE: return new_bool(TRY(set_is_subset(left, b)) != 0);
    case Py_GE: return new_bool(TRY(set_is_subset(right, a)) != 0);
    case Py_LT: return new_bool(left->used < right->used && TRY(set_is_subset(left, b)) != 0);
    default: return new_bool(left->used > right->used && TRY(set_is_subset(right, a)) != 0);
    }
}

// --- operators

Py_ssize_t set_length(PyObject *self) {
    return as_set(self)->used;
}

int set_sq_contains(PyObject *self, PyObject *key) {
    return set_contains_item(as_set(self), key);
}

inline bool are_sets(PyObject *a, PyObject *b) {
    return PyAnySet_Check(a) && PyAnySet_Check(b);
}

PyObject *set_copy(PyObject *self, PyObject *) {
    return make_set_like(as_set(self), self).release();
}

PyObject *set_and(PyObject *a, PyObject *b) {
    if (!are_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
    return set_intersection(as_set(a), b).release();
}

PyObject *set_or(PyObject *a, PyObject *b) {
    if (!are_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
    Ref result = TRY_REF(set_copy(a, nullptr));
    if (a != b) TRY(set_update(result.as<PySetObject>(), b));
    return result.release();
}

PyObject *set_sub(PyObject *a, PyObject *b) {
    if (!are_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
    return set_difference(as_set(a), b).release();
}

PyObject *set_symmetric_difference(PyObject *self, PyObject *other) {
    Ref result = TRY(make_set_like(as_set(self), other));
    TRY(set_symmetric_difference_update(result.as<PySetObject>(), self));
    return result.release();
}

PyObject *set_xor(PyObject *a, PyObject *b) {
    if (!are_sets(a, b)) Py_RETURN_NOTIMPLEMENTED;
    return set_symmetric_difference(a, b);
}

int intersect_in_place(PyObject *self, PyObject *other) {
    const Ref both = TRY(set_intersection(as_set(self), other));
    set_swap(as_set(self), both.as<PySetObject>());
    return 0;
}

PyObject *set_iand(PyObject *self, PyObject *other) {
    if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    TRY(intersect_in_place(self, other));
    return Py_NewRef(self);
}

PyObject *set_ior(PyObject *self, PyObject *other) {
    if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    TRY(set_update(as_set(self), other));
    return Py_NewRef(self);
}

PyObject *set_isub(PyObject *self, PyObject *other) {
    if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    TRY(set_difference_update(as_set(self), other));
    return Py_NewRef(self);
}

PyObject *set_ixor(PyObject *self, PyObject *other) {
    if (!PyAnySet_Check(other)) Py_RETURN_NOTIMPLEMENTED;
    TRY(set_symmetric_difference_update(as_set(self), other));
    return Py_NewRef(self);
}

// --- methods of both

PyObject *set_method_contains(PyObject *self, PyObject *key) {
    return new_bool(TRY(set_contains_item(as_set(self), key)) != 0);
}

PyObject *set_union(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    Ref result = TRY_REF(set_copy(self, nullptr));
    for (Py_ssize_t i = 0; i < count; i++)
        if (args[i] != self) TRY(set_update(result.as<PySetObject>(), args[i]));
    return result.release();
}

PyObject *set_intersection_method(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (count == 0) return set_copy(self, nullptr);
    Ref result = Ref::borrow(self);
    for (Py_ssize_t i = 0; i < count; i++) result = TRY(set_intersection(result.as<PySetObject>(), args[i]));
    return result.release();
}

PyObject *set_difference_method(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (count == 0) return set_copy(self, nullptr);
    Ref result = TRY(set_difference(as_set(self), args[0]));
    for (Py_ssize_t i = 1; i < count; i++) TRY(set_difference_update(result.as<PySetObject>(), args[i]));
    return result.release();
}

PyObject *set_isdisjoint(PyObject *self, PyObject *other) {
    return new_bool(TRY(set_is_disjoint(as_set(self), other)) != 0);
}

PyObject *set_issubset(PyObject *self, PyObject *other) {
    return new_bool(TRY(set_is_subset(as_set(self), other)) != 0);
}

PyObject *set_issuperset(PyObject *self, PyObject *other) {
    return new_bool(TRY(set_is_superset(as_set(self), other)) != 0);
}

PyObject *set_reduce(PyObject *self, PyObject *) {
    const Ref items = TRY_REF(PySequence_List(self));
    PyObject *state;
    if (_PyObject_LookupAttr(self, name::dunder_dict, &state) < 0) return nullptr;
    const Ref held = state == nullptr ? Ref::borrow(Py_None) : Ref::steal(state);
    return Py_BuildValue("O(O)O", Py_TYPE(self), items.get(), held.get());
}

PyObject *set_sizeof(PyObject *self, PyObject *) {
    const PySetObject *set = as_set(self);
    Py_ssize_t size = Py_TYPE(self)->tp_basicsize;
    if (set->table != set->smalltable) size += (set->mask + 1) * static_cast<Py_ssize_t>(sizeof(setentry));
    return PyLong_FromSsize_t(size);
}

// --- methods of set

PyObject *set_add_method(PyObject *self, PyObject *key) {
    TRY(set_add(as_set(self), key));
    Py_RETURN_NONE;
}

// Discards a key; a set stands for the frozenset of its items. 1, 0 or -1.
int discard_item(PyObject *self, PyObject *key) {
    const int was_there = PySet_Discard(self, key);
    if (was_there >= 0 || !PySet_Check(key) || !PyErr_ExceptionMatches(PyExc_TypeError)) return was_there;
    PyErr_Clear();
    const Ref frozen = TRY_REF(make_set(&PyFrozenSet_Type, key));
    return PySet_Discard(self, frozen.get());
}

PyObject *set_remove(PyObject *self, PyObject *key) {
    if (!TRY(discard_item(self, key))) return raise_key_error(key);
    Py_RETURN_NONE;
}

PyObject *set_discard(PyObject *self, PyObject *key) {
    TRY(discard_item(self, key));
    Py_RETURN_NONE;
}

PyObject *set_pop(PyObject *self, PyObject *) {
    return PySet_Pop(self);
}

PyObject *set_clear(PyObject *self, PyObject *) {
    set_clear_items(as_set(self));
    Py_RETURN_NONE;
}

PyObject *set_update_method(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) TRY(set_update(as_set(self), args[i]));
    Py_RETURN_NONE;
}

PyObject *set_intersection_update(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    const Ref both = TRY_REF(set_intersection_method(self, args, count));
    set_swap(as_set(self), both.as<PySetObject>());
    Py_RETURN_NONE;
}

PyObject *set_difference_update_method(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) TRY(set_difference_update(as_set(self), args[i]));
    Py_RETURN_NONE;
}

PyObject *set_symmetric_difference_update_method(PyObject *self, PyObject *other) {
    TRY(set_symmetric_difference_update(as_set(self), other));
    Py_RETURN_NONE;
}

PyObject *frozenset_copy(PyObject *self, PyObject *) {
    return PyFrozenSet_CheckExact(self) ? Py_NewRef(self) : set_copy(self, nullptr);
}

PyMethodDef set_methods[] = {
#include "objects/set_methods.def"
    {"copy", set_copy, METH_NOARGS, "Return a shallow copy of a set."},
    {"add", set_add_method, METH_O,
     "Add an element to a set.\n\nThis has no effect if the element is already present."},
    {"remove", set_remove, METH_O,
     "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a "
     "KeyError."},
    {"discard", set_discard, METH_O,
     "Remove an element from a set if it is a member.\n\nIf the element is not a member, do nothing."},
    {"pop", set_pop, METH_NOARGS,
     "Remove and return an arbitrary set element.\nRaises KeyError if the set is empty."},
    {"clear", set_clear, METH_NOARGS, "Remove all elements from this set."},
    {"update", _PyCFunction_CAST(set_update_method), METH_FASTCALL,
     "Update a set with the union of itself and others."},
    {"intersection_update", _PyCFunction_CAST(set_intersection_update), METH_FASTCALL,
     "Update a set with the intersection of itself and another."},
    {"difference_update", _PyCFunction_CAST(set_difference_update_method), METH_FASTCALL,
     "Remove all elements of another set from this set."},
    {"symmetric_difference_update", set_symmetric_difference_update_method, METH_O,
     "Update a set with the symmetric difference of itself and another."},
    {},
};

PyMethodDef frozenset_methods[] = {
#include "objects/set_methods.def"
    {"copy", frozenset_copy, METH_NOARGS, "Return a shallow copy of a set."},
    {},
};

PyNumberMethods set_as_number = {
    .nb_subtract = set_sub,
    .nb_and = set_and,
    .nb_xor = set_xor,
    .nb_or = set_or,
    .nb_inplace_subtract = set_isub,
    .nb_inplace_and = set_iand,
    .nb_inplace_xor = set_ixor,
    .nb_inplace_or = set_ior,
};

PyNumberMethods frozenset_as_number = {
    .nb_subtract = set_sub,
    .nb_and = set_and,
    .nb_xor = set_xor,
    .nb_or = set_or,
};

PySequenceMethods set_as_sequence = {.sq_length = set_length, .sq_contains = set_sq_contains};

} // namespace

extern "C" {

PyTypeObject PySet_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "set",
    .tp_basicsize = sizeof(PySetObject),
    .tp_dealloc = set_dealloc,
    .tp_repr = set_repr,
    .tp_as_number = &set_as_number,
    .tp_as_sequence = &set_as_sequence,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = "set() -> new empty set object\nset(iterable) -> new set object\n\n"
              "Build an unordered collection of unique elements.",
    .tp_traverse = set_traverse,
    .tp_clear = set_tp_clear,
    .tp_richcompare = set_richcompare,
    .tp_weaklistoffset = offsetof(PySetObject, weakreflist),
    .tp_iter = set_iter,
    .tp_methods = set_methods,
    .tp_init = set_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = set_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = set_vectorcall,
};

PyTypeObject PyFrozenSet_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "frozenset",
    .tp_basicsize = sizeof(PySetObject),
    .tp_dealloc = set_dealloc,
    .tp_repr = set_repr,
    .tp_as_number = &frozenset_as_number,
    .tp_as_sequence = &set_as_sequence,
    .tp_hash = frozenset_hash,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE | _Py_TPFLAGS_MATCH_SELF,
    .tp_doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\n"
              "Build an immutable unordered collection of unique elements.",
    .tp_traverse = set_traverse,
    .tp_clear = set_tp_clear,
    .tp_richcompare = set_richcompare,
    .tp_weaklistoffset = offsetof(PySetObject, weakreflist),
    .tp_iter = set_iter,
    .tp_methods = frozenset_methods,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = frozenset_new,
    .tp_free = PyObject_GC_Del,
    .tp_vectorcall = frozenset_vectorcall,
};

} // extern "C"

} // namespace adder::objects
