// SPDX-License-Identifier: MIT
//
// Text and formats: strs written by hand in each width, the cached UTF-8, every code of PyErr_Format and
// PyUnicode_FromFormat, and the codes of PyArg_… that few use.
#define PY_SSIZE_T_CLEAN
#include <Python.h>

/* A str of `count` times the character, written by kind. */
static PyObject *repeat(PyObject *Py_UNUSED(module), PyObject *args) {
    int character;
    Py_ssize_t count;
    if (!PyArg_ParseTuple(args, "Cn", &character, &count)) return NULL;
    PyObject *text = PyUnicode_New(count, (Py_UCS4)character);
    if (text == NULL) return NULL;
    int kind = PyUnicode_KIND(text);
    void *data = PyUnicode_DATA(text);
    for (Py_ssize_t i = 0; i < count; i++) PyUnicode_WRITE(kind, data, i, (Py_UCS4)character);
    return Py_BuildValue("(Niin)", text, kind, PyUnicode_IS_ASCII(text), PyUnicode_GET_LENGTH(text));
}

static PyObject *reverse(PyObject *Py_UNUSED(module), PyObject *text) {
    if (!PyUnicode_Check(text))
        return PyErr_Format(PyExc_TypeError, "no text: %.20s", Py_TYPE(text)->tp_name);
    Py_ssize_t size = PyUnicode_GET_LENGTH(text);
    PyObject *result = PyUnicode_New(size, PyUnicode_MAX_CHAR_VALUE(text));
    if (result == NULL) return NULL;
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
        for (Py_ssize_t i = 0; i < size; i++)
            PyUnicode_1BYTE_DATA(result)[i] = PyUnicode_1BYTE_DATA(text)[size - 1 - i];
        break;
    case PyUnicode_2BYTE_KIND:
        for (Py_ssize_t i = 0; i < size; i++)
            PyUnicode_2BYTE_DATA(result)[i] = PyUnicode_2BYTE_DATA(text)[size - 1 - i];
        break;
    default:
        for (Py_ssize_t i = 0; i < size; i++)
            PyUnicode_4BYTE_DATA(result)[i] = PyUnicode_READ_CHAR(text, size - 1 - i);
    }
    return result;
}

static PyObject *utf8(PyObject *Py_UNUSED(module), PyObject *text) {
    Py_ssize_t size;
    const char *first = PyUnicode_AsUTF8AndSize(text, &size);
    if (first == NULL) return NULL;
    return Py_BuildValue("(y#i)", first, size, first == PyUnicode_AsUTF8(text));
}

#define SHOW(...)                                                                                            \
    do {                                                                                                     \
        PyObject *text = PyUnicode_FromFormat(__VA_ARGS__);                                                  \
        if (text == NULL) {                                                                                  \
            PyErr_Clear();                                                                                   \
            text = PyUnicode_FromString("an error");                                                         \
        }                                                                                                    \
        PyList_Append(list, text);                                                                           \
        Py_DECREF(text);                                                                                     \
    } while (0)

static PyObject *formats(PyObject *Py_UNUSED(module), PyObject *object) {
    PyObject *list = PyList_New(0), *str = PyUnicode_FromString("t\xc3\xa9xt");
    SHOW("plain %% text");
    SHOW("%s|%.3s|%5s|%10.2s|", "abcdef", "abcdef", "ab", "abcdef");
    SHOW("%d|%5d|%05d|%i|%-5d|", 42, 42, 42, -42, 42);
    SHOW("%u|%ld|%li|%lu|%lld|%lli|%llu", 7u, -8L, -9L, 10UL, -11LL, -12LL, 13ULL);
    SHOW("%zd|%zi|%zu|%x|%02x|%lx|%.5d", (Py_ssize_t)-1, (Py_ssize_t)-2, (size_t)3, 255, 10, 4096L, 7);
    SHOW("%c|%c|%c", 'x', 0xe9, 0x20ac);
    SHOW("%U|%V|%V|%S|%R|%A", str, str, "unused", NULL, "used", str, str, str);
    SHOW("%.2U|%8U|%.200R|%.4S", str, str, object, object);
    SHOW("%p is a pointer", (void *)0x1234);
    SHOW("%T", 1);
    SHOW("%q unknown");
    SHOW("%s", "bad \xff utf-8");
    SHOW("%.2s", "\xc3\xa9\xc3\xa9\xc3\xa9");
    SHOW("%5.1s|%3c|%3%", "\xe2\x82\xacuro", 'y');
    SHOW("%zx|%lu|%llx", (size_t)255, 0UL, 255ULL);
    SHOW("\xe9 not ASCII");
    Py_DECREF(str);
    return list;
}

static PyObject *raise(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *type, *value;
    if (!PyArg_ParseTuple(args, "OO", &type, &value)) return NULL;
    return PyErr_Format(type, "%s %.200s %d %zd %R %U %c %lu %S", "text", Py_TYPE(value)->tp_name, -3,
                        PyTuple_Size(args), value, PyList_GET_ITEM(PyTuple_GET_ITEM(args, 1), 0), 'z', 5UL,
                        value);
}

/* Codes of PyArg_ParseTuple that few use. */
static PyObject *encoded(PyObject *Py_UNUSED(module), PyObject *args) {
    const char *encoding;
    PyObject *text;
    char *buffer = NULL, *sized = NULL;
    Py_ssize_t size = 0;
    if (!PyArg_ParseTuple(args, "sO", &encoding, &text)) return NULL;
    PyObject *pair = PyTuple_Pack(2, text, text);
    int good = PyArg_ParseTuple(pair, "eses#", encoding, &buffer, encoding, &sized, &size);
    Py_DECREF(pair);
    if (!good) return NULL;
    PyObject *result = Py_BuildValue("(yy#)", buffer, sized, size);
    PyMem_Free(buffer);
    PyMem_Free(sized);
    return result;
}

static PyObject *encoded_bytes(PyObject *Py_UNUSED(module), PyObject *args) {
    char *buffer = NULL, fixed[8], *place = fixed;
    Py_ssize_t size = sizeof fixed;
    PyObject *first = PyTuple_GetSlice(args, 0, 1), *second = PyTuple_GetSlice(args, 1, 2);
    int good = PyArg_ParseTuple(first, "et", "utf-8", &buffer) &&
               PyArg_ParseTuple(second, "et#", "latin-1", &place, &size);
    Py_DECREF(first);
    Py_DECREF(second);
    PyObject *result = good ? Py_BuildValue("(yy#)", buffer, place, size) : NULL;
    PyMem_Free(buffer);
    return result;
}

static PyObject *exact(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *bytes = NULL, *text = NULL, *array = NULL;
    char byte = 'd';
    int character = 'e', truth = -1;
    if (!PyArg_ParseTuple(args, "S|UYcCp:exact", &bytes, &text, &array, &byte, &character, &truth))
        return NULL;
    return Py_BuildValue("(OOOcCi)", bytes, text == NULL ? Py_None : text, array == NULL ? Py_None : array,
                         byte, character, truth);
}

static int twice(PyObject *object, void *place) {
    if (object == NULL) return 1; /* cleaning up */
    long number = PyLong_AsLong(object);
    if (number == -1 && PyErr_Occurred()) return 0;
    *(long *)place = 2 * number;
    return Py_CLEANUP_SUPPORTED;
}

static PyObject *nested(PyObject *Py_UNUSED(module), PyObject *args) {
    int a, b, c;
    long doubled = 0;
    PyObject *list = NULL;
    if (!PyArg_ParseTuple(args, "(i(ii))|O&O!;a pair with a pair", &a, &b, &c, twice, &doubled, &PyList_Type,
                          &list))
        return NULL;
    return Py_BuildValue("(iiilO)", a, b, c, doubled, list == NULL ? Py_None : list);
}

static PyObject *keyword_only(PyObject *Py_UNUSED(module), PyObject *args, PyObject *keywords) {
    static char *names[] = {"", "b", "c", "d", NULL};
    int a, b = -1, c = -2, d = -3;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "i|i$ii:keyword_only", names, &a, &b, &c, &d))
        return NULL;
    return Py_BuildValue("iiii", a, b, c, d);
}

static PyObject *buffers(PyObject *Py_UNUSED(module), PyObject *args) {
    Py_buffer text, bytes, writable;
    if (!PyArg_ParseTuple(args, "s*y*w*", &text, &bytes, &writable)) return NULL;
    if (writable.len > 0) ((char *)writable.buf)[0] = '!';
    PyObject *result = Py_BuildValue("(y#y#n)", text.buf, text.len, bytes.buf, bytes.len, writable.len);
    PyBuffer_Release(&text);
    PyBuffer_Release(&bytes);
    PyBuffer_Release(&writable);
    return result;
}

static PyMethodDef functions[] = {
    {"repeat", repeat, METH_VARARGS, NULL},
    {"reverse", reverse, METH_O, NULL},
    {"utf8", utf8, METH_O, NULL},
    {"formats", formats, METH_O, NULL},
    {"raise_error", raise, METH_VARARGS, NULL},
    {"encoded", encoded, METH_VARARGS, NULL},
    {"encoded_bytes", encoded_bytes, METH_VARARGS, NULL},
    {"exact", exact, METH_VARARGS, NULL},
    {"nested", nested, METH_VARARGS, NULL},
    {"keyword_only", (PyCFunction)(void (*)(void))keyword_only, METH_VARARGS | METH_KEYWORDS, NULL},
    {"buffers", buffers, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "textual",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_textual(void) {
    return PyModule_Create(&definition);
}
