// SPDX-License-Identifier: MIT
//
// A client of module temperature: calls its functions through the capsule that it exports.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "temperature.h"

static PyObject *show(PyObject *Py_UNUSED(module), PyObject *args) {
    double celsius;
    if (!PyArg_ParseTuple(args, "d:show", &celsius)) return NULL;
    return Py_BuildValue("(dN)", temperature_api->to_fahrenheit(celsius),
                         temperature_api->make_reading(celsius));
}

static PyObject *is_reading(PyObject *Py_UNUSED(module), PyObject *object) {
    return PyBool_FromLong(Py_IS_TYPE(object, temperature_api->reading_type));
}

/* Capsules that are not there. */
static PyObject *import_capsule(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *name;
    if (!PyArg_ParseTuple(args, "s", &name)) return NULL;
    void *pointer = PyCapsule_Import(name, 0);
    if (pointer == NULL) return NULL;
    return PyBool_FromLong(pointer == temperature_api);
}

static PyMethodDef functions[] = {
    {"show", show, METH_VARARGS, NULL},
    {"is_reading", is_reading, METH_O, NULL},
    {"import_capsule", import_capsule, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "thermometer",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_thermometer(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module != NULL && import_temperature() < 0) Py_CLEAR(module);
    return module;
}
