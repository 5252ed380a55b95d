// SPDX-License-Identifier: MIT
#include "vecext/dtype.hpp"

#include <cstring>

namespace adder::vecext {

DType promote(DType left, DType right) {
    const DType low = left < right ? left : right, high = left < right ? right : left;
    return low == DType::Int64 && high == DType::Float32 ? DType::Float64 : high;
}

bool can_store(DType from, DType to) {
    return from <= to || (is_float(from) && is_float(to));
}

namespace {

struct DTypeObject {
    PyObject_HEAD DType dtype;
};

extern PyTypeObject dtype_type;

// Static objects: a dtype is compared by identity and never freed.
DTypeObject *dtype_objects() {
    static DTypeObject objects[dtype_count] = {
#define ADDER_DTYPE(identifier, type, name, format, code, kind)                                              \
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
    DType dtype;
    if (to_dtype(description, dtype) < 0) return nullptr;
    return Ref::share(dtype_object(dtype)).release();
}

PyObject *get_name(PyObject *self, void *) {
    return dtype_str(self);
}
PyObject *get_itemsize(PyObject *self, void *) {
    return PyLong_FromLongLong(itemsize(dtype_of_object(self)));
}
PyObject *get_kind(PyObject *self, void *) {
    return PyUnicode_FromStringAndSize(&info(dtype_of_object(self)).kind, 1);
}
PyObject *get_char(PyObject *self, void *) {
    return PyUnicode_FromString(info(dtype_of_object(self)).format);
}
PyObject *get_str(PyObject *self, void *) {
    return PyUnicode_FromString(info(dtype_of_object(self)).code);
}

PyGetSetDef dtype_getset[] = {
    {"name", get_name, nullptr, "\"float64\"", nullptr},
    {"itemsize", get_itemsize, nullptr, "Bytes of one element.", nullptr},
    {"kind", get_kind, nullptr, "'b', 'i' or 'f'.", nullptr},
    {"char", get_char, nullptr, "The buffer protocol's format.", nullptr},
    {"str", get_str, nullptr, "Byte order, kind and size: \"<f8\".", nullptr},
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

bool is_named(const DTypeInfo &row, const char *text) {
    return std::strcmp(text, row.name) == 0 || std::strcmp(text, row.code) == 0 ||
           std::strcmp(text, row.code + 1) == 0 || std::strcmp(text, row.format) == 0;
}

// Python's names are other names for the widest type of their kind.
const char *canonical_name(const char *text) {
    if (std::strcmp(text, "float") == 0) return "float64";
    if (std::strcmp(text, "int") == 0) return "int64";
    return text;
}

int to_dtype_by_name(PyObject *object, DType &dtype) {
    const char *text = PyUnicode_AsUTF8(object);
    if (text == nullptr) return -1;
    for (int i = 0; i < dtype_count; ++i) {
        if (!is_named(dtype_table[static_cast<std::size_t>(i)], canonical_name(text))) continue;
        dtype = static_cast<DType>(i);
        return 0;
    }
    PyErr_Format(PyExc_TypeError, "data type '%s' not understood", text);
    return -1;
}

} // namespace

PyObject *dtype_object(DType dtype) {
    return reinterpret_cast<PyObject *>(&dtype_objects()[static_cast<int>(dtype)]);
}

int to_dtype(PyObject *object, DType &dtype) {
    if (Py_IS_TYPE(object, &dtype_type))
        dtype = dtype_of_object(object);
    else if (object == reinterpret_cast<PyObject *>(&PyFloat_Type))
        dtype = DType::Float64;
    else if (object == reinterpret_cast<PyObject *>(&PyLong_Type))
        dtype = DType::Int64;
    else if (object == reinterpret_cast<PyObject *>(&PyBool_Type))
        dtype = DType::Bool;
    else if (PyUnicode_Check(object))
        return to_dtype_by_name(object, dtype);
    else {
        PyErr_Format(PyExc_TypeError, "Cannot interpret '%R' as a data type", object);
        return -1;
    }
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
    for (int i = 0; i < dtype_count; ++i) {
        PyObject *dtype = dtype_object(static_cast<DType>(i));
        if (add_to_module(module, dtype_table[static_cast<std::size_t>(i)].name, dtype) < 0) return -1;
    }
    return add_to_module(module, "bool_", dtype_object(DType::Bool));
}

} // namespace adder::vecext
