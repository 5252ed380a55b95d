// SPDX-License-Identifier: MIT
// Breaks the rule that no C++ exception leaves a native function; the interpreter must outlive it.
#include <Python.h>

#include <new>
#include <stdexcept>

namespace {

PyObject *throw_runtime_error(PyObject *, PyObject *argument) {
    throw std::runtime_error(PyUnicode_Check(argument) ? PyUnicode_AsUTF8(argument) : "no text");
}

PyObject *throw_int(PyObject *, PyObject *) {
    throw 42;
}

PyObject *throw_bad_alloc(PyObject *, PyObject *) {
    throw std::bad_alloc();
}

PyObject *call_and_throw(PyObject *, PyObject *callable) {
    PyObject *result = PyObject_CallNoArgs(callable);
    Py_XDECREF(result);
    throw std::runtime_error("after the call");
}

PyMethodDef methods[] = {
    {"throw_runtime_error", throw_runtime_error, METH_O, "Throws std::runtime_error with this text."},
    {"throw_int", throw_int, METH_NOARGS, "Throws an int."},
    {"throw_bad_alloc", throw_bad_alloc, METH_NOARGS, "Throws std::bad_alloc."},
    {"call_and_throw", call_and_throw, METH_O, "Calls, leaves the exception pending, and throws."},
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "throwing", nullptr, 0, methods, nullptr, nullptr, nullptr, nullptr,
};

} // namespace

PyMODINIT_FUNC PyInit_throwing() {
    return PyModule_Create(&module);
}
