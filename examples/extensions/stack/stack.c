// SPDX-License-Identifier: MIT
//
// The lessons on types and the collector: stack.Stack, a type that holds objects, and lets go of them when
// the collector finds that nothing else refers to it.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
    PyObject_HEAD PyObject *items; // a list; NULL after stack_clear
} Stack;

static PyObject *stack_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {NULL};
    if (!PyArg_ParseTupleAndKeywords(args, keywords, ":Stack", names)) return NULL;
    Stack *self = (Stack *)type->tp_alloc(type, 0);
    if (self == NULL) return NULL;
    self->items = PyList_New(0);
    if (self->items == NULL) Py_CLEAR(self);
    return (PyObject *)self;
}

// Every reference that the object owns, its type among them.
static int stack_traverse(PyObject *object, visitproc visit, void *arg) {
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(((Stack *)object)->items);
    return 0;
}

// Breaks the cycle: the object stays usable, but empty.
static int stack_clear(PyObject *object) {
    Py_CLEAR(((Stack *)object)->items);
    return 0;
}

static void stack_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    PyObject_GC_UnTrack(object); // first: the collector must not meet it half gone
    stack_clear(object);
    type->tp_free(object);
    Py_DECREF(type); // an instance keeps its heap type
}

static PyObject *stack_push(PyObject *object, PyObject *item) {
    Stack *self = (Stack *)object;
    if (self->items == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "the stack was cleared");
        return NULL;
    }
    if (PyList_Append(self->items, item) < 0) return NULL;
    Py_RETURN_NONE;
}

static PyObject *stack_pop(PyObject *object, PyObject *nothing) {
    (void)nothing;
    Stack *self = (Stack *)object;
    const Py_ssize_t count = self->items == NULL ? 0 : PyList_GET_SIZE(self->items);
    if (count == 0) {
        PyErr_SetString(PyExc_IndexError, "pop from an empty stack");
        return NULL;
    }
    PyObject *item = Py_NewRef(PyList_GET_ITEM(self->items, count - 1));
    if (PyList_SetSlice(self->items, count - 1, count, NULL) < 0) Py_CLEAR(item);
    return item;
}

static Py_ssize_t stack_length(PyObject *object) {
    PyObject *items = ((Stack *)object)->items;
    return items == NULL ? 0 : PyList_GET_SIZE(items);
}

static PyMethodDef stack_methods[] = {
    {"push", stack_push, METH_O, "push($self, item, /)\n--\n\nPut an item on top."},
    {"pop", stack_pop, METH_NOARGS, "pop($self, /)\n--\n\nTake the top item off."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot stack_slots[] = {
    {Py_tp_doc, "Stack()\n--\n\nThe last item in is the first out."},
    {Py_tp_new, stack_new},
    {Py_tp_dealloc, stack_dealloc},
    {Py_tp_traverse, stack_traverse},
    {Py_tp_clear, stack_clear},
    {Py_tp_methods, stack_methods},
    {Py_sq_length, stack_length},
    {0, NULL},
};

static PyType_Spec stack_spec = {
    .name = "stack.Stack",
    .basicsize = sizeof(Stack),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
    .slots = stack_slots,
};

static int execute(PyObject *module) {
    PyObject *type = PyType_FromModuleAndSpec(module, &stack_spec, NULL);
    if (type == NULL) return -1;
    const int status = PyModule_AddObjectRef(module, "Stack", type);
    Py_DECREF(type);
    return status;
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {0, NULL}};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "stack",
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_stack(void) {
    return PyModuleDef_Init(&definition);
}
