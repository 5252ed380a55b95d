// SPDX-License-Identifier: MIT
//
// The module array: making arrays, their iterator, and how pickles restore them.
#include "array.hpp"

#include <cstring>
#include <string>

namespace adder::stdlib {
namespace {

// --- the iterator

struct ArrayIterator {
    PyObject_HEAD PyObject *array; // null at the end
    Py_ssize_t place;
};

ArrayIterator *as_iterator(PyObject *object) {
    return reinterpret_cast<ArrayIterator *>(object);
}

void iterator_dealloc(PyObject *self) {
    Py_XDECREF(as_iterator(self)->array);
    PyObject_Free(self);
}

PyObject *iterator_next(PyObject *object) {
    ArrayIterator *self = as_iterator(object);
    if (self->array == nullptr) return nullptr;
    if (self->place < as_array(self->array)->count) return item_at(as_array(self->array), self->place++);
    Py_CLEAR(self->array);
    return nullptr;
}

PyObject *iterator_reduce(PyObject *object, PyObject *) {
    const ArrayIterator *self = as_iterator(object);
    const Owned builtins(PyImport_ImportModule("builtins"));
    const Owned iter(builtins ? PyObject_GetAttrString(builtins.get(), "iter") : nullptr);
    if (!iter) return nullptr;
    if (self->array == nullptr) return Py_BuildValue("O(())", iter.get());
    return Py_BuildValue("O(O)n", iter.get(), self->array, self->place);
}

PyObject *iterator_setstate(PyObject *object, PyObject *state) {
    ArrayIterator *self = as_iterator(object);
    const Py_ssize_t place = PyLong_AsSsize_t(state);
    if (place == -1 && PyErr_Occurred() != nullptr) return nullptr;
    if (self->array != nullptr) self->place = place < 0 ? 0 : std::min(place, as_array(self->array)->count);
    Py_RETURN_NONE;
}

PyMethodDef iterator_methods[] = {
    {"__reduce__", iterator_reduce, METH_NOARGS, "__reduce__($self, /)\n--\n\nWhat pickles hold."},
    {"__setstate__", iterator_setstate, METH_O, "__setstate__($self, state, /)\n--\n\nGo to a place."},
    {},
};

// --- making arrays

PyObject *bad_typecode() {
    PyErr_SetString(PyExc_ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    return nullptr;
}

const ArrayKind *kind_of(PyObject *text) {
    const Py_UCS4 code = PyUnicode_READ_CHAR(text, 0);
    return code < 128 ? array_kind(static_cast<char>(code)) : nullptr;
}

// Whether the items may come from there; text is for characters only.
bool check_source(const ArrayKind *kind, PyObject *source) {
    if (kind->code == 'u') return true;
    const bool is_text = PyUnicode_Check(source);
    if (!is_text && !(is_array(source) && as_array(source)->kind->code == 'u')) return true;
    PyErr_Format(PyExc_TypeError, "cannot use a %s to initialize an array with typecode '%c'",
                 is_text ? "str" : "unicode array", kind->code);
    return false;
}

bool fill(ArrayObject *self, PyObject *source) {
    if (PyUnicode_Check(source)) return append_text(self, source);
    if (PyBytes_Check(source) || PyByteArray_Check(source)) return append_bytes(self, source);
    if (is_array(source) && as_array(source)->kind == self->kind) return extend_array(self, source);
    // An array of another kind is an iterable like others.
    const Owned iterator(PyObject_GetIter(source));
    return iterator && extend_array(self, iterator.get());
}

} // namespace

PyObject *array_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (type == &array_type && keywords != nullptr && PyDict_GET_SIZE(keywords) != 0) {
        PyErr_SetString(PyExc_TypeError, "array.array() takes no keyword arguments");
        return nullptr;
    }
    PyObject *code;
    PyObject *source = nullptr;
    if (!PyArg_ParseTuple(args, "O|O:array", &code, &source)) return nullptr;
    if (!PyUnicode_Check(code) || PyUnicode_GET_LENGTH(code) != 1)
        return PyErr_Format(PyExc_TypeError, "array() argument 1 must be a unicode character, not %.200s",
                            Py_TYPE(code)->tp_name);
    const ArrayKind *kind = kind_of(code);
    if (source != nullptr && kind != nullptr && !check_source(kind, source)) return nullptr;
    if (kind == nullptr) return bad_typecode();
    Owned result(make_array(type, kind, 0));
    if (!result || (source != nullptr && !fill(as_array(result.get()), source))) return nullptr;
    return result.release();
}

PyTypeObject array_iterator_type = {
    .ob_base = {PyObject_HEAD_INIT(&PyType_Type) 0},
    .tp_name = "array.arrayiterator",
    .tp_basicsize = sizeof(ArrayIterator),
    .tp_dealloc = iterator_dealloc,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = iterator_next,
    .tp_methods = iterator_methods,
};

PyObject *array_iter(PyObject *self) {
    auto *iterator = PyObject_New(ArrayIterator, &array_iterator_type);
    if (iterator == nullptr) return nullptr;
    iterator->array = Py_NewRef(self);
    iterator->place = 0;
    return reinterpret_cast<PyObject *>(iterator);
}

// --- restoring

namespace {

// The machine formats of pickles: what struct or a codec calls them.
constexpr const char *machine_formats[] = {
    "B",  "b",  "<H", ">H", "<h", ">h", "<I", ">I",        "<i",        ">i",        "<Q",
    ">Q", "<q", ">q", "<f", ">f", "<d", ">d", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
constexpr int first_codec = 18;

// The items as an iterable of values or as text.
Owned decode_items(int format, PyObject *bytes) {
    const bool is_text = format >= first_codec;
    std::string text = machine_formats[format];
    const char code = text.back();
    const Py_ssize_t size = is_text ? 4 : array_kind(code)->size;
    if (PyBytes_GET_SIZE(bytes) % size != 0) {
        PyErr_SetString(PyExc_ValueError, "string length not a multiple of item size");
        return {};
    }
    if (is_text)
        return Owned(
            PyUnicode_Decode(PyBytes_AS_STRING(bytes), PyBytes_GET_SIZE(bytes), text.c_str(), "strict"));
    text.pop_back();
    text += std::to_string(PyBytes_GET_SIZE(bytes) / size) + code;
    const Owned module(PyImport_ImportModule("struct"));
    return Owned(module ? PyObject_CallMethod(module.get(), "unpack", "sO", text.c_str(), bytes) : nullptr);
}

// The format's own type code where the pickle comes from a machine with other sizes of the pickled one.
char code_for(int format, const ArrayKind *pickled) {
    constexpr int first_float = 14;
    if (format >= first_float || format == machine_format(pickled)) return pickled->code;
    const char format_code = machine_formats[format][format < 2 ? 0 : 1];
    const ArrayKind *same = array_kind(format_code);
    char code = pickled->code;
    for (const char *other = array_typecodes; *other != '\0'; other++) {
        const ArrayKind *kind = array_kind(*other);
        if (kind->is_integer && kind->size == same->size && kind->is_signed == same->is_signed) code = *other;
    }
    return code;
}

PyObject *reconstruct(PyObject *, PyObject *args) {
    PyObject *type;
    PyObject *code;
    int format;
    PyObject *bytes;
    if (!PyArg_ParseTuple(args, "OOiO:_array_reconstructor", &type, &code, &format, &bytes)) return nullptr;
    if (!PyType_Check(type))
        return PyErr_Format(PyExc_TypeError, "first argument must be a type object, not %.200s",
                            Py_TYPE(type)->tp_name);
    if (!PyType_IsSubtype(reinterpret_cast<PyTypeObject *>(type), &array_type))
        return PyErr_Format(PyExc_TypeError, "%.200s is not a subtype of array.array",
                            reinterpret_cast<PyTypeObject *>(type)->tp_name);
    if (!PyUnicode_Check(code) || PyUnicode_GET_LENGTH(code) != 1)
        return PyErr_Format(PyExc_TypeError,
                            "_array_reconstructor() argument 2 must be a unicode character, not %.50s",
                            Py_TYPE(code)->tp_name);
    const char *error = kind_of(code) == nullptr ? "second argument must be a valid type code"
                        : format < 0 || format >= static_cast<int>(std::size(machine_formats))
                            ? "third argument must be a valid machine format code."
                            : nullptr;
    if (error != nullptr) {
        PyErr_SetString(PyExc_ValueError, error);
        return nullptr;
    }
    if (!PyBytes_Check(bytes))
        return PyErr_Format(PyExc_TypeError, "fourth argument should be bytes, not %.200s",
                            Py_TYPE(bytes)->tp_name);
    const Owned items = decode_items(format, bytes);
    return items ? PyObject_CallFunction(type, "CO", code_for(format, kind_of(code)), items.get()) : nullptr;
}

PyMethodDef functions[] = {
    {"_array_reconstructor", reconstruct, METH_VARARGS,
     "_array_reconstructor($module, arraytype, typecode, mformat_code, items,\n"
     "                     /)\n--\n\nThe array that a pickle holds."},
    {},
};

int execute(PyObject *module) {
    if (PyType_Ready(&array_iterator_type) < 0 || PyModule_AddType(module, &array_type) < 0) return -1;
    if (PyModule_AddObjectRef(module, "ArrayType", reinterpret_cast<PyObject *>(&array_type)) < 0) return -1;
    const Owned abc(PyImport_ImportModule("collections.abc"));
    const Owned sequence(abc ? PyObject_GetAttrString(abc.get(), "MutableSequence") : nullptr);
    const Owned registered(sequence ? PyObject_CallMethod(sequence.get(), "register", "O", &array_type)
                                    : nullptr);
    if (!registered) return -1;
    return PyModule_AddStringConstant(module, "typecodes", array_typecodes);
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "array",
    .m_doc = "Numbers and characters of one C type, side by side in memory.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_array(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
