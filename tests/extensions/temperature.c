// SPDX-License-Identifier: MIT
//
// Exports functions and a type to other native modules through a capsule; and everything capsules can do.
#define PY_SSIZE_T_CLEAN
#define TEMPERATURE_MODULE
#include <Python.h>

#include "temperature.h"

typedef struct {
    PyObject_HEAD double celsius;
} Reading;

static PyObject *reading_repr(Reading *self) {
    char text[40];
    PyOS_snprintf(text, sizeof text, "%.1f C", self->celsius);
    return PyUnicode_FromString(text);
}

static PyTypeObject reading_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "temperature.Reading",
    .tp_basicsize = sizeof(Reading),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_repr = (reprfunc)reading_repr,
};

static double to_fahrenheit(double celsius) {
    return celsius * 9 / 5 + 32;
}

static PyObject *make_reading(double celsius) {
    Reading *reading = PyObject_New(Reading, &reading_type);
    if (reading != NULL) reading->celsius = celsius;
    return (PyObject *)reading;
}

static PyObject *make(PyObject *Py_UNUSED(module), PyObject *args) {
    double celsius;
    return PyArg_ParseTuple(args, "d", &celsius) ? make_reading(celsius) : NULL;
}

static int destroyed;

static void destroy(PyObject *capsule) {
    destroyed++;
    PyMem_Free(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
}

static PyObject *capsules(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    int *block = (int *)PyMem_Malloc(sizeof *block), other = 5;
    if (block == NULL) return PyErr_NoMemory();
    *block = 42;
    PyObject *capsule = PyCapsule_New(block, "first.name", destroy);
    if (capsule == NULL) return NULL;
    int valid = PyCapsule_IsValid(capsule, "first.name"), invalid = PyCapsule_IsValid(capsule, "other");
    int value = *(int *)PyCapsule_GetPointer(capsule, "first.name");
    void *wrong = PyCapsule_GetPointer(capsule, "other.name");
    int is_value_error = wrong == NULL && PyErr_ExceptionMatches(PyExc_ValueError);
    PyErr_Clear();
    PyCapsule_SetContext(capsule, &other);
    int context = *(int *)PyCapsule_GetContext(capsule);
    int renamed = PyCapsule_SetName(capsule, NULL) == 0 && PyCapsule_IsValid(capsule, NULL);
    int same = PyCapsule_GetDestructor(capsule) == destroy;
    int empty = PyCapsule_SetPointer(capsule, NULL);
    PyErr_Clear();
    Py_DECREF(capsule);
    return Py_BuildValue("iiiiiiiii", valid, invalid, value, is_value_error, context, renamed, same, empty,
                         destroyed);
}

static PyMethodDef functions[] = {
    {"make", make, METH_VARARGS, NULL},
    {"capsules", capsules, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static TemperatureApi api = {to_fahrenheit, &reading_type, make_reading};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "temperature",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_temperature(void) {
    if (PyType_Ready(&reading_type) < 0) return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) return NULL;
    PyObject *capsule = PyCapsule_New(&api, TEMPERATURE_CAPSULE, NULL);
    if (PyModule_AddObject(module, "_api", capsule) < 0) {
        Py_XDECREF(capsule);
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
