// SPDX-License-Identifier: MIT
//
// Functions that give back references they do not own, for the debug mode that finds them.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *kept;

/* Gives back the caller's reference to its argument. */
static PyObject *give_back(PyObject *Py_UNUSED(module), PyObject *object) {
    Py_DECREF(object);
    Py_RETURN_NONE;
}

/* Remembers an object without a reference of its own. */
static PyObject *remember(PyObject *Py_UNUSED(module), PyObject *object) {
    kept = object;
    Py_RETURN_NONE;
}

static PyObject *recall(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args)) {
    return Py_NewRef(kept);
}

/* Takes a reference to what is gone, and nothing more. */
static PyObject *own_too_late(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(args)) {
    Py_INCREF(kept);
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"give_back", give_back, METH_O, NULL},
    {"remember", remember, METH_O, NULL},
    {"recall", recall, METH_NOARGS, NULL},
    {"own_too_late", own_too_late, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "dropped", .m_size = -1,
                                 .m_methods = functions};

PyMODINIT_FUNC PyInit_dropped(void) {
    return PyModule_Create(&definition);
}
