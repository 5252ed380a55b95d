// SPDX-License-Identifier: MIT
//
// The iterator over a str; as in CPython it has two types, one for ASCII text.
#include "objects/str_iterator.hpp"
#include "objects/error.hpp"

namespace adder::objects {

namespace {

StrIterator *as_iterator(PyObject *self) {
    return reinterpret_cast<StrIterator *>(self);
}

void free_iterator(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_XDECREF(as_iterator(self)->text);
    PyObject_GC_Del(self);
}

int traverse_iterator(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_iterator(self)->text);
    return 0;
}

PyObject *length_hint(PyObject *self, PyObject *) {
    const StrIterator *iterator = as_iterator(self);
    return PyLong_FromSsize_t(iterator->text == nullptr ? 0 : str_length(iterator->text) - iterator->index);
}

PyObject *reduce(PyObject *self, PyObject *) {
    const Ref iter = TRY_REF(Py_XNewRef(PyDict_GetItemString(PyEval_GetBuiltins(), "iter")));
    const StrIterator *iterator = as_iterator(self);
    if (iterator->text == nullptr) return Py_BuildValue("O(s)", iter.get(), "");
    return Py_BuildValue("O(O)n", iter.get(), iterator->text, iterator->index);
}

PyObject *set_state(PyObject *self, PyObject *state) {
    Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && is_error_pending()) return nullptr;
    StrIterator *iterator = as_iterator(self);
    if (iterator->text != nullptr) iterator->index = Py_MIN(Py_MAX(index, 0), str_length(iterator->text));
    Py_RETURN_NONE;
}

PyMethodDef iterator_methods[] = {
    {"__length_hint__", length_hint, METH_NOARGS, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, METH_NOARGS, "Return state information for pickling."},
    {"__setstate__", set_state, METH_O, "Set state information for unpickling."},
    {},
};

} // namespace

PyObject *next_character(PyObject *self) {
    StrIterator *iterator = as_iterator(self);
    if (iterator->text == nullptr) return nullptr;
    if (iterator->index < str_length(iterator->text)) return str_character(iterator->text, iterator->index++);
    Py_CLEAR(iterator->text);
    return nullptr;
}

PyObject *iterate_str(PyObject *text) {
    PyTypeObject *type = PyUnicode_IS_ASCII(text) ? &_PyUnicodeASCIIIter_Type : &PyUnicodeIter_Type;
    auto *iterator = PyObject_GC_New(StrIterator, type);
    if (iterator == nullptr) return nullptr;
    iterator->index = 0;
    iterator->text = Py_NewRef(text);
    PyObject_GC_Track(iterator);
    return reinterpret_cast<PyObject *>(iterator);
}

extern "C" {

PyTypeObject PyUnicodeIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "str_iterator",
    .tp_basicsize = sizeof(StrIterator),
    .tp_dealloc = free_iterator,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = traverse_iterator,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_character,
    .tp_methods = iterator_methods,
};

PyTypeObject _PyUnicodeASCIIIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "str_ascii_iterator",
    .tp_basicsize = sizeof(StrIterator),
    .tp_dealloc = free_iterator,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = traverse_iterator,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_character,
    .tp_methods = iterator_methods,
};

} // extern "C"

} // namespace adder::objects
