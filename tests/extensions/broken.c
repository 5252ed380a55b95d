/* SPDX-License-Identifier: MIT
 *
 * Init functions that go wrong, each in its own way. The test copies the library to the name of each. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

PyMODINIT_FUNC PyInit_raises(void) {
    PyErr_SetString(PyExc_ValueError, "the init function raised this");
    return NULL;
}

PyMODINIT_FUNC PyInit_returns_null(void) {
    return NULL;
}

static PyModuleDef plain = {PyModuleDef_HEAD_INIT, "plain", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_returns_and_raises(void) {
    PyErr_SetString(PyExc_ValueError, "set and forgotten");
    return PyModule_Create(&plain);
}

PyMODINIT_FUNC PyInit_returns_number(void) {
    return PyLong_FromLong(5);
}

static int exec_raises(PyObject *Py_UNUSED(module)) {
    PyErr_SetString(PyExc_LookupError, "the exec slot raised this");
    return -1;
}

static int exec_fails(PyObject *Py_UNUSED(module)) {
    return -1;
}

static int exec_forgets(PyObject *Py_UNUSED(module)) {
    PyErr_SetString(PyExc_LookupError, "set and forgotten");
    return 0;
}

static PyObject *create_fails(PyObject *Py_UNUSED(spec), PyModuleDef *Py_UNUSED(definition)) {
    return NULL;
}

static PyObject *create_forgets(PyObject *spec, PyModuleDef *Py_UNUSED(definition)) {
    PyErr_SetString(PyExc_LookupError, "set and forgotten");
    return Py_NewRef(spec);
}

/* Defines PyInit_NAME with one slot, and room for a state of the module's own. */
#define WITH_SLOT(name, slot, value, size)                                                                   \
    static PyModuleDef_Slot name##_slots[] = {{slot, value}, {0, NULL}};                                     \
    static PyModuleDef name##_definition = {                                                                 \
        .m_base = PyModuleDef_HEAD_INIT, .m_name = #name, .m_size = size, .m_slots = name##_slots};          \
    PyMODINIT_FUNC PyInit_##name(void) {                                                                     \
        return PyModuleDef_Init(&name##_definition);                                                         \
    }

WITH_SLOT(exec_raising, Py_mod_exec, exec_raises, 0)
WITH_SLOT(exec_failing, Py_mod_exec, exec_fails, 0)
WITH_SLOT(exec_forgetting, Py_mod_exec, exec_forgets, 0)
WITH_SLOT(create_failing, Py_mod_create, create_fails, 0)
WITH_SLOT(create_forgetting, Py_mod_create, create_forgets, 0)
WITH_SLOT(unknown_slot, 99, NULL, 0)
WITH_SLOT(negative_size, Py_mod_exec, exec_raises, -1)
