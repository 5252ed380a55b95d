// SPDX-License-Identifier: MIT
//
// The fundamental types of C: a row for each code letter, with functions that read and write a value in
// memory, also with the other byte order, and bit fields. Memory may lie at any address, so it is copied.
// Integers are taken modulo their size, as C does it; only another type of object is an error.
#include "ctypes.hpp"

#include <algorithm>
#include <concepts>
#include <cstring>
#include <iterator>

namespace adder::stdlib::ctypes {
namespace {

template <class T> T load(const char *memory) {
    T value;
    std::memcpy(&value, memory, sizeof value);
    return value;
}

template <class T> void store(char *memory, T value) {
    std::memcpy(memory, &value, sizeof value);
}

// For numbers only: their bytes the other way round.
template <class T> T swapped(T value) {
    auto *bytes = reinterpret_cast<char *>(&value);
    std::reverse(bytes, bytes + sizeof value);
    return value;
}

PyObject *expected(const char *what, PyObject *value) {
    return PyErr_Format(PyExc_TypeError, "%s expected instead of %s instance", what, type_name(value));
}

// --- integers

template <std::integral T> PyObject *to_object(T value) {
    if constexpr (std::unsigned_integral<T>) return PyLong_FromUnsignedLongLong(value);
    return PyLong_FromLongLong(static_cast<long long>(value));
}

template <class T> bool to_integer(PyObject *value, T &result) {
    const unsigned long long number = PyLong_AsUnsignedLongLongMask(value);
    if (number == static_cast<unsigned long long>(-1) && PyErr_Occurred() != nullptr) return false;
    result = static_cast<T>(number);
    return true;
}

template <class T, bool Swapped> PyObject *get_integer(const char *memory) {
    const T value = load<T>(memory);
    return to_object(Swapped ? swapped(value) : value);
}

template <class T, bool Swapped> PyObject *set_integer(char *memory, PyObject *value) {
    T number;
    if (!to_integer(value, number)) return nullptr;
    store(memory, Swapped ? swapped(number) : number);
    Py_RETURN_NONE;
}

// --- floats

template <class T, bool Swapped> PyObject *get_float(const char *memory) {
    const T value = load<T>(memory);
    return PyFloat_FromDouble(static_cast<double>(Swapped ? swapped(value) : value));
}

template <class T, bool Swapped> PyObject *set_float(char *memory, PyObject *value) {
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred() != nullptr) return nullptr;
    const T result = static_cast<T>(number);
    store(memory, Swapped ? swapped(result) : result);
    Py_RETURN_NONE;
}

PyObject *set_long_double(char *memory, PyObject *value) {
    const double number = PyFloat_AsDouble(value);
    if (number == -1.0 && PyErr_Occurred() != nullptr) return nullptr;
    // Only ten bytes are the number; the rest is given a value too.
    std::memset(memory, 0, sizeof(long double));
    const long double result = number;
    std::memcpy(memory, &result, std::min<size_t>(sizeof result, 16));
    Py_RETURN_NONE;
}

// --- bool, char, wchar_t

PyObject *get_bool(const char *memory) {
    return PyBool_FromLong(*memory != 0);
}

PyObject *set_bool(char *memory, PyObject *value) {
    const int truth = PyObject_IsTrue(value);
    if (truth < 0) return nullptr;
    *memory = static_cast<char>(truth);
    Py_RETURN_NONE;
}

// The short that COM has for a bool: all bits are set when it is true.
PyObject *get_variant_bool(const char *memory) {
    return PyBool_FromLong(load<short>(memory) != 0);
}

PyObject *set_variant_bool(char *memory, PyObject *value) {
    const int truth = PyObject_IsTrue(value);
    if (truth < 0) return nullptr;
    store(memory, static_cast<short>(-truth));
    Py_RETURN_NONE;
}

PyObject *get_char(const char *memory) {
    return PyBytes_FromStringAndSize(memory, 1);
}

PyObject *set_char(char *memory, PyObject *value) {
    if (PyBytes_Check(value) && PyBytes_GET_SIZE(value) == 1) {
        *memory = PyBytes_AS_STRING(value)[0];
        Py_RETURN_NONE;
    }
    if (PyByteArray_Check(value) && PyByteArray_GET_SIZE(value) == 1) {
        *memory = PyByteArray_AS_STRING(value)[0];
        Py_RETURN_NONE;
    }
    if (PyLong_Check(value)) {
        const long number = PyLong_AsLong(value);
        if (number >= 0 && number < 256) {
            *memory = static_cast<char>(number);
            Py_RETURN_NONE;
        }
    }
    if (PyErr_Occurred() == nullptr || PyErr_ExceptionMatches(PyExc_OverflowError))
        PyErr_SetString(PyExc_TypeError, "one character bytes, bytearray or integer expected");
    return nullptr;
}

PyObject *get_wide_char(const char *memory) {
    const wchar_t value = load<wchar_t>(memory);
    return PyUnicode_FromWideChar(&value, 1);
}

PyObject *set_wide_char(char *memory, PyObject *value) {
    if (!PyUnicode_Check(value)) return expected("unicode string", value);
    if (PyUnicode_GET_LENGTH(value) != 1) {
        PyErr_SetString(PyExc_TypeError, "one character unicode string expected");
        return nullptr;
    }
    store(memory, static_cast<wchar_t>(PyUnicode_READ_CHAR(value, 0)));
    Py_RETURN_NONE;
}

// --- pointers

PyObject *get_char_pointer(const char *memory) {
    const char *text = load<const char *>(memory);
    if (text == nullptr) Py_RETURN_NONE;
    return PyBytes_FromString(text);
}

// An int as an address, and None as the null pointer; NULL without an error for anything else.
PyObject *set_address(char *memory, PyObject *value) {
    if (value == Py_None) {
        store<void *>(memory, nullptr);
        Py_RETURN_NONE;
    }
    if (!PyLong_Check(value)) return nullptr;
    const unsigned long long address = PyLong_AsUnsignedLongLongMask(value);
    if (address == static_cast<unsigned long long>(-1) && PyErr_Occurred() != nullptr) return nullptr;
    store(memory, address);
    Py_RETURN_NONE;
}

PyObject *set_char_pointer(char *memory, PyObject *value) {
    if (PyBytes_Check(value)) {
        store<const char *>(memory, PyBytes_AS_STRING(value));
        return Py_NewRef(value);
    }
    PyObject *result = set_address(memory, value);
    if (result == nullptr && PyErr_Occurred() == nullptr) return expected("bytes or integer address", value);
    return result;
}

PyObject *get_wide_pointer(const char *memory) {
    const wchar_t *text = load<const wchar_t *>(memory);
    if (text == nullptr) Py_RETURN_NONE;
    return PyUnicode_FromWideChar(text, static_cast<Py_ssize_t>(wcslen(text)));
}

void free_wide_text(PyObject *capsule) {
    PyMem_Free(PyCapsule_GetPointer(capsule, "_ctypes wide text"));
}

PyObject *set_wide_pointer(char *memory, PyObject *value) {
    if (!PyUnicode_Check(value)) {
        PyObject *result = set_address(memory, value);
        if (result == nullptr && PyErr_Occurred() == nullptr)
            return expected("unicode string or integer address", value);
        return result;
    }
    // With a length asked for, zeros inside of the text are no error.
    Py_ssize_t length;
    wchar_t *text = PyUnicode_AsWideCharString(value, &length);
    if (text == nullptr) return nullptr;
    PyObject *keep = PyCapsule_New(text, "_ctypes wide text", free_wide_text);
    if (keep == nullptr)
        PyMem_Free(text);
    else
        store<const wchar_t *>(memory, text);
    return keep;
}

PyObject *get_pointer(const char *memory) {
    void *address = load<void *>(memory);
    if (address == nullptr) Py_RETURN_NONE;
    return PyLong_FromVoidPtr(address);
}

PyObject *set_pointer(char *memory, PyObject *value) {
    PyObject *result = set_address(memory, value);
    if (result == nullptr && PyErr_Occurred() == nullptr)
        PyErr_SetString(PyExc_TypeError, "cannot be converted to pointer");
    return result;
}

PyObject *get_python_object(const char *memory) {
    PyObject *object = load<PyObject *>(memory);
    if (object == nullptr) PyErr_SetString(PyExc_ValueError, "PyObject is NULL");
    return Py_XNewRef(object);
}

PyObject *set_python_object(char *memory, PyObject *value) {
    store(memory, value);
    return Py_NewRef(value);
}

// --- the rows

template <class T> constexpr Code integer_row(char letter, ffi_type &ffi, char format) {
    return {letter,
            &ffi,
            format,
            get_integer<T, false>,
            set_integer<T, false>,
            get_integer<T, true>,
            set_integer<T, true>};
}

const Code codes[] = {
    {'c', &ffi_type_sint8, 'c', get_char, set_char, get_char, set_char},
    integer_row<signed char>('b', ffi_type_sint8, 'b'),
    integer_row<unsigned char>('B', ffi_type_uint8, 'B'),
    integer_row<short>('h', ffi_type_sint16, 'h'),
    integer_row<unsigned short>('H', ffi_type_uint16, 'H'),
    integer_row<int>('i', ffi_type_sint32, 'i'),
    integer_row<unsigned>('I', ffi_type_uint32, 'I'),
    integer_row<long>('l', ffi_type_sint64, 'q'),
    integer_row<unsigned long>('L', ffi_type_uint64, 'Q'),
    integer_row<long long>('q', ffi_type_sint64, 'q'),
    integer_row<unsigned long long>('Q', ffi_type_uint64, 'Q'),
    {'f', &ffi_type_float, 'f', get_float<float, false>, set_float<float, false>, get_float<float, true>,
     set_float<float, true>},
    {'d', &ffi_type_double, 'd', get_float<double, false>, set_float<double, false>, get_float<double, true>,
     set_float<double, true>},
    {'g', &ffi_type_longdouble, 'g', get_float<long double, false>, set_long_double, nullptr, nullptr},
    {'?', &ffi_type_uint8, '?', get_bool, set_bool, nullptr, nullptr},
    {'v', &ffi_type_sint16, 'v', get_variant_bool, set_variant_bool, nullptr, nullptr},
    {'u', &ffi_type_sint32, 'u', get_wide_char, set_wide_char, nullptr, nullptr},
    {'z', &ffi_type_pointer, 'z', get_char_pointer, set_char_pointer, nullptr, nullptr},
    {'Z', &ffi_type_pointer, 'Z', get_wide_pointer, set_wide_pointer, nullptr, nullptr},
    {'P', &ffi_type_pointer, 'P', get_pointer, set_pointer, nullptr, nullptr},
    {'O', &ffi_type_pointer, 'O', get_python_object, set_python_object, nullptr, nullptr},
};

// --- bit fields

// Calls `use` with a zero of the integer type that a code stands for.
template <class Use> auto with_integer_type(char letter, Use use) {
    switch (letter) {
    case 'b': return use(static_cast<signed char>(0));
    case 'B': return use(static_cast<unsigned char>(0));
    case 'h': return use(short{0});
    case 'H': return use(static_cast<unsigned short>(0));
    case 'i': return use(0);
    case 'I': return use(0U);
    case 'l':
    case 'q': return use(0LL);
    default: return use(0ULL);
    }
}

unsigned long long mask_of(int count) {
    return count >= 64 ? ~0ULL : (1ULL << count) - 1;
}

} // namespace

const char *const code_letters = "cbBhHiIlLdfuzZqQPXOv?g";

const Code *find_code(char letter) {
    const auto *found = std::ranges::find(codes, letter, &Code::letter);
    return found == std::end(codes) ? nullptr : found;
}

PyObject *get_bits(const Descriptor &type, const char *memory, int low, int count) {
    if (type.code->letter == '?') return get_bool(memory);
    return with_integer_type(type.code->letter, [&](auto zero) {
        using T = decltype(zero);
        const T word = load<T>(memory);
        unsigned long long bits = static_cast<unsigned long long>(type.is_swapped ? swapped(word) : word);
        bits = bits >> low & mask_of(count);
        const bool is_negative = std::is_signed_v<T> && (bits >> (count - 1) & 1) != 0;
        return to_object(static_cast<T>(is_negative ? bits | ~mask_of(count) : bits));
    });
}

bool set_bits(const Descriptor &type, char *memory, PyObject *value, int low, int count) {
    if (type.code->letter == '?') {
        const Owned done(set_bool(memory, value));
        return static_cast<bool>(done);
    }
    unsigned long long bits;
    if (!to_integer(value, bits)) return false;
    with_integer_type(type.code->letter, [&](auto zero) {
        using T = decltype(zero);
        T word = load<T>(memory);
        if (type.is_swapped) word = swapped(word);
        const unsigned long long mask = mask_of(count) << low;
        const T result =
            static_cast<T>((static_cast<unsigned long long>(word) & ~mask) | (bits << low & mask));
        store(memory, type.is_swapped ? swapped(result) : result);
    });
    return true;
}

} // namespace adder::stdlib::ctypes
