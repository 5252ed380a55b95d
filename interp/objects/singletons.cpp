// SPDX-License-Identifier: MIT
//
// None, NotImplemented and Ellipsis: one static object each, never freed.
//
// True and False are ints and live with them.
#include "objects/singletons.hpp"

#include "objects/error.hpp"

namespace adder::objects {

namespace {

// The count can reach zero only when some code releases more than it owns.
void refuse_dealloc(PyObject *self) {
    self->ob_refcnt = Py_ssize_t{1} << 30;
}

int refuse_arguments(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    if (PyTuple_GET_SIZE(args) == 0 && (kwargs == nullptr || PyDict_GET_SIZE(kwargs) == 0)) return 0;
    return raise_type_error("%s takes no arguments", type->tp_name);
}

// --- None

PyObject *none_repr(PyObject *) {
    return PyUnicode_FromString("None");
}

int none_bool(PyObject *) {
    return 0;
}

PyObject *none_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    TRY(refuse_arguments(type, args, kwargs));
    Py_RETURN_NONE;
}

PyNumberMethods none_number = {.nb_bool = none_bool};

} // namespace

PyTypeObject none_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "NoneType",
    .tp_dealloc = refuse_dealloc,
    .tp_repr = none_repr,
    .tp_as_number = &none_number,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = none_new,
};

namespace {

// --- NotImplemented

PyObject *not_implemented_repr(PyObject *) {
    return PyUnicode_FromString("NotImplemented");
}

PyObject *not_implemented_reduce(PyObject *, PyObject *) {
    return PyUnicode_FromString("NotImplemented");
}

int not_implemented_bool(PyObject *) {
    int status =
        PyErr_WarnEx(PyExc_DeprecationWarning, "NotImplemented should not be used in a boolean context", 1);
    return status < 0 ? -1 : 1;
}

PyObject *not_implemented_new(PyTypeObject *type, PyObject *args, PyObject *kwargs) {
    TRY(refuse_arguments(type, args, kwargs));
    Py_RETURN_NOTIMPLEMENTED;
}

PyNumberMethods not_implemented_number = {.nb_bool = not_implemented_bool};

PyMethodDef not_implemented_methods[] = {
    {"__reduce__", not_implemented_reduce, METH_NOARGS, nullptr},
    {},
};

} // namespace

PyTypeObject not_implemented_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "NotImplementedType",
    .tp_dealloc = refuse_dealloc,
    .tp_repr = not_implemented_repr,
    .tp_as_number = &not_implemented_number,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = not_implemented_methods,
    .tp_new = not_implemented_new,
};

namespace {

// --- Ellipsis

PyObject *ellipsis_repr(PyObject *) {
    return PyUnicode_FromString("Ellipsis");
}

PyObject *ellipsis_reduce(PyObject *, PyObject *) {
    return PyUnicode_FromString("Ellipsis");
}

PyObject *ellipsis_new(PyTypeObject *, PyObject *args, PyObject *kwargs) {
    if (PyTuple_GET_SIZE(args) != 0 || (kwargs != nullptr && PyDict_GET_SIZE(kwargs) != 0))
        return raise_type_error("EllipsisType takes no arguments");
    return Py_NewRef(Py_Ellipsis);
}

PyMethodDef ellipsis_methods[] = {
    {"__reduce__", ellipsis_reduce, METH_NOARGS, nullptr},
    {},
};

} // namespace

extern "C" {

PyTypeObject PyEllipsis_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "ellipsis",
    .tp_dealloc = refuse_dealloc,
    .tp_repr = ellipsis_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_methods = ellipsis_methods,
    .tp_new = ellipsis_new,
};

constexpr Py_ssize_t immortal_count = Py_ssize_t{1} << 40;
PyObject _Py_NoneStruct = {immortal_count, &none_type};
PyObject _Py_NotImplementedStruct = {immortal_count, &not_implemented_type};
PyObject _Py_EllipsisObject = {immortal_count, &PyEllipsis_Type};

} // extern "C"

} // namespace adder::objects
