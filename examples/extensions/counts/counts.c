// SPDX-License-Identifier: MIT
//
// The lessons on functions, errors and references: counts.mean(numbers) and counts.tally(items).
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *mean(PyObject *module, PyObject *argument) {
    (void)module;
    PyObject *items = PySequence_Fast(argument, "mean() needs a sequence of numbers");
    if (items == NULL) return NULL;
    const Py_ssize_t count = PySequence_Fast_GET_SIZE(items);
    double sum = 0.0;
    for (Py_ssize_t i = 0; i < count; i++) {
        const double value = PyFloat_AsDouble(PySequence_Fast_GET_ITEM(items, i));
        if (value == -1.0 && PyErr_Occurred()) {
            Py_DECREF(items);
            return NULL;
        }
        sum += value;
    }
    Py_DECREF(items);
    if (count == 0) {
        PyErr_SetString(PyExc_ValueError, "mean() of no numbers");
        return NULL;
    }
    return PyFloat_FromDouble(sum / (double)count);
}

// Adds one to the count of an item; -1 with an exception set.
static int count_item(PyObject *counts, PyObject *item) {
    PyObject *before = PyDict_GetItemWithError(counts, item); // borrowed: the dict keeps it
    if (before == NULL && PyErr_Occurred()) return -1;
    const long count = before == NULL ? 0 : PyLong_AsLong(before);
    if (count == -1 && PyErr_Occurred()) return -1;
    PyObject *after = PyLong_FromLong(count + 1); // new: ours to give back
    if (after == NULL) return -1;
    const int status = PyDict_SetItem(counts, item, after); // takes a reference of its own
    Py_DECREF(after);
    return status;
}

static PyObject *tally(PyObject *module, PyObject *iterable) {
    (void)module;
    PyObject *counts = PyDict_New();
    PyObject *iterator = PyObject_GetIter(iterable);
    PyObject *item;
    if (counts == NULL || iterator == NULL) goto failed;
    while ((item = PyIter_Next(iterator)) != NULL) {
        const int status = count_item(counts, item);
        Py_DECREF(item);
        if (status < 0) goto failed;
    }
    if (PyErr_Occurred()) goto failed;
    Py_DECREF(iterator);
    return counts; // ours becomes the caller's
failed:
    Py_XDECREF(iterator);
    Py_XDECREF(counts);
    return NULL;
}

static PyMethodDef functions[] = {
    {"mean", mean, METH_O, "mean($module, numbers, /)\n--\n\nThe mean of a sequence of numbers."},
    {"tally", tally, METH_O, "tally($module, items, /)\n--\n\nHow often each item occurs, as a dict."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{0, NULL}};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "counts",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_counts(void) {
    return PyModuleDef_Init(&definition);
}
