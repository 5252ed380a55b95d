// SPDX-License-Identifier: MIT
//
// What handoff_cost.py calls: the same work, x + 1.0 for a float x, behind each calling convention.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stddef.h>
#include <structmember.h>

static PyObject *add_one(PyObject *number) {
    const double value = PyFloat_AsDouble(number);
    if (value == -1.0 && PyErr_Occurred()) return NULL;
    return PyFloat_FromDouble(value + 1.0);
}

static PyObject *noargs(PyObject *module, PyObject *nothing) {
    (void)module;
    (void)nothing;
    return PyFloat_FromDouble(1.0);
}

static PyObject *one(PyObject *module, PyObject *argument) {
    (void)module;
    return add_one(argument);
}

static PyObject *check_one(Py_ssize_t count) {
    PyErr_Format(PyExc_TypeError, "one argument is needed (%zd given)", count);
    return NULL;
}

static PyObject *fast(PyObject *module, PyObject *const *args, Py_ssize_t count) {
    (void)module;
    return count == 1 ? add_one(args[0]) : check_one(count);
}

static PyObject *fast_keywords(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names) {
    (void)module;
    (void)names;
    return count == 1 ? add_one(args[0]) : check_one(count);
}

static PyObject *tuple(PyObject *module, PyObject *args) {
    (void)module;
    double value;
    return PyArg_ParseTuple(args, "d", &value) ? PyFloat_FromDouble(value + 1.0) : NULL;
}

static PyObject *tuple_keywords(PyObject *module, PyObject *args, PyObject *keywords) {
    (void)module;
    static char *names[] = {"value", NULL};
    double value;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "d", names, &value)) return NULL;
    return PyFloat_FromDouble(value + 1.0);
}

typedef struct {
    PyObject_HEAD vectorcallfunc vectorcall;
} Adder;

static PyObject *adder_vectorcall(PyObject *self, PyObject *const *args, size_t count, PyObject *names) {
    (void)self;
    (void)names;
    return PyVectorcall_NARGS(count) == 1 ? add_one(args[0]) : check_one(PyVectorcall_NARGS(count));
}

static PyObject *adder_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    (void)args;
    (void)keywords;
    Adder *self = (Adder *)type->tp_alloc(type, 0);
    if (self != NULL) self->vectorcall = adder_vectorcall;
    return (PyObject *)self;
}

static PyObject *adder_add(PyObject *left, PyObject *right) {
    return PyFloat_Check(right)  ? add_one(right)
           : PyFloat_Check(left) ? add_one(left)
                                 : Py_NewRef(Py_NotImplemented);
}

static PyMemberDef adder_members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Adder, vectorcall), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot adder_slots[] = {
    {Py_tp_new, adder_new},
    {Py_tp_call, PyVectorcall_Call},
    {Py_nb_add, adder_add},
    {Py_tp_members, adder_members},
    {0, NULL},
};

static PyType_Spec adder_spec = {"handoff_calls.Adder", sizeof(Adder), 0,
                                 Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL, adder_slots};

static int execute(PyObject *module) {
    PyObject *type = PyType_FromSpec(&adder_spec);
    if (type == NULL) return -1;
    const int status = PyModule_AddObjectRef(module, "Adder", type);
    Py_DECREF(type);
    return status;
}

#define CAST(function) ((PyCFunction)(void (*)(void))(function))
static PyMethodDef functions[] = {
    {"noargs", noargs, METH_NOARGS, NULL},
    {"one", one, METH_O, NULL},
    {"fast", CAST(fast), METH_FASTCALL, NULL},
    {"fast_keywords", CAST(fast_keywords), METH_FASTCALL | METH_KEYWORDS, NULL},
    {"tuple", tuple, METH_VARARGS, NULL},
    {"tuple_keywords", CAST(tuple_keywords), METH_VARARGS | METH_KEYWORDS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {{Py_mod_exec, execute}, {0, NULL}};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "handoff_calls",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit_handoff_calls(void) {
    return PyModuleDef_Init(&definition);
}

// For ctypes: the same work behind a plain C function.
__attribute__((visibility("default"))) double plain_add_one(double value) {
    return value + 1.0;
}
