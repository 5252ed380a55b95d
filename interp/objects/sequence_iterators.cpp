// SPDX-License-Identifier: MIT
//
// The iterators over list, tuple, str, bytes, bytearray and memoryview: an index and a sequence, which goes
// at the end. The sequence's type decides what an item is; list and bytearray may change while they are
// iterated over.
#include "objects/sequence_iterators.hpp"

#include "objects/bytes.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/list.hpp"
#include "objects/memory_view.hpp"
#include "objects/names.hpp"
#include "objects/str.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

// All have the same fields; the VM steps two of them itself.
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

Py_ssize_t length_of(PyObject *sequence) {
    return is_str(sequence) ? str_length(sequence) : Py_SIZE(sequence);
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

PyObject *str_next(PyObject *self) {
    Iterator *iterator = as_iterator(self);
    if (iterator->sequence == nullptr) return nullptr;
    if (iterator->index < str_length(iterator->sequence))
        return str_character(iterator->sequence, iterator->index++);
    Py_CLEAR(iterator->sequence);
    return nullptr;
}

PyObject *bytes_next(PyObject *self) {
    Iterator *iterator = as_iterator(self);
    if (iterator->sequence == nullptr) return nullptr;
    const std::string_view bytes = any_bytes_view(iterator->sequence);
    if (static_cast<size_t>(iterator->index) < bytes.size())
        return small_int(static_cast<unsigned char>(bytes[static_cast<size_t>(iterator->index++)]));
    Py_CLEAR(iterator->sequence);
    return nullptr;
}

// A view keeps its length when it is released: what is left of it fails, its end does not.
PyObject *memory_next(PyObject *self) {
    Iterator *iterator = as_iterator(self);
    if (iterator->sequence == nullptr) return nullptr;
    if (iterator->index < as_view(iterator->sequence)->view.shape[0])
        return view_item(iterator->sequence, iterator->index++);
    Py_CLEAR(iterator->sequence);
    return nullptr;
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
    const Py_ssize_t rest =
        iterator->sequence == nullptr ? 0 : length_of(iterator->sequence) - iterator->index;
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
    if (Py_IS_TYPE(self, &PyListIter_Type) || Py_IS_TYPE(self, &PyListRevIter_Type))
        return Py_BuildValue("O([])", builtin);
    const bool is_of_str =
        Py_IS_TYPE(self, &PyUnicodeIter_Type) || Py_IS_TYPE(self, &_PyUnicodeASCIIIter_Type);
    return is_of_str ? Py_BuildValue("O(s)", builtin, "") : Py_BuildValue("O(())", builtin);
}

PyObject *forward_reduce(PyObject *self, PyObject *) {
    return reduce_as(self, name::iter_);
}

PyObject *reverse_reduce(PyObject *self, PyObject *) {
    return reduce_as(self, name::reversed_);
}

// Cut to what the sequence has.
PyObject *set_index(PyObject *self, PyObject *state, Py_ssize_t first) {
    Iterator *iterator = as_iterator(self);
    const Py_ssize_t index = PyLong_AsSsize_t(state);
    if (index == -1 && is_error_pending()) return nullptr;
    if (iterator->sequence != nullptr)
        iterator->index = Py_MIN(Py_MAX(index, first), length_of(iterator->sequence) + first);
    Py_RETURN_NONE;
}

PyObject *forward_setstate(PyObject *self, PyObject *state) {
    return set_index(self, state, 0);
}

PyObject *reverse_setstate(PyObject *self, PyObject *state) {
    return set_index(self, state, -1);
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

PyObject *iterate_str(PyObject *text) {
    const bool is_plain = is_exact_str(text) && PyUnicode_IS_ASCII(text);
    return make_sequence_iterator(text, is_plain ? &_PyUnicodeASCIIIter_Type : &PyUnicodeIter_Type);
}

PyObject *iterate_bytes(PyObject *bytes) {
    return make_sequence_iterator(bytes, PyBytes_Check(bytes) ? &PyBytesIter_Type : &PyByteArrayIter_Type);
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
constinit PyTypeObject PyUnicodeIter_Type = make_type("str_iterator", str_next, forward_methods);
constinit PyTypeObject _PyUnicodeASCIIIter_Type = make_type("str_ascii_iterator", str_next, forward_methods);
constinit PyTypeObject PyBytesIter_Type = make_type("bytes_iterator", bytes_next, forward_methods);
constinit PyTypeObject PyByteArrayIter_Type = make_type("bytearray_iterator", bytes_next, forward_methods);
constinit PyTypeObject _PyMemoryIter_Type = make_type("memory_iterator", memory_next, nullptr);

} // extern "C"

} // namespace adder::objects
