// SPDX-License-Identifier: MIT
//
// str through the C API: creation from C texts, direct reading and writing, conversion to C arrays.
//
// Writing is for those who made the str and have not shown it to anybody yet.
#include "objects/error.hpp"
#include "objects/str.hpp"

namespace adder::objects {
namespace {

// In-place changes are for those who made the str and have not shown it to anybody.
bool is_modifiable(PyObject *text) {
    return Py_REFCNT(text) == 1 && as_str(text)->hash == -1 && !is_interned(text) && is_exact_str(text);
}

int check_modifiable(PyObject *text) {
    if (is_modifiable(text)) return 0;
    PyErr_SetString(PyExc_SystemError, "Cannot modify a string currently used");
    return -1;
}

[[nodiscard]] int check_wide_source(PyObject *text) {
    if (text != nullptr && is_str(text)) return 0;
    if (text == nullptr)
        PyErr_BadInternalCall();
    else
        PyErr_BadArgument();
    return -1;
}

} // namespace

extern "C" {

PyObject *PyUnicode_FromKindAndData(int kind, const void *buffer, Py_ssize_t size) {
    if (size < 0) {
        PyErr_SetString(PyExc_ValueError, "size must be positive");
        return nullptr;
    }
    if (kind != PyUnicode_1BYTE_KIND && kind != PyUnicode_2BYTE_KIND && kind != PyUnicode_4BYTE_KIND) {
        PyErr_SetString(PyExc_SystemError, "invalid kind");
        return nullptr;
    }
    return make_str({buffer, size, kind});
}

PyObject *PyUnicode_FromStringAndSize(const char *text, Py_ssize_t size) {
    if (size < 0) {
        PyErr_SetString(PyExc_SystemError, "Negative size passed to PyUnicode_FromStringAndSize");
        return nullptr;
    }
    if (text != nullptr) return PyUnicode_DecodeUTF8(text, size, nullptr);
    if (size == 0) return Py_NewRef(empty_str());
    PyErr_SetString(PyExc_SystemError,
                    "NULL string with positive size passed to PyUnicode_FromStringAndSize");
    return nullptr;
}

PyObject *PyUnicode_FromString(const char *text) {
    return PyUnicode_DecodeUTF8(text, static_cast<Py_ssize_t>(strlen(text)), nullptr);
}

PyObject *PyUnicode_FromOrdinal(int ordinal) {
    if (ordinal < 0 || ordinal > 0x10ffff) {
        PyErr_SetString(PyExc_ValueError, "chr() arg not in range(0x110000)");
        return nullptr;
    }
    return make_character(static_cast<Py_UCS4>(ordinal));
}

PyObject *PyUnicode_FromObject(PyObject *object) {
    if (is_str(object)) return exact_str(object);
    PyErr_Format(PyExc_TypeError, "Can't convert '%.100s' object to str implicitly",
                 Py_TYPE(object)->tp_name);
    return nullptr;
}

PyObject *PyUnicode_FromWideChar(const wchar_t *text, Py_ssize_t size) {
    if (text == nullptr && size != 0) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (size < 0) size = static_cast<Py_ssize_t>(wcslen(text));
    for (Py_ssize_t i = 0; i < size; i++) {
        const auto character = static_cast<uint32_t>(text[i]);
        if (character > 0x10ffff)
            return raise_value_error("character U+%x is not in range [U+0000; U+10ffff]", character);
    }
    return make_str({text, size, PyUnicode_4BYTE_KIND});
}

PyObject *PyUnicode_FromUnicode(const Py_UNICODE *text, Py_ssize_t size) {
    return PyUnicode_FromWideChar(text, size);
}

PyObject *_PyUnicode_Copy(PyObject *text) {
    if (!is_str(text)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    PyObject *copy = PyUnicode_New(str_length(text), PyUnicode_MAX_CHAR_VALUE(text));
    if (copy != nullptr) copy_characters(PyUnicode_KIND(copy), PyUnicode_DATA(copy), 0, TextView(text));
    return copy;
}

PyObject *PyUnicode_Substring(PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    end = Py_MIN(end, str_length(text));
    if (start < 0 || end < 0) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return nullptr;
    }
    if (start >= str_length(text) || end < start) return Py_NewRef(empty_str());
    return substring(text, start, end);
}

int _PyUnicode_Ready(PyObject *) {
    return 0;
}

int _PyUnicode_CheckConsistency(PyObject *text, int check_content) {
    return is_str(text) &&
           (!check_content || PyUnicode_MAX_CHAR_VALUE(text) == max_character(TextView(text)));
}

int PyUnicode_Resize(PyObject **text, Py_ssize_t length) {
    if (text == nullptr || *text == nullptr || !is_str(*text) || length < 0) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (str_length(*text) == length) return 0;
    if (length == 0) {
        Py_SETREF(*text, Py_NewRef(empty_str()));
        return 0;
    }
    if (is_modifiable(*text)) return resize_str(text, length);
    PyObject *copy = PyUnicode_New(length, PyUnicode_MAX_CHAR_VALUE(*text));
    if (copy == nullptr) return -1;
    const Py_ssize_t kept = Py_MIN(length, str_length(*text));
    copy_characters(PyUnicode_KIND(copy), PyUnicode_DATA(copy), 0, TextView(*text).slice(0, kept));
    Py_SETREF(*text, copy);
    return 0;
}

Py_ssize_t PyUnicode_CopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start,
                                    Py_ssize_t how_many) {
    if (!is_str(from) || !is_str(to)) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (static_cast<size_t>(from_start) > static_cast<size_t>(str_length(from)) ||
        static_cast<size_t>(to_start) > static_cast<size_t>(str_length(to))) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (how_many < 0) {
        PyErr_SetString(PyExc_SystemError, "how_many cannot be negative");
        return -1;
    }
    how_many = Py_MIN(str_length(from) - from_start, how_many);
    if (to_start + how_many > str_length(to)) {
        PyErr_Format(PyExc_SystemError, "Cannot write %zi characters at %zi in a string of %zi characters",
                     how_many, to_start, str_length(to));
        return -1;
    }
    if (how_many == 0) return 0;
    if (check_modifiable(to) < 0) return -1;
    const TextView part = TextView(from).slice(from_start, from_start + how_many);
    const Py_UCS4 widest = max_character(part);
    if (widest > PyUnicode_MAX_CHAR_VALUE(to)) {
        PyErr_Format(PyExc_SystemError, "Cannot copy %s characters into a string of %s characters",
                     widest < 256       ? "latin1"
                     : widest < 0x10000 ? "UCS2"
                                        : "UCS4",
                     PyUnicode_IS_ASCII(to)    ? "ascii"
                     : PyUnicode_KIND(to) == 1 ? "latin1"
                                               : "UCS2");
        return -1;
    }
    copy_characters(PyUnicode_KIND(to), PyUnicode_DATA(to), to_start, part);
    return how_many;
}

void _PyUnicode_FastCopyCharacters(PyObject *to, Py_ssize_t to_start, PyObject *from, Py_ssize_t from_start,
                                   Py_ssize_t how_many) {
    copy_characters(PyUnicode_KIND(to), PyUnicode_DATA(to), to_start,
                    TextView(from).slice(from_start, from_start + how_many));
}

void _PyUnicode_FastFill(PyObject *text, Py_ssize_t start, Py_ssize_t length, Py_UCS4 character) {
    void *data = PyUnicode_DATA(text);
    const int kind = PyUnicode_KIND(text);
    if (kind == PyUnicode_1BYTE_KIND) {
        memset(static_cast<char *>(data) + start, static_cast<int>(character), static_cast<size_t>(length));
        return;
    }
    for (Py_ssize_t i = start; i < start + length; i++) PyUnicode_WRITE(kind, data, i, character);
}

Py_ssize_t PyUnicode_Fill(PyObject *text, Py_ssize_t start, Py_ssize_t length, Py_UCS4 character) {
    if (!is_str(text)) {
        PyErr_BadInternalCall();
        return -1;
    }
    if (check_modifiable(text) < 0) return -1;
    if (start < 0) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (character > PyUnicode_MAX_CHAR_VALUE(text)) {
        PyErr_SetString(PyExc_ValueError, "fill character is bigger than the string maximum character");
        return -1;
    }
    length = Py_MIN(str_length(text) - start, length);
    if (length <= 0) return 0;
    _PyUnicode_FastFill(text, start, length, character);
    return length;
}

int PyUnicode_WriteChar(PyObject *text, Py_ssize_t index, Py_UCS4 character) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return -1;
    }
    if (index < 0 || index >= str_length(text)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return -1;
    }
    if (check_modifiable(text) < 0) return -1;
    if (character > PyUnicode_MAX_CHAR_VALUE(text)) {
        PyErr_SetString(PyExc_ValueError, "character out of range");
        return -1;
    }
    PyUnicode_WRITE(PyUnicode_KIND(text), PyUnicode_DATA(text), index, character);
    return 0;
}

Py_UCS4 PyUnicode_ReadChar(PyObject *text, Py_ssize_t index) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return static_cast<Py_UCS4>(-1);
    }
    if (index < 0 || index >= str_length(text)) {
        PyErr_SetString(PyExc_IndexError, "string index out of range");
        return static_cast<Py_UCS4>(-1);
    }
    return PyUnicode_READ_CHAR(text, index);
}

Py_ssize_t PyUnicode_GetLength(PyObject *text) {
    if (is_str(text)) return str_length(text);
    PyErr_BadArgument();
    return -1;
}

Py_ssize_t PyUnicode_GetSize(PyObject *text) {
    return PyUnicode_GetLength(text);
}

Py_UCS4 _PyUnicode_FindMaxChar(PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    if (start == 0 && end == str_length(text)) return PyUnicode_MAX_CHAR_VALUE(text);
    return max_character(TextView(text).slice(start, end));
}

Py_UCS4 *PyUnicode_AsUCS4(PyObject *text, Py_UCS4 *buffer, Py_ssize_t buffer_length, int copy_null) {
    if (buffer == nullptr || buffer_length < 0) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    const Py_ssize_t length = str_length(text);
    if (buffer_length < length + (copy_null != 0)) {
        PyErr_SetString(PyExc_SystemError, "string is longer than the buffer");
        if (copy_null && buffer_length > 0) buffer[0] = 0;
        return nullptr;
    }
    copy_characters(PyUnicode_4BYTE_KIND, buffer, 0, TextView(text));
    if (copy_null) buffer[length] = 0;
    return buffer;
}

Py_UCS4 *PyUnicode_AsUCS4Copy(PyObject *text) {
    auto *buffer =
        static_cast<Py_UCS4 *>(PyMem_Malloc((static_cast<size_t>(str_length(text)) + 1) * sizeof(Py_UCS4)));
    if (buffer != nullptr) return PyUnicode_AsUCS4(text, buffer, str_length(text) + 1, 1);
    PyErr_NoMemory();
    return nullptr;
}

Py_ssize_t PyUnicode_AsWideChar(PyObject *text, wchar_t *buffer, Py_ssize_t size) {
    TRY(check_wide_source(text));
    const Py_ssize_t length = str_length(text);
    if (buffer == nullptr) return length + 1;
    const Py_ssize_t copied = Py_MIN(size, length);
    copy_characters(PyUnicode_4BYTE_KIND, buffer, 0, TextView(text).slice(0, copied));
    if (size > length) buffer[length] = 0;
    return copied;
}

wchar_t *PyUnicode_AsWideCharString(PyObject *text, Py_ssize_t *size) {
    TRY(check_wide_source(text));
    const Py_ssize_t length = str_length(text);
    if (size == nullptr && PyUnicode_FindChar(text, 0, 0, length, 1) >= 0) {
        PyErr_SetString(PyExc_ValueError, "embedded null character");
        return nullptr;
    }
    if (size != nullptr) *size = length;
    return reinterpret_cast<wchar_t *>(PyUnicode_AsUCS4Copy(text));
}

const char *PyUnicode_AsUTF8AndSize(PyObject *text, Py_ssize_t *size) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    if (as_str(text)->state.ascii) {
        if (size != nullptr) *size = str_length(text);
        return static_cast<const char *>(PyUnicode_DATA(text));
    }
    auto *object = reinterpret_cast<PyCompactUnicodeObject *>(text);
    if (object->utf8 == nullptr) {
        const Ref encoded = TRY_REF(_PyUnicode_AsUTF8String(text, nullptr));
        const Py_ssize_t length = PyBytes_GET_SIZE(encoded.get());
        char *copy = static_cast<char *>(PyObject_Malloc(static_cast<size_t>(length) + 1));
        if (copy == nullptr) {
            PyErr_NoMemory();
            return nullptr;
        }
        memcpy(copy, PyBytes_AS_STRING(encoded.get()), static_cast<size_t>(length) + 1);
        object->utf8 = copy;
        object->utf8_length = length;
    }
    if (size != nullptr) *size = object->utf8_length;
    return object->utf8;
}

const char *PyUnicode_AsUTF8(PyObject *text) {
    return PyUnicode_AsUTF8AndSize(text, nullptr);
}

} // extern "C"

} // namespace adder::objects
