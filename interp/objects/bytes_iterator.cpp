// SPDX-License-Identifier: MIT
//
// The iterators over bytes and bytearray: ints from 0 to 255. A bytearray may change while it is iterated
// over.
#include "objects/bytes_iterator.hpp"
#include "objects/bytes.hpp"
#include "objects/error.hpp"
#include "objects/value.hpp"

namespace adder::objects {

namespace {

struct BytesIterator {
    PyObject_HEAD Py_ssize_t index;
    PyObject *bytes; // owned; NULL when exhausted
};

BytesIterator *as_iterator(PyObject *self) {
    return reinterpret_cast<BytesIterator *>(self);
}

void free_iterator(PyObject *self) {
    PyObject_GC_UnTrack(self);
    Py_XDECREF(as_iterator(self)->bytes);
    PyObject_GC_Del(self);
}

int traverse_iterator(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_iterator(self)->bytes);
    return 0;
}

PyObject *next_byte(PyObject *self) {
    BytesIterator *iterator = as_iterator(self);
    if (iterator->bytes == nullptr) return nullptr;
    const std::string_view bytes = any_bytes_view(iterator->bytes);
    if (static_cast<size_t>(iterator->index) < bytes.size())
        return small_int(static_cast<unsigned char>(bytes[static_cast<size_t>(iterator->index++)]));
    Py_CLEAR(iterator->bytes);
    return nullptr;
}

PyObject *length_hint(PyObject *self, PyObject *) {
    const BytesIterator *iterator = as_iterator(self);
    return PyLong_FromSsize_t(
        iterator->bytes == nullptr ? 0 : Py_MAX(Py_SIZE(iterator->bytes) - iterator->index, 0));
}

PyObject *reduce(PyObject *self, PyObject *) {
    const Ref iter = TRY_REF(Py_XNewRef(PyDict_GetItemString(PyEval_GetBuiltins(), "iter")));
    const BytesIterator *iterator = as_iterator(self);
    if (iterator->bytes == nullptr) return Py_BuildValue("O(())", iter.get());
    return Py_BuildValue("O(O)n", iter.get(), iterator->bytes, iterator->index);
}

PyObject *set_state(PyObject *self, PyObject *state) {
    const Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && is_error_pending()) return nullptr;
    BytesIterator *iterator = as_iterator(self);
    if (iterator->bytes != nullptr) iterator->index = Py_MIN(Py_MAX(index, 0), Py_SIZE(iterator->bytes));
    Py_RETURN_NONE;
}

PyMethodDef iterator_methods[] = {
    {"__length_hint__", length_hint, METH_NOARGS, "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduce, METH_NOARGS, "Return state information for pickling."},
    {"__setstate__", set_state, METH_O, "Set state information for unpickling."},
    {},
};

} // namespace

PyObject *iterate_bytes(PyObject *bytes) {
    auto *iterator =
        PyObject_GC_New(BytesIterator, PyBytes_Check(bytes) ? &PyBytesIter_Type : &PyByteArrayIter_Type);
    if (iterator == nullptr) return nullptr;
    iterator->index = 0;
    iterator->bytes = Py_NewRef(bytes);
    PyObject_GC_Track(iterator);
    return reinterpret_cast<PyObject *>(iterator);
}

extern "C" {

PyTypeObject PyBytesIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "bytes_iterator",
    .tp_basicsize = sizeof(BytesIterator),
    .tp_dealloc = free_iterator,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = traverse_iterator,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_byte,
    .tp_methods = iterator_methods,
};

PyTypeObject PyByteArrayIter_Type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "bytearray_iterator",
    .tp_basicsize = sizeof(BytesIterator),
    .tp_dealloc = free_iterator,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = traverse_iterator,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_byte,
    .tp_methods = iterator_methods,
};

} // extern "C"

} // namespace adder::objects
