// SPDX-License-Identifier: MIT
//
// Types by position, dead fields included: a number with every operator, in place too; an awaitable, an
// asynchronous iterator with a send slot, a context manager; callables by vectorcall, one for its instances
// and one for its class.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <structmember.h>

/* --- a number modulo 97 that notes what was done to it --- */

typedef struct {
    PyObject_HEAD long value;
} Mod;

static PyTypeObject mod_type;

static PyObject *make_mod(long value) {
    Mod *self = PyObject_New(Mod, &mod_type);
    if (self != NULL) self->value = ((value % 97) + 97) % 97;
    return (PyObject *)self;
}

static PyObject *mod_new(PyTypeObject *Py_UNUSED(type), PyObject *args, PyObject *Py_UNUSED(keywords)) {
    long value = 0;
    return PyArg_ParseTuple(args, "|l:Mod", &value) ? make_mod(value) : NULL;
}

/* 1 with a value, 0 for what is no number. */
static int to_value(PyObject *object, long *value) {
    if (Py_IS_TYPE(object, &mod_type)) {
        *value = ((Mod *)object)->value;
        return 1;
    }
    if (!PyLong_Check(object)) return 0;
    *value = PyLong_AsLong(object);
    if (*value == -1 && PyErr_Occurred()) return -1;
    return 1;
}

#define BINARY(name, expression)                                                                             \
    static PyObject *name(PyObject *left, PyObject *right) {                                                 \
        long a, b;                                                                                           \
        int good = to_value(left, &a);                                                                       \
        if (good > 0) good = to_value(right, &b);                                                            \
        if (good < 0) return NULL;                                                                           \
        if (good == 0) Py_RETURN_NOTIMPLEMENTED;                                                             \
        return make_mod(expression);                                                                         \
    }
BINARY(mod_add, a + b)
BINARY(mod_subtract, a - b)
BINARY(mod_multiply, a *b)
BINARY(mod_lshift, a << (b & 7))
BINARY(mod_rshift, a >> (b & 7))
BINARY(mod_and, a &b)
BINARY(mod_xor, a ^ b)
BINARY(mod_or, a | b)
BINARY(mod_matrix, a * 10 + b)

static PyObject *divide(PyObject *left, PyObject *right, int part) {
    long a, b;
    int good = to_value(left, &a);
    if (good > 0) good = to_value(right, &b);
    if (good < 0) return NULL;
    if (good == 0) Py_RETURN_NOTIMPLEMENTED;
    if (b == 0) {
        PyErr_SetString(PyExc_ZeroDivisionError, "Mod by zero");
        return NULL;
    }
    if (part == 2) return Py_BuildValue("NN", make_mod(a / b), make_mod(a % b));
    return make_mod(part == 0 ? a / b : a % b);
}

static PyObject *mod_floor(PyObject *left, PyObject *right) {
    return divide(left, right, 0);
}
static PyObject *mod_remainder(PyObject *left, PyObject *right) {
    return divide(left, right, 1);
}
static PyObject *mod_divmod(PyObject *left, PyObject *right) {
    return divide(left, right, 2);
}

static PyObject *mod_power(PyObject *base, PyObject *exponent, PyObject *modulus) {
    long a, b, m = 97, result = 1;
    int good = to_value(base, &a);
    if (good > 0) good = to_value(exponent, &b);
    if (good > 0 && modulus != Py_None) good = to_value(modulus, &m);
    if (good < 0) return NULL;
    if (good == 0) Py_RETURN_NOTIMPLEMENTED;
    while (b-- > 0) result = result * a % m;
    return make_mod(result);
}

static PyObject *mod_negative(PyObject *self) {
    return make_mod(-((Mod *)self)->value);
}
static PyObject *mod_positive(PyObject *self) {
    return Py_NewRef(self);
}
static PyObject *mod_invert(PyObject *self) {
    return make_mod(~((Mod *)self)->value);
}
static int mod_bool(PyObject *self) {
    return ((Mod *)self)->value != 0;
}
static PyObject *mod_int(PyObject *self) {
    return PyLong_FromLong(((Mod *)self)->value);
}
static PyObject *mod_float(PyObject *self) {
    return PyFloat_FromDouble((double)((Mod *)self)->value);
}

static PyObject *mod_inplace_add(PyObject *self, PyObject *other) {
    long b;
    int good = to_value(other, &b);
    if (good < 0) return NULL;
    if (good == 0) Py_RETURN_NOTIMPLEMENTED;
    ((Mod *)self)->value = (((Mod *)self)->value + b) % 97;
    return Py_NewRef(self);
}

static PyObject *mod_inplace_power(PyObject *self, PyObject *exponent, PyObject *modulus) {
    return mod_power(self, exponent, modulus);
}

static PyObject *mod_repr(PyObject *self) {
    return PyUnicode_FromFormat("Mod(%ld)", ((Mod *)self)->value);
}

static Py_hash_t mod_hash(PyObject *self) {
    return ((Mod *)self)->value;
}

static PyObject *mod_compare(PyObject *left, PyObject *right, int operation) {
    long a, b;
    int good = to_value(left, &a);
    if (good > 0) good = to_value(right, &b);
    if (good < 0) return NULL;
    if (good == 0) Py_RETURN_NOTIMPLEMENTED;
    Py_RETURN_RICHCOMPARE(a, b, operation);
}

static PyNumberMethods mod_number = {
    mod_add,
    mod_subtract,
    mod_multiply,
    mod_remainder,
    mod_divmod,
    mod_power,
    mod_negative,
    mod_positive,
    mod_positive /* absolute */,
    mod_bool,
    mod_invert,
    mod_lshift,
    mod_rshift,
    mod_and,
    mod_xor,
    mod_or,
    mod_int,
    NULL /* reserved */,
    mod_float,
    mod_inplace_add,
    mod_subtract,
    mod_multiply,
    mod_remainder,
    mod_inplace_power,
    mod_lshift,
    mod_rshift,
    mod_and,
    mod_xor,
    mod_or,
    mod_floor,
    mod_floor,
    mod_floor,
    mod_floor,
    mod_int /* index */,
    mod_matrix,
    mod_matrix,
};

static PyTypeObject mod_type = {
    PyVarObject_HEAD_INIT(NULL, 0) "protocols.Mod", /* tp_name */
    sizeof(Mod),                                    /* tp_basicsize */
    0,                                              /* tp_itemsize */
    (destructor)PyObject_Del,                       /* tp_dealloc */
    0,                                              /* tp_vectorcall_offset */
    NULL,                                           /* tp_getattr */
    NULL,                                           /* tp_setattr */
    NULL,                                           /* tp_as_async */
    mod_repr,                                       /* tp_repr */
    &mod_number,                                    /* tp_as_number */
    NULL,                                           /* tp_as_sequence */
    NULL,                                           /* tp_as_mapping */
    mod_hash,                                       /* tp_hash */
    NULL,                                           /* tp_call */
    NULL,                                           /* tp_str */
    NULL,                                           /* tp_getattro */
    NULL,                                           /* tp_setattro */
    NULL,                                           /* tp_as_buffer */
    Py_TPFLAGS_DEFAULT,                             /* tp_flags */
    "A number modulo 97",                           /* tp_doc */
    NULL,                                           /* tp_traverse */
    NULL,                                           /* tp_clear */
    mod_compare,                                    /* tp_richcompare */
    0,                                              /* tp_weaklistoffset */
    NULL,                                           /* tp_iter */
    NULL,                                           /* tp_iternext */
    NULL,                                           /* tp_methods */
    NULL,                                           /* tp_members */
    NULL,                                           /* tp_getset */
    NULL,                                           /* tp_base */
    NULL,                                           /* tp_dict */
    NULL,                                           /* tp_descr_get */
    NULL,                                           /* tp_descr_set */
    0,                                              /* tp_dictoffset */
    NULL,                                           /* tp_init */
    NULL,                                           /* tp_alloc */
    mod_new,                                        /* tp_new */
    NULL,                                           /* tp_free */
    NULL,                                           /* tp_is_gc */
    NULL,                                           /* tp_bases */
    NULL,                                           /* tp_mro */
    NULL,                                           /* tp_cache */
    NULL,                                           /* tp_subclasses */
    NULL,                                           /* tp_weaklist */
    NULL,                                           /* tp_del */
    0,                                              /* tp_version_tag */
    NULL,                                           /* tp_finalize */
    NULL,                                           /* tp_vectorcall */
};

/* --- awaited, iterated asynchronously, entered and left --- */

typedef struct {
    PyObject_HEAD long left;
    int depth;
} Channel;

static PyObject *channel_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(keywords)) {
    long left;
    if (!PyArg_ParseTuple(args, "l:Channel", &left)) return NULL;
    Channel *self = (Channel *)type->tp_alloc(type, 0);
    if (self != NULL) self->left = left;
    return (PyObject *)self;
}

static PyObject *channel_next(PyObject *self) {
    Channel *channel = (Channel *)self;
    if (channel->left > 0) return PyLong_FromLong(channel->left--);
    PyErr_SetObject(PyExc_StopIteration, Py_True);
    return NULL;
}

static PyObject *channel_anext(PyObject *self) {
    if (((Channel *)self)->left > 0) return Py_NewRef(self);
    PyErr_SetNone(PyExc_StopAsyncIteration);
    return NULL;
}

static PySendResult channel_send(PyObject *self, PyObject *value, PyObject **result) {
    Channel *channel = (Channel *)self;
    if (value != Py_None) {
        PyErr_Format(PyExc_ValueError, "sent %R", value);
        *result = NULL;
        return PYGEN_ERROR;
    }
    *result = PyLong_FromLong(channel->left);
    return channel->left-- > 0 ? PYGEN_NEXT : PYGEN_RETURN;
}

static PyObject *channel_enter(PyObject *self, PyObject *Py_UNUSED(ignored)) {
    ((Channel *)self)->depth++;
    return Py_NewRef(self);
}

/* Swallows ValueError. */
static PyObject *channel_exit(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    ((Channel *)self)->depth--;
    if (!_PyArg_CheckPositional("__exit__", count, 3, 3)) return NULL;
    return PyBool_FromLong(args[0] != Py_None && PyErr_GivenExceptionMatches(args[0], PyExc_ValueError));
}

static PyMethodDef channel_methods[] = {
    {"__enter__", channel_enter, METH_NOARGS, NULL},
    {"__exit__", (PyCFunction)(void (*)(void))channel_exit, METH_FASTCALL, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMemberDef channel_members[] = {
    {"left", T_LONG, offsetof(Channel, left), READONLY, NULL},
    {"depth", T_INT, offsetof(Channel, depth), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyAsyncMethods channel_async = {PyObject_SelfIter, PyObject_SelfIter, channel_anext, channel_send};

static PyTypeObject channel_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "protocols.Channel",
    .tp_basicsize = sizeof(Channel),
    .tp_as_async = &channel_async,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_iternext = channel_next,
    .tp_iter = PyObject_SelfIter,
    .tp_methods = channel_methods,
    .tp_members = channel_members,
    .tp_new = channel_new,
};

/* --- called by vectorcall --- */

typedef struct {
    PyObject_HEAD vectorcallfunc vectorcall;
    long calls;
} Adding;

static PyObject *adding_call(PyObject *self, PyObject *const *args, size_t nargsf, PyObject *names) {
    Py_ssize_t count = PyVectorcall_NARGS(nargsf), named = names == NULL ? 0 : PyTuple_GET_SIZE(names);
    long sum = 0;
    for (Py_ssize_t i = 0; i < count + named; i++) {
        long number = PyLong_AsLong(args[i]);
        if (number == -1 && PyErr_Occurred()) return NULL;
        sum += number;
    }
    ((Adding *)self)->calls++;
    return Py_BuildValue("(lnO)", sum, count, named == 0 ? Py_None : names);
}

/* Adding() itself is called by vectorcall too. */
static PyObject *adding_make(PyObject *type, PyObject *const *Py_UNUSED(args), size_t nargsf,
                             PyObject *names) {
    if (PyVectorcall_NARGS(nargsf) > 1 || names != NULL) {
        PyErr_SetString(PyExc_TypeError, "Adding takes at most one argument");
        return NULL;
    }
    Adding *self = PyObject_New(Adding, (PyTypeObject *)type);
    if (self == NULL) return NULL;
    self->vectorcall = adding_call;
    self->calls = 0;
    return (PyObject *)self;
}

static PyMemberDef adding_members[] = {
    {"calls", T_LONG, offsetof(Adding, calls), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyTypeObject adding_type = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "protocols.Adding",
    .tp_basicsize = sizeof(Adding),
    .tp_vectorcall_offset = offsetof(Adding, vectorcall),
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_members = adding_members,
    .tp_new = PyType_GenericNew,
    .tp_vectorcall = adding_make,
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "protocols",
    .m_size = -1,
};

PyMODINIT_FUNC PyInit_protocols(void) {
    PyTypeObject *types[] = {&mod_type, &channel_type, &adding_type};
    PyObject *module = PyModule_Create(&definition);
    for (int i = 0; module != NULL && i < 3; i++)
        if (PyModule_AddType(module, types[i]) < 0) Py_CLEAR(module);
    return module;
}
