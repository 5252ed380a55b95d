// SPDX-License-Identifier: MIT
//
// A first module: a C function called, its own exception, a doc string, a keyword function with defaults, and
// constants, made in one phase.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *shell_error;

static PyObject *run(PyObject *self, PyObject *args) {
    const char *command;
    (void)self;
    if (!PyArg_ParseTuple(args, "s", &command)) return NULL;
    int status = system(command);
    if (status < 0) {
        PyErr_SetString(shell_error, "System command failed");
        return NULL;
    }
    return PyLong_FromLong(status);
}

static PyObject *check(PyObject *self, PyObject *args) {
    int status;
    (void)self;
    if (!PyArg_ParseTuple(args, "i:check", &status)) return NULL;
    if (status == 0) Py_RETURN_NONE;
    return PyErr_Format(shell_error, "status %d", status);
}

static PyObject *describe(PyObject *self, PyObject *args, PyObject *keywords) {
    static char *names[] = {"voltage", "state", "action", "type", NULL};
    int voltage;
    const char *state = "stiff", *action = "voom", *type = "blue";
    (void)self;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "i|sss", names, &voltage, &state, &action, &type))
        return NULL;
    return PyUnicode_FromFormat("%d volts: %s, %s, %s; keywords %s", voltage, state, action, type,
                                keywords == NULL ? "absent" : "given");
}

static PyMethodDef functions[] = {
    {"run", run, METH_VARARGS, "Execute a shell command."},
    {"check", check, METH_VARARGS, PyDoc_STR("Raise for a status.")},
    {"describe", (PyCFunction)(void (*)(void))describe, METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

PyDoc_STRVAR(documentation, "Runs commands.");
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "shell", documentation, -1, functions, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_shell(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) return NULL;
    shell_error = PyErr_NewException("shell.error", NULL, NULL);
    Py_XINCREF(shell_error);
    if (PyModule_AddObject(module, "error", shell_error) < 0) {
        Py_XDECREF(shell_error);
        Py_CLEAR(shell_error);
        Py_DECREF(module);
        return NULL;
    }
    PyModule_AddIntConstant(module, "limit", 7);
    PyModule_AddIntMacro(module, EOF);
    PyModule_AddStringConstant(module, "name", "sh");
    return module;
}
