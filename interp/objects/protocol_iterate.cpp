// SPDX-License-Identifier: MIT
//
// Iteration: iter(), next(), sending into generators, lengths known in advance. Reference manual, 3.3.7
// and 8.3.
#include "objects/protocol.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

PyObject *next_item(PyObject *iterator) {
    PyObject *item = Py_TYPE(iterator)->tp_iternext(iterator);
    if (item != nullptr || !is_error_pending()) return item;
    if (PyErr_ExceptionMatches(PyExc_StopIteration)) PyErr_Clear();
    return nullptr;
}

int fetch_stop_iteration_value(PyObject **value) {
    *value = nullptr;
    if (!is_error_pending()) {
        *value = Py_NewRef(Py_None);
        return 0;
    }
    if (!PyErr_ExceptionMatches(PyExc_StopIteration)) return -1;
    Ref stop = take_exception();
    *value = Py_NewRef(stop.as<PyStopIterationObject>()->value);
    return 0;
}

namespace {

bool has_length(PyObject *object) {
    const PyTypeObject *type = Py_TYPE(object);
    return (type->tp_as_sequence != nullptr && type->tp_as_sequence->sq_length != nullptr) ||
           (type->tp_as_mapping != nullptr && type->tp_as_mapping->mp_length != nullptr);
}

Py_ssize_t length_hint_value(PyObject *result) {
    if (!PyLong_Check(result)) {
        return raise_type_error("__length_hint__ must be an integer, not %.100s", Py_TYPE(result)->tp_name);
    }
    const Py_ssize_t hint = PyLong_AsSsize_t(result);
    if (hint >= 0 || is_error_pending()) return hint;
    return raise_value_error("__length_hint__() should return >= 0");
}

} // namespace

extern "C" {

Py_ssize_t PyObject_LengthHint(PyObject *object, Py_ssize_t default_value) {
    if (has_length(object)) {
        const Py_ssize_t length = PyObject_Size(object);
        if (length >= 0) return length;
        if (!clear_if_matches(PyExc_TypeError)) return -1;
    }
    Ref method = Ref::steal(lookup_special(object, name::dunder_length_hint));
    if (!method) return is_error_pending() ? -1 : default_value;
    Ref result = Ref::steal(PyObject_CallNoArgs(method.get()));
    if (!result) return clear_if_matches(PyExc_TypeError) ? default_value : -1;
    return result.get() == Py_NotImplemented ? default_value : length_hint_value(result.get());
}

PyObject *PyObject_GetIter(PyObject *object) {
    const getiterfunc iter = Py_TYPE(object)->tp_iter;
    if (iter == nullptr) {
        if (PySequence_Check(object)) return PySeqIter_New(object);
        return raise_type_error("'%.200s' object is not iterable", Py_TYPE(object)->tp_name);
    }
    PyObject *result = iter(object);
    if (result == nullptr || PyIter_Check(result)) return result;
    raise_type_error("iter() returned non-iterator of type '%.100s'", Py_TYPE(result)->tp_name);
    Py_DECREF(result);
    return nullptr;
}

PyObject *PyObject_GetAIter(PyObject *object) {
    const PyAsyncMethods *methods = Py_TYPE(object)->tp_as_async;
    if (methods == nullptr || methods->am_aiter == nullptr) {
        return raise_type_error("'%.200s' object is not an async iterable", Py_TYPE(object)->tp_name);
    }
    PyObject *result = methods->am_aiter(object);
    if (result == nullptr || PyAIter_Check(result)) return result;
    raise_type_error("aiter() returned not an async iterator of type '%.100s'", Py_TYPE(result)->tp_name);
    Py_DECREF(result);
    return nullptr;
}

PyObject *PyObject_SelfIter(PyObject *object) {
    return Py_NewRef(object);
}

int PyIter_Check(PyObject *object) {
    const iternextfunc next = Py_TYPE(object)->tp_iternext;
    return next != nullptr && next != _PyObject_NextNotImplemented;
}

int PyAIter_Check(PyObject *object) {
    const PyAsyncMethods *methods = Py_TYPE(object)->tp_as_async;
    return methods != nullptr && methods->am_anext != nullptr &&
           methods->am_anext != _PyObject_NextNotImplemented;
}

PyObject *_PyObject_NextNotImplemented(PyObject *object) {
    return raise_type_error("'%.200s' object is not iterable", Py_TYPE(object)->tp_name);
}

PyObject *PyIter_Next(PyObject *iterator) {
    return next_item(iterator);
}

PySendResult PyIter_Send(PyObject *iterator, PyObject *value, PyObject **result) {
    const PyAsyncMethods *methods = Py_TYPE(iterator)->tp_as_async;
    if (methods != nullptr && methods->am_send != nullptr) return methods->am_send(iterator, value, result);
    if (value == Py_None && PyIter_Check(iterator)) {
        *result = Py_TYPE(iterator)->tp_iternext(iterator);
    } else {
        *result = PyObject_CallMethodOneArg(iterator, name::send, value);
    }
    if (*result != nullptr) return PYGEN_NEXT;
    return fetch_stop_iteration_value(result) == 0 ? PYGEN_RETURN : PYGEN_ERROR;
}

PyObject *PySequence_List(PyObject *iterable) {
    if (iterable == nullptr) return raise_null_argument();
    Ref list = TRY_REF(PyList_New(0));
    Ref none = TRY_REF(_PyList_Extend(list.as<PyListObject>(), iterable));
    return list.release();
}

PyObject *PySequence_Tuple(PyObject *iterable) {
    if (iterable == nullptr) return raise_null_argument();
    if (PyTuple_CheckExact(iterable)) return Py_NewRef(iterable);
    if (PyList_CheckExact(iterable)) return PyList_AsTuple(iterable);
    Ref list = TRY_REF(PySequence_List(iterable));
    return PyList_AsTuple(list.get());
}

PyObject *PySequence_Fast(PyObject *iterable, const char *message) {
    if (iterable == nullptr) return raise_null_argument();
    if (PyList_CheckExact(iterable) || PyTuple_CheckExact(iterable)) return Py_NewRef(iterable);
    Ref iterator = Ref::steal(PyObject_GetIter(iterable));
    if (!iterator) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) PyErr_SetString(PyExc_TypeError, message);
        return nullptr;
    }
    return PySequence_List(iterator.get());
}

} // extern "C"

} // namespace adder::objects
