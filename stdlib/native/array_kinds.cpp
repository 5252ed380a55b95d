// SPDX-License-Identifier: MIT
//
// The type codes of arrays: one row a C type.
#include "array.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace adder::stdlib {
namespace {

template <class T> T read(const char *item) {
    T value;
    std::memcpy(&value, item, sizeof value);
    return value;
}

template <class T> PyObject *get_number(const char *item) {
    const T value = read<T>(item);
    if constexpr (std::is_floating_point_v<T>)
        return PyFloat_FromDouble(value);
    else if constexpr (std::is_signed_v<T>)
        return PyLong_FromLongLong(value);
    else
        return PyLong_FromUnsignedLongLong(value);
}

template <class T> bool set_float(char *item, PyObject *value) {
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred() != nullptr) return false;
    const T narrowed = static_cast<T>(number);
    std::memcpy(item, &narrowed, sizeof narrowed);
    return true;
}

bool out_of_range(const char *name, bool is_less) {
    PyErr_Format(PyExc_OverflowError, "%s is %s than %s", name, is_less ? "less" : "greater",
                 is_less ? "minimum" : "maximum");
    return false;
}

constexpr char signed_char_name[] = "signed char";
constexpr char unsigned_char_name[] = "unsigned byte integer";
constexpr char short_name[] = "signed short integer";
constexpr char unsigned_short_name[] = "unsigned short";
constexpr char int_name[] = "signed integer";

// Types narrower than a long: the value is read as a long first.
template <class T, const char *name> bool set_narrow(char *item, PyObject *value) {
    const long number = PyLong_AsLong(value);
    if (number == -1 && PyErr_Occurred() != nullptr) return false;
    if (number < static_cast<long>(std::numeric_limits<T>::min())) return out_of_range(name, true);
    if (number > static_cast<long>(std::numeric_limits<T>::max())) return out_of_range(name, false);
    const T narrowed = static_cast<T>(number);
    std::memcpy(item, &narrowed, sizeof narrowed);
    return true;
}

bool set_long(char *item, PyObject *value) {
    const long number = PyLong_AsLong(value);
    if (number == -1 && PyErr_Occurred() != nullptr) return false;
    std::memcpy(item, &number, sizeof number);
    return true;
}

bool set_long_long(char *item, PyObject *value) {
    const Owned index(PyNumber_Index(value));
    const long long number = index ? PyLong_AsLongLong(index.get()) : -1;
    if (number == -1 && PyErr_Occurred() != nullptr) return false;
    std::memcpy(item, &number, sizeof number);
    return true;
}

template <class T> bool set_unsigned(char *item, PyObject *value) {
    const Owned index(PyNumber_Index(value));
    if (!index) return false;
    const unsigned long number = PyLong_AsUnsignedLong(index.get());
    if (number == static_cast<unsigned long>(-1) && PyErr_Occurred() != nullptr) return false;
    if (number > std::numeric_limits<T>::max()) return out_of_range("unsigned int", false);
    const T narrowed = static_cast<T>(number);
    std::memcpy(item, &narrowed, sizeof narrowed);
    return true;
}

bool set_unsigned_long_long(char *item, PyObject *value) {
    const Owned index(PyNumber_Index(value));
    if (!index) return false;
    const unsigned long long number = PyLong_AsUnsignedLongLong(index.get());
    if (number == static_cast<unsigned long long>(-1) && PyErr_Occurred() != nullptr) return false;
    std::memcpy(item, &number, sizeof number);
    return true;
}

PyObject *get_character(const char *item) {
    const auto character = read<Py_UCS4>(item);
    if (character > 0x10FFFF)
        return PyErr_Format(PyExc_ValueError, "character U+%x is not in range [U+0000; U+10ffff]", character);
    return PyUnicode_FromOrdinal(static_cast<int>(character));
}

bool set_character(char *item, PyObject *value) {
    if (!PyUnicode_Check(value) || PyUnicode_GET_LENGTH(value) != 1) {
        PyErr_SetString(PyExc_TypeError, "array item must be unicode character");
        return false;
    }
    const Py_UCS4 character = PyUnicode_READ_CHAR(value, 0);
    std::memcpy(item, &character, sizeof character);
    return true;
}

constexpr ArrayKind kinds[] = {
    {'b', 1, "b", get_number<int8_t>, set_narrow<int8_t, signed_char_name>, true, true},
    {'B', 1, "B", get_number<uint8_t>, set_narrow<uint8_t, unsigned_char_name>, true, false},
    {'u', 4, "w", get_character, set_character, false, false},
    {'h', 2, "h", get_number<int16_t>, set_narrow<int16_t, short_name>, true, true},
    {'H', 2, "H", get_number<uint16_t>, set_narrow<uint16_t, unsigned_short_name>, true, false},
    {'i', 4, "i", get_number<int32_t>, set_narrow<int32_t, int_name>, true, true},
    {'I', 4, "I", get_number<uint32_t>, set_unsigned<uint32_t>, true, false},
    {'l', 8, "l", get_number<int64_t>, set_long, true, true},
    {'L', 8, "L", get_number<uint64_t>, set_unsigned<uint64_t>, true, false},
    {'q', 8, "q", get_number<int64_t>, set_long_long, true, true},
    {'Q', 8, "Q", get_number<uint64_t>, set_unsigned_long_long, true, false},
    {'f', 4, "f", get_number<float>, set_float<float>, false, false},
    {'d', 8, "d", get_number<double>, set_float<double>, false, false},
};

} // namespace

const char *const array_typecodes = "bBuhHiIlLqQfd";

const ArrayKind *array_kind(char code) {
    for (const ArrayKind &kind : kinds)
        if (kind.code == code) return &kind;
    return nullptr;
}

int machine_format(const ArrayKind *kind) {
    if (kind->code == 'u') return 20;
    if (kind->code == 'f') return 14;
    if (kind->code == 'd') return 16;
    const int width = kind->size == 1 ? 0 : kind->size == 2 ? 2 : kind->size == 4 ? 6 : 10;
    if (!kind->is_signed) return width;
    return kind->size == 1 ? 1 : width + 2;
}

} // namespace adder::stdlib
