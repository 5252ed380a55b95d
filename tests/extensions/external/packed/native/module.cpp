// SPDX-License-Identifier: MIT
// A module inside a package, of two sources in two languages.
#include <Python.h>

#include "scale.h"

static PyObject *scaled(PyObject *, PyObject *number) {
    const double value = PyFloat_AsDouble(number);
    if (value == -1.0 && PyErr_Occurred() != nullptr) return nullptr;
    return PyFloat_FromDouble(scale(value));
}

static PyMethodDef functions[] = {{"scaled", scaled, METH_O, nullptr}, {nullptr, nullptr, 0, nullptr}};
static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_native", nullptr, 0, functions, nullptr, nullptr, nullptr, nullptr};

PyMODINIT_FUNC PyInit__native(void) {
    return PyModuleDef_Init(&definition);
}
