// SPDX-License-Identifier: MIT
//
// Subtypes of built-in types whose structs are their first members: list, dict, set and str with fields of
// their own. Slots of the built-in types are read as data and called; a list's items are filled in by hand.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

typedef struct {
    PyListObject list;
    int state;
} CountingList;

static PyObject *list_increment(CountingList *self, PyObject *Py_UNUSED(ignored)) {
    self->state++;
    return PyLong_FromLong(self->state);
}

static int list_init(CountingList *self, PyObject *args, PyObject *keywords) {
    if (PyList_Type.tp_init((PyObject *)self, args, keywords) < 0) return -1;
    self->state = 0;
    return 0;
}

/* Doubles the items in memory of its own making. */
static PyObject *list_double(CountingList *self, PyObject *Py_UNUSED(ignored)) {
    Py_ssize_t size = PyList_GET_SIZE(self), room = 2 * size + 4;
    PyObject **items = (PyObject **)PyMem_Malloc((size_t)room * sizeof(PyObject *));
    if (items == NULL) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < size; i++) {
        items[i] = self->list.ob_item[i];
        items[size + i] = Py_NewRef(items[i]);
    }
    PyMem_Free(self->list.ob_item);
    self->list.ob_item = items;
    self->list.allocated = room;
    Py_SET_SIZE(self, 2 * size);
    Py_RETURN_NONE;
}

static PyMethodDef list_methods[] = {
    {"increment", (PyCFunction)list_increment, METH_NOARGS, PyDoc_STR("increment state counter")},
    {"double", (PyCFunction)list_double, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject list_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "sublist.CountingList",
    .tp_doc = PyDoc_STR("CountingList objects"),
    .tp_basicsize = sizeof(CountingList),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_init = (initproc)list_init,
    .tp_methods = list_methods,
};

/* A dict that remembers the last key set; the reference is its own. */
typedef struct {
    PyDictObject dict;
    PyObject *last;
} RememberingDict;

static int dict_set(RememberingDict *self, PyObject *key, PyObject *value) {
    if (PyDict_Type.tp_as_mapping->mp_ass_subscript((PyObject *)self, key, value) < 0) return -1;
    Py_XSETREF(self->last, Py_NewRef(key));
    return 0;
}

static PyObject *dict_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    PyObject *self = PyDict_Type.tp_new(type, args, keywords);
    if (self != NULL) ((RememberingDict *)self)->last = NULL;
    return self;
}

static int dict_traverse(RememberingDict *self, visitproc visit, void *arg) {
    Py_VISIT(self->last);
    return PyDict_Type.tp_traverse((PyObject *)self, visit, arg);
}

static int dict_clear(RememberingDict *self) {
    Py_CLEAR(self->last);
    return PyDict_Type.tp_clear((PyObject *)self);
}

static void dict_dealloc(RememberingDict *self) {
    PyObject_GC_UnTrack(self);
    Py_CLEAR(self->last);
    PyObject_GC_Track(self);
    PyDict_Type.tp_dealloc((PyObject *)self);
}

static PyMemberDef dict_members[] = {
    {"last", T_OBJECT, offsetof(RememberingDict, last), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMappingMethods dict_mapping = {NULL, NULL, (objobjargproc)dict_set};

static PyTypeObject dict_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "sublist.RememberingDict",
    .tp_basicsize = sizeof(RememberingDict),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_as_mapping = &dict_mapping,
    .tp_new = dict_new,
    .tp_traverse = (traverseproc)dict_traverse,
    .tp_clear = (inquiry)dict_clear,
    .tp_dealloc = (destructor)dict_dealloc,
    .tp_members = dict_members,
};

typedef struct {
    PySetObject set;
    long tag;
} TaggedSet;

static PyMemberDef set_members[] = {
    {"tag", T_LONG, offsetof(TaggedSet, tag), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject set_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "sublist.TaggedSet",
    .tp_basicsize = sizeof(TaggedSet),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_members = set_members,
};

/* A str that compares and hashes without regard to its case, by the slots of str. */
typedef struct {
    PyUnicodeObject text;
    long hashed;
} CaselessText;

static Py_hash_t text_hash(PyObject *self) {
    PyObject *lower = PyObject_CallMethod(self, "lower", NULL);
    if (lower == NULL) return -1;
    Py_hash_t hash = PyUnicode_Type.tp_hash(lower);
    Py_DECREF(lower);
    ((CaselessText *)self)->hashed++;
    return hash;
}

static PyObject *text_compare(PyObject *left, PyObject *right, int operation) {
    PyObject *a = PyObject_CallMethod(left, "lower", NULL);
    PyObject *b =
        a != NULL && PyUnicode_Check(right) ? PyObject_CallMethod(right, "lower", NULL) : Py_XNewRef(right);
    PyObject *result = a == NULL || b == NULL ? NULL : PyUnicode_Type.tp_richcompare(a, b, operation);
    Py_XDECREF(a);
    Py_XDECREF(b);
    return result;
}

static PyMemberDef text_members[] = {
    {"hashed", T_LONG, offsetof(CaselessText, hashed), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject text_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "sublist.CaselessText",
    .tp_basicsize = sizeof(CaselessText),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_hash = text_hash,
    .tp_richcompare = text_compare,
    .tp_members = text_members,
};

/* Slots of built-in types as data. */
static PyObject *slots(PyObject *Py_UNUSED(module), PyObject *value) {
    PyObject *parts = PyList_New(0);
    if (parts == NULL) return NULL;
#define ADD(expression)                                                                                      \
    do {                                                                                                     \
        PyObject *part = (expression);                                                                       \
        if (part == NULL || PyList_Append(parts, part) < 0) {                                                \
            Py_XDECREF(part);                                                                                \
            Py_DECREF(parts);                                                                                \
            return NULL;                                                                                     \
        }                                                                                                    \
        Py_DECREF(part);                                                                                     \
    } while (0)
    ADD(PyLong_Type.tp_as_number->nb_absolute(value));
    ADD(PyLong_Type.tp_as_number->nb_add(value, value));
    PyObject *number = PyFloat_FromDouble(2.5);
    ADD(PyFloat_Type.tp_repr(number));
    ADD(PyFloat_Type.tp_as_number->nb_negative(number));
    Py_DECREF(number);
    PyObject *pair = Py_BuildValue("(is)", 1, "x");
    ADD(PyTuple_Type.tp_repr(pair));
    ADD(PyTuple_Type.tp_as_sequence->sq_item(pair, 1));
    ADD(PyLong_FromSsize_t(PyTuple_Type.tp_as_sequence->sq_length(pair)));
    Py_DECREF(pair);
    ADD(PyUnicode_FromString(Py_TYPE(parts)->tp_name));
    ADD(PyBool_FromLong(PyList_Type.tp_free == PyObject_GC_Del));
    ADD(PyBool_FromLong(PyDict_Type.tp_as_sequence->sq_contains != NULL));
    PyObject *name = PyUnicode_InternFromString("__name__");
    ADD(PyType_Type.tp_getattro((PyObject *)&PyList_Type, name));
    Py_DECREF(name);
#undef ADD
    return parts;
}

static PyMethodDef functions[] = {
    {"slots", slots, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "sublist",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_sublist(void) {
    list_type.tp_base = &PyList_Type;
    dict_type.tp_base = &PyDict_Type;
    set_type.tp_base = &PySet_Type;
    text_type.tp_base = &PyUnicode_Type;
    PyTypeObject *types[] = {&list_type, &dict_type, &set_type, &text_type};
    PyObject *module = PyModule_Create(&definition);
    for (int i = 0; module != NULL && i < 4; i++)
        if (PyModule_AddType(module, types[i]) < 0) Py_CLEAR(module);
    return module;
}
