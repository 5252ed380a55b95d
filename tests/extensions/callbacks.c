// SPDX-License-Identifier: MIT
//
// Python called from C: a callback that is kept, one that C code (qsort) calls many times, methods, modules,
// code run in a namespace; with errors that come through.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *kept;

static PyObject *set_callback(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *callback;
    if (!PyArg_ParseTuple(args, "O:set_callback", &callback)) return NULL;
    if (!PyCallable_Check(callback)) {
        PyErr_SetString(PyExc_TypeError, "parameter must be callable");
        return NULL;
    }
    Py_XINCREF(callback);
    Py_XDECREF(kept);
    kept = callback;
    Py_RETURN_NONE;
}

static PyObject *drop_callback(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    Py_CLEAR(kept);
    Py_RETURN_NONE;
}

static PyObject *call(PyObject *Py_UNUSED(module), PyObject *number) {
    if (kept == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "no callback");
        return NULL;
    }
    PyObject *args = Py_BuildValue("(Oi)", number, 123);
    PyObject *result = args == NULL ? NULL : PyObject_CallObject(kept, args);
    Py_XDECREF(args);
    return result;
}

static PyObject *call_with_keyword(PyObject *Py_UNUSED(module), PyObject *value) {
    if (kept == NULL) Py_RETURN_NONE;
    PyObject *args = PyTuple_New(0), *keywords = Py_BuildValue("{s:O,s:i}", "value", value, "more", 2);
    PyObject *result = args == NULL || keywords == NULL ? NULL : PyObject_Call(kept, args, keywords);
    Py_XDECREF(args);
    Py_XDECREF(keywords);
    return result;
}

static PyObject *compare;

static int compare_items(const void *left, const void *right) {
    if (PyErr_Occurred()) return 0;
    PyObject *result =
        PyObject_CallFunctionObjArgs(compare, *(PyObject *const *)left, *(PyObject *const *)right, NULL);
    if (result == NULL) return 0;
    long order = PyLong_AsLong(result);
    Py_DECREF(result);
    return order < 0 ? -1 : order > 0;
}

static PyObject *sort(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *items;
    if (!PyArg_ParseTuple(args, "OO:sort", &items, &compare)) return NULL;
    PyObject *list = PySequence_List(items);
    if (list == NULL) return NULL;
    qsort(PySequence_Fast_ITEMS(list), (size_t)PyList_GET_SIZE(list), sizeof(PyObject *), compare_items);
    if (PyErr_Occurred()) Py_CLEAR(list);
    return list;
}

/* Exceptions that C catches and tells apart. */
static PyObject *classify(PyObject *Py_UNUSED(module), PyObject *function) {
    PyObject *result = PyObject_CallNoArgs(function);
    if (result != NULL) return result;
    if (PyErr_ExceptionMatches(PyExc_LookupError)) {
        PyErr_Clear();
        return PyUnicode_FromString("lookup");
    }
    PyObject *classes = PyTuple_Pack(2, PyExc_ValueError, PyExc_OSError);
    int matches = PyErr_ExceptionMatches(classes);
    Py_DECREF(classes);
    if (!matches) return NULL;
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    PyObject *answer = Py_BuildValue("(OOi)", type, value, traceback != NULL);
    Py_XDECREF(type);
    Py_XDECREF(value);
    Py_XDECREF(traceback);
    return answer;
}

static PyObject *methods(PyObject *Py_UNUSED(module), PyObject *text) {
    PyObject *parts = PyObject_CallMethod(text, "split", "si", "-", 1);
    PyObject *name = PyUnicode_FromString("upper");
    PyObject *upper = PyObject_CallMethodObjArgs(text, name, NULL);
    PyObject *again = PyObject_CallMethodNoArgs(text, name);
    Py_DECREF(name);
    PyObject *sum = PyObject_CallFunction((PyObject *)&PyComplex_Type, "dd", 1.0, 2.0);
    PyObject *none = PyObject_CallFunction((PyObject *)&PyList_Type, NULL);
    if (parts == NULL || upper == NULL || again == NULL || sum == NULL || none == NULL) {
        Py_XDECREF(parts);
        Py_XDECREF(upper);
        Py_XDECREF(again);
        Py_XDECREF(sum);
        Py_XDECREF(none);
        return NULL;
    }
    return Py_BuildValue("NNNNN", parts, upper, again, sum, none);
}

/* Modules imported from C, and text run in a namespace. */
static PyObject *run(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *text;
    PyObject *space;
    if (!PyArg_ParseTuple(args, "sO!:run", &text, &PyDict_Type, &space)) return NULL;
    PyObject *math = PyImport_ImportModule("math");
    if (math == NULL || PyDict_SetItemString(space, "math", math) < 0) {
        Py_XDECREF(math);
        return NULL;
    }
    Py_DECREF(math);
    return PyRun_String(text, Py_eval_input, space, space);
}

static PyMethodDef functions[] = {
    {"set_callback", set_callback, METH_VARARGS, NULL},
    {"drop_callback", drop_callback, METH_NOARGS, NULL},
    {"call", call, METH_O, NULL},
    {"call_with_keyword", call_with_keyword, METH_O, NULL},
    {"sort", sort, METH_VARARGS, NULL},
    {"classify", classify, METH_O, NULL},
    {"methods", methods, METH_O, NULL},
    {"run", run, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "callbacks",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_callbacks(void) {
    return PyModule_Create(&definition);
}
