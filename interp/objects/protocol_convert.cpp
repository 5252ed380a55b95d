// SPDX-License-Identifier: MIT
//
// Conversions of any object to int and float: __index__, __int__, __float__, __trunc__, text.
#include "objects/protocol.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/int.hpp"
#include "objects/names.hpp"

namespace adder::objects {

namespace {

const PyNumberMethods *number_methods(PyObject *object) {
    return Py_TYPE(object)->tp_as_number;
}

// What __int__ or __index__ may return: an int. An instance of a subclass is deprecated. Steals `result`.
PyObject *check_int_result(Ref result, const char *method) {
    if (!result || PyLong_CheckExact(result.get())) return result.release();
    const char *type_name = Py_TYPE(result.get())->tp_name;
    if (!PyLong_Check(result.get()))
        return raise_type_error("%s returned non-int (type %.200s)", method, type_name);
    TRY(PyErr_WarnFormat(
        PyExc_DeprecationWarning, 1,
        "%s returned non-int (type %.200s).  The ability to return an instance of a strict subclass "
        "of int is deprecated, and may be removed in a future version of Python.",
        method, type_name));
    return result.release();
}

PyObject *exact_int(PyObject *owned) {
    Ref number = Ref::steal(owned);
    if (!number || PyLong_CheckExact(number.get())) return number.release();
    return to_exact_int(number.get());
}

PyObject *int_from_trunc(PyObject *method) {
    TRY(PyErr_WarnEx(PyExc_DeprecationWarning, "The delegation of int() to __trunc__ is deprecated.", 1));
    Ref result = TRY_REF(PyObject_CallNoArgs(method));
    if (PyLong_Check(result.get())) return exact_int(result.release());
    if (PyIndex_Check(result.get())) return PyNumber_Index(result.get());
    return raise_type_error("__trunc__ returned non-Integral (type %.200s)", Py_TYPE(result.get())->tp_name);
}

PyObject *int_from_buffer(PyObject *object) {
    Py_buffer view;
    if (PyObject_GetBuffer(object, &view, PyBUF_SIMPLE) < 0) return nullptr;
    // A copy ends in a zero byte, which the parser needs.
    Ref bytes = Ref::steal(PyBytes_FromStringAndSize(static_cast<const char *>(view.buf), view.len));
    PyBuffer_Release(&view);
    if (!bytes) return nullptr;
    return _PyLong_FromBytes(PyBytes_AS_STRING(bytes.get()), PyBytes_GET_SIZE(bytes.get()), 10);
}

PyObject *int_from_text(PyObject *object) {
    if (PyUnicode_Check(object)) return PyLong_FromUnicodeObject(object, 10);
    if (PyBytes_Check(object))
        return _PyLong_FromBytes(PyBytes_AS_STRING(object), PyBytes_GET_SIZE(object), 10);
    if (PyByteArray_Check(object)) {
        return _PyLong_FromBytes(PyByteArray_AS_STRING(object), PyByteArray_GET_SIZE(object), 10);
    }
    if (PyObject_CheckBuffer(object)) return int_from_buffer(object);
    return raise_type_error(
        "int() argument must be a string, a bytes-like object or a real number, not '%.200s'",
        Py_TYPE(object)->tp_name);
}

// Steals `result` of __float__.
PyObject *float_from_result(PyObject *object, PyObject *owned) {
    Ref result = Ref::steal(owned);
    if (!result || PyFloat_CheckExact(result.get())) return result.release();
    const char *own_name = Py_TYPE(object)->tp_name;
    const char *type_name = Py_TYPE(result.get())->tp_name;
    if (!PyFloat_Check(result.get())) {
        return raise_type_error("%.50s.__float__ returned non-float (type %.50s)", own_name, type_name);
    }
    TRY(PyErr_WarnFormat(
        PyExc_DeprecationWarning, 1,
        "%.50s.__float__ returned non-float (type %.50s).  The ability to return an instance of a strict "
        "subclass of float is deprecated, and may be removed in a future version of Python.",
        own_name, type_name));
    return PyFloat_FromDouble(PyFloat_AS_DOUBLE(result.get()));
}

} // namespace

extern "C" {

int PyIndex_Check(PyObject *object) {
    const PyNumberMethods *methods = number_methods(object);
    return methods != nullptr && methods->nb_index != nullptr;
}

int PyNumber_Check(PyObject *object) {
    if (object == nullptr) return 0;
    const PyNumberMethods *methods = number_methods(object);
    if (methods == nullptr) return 0;
    return methods->nb_index != nullptr || methods->nb_int != nullptr || methods->nb_float != nullptr ||
           PyComplex_Check(object);
}

PyObject *_PyNumber_Index(PyObject *object) {
    if (object == nullptr) return raise_null_argument();
    if (PyLong_Check(object)) return Py_NewRef(object);
    if (!PyIndex_Check(object)) {
        return raise_type_error("'%.200s' object cannot be interpreted as an integer",
                                Py_TYPE(object)->tp_name);
    }
    return check_int_result(Ref::steal(number_methods(object)->nb_index(object)), "__index__");
}

PyObject *PyNumber_Index(PyObject *object) {
    return exact_int(_PyNumber_Index(object));
}

Py_ssize_t PyNumber_AsSsize_t(PyObject *object, PyObject *error) {
    if (is_small_int(object)) return as_small_int(object);
    Ref number = TRY_REF(_PyNumber_Index(object));
    const Py_ssize_t result = PyLong_AsSsize_t(number.get());
    if (result != -1 || !is_error_pending() || !clear_if_matches(PyExc_OverflowError)) return result;
    if (error == nullptr) return _PyLong_Sign(number.get()) < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX;
    return raise(error, "cannot fit '%.200s' into an index-sized integer", Py_TYPE(object)->tp_name);
}

PyObject *PyNumber_Long(PyObject *object) {
    if (object == nullptr) return raise_null_argument();
    if (PyLong_CheckExact(object)) return Py_NewRef(object);
    const PyNumberMethods *methods = number_methods(object);
    if (methods != nullptr && methods->nb_int != nullptr) {
        return exact_int(check_int_result(Ref::steal(methods->nb_int(object)), "__int__"));
    }
    if (PyIndex_Check(object)) return PyNumber_Index(object);
    Ref trunc = Ref::steal(lookup_special(object, name::dunder_trunc));
    if (trunc) return int_from_trunc(trunc.get());
    if (is_error_pending()) return nullptr;
    return int_from_text(object);
}

PyObject *PyNumber_Float(PyObject *object) {
    if (object == nullptr) return raise_null_argument();
    if (PyFloat_CheckExact(object)) return Py_NewRef(object);
    const PyNumberMethods *methods = number_methods(object);
    if (methods != nullptr && methods->nb_float != nullptr)
        return float_from_result(object, methods->nb_float(object));
    if (PyIndex_Check(object)) {
        Ref number = TRY_REF(_PyNumber_Index(object));
        const double value = PyLong_AsDouble(number.get());
        return value == -1.0 && is_error_pending() ? nullptr : PyFloat_FromDouble(value);
    }
    if (PyFloat_Check(object)) return PyFloat_FromDouble(PyFloat_AS_DOUBLE(object));
    return PyFloat_FromString(object);
}

PyObject *PyNumber_ToBase(PyObject *number, int base) {
    if (base != 2 && base != 8 && base != 10 && base != 16) {
        return raise(PyExc_SystemError, "PyNumber_ToBase: base must be 2, 8, 10 or 16");
    }
    Ref index = TRY_REF(_PyNumber_Index(number));
    return _PyLong_Format(index.get(), base);
}

} // extern "C"

} // namespace adder::objects
