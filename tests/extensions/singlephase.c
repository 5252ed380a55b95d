/* SPDX-License-Identifier: MIT
 *
 * Single-phase initialization: the init function makes the module itself, keeps static data, and finds the
 * module again through its definition. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *shared;
static PyModuleDef definition;

static PyObject *remember(PyObject *Py_UNUSED(module), PyObject *value) {
    Py_XSETREF(shared, Py_NewRef(value));
    Py_RETURN_NONE;
}

static PyObject *recall(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    if (shared == NULL) Py_RETURN_NONE;
    return Py_NewRef(shared);
}

static PyObject *is_found(PyObject *module, PyObject *Py_UNUSED(ignored)) {
    return PyBool_FromLong(PyState_FindModule(&definition) == module);
}

static PyObject *has_state(PyObject *module, PyObject *Py_UNUSED(ignored)) {
    return PyBool_FromLong(PyModule_GetState(module) != NULL);
}

static PyMethodDef methods[] = {
    {"remember", remember, METH_O, NULL},
    {"recall", recall, METH_NOARGS, NULL},
    {"is_found", is_found, METH_NOARGS, NULL},
    {"has_state", has_state, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef late_methods[] = {
    {"late", recall, METH_NOARGS, "late()\n--\n\nAdded by PyModule_AddFunctions."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "singlephase", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_singlephase(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) return NULL;
    if (PyModule_AddFunctions(module, late_methods) < 0 ||
        PyModule_SetDocString(module, "Made in one go.") < 0 ||
        PyModule_AddObject(module, "items", Py_BuildValue("[iii]", 1, 2, 3)) < 0) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
