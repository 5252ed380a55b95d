// SPDX-License-Identifier: MIT
#include "vecext/dtype.hpp"

#include <cstring>

#include "vecext/scalars.hpp"

namespace adder::vecext {

namespace {

struct DTypeObject {
    PyObject_HEAD DType dtype;
};

extern PyTypeObject dtype_type;

// Static objects: a dtype is compared by identity and never freed.
DTypeObject *dtype_objects() {
    static DTypeObject objects[dtype_count] = {
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind)                                   \
    {PyObject_HEAD_INIT(&dtype_type) DType::identifier},
#include "vecext/dtype.def"
#undef ADDER_DTYPE
    };
    return objects;
}

DType dtype_of_object(PyObject *self) {
    return reinterpret_cast<DTypeObject *>(self)->dtype;
}

PyObject *dtype_repr(PyObject *self) {
    return PyUnicode_FromFormat("dtype('%s')", info(dtype_of_object(self)).name);
}
PyObject *dtype_str(PyObject *self) {
    return PyUnicode_FromString(info(dtype_of_object(self)).name);
}

Py_hash_t dtype_hash(PyObject *self) {
    return static_cast<Py_hash_t>(dtype_of_object(self)) + 1;
}

// Equal to whatever names the same type: `a.dtype == "f8"`, `a.dtype == float`.
PyObject *dtype_richcompare(PyObject *self, PyObject *other, int operation) {
    if (operation != Py_EQ && operation != Py_NE) Py_RETURN_NOTIMPLEMENTED;
    DType dtype;
    if (to_dtype(other, dtype) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_TypeError)) return nullptr;
        PyErr_Clear();
        return PyBool_FromLong(operation == Py_NE);
    }
    return PyBool_FromLong((dtype == dtype_of_object(self)) == (operation == Py_EQ));
}

PyObject *dtype_new(PyTypeObject *, PyObject *arguments, PyObject *) {
    PyObject *description;
    if (!PyArg_ParseTuple(arguments, "O:dtype", &description)) return nullptr;
    DType dtype = DType::Float64;
    if (description != Py_None && to_dtype(description, dtype) < 0) return nullptr;
    return Ref::share(dtype_object(dtype)).release();
}

PyObject *get_name(PyObject *self, void *) {
    return dtype_str(self);
}
PyObject *get_itemsize(PyObject *self, void *) {
    return PyLong_FromLongLong(itemsize(dtype_of_object(self)));
}
PyObject *get_alignment(PyObject *self, void *) {
    return PyLong_FromLongLong(alignment(dtype_of_object(self)));
}
PyObject *get_kind(PyObject *self, void *) {
    return PyUnicode_FromStringAndSize(&info(dtype_of_object(self)).kind, 1);
}
PyObject *get_char(PyObject *self, void *) {
    return PyUnicode_FromStringAndSize(&info(dtype_of_object(self)).character, 1);
}
PyObject *get_str(PyObject *self, void *) {
    return PyUnicode_FromString(info(dtype_of_object(self)).code);
}
PyObject *get_byteorder(PyObject *self, void *) {
    return PyUnicode_FromString(itemsize(dtype_of_object(self)) == 1 ? "|" : "=");
}
// NumPy's numbers, which count C's types: long long (9, 10) and long double (13, 16) are not among ours.
PyObject *get_num(PyObject *self, void *) {
    static constexpr int numbers[dtype_count] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 14, 15};
    return PyLong_FromLong(numbers[static_cast<int>(dtype_of_object(self))]);
}
PyObject *get_type(PyObject *self, void *) {
    return Ref::share(reinterpret_cast<PyObject *>(scalar_type(dtype_of_object(self)))).release();
}
PyObject *get_true(PyObject *, void *) {
    Py_RETURN_TRUE;
}
PyObject *get_none(PyObject *, void *) {
    Py_RETURN_NONE;
}
PyObject *get_no_shape(PyObject *, void *) {
    return PyTuple_New(0);
}

PyGetSetDef dtype_getset[] = {
    {"name", get_name, nullptr, "\"float64\"", nullptr},
    {"itemsize", get_itemsize, nullptr, "Bytes of one element.", nullptr},
    {"alignment", get_alignment, nullptr, "What addresses of elements are a multiple of.", nullptr},
    {"kind", get_kind, nullptr, "'b', 'i', 'u', 'f' or 'c'.", nullptr},
    {"char", get_char, nullptr, "A letter for the type.", nullptr},
    {"str", get_str, nullptr, "Byte order, kind and size: \"<f8\".", nullptr},
    {"byteorder", get_byteorder, nullptr, "'=' for the CPU's, '|' for types of one byte.", nullptr},
    {"num", get_num, nullptr, "NumPy's number of the type.", nullptr},
    {"type", get_type, nullptr, "The type of single elements: vecext.float64.", nullptr},
    {"isnative", get_true, nullptr, "True: the CPU's byte order is the only one.", nullptr},
    {"names", get_none, nullptr, "None: there are no fields.", nullptr},
    {"fields", get_none, nullptr, "None: there are no fields.", nullptr},
    {"shape", get_no_shape, nullptr, "(): an element is one number.", nullptr},
    {},
};

PyTypeObject dtype_type = {
    .ob_base = PyVarObject_HEAD_INIT(nullptr, 0).tp_name = "vecext.dtype",
    .tp_basicsize = sizeof(DTypeObject),
    .tp_repr = dtype_repr,
    .tp_hash = dtype_hash,
    .tp_str = dtype_str,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "dtype(description, /)\n--\n\nThe type of an array's elements.",
    .tp_richcompare = dtype_richcompare,
    .tp_getset = dtype_getset,
    .tp_new = dtype_new,
};

// C's and Python's names for the types, and NumPy's of old.
constexpr struct {
    const char *alias;
    DType dtype;
} aliases[] = {
    {"float", DType::Float64},
    {"int", DType::Int64},
    {"uint", DType::UInt64},
    {"complex", DType::Complex128},
    {"bool_", DType::Bool},
    {"bool8", DType::Bool},
    {"byte", DType::Int8},
    {"ubyte", DType::UInt8},
    {"short", DType::Int16},
    {"ushort", DType::UInt16},
    {"intc", DType::Int32},
    {"uintc", DType::UInt32},
    {"int_", DType::Int64},
    {"long", DType::Int64},
    {"ulong", DType::UInt64},
    {"longlong", DType::Int64},
    {"ulonglong", DType::UInt64},
    {"intp", DType::Int64},
    {"uintp", DType::UInt64},
    {"q", DType::Int64},
    {"Q", DType::UInt64},
    {"p", DType::Int64},
    {"P", DType::UInt64},
    {"n", DType::Int64},
    {"N", DType::UInt64},
    {"single", DType::Float32},
    {"double", DType::Float64},
    {"float_", DType::Float64},
    {"csingle", DType::Complex64},
    {"cdouble", DType::Complex128},
    {"cfloat", DType::Complex128},
    {"complex_", DType::Complex128},
    {"singlecomplex", DType::Complex64},
};

bool is_named(const DTypeInfo &row, const char *text) {
    return std::strcmp(text, row.name) == 0 || (text[0] == row.character && text[1] == '\0') ||
           std::strcmp(text, row.code + 1) == 0;
}

int to_dtype_by_name(PyObject *object, DType &dtype) {
    const char *text = PyUnicode_AsUTF8(object);
    if (text == nullptr) return -1;
    // The byte order may stand first; ours is little-endian, and single bytes have none.
    const char *name = text[0] != '\0' && std::strchr("<=|", text[0]) != nullptr ? text + 1 : text;
    for (int i = 0; i < dtype_count; ++i) {
        const DTypeInfo &row = dtype_table[static_cast<std::size_t>(i)];
        const bool is_swapped_byte = text[0] == '>' && row.itemsize == 1 && is_named(row, text + 1);
        if (!is_named(row, name) && !is_swapped_byte) continue;
        dtype = static_cast<DType>(i);
        return 0;
    }
    for (const auto &[alias, named] : aliases) {
        if (std::strcmp(alias, text) != 0) continue;
        dtype = named;
        return 0;
    }
    if (text[0] == '>')
        PyErr_Format(PyExc_TypeError, "data type '%s' not supported: only the CPU's byte order is", text);
    else
        PyErr_Format(PyExc_TypeError, "data type '%s' not understood", text);
    return -1;
}

int to_dtype_by_attribute(PyObject *object, DType &dtype) {
    Ref attribute = PyType_Check(object) ? nullptr : Ref::steal(PyObject_GetAttrString(object, "dtype"));
    if (attribute && Py_IS_TYPE(attribute.get(), &dtype_type)) {
        dtype = dtype_of_object(attribute.get());
        return 0;
    }
    PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "Cannot interpret '%R' as a data type", object);
    return -1;
}

} // namespace

PyObject *dtype_object(DType dtype) {
    return reinterpret_cast<PyObject *>(&dtype_objects()[static_cast<int>(dtype)]);
}

int to_dtype(PyObject *object, DType &dtype) {
    if (Py_IS_TYPE(object, &dtype_type))
        dtype = dtype_of_object(object);
    else if (is_scalar_type(object, dtype))
        return 0;
    else if (object == reinterpret_cast<PyObject *>(&PyFloat_Type))
        dtype = DType::Float64;
    else if (object == reinterpret_cast<PyObject *>(&PyLong_Type))
        dtype = DType::Int64;
    else if (object == reinterpret_cast<PyObject *>(&PyBool_Type))
        dtype = DType::Bool;
    else if (object == reinterpret_cast<PyObject *>(&PyComplex_Type))
        dtype = DType::Complex128;
    else if (PyUnicode_Check(object))
        return to_dtype_by_name(object, dtype);
    else
        return to_dtype_by_attribute(object, dtype);
    return 0;
}

int to_optional_dtype(PyObject *object, DType &dtype, bool *given) {
    const bool is_given = object != nullptr && object != Py_None;
    if (given != nullptr) *given = is_given;
    return is_given ? to_dtype(object, dtype) : 0;
}

int add_to_module(PyObject *module, const char *name, PyObject *object) {
    Py_INCREF(object);
    if (PyModule_AddObject(module, name, object) == 0) return 0;
    Py_DECREF(object);
    return -1;
}

int add_dtypes(PyObject *module) {
    if (PyType_Ready(&dtype_type) < 0) return -1;
    if (add_to_module(module, "dtype", reinterpret_cast<PyObject *>(&dtype_type)) < 0) return -1;
    return 0;
}

} // namespace adder::vecext
