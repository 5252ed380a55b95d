// SPDX-License-Identifier: MIT
//
// Reading and writing C fields of objects by rows of a member table (PyMemberDef).
#include "objects/error.hpp"
#include "objects/object.hpp"

#include <limits>

namespace adder::objects {

namespace {

template <class T> T load(const char *address) {
    T value;
    memcpy(&value, address, sizeof value);
    return value;
}

template <class T> int store(char *address, T value) {
    memcpy(address, &value, sizeof value);
    return 0;
}

PyObject *load_object(const char *object, const char *address, const PyMemberDef *member) {
    auto *value = load<PyObject *>(address);
    if (value != nullptr) return Py_NewRef(value);
    if (member->type == T_OBJECT) Py_RETURN_NONE;
    const auto *type = Py_TYPE(reinterpret_cast<const PyObject *>(object));
    return raise(PyExc_AttributeError, "'%.200s' object has no attribute '%s'", type->tp_name, member->name);
}

PyObject *load_text(const char *text) {
    if (text == nullptr) Py_RETURN_NONE;
    return PyUnicode_FromString(text);
}

int warn_truncated(const char *c_type) {
    return PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "Truncation of value to %s", c_type);
}

// A signed field; a value that does not fit is cut off with a warning.
template <class T> int store_signed(char *address, PyObject *value, const char *c_type) {
    const long number = PyLong_AsLong(value);
    if (number == -1 && is_error_pending()) return -1;
    store(address, static_cast<T>(number));
    const bool fits = number >= std::numeric_limits<T>::min() && number <= std::numeric_limits<T>::max();
    return fits ? 0 : warn_truncated(c_type);
}

template <class T> int store_unsigned(char *address, PyObject *value, const char *c_type) {
    const long number = PyLong_AsLong(value);
    if (number == -1 && is_error_pending()) return -1;
    store(address, static_cast<T>(number));
    const bool fits = number >= 0 && static_cast<unsigned long>(number) <= std::numeric_limits<T>::max();
    return fits ? 0 : warn_truncated(c_type);
}

// Full-width unsigned fields take large numbers as they are and negative ones modulo the width.
template <class T> int store_wide_unsigned(char *address, PyObject *value, const char *c_type) {
    const unsigned long number = PyLong_AsUnsignedLong(value);
    if (number != static_cast<unsigned long>(-1) || !is_error_pending()) {
        store(address, static_cast<T>(number));
        return static_cast<T>(number) == number ? 0 : warn_truncated(c_type);
    }
    PyErr_Clear();
    const long negative = PyLong_AsLong(value);
    if (negative == -1 && is_error_pending()) return -1;
    store(address, static_cast<T>(negative));
    TRY(PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "Writing negative value into unsigned field"));
    return static_cast<T>(negative) == static_cast<unsigned long>(negative) ? 0 : warn_truncated(c_type);
}

int store_bool(char *address, PyObject *value) {
    if (!PyBool_Check(value)) return raise_type_error("attribute value type must be bool");
    return store<char>(address, value == Py_True);
}

template <class T> int store_floating(char *address, PyObject *value) {
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && is_error_pending()) return -1;
    return store(address, static_cast<T>(number));
}

int store_object(char *address, PyObject *value) {
    auto *old = load<PyObject *>(address);
    store(address, Py_XNewRef(value));
    Py_XDECREF(old);
    return 0;
}

int store_char(char *address, PyObject *value) {
    Py_ssize_t length = 0;
    const char *text = PyUnicode_AsUTF8AndSize(value, &length);
    if (text == nullptr) return -1;
    if (length == 1) return store(address, text[0]);
    PyErr_BadArgument();
    return -1;
}

int store_long_long(char *address, PyObject *value) {
    const long long number = PyLong_AsLongLong(value);
    if (number == -1 && is_error_pending()) return -1;
    return store(address, number);
}

// Unlike the narrower unsigned fields, this one takes no negative int.
int store_unsigned_long_long(char *address, PyObject *value) {
    const unsigned long long number = PyLong_Check(value)
                                          ? PyLong_AsUnsignedLongLong(value)
                                          : static_cast<unsigned long long>(PyLong_AsLong(value));
    if (number == static_cast<unsigned long long>(-1) && is_error_pending()) return -1;
    return store(address, number);
}

// An int alone will do: __index__ is not asked.
int store_size(char *address, PyObject *value) {
    const Py_ssize_t number = PyLong_AsSsize_t(value);
    if (number == -1 && is_error_pending()) return -1;
    return store(address, number);
}

int check_deletable(const char *address, const PyMemberDef *member) {
    if (member->type == T_OBJECT_EX) {
        if (load<PyObject *>(address) == nullptr) return raise(PyExc_AttributeError, "%s", member->name);
    } else if (member->type != T_OBJECT) {
        return raise_type_error("can't delete numeric/char attribute");
    }
    return 0;
}

} // namespace

extern "C" {

PyObject *PyMember_GetOne(const char *object, PyMemberDef *member) {
    const char *address = object + member->offset;
    switch (member->type) {
    case T_BOOL: return PyBool_FromLong(load<char>(address));
    case T_BYTE: return PyLong_FromLong(load<signed char>(address));
    case T_UBYTE: return PyLong_FromUnsignedLong(load<unsigned char>(address));
    case T_SHORT: return PyLong_FromLong(load<short>(address));
    case T_USHORT: return PyLong_FromLong(load<unsigned short>(address));
    case T_INT: return PyLong_FromLong(load<int>(address));
    case T_UINT: return PyLong_FromUnsignedLong(load<unsigned int>(address));
    case T_LONG: return PyLong_FromLong(load<long>(address));
    case T_ULONG: return PyLong_FromUnsignedLong(load<unsigned long>(address));
    case T_PYSSIZET: return PyLong_FromSsize_t(load<Py_ssize_t>(address));
    case T_FLOAT: return PyFloat_FromDouble(static_cast<double>(load<float>(address)));
    case T_DOUBLE: return PyFloat_FromDouble(load<double>(address));
    case T_STRING: return load_text(load<const char *>(address));
    case T_STRING_INPLACE: return PyUnicode_FromString(address);
    case T_CHAR: return PyUnicode_FromStringAndSize(address, 1);
    case T_OBJECT:
    case T_OBJECT_EX: return load_object(object, address, member);
    case T_LONGLONG: return PyLong_FromLongLong(load<long long>(address));
    case T_ULONGLONG: return PyLong_FromUnsignedLongLong(load<unsigned long long>(address));
    case T_NONE: Py_RETURN_NONE;
    default: return raise(PyExc_SystemError, "bad memberdescr type");
    }
}

int PyMember_SetOne(char *object, PyMemberDef *member, PyObject *value) {
    char *address = object + member->offset;
    if (member->flags & READONLY) return raise(PyExc_AttributeError, "readonly attribute");
    if (value == nullptr) TRY(check_deletable(address, member));
    switch (member->type) {
    case T_BOOL: return store_bool(address, value);
    case T_BYTE: return store_signed<signed char>(address, value, "char");
    case T_UBYTE: return store_unsigned<unsigned char>(address, value, "unsigned char");
    case T_SHORT: return store_signed<short>(address, value, "short");
    case T_USHORT: return store_unsigned<unsigned short>(address, value, "unsigned short");
    case T_INT: return store_signed<int>(address, value, "int");
    case T_UINT: return store_wide_unsigned<unsigned int>(address, value, "unsigned int");
    case T_LONG: return store_signed<long>(address, value, "long");
    case T_ULONG: return store_wide_unsigned<unsigned long>(address, value, "unsigned long");
    case T_PYSSIZET: return store_size(address, value);
    case T_FLOAT: return store_floating<float>(address, value);
    case T_DOUBLE: return store_floating<double>(address, value);
    case T_OBJECT:
    case T_OBJECT_EX: return store_object(address, value);
    case T_CHAR: return store_char(address, value);
    case T_STRING:
    case T_STRING_INPLACE: return raise_type_error("readonly attribute");
    case T_LONGLONG: return store_long_long(address, value);
    case T_ULONGLONG: return store_unsigned_long_long(address, value);
    default: return raise(PyExc_SystemError, "bad memberdescr type for %s", member->name);
    }
}

} // extern "C"

} // namespace adder::objects
