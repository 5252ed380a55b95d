/* SPDX-License-Identifier: MIT
 *
 * What API functions do to reference counts: each function makes fresh objects, calls one function of the API
 * and returns the differences of their counts. Only objects that lie on the heap in both interpreters count.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* A new object that nobody else holds: an empty list. */
static PyObject *fresh(void) {
    return PyList_New(0);
}

static PyObject *list_steals(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *list = PyList_New(3);
    PyObject *item = fresh();
    Py_ssize_t before = Py_REFCNT(item);
    PyList_SET_ITEM(list, 0, item);
    Py_ssize_t stolen = Py_REFCNT(item) - before;
    PyList_SetItem(list, 1, Py_NewRef(item));
    PyList_SetItem(list, 2, Py_NewRef(item));
    Py_ssize_t three = Py_REFCNT(item) - before;
    PyList_Append(list, item);
    PyList_Insert(list, 0, item);
    Py_ssize_t five = Py_REFCNT(item) - before;
    PyObject *borrowed = PyList_GetItem(list, 0);
    Py_ssize_t after_get = Py_REFCNT(borrowed) - before;
    PyObject *tuple = PyList_AsTuple(list);
    Py_ssize_t copied = Py_REFCNT(item) - before;
    Py_DECREF(tuple);
    PyList_SetSlice(list, 0, 3, NULL);
    Py_ssize_t cut = Py_REFCNT(item) - before;
    Py_INCREF(item);
    Py_DECREF(list);
    Py_ssize_t last = Py_REFCNT(item);
    Py_DECREF(item);
    return Py_BuildValue("nnnnnnn", stolen, three, five, after_get, copied, cut, last);
}

static PyObject *tuple_and_dict(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *item = fresh();
    PyObject *key = PyUnicode_FromFormat("key %d", 1);
    PyObject *packed = PyTuple_Pack(2, item, item);
    Py_ssize_t after_pack = Py_REFCNT(item);
    PyObject *dict = PyDict_New();
    PyDict_SetItem(dict, key, item);
    Py_ssize_t after_set = Py_REFCNT(item);
    Py_ssize_t key_count = Py_REFCNT(key);
    PyObject *borrowed = PyDict_GetItemWithError(dict, key);
    Py_ssize_t after_get = Py_REFCNT(borrowed);
    PyObject *owned = PyObject_GetItem(dict, key);
    Py_ssize_t after_get_item = Py_REFCNT(owned);
    Py_DECREF(owned);
    PyDict_SetItem(dict, key, Py_None);
    Py_ssize_t after_replace = Py_REFCNT(item);
    PyDict_DelItem(dict, key);
    Py_ssize_t key_after = Py_REFCNT(key);
    Py_DECREF(packed);
    Py_ssize_t last = Py_REFCNT(item);
    Py_DECREF(dict);
    Py_DECREF(key);
    Py_DECREF(item);
    return Py_BuildValue("nnnnnnnn", after_pack, after_set, key_count, after_get, after_get_item,
                         after_replace, key_after, last);
}

static PyObject *build_and_parse(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *item = fresh();
    PyObject *built = Py_BuildValue("(OO)", item, item);
    Py_ssize_t after_build = Py_REFCNT(item);
    PyObject *first, *second;
    PyArg_ParseTuple(built, "OO", &first, &second);
    Py_ssize_t after_parse = Py_REFCNT(item);
    Py_DECREF(built);
    PyObject *stolen = Py_BuildValue("(N)", Py_NewRef(item));
    Py_ssize_t after_steal = Py_REFCNT(item);
    Py_DECREF(stolen);
    Py_ssize_t last = Py_REFCNT(item);
    Py_DECREF(item);
    return Py_BuildValue("nnnn", after_build, after_parse, after_steal, last);
}

/* An item that fails to build frees what was built before it. */
static PyObject *build_failure(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *item = fresh();
    Py_INCREF(item);
    PyObject *built = Py_BuildValue("(ON[s])", item, item, "\xff");
    if (built != NULL) return built;
    PyErr_Clear();
    Py_ssize_t last = Py_REFCNT(item);
    Py_DECREF(item);
    return PyLong_FromSsize_t(last);
}

static PyObject *errors(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *value = fresh();
    PyErr_SetObject(PyExc_ValueError, value);
    Py_ssize_t set = Py_REFCNT(value);
    PyErr_Clear();
    Py_ssize_t cleared = Py_REFCNT(value);
    PyErr_SetObject(PyExc_ValueError, value);
    PyObject *type, *error, *traceback;
    PyErr_Fetch(&type, &error, &traceback);
    PyErr_NormalizeException(&type, &error, &traceback);
    Py_XDECREF(type);
    Py_XDECREF(error);
    Py_XDECREF(traceback);
    Py_ssize_t last = Py_REFCNT(value);
    Py_DECREF(value);
    return Py_BuildValue("nnn", set > cleared, cleared, last);
}

static PyObject *attributes(PyObject *module, PyObject *Py_UNUSED(ignored)) {
    PyObject *value = fresh();
    PyObject_SetAttrString(module, "value", value);
    Py_ssize_t set = Py_REFCNT(value);
    PyObject *owned = PyObject_GetAttrString(module, "value");
    Py_ssize_t got = Py_REFCNT(value);
    Py_XDECREF(owned);
    PyModule_AddObjectRef(module, "second", value);
    Py_ssize_t referenced = Py_REFCNT(value);
    PyModule_AddObject(module, "third", Py_NewRef(value));
    Py_ssize_t stolen = Py_REFCNT(value);
    PyObject_DelAttrString(module, "value");
    PyObject_DelAttrString(module, "second");
    PyObject_DelAttrString(module, "third");
    Py_ssize_t last = Py_REFCNT(value);
    Py_DECREF(value);
    return Py_BuildValue("nnnnn", set, got, referenced, stolen, last);
}

/* count(object): references to it as a call sees them, less those of a call with a fresh object. */
static PyObject *count(PyObject *Py_UNUSED(module), PyObject *object) {
    return PyLong_FromSsize_t(Py_REFCNT(object));
}

static PyObject *macros(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *item = fresh();
    PyObject *second = Py_NewRef(item);
    Py_ssize_t two = Py_REFCNT(item);
    Py_CLEAR(second);
    Py_XDECREF(second);
    PyObject *replaced = Py_XNewRef(item);
    Py_SETREF(replaced, fresh());
    Py_ssize_t one = Py_REFCNT(item);
    Py_XSETREF(replaced, NULL);
    int is_item = Py_Is(item, item);
    Py_DECREF(item);
    return Py_BuildValue("nnii", two, one, is_item, replaced == NULL);
}

static PyMethodDef methods[] = {
    {"list_steals", list_steals, METH_NOARGS, NULL},
    {"tuple_and_dict", tuple_and_dict, METH_NOARGS, NULL},
    {"build_and_parse", build_and_parse, METH_NOARGS, NULL},
    {"build_failure", build_failure, METH_NOARGS, NULL},
    {"errors", errors, METH_NOARGS, NULL},
    {"attributes", attributes, METH_NOARGS, NULL},
    {"count", count, METH_O, NULL},
    {"macros", macros, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "references", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_references(void) {
    return PyModule_Create(&definition);
}
