// SPDX-License-Identifier: MIT
//
// The iterator over set and frozenset. It remembers the number of items: a set that changed its size is an
// error.
#include "objects/set_parts.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "objects/sequence_iterators.hpp"

namespace adder::objects {

namespace {

struct SetIterator {
    PyObject_HEAD PySetObject *set; // owned; NULL when exhausted
    Py_ssize_t used;                // items of the set at the start; -1 once the change was reported
    Py_ssize_t position;            // entry to look at next
    Py_ssize_t remaining;           // items to come
};

inline SetIterator *as_iterator(PyObject *self) {
    return reinterpret_cast<SetIterator *>(self);
}

void iterator_dealloc(PyObject *self) {
    untrack(self);
    Py_XDECREF(as_iterator(self)->set);
    release_gc_object(self, sizeof(SetIterator));
}

int iterator_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_iterator(self)->set);
    return 0;
}

PyObject *iterator_next(PyObject *self) {
    SetIterator *iterator = as_iterator(self);
    if (iterator->set == nullptr) return nullptr;
    if (iterator->used != iterator->set->used) {
        iterator->used = -1;
        return raise(PyExc_RuntimeError, "Set changed size during iteration");
    }
    const setentry *entry = set_next_entry(iterator->set, &iterator->position);
    if (entry == nullptr) {
        Py_CLEAR(iterator->set);
        return nullptr;
    }
    iterator->remaining--;
    return Py_NewRef(entry->key);
}

PyObject *iterator_length_hint(PyObject *self, PyObject *) {
    const SetIterator *iterator = as_iterator(self);
    const bool is_valid = iterator->set != nullptr && iterator->used == iterator->set->used;
    return PyLong_FromSsize_t(is_valid ? iterator->remaining : 0);
}

// As iter() of a list of what is left, found by a second iterator.
PyObject *iterator_reduce(PyObject *self, PyObject *) {
    const SetIterator *iterator = as_iterator(self);
    Ref rest = TRY_REF(PyList_New(0));
    if (iterator->set != nullptr) {
        const Ref copy = TRY_REF(set_iter(reinterpret_cast<PyObject *>(iterator->set)));
        copy.as<SetIterator>()->position = iterator->position;
        copy.as<SetIterator>()->used = iterator->used;
        copy.as<SetIterator>()->remaining = iterator->remaining;
        rest = TRY_REF(PySequence_List(copy.get()));
    }
    PyObject *iter = TRY(builtin_for_reduce(name::iter_));
    return Py_BuildValue("O(O)", iter, rest.get());
}

PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", iterator_reduce, METH_NOARGS, "Return state information for pickling."},
    {},
};

} // namespace

PyObject *set_iter(PyObject *set) {
    auto *iterator = new_gc_object<SetIterator>(&PySetIter_Type);
    if (iterator == nullptr) return nullptr;
    iterator->set = as_set(Py_NewRef(set));
    iterator->used = iterator->remaining = as_set(set)->used;
    iterator->position = 0;
    track(reinterpret_cast<PyObject *>(iterator));
    return reinterpret_cast<PyObject *>(iterator);
}

extern "C" {

PyTypeObject PySetIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "set_iterator",
    .tp_basicsize = sizeof(SetIterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = iterator_traverse,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
    .tp_methods = iterator_methods,
};

} // extern "C"

} // namespace adder::objects
