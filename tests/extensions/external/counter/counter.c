/* SPDX-License-Identifier: MIT
 * How often each byte occurs. */
#include <Python.h>

static PyObject *histogram(PyObject *self, PyObject *object) {
    Py_buffer view;
    long counts[256] = {0};
    (void)self;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) return NULL;
    for (Py_ssize_t i = 0; i < view.len; i++) counts[((unsigned char *)view.buf)[i]]++;
    PyBuffer_Release(&view);
    PyObject *dict = PyDict_New();
    for (int i = 0; dict != NULL && i < 256; i++) {
        if (counts[i] == 0) continue;
        PyObject *key = PyLong_FromLong(i), *value = PyLong_FromLong(counts[i]);
        if (key == NULL || value == NULL || PyDict_SetItem(dict, key, value) < 0) Py_CLEAR(dict);
        Py_XDECREF(key);
        Py_XDECREF(value);
    }
    return dict;
}

static PyMethodDef functions[] = {{"histogram", histogram, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "counter", NULL, -1, functions, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_counter(void) {
    return PyModule_Create(&definition);
}
