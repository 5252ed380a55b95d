// SPDX-License-Identifier: MIT
//
// bytes, the writer that builds them, and bytearray (adder/text.h).
#include "cases.hpp"

#include <cstring>

// Formats that no compiler likes, and functions that CPython calls deprecated.
#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

namespace {

PyObject *format_with(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyObject *result = PyBytes_FromFormatV(format, arguments);
    va_end(arguments);
    return result;
}

// The bytes and size that PyBytes_AsStringAndSize stores.
std::string stored(PyObject *bytes, bool has_size) {
    char *text = nullptr;
    Py_ssize_t size = 99;
    const int status = PyBytes_AsStringAndSize(bytes, &text, has_size ? &size : nullptr);
    return std::to_string(status) + ", size " + std::to_string(size) + ", " +
           (text == nullptr ? "NULL" : told(PyBytes_FromString(text)));
}

std::string appended(void (*append)(PyObject **, PyObject *), PyObject *left, PyObject *right) {
    append(&left, right);
    return told(left);
}

// The status of a new size beside what became of the bytes, which are released.
std::string resized(PyObject *bytes, Py_ssize_t size) {
    const Py_ssize_t before = Py_SIZE(bytes);
    const int status = _PyBytes_Resize(&bytes, size);
    if (status != 0) return std::to_string(status) + (bytes == nullptr ? ", NULL" : ", left");
    for (Py_ssize_t i = before; i < Py_SIZE(bytes); ++i) PyBytes_AS_STRING(bytes)[i] = '+';
    const char last = PyBytes_AS_STRING(bytes)[Py_SIZE(bytes)];
    return std::to_string(status) + ", " + told(bytes) + ", then " + std::to_string(last);
}

std::string resized_array(PyObject *array, Py_ssize_t size) {
    const Py_ssize_t before = Py_SIZE(array);
    const int status = PyByteArray_Resize(array, size);
    for (Py_ssize_t i = before; status == 0 && i < Py_SIZE(array); ++i) PyByteArray_AS_STRING(array)[i] = '+';
    return std::to_string(status) + ", ends with " +
           std::to_string(PyByteArray_AS_STRING(array)[Py_SIZE(array)]);
}

PyObject *fresh(Py_ssize_t size, char byte) {
    PyObject *bytes = PyBytes_FromStringAndSize(nullptr, size);
    if (bytes != nullptr && size > 0)
        std::memset(PyBytes_AS_STRING(bytes), byte, static_cast<std::size_t>(size));
    return bytes;
}

// What a writer made of `count` bytes 'x' in room for `size`, then of `text`.
PyObject *built(Py_ssize_t size, Py_ssize_t count, const char *text, bool is_array, bool overallocates) {
    _PyBytesWriter writer;
    _PyBytesWriter_Init(&writer);
    writer.use_bytearray = is_array;
    writer.overallocate = overallocates;
    char *position = static_cast<char *>(_PyBytesWriter_Alloc(&writer, size));
    if (position == nullptr) return nullptr;
    std::memset(position, 'x', static_cast<std::size_t>(count));
    position += count;
    position = static_cast<char *>(
        _PyBytesWriter_WriteBytes(&writer, position, text, static_cast<Py_ssize_t>(std::strlen(text))));
    if (position == nullptr) return nullptr;
    return _PyBytesWriter_Finish(&writer, position);
}

// The same in pieces of 100 bytes, each prepared.
PyObject *built_in_pieces(int pieces, bool is_array) {
    _PyBytesWriter writer;
    _PyBytesWriter_Init(&writer);
    writer.use_bytearray = is_array;
    char *position = static_cast<char *>(_PyBytesWriter_Alloc(&writer, 0));
    for (int i = 0; i < pieces && position != nullptr; ++i) {
        position = static_cast<char *>(_PyBytesWriter_Prepare(&writer, position, 100));
        if (position == nullptr) return nullptr;
        std::memset(position, 'a' + i, 100);
        position += 100;
    }
    return _PyBytesWriter_Finish(&writer, position);
}

PyObject *built_after_resize(Py_ssize_t size) {
    _PyBytesWriter writer;
    _PyBytesWriter_Init(&writer);
    char *position = static_cast<char *>(_PyBytesWriter_Alloc(&writer, 3));
    std::memcpy(position, "abc", 3);
    position = static_cast<char *>(_PyBytesWriter_Resize(&writer, position + 3, size));
    if (position == nullptr) return nullptr;
    std::memset(position, 'y', 600);
    return _PyBytesWriter_Finish(&writer, position + 600);
}

PyObject *prepared(Py_ssize_t size) {
    _PyBytesWriter writer;
    _PyBytesWriter_Init(&writer);
    char *position = static_cast<char *>(_PyBytesWriter_Alloc(&writer, 3));
    position = static_cast<char *>(_PyBytesWriter_Prepare(&writer, position, size));
    return position == nullptr ? nullptr : _PyBytesWriter_Finish(&writer, position);
}

// The writer given up, with a buffer beyond the small one.
const char *given_up() {
    _PyBytesWriter writer;
    _PyBytesWriter_Init(&writer);
    _PyBytesWriter_Alloc(&writer, 1000);
    const bool had_buffer = writer.buffer != nullptr;
    _PyBytesWriter_Dealloc(&writer);
    return had_buffer && writer.buffer == nullptr ? "cleared" : "left";
}

PyObject *decoded(const char *text, const char *errors = nullptr) {
    return PyBytes_DecodeEscape(text, static_cast<Py_ssize_t>(std::strlen(text)), errors, 0, nullptr);
}

PyObject *formatted(const char *format, PyObject *arguments, int use_bytearray = 0) {
    return _PyBytes_FormatEx(format, static_cast<Py_ssize_t>(std::strlen(format)), arguments, use_bytearray);
}

const Case BYTES[] = {
    CASE(PyBytes_FromStringAndSize, PyBytes_FromStringAndSize("a\0b", 3)),
    CASE(PyBytes_FromStringAndSize, PyBytes_FromStringAndSize("abc", 0)),
    CASE(PyBytes_FromStringAndSize, fresh(3, 'x')),
    CASE(PyBytes_FromStringAndSize, PyBytes_FromStringAndSize("a", -1)),
    CASE(PyBytes_FromStringAndSize, PyBytes_FromStringAndSize(nullptr, PY_SSIZE_T_MAX)),
    CASE(PyBytes_FromString, PyBytes_FromString("h\xc3\xa4")),
    CASE(PyBytes_FromString, PyBytes_FromString("")),
    CASE(PyBytes_FromObject, PyBytes_FromObject(on.bytes)),
    CASE(PyBytes_FromObject, PyBytes_FromObject(on.array)),
    CASE(PyBytes_FromObject, PyBytes_FromObject(Value("[1, 2, 255]"))),
    CASE(PyBytes_FromObject, PyBytes_FromObject(Value("(1, 256)"))),
    CASE(PyBytes_FromObject, PyBytes_FromObject(Value("iter([65, 66])"))),
    CASE(PyBytes_FromObject, PyBytes_FromObject(Value("memoryview(b'abc')[::2]"))),
    CASE(PyBytes_FromObject, PyBytes_FromObject(on.list)),
    CASE(PyBytes_FromObject, PyBytes_FromObject(on.text)),
    CASE(PyBytes_FromObject, PyBytes_FromObject(Value("5"))),
    CASE(PyBytes_FromObject, PyBytes_FromObject(Value("type('I', (), {'__iter__': lambda self: 1 // 0})()"))),
    CASE(PyBytes_FromObject, PyBytes_FromObject(nullptr)),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("%c%c %d %i %u %x", 'a', 255, -1, 2, 3U, 255)),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("%ld %lu %zd %zu", -1L, 2UL, PY_SSIZE_T_MIN, SIZE_MAX)),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("[%s|%.2s|%10s|%.0s]", "text", "text", "text", "text")),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("%p", reinterpret_cast<void *>(0x12ab))),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("100%% h\xe4 %5d", 3)),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("%li %d", 1L, 2)),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("%y %d", 1)),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("end %")),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("%c", 256)),
    CASE(PyBytes_FromFormat, PyBytes_FromFormat("%c", -1)),
    CASE(PyBytes_FromFormatV, format_with("%s is %d", "one", 1)),
    CASE(PyBytes_FromFormatV, format_with("")),
    CASE(PyBytes_Size, PyBytes_Size(on.bytes)),
    CASE(PyBytes_Size, PyBytes_Size(on.array)),
    CASE(PyBytes_AsString, PyBytes_AsString(on.bytes)),
    CASE(PyBytes_AsString, PyBytes_AsString(on.text) == nullptr),
    CASE(PyBytes_AsStringAndSize, stored(on.bytes, true)),
    CASE(PyBytes_AsStringAndSize, stored(on.bytes, false)),
    CASE(PyBytes_AsStringAndSize, stored(Value("b'a\\0b'"), true)),
    CASE(PyBytes_AsStringAndSize, stored(Value("b'a\\0b'"), false)),
    CASE(PyBytes_AsStringAndSize, stored(on.text, true)),
    CASE(PyBytes_AsStringAndSize, PyBytes_AsStringAndSize(on.bytes, nullptr, nullptr)),
    CASE(PyBytes_Repr, PyBytes_Repr(Value("b'it\\'s \\n\\xff'"), 1)),
    CASE(PyBytes_Repr, PyBytes_Repr(Value("b'it\\'s \\n\\xff'"), 0)),
    CASE(PyBytes_Repr, PyBytes_Repr(Value("b'\\'\"'"), 1)),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, borrowed(on.bytes), on.array)),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, fresh(2, 'a'), on.bytes)),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, borrowed(on.bytes), Value("b''"))),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, borrowed(on.bytes), on.bytes)),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, borrowed(on.bytes), on.text)),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, borrowed(on.list), on.bytes)),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, borrowed(on.bytes), nullptr)),
    CASE(PyBytes_Concat, appended(PyBytes_Concat, nullptr, on.bytes)),
    CASE(PyBytes_ConcatAndDel, appended(PyBytes_ConcatAndDel, borrowed(on.bytes), borrowed(on.array))),
    CASE(PyBytes_ConcatAndDel, appended(PyBytes_ConcatAndDel, borrowed(on.bytes), borrowed(on.list))),
    CASE(PyBytes_ConcatAndDel, appended(PyBytes_ConcatAndDel, borrowed(on.bytes), nullptr)),
    CASE(_PyBytes_Resize, resized(fresh(3, 'x'), 5)),
    CASE(_PyBytes_Resize, resized(fresh(3, 'x'), 1)),
    CASE(_PyBytes_Resize, resized(fresh(3, 'x'), 0)),
    CASE(_PyBytes_Resize, resized(fresh(3, 'x'), 3)),
    CASE(_PyBytes_Resize, resized(fresh(0, 'x'), 3)),
    CASE(_PyBytes_Resize, resized(borrowed(on.bytes), 2)),
    CASE(_PyBytes_Resize, resized(borrowed(on.bytes), 5)),
    CASE(_PyBytes_Resize, resized(fresh(3, 'x'), -1)),
    CASE(_PyBytes_Resize, resized(borrowed(on.list), 2)),
    CASE(_PyBytes_Join, _PyBytes_Join(on.bytes, Value("[b'1', bytearray(b'2'), memoryview(b'3')]"))),
    CASE(_PyBytes_Join, _PyBytes_Join(on.bytes, Value("()"))),
    CASE(_PyBytes_Join, _PyBytes_Join(on.bytes, Value("iter([b'one'])"))),
    CASE(_PyBytes_Join, _PyBytes_Join(on.bytes, on.list)),
    CASE(_PyBytes_Join, _PyBytes_Join(on.bytes, Value("7"))),
    CASE(_PyBytes_FormatEx, formatted("%s-%d-%a", Value("(b'x', 5, '\\xe4')"))),
    CASE(_PyBytes_FormatEx, formatted("%(a)b", Value("{b'a': b'value'}"), 1)),
    CASE(_PyBytes_FormatEx, formatted("%s", on.text)),
    CASE(_PyBytes_FormatEx, formatted("%s %s", Value("(b'x',)"))),
    CASE(_PyBytes_FormatEx, formatted("x", Value("(1,)"))),
    CASE(_PyBytes_FormatEx, _PyBytes_FormatEx(nullptr, 0, on.tuple, 0)),
    CASE(_PyBytes_FormatEx, _PyBytes_FormatEx("", 0, Value("()"), 0)),
    CASE(_PyBytes_FormatEx, formatted("%s", nullptr)),
    CASE(_PyBytes_FromHex, _PyBytes_FromHex(Value("' 0aFF 7e'"), 0)),
    CASE(_PyBytes_FromHex, _PyBytes_FromHex(Value("'0a'"), 1)),
    CASE(_PyBytes_FromHex, _PyBytes_FromHex(Value("''"), 0)),
    CASE(_PyBytes_FromHex, _PyBytes_FromHex(Value("'0a f'"), 0)),
    CASE(_PyBytes_FromHex, _PyBytes_FromHex(Value("'0a xx'"), 0)),
    CASE(_PyBytes_FromHex, _PyBytes_FromHex(on.text, 0)),
    CASE(PyBytes_DecodeEscape, decoded("a\\n\\x41\\101\\\\ \\'")),
    CASE(PyBytes_DecodeEscape, decoded("h\xe4")),
    CASE(PyBytes_DecodeEscape, decoded("")),
    CASE(PyBytes_DecodeEscape, decoded("a\\")),
    CASE(PyBytes_DecodeEscape, decoded("a\\x4")),
    CASE(PyBytes_DecodeEscape, decoded("a\\x4!", "ignore")),
    CASE(PyBytes_DecodeEscape, decoded("a\\x4!", "replace")),
    CASE(PyBytes_DecodeEscape, decoded("a\\x4!", "other")),

    // ---- the writer
    CASE(_PyBytesWriter_Init, built(0, 0, "", false, false)),
    CASE(_PyBytesWriter_Alloc, built(10, 4, "abc", false, false)),
    CASE(_PyBytesWriter_Alloc, built(3, 3, "abc", false, true)),
    CASE(_PyBytesWriter_Alloc, PyBytes_Size(Value(built(600, 600, "more", false, true)))),
    CASE(_PyBytesWriter_WriteBytes, built(2, 2, "abc", true, false)),
    CASE(_PyBytesWriter_WriteBytes, PyByteArray_Size(Value(built(510, 510, "beyond", true, false)))),
    CASE(_PyBytesWriter_Prepare, PyObject_CallMethod(Value(built_in_pieces(7, false)), "count", "s#", "fg",
                                                     Py_ssize_t{2}) == nullptr),
    CASE(_PyBytesWriter_Prepare, PyObject_CallMethod(Value(built_in_pieces(7, false)), "find", "y", "fg")),
    CASE(_PyBytesWriter_Prepare, PyByteArray_Size(Value(built_in_pieces(6, true)))),
    CASE(_PyBytesWriter_Prepare, prepared(PY_SSIZE_T_MAX)),
    CASE(_PyBytesWriter_Resize, PyObject_CallMethod(Value(built_after_resize(700)), "rfind", "y", "cy")),
    CASE(_PyBytesWriter_Finish, built_in_pieces(1, false)),
    CASE(_PyBytesWriter_Dealloc, given_up()),

    // ---- bytearray
    CASE(PyByteArray_FromStringAndSize, PyByteArray_FromStringAndSize("a\0b", 3)),
    CASE(PyByteArray_FromStringAndSize, PyByteArray_FromStringAndSize(nullptr, 0)),
    CASE(PyByteArray_FromStringAndSize, PyByteArray_Size(Value(PyByteArray_FromStringAndSize(nullptr, 5)))),
    CASE(PyByteArray_FromStringAndSize, PyByteArray_FromStringAndSize("a", -1)),
    CASE(PyByteArray_FromStringAndSize, PyByteArray_FromStringAndSize(nullptr, PY_SSIZE_T_MAX)),
    CASE(PyByteArray_FromObject, PyByteArray_FromObject(on.bytes)),
    CASE(PyByteArray_FromObject, PyByteArray_FromObject(Value("[1, 2]"))),
    CASE(PyByteArray_FromObject, PyByteArray_FromObject(Value("3"))),
    CASE(PyByteArray_FromObject, PyByteArray_FromObject(on.number)),
    CASE(PyByteArray_FromObject, PyByteArray_FromObject(on.text)),
    CASE(PyByteArray_FromObject, PyByteArray_FromObject(on.list)),
    CASE(PyByteArray_Concat, PyByteArray_Concat(on.array, on.bytes)),
    CASE(PyByteArray_Concat, PyByteArray_Concat(on.bytes, on.bytes)),
    CASE(PyByteArray_Concat, PyByteArray_Concat(on.array, on.text)),
    CASE(PyByteArray_Concat, PyByteArray_Concat(on.list, on.array)),
    CASE(PyByteArray_Size, PyByteArray_Size(on.array)),
    CASE(PyByteArray_AsString, PyByteArray_AsString(on.array)),
    CASE(PyByteArray_AsString, PyByteArray_AsString(Value("bytearray()"))),
    CASE(PyByteArray_Resize, resized_array(on.array, 8)),
    CASE(PyByteArray_Resize, resized_array(on.array, 2)),
    CASE(PyByteArray_Resize, resized_array(on.array, 0)),
    CASE(PyByteArray_Resize, resized_array(on.array, 5)),
    CASE(PyByteArray_Resize,
         [&] {
             Value view(PyMemoryView_FromObject(on.array));
             return PyByteArray_Resize(on.array, 9);
         }()),
    CASE(PyByteArray_Resize,
         [&] {
             Value view(PyMemoryView_FromObject(on.array));
             return PyByteArray_Resize(on.array, 5);
         }()),
    CASE(_Py_HashBytes, _Py_HashBytes("", 0)),
    CASE(_Py_HashBytes, _Py_HashBytes("bytes", 5) == PyObject_Hash(on.bytes)),
};

// The characters are chosen for what differs between scripts: digits, titles, spaces, identifiers.
constexpr Py_UCS4 SAMPLE[] = {0,      ' ',     '\n',    '1',     'A',     'a',    '_',    0x85,   0xa0,
                              0xaa,   0xb2,    0xb5,    0xbd,    0xdf,    0xe4,   0xff,   0x130,  0x131,
                              0x1c5,  0x2b0,   0x345,   0x37a,   0x660,   0x966,  0xd800, 0x1680, 0x1e9e,
                              0x2028, 0x2070,  0x2160,  0x2164,  0x2460,  0x249c, 0x3000, 0x4e00, 0x5341,
                              0xe000, 0x10400, 0x1d7d8, 0x1f600, 0x10ffff};

// The results for each character of the sample.
template <class Function> std::string each(Function function) {
    std::string text;
    for (const Py_UCS4 character : SAMPLE) text += std::to_string(function(character)) + " ";
    return text;
}

const Case CHARACTERS[] = {
    CASE(_PyUnicode_IsLowercase, each(_PyUnicode_IsLowercase)),
    CASE(_PyUnicode_IsUppercase, each(_PyUnicode_IsUppercase)),
    CASE(_PyUnicode_IsTitlecase, each(_PyUnicode_IsTitlecase)),
    CASE(_PyUnicode_IsWhitespace, each(_PyUnicode_IsWhitespace)),
    CASE(_PyUnicode_IsLinebreak, each(_PyUnicode_IsLinebreak)),
    CASE(_PyUnicode_IsDecimalDigit, each(_PyUnicode_IsDecimalDigit)),
    CASE(_PyUnicode_IsDigit, each(_PyUnicode_IsDigit)),
    CASE(_PyUnicode_IsNumeric, each(_PyUnicode_IsNumeric)),
    CASE(_PyUnicode_IsPrintable, each(_PyUnicode_IsPrintable)),
    CASE(_PyUnicode_IsAlpha, each(_PyUnicode_IsAlpha)),
    CASE(_PyUnicode_IsXidStart, each(_PyUnicode_IsXidStart)),
    CASE(_PyUnicode_IsXidContinue, each(_PyUnicode_IsXidContinue)),
    CASE(_PyUnicode_ToLowercase, each(_PyUnicode_ToLowercase)),
    CASE(_PyUnicode_ToUppercase, each(_PyUnicode_ToUppercase)),
    CASE(_PyUnicode_ToTitlecase, each(_PyUnicode_ToTitlecase)),
    CASE(_PyUnicode_ToDecimalDigit, each(_PyUnicode_ToDecimalDigit)),
    CASE(_PyUnicode_ToDigit, each(_PyUnicode_ToDigit)),
    CASE(_PyUnicode_ToNumeric, each(_PyUnicode_ToNumeric)),
    CASE(Py_UNICODE_ISSPACE, each([](Py_UCS4 c) { return Py_UNICODE_ISSPACE(c); })),
    CASE(Py_UNICODE_ISALNUM, each([](Py_UCS4 c) { return Py_UNICODE_ISALNUM(c) != 0; })),
    CASE(Py_ISALNUM, each([](Py_UCS4 c) { return Py_ISALNUM(c) != 0; })),
    CASE(Py_ISSPACE, each([](Py_UCS4 c) { return Py_ISSPACE(c) != 0; })),
    CASE(Py_ISXDIGIT, each([](Py_UCS4 c) { return c < 128 && Py_ISXDIGIT(c) != 0; })),
    CASE(Py_TOLOWER, Py_TOLOWER('A') + Py_TOLOWER('a') + Py_TOLOWER('1')),
    CASE(Py_TOUPPER, Py_TOUPPER('A') + Py_TOUPPER('a') + Py_TOUPPER('1')),
};

} // namespace

Area bytes_cases() {
    return BYTES;
}
Area character_cases() {
    return CHARACTERS;
}
