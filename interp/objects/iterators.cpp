// SPDX-License-Identifier: MIT
//
// The two iterators that iter() makes: over a sequence by __getitem__, and over the results of a callable.
#include "objects/iterators.hpp"

#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/sequence_iterators.hpp"

namespace adder::objects {

namespace {

struct SequenceIterator {
    PyObject_HEAD Py_ssize_t index;
    PyObject *sequence; // NULL when exhausted
};

struct CallableIterator {
    PyObject_HEAD PyObject *callable; // both NULL when exhausted
    PyObject *sentinel;
};

inline SequenceIterator *as_sequence_iterator(PyObject *self) {
    return reinterpret_cast<SequenceIterator *>(self);
}
inline CallableIterator *as_callable_iterator(PyObject *self) {
    return reinterpret_cast<CallableIterator *>(self);
}

// --- iterator

void sequence_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_sequence_iterator(self)->sequence);
    free_iterator<SequenceIterator>(self, &PySeqIter_Type);
}

int sequence_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_sequence_iterator(self)->sequence);
    return 0;
}

PyObject *sequence_next(PyObject *self) {
    SequenceIterator *iterator = as_sequence_iterator(self);
    if (iterator->sequence == nullptr) return nullptr;
    if (iterator->index == PY_SSIZE_T_MAX) return raise(PyExc_OverflowError, "iter index too large");
    PyObject *item = PySequence_GetItem(iterator->sequence, iterator->index);
    if (item != nullptr) {
        iterator->index++;
        return item;
    }
    if (PyErr_ExceptionMatches(PyExc_IndexError) || PyErr_ExceptionMatches(PyExc_StopIteration)) {
        PyErr_Clear();
        Py_CLEAR(iterator->sequence);
    }
    return nullptr;
}

PyObject *sequence_length_hint(PyObject *self, PyObject *) {
    const SequenceIterator *iterator = as_sequence_iterator(self);
    if (iterator->sequence == nullptr) return PyLong_FromLong(0);
    PyObject *method;
    if (_PyObject_LookupAttr(iterator->sequence, name::dunder_len, &method) < 0) return nullptr;
    if (method == nullptr) Py_RETURN_NOTIMPLEMENTED;
    Py_DECREF(method);
    const Py_ssize_t size = TRY(PySequence_Size(iterator->sequence));
    return PyLong_FromSsize_t(size < iterator->index ? 0 : size - iterator->index);
}

PyObject *sequence_reduce(PyObject *self, PyObject *) {
    const SequenceIterator *iterator = as_sequence_iterator(self);
    PyObject *iter = TRY(builtin_for_reduce(name::iter_));
    if (iterator->sequence == nullptr) return Py_BuildValue("O(())", iter);
    return Py_BuildValue("O(O)n", iter, iterator->sequence, iterator->index);
}

PyObject *sequence_setstate(PyObject *self, PyObject *state) {
    const Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && is_error_pending()) return nullptr;
    if (as_sequence_iterator(self)->sequence != nullptr)
        as_sequence_iterator(self)->index = index < 0 ? 0 : index;
    Py_RETURN_NONE;
}

PyMethodDef sequence_methods[] = {
    {"__length_hint__", sequence_length_hint, METH_NOARGS,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", sequence_reduce, METH_NOARGS, "Return state information for pickling."},
    {"__setstate__", sequence_setstate, METH_O, "Set state information for unpickling."},
    {},
};

// --- callable_iterator

void callable_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_callable_iterator(self)->callable);
    Py_XDECREF(as_callable_iterator(self)->sentinel);
    free_iterator<CallableIterator>(self, &PyCallIter_Type);
}

int callable_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_callable_iterator(self)->callable);
    Py_VISIT(as_callable_iterator(self)->sentinel);
    return 0;
}

void exhaust(CallableIterator *iterator) {
    Py_CLEAR(iterator->callable);
    Py_CLEAR(iterator->sentinel);
}

PyObject *callable_next(PyObject *self) {
    CallableIterator *iterator = as_callable_iterator(self);
    if (iterator->callable == nullptr) return nullptr;
    Ref result = Ref::steal(PyObject_CallNoArgs(iterator->callable));
    if (!result) {
        if (clear_if_matches(PyExc_StopIteration)) exhaust(iterator);
        return nullptr;
    }
    // The call may have exhausted the iterator itself.
    if (iterator->sentinel == nullptr) return nullptr;
    const Ref sentinel = Ref::borrow(iterator->sentinel);
    const int is_end = TRY(PyObject_RichCompareBool(sentinel.get(), result.get(), Py_EQ));
    if (!is_end) return result.release();
    exhaust(iterator);
    return nullptr;
}

PyObject *callable_reduce(PyObject *self, PyObject *) {
    const CallableIterator *iterator = as_callable_iterator(self);
    PyObject *iter = TRY(builtin_for_reduce(name::iter_));
    if (iterator->callable == nullptr) return Py_BuildValue("O(())", iter);
    return Py_BuildValue("O(OO)", iter, iterator->callable, iterator->sentinel);
}

PyMethodDef callable_methods[] = {
    {"__reduce__", callable_reduce, METH_NOARGS, "Return state information for pickling."},
    {},
};

} // namespace

extern "C" {

PyObject *PySeqIter_New(PyObject *sequence) {
    if (!PySequence_Check(sequence)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    auto *iterator = new_iterator<SequenceIterator>(&PySeqIter_Type, &PySeqIter_Type);
    if (iterator == nullptr) return nullptr;
    iterator->sequence = Py_NewRef(sequence);
    return publish(iterator);
}

PyObject *PyCallIter_New(PyObject *callable, PyObject *sentinel) {
    auto *iterator = new_iterator<CallableIterator>(&PyCallIter_Type, &PyCallIter_Type);
    if (iterator == nullptr) return nullptr;
    iterator->callable = Py_NewRef(callable);
    iterator->sentinel = Py_NewRef(sentinel);
    return publish(iterator);
}

PyTypeObject PySeqIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "iterator",
    .tp_basicsize = sizeof(SequenceIterator),
    .tp_dealloc = sequence_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = sequence_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = sequence_next,
    .tp_methods = sequence_methods,
};

PyTypeObject PyCallIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "callable_iterator",
    .tp_basicsize = sizeof(CallableIterator),
    .tp_dealloc = callable_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = callable_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = callable_next,
    .tp_methods = callable_methods,
};

} // extern "C"

} // namespace adder::objects
