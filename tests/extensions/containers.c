/* SPDX-License-Identifier: MIT
 *
 * Functions of the API on numbers, text, lists, tuples, dicts and sets, each exposed as a function of Python.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *from_status(int status) {
    return status < 0 ? NULL : PyLong_FromLong(status);
}

static PyObject *from_size(Py_ssize_t size) {
    return size < 0 && PyErr_Occurred() ? NULL : PyLong_FromSsize_t(size);
}

/* Functions of one object. */
#define UNARY(name, expression)                                                                              \
    static PyObject *name(PyObject *Py_UNUSED(module), PyObject *a) {                                        \
        return expression;                                                                                   \
    }

/* Functions of two or three, given as a tuple. */
#define BINARY(name, expression)                                                                             \
    static PyObject *name(PyObject *Py_UNUSED(module), PyObject *args) {                                     \
        PyObject *a, *b, *c = NULL;                                                                          \
        if (!PyArg_UnpackTuple(args, #name, 2, 3, &a, &b, &c)) return NULL;                                  \
        return expression;                                                                                   \
    }

UNARY(Length, from_size(PyObject_Length(a)))
UNARY(LengthHint, from_size(PyObject_LengthHint(a, 99)))
UNARY(IsTrue, from_status(PyObject_IsTrue(a)))
UNARY(Not, from_status(PyObject_Not(a)))
UNARY(Repr, PyObject_Repr(a))
UNARY(Str, PyObject_Str(a))
UNARY(ASCII, PyObject_ASCII(a))
UNARY(Bytes, PyObject_Bytes(a))
UNARY(Hash, from_size(PyObject_Hash(a)))
UNARY(GetIter, PyObject_GetIter(a))
UNARY(Type, PyObject_Type(a))
UNARY(Callable, PyBool_FromLong(PyCallable_Check(a)))
UNARY(NumberLong, PyNumber_Long(a))
UNARY(NumberFloat, PyNumber_Float(a))
UNARY(NumberIndex, PyNumber_Index(a))
UNARY(NumberNegative, PyNumber_Negative(a))
UNARY(NumberInvert, PyNumber_Invert(a))
UNARY(NumberAbsolute, PyNumber_Absolute(a))
UNARY(NumberCheck, PyBool_FromLong(PyNumber_Check(a)))
UNARY(NumberHex, PyNumber_ToBase(a, 16))
UNARY(SequenceList, PySequence_List(a))
UNARY(SequenceTuple, PySequence_Tuple(a))
UNARY(SequenceFast, PySequence_Fast(a, "SequenceFast wants something to go through"))
UNARY(SequenceCheck, Py_BuildValue("ii", PySequence_Check(a), PyMapping_Check(a)))
UNARY(SequenceLength, from_size(PySequence_Length(a)))
UNARY(MappingKeys, PyMapping_Keys(a))
UNARY(MappingItems, PyMapping_Items(a))
UNARY(ListAsTuple, PyList_AsTuple(a))
UNARY(ListSize, from_size(PyList_Size(a)))
UNARY(TupleSize, from_size(PyTuple_Size(a)))
UNARY(DictSize, from_size(PyDict_Size(a)))
UNARY(DictCopy, PyDict_Copy(a))
UNARY(DictKeys, PyDict_Keys(a))
UNARY(SetNew, PySet_New(a))
UNARY(SetSize, from_size(PySet_Size(a)))
UNARY(SetPop, PySet_Pop(a))
UNARY(UnicodeLength, from_size(PyUnicode_GetLength(a)))
UNARY(UnicodeUTF8, PyUnicode_AsUTF8String(a))
UNARY(UnicodeLatin1, PyUnicode_AsLatin1String(a))
UNARY(UnicodeKind, !PyUnicode_Check(a) ? PyErr_Format(PyExc_TypeError, "%R is no text", a)
                                       : Py_BuildValue("iiI", (int)PyUnicode_KIND(a), PyUnicode_IS_ASCII(a),
                                                       PyUnicode_MAX_CHAR_VALUE(a)))
UNARY(FloatFromString, PyFloat_FromString(a))
UNARY(Formatted, PyUnicode_FromFormat("%s|%.3s|%S|%R|%A|%5d|%05d|%x|%zd|%c|%%|%V", "text", "truncated", a, a,
                                      a, 42, 42, 255, (Py_ssize_t)-7, 'q', NULL, "none"))
BINARY(Add, PyNumber_Add(a, b))
BINARY(Divide, PyNumber_TrueDivide(a, b))
BINARY(Power, PyNumber_Power(a, b, c == NULL ? Py_None : c))
BINARY(Shift, PyNumber_Lshift(a, b))
BINARY(DivideBoth, PyNumber_Divmod(a, b))
BINARY(InPlaceAdd, PyNumber_InPlaceAdd(a, b))
BINARY(MatrixMultiply, PyNumber_MatrixMultiply(a, b))
BINARY(Concat, PySequence_Concat(a, b))
BINARY(Repeat, PySequence_Repeat(a, PyLong_AsSsize_t(b)))
BINARY(Contains, from_status(PySequence_Contains(a, b)))
BINARY(Index, from_size(PySequence_Index(a, b)))
BINARY(Count, from_size(PySequence_Count(a, b)))
BINARY(SequenceItem, PySequence_GetItem(a, PyLong_AsSsize_t(b)))
BINARY(SequenceSlice, PySequence_GetSlice(a, PyLong_AsSsize_t(b), PyLong_AsSsize_t(c)))
BINARY(GetItem, PyObject_GetItem(a, b))
BINARY(DeleteItem, from_status(PyObject_DelItem(a, b)))
BINARY(SetItem, from_status(PyObject_SetItem(a, b, c)))
BINARY(GetAttribute, PyObject_GetAttr(a, b))
BINARY(HasAttribute, from_status(PyObject_HasAttr(a, b)))
BINARY(Compare, PyObject_RichCompare(a, b, Py_LT))
BINARY(EqualBool, from_status(PyObject_RichCompareBool(a, b, Py_EQ)))
BINARY(IsInstance, from_status(PyObject_IsInstance(a, b)))
BINARY(IsSubclass, from_status(PyObject_IsSubclass(a, b)))
BINARY(Format, PyObject_Format(a, b))
BINARY(ListItem, Py_XNewRef(PyList_GetItem(a, PyLong_AsSsize_t(b))))
BINARY(ListAppend, from_status(PyList_Append(a, b)))
BINARY(ListInsert, from_status(PyList_Insert(a, PyLong_AsSsize_t(b), c)))
BINARY(ListSlice, PyList_GetSlice(a, PyLong_AsSsize_t(b), PyLong_AsSsize_t(c)))
BINARY(TupleItem, Py_XNewRef(PyTuple_GetItem(a, PyLong_AsSsize_t(b))))
BINARY(DictSet, from_status(PyDict_SetItem(a, b, c)))
BINARY(DictDelete, from_status(PyDict_DelItem(a, b)))
BINARY(DictContains, from_status(PyDict_Contains(a, b)))
BINARY(DictDefault, Py_XNewRef(PyDict_SetDefault(a, b, c)))
BINARY(DictMerge, from_status(PyDict_Merge(a, b, c != NULL)))
BINARY(SetAdd, from_status(PySet_Add(a, b)))
BINARY(SetDiscard, from_status(PySet_Discard(a, b)))
BINARY(SetContains, from_status(PySet_Contains(a, b)))
BINARY(UnicodeConcat, PyUnicode_Concat(a, b))
BINARY(UnicodeJoin, PyUnicode_Join(a, b))
BINARY(UnicodeSplit, PyUnicode_Split(a, b, -1))
BINARY(UnicodeReplace, PyUnicode_Replace(a, b, c, -1))
BINARY(UnicodeFormat, PyUnicode_Format(a, b))
BINARY(UnicodeSubstring, PyUnicode_Substring(a, PyLong_AsSsize_t(b), PyLong_AsSsize_t(c)))
BINARY(UnicodeFind, from_size(PyUnicode_Find(a, b, 0, PY_SSIZE_T_MAX, 1)))
BINARY(UnicodeCompare, from_status(PyUnicode_Compare(a, b) + 1))

/* What PyDict_GetItemWithError says: the value, or "absent". */
BINARY(DictGet, PyDict_GetItemWithError(a, b) != NULL ? Py_NewRef(PyDict_GetItemWithError(a, b))
                : PyErr_Occurred()                    ? NULL
                                                      : PyUnicode_FromString("absent"))

/* The pairs of a dict by PyDict_Next. */
static PyObject *DictNext(PyObject *Py_UNUSED(module), PyObject *dict) {
    PyObject *pairs = PyList_New(0);
    PyObject *key, *value;
    Py_ssize_t position = 0;
    while (PyDict_Next(dict, &position, &key, &value)) {
        PyObject *pair = PyTuple_Pack(2, key, value);
        PyList_Append(pairs, pair);
        Py_DECREF(pair);
    }
    return pairs;
}

/* An int as every C type; what does not fit is told by the error's text. */
static PyObject *Integers(PyObject *Py_UNUSED(module), PyObject *value) {
    PyObject *result = PyList_New(0);
    int overflow = 5;
    for (int i = 0; i < 7; i++) {
        PyObject *item = NULL;
        switch (i) {
        case 0: item = PyLong_FromLong(PyLong_AsLong(value)); break;
        case 1: item = PyLong_FromUnsignedLong(PyLong_AsUnsignedLong(value)); break;
        case 2: item = PyLong_FromSsize_t(PyLong_AsSsize_t(value)); break;
        case 3: item = PyLong_FromUnsignedLongLong(PyLong_AsUnsignedLongLongMask(value)); break;
        case 4: item = PyLong_FromLongLong(PyLong_AsLongLongAndOverflow(value, &overflow)); break;
        case 5: item = PyLong_FromLong(overflow); break;
        default: item = PyFloat_FromDouble(PyLong_AsDouble(value)); break;
        }
        if (PyErr_Occurred()) {
            PyObject *type, *error, *traceback;
            PyErr_Fetch(&type, &error, &traceback);
            PyErr_NormalizeException(&type, &error, &traceback);
            Py_XSETREF(item, PyObject_Repr(error));
            Py_XDECREF(type);
            Py_XDECREF(error);
            Py_XDECREF(traceback);
        }
        PyList_Append(result, item);
        Py_XDECREF(item);
    }
    return result;
}

/* Every character of a text by the access macros, and a text made from them again. */
static PyObject *Characters(PyObject *Py_UNUSED(module), PyObject *text) {
    if (!PyUnicode_Check(text) || PyUnicode_READY(text) < 0)
        return PyErr_Format(PyExc_TypeError, "text, please");
    const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    PyObject *copy = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(text));
    PyObject *codes = PyList_New(length);
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 character = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), i);
        PyUnicode_WRITE(PyUnicode_KIND(copy), PyUnicode_DATA(copy), i, character);
        PyList_SET_ITEM(codes, i, PyLong_FromUnsignedLong(character));
    }
    return Py_BuildValue("NN", copy, codes);
}

#define ONE(name)                                                                                            \
    { #name, name, METH_O, NULL }
#define MORE(name)                                                                                           \
    { #name, name, METH_VARARGS, NULL }

static PyMethodDef methods[] = {
    ONE(Length),
    ONE(LengthHint),
    ONE(IsTrue),
    ONE(Not),
    ONE(Repr),
    ONE(Str),
    ONE(ASCII),
    ONE(Bytes),
    ONE(Hash),
    ONE(GetIter),
    ONE(Type),
    ONE(Callable),
    ONE(NumberLong),
    ONE(NumberFloat),
    ONE(NumberIndex),
    ONE(NumberNegative),
    ONE(NumberInvert),
    ONE(NumberAbsolute),
    ONE(NumberCheck),
    ONE(NumberHex),
    ONE(SequenceList),
    ONE(SequenceTuple),
    ONE(SequenceFast),
    ONE(SequenceCheck),
    ONE(SequenceLength),
    ONE(MappingKeys),
    ONE(MappingItems),
    ONE(ListAsTuple),
    ONE(ListSize),
    ONE(TupleSize),
    ONE(DictSize),
    ONE(DictCopy),
    ONE(DictKeys),
    ONE(SetNew),
    ONE(SetSize),
    ONE(SetPop),
    ONE(UnicodeLength),
    ONE(UnicodeUTF8),
    ONE(UnicodeLatin1),
    ONE(UnicodeKind),
    ONE(FloatFromString),
    ONE(Formatted),
    ONE(DictNext),
    ONE(Integers),
    ONE(Characters),
    MORE(Add),
    MORE(Divide),
    MORE(Power),
    MORE(Shift),
    MORE(DivideBoth),
    MORE(InPlaceAdd),
    MORE(MatrixMultiply),
    MORE(Concat),
    MORE(Repeat),
    MORE(Contains),
    MORE(Index),
    MORE(Count),
    MORE(SequenceItem),
    MORE(SequenceSlice),
    MORE(GetItem),
    MORE(DeleteItem),
    MORE(SetItem),
    MORE(GetAttribute),
    MORE(HasAttribute),
    MORE(Compare),
    MORE(EqualBool),
    MORE(IsInstance),
    MORE(IsSubclass),
    MORE(Format),
    MORE(ListItem),
    MORE(ListAppend),
    MORE(ListInsert),
    MORE(ListSlice),
    MORE(TupleItem),
    MORE(DictSet),
    MORE(DictDelete),
    MORE(DictContains),
    MORE(DictDefault),
    MORE(DictMerge),
    MORE(SetAdd),
    MORE(SetDiscard),
    MORE(SetContains),
    MORE(UnicodeConcat),
    MORE(UnicodeJoin),
    MORE(UnicodeSplit),
    MORE(UnicodeReplace),
    MORE(UnicodeFormat),
    MORE(UnicodeSubstring),
    MORE(UnicodeFind),
    MORE(UnicodeCompare),
    MORE(DictGet),
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "containers", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_containers(void) {
    return PyModule_Create(&definition);
}
