// SPDX-License-Identifier: MIT
//
// What a heap type can ask for: weak references and a dict by special members, finalizers that bring objects
// back, the trashcan of deep structures, methods that take a slot's place, recursive repr, named tuples,
// patterns, objects made without tp_alloc.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

typedef struct {
    PyObject_HEAD PyObject *next;
    PyObject *dict;
    PyObject *weak_references;
} Node;

static int living;
static PyObject *saved;

static PyObject *node_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {"next", NULL};
    PyObject *next = NULL;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:Node", names, &next)) return NULL;
    Node *self = PyObject_GC_New(Node, type);
    if (self == NULL) return NULL;
    self->next = Py_XNewRef(next);
    self->dict = NULL;
    self->weak_references = NULL;
    memset(self + 1, 0, (size_t)type->tp_basicsize - sizeof *self); /* slots of subclasses */
    living++;
    PyObject_GC_Track(self);
    return (PyObject *)self;
}

static int node_traverse(Node *self, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(self->next);
    Py_VISIT(self->dict);
    return 0;
}

static int node_clear(Node *self) {
    Py_CLEAR(self->next);
    Py_CLEAR(self->dict);
    return 0;
}

static void node_dealloc(Node *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    Py_TRASHCAN_BEGIN(self, node_dealloc) if (self->weak_references != NULL)
        PyObject_ClearWeakRefs((PyObject *)self);
    node_clear(self);
    living--;
    PyObject_GC_Del(self);
    Py_DECREF(type);
    Py_TRASHCAN_END
}

static PyObject *node_repr(PyObject *self) {
    int status = Py_ReprEnter(self);
    if (status != 0) return status > 0 ? PyUnicode_FromString("Node(...)") : NULL;
    PyObject *next = ((Node *)self)->next;
    PyObject *text = next == NULL ? PyUnicode_FromString("Node()") : PyUnicode_FromFormat("Node(%R)", next);
    Py_ReprLeave(self);
    return text;
}

/* Calls itself as deep as it may. */
static PyObject *node_dig(PyObject *self, PyObject *Py_UNUSED(ignored)) {
    if (Py_EnterRecursiveCall(" while digging")) return NULL;
    PyObject *result = node_dig(self, NULL);
    Py_LeaveRecursiveCall();
    return result;
}

static PyObject *node_dict_pointer(PyObject *self, PyObject *Py_UNUSED(ignored)) {
    PyObject **pointer = _PyObject_GetDictPtr(self);
    if (pointer == NULL || *pointer == NULL) Py_RETURN_NONE;
    return Py_BuildValue("(OO)", *pointer, pointer == &((Node *)self)->dict ? Py_True : Py_False);
}

/* Stands before the wrapper that the slot makes. */
static PyObject *node_contains(PyObject *Py_UNUSED(self), PyObject *value) {
    return Py_BuildValue("(sO)", "method", value);
}

static int node_has(PyObject *self, PyObject *value) {
    return ((Node *)self)->next == value;
}

static PyMethodDef node_methods[] = {
    {"dig", node_dig, METH_NOARGS, NULL},
    {"dict_pointer", node_dict_pointer, METH_NOARGS, NULL},
    {"__contains__", node_contains, METH_O | METH_COEXIST, NULL},
    {"__class_getitem__", Py_GenericAlias, METH_O | METH_CLASS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef node_members[] = {
    {"next", T_OBJECT, offsetof(Node, next), 0, NULL},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Node, weak_references), READONLY, NULL},
    {"__dictoffset__", T_PYSSIZET, offsetof(Node, dict), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyGetSetDef node_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot node_slots[] = {
    {Py_tp_new, node_new},         {Py_tp_traverse, node_traverse},
    {Py_tp_clear, node_clear},     {Py_tp_dealloc, node_dealloc},
    {Py_tp_repr, node_repr},       {Py_tp_methods, node_methods},
    {Py_tp_members, node_members}, {Py_tp_getset, node_getset},
    {Py_sq_contains, node_has},    {0, NULL},
};

static PyType_Spec node_spec = {"weakling.Node", sizeof(Node), 0,
                                Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC, node_slots};

/* --- a finalizer that brings its object back the first time --- */

typedef struct {
    PyObject_HEAD int finalized;
} Phoenix;

static void phoenix_finalize(PyObject *self) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    ((Phoenix *)self)->finalized++;
    Py_XSETREF(saved, Py_NewRef(self));
    PyErr_Restore(type, value, traceback);
}

static void phoenix_dealloc(PyObject *self) {
    if (PyObject_CallFinalizerFromDealloc(self) < 0) return;
    Py_TYPE(self)->tp_free(self);
}

static PyMemberDef phoenix_members[] = {
    {"finalized", T_INT, offsetof(Phoenix, finalized), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject phoenix_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "weakling.Phoenix",
    .tp_basicsize = sizeof(Phoenix),
    .tp_dealloc = phoenix_dealloc,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_members = phoenix_members,
    .tp_new = PyType_GenericNew,
    .tp_finalize = phoenix_finalize,
};

static PyObject *take_saved(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *result = saved == NULL ? Py_NewRef(Py_None) : saved;
    saved = NULL;
    return result;
}

/* --- types that patterns know, and items in the object itself --- */

typedef struct {
    PyObject_VAR_HEAD long items[1];
} Row;

static PyObject *row_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(keywords)) {
    Row *self = (Row *)type->tp_alloc(type, PyTuple_GET_SIZE(args));
    if (self == NULL) return NULL;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(args); i++) {
        self->items[i] = PyLong_AsLong(PyTuple_GET_ITEM(args, i));
        if (self->items[i] == -1 && PyErr_Occurred()) {
            Py_DECREF(self);
            return NULL;
        }
    }
    return (PyObject *)self;
}

static Py_ssize_t row_length(PyObject *self) {
    return Py_SIZE(self);
}

static PyObject *row_item(PyObject *self, Py_ssize_t index) {
    if (index < 0 || index >= Py_SIZE(self)) {
        PyErr_SetString(PyExc_IndexError, "row index out of range");
        return NULL;
    }
    return PyLong_FromLong(((Row *)self)->items[index]);
}

static PySequenceMethods row_sequence = {.sq_length = row_length, .sq_item = row_item};

static PyTypeObject row_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "weakling.Row",
    .tp_basicsize = offsetof(Row, items),
    .tp_itemsize = sizeof(long),
    .tp_as_sequence = &row_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_SEQUENCE | Py_TPFLAGS_BASETYPE,
    .tp_new = row_new,
};

/* --- named tuples --- */

static PyStructSequence_Field point_fields[] = {
    {"x", "to the right"},
    {"y", "upwards"},
    {"hidden", "no item"},
    {NULL, NULL},
};
static PyStructSequence_Desc point_description = {"weakling.Point", "A point", point_fields, 2};
static PyTypeObject static_point;
static PyTypeObject *heap_point;

static PyObject *point(PyObject *Py_UNUSED(module), PyObject *args) {
    long x, y;
    int is_static;
    if (!PyArg_ParseTuple(args, "llp", &x, &y, &is_static)) return NULL;
    PyObject *result = PyStructSequence_New(is_static ? &static_point : heap_point);
    if (result == NULL) return NULL;
    PyStructSequence_SET_ITEM(result, 0, PyLong_FromLong(x));
    PyStructSequence_SetItem(result, 1, PyLong_FromLong(y));
    PyStructSequence_SET_ITEM(result, 2, PyUnicode_FromString("h"));
    return result;
}

static PyObject *count(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    return PyLong_FromLong(living);
}

static PyMethodDef functions[] = {
    {"take_saved", take_saved, METH_NOARGS, NULL},
    {"point", point, METH_VARARGS, NULL},
    {"count", count, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static int execute(PyObject *module) {
    PyObject *node = PyType_FromModuleAndSpec(module, &node_spec, NULL);
    if (node == NULL || PyModule_AddType(module, (PyTypeObject *)node) < 0) return -1;
    Py_DECREF(node);
    if (static_point.tp_name == NULL && PyStructSequence_InitType2(&static_point, &point_description) < 0)
        return -1;
    heap_point = PyStructSequence_NewType(&point_description);
    if (heap_point == NULL) return -1;
    if (PyModule_AddType(module, &phoenix_type) < 0 || PyModule_AddType(module, &row_type) < 0) return -1;
    return PyModule_AddObjectRef(module, "Point", (PyObject *)heap_point);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, execute},
    {0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "weakling",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_weakling(void) {
    return PyModuleDef_Init(&definition);
}
