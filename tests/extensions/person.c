// SPDX-License-Identifier: MIT
//
// A custom type in four steps: nothing but an identity; fields as members and a method; fields behind getters
// and setters that check; a part in cyclic garbage collection.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

typedef struct {
    PyObject_HEAD
    /* nothing of its own */
} Plain;

static PyTypeObject plain_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "person.Plain",
    .tp_doc = PyDoc_STR("A plain object"),
    .tp_basicsize = sizeof(Plain),
    .tp_itemsize = 0,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = PyType_GenericNew,
};

typedef struct {
    PyObject_HEAD PyObject *first; /* first name */
    PyObject *last;                /* last name */
    int number;
} Person;

static void person_dealloc(Person *self) {
    Py_XDECREF(self->first);
    Py_XDECREF(self->last);
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *person_new(PyTypeObject *type, PyObject *Py_UNUSED(args), PyObject *Py_UNUSED(keywords)) {
    Person *self = (Person *)type->tp_alloc(type, 0);
    if (self == NULL) return NULL;
    self->first = PyUnicode_FromString("");
    self->last = PyUnicode_FromString("");
    if (self->first == NULL || self->last == NULL) {
        Py_DECREF(self);
        return NULL;
    }
    self->number = 0;
    return (PyObject *)self;
}

static int init_with(Person *self, PyObject *args, PyObject *keywords, const char *format) {
    static char *names[] = {"first", "last", "number", NULL};
    PyObject *first = NULL, *last = NULL, *old;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, format, names, &first, &last, &self->number)) return -1;
    if (first != NULL) {
        old = self->first;
        Py_INCREF(first);
        self->first = first;
        Py_XDECREF(old);
    }
    if (last != NULL) {
        Py_INCREF(last);
        Py_XSETREF(self->last, last);
    }
    return 0;
}

static int person_init(Person *self, PyObject *args, PyObject *keywords) {
    return init_with(self, args, keywords, "|OOi");
}

static PyMemberDef person_members[] = {
    {"first", T_OBJECT_EX, offsetof(Person, first), 0, "first name"},
    {"last", T_OBJECT_EX, offsetof(Person, last), 0, "last name"},
    {"number", T_INT, offsetof(Person, number), 0, "a number"},
    {NULL, 0, 0, 0, NULL},
};

static PyObject *person_name(Person *self, PyObject *Py_UNUSED(ignored)) {
    if (self->first == NULL) {
        PyErr_SetString(PyExc_AttributeError, "first");
        return NULL;
    }
    if (self->last == NULL) {
        PyErr_SetString(PyExc_AttributeError, "last");
        return NULL;
    }
    return PyUnicode_FromFormat("%S %S", self->first, self->last);
}

static PyMethodDef person_methods[] = {
    {"name", (PyCFunction)person_name, METH_NOARGS, "Return the name, combining the first and last name"},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject person_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "person.Person",
    .tp_doc = PyDoc_STR("Person objects"),
    .tp_basicsize = sizeof(Person),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = person_new,
    .tp_init = (initproc)person_init,
    .tp_dealloc = (destructor)person_dealloc,
    .tp_members = person_members,
    .tp_methods = person_methods,
};

/* The third and fourth step check what they are given. */
static int checked_init(Person *self, PyObject *args, PyObject *keywords) {
    return init_with(self, args, keywords, "|UUi");
}

static PyObject *checked_get(Person *self, void *closure) {
    return Py_NewRef(closure == NULL ? self->first : self->last);
}

static int checked_set(Person *self, PyObject *value, void *closure) {
    if (value == NULL) {
        PyErr_Format(PyExc_TypeError, "Cannot delete the %s attribute", closure == NULL ? "first" : "last");
        return -1;
    }
    if (!PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "The attribute value must be a string");
        return -1;
    }
    PyObject **field = closure == NULL ? &self->first : &self->last;
    PyObject *old = *field;
    *field = Py_NewRef(value);
    Py_DECREF(old);
    return 0;
}

static PyGetSetDef checked_getset[] = {
    {"first", (getter)checked_get, (setter)checked_set, "first name", NULL},
    {"last", (getter)checked_get, (setter)checked_set, "last name", "last"},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef checked_members[] = {
    {"number", T_INT, offsetof(Person, number), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject checked_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "person.Checked",
    .tp_basicsize = sizeof(Person),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .tp_new = person_new,
    .tp_init = (initproc)checked_init,
    .tp_dealloc = (destructor)person_dealloc,
    .tp_members = checked_members,
    .tp_methods = person_methods,
    .tp_getset = checked_getset,
};

static int linked_traverse(Person *self, visitproc visit, void *arg) {
    Py_VISIT(self->first);
    Py_VISIT(self->last);
    return 0;
}

static int linked_clear(Person *self) {
    Py_CLEAR(self->first);
    Py_CLEAR(self->last);
    return 0;
}

static int linked_count;

static void linked_dealloc(Person *self) {
    PyObject_GC_UnTrack(self);
    linked_clear(self);
    linked_count--;
    Py_TYPE(self)->tp_free((PyObject *)self);
}

static PyObject *linked_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    linked_count++;
    return person_new(type, args, keywords);
}

static PyTypeObject linked_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "person.Linked",
    .tp_basicsize = sizeof(Person),
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .tp_new = linked_new,
    .tp_init = (initproc)person_init,
    .tp_dealloc = (destructor)linked_dealloc,
    .tp_traverse = (traverseproc)linked_traverse,
    .tp_clear = (inquiry)linked_clear,
    .tp_members = person_members,
    .tp_methods = person_methods,
};

static PyObject *living(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    return PyLong_FromLong(linked_count);
}

static PyMethodDef functions[] = {
    {"living", living, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "person",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_person(void) {
    PyTypeObject *types[] = {&plain_type, &person_type, &checked_type, &linked_type};
    for (int i = 0; i < 4; i++)
        if (PyType_Ready(types[i]) < 0) return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) return NULL;
    const char *names[] = {"Plain", "Person", "Checked", "Linked"};
    for (int i = 0; i < 4; i++) {
        Py_INCREF(types[i]);
        if (PyModule_AddObject(module, names[i], (PyObject *)types[i]) < 0) {
            Py_DECREF(types[i]);
            Py_DECREF(module);
            return NULL;
        }
    }
    return module;
}
