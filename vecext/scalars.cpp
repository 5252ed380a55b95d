// SPDX-License-Identifier: MIT
#include "vecext/scalars.hpp"

#include <cstring>
#include <string>

#include "vecext/array_text.hpp"
#include "vecext/construct.hpp"
#include "vecext/operators.hpp"

namespace adder::vecext {

namespace {

PyObject *value_of(PyObject *self) {
    return from_element(as_array(self)->dtype, as_array(self)->data).release();
}

Py_hash_t scalar_hash(PyObject *self) {
    Ref value = Ref::steal(value_of(self));
    return value ? PyObject_Hash(value.get()) : -1;
}

PyObject *raise_not_iterable(PyObject *self) {
    return PyErr_Format(PyExc_TypeError, "'%s' object is not iterable", Py_TYPE(self)->tp_name);
}

Py_ssize_t raise_no_length(PyObject *self) {
    PyErr_Format(PyExc_TypeError, "object of type '%s' has no len()", Py_TYPE(self)->tp_name);
    return -1;
}

// x[()] is the number itself, x[...] an array without dimensions.
PyObject *scalar_subscript(PyObject *self, PyObject *key) {
    const bool is_ellipsis = key == Py_Ellipsis || (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 1 &&
                                                    PyTuple_GET_ITEM(key, 0) == Py_Ellipsis);
    if (is_ellipsis) return copy_array(as_array(self), as_array(self)->dtype).release();
    if (PyTuple_Check(key) && PyTuple_GET_SIZE(key) == 0) return Ref::share(self).release();
    if (key == Py_None) {
        Dimensions one;
        one.append(1, itemsize(as_array(self)->dtype));
        return new_view(as_array(self), as_array(self)->data, one).release();
    }
    PyErr_SetString(PyExc_IndexError, "invalid index to scalar variable.");
    return nullptr;
}

int raise_no_assignment(PyObject *self, PyObject *, PyObject *value) {
    PyErr_Format(PyExc_TypeError, "'%s' object does not support item %s", Py_TYPE(self)->tp_name,
                 value != nullptr ? "assignment" : "deletion");
    return -1;
}

PyObject *scalar_round(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    if (count > 1)
        return PyErr_Format(PyExc_TypeError, "__round__() takes at most 1 argument (%zd given)", count);
    Ref value = Ref::steal(value_of(self));
    Ref rounded = value ? Ref::steal(PyObject_CallMethod(value.get(), "__round__", count == 1 ? "O" : nullptr,
                                                         count == 1 ? arguments[0] : nullptr))
                        : nullptr;
    if (!rounded || count == 0) return rounded.release();
    alignas(16) char element[16];
    if (to_element(rounded.get(), as_array(self)->dtype, element) < 0) return nullptr;
    return make_scalar(as_array(self)->dtype, element).release();
}

PyObject *is_integer_method(PyObject *self, PyObject *) {
    if (is_integer(as_array(self)->dtype)) Py_RETURN_TRUE;
    Ref value = Ref::steal(value_of(self));
    return value ? PyObject_CallMethod(value.get(), "is_integer", nullptr) : nullptr;
}

PyObject *as_integer_ratio(PyObject *self, PyObject *) {
    Ref value = Ref::steal(value_of(self));
    return value ? PyObject_CallMethod(value.get(), "as_integer_ratio", nullptr) : nullptr;
}

PyObject *bit_count(PyObject *self, PyObject *) {
    Ref value = Ref::steal(value_of(self));
    return value ? PyObject_CallMethod(value.get(), "bit_count", nullptr) : nullptr;
}

// A float or int for the type that is its own.
bool is_own_number(PyObject *value, DType dtype) {
    return (PyFloat_CheckExact(value) && dtype == DType::Float64) ||
           (PyLong_CheckExact(value) && dtype == DType::Int64) ||
           (PyBool_Check(value) && dtype == DType::Bool);
}

Ref scalar_of_number(PyObject *number, DType dtype) {
    alignas(16) char element[16];
    return to_element(number, dtype, element) < 0 ? nullptr : make_scalar(dtype, element);
}

Ref scalar_of(PyObject *value, DType dtype) {
    if (is_own_number(value, dtype)) return scalar_of_number(value, dtype);
    if (value == Py_None && !is_float(dtype) && dtype != DType::Bool) return Ref::steal(PyNumber_Long(value));
    if (value == Py_None && is_float(dtype)) {
        Ref nan = Ref::steal(PyFloat_FromDouble(Py_NAN));
        return nan ? scalar_of_number(nan.get(), dtype) : nullptr;
    }
    if (value == Py_None || PyUnicode_Check(value)) return scalar_of_number(value, dtype);
    Ref array = to_array(value);
    if (array) array = copy_array(as_array(array), dtype);
    return unwrap_scalar(std::move(array));
}

// float64(x): a number becomes a scalar, a sequence an array.
PyObject *scalar_vectorcall(PyObject *type, PyObject *const *arguments, std::size_t flagged_count,
                            PyObject *keywords) {
    const char *name = reinterpret_cast<PyTypeObject *>(type)->tp_name;
    if (keywords != nullptr && PyTuple_GET_SIZE(keywords) > 0)
        return PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", name);
    const Py_ssize_t count = PyVectorcall_NARGS(flagged_count);
    if (count > 1)
        return PyErr_Format(PyExc_TypeError, "function takes at most 1 argument (%zd given)", count);
    DType dtype;
    if (!is_scalar_type(type, dtype))
        return PyErr_Format(PyExc_TypeError, "cannot create '%s' instances", name);
    alignas(16) static constexpr char zero[16] = {};
    return (count == 0 ? make_scalar(dtype, zero) : scalar_of(arguments[0], dtype)).release();
}

PyObject *scalar_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    PyObject *self = reinterpret_cast<PyObject *>(type);
    if (keywords != nullptr && PyDict_Size(keywords) > 0)
        return PyErr_Format(PyExc_TypeError, "%s() takes no keyword arguments", type->tp_name);
    PyObject *argument = PyTuple_GET_SIZE(arguments) > 0 ? PyTuple_GET_ITEM(arguments, 0) : nullptr;
    return scalar_vectorcall(self, &argument, static_cast<std::size_t>(PyTuple_GET_SIZE(arguments)), nullptr);
}

PyObject *get_class_getitem(PyObject *type, PyObject *) {
    return Ref::share(type).release();
}

PyMethodDef scalar_methods[] = {
    {"__round__", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(scalar_round)), METH_FASTCALL,
     "__round__($self, ndigits=None, /)\n--\n\nAs the Python number."},
    {"is_integer", is_integer_method, METH_NOARGS, "is_integer($self)\n--\n\nIs it a whole number?"},
    {"as_integer_ratio", as_integer_ratio, METH_NOARGS,
     "as_integer_ratio($self)\n--\n\nThe pair of ints whose quotient it is."},
    {"bit_count", bit_count, METH_NOARGS, "bit_count($self)\n--\n\nNumber of ones in its absolute value."},
    {"__class_getitem__", get_class_getitem, METH_O | METH_CLASS, "For annotations."},
    {},
};

PyMappingMethods scalar_mapping = {
    .mp_length = raise_no_length,
    .mp_subscript = scalar_subscript,
    .mp_ass_subscript = raise_no_assignment,
};
PySequenceMethods scalar_sequence = {.sq_length = raise_no_length};

// ---- the tree of types

enum class Abstract {
    Generic,
    Number,
    Integer,
    SignedInteger,
    UnsignedInteger,
    Inexact,
    Floating,
    ComplexFloating
};
constexpr struct {
    const char *name, *qualified;
    int parent; // index of a row above, -1 for arrays
} abstract_rows[] = {
    {"generic", "vecext.generic", -1},
    {"number", "vecext.number", 0},
    {"integer", "vecext.integer", 1},
    {"signedinteger", "vecext.signedinteger", 2},
    {"unsignedinteger", "vecext.unsignedinteger", 2},
    {"inexact", "vecext.inexact", 1},
    {"floating", "vecext.floating", 5},
    {"complexfloating", "vecext.complexfloating", 5},
};
constexpr int abstract_count = static_cast<int>(std::size(abstract_rows));

Abstract parent_of(DType dtype) {
    switch (info(dtype).kind) {
    case 'i': return Abstract::SignedInteger;
    case 'u': return Abstract::UnsignedInteger;
    case 'f': return Abstract::Floating;
    case 'c': return Abstract::ComplexFloating;
    default: return Abstract::Generic;
    }
}

PyTypeObject abstract_types[abstract_count];

constexpr const char *qualified_names[dtype_count] = {
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind)                                   \
    kind == 'b' ? "vecext.bool_" : "vecext." name,
#include "vecext/dtype.def"
#undef ADDER_DTYPE
};

PyTypeObject prototype(const char *name, PyTypeObject *base) {
    return {
        .ob_base = PyVarObject_HEAD_INIT(nullptr, 0).tp_name = name,
        .tp_basicsize = sizeof(Array),
        .tp_dealloc = array_type.tp_dealloc,
        .tp_repr = scalar_repr,
        .tp_as_sequence = &scalar_sequence,
        .tp_as_mapping = &scalar_mapping,
        .tp_hash = scalar_hash,
        .tp_str = scalar_repr,
        .tp_flags = Py_TPFLAGS_DEFAULT,
        .tp_doc = "One number of an element type.",
        .tp_richcompare = array_richcompare,
        .tp_iter = raise_not_iterable,
        .tp_methods = scalar_methods,
        .tp_base = base,
        .tp_new = scalar_new,
        .tp_vectorcall = scalar_vectorcall,
    };
}

int add_type(PyObject *module, PyTypeObject &type, const char *name) {
    if (PyType_Ready(&type) < 0) return -1;
    return add_to_module(module, name, reinterpret_cast<PyObject *>(&type));
}

int make_types() {
    for (int k = 0; k < abstract_count; ++k) {
        const auto &row = abstract_rows[k];
        abstract_types[k] =
            prototype(row.qualified, row.parent < 0 ? &array_type : &abstract_types[row.parent]);
    }
    for (int k = 0; k < dtype_count; ++k) {
        PyTypeObject *base = &abstract_types[static_cast<int>(parent_of(static_cast<DType>(k)))];
        scalar_types[k] = prototype(qualified_names[k], base);
    }
    return 0;
}

// The only bools there are: made with their type, never freed.
PyObject *bool_scalars[2];

int make_bool_scalars() {
    for (int value = 0; value < 2; ++value) {
        Ref scalar = new_scalar(DType::Bool);
        if (!scalar) return -1;
        *as_array(scalar)->data = static_cast<char>(value);
        bool_scalars[value] = scalar.release();
    }
    return 0;
}

} // namespace

PyTypeObject scalar_types[dtype_count];

PyTypeObject *scalar_type(DType dtype) {
    return &scalar_types[static_cast<int>(dtype)];
}

bool is_scalar_type(PyObject *object, DType &dtype) {
    const auto *type = reinterpret_cast<const PyTypeObject *>(object);
    for (int k = 0; k < dtype_count; ++k) {
        if (type != &scalar_types[k]) continue;
        dtype = static_cast<DType>(k);
        return true;
    }
    return false;
}

Ref bool_scalar(bool value) {
    return Ref::share(bool_scalars[value]);
}

Ref make_scalar(DType dtype, const char *element) {
    if (dtype == DType::Bool) return bool_scalar(*element != 0);
    Ref scalar = new_scalar(dtype);
    if (scalar) copy_element(as_array(scalar)->data, element, itemsize(dtype));
    return scalar;
}

Ref unwrap_scalar(Ref array) {
    if (!array || as_array(array)->ndim != 0) return array;
    if (as_array(array)->dtype == DType::Bool) return bool_scalar(*as_array(array)->data != 0);
    if (Py_REFCNT(array.get()) > 1 || as_array(array)->storage != Storage::Inline) {
        return is_scalar(array.get()) ? std::move(array)
                                      : make_scalar(as_array(array)->dtype, as_array(array)->data);
    }
    Py_SET_TYPE(array.get(), scalar_type(as_array(array)->dtype));
    as_array(array)->is_writeable = false;
    return array;
}

int add_scalar_types(PyObject *module) {
    static const int made = make_types();
    if (made < 0) return -1;
    for (int k = 0; k < abstract_count; ++k) {
        if (add_type(module, abstract_types[k], abstract_rows[k].name) < 0) return -1;
    }
    for (int k = 0; k < dtype_count; ++k) {
        if (add_type(module, scalar_types[k], qualified_names[k] + std::strlen("vecext.")) < 0) return -1;
    }
    return bool_scalars[1] != nullptr ? 0 : make_bool_scalars();
}

} // namespace adder::vecext
