// SPDX-License-Identifier: MIT
//
// list_iterator, list_reverseiterator and tuple_iterator: an index and a sequence, which goes at the end.
#include "objects/sequence_iterators.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/list.hpp"
#include "objects/names.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

// The three iterators have the same fields; only the sequence's type differs.
static_assert(sizeof(ListIterator) == sizeof(TupleIterator) &&
              offsetof(ListIterator, it_seq) == offsetof(TupleIterator, it_seq));

struct Iterator {
    PyObject_HEAD Py_ssize_t index;
    PyObject *sequence;
};
static_assert(sizeof(Iterator) == sizeof(ListIterator));

inline Iterator *as_iterator(PyObject *self) {
    return reinterpret_cast<Iterator *>(self);
}

void iterator_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_iterator(self)->sequence);
    release_gc_object(self, sizeof(Iterator));
}

int iterator_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_iterator(self)->sequence);
    return 0;
}

PyObject *list_next(PyObject *self) {
    return list_iterator_next(reinterpret_cast<ListIterator *>(self));
}

PyObject *tuple_next(PyObject *self) {
    return tuple_iterator_next(reinterpret_cast<TupleIterator *>(self));
}

PyObject *list_reverse_next(PyObject *self) {
    Iterator *iterator = as_iterator(self);
    if (iterator->sequence == nullptr) return nullptr;
    if (iterator->index >= 0 && iterator->index < Py_SIZE(iterator->sequence))
        return Py_NewRef(PyList_GET_ITEM(iterator->sequence, iterator->index--));
    iterator->index = -1;
    Py_CLEAR(iterator->sequence);
    return nullptr;
}

// How many items are still to come.
PyObject *forward_length_hint(PyObject *self, PyObject *) {
    const Iterator *iterator = as_iterator(self);
    const Py_ssize_t rest = iterator->sequence == nullptr ? 0 : Py_SIZE(iterator->sequence) - iterator->index;
    return PyLong_FromSsize_t(rest < 0 ? 0 : rest);
}

PyObject *reverse_length_hint(PyObject *self, PyObject *) {
    const Iterator *iterator = as_iterator(self);
    const Py_ssize_t rest = iterator->index + 1;
    const bool is_valid = iterator->sequence != nullptr && Py_SIZE(iterator->sequence) >= rest;
    return PyLong_FromSsize_t(is_valid ? rest : 0);
}

PyObject *reduce_as(PyObject *self, PyObject *builtin_name) {
    const Iterator *iterator = as_iterator(self);
    PyObject *builtin = TRY(builtin_for_reduce(iterator->sequence == nullptr ? name::iter_ : builtin_name));
    if (iterator->sequence != nullptr)
        return Py_BuildValue("O(O)n", builtin, iterator->sequence, iterator->index);
    if (Py_TYPE(self) == &PyTupleIter_Type) return Py_BuildValue("O(())", builtin);
    return Py_BuildValue("O([])", builtin);
}

PyObject *forward_reduce(PyObject *self, PyObject *) {
    return reduce_as(self, name::iter_);
}

PyObject *reverse_reduce(PyObject *self, PyObject *) {
    return reduce_as(self, name::reversed_);
}

PyObject *forward_setstate(PyObject *self, PyObject *state) {
    Iterator *iterator = as_iterator(self);
    Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && is_error_pending()) return nullptr;
    if (iterator->sequence != nullptr) {
        if (index < 0) index = 0;
        iterator->index = index > Py_SIZE(iterator->sequence) ? Py_SIZE(iterator->sequence) : index;
    }
    Py_RETURN_NONE;
}

PyObject *reverse_setstate(PyObject *self, PyObject *state) {
    Iterator *iterator = as_iterator(self);
    Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && is_error_pending()) return nullptr;
    if (iterator->sequence != nullptr) {
        if (index < -1) index = -1;
        iterator->index = index > Py_SIZE(iterator->sequence) - 1 ? Py_SIZE(iterator->sequence) - 1 : index;
    }
    Py_RETURN_NONE;
}

PyMethodDef forward_methods[] = {
    {"__length_hint__", forward_length_hint, METH_NOARGS,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", forward_reduce, METH_NOARGS, "Return state information for pickling."},
    {"__setstate__", forward_setstate, METH_O, "Set state information for unpickling."},
    {},
};

PyMethodDef reverse_methods[] = {
    {"__length_hint__", reverse_length_hint, METH_NOARGS,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reverse_reduce, METH_NOARGS, "Return state information for pickling."},
    {"__setstate__", reverse_setstate, METH_O, "Set state information for unpickling."},
    {},
};

constexpr PyTypeObject make_type(const char *name, iternextfunc next, PyMethodDef *methods) {
    return {
        .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
        .tp_name = name,
        .tp_basicsize = sizeof(Iterator),
        .tp_dealloc = iterator_dealloc,
        .tp_getattro = PyObject_GenericGetAttr,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
        .tp_traverse = iterator_traverse,
        .tp_iter = PyObject_SelfIter,
        .tp_iternext = next,
        .tp_methods = methods,
    };
}

} // namespace

PyObject *make_sequence_iterator(PyObject *sequence, PyTypeObject *type) {
    auto *iterator = new_gc_object<Iterator>(type);
    if (iterator == nullptr) return nullptr;
    iterator->index = type == &PyListRevIter_Type ? Py_SIZE(sequence) - 1 : 0;
    iterator->sequence = Py_NewRef(sequence);
    track(reinterpret_cast<PyObject *>(iterator));
    return reinterpret_cast<PyObject *>(iterator);
}

PyObject *builtin_for_reduce(PyObject *name) {
    PyObject *builtin = PyDict_GetItemWithError(runtime.builtins, name);
    if (builtin == nullptr && !is_error_pending()) PyErr_SetObject(PyExc_AttributeError, name);
    return builtin;
}

extern "C" {

constinit PyTypeObject PyListIter_Type = make_type("list_iterator", list_next, forward_methods);
constinit PyTypeObject PyListRevIter_Type =
    make_type("list_reverseiterator", list_reverse_next, reverse_methods);
constinit PyTypeObject PyTupleIter_Type = make_type("tuple_iterator", tuple_next, forward_methods);

} // extern "C"

} // namespace adder::objects
