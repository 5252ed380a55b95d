// SPDX-License-Identifier: MIT
//
// str: creation, storage, reading (adder/text.h).
#include "cases.hpp"

#include <cstring>
#include <cwchar>

// Functions that CPython calls deprecated are still there.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

constexpr const char *SUBCLASS = "type('Text', (str,), {})('s\\xfcb')";
constexpr const char *LONG = "'l\\xf6ng' * 100";
constexpr const char *WIDE = "'\\u20ac\\U0001f600'";
constexpr const char *SURROGATE = "'a\\ud800'";

// A str of `size` characters up to `max_character`, all of them `character`.
PyObject *filled(Py_ssize_t size, Py_UCS4 max_character, Py_UCS4 character) {
    PyObject *text = PyUnicode_New(size, max_character);
    if (text == nullptr) return nullptr;
    for (Py_ssize_t i = 0; i < size; ++i)
        PyUnicode_WRITE(PyUnicode_KIND(text), PyUnicode_DATA(text), i, character);
    return text;
}

std::string storage(PyObject *text) {
    return "kind " + std::to_string(PyUnicode_KIND(text)) + ", ascii " +
           std::to_string(PyUnicode_IS_ASCII(text)) + ", length " +
           std::to_string(PyUnicode_GET_LENGTH(text)) + ", up to " +
           std::to_string(PyUnicode_MAX_CHAR_VALUE(text)) + ", ends with " +
           std::to_string(PyUnicode_READ_CHAR(text, PyUnicode_GET_LENGTH(text)));
}

PyObject *format_with(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyObject *result = PyUnicode_FromFormatV(format, arguments);
    va_end(arguments);
    return result;
}

// The status beside what became of the str, which is released.
std::string resized(PyObject *text, Py_ssize_t length) {
    const Py_ssize_t before = text == nullptr || !PyUnicode_Check(text) ? 0 : PyUnicode_GET_LENGTH(text);
    const int status = PyUnicode_Resize(&text, length);
    if (status != 0) {
        Py_XDECREF(text);
        return std::to_string(status);
    }
    const Py_ssize_t now = PyUnicode_GET_LENGTH(text);
    // What was added has no value yet.
    for (Py_ssize_t i = before; i < now; ++i)
        PyUnicode_WRITE(PyUnicode_KIND(text), PyUnicode_DATA(text), i, '+');
    return told(text) + ", length " + std::to_string(now);
}

// What a function that writes into a str gave, and the str.
template <class Function> std::string written(Function function, PyObject *target) {
    const auto status = function(target);
    return std::to_string(status) + ", " + told(target);
}

std::string utf8(PyObject *text) {
    Py_ssize_t size = 99;
    const char *bytes = PyUnicode_AsUTF8AndSize(text, &size);
    return bytes == nullptr ? "NULL, size " + std::to_string(size)
                            : told(PyBytes_FromStringAndSize(bytes, size));
}

std::string as_ucs4(PyObject *text, Py_ssize_t room, int copy_null) {
    Py_UCS4 buffer[16];
    std::memset(buffer, 0x55, sizeof buffer);
    const Py_UCS4 *result = PyUnicode_AsUCS4(text, buffer, room, copy_null);
    std::string shown = result == buffer ? "buffer" : result == nullptr ? "NULL" : "another";
    for (Py_ssize_t i = 0; result != nullptr && i < 10; ++i) shown += " " + std::to_string(buffer[i]);
    return shown;
}

std::string ucs4_copy(PyObject *text) {
    Py_UCS4 *result = PyUnicode_AsUCS4Copy(text);
    if (result == nullptr) return "NULL";
    std::string shown =
        told(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, result, PyUnicode_GET_LENGTH(text) + 1));
    PyMem_Free(result);
    return shown;
}

std::string as_wide(PyObject *text, Py_ssize_t size) {
    wchar_t buffer[16];
    std::memset(buffer, 0x55, sizeof buffer);
    const Py_ssize_t count = PyUnicode_AsWideChar(text, buffer, size);
    std::string shown = std::to_string(count);
    for (Py_ssize_t i = 0; count >= 0 && i < 10; ++i) shown += " " + std::to_string(buffer[i]);
    return shown;
}

std::string wide_string(PyObject *text, bool has_size) {
    Py_ssize_t size = 99;
    wchar_t *result = PyUnicode_AsWideCharString(text, has_size ? &size : nullptr);
    if (result == nullptr) return "NULL, size " + std::to_string(size);
    const std::string shown = told(PyUnicode_FromWideChar(result, -1)) + ", size " + std::to_string(size);
    PyMem_Free(result);
    return shown;
}

PyObject *fresh(const char *text) {
    PyObject *bytes = PyBytes_FromString(text);
    PyObject *result = PyUnicode_FromEncodedObject(bytes, "utf-8", nullptr);
    Py_DECREF(bytes);
    return result;
}

// Interned text: whether the name is the one str of that content.
std::string interned(void (*intern)(PyObject **), const char *text) {
    PyObject *first = fresh(text), *second = fresh(text);
    intern(&first);
    intern(&second);
    const std::string shown = first == second ? "one" : "two";
    Py_DECREF(second);
    return shown + ", " + told(first);
}

std::string from_id() {
    static _Py_Identifier identifier = _Py_static_string_init("an_identifier");
    PyObject *first = _PyUnicode_FromId(&identifier);
    const bool is_same = first == _PyUnicode_FromId(&identifier);
    return told(borrowed(first)) + (is_same ? ", twice" : ", another");
}

const Case CREATION[] = {
    CASE(PyUnicode_New, PyUnicode_New(0, 127)),
    CASE(PyUnicode_New, filled(3, 127, 'a')),
    CASE(PyUnicode_New, filled(3, 0x20ac, 0x20ac)),
    CASE(PyUnicode_New, filled(2, 0x10ffff, 0x1f600)),
    CASE(PyUnicode_New, PyUnicode_New(-1, 127)),
    CASE(PyUnicode_New, PyUnicode_New(1, 0x110000)),
    CASE(PyUnicode_New, PyUnicode_New(PY_SSIZE_T_MAX, 0xffff)),
    CASE(PyUnicode_KIND, storage(on.text)),
    CASE(PyUnicode_KIND, storage(Value("'abc'"))),
    CASE(PyUnicode_KIND, storage(Value(WIDE))),
    CASE(PyUnicode_KIND, storage(Value(SURROGATE))),
    CASE(PyUnicode_KIND, storage(Value(SUBCLASS))),
    CASE(PyUnicode_FromKindAndData, PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, "h\xe4\0b", 4)),
    CASE(PyUnicode_FromKindAndData, PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND,
                                                              u"\u20ac\xd800"
                                                              u"b",
                                                              3)),
    CASE(PyUnicode_FromKindAndData, PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, U"\U0001f600b", 2)),
    CASE(PyUnicode_FromKindAndData,
         storage(Value(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, U"ab", 2)))),
    CASE(PyUnicode_FromKindAndData, PyUnicode_FromKindAndData(3, "abc", 1)),
    CASE(PyUnicode_FromKindAndData, PyUnicode_FromKindAndData(1, "abc", -1)),
    CASE(PyUnicode_FromKindAndData, PyUnicode_FromKindAndData(1, nullptr, 0)),
    CASE(PyUnicode_FromStringAndSize, PyUnicode_FromStringAndSize("h\xc3\xa4\xc3", 3)),
    CASE(PyUnicode_FromStringAndSize, PyUnicode_FromStringAndSize("a\0b", 3)),
    CASE(PyUnicode_FromStringAndSize, PyUnicode_FromStringAndSize("h\xc3\xa4\xc3", 4)),
    CASE(PyUnicode_FromStringAndSize, PyUnicode_FromStringAndSize("abc", -1)),
    CASE(PyUnicode_FromStringAndSize, PyUnicode_FromStringAndSize(nullptr, 0)),
    CASE(PyUnicode_FromString, PyUnicode_FromString("")),
    CASE(PyUnicode_FromString, PyUnicode_FromString("\xe2\x82\xac \xf0\x9f\x98\x80")),
    CASE(PyUnicode_FromString, PyUnicode_FromString("a\xff")),
    CASE(PyUnicode_FromString, PyUnicode_FromString("\xed\xa0\x80")),
    CASE(PyUnicode_FromOrdinal, PyUnicode_FromOrdinal(0)),
    CASE(PyUnicode_FromOrdinal, PyUnicode_FromOrdinal(0x10ffff)),
    CASE(PyUnicode_FromOrdinal, PyUnicode_FromOrdinal(0x110000)),
    CASE(PyUnicode_FromOrdinal, PyUnicode_FromOrdinal(-1)),
    CASE(PyUnicode_FromObject, PyUnicode_FromObject(on.text)),
    CASE(PyUnicode_FromObject, PyUnicode_FromObject(Value(SUBCLASS))),
    CASE(PyUnicode_FromObject, PyUnicode_FromObject(on.bytes)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(on.bytes, nullptr, nullptr)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(on.array, "latin-1", "strict")),
    CASE(PyUnicode_FromEncodedObject,
         PyUnicode_FromEncodedObject(Value("memoryview(b'view')"), "ascii", nullptr)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(Value("b'\\xff'"), "ascii", nullptr)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(Value("b''"), "no such", nullptr)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(Value("b'x'"), "no such", nullptr)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(on.text, "utf-8", nullptr)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(on.list, "utf-8", nullptr)),
    CASE(PyUnicode_FromEncodedObject, PyUnicode_FromEncodedObject(nullptr, "utf-8", nullptr)),
    CASE(PyUnicode_FromWideChar, PyUnicode_FromWideChar(L"h\u00e4\U0001f600", -1)),
    CASE(PyUnicode_FromWideChar, PyUnicode_FromWideChar(L"a\0b", 3)),
    CASE(PyUnicode_FromWideChar, PyUnicode_FromWideChar(nullptr, 0)),
    CASE(PyUnicode_FromWideChar, PyUnicode_FromWideChar(nullptr, 1)),
    CASE(PyUnicode_FromUnicode, PyUnicode_FromUnicode(L"h\u00e4x", 2)),
    CASE(PyUnicode_Substring, PyUnicode_Substring(on.text, 1, 3)),
    CASE(PyUnicode_Substring, PyUnicode_Substring(on.text, 3, 99)),
    CASE(PyUnicode_Substring, PyUnicode_Substring(on.text, 0, 99)),
    CASE(PyUnicode_Substring, PyUnicode_Substring(on.text, 5, 2)),
    CASE(PyUnicode_Substring, PyUnicode_Substring(on.text, -1, 2)),
    CASE(PyUnicode_Substring, PyUnicode_Substring(on.text, 0, -2)),
    CASE(PyUnicode_Substring, storage(Value(PyUnicode_Substring(Value(WIDE), 0, 1)))),
    CASE(_PyUnicode_Copy, _PyUnicode_Copy(on.text)),
    CASE(_PyUnicode_Copy, _PyUnicode_Copy(Value(SUBCLASS))),
    CASE(_PyUnicode_Copy, _PyUnicode_Copy(on.bytes)),

    // ---- formats
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%d %i %u %x", -1, 2, 3U, 255)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%ld %li %lu %lx", -1L, 2L, 3UL, 255L)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%lld %lli %llu %llx", -1LL, 2LL, 3ULL, 255LL)),
    CASE(PyUnicode_FromFormat,
         PyUnicode_FromFormat("%zd %zi %zu %zx", PY_SSIZE_T_MIN, PY_SSIZE_T_MAX, SIZE_MAX, std::size_t{255})),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("[%5d|%05d|%.3d|%7.3d|%-5d]", 42, 42, 42, 42, 42)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("[%5d|%05d|%.4d]", -42, -42, -42)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%c%c%c", 'a', 0xe4, 0x1f600)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%c", 0x110000)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%c", -1)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%p", reinterpret_cast<void *>(0x12ab))),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("[%s|%5s|%.2s|%5.2s]", "text", "abc", "abc", "abc")),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%s %.2s", "h\xc3\xa4\xff", "h\xc3\xa4")),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("[%U|%5U|%.2U]", on.text, Value("'abc'").get(), on.text)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%V %V", on.text, "other", nullptr, "h\xc3\xa4")),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("[%.3V|%8V]", on.text, "other", nullptr, "other")),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%S %R %A", on.text, on.text, on.text)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("[%.3S|%20R|%.4A]", on.list, on.text, on.text)),
    CASE(PyUnicode_FromFormat,
         PyUnicode_FromFormat("%R", Value("type('R', (), {'__repr__': lambda self: 1 // 0})()").get())),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("100%% %%d")),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("end %")),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("unknown %y then %d", 1)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("long %l", 1L)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("h\xc3\xa4 %d", 1)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("")),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%99999999999999999999d", 1)),
    CASE(PyUnicode_FromFormat, PyUnicode_FromFormat("%.99999999999999999999d", 1)),
    CASE(PyUnicode_FromFormatV, format_with("%s is %d", "one", 1)),
    CASE(PyUnicode_FromFormatV, format_with("h\xe4")),
};

const Case STORAGE[] = {
    // ---- changing
    CASE(PyUnicode_Resize, resized(fresh("abc"), 2)),
    CASE(PyUnicode_Resize, resized(fresh("abc"), 5)),
    CASE(PyUnicode_Resize, resized(fresh("abc"), 3)),
    CASE(PyUnicode_Resize, resized(fresh("h\xc3\xa4\xe2\x82\xac"), 4)),
    CASE(PyUnicode_Resize, resized(fresh("abc"), 0)),
    CASE(PyUnicode_Resize, resized(fresh(""), 2)),
    CASE(PyUnicode_Resize, resized(fresh("abc"), -1)),
    CASE(PyUnicode_Resize, resized(borrowed(on.text), 2)),
    CASE(PyUnicode_Resize, resized(borrowed(on.list), 2)),
    CASE(PyUnicode_Resize, PyUnicode_Resize(nullptr, 2)),
    CASE(PyUnicode_Resize, resized(nullptr, 2)),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 1, on.text, 0, 2); },
                 filled(4, 255, 'x'))),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 2, on.text, 5, 99); },
                 filled(4, 0xffff, 'x'))),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 0, on.text, 0, 0); },
                 filled(4, 127, 'x'))),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 0, on.text, 0, 5); },
                 filled(4, 255, 'x'))),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 0, on.text, 0, 3); },
                 filled(4, 127, 'x'))),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 0, on.text, 8, 1); },
                 filled(4, 255, 'x'))),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 9, on.text, 0, 1); },
                 filled(4, 255, 'x'))),
    CASE(PyUnicode_CopyCharacters,
         written([&](PyObject *to) { return PyUnicode_CopyCharacters(to, 0, on.text, 0, -1); },
                 filled(4, 255, 'x'))),
    CASE(PyUnicode_CopyCharacters, PyUnicode_CopyCharacters(on.text, 0, on.list, 0, 1)),
    CASE(PyUnicode_CopyCharacters, PyUnicode_CopyCharacters(on.list, 0, on.text, 0, 1)),
    CASE(PyUnicode_CopyCharacters, written(
                                       [&](PyObject *to) {
                                           Py_INCREF(to);
                                           const auto done = PyUnicode_CopyCharacters(to, 0, on.text, 0, 1);
                                           Py_DECREF(to);
                                           return done;
                                       },
                                       filled(4, 255, 'x'))),
    CASE(_PyUnicode_FastCopyCharacters, written(
                                            [&](PyObject *to) {
                                                _PyUnicode_FastCopyCharacters(to, 1, on.text, 1, 2);
                                                return 0;
                                            },
                                            filled(4, 255, 'x'))),
    CASE(PyUnicode_Fill,
         written([](PyObject *to) { return PyUnicode_Fill(to, 1, 2, 0xe4); }, filled(4, 255, 'x'))),
    CASE(PyUnicode_Fill,
         written([](PyObject *to) { return PyUnicode_Fill(to, 2, 99, 'y'); }, filled(4, 127, 'x'))),
    CASE(PyUnicode_Fill,
         written([](PyObject *to) { return PyUnicode_Fill(to, 0, 2, 0x20ac); }, filled(4, 255, 'x'))),
    CASE(PyUnicode_Fill,
         written([](PyObject *to) { return PyUnicode_Fill(to, -1, 2, 'y'); }, filled(4, 255, 'x'))),
    CASE(PyUnicode_Fill,
         written([](PyObject *to) { return PyUnicode_Fill(to, 5, 2, 'y'); }, filled(4, 255, 'x'))),
    CASE(PyUnicode_Fill,
         written([](PyObject *to) { return PyUnicode_Fill(to, 0, -2, 'y'); }, filled(4, 255, 'x'))),
    CASE(PyUnicode_Fill, PyUnicode_Fill(on.list, 0, 1, 'y')),
    CASE(_PyUnicode_FastFill, written(
                                  [](PyObject *to) {
                                      _PyUnicode_FastFill(to, 1, 2, 'y');
                                      return 0;
                                  },
                                  filled(4, 127, 'x'))),
    CASE(PyUnicode_WriteChar,
         written([](PyObject *to) { return PyUnicode_WriteChar(to, 1, 0xe4); }, filled(3, 255, 'x'))),
    CASE(PyUnicode_WriteChar,
         written([](PyObject *to) { return PyUnicode_WriteChar(to, 1, 0x20ac); }, filled(3, 255, 'x'))),
    CASE(PyUnicode_WriteChar,
         written([](PyObject *to) { return PyUnicode_WriteChar(to, 3, 'y'); }, filled(3, 255, 'x'))),
    CASE(PyUnicode_WriteChar,
         written([](PyObject *to) { return PyUnicode_WriteChar(to, -1, 'y'); }, filled(3, 255, 'x'))),
    CASE(PyUnicode_WriteChar, written(
                                  [](PyObject *to) {
                                      Py_INCREF(to);
                                      const int done = PyUnicode_WriteChar(to, 1, 'y');
                                      Py_DECREF(to);
                                      return done;
                                  },
                                  filled(3, 255, 'x'))),
    CASE(PyUnicode_WriteChar, written(
                                  [](PyObject *to) {
                                      PyObject_Hash(to);
                                      return PyUnicode_WriteChar(to, 1, 'y');
                                  },
                                  filled(3, 255, 'x'))),
    CASE(PyUnicode_WriteChar, PyUnicode_WriteChar(on.bytes, 0, 'y')),
    CASE(PyUnicode_READY, PyUnicode_READY(on.text)),
    CASE(_PyUnicode_CheckConsistency, _PyUnicode_CheckConsistency(on.text, 1)),
    CASE(PyUnicode_InternInPlace, interned(PyUnicode_InternInPlace, "to be interned \xc3\xa4")),
    CASE(PyUnicode_InternInPlace, interned(PyUnicode_InternInPlace, "")),
    CASE(PyUnicode_InternInPlace, told([&] {
             PyObject *text = borrowed(on.list);
             PyUnicode_InternInPlace(&text);
             return text;
         }())),
    CASE(PyUnicode_InternImmortal, interned(PyUnicode_InternImmortal, "interned_for_ever")),
    CASE(PyUnicode_InternFromString, PyUnicode_InternFromString("h\xc3\xa4")),
    CASE(PyUnicode_InternFromString, PyUnicode_InternFromString("\xff")),
    CASE(_PyUnicode_FromId, from_id()),

    // ---- reading
    CASE(PyUnicode_GetLength, PyUnicode_GetLength(on.text)),
    CASE(PyUnicode_GetLength, PyUnicode_GetLength(Value(SUBCLASS))),
    CASE(PyUnicode_GetLength, PyUnicode_GetLength(on.bytes)),
    CASE(PyUnicode_GetSize, PyUnicode_GetSize(on.bytes)),
    CASE(PyUnicode_ReadChar, PyUnicode_ReadChar(on.text, 1)),
    CASE(PyUnicode_ReadChar, PyUnicode_ReadChar(Value(SUBCLASS), 2)),
    CASE(PyUnicode_ReadChar, PyUnicode_ReadChar(on.text, 7)),
    CASE(PyUnicode_ReadChar, PyUnicode_ReadChar(on.text, -1)),
    CASE(PyUnicode_ReadChar, PyUnicode_ReadChar(on.list, 0)),
    CASE(PyUnicode_AsUTF8AndSize, utf8(on.text)),
    CASE(PyUnicode_AsUTF8AndSize, utf8(Value(SUBCLASS))),
    CASE(PyUnicode_AsUTF8AndSize, utf8(Value(LONG))),
    CASE(PyUnicode_AsUTF8AndSize, utf8(Value("'a\\x00b'"))),
    CASE(PyUnicode_AsUTF8AndSize, utf8(Value(SURROGATE))),
    CASE(PyUnicode_AsUTF8AndSize, utf8(on.bytes)),
    CASE(PyUnicode_AsUTF8AndSize, PyUnicode_AsUTF8AndSize(on.text, nullptr)),
    CASE(PyUnicode_AsUTF8, PyUnicode_AsUTF8(on.text)),
    CASE(PyUnicode_AsUTF8, PyUnicode_AsUTF8(Value(WIDE))),
    CASE(PyUnicode_AsUTF8, PyUnicode_AsUTF8(Value(SURROGATE)) == nullptr),
    CASE(PyUnicode_AsUTF8, PyUnicode_AsUTF8(on.list) == nullptr),
    CASE(PyUnicode_AsUCS4, as_ucs4(on.text, 10, 1)),
    CASE(PyUnicode_AsUCS4, as_ucs4(on.text, 7, 0)),
    CASE(PyUnicode_AsUCS4, as_ucs4(on.text, 7, 1)),
    CASE(PyUnicode_AsUCS4, as_ucs4(on.text, 6, 0)),
    CASE(PyUnicode_AsUCS4, as_ucs4(Value(WIDE), 10, 1)),
    CASE(PyUnicode_AsUCS4, as_ucs4(on.text, -1, 1)),
    CASE(PyUnicode_AsUCS4, PyUnicode_AsUCS4(on.text, nullptr, 10, 1) == nullptr),
    CASE(PyUnicode_AsUCS4Copy, ucs4_copy(on.text)),
    CASE(PyUnicode_AsUCS4Copy, ucs4_copy(Value(WIDE))),
    CASE(PyUnicode_AsWideChar, as_wide(on.text, 10)),
    CASE(PyUnicode_AsWideChar, as_wide(on.text, 7)),
    CASE(PyUnicode_AsWideChar, as_wide(on.text, 3)),
    CASE(PyUnicode_AsWideChar, as_wide(on.text, 0)),
    CASE(PyUnicode_AsWideChar, as_wide(Value(SUBCLASS), 10)),
    CASE(PyUnicode_AsWideChar, PyUnicode_AsWideChar(on.text, nullptr, 0)),
    CASE(PyUnicode_AsWideChar, PyUnicode_AsWideChar(nullptr, nullptr, 0)),
    CASE(PyUnicode_AsWideChar, as_wide(on.list, 10)),
    CASE(PyUnicode_AsWideCharString, wide_string(on.text, true)),
    CASE(PyUnicode_AsWideCharString, wide_string(Value(WIDE), false)),
    CASE(PyUnicode_AsWideCharString, wide_string(Value("'a\\x00b'"), true)),
    CASE(PyUnicode_AsWideCharString, wide_string(Value("'a\\x00b'"), false)),
    CASE(PyUnicode_AsWideCharString, wide_string(on.list, true)),
    CASE(PyUnicode_AsWideCharString, wide_string(nullptr, true)),
};

} // namespace

Area text_creation_cases() {
    return CREATION;
}
Area text_storage_cases() {
    return STORAGE;
}
