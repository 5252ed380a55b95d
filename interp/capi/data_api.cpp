// SPDX-License-Identifier: MIT
//
// What is left of the API about data: facts that module sys holds.
#include <Python.h>

extern "C" {

// A value of sys under its name; new reference.
static PyObject *sys_value(const char *name) {
    PyObject *value = PySys_GetObject(name);
    if (value == nullptr) PyErr_Format(PyExc_RuntimeError, "lost sys.%s", name);
    return Py_XNewRef(value);
}

PyObject *PyLong_GetInfo(void) {
    return sys_value("int_info");
}

PyObject *PyFloat_GetInfo(void) {
    return sys_value("float_info");
}

} // extern "C"
