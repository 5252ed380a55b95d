// SPDX-License-Identifier: MIT
//
// Calls that wait for the main thread's bytecode: their order, their errors, and the bound of the queue.
#include <Python.h>

static int append(void *list) {
    PyObject *number = PyLong_FromSsize_t(PyList_GET_SIZE((PyObject *)list));
    int status = number == NULL ? -1 : PyList_Append((PyObject *)list, number);
    Py_XDECREF(number);
    Py_DECREF((PyObject *)list);
    return status;
}

static int fail(void *unused) {
    (void)unused;
    PyErr_SetString(PyExc_ValueError, "asked to fail");
    return -1;
}

static PyObject *append_later(PyObject *module, PyObject *list) {
    (void)module;
    if (!PyList_Check(list))
        return PyErr_Format(PyExc_TypeError, "a list is needed, not %s", Py_TYPE(list)->tp_name);
    Py_INCREF(list);
    int status = Py_AddPendingCall(append, list);
    if (status < 0) Py_DECREF(list);
    return PyLong_FromLong(status);
}

static PyObject *fail_later(PyObject *module, PyObject *unused) {
    (void)module;
    (void)unused;
    return PyLong_FromLong(Py_AddPendingCall(fail, NULL));
}

static PyMethodDef methods[] = {
    {"append_later", append_later, METH_O,
     "Appends the list's length to it when the main thread gets to it."},
    {"fail_later", fail_later, METH_NOARGS, "Raises ValueError when the main thread gets to it."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "pending", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_pending(void) {
    return PyModule_Create(&definition);
}
