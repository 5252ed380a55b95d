// SPDX-License-Identifier: MIT
//
// The iterators of deques, forward and backward. They count positions, and end with an error once the deque
// was changed.
#include "collections.hpp"

namespace adder::stdlib {
namespace {

struct DequeIterator {
    PyObject_HEAD PyObject *deque;
    Py_ssize_t position; // how many items were given
    size_t change_count;

    auto references() { return std::array{&deque}; }
};

PyObject *make_iterator(PyTypeObject *type, PyObject *deque) {
    auto *self = allocate<DequeIterator>(type);
    if (self == nullptr) return nullptr;
    self->deque = Py_NewRef(deque);
    self->change_count = as<Deque>(deque)->change_count;
    return as_object(self);
}

template <bool is_forward> PyObject *iterator_next(PyObject *object) {
    auto *self = as<DequeIterator>(object);
    const auto *deque = as<Deque>(self->deque);
    if (self->change_count != deque->change_count) {
        self->position = PY_SSIZE_T_MAX;
        PyErr_SetString(PyExc_RuntimeError, "deque mutated during iteration");
        return nullptr;
    }
    if (self->position >= deque->size) return nullptr;
    const Py_ssize_t i = is_forward ? self->position : deque->size - 1 - self->position;
    self->position++;
    return Py_NewRef(deque->at(i));
}

PyObject *iterator_new(PyTypeObject *type, PyObject *args, PyObject *) {
    PyObject *deque;
    Py_ssize_t position = 0;
    if (!PyArg_ParseTuple(args, "O!|n", &deque_type, &deque, &position)) return nullptr;
    PyObject *self = make_iterator(type, deque);
    if (self != nullptr && position > 0) as<DequeIterator>(self)->position = position;
    return self;
}

PyObject *iterator_length_hint(PyObject *object, PyObject *) {
    auto *self = as<DequeIterator>(object);
    const Py_ssize_t size = as<Deque>(self->deque)->size;
    return PyLong_FromSsize_t(self->position < size ? size - self->position : 0);
}

PyObject *iterator_reduce(PyObject *object, PyObject *) {
    auto *self = as<DequeIterator>(object);
    return Py_BuildValue("O(On)", Py_TYPE(object), self->deque, self->position);
}

PyMethodDef iterator_methods[] = {
    {"__length_hint__", iterator_length_hint, METH_NOARGS, "How many items are left."},
    {"__reduce__", iterator_reduce, METH_NOARGS, reduce_doc},
    {},
};

constexpr PyTypeObject make_type(const char *name, iternextfunc next) {
    PyTypeObject type = iterator_type<DequeIterator>(name, nullptr, iterator_new, next, iterator_methods);
    type.tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC;
    return type;
}

} // namespace

PyTypeObject deque_iterator_type = make_type("_collections._deque_iterator", iterator_next<true>);
PyTypeObject deque_reverse_iterator_type =
    make_type("_collections._deque_reverse_iterator", iterator_next<false>);

PyObject *deque_iter(PyObject *deque) {
    return make_iterator(&deque_iterator_type, deque);
}

PyObject *deque_reversed(PyObject *deque, PyObject *) {
    return make_iterator(&deque_reverse_iterator_type, deque);
}

} // namespace adder::stdlib
