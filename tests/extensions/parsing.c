/* SPDX-License-Identifier: MIT
 *
 * PyArg_ParseTuple and PyArg_ParseTupleAndKeywords, one function a group of formats, and Py_BuildValue. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* parse_integer(letter, value): the value as the format letter of that name reads it. */
static PyObject *parse_integer(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *letter;
    PyObject *value;
    if (!PyArg_ParseTuple(args, "sO:parse_integer", &letter, &value)) return NULL;
    PyObject *single = PyTuple_Pack(1, value);
    if (single == NULL) return NULL;
    char format[] = {*letter, ':', 'i', 'n', 't', 'e', 'g', 'e', 'r', '\0'};
    union {
        unsigned char b;
        short h;
        unsigned short H;
        int i;
        unsigned int I;
        long l;
        unsigned long k;
        long long L;
        unsigned long long K;
        Py_ssize_t n;
    } result = {0};
    int status = PyArg_ParseTuple(single, format, &result);
    Py_DECREF(single);
    if (!status) return NULL;
    switch (*letter) {
    case 'b':
    case 'B': return PyLong_FromLong(result.b);
    case 'h': return PyLong_FromLong(result.h);
    case 'H': return PyLong_FromLong(result.H);
    case 'i': return PyLong_FromLong(result.i);
    case 'I': return PyLong_FromUnsignedLong(result.I);
    case 'l': return PyLong_FromLong(result.l);
    case 'k': return PyLong_FromUnsignedLong(result.k);
    case 'L': return PyLong_FromLongLong(result.L);
    case 'K': return PyLong_FromUnsignedLongLong(result.K);
    default: return PyLong_FromSsize_t(result.n);
    }
}

static PyObject *parse_floats(PyObject *Py_UNUSED(module), PyObject *args) {
    float single;
    double number;
    Py_complex complex_number = {0, 0};
    if (!PyArg_ParseTuple(args, "fd|D:parse_floats", &single, &number, &complex_number)) return NULL;
    return Py_BuildValue("(fdD)", (double)single, number, &complex_number);
}

static PyObject *parse_text(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *text;
    const char *optional = "default";
    const char *sized = NULL;
    Py_ssize_t size = -1;
    if (!PyArg_ParseTuple(args, "s|zz#:parse_text", &text, &optional, &sized, &size)) return NULL;
    return Py_BuildValue("(szz#n)", text, optional, sized, size, size);
}

static PyObject *parse_bytes(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *data;
    Py_ssize_t size;
    const char *terminated = "";
    Py_buffer view = {0};
    if (!PyArg_ParseTuple(args, "y#|yy*:parse_bytes", &data, &size, &terminated, &view)) return NULL;
    PyObject *result = Py_BuildValue("(y#yn)", data, size, terminated, view.obj == NULL ? -1 : view.len);
    if (view.obj != NULL) PyBuffer_Release(&view);
    return result;
}

static PyObject *parse_buffer(PyObject *Py_UNUSED(module), PyObject *args) {
    Py_buffer any, writable;
    if (!PyArg_ParseTuple(args, "s*w*:parse_buffer", &any, &writable)) return NULL;
    Py_ssize_t size = any.len < writable.len ? any.len : writable.len;
    memcpy(writable.buf, any.buf, (size_t)size);
    PyBuffer_Release(&any);
    PyBuffer_Release(&writable);
    return PyLong_FromSsize_t(size);
}

static PyObject *parse_objects(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *object, *list, *text = Py_None, *bytes = Py_None;
    int truth = -1, character = -1;
    if (!PyArg_ParseTuple(args, "OO!|USpC:parse_objects", &object, &PyList_Type, &list, &text, &bytes, &truth,
                          &character))
        return NULL;
    return Py_BuildValue("(OOOOii)", object, list, text, bytes, truth, character);
}

/* Converts to twice the number; refuses odd ones. */
static int convert_even(PyObject *object, void *result) {
    long value = PyLong_AsLong(object);
    if (value == -1 && PyErr_Occurred()) return 0;
    if (value % 2 != 0) {
        PyErr_Format(PyExc_ValueError, "%ld is odd", value);
        return 0;
    }
    *(long *)result = 2 * value;
    return 1;
}

static PyObject *parse_nested(PyObject *Py_UNUSED(module), PyObject *args) {
    int first, second, third;
    long even = 0;
    if (!PyArg_ParseTuple(args, "i(ii)|O&:parse_nested", &first, &second, &third, convert_even, &even))
        return NULL;
    return Py_BuildValue("i(i(i))l", first, second, third, even);
}

static PyObject *parse_message(PyObject *Py_UNUSED(module), PyObject *args) {
    int number;
    if (!PyArg_ParseTuple(args, "i;parse_message wants one number, please", &number)) return NULL;
    return PyLong_FromLong(number);
}

static PyObject *parse_nothing(PyObject *Py_UNUSED(module), PyObject *args) {
    if (!PyArg_ParseTuple(args, ":parse_nothing")) return NULL;
    Py_RETURN_NONE;
}

static PyObject *parse_unnamed(PyObject *Py_UNUSED(module), PyObject *args) {
    int a, b = 0;
    if (!PyArg_ParseTuple(args, "i|i", &a, &b)) return NULL;
    return Py_BuildValue("ii", a, b);
}

static PyObject *parse_keywords(PyObject *Py_UNUSED(module), PyObject *args, PyObject *keywords) {
    static char *names[] = {"", "first", "second", "third", "flag", NULL};
    PyObject *position;
    int first, second = 2;
    const char *third = "three";
    int flag = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "Oi|i$sp:parse_keywords", names, &position, &first,
                                     &second, &third, &flag))
        return NULL;
    return Py_BuildValue("(Oiisi)", position, first, second, third, flag);
}

static PyObject *parse_required_keyword(PyObject *Py_UNUSED(module), PyObject *args, PyObject *keywords) {
    static char *names[] = {"a", "b", NULL};
    int a, b;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "ii", names, &a, &b)) return NULL;
    return Py_BuildValue("ii", a, b);
}

static PyObject *unpack(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *first, *second = Py_None;
    if (!PyArg_UnpackTuple(args, "unpack", 1, 2, &first, &second)) return NULL;
    return PyTuple_Pack(2, second, first);
}

/* Every unit of Py_BuildValue once. */
static PyObject *build(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *list = PyList_New(0);
    PyObject *values[] = {
        Py_BuildValue(""),
        Py_BuildValue("i", -5),
        Py_BuildValue("()"),
        Py_BuildValue("(i)", 5),
        Py_BuildValue("ii", 1, 2),
        Py_BuildValue("[i,i]", 1, 2),
        Py_BuildValue("{s:i,s:i}", "abc", 123, "def", 456),
        Py_BuildValue("{i:(i[i])}", 1, 2, 3),
        Py_BuildValue("bBhHiIlkLKn", -1, 255, -2, 65535, -3, 4000000000u, -4L, 4UL, -5LL, 5ULL,
                      (Py_ssize_t)-6),
        Py_BuildValue("fd", 1.5, 2.5),
        Py_BuildValue("szs", "text", NULL, NULL),
        Py_BuildValue("s#y#y", "text", (Py_ssize_t)2, "a\0b", (Py_ssize_t)3, "bytes"),
        Py_BuildValue("cC", 'x', 0x20AC),
        Py_BuildValue("u", L"wide"),
        Py_BuildValue("OSN", Py_None, Py_True, PyLong_FromLong(7)),
        Py_BuildValue("U", "unicode"),
        Py_BuildValue("O&", PyLong_FromVoidPtr, (void *)16),
        Py_BuildValue("((ii)(ii)) ", 1, 2, 3, 4),
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (values[i] == NULL) {
            Py_DECREF(list);
            return NULL;
        }
        PyList_Append(list, values[i]);
        Py_DECREF(values[i]);
    }
    return list;
}

/* build_wrong(number): calls that break the rules of Py_BuildValue. */
static PyObject *build_wrong(PyObject *Py_UNUSED(module), PyObject *number) {
    switch (PyLong_AsLong(number)) {
    case 0: return Py_BuildValue("(i", 1);
    case 1: return Py_BuildValue("q", 1);
    case 2: return Py_BuildValue("O", NULL);
    case 3: return Py_BuildValue("[i)", 1);
    case 4: return Py_BuildValue("{i:i", 1, 2);
    case 5: return Py_BuildValue("s", "\xff");
    case 6: return Py_BuildValue("{[]:i}", 1);
    default: Py_RETURN_NONE;
    }
}

#define WITH_KEYWORDS(function) ((PyCFunction)(void (*)(void))(function))

static PyMethodDef methods[] = {
    {"parse_integer", parse_integer, METH_VARARGS, NULL},
    {"parse_floats", parse_floats, METH_VARARGS, NULL},
    {"parse_text", parse_text, METH_VARARGS, NULL},
    {"parse_bytes", parse_bytes, METH_VARARGS, NULL},
    {"parse_buffer", parse_buffer, METH_VARARGS, NULL},
    {"parse_objects", parse_objects, METH_VARARGS, NULL},
    {"parse_nested", parse_nested, METH_VARARGS, NULL},
    {"parse_message", parse_message, METH_VARARGS, NULL},
    {"parse_nothing", parse_nothing, METH_VARARGS, NULL},
    {"parse_unnamed", parse_unnamed, METH_VARARGS, NULL},
    {"parse_keywords", WITH_KEYWORDS(parse_keywords), METH_VARARGS | METH_KEYWORDS, NULL},
    {"parse_required_keyword", WITH_KEYWORDS(parse_required_keyword), METH_VARARGS | METH_KEYWORDS, NULL},
    {"unpack", unpack, METH_VARARGS, NULL},
    {"build", build, METH_NOARGS, NULL},
    {"build_wrong", build_wrong, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "parsing", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_parsing(void) {
    return PyModule_Create(&definition);
}
