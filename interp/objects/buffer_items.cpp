// SPDX-License-Identifier: MIT
//
// Single items of memory as Python objects and back: struct's native formats of one letter.
#include "objects/buffer.hpp"
#include "objects/error.hpp"

#include <cstring>
#include <limits>
#include <type_traits>

namespace adder::objects {

namespace {

template <class T> T load(const char *memory) {
    T value;
    std::memcpy(&value, memory, sizeof value);
    return value;
}

template <class T> void store(char *memory, T value) {
    std::memcpy(memory, &value, sizeof value);
}

Failure raise_bad_type(const char *format) {
    return raise_type_error("memoryview: invalid type for format '%s'", format);
}

Failure raise_bad_value(const char *format) {
    return raise_value_error("memoryview: invalid value for format '%s'", format);
}

// After a failed conversion: the error in memoryview's words.
int explain_failure(const char *format) {
    if (clear_if_matches(PyExc_TypeError)) return raise_bad_type(format);
    if (clear_if_matches(PyExc_OverflowError) || clear_if_matches(PyExc_ValueError))
        return raise_bad_value(format);
    return -1;
}

template <class T> PyObject *unpack_integer(const char *memory) {
    if constexpr (std::is_signed_v<T>) return PyLong_FromLongLong(load<T>(memory));
    return PyLong_FromUnsignedLongLong(static_cast<unsigned long long>(load<T>(memory)));
}

template <class T> int pack_integer(char *memory, PyObject *value, const char *format) {
    Ref index = Ref::steal(_PyNumber_Index(value));
    if (!index) return explain_failure(format);
    if constexpr (std::is_signed_v<T>) {
        long long number = PyLong_AsLongLong(index.get());
        if (number == -1 && is_error_pending()) return explain_failure(format);
        if (number < std::numeric_limits<T>::min() || number > std::numeric_limits<T>::max())
            return raise_bad_value(format);
        store(memory, static_cast<T>(number));
    } else {
        unsigned long long number = PyLong_AsUnsignedLongLong(index.get());
        if (number == static_cast<unsigned long long>(-1) && is_error_pending())
            return explain_failure(format);
        if (number > std::numeric_limits<T>::max()) return raise_bad_value(format);
        store(memory, static_cast<T>(number));
    }
    return 0;
}

int pack_float(char *memory, PyObject *value, const char *format, char letter) {
    double number = PyFloat_AsDouble(value);
    if (number == -1.0 && is_error_pending()) return explain_failure(format);
    if (letter == 'd') {
        store(memory, number);
    } else if (letter == 'f') {
        store(memory, static_cast<float>(number));
    } else if (PyFloat_Pack2(number, memory, 1) < 0) {
        return explain_failure(format);
    }
    return 0;
}

int pack_byte(char *memory, PyObject *value, const char *format) {
    if (!PyBytes_Check(value)) return raise_bad_type(format);
    if (PyBytes_GET_SIZE(value) != 1) return raise_bad_value(format);
    *memory = PyBytes_AS_STRING(value)[0];
    return 0;
}

} // namespace

char native_format(const char *format) {
    if (format == nullptr) return 'B';
    if (*format == '@') format++;
    bool is_single =
        format[0] != '\0' && format[1] == '\0' && std::strchr("?cbBhHiIlLqQnNefdP", format[0]) != nullptr;
    return is_single ? format[0] : '\0';
}

Py_ssize_t native_item_size(const char *format) {
    switch (native_format(format)) {
    case '?':
    case 'c':
    case 'b':
    case 'B': return 1;
    case 'h':
    case 'H':
    case 'e': return 2;
    case 'i':
    case 'I':
    case 'f': return 4;
    case '\0': return -1;
    default: return 8;
    }
}

Failure raise_unsupported_format(const char *format) {
    const char *code = *format == '@' ? format + 1 : format;
    if (code[0] != '\0' && code[1] != '\0')
        return raise(PyExc_NotImplementedError, "memoryview: unsupported format %s", format);
    return raise(PyExc_NotImplementedError, "memoryview: format %s not supported", format);
}

PyObject *unpack_item(const char *memory, const char *format) {
    switch (native_format(format)) {
    case '?': return PyBool_FromLong(*memory != 0);
    case 'c': return PyBytes_FromStringAndSize(memory, 1);
    case 'b': return unpack_integer<signed char>(memory);
    case 'B': return unpack_integer<unsigned char>(memory);
    case 'h': return unpack_integer<short>(memory);
    case 'H': return unpack_integer<unsigned short>(memory);
    case 'i': return unpack_integer<int>(memory);
    case 'I': return unpack_integer<unsigned>(memory);
    case 'l':
    case 'q':
    case 'n': return unpack_integer<long long>(memory);
    case 'L':
    case 'Q':
    case 'N': return unpack_integer<unsigned long long>(memory);
    case 'e': return PyFloat_FromDouble(PyFloat_Unpack2(memory, 1));
    case 'f': return PyFloat_FromDouble(load<float>(memory));
    case 'd': return PyFloat_FromDouble(load<double>(memory));
    case 'P': return PyLong_FromVoidPtr(load<void *>(memory));
    default: return raise_unsupported_format(format);
    }
}

int pack_item(char *memory, PyObject *value, const char *format) {
    switch (char letter = native_format(format)) {
    case '?': *memory = static_cast<char>(TRY(PyObject_IsTrue(value))); return 0;
    case 'c': return pack_byte(memory, value, format);
    case 'b': return pack_integer<signed char>(memory, value, format);
    case 'B': return pack_integer<unsigned char>(memory, value, format);
    case 'h': return pack_integer<short>(memory, value, format);
    case 'H': return pack_integer<unsigned short>(memory, value, format);
    case 'i': return pack_integer<int>(memory, value, format);
    case 'I': return pack_integer<unsigned>(memory, value, format);
    case 'l':
    case 'q':
    case 'n': return pack_integer<long long>(memory, value, format);
    case 'L':
    case 'Q':
    case 'N':
    case 'P': return pack_integer<unsigned long long>(memory, value, format);
    case 'e':
    case 'f':
    case 'd': return pack_float(memory, value, format, letter);
    default: return raise_unsupported_format(format);
    }
}

} // namespace adder::objects
