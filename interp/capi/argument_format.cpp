// SPDX-License-Identifier: MIT
//
// The format codes of PyArg_Parse…, one function a family; texts and rules are those of CPython 3.11.
#include "capi/argument_format.hpp"

#include <cstring>
#include <limits>
#include <string>

namespace adder::capi {
namespace {

constexpr Complaint has_raised = "(error)";

// Letters count items: of "es" and "et" only the second one.
bool is_code(char c) {
    return Py_ISALPHA(c) && c != 'e';
}

bool is_item_end(char c) {
    return c == ')' || c == '\0' || c == ':' || c == ';';
}

// Items of a parenthesised format, up to its ')'; -1 when that is missing.
int count_items(const char *format) {
    int count = 0;
    for (int level = 0;; format++) {
        if (*format == '(') {
            if (level++ == 0) count++;
        } else if (*format == ')') {
            if (level-- == 0) return count;
        } else if (is_item_end(*format)) {
            return -1;
        } else if (level == 0 && is_code(*format)) {
            count++;
        }
    }
}

const char *type_text(PyObject *argument) {
    return Py_IsNone(argument) ? "None" : Py_TYPE(argument)->tp_name;
}

// Contiguous read-only view of the argument's bytes; complains about what is not bytes-like.
Complaint get_buffer(PyObject *argument, Py_buffer *view) {
    if (PyObject_GetBuffer(argument, view, PyBUF_SIMPLE) != 0) return "bytes-like object";
    if (PyBuffer_IsContiguous(view, 'C')) return nullptr;
    PyBuffer_Release(view);
    return "contiguous buffer";
}

// The bytes of an object that keeps them in place without being asked to.
Complaint get_stable_bytes(PyObject *argument, const char *&bytes, Py_ssize_t &size) {
    const PyBufferProcs *procedures = Py_TYPE(argument)->tp_as_buffer;
    if (procedures != nullptr && procedures->bf_releasebuffer != nullptr)
        return "read-only bytes-like object";
    Py_buffer view;
    if (const Complaint complaint = get_buffer(argument, &view)) return complaint;
    bytes = static_cast<const char *>(view.buf);
    size = view.len;
    PyBuffer_Release(&view);
    return nullptr;
}

bool take(const char *&format, char expected) {
    if (*format != expected) return false;
    format++;
    return true;
}

} // namespace

ItemConverter::~ItemConverter() {
    for (const Cleanup &cleanup : cleanups_) {
        switch (cleanup.kind) {
        case Cleanup::Kind::Memory:
            PyMem_Free(*static_cast<void **>(cleanup.target));
            *static_cast<void **>(cleanup.target) = nullptr;
            break;
        case Cleanup::Kind::Buffer: PyBuffer_Release(static_cast<Py_buffer *>(cleanup.target)); break;
        case Cleanup::Kind::Converted: cleanup.converter(nullptr, cleanup.target); break;
        }
    }
    va_end(results_);
}

void ItemConverter::raise(Complaint complaint, Py_ssize_t index, const char *function,
                          const char *message) const {
    if (PyErr_Occurred()) return;
    PyObject *type = complaint[0] == '(' ? PyExc_SystemError : PyExc_TypeError;
    if (message != nullptr) {
        PyErr_SetString(type, message);
        return;
    }
    std::string text;
    if (function != nullptr) text += std::string(function).substr(0, 200) + "() ";
    text += "argument";
    if (index != 0) {
        text += " " + std::to_string(index);
        for (int i = 0; i < most_levels && levels_[i] > 0 && text.size() < 220; i++) {
            text += ", item " + std::to_string(levels_[i] - 1);
        }
    }
    text += " " + std::string(complaint).substr(0, 256);
    PyErr_SetString(type, text.c_str());
}

Complaint ItemConverter::complain_type(const char *expected, PyObject *argument) {
    if (expected[0] == '(') {
        snprintf(text_, sizeof text_, "%.100s", expected);
    } else {
        snprintf(text_, sizeof text_, "must be %.50s, not %.50s", expected, type_text(argument));
    }
    return text_;
}

Complaint ItemConverter::store_if(bool fits, const char *expected, PyObject *argument) {
    if (!fits) return complain_type(expected, argument);
    *next<PyObject *>() = argument;
    return nullptr;
}

// --- items and sequences

Complaint ItemConverter::convert(PyObject *argument, const char *&format, int level) {
    const char *position = format;
    Complaint complaint;
    if (take(position, '(')) {
        complaint = convert_sequence(argument, position, level);
        if (complaint == nullptr) position++;
    } else {
        complaint = convert_simple(argument, position);
        if (complaint != nullptr) levels_[level] = 0;
    }
    if (complaint == nullptr) format = position;
    return complaint;
}

Complaint ItemConverter::convert_sequence(PyObject *argument, const char *&format, int level) {
    const int count = count_items(format);
    if (count < 0 || level + 1 >= most_levels) return "(unbalanced parentheses)";
    levels_[level] = 0;
    if (!PySequence_Check(argument) || PyBytes_Check(argument)) {
        snprintf(text_, sizeof text_, "must be %d-item sequence, not %.50s", count, type_text(argument));
        return text_;
    }
    const Py_ssize_t length = PySequence_Size(argument);
    if (length != count) {
        snprintf(text_, sizeof text_, "must be sequence of length %d, not %zd", count, length);
        return text_;
    }
    for (int i = 0; i < count; i++) {
        const objects::Ref item = objects::Ref::steal(PySequence_GetItem(argument, i));
        if (!item) PyErr_Clear();
        const Complaint complaint = item ? convert(item.get(), format, level + 1) : "is not retrievable";
        if (complaint == nullptr) continue;
        if (!item) levels_[level + 1] = 0;
        levels_[level] = i + 1;
        return complaint;
    }
    return nullptr;
}

Complaint ItemConverter::convert_simple(PyObject *argument, const char *&format) {
    const char code = *format++;
    const bool has_size =
        code != '\0' && (*format == '#' || (code == 'e' && *format != '\0' && format[1] == '#'));
    if (has_size && !has_clean_sizes_) {
        PyErr_SetString(PyExc_SystemError, "PY_SSIZE_T_CLEAN macro must be defined for '#' formats");
        return has_raised;
    }
    switch (code) {
    case 'b':
    case 'B':
    case 'h':
    case 'H':
    case 'i':
    case 'I':
    case 'n':
    case 'l':
    case 'k':
    case 'L':
    case 'K':
    case 'p': return convert_number(argument, code);
    case 'f':
    case 'd':
    case 'D': return convert_real(argument, code);
    case 'c':
    case 'C': return convert_character(argument, code);
    case 's':
    case 'z': return convert_text(argument, code, format);
    case 'y': return convert_bytes(argument, format);
    case 'e': return convert_encoded(argument, format);
    case 'O': return convert_object(argument, format);
    case 'w': return convert_writable(argument, format);
    case 'S': return store_if(PyBytes_Check(argument), "bytes", argument);
    case 'Y': return store_if(PyByteArray_Check(argument), "bytearray", argument);
    case 'U': return store_if(PyUnicode_Check(argument), "str", argument);
    default: return "(impossible<bad format char>)";
    }
}

Complaint ItemConverter::skip(const char *&format) {
    const char code = *format++;
    if (code == '(') {
        while (*format != ')') {
            if (is_item_end(*format)) return "Unmatched left paren in format string";
            if (const Complaint complaint = skip(format)) return complaint;
        }
        format++;
        return nullptr;
    }
    if (code == ')') return "Unmatched right paren in format string";
    if (strchr("bBhHiIlkLKnfdDcCpSYUszywOe", code) == nullptr || code == '\0')
        return "impossible<bad format char>";
    next_result();
    if (code == 'e') {
        if (*format != 's' && *format != 't') return "impossible<bad format char>";
        format++;
        next_result();
        if (take(format, '#')) next_result();
    } else if (code == 'O') {
        if (take(format, '!') || take(format, '&')) next_result();
    } else if (strchr("szyw", code) != nullptr) {
        if (take(format, '#'))
            next_result();
        else
            take(format, '*');
    }
    return nullptr;
}

// --- numbers

template <class T> Complaint ItemConverter::store_ranged(PyObject *argument, const char *name) {
    T *result = next<T>();
    const long number = PyLong_AsLong(argument);
    if (number == -1 && PyErr_Occurred()) return has_raised;
    const bool is_low = number < static_cast<long>(std::numeric_limits<T>::min());
    if (is_low || number > static_cast<long>(std::numeric_limits<T>::max())) {
        PyErr_Format(PyExc_OverflowError, "%s is %s", name,
                     is_low ? "less than minimum" : "greater than maximum");
        return has_raised;
    }
    *result = static_cast<T>(number);
    return nullptr;
}

namespace {

// Stores what the conversion gave unless -1 stands for an error.
template <class T, class N> Complaint store_checked(T *result, N number) {
    if (number == static_cast<N>(-1) && PyErr_Occurred()) return has_raised;
    *result = static_cast<T>(number);
    return nullptr;
}

Complaint store_size(Py_ssize_t *result, PyObject *argument) {
    const objects::Ref index = objects::Ref::steal(PyNumber_Index(argument));
    if (!index) return has_raised;
    return store_checked(result, PyLong_AsSsize_t(index.get()));
}

} // namespace

Complaint ItemConverter::convert_number(PyObject *argument, char code) {
    switch (code) {
    case 'b': return store_ranged<unsigned char>(argument, "unsigned byte integer");
    case 'h': return store_ranged<short>(argument, "signed short integer");
    case 'i': return store_ranged<int>(argument, "signed integer");
    case 'B': return store_checked(next<unsigned char>(), PyLong_AsUnsignedLongMask(argument));
    case 'H': return store_checked(next<unsigned short>(), PyLong_AsUnsignedLongMask(argument));
    case 'I': return store_checked(next<unsigned int>(), PyLong_AsUnsignedLongMask(argument));
    case 'n': return store_size(next<Py_ssize_t>(), argument);
    case 'l': return store_checked(next<long>(), PyLong_AsLong(argument));
    case 'L': return store_checked(next<long long>(), PyLong_AsLongLong(argument));
    case 'p': return store_checked(next<int>(), PyObject_IsTrue(argument));
    case 'k':
    case 'K': {
        auto *result = next<unsigned long long>();
        if (!PyLong_Check(argument)) return complain_type("int", argument);
        *result = PyLong_AsUnsignedLongLongMask(argument);
        return nullptr;
    }
    default: Py_UNREACHABLE();
    }
}

Complaint ItemConverter::convert_real(PyObject *argument, char code) {
    if (code == 'D') {
        auto *result = next<Py_complex>();
        *result = PyComplex_AsCComplex(argument);
        return PyErr_Occurred() ? has_raised : nullptr;
    }
    void *result = next_result();
    const double number = PyFloat_AsDouble(argument);
    if (number == -1.0 && PyErr_Occurred()) return has_raised;
    if (code == 'f') {
        *static_cast<float *>(result) = static_cast<float>(number);
    } else {
        *static_cast<double *>(result) = number;
    }
    return nullptr;
}

// --- characters and text

Complaint ItemConverter::convert_character(PyObject *argument, char code) {
    if (code == 'C') {
        int *result = next<int>();
        if (!PyUnicode_Check(argument) || PyUnicode_GET_LENGTH(argument) != 1) {
            return complain_type("a unicode character", argument);
        }
        *result = static_cast<int>(PyUnicode_READ_CHAR(argument, 0));
        return nullptr;
    }
    char *result = next<char>();
    if (PyBytes_Check(argument) && PyBytes_GET_SIZE(argument) == 1) {
        *result = PyBytes_AS_STRING(argument)[0];
    } else if (PyByteArray_Check(argument) && PyByteArray_GET_SIZE(argument) == 1) {
        *result = PyByteArray_AS_STRING(argument)[0];
    } else {
        return complain_type("a byte string of length 1", argument);
    }
    return nullptr;
}

Complaint ItemConverter::store_buffer(PyObject *argument) {
    auto *view = next<Py_buffer>();
    if (const Complaint expected = get_buffer(argument, view)) return complain_type(expected, argument);
    cleanups_.push_back({Cleanup::Kind::Buffer, view, nullptr});
    return nullptr;
}

// s, z and their forms with '*' (a Py_buffer) and '#' (pointer and size).
Complaint ItemConverter::convert_text(PyObject *argument, char code, const char *&format) {
    const bool is_none = code == 'z' && Py_IsNone(argument);
    const bool is_text = PyUnicode_Check(argument);
    Py_ssize_t size = 0;
    const char *utf8 = nullptr;
    if (is_text && (utf8 = PyUnicode_AsUTF8AndSize(argument, &size)) == nullptr) return has_raised;
    if (take(format, '*')) {
        if (!is_none && !is_text) return store_buffer(argument);
        auto *view = next<Py_buffer>();
        PyBuffer_FillInfo(view, is_none ? nullptr : argument, const_cast<char *>(utf8), size, 1, 0);
        cleanups_.push_back({Cleanup::Kind::Buffer, view, nullptr});
        return nullptr;
    }
    auto *result = next<const char *>();
    if (take(format, '#')) {
        auto *result_size = next<Py_ssize_t>();
        if (!is_none && !is_text) {
            const Complaint expected = get_stable_bytes(argument, utf8, size);
            if (expected != nullptr) return complain_type(expected, argument);
        }
        *result = utf8;
        *result_size = size;
        return nullptr;
    }
    if (!is_none && !is_text) return complain_type(code == 'z' ? "str or None" : "str", argument);
    if (is_text && strlen(utf8) != static_cast<size_t>(size)) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return has_raised;
    }
    *result = utf8;
    return nullptr;
}

Complaint ItemConverter::convert_bytes(PyObject *argument, const char *&format) {
    if (take(format, '*')) return store_buffer(argument);
    auto *result = next<const char *>();
    auto *result_size = *format == '#' ? next<Py_ssize_t>() : nullptr;
    const bool has_size = take(format, '#');
    Py_ssize_t size;
    if (const Complaint expected = get_stable_bytes(argument, *result, size))
        return complain_type(expected, argument);
    if (has_size) {
        *result_size = size;
    } else if (strlen(*result) != static_cast<size_t>(size)) {
        PyErr_SetString(PyExc_ValueError, "embedded null byte");
        return has_raised;
    }
    return nullptr;
}

Complaint ItemConverter::convert_writable(PyObject *argument, const char *&format) {
    if (!take(format, '*')) return "(invalid use of 'w' format character)";
    auto *view = next<Py_buffer>();
    if (PyObject_GetBuffer(argument, view, PyBUF_WRITABLE) < 0) {
        PyErr_Clear();
        return complain_type("read-write bytes-like object", argument);
    }
    if (!PyBuffer_IsContiguous(view, 'C')) {
        PyBuffer_Release(view);
        return complain_type("contiguous buffer", argument);
    }
    cleanups_.push_back({Cleanup::Kind::Buffer, view, nullptr});
    return nullptr;
}

// es and et: text in the encoding that the caller names, in memory that it frees, or in its own buffer with
// '#'.
Complaint ItemConverter::convert_encoded(PyObject *argument, const char *&format) {
    const auto *encoding = next<const char>();
    const bool takes_bytes = *format == 't';
    if (*format != 's' && *format != 't') return "(unknown parser marker combination)";
    format++;
    char **buffer = next<char *>();
    if (buffer == nullptr) return "(buffer is NULL)";
    objects::Ref encoded;
    if (takes_bytes && PyBytes_Check(argument)) {
        encoded = objects::Ref::borrow(argument);
    } else if (takes_bytes && PyByteArray_Check(argument)) {
        encoded = objects::Ref::steal(
            PyBytes_FromStringAndSize(PyByteArray_AS_STRING(argument), PyByteArray_GET_SIZE(argument)));
    } else if (PyUnicode_Check(argument)) {
        encoded =
            objects::Ref::steal(PyUnicode_AsEncodedString(argument, encoding ? encoding : "utf-8", nullptr));
    } else {
        return complain_type(takes_bytes ? "str, bytes or bytearray" : "str", argument);
    }
    if (!encoded) return "(encoding failed)";
    const bool has_size = take(format, '#');
    const Complaint complaint =
        store_encoded(PyBytes_AS_STRING(encoded.get()), PyBytes_GET_SIZE(encoded.get()), buffer, has_size);
    return complaint != nullptr && complaint[0] != '(' ? complain_type(complaint, argument) : complaint;
}

Complaint ItemConverter::store_encoded(const char *text, Py_ssize_t size, char **buffer, bool has_size) {
    bool is_own = true;
    if (has_size) {
        auto *result_size = next<Py_ssize_t>();
        is_own = *buffer == nullptr;
        if (!is_own && size + 1 > *result_size) {
            PyErr_Format(PyExc_ValueError, "encoded string too long (%zd, maximum length %zd)", size,
                         *result_size - 1);
            return has_raised;
        }
        *result_size = size;
    } else if (strlen(text) != static_cast<size_t>(size)) {
        return "encoded string without null bytes";
    }
    if (is_own) {
        *buffer = static_cast<char *>(PyMem_Malloc(static_cast<size_t>(size) + 1));
        if (*buffer == nullptr) {
            PyErr_NoMemory();
            return has_raised;
        }
        cleanups_.push_back({Cleanup::Kind::Memory, buffer, nullptr});
    }
    memcpy(*buffer, text, static_cast<size_t>(size) + 1);
    return nullptr;
}

// --- objects

Complaint ItemConverter::convert_object(PyObject *argument, const char *&format) {
    if (take(format, '!')) {
        auto *type = next<PyTypeObject>();
        auto *result = next<PyObject *>();
        if (!PyObject_TypeCheck(argument, type)) return complain_type(type->tp_name, argument);
        *result = argument;
        return nullptr;
    }
    if (take(format, '&')) {
        const auto converter = reinterpret_cast<Converter>(next_result());
        void *result = next_result();
        const int status = converter(argument, result);
        if (status == 0) return complain_type("(unspecified)", argument);
        if (status == Py_CLEANUP_SUPPORTED)
            cleanups_.push_back({Cleanup::Kind::Converted, result, converter});
        return nullptr;
    }
    *next<PyObject *>() = argument;
    return nullptr;
}

} // namespace adder::capi
