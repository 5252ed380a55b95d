// SPDX-License-Identifier: MIT
//
// What is done with str, and the writer that builds one (adder/text.h).
#include "cases.hpp"

namespace {

constexpr const char *SUBCLASS = "type('Text', (str,), {})('sub')";

// *left after the call, which takes over `left`.
std::string appended(void (*append)(PyObject **, PyObject *), PyObject *left, PyObject *right) {
    append(&left, right);
    return told(left);
}

PyObject *joined(PyObject *separator, PyObject *list) {
    return _PyUnicode_JoinArray(separator, reinterpret_cast<PyListObject *>(list)->ob_item, Py_SIZE(list));
}

// What the writer made after `write`, whose status stands in front.
template <class Function> std::string built(Function write) {
    _PyUnicodeWriter writer;
    _PyUnicodeWriter_Init(&writer);
    const int status = write(writer);
    if (status != 0) {
        _PyUnicodeWriter_Dealloc(&writer);
        return std::to_string(status);
    }
    return std::to_string(status) + ", " + told(_PyUnicodeWriter_Finish(&writer));
}

const Case OPERATIONS[] = {
    CASE(PyUnicode_Concat, PyUnicode_Concat(on.text, Value("'\\u20ac'"))),
    CASE(PyUnicode_Concat, PyUnicode_Concat(on.text, Value("''"))),
    CASE(PyUnicode_Concat, PyUnicode_Concat(Value("''"), on.text)),
    CASE(PyUnicode_Concat, PyUnicode_Concat(on.text, on.bytes)),
    CASE(PyUnicode_Concat, PyUnicode_Concat(on.bytes, on.text)),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, borrowed(on.text), Value("'!'"))),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, PyUnicode_FromString("new"), on.text)),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, borrowed(on.text), Value("''"))),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, PyUnicode_FromString(""), on.text)),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, borrowed(on.text), on.list)),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, borrowed(on.text), nullptr)),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, borrowed(on.list), on.text)),
    CASE(PyUnicode_Append, appended(PyUnicode_Append, nullptr, on.text)),
    CASE(PyUnicode_AppendAndDel,
         appended(PyUnicode_AppendAndDel, borrowed(on.text), PyUnicode_FromString("!"))),
    CASE(PyUnicode_AppendAndDel, appended(PyUnicode_AppendAndDel, borrowed(on.text), borrowed(on.list))),
    CASE(PyUnicode_AppendAndDel, appended(PyUnicode_AppendAndDel, borrowed(on.text), nullptr)),
    CASE(PyUnicode_Join, PyUnicode_Join(Value("', '"), on.list)),
    CASE(PyUnicode_Join, PyUnicode_Join(nullptr, on.tuple)),
    CASE(PyUnicode_Join, PyUnicode_Join(on.text, Value("iter(['a', '\\u20ac'])"))),
    CASE(PyUnicode_Join, PyUnicode_Join(on.text, Value("[]"))),
    CASE(PyUnicode_Join, PyUnicode_Join(on.text, Value("['a', 1]"))),
    CASE(PyUnicode_Join, PyUnicode_Join(Value("1"), on.list)),
    CASE(PyUnicode_Join, PyUnicode_Join(on.text, Value("7"))),
    CASE(PyUnicode_Join, PyUnicode_Join(on.text, Value("(1 // 0 for x in 'ab')"))),
    CASE(_PyUnicode_JoinArray, joined(Value("'-'"), on.list)),
    CASE(_PyUnicode_JoinArray, joined(Value("'-'"), Value("['one']"))),
    CASE(_PyUnicode_JoinArray, joined(Value("'-'"), Value("['one', b'two']"))),
    CASE(_PyUnicode_JoinArray, joined(Value("b'-'"), on.list)),
    CASE(PyUnicode_Split, PyUnicode_Split(Value("' a b  c '"), nullptr, -1)),
    CASE(PyUnicode_Split, PyUnicode_Split(Value("' a b  c '"), nullptr, 1)),
    CASE(PyUnicode_Split, PyUnicode_Split(Value("'a,b,,c'"), Value("','"), 2)),
    CASE(PyUnicode_Split, PyUnicode_Split(on.text, Value("'\\xdf'"), -1)),
    CASE(PyUnicode_Split, PyUnicode_Split(on.text, Value("''"), -1)),
    CASE(PyUnicode_Split, PyUnicode_Split(on.text, Value("1"), -1)),
    CASE(PyUnicode_Split, PyUnicode_Split(on.bytes, nullptr, -1)),
    CASE(PyUnicode_RSplit, PyUnicode_RSplit(Value("' a b  c '"), nullptr, 1)),
    CASE(PyUnicode_RSplit, PyUnicode_RSplit(Value("'a,b,,c'"), Value("','"), 1)),
    CASE(PyUnicode_RSplit, PyUnicode_RSplit(on.text, Value("''"), -1)),
    CASE(PyUnicode_RSplit, PyUnicode_RSplit(on.list, nullptr, -1)),
    CASE(PyUnicode_Splitlines, PyUnicode_Splitlines(Value("'a\\r\\nb\\x0bc\\u2028d\\n'"), 0)),
    CASE(PyUnicode_Splitlines, PyUnicode_Splitlines(Value("'a\\r\\nb\\n'"), 1)),
    CASE(PyUnicode_Splitlines, PyUnicode_Splitlines(Value("''"), 1)),
    CASE(PyUnicode_Splitlines, PyUnicode_Splitlines(on.bytes, 0)),
    CASE(PyUnicode_Partition, PyUnicode_Partition(on.text, Value("'\\xdf'"))),
    CASE(PyUnicode_Partition, PyUnicode_Partition(on.text, Value("'none'"))),
    CASE(PyUnicode_Partition, PyUnicode_Partition(on.text, Value("''"))),
    CASE(PyUnicode_Partition, PyUnicode_Partition(on.text, on.list)),
    CASE(PyUnicode_RPartition, PyUnicode_RPartition(Value("'a-b-c'"), Value("'-'"))),
    CASE(PyUnicode_RPartition, PyUnicode_RPartition(on.text, Value("'none'"))),
    CASE(PyUnicode_RPartition, PyUnicode_RPartition(on.text, Value("''"))),
    CASE(PyUnicode_RPartition, PyUnicode_RPartition(on.bytes, on.text)),
    CASE(PyUnicode_Translate,
         PyUnicode_Translate(on.text, Value("{228: 'ae', 223: None, 104: 72}"), nullptr)),
    CASE(PyUnicode_Translate, PyUnicode_Translate(Value("'abc'"), Value("'xyz' * 40"), "ignore")),
    CASE(PyUnicode_Translate, PyUnicode_Translate(on.text, Value("{104: 1.5}"), nullptr)),
    CASE(PyUnicode_Translate, PyUnicode_Translate(on.text, Value("{104: 0x110000}"), nullptr)),
    CASE(PyUnicode_Translate,
         PyUnicode_Translate(on.text, Value("type('M', (), {'__getitem__': lambda *a: 1 // 0})()"), nullptr)),
    CASE(PyUnicode_Translate, PyUnicode_Translate(on.text, Value("1"), nullptr)),
    CASE(PyUnicode_Translate, PyUnicode_Translate(on.bytes, on.dict, nullptr)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(on.text, Value("'\\xe4'"), Value("'ae'"), -1)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(Value("'aaaa'"), Value("'a'"), Value("'\\u20ac'"), 2)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(on.text, Value("'none'"), Value("''"), -1)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(on.text, Value("''"), Value("'.'"), 3)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(on.text, Value("'h'"), Value("''"), 0)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(on.text, Value("1"), Value("''"), -1)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(on.text, Value("''"), Value("1"), -1)),
    CASE(PyUnicode_Replace, PyUnicode_Replace(on.list, Value("''"), Value("''"), -1)),
    CASE(PyUnicode_Format, PyUnicode_Format(Value("'%s and %r: %d%%'"), Value("('a', 'b', 3)"))),
    CASE(PyUnicode_Format, PyUnicode_Format(Value("'%(a)s-%(b)s'"), on.dict)),
    CASE(PyUnicode_Format, PyUnicode_Format(Value("'%s'"), on.text)),
    CASE(PyUnicode_Format, PyUnicode_Format(Value("'%d'"), on.text)),
    CASE(PyUnicode_Format, PyUnicode_Format(Value("'%s'"), Value("()"))),
    CASE(PyUnicode_Format, PyUnicode_Format(Value("'x'"), Value("(1,)"))),
    CASE(PyUnicode_Format, PyUnicode_Format(on.bytes, Value("()"))),
    CASE(PyUnicode_Format, PyUnicode_Format(on.text, nullptr)),
    CASE(_PyUnicode_XStrip, _PyUnicode_XStrip(Value("'xxaxx'"), 0, Value("'x'"))),
    CASE(_PyUnicode_XStrip, _PyUnicode_XStrip(Value("'xxaxx'"), 1, Value("'yx'"))),
    CASE(_PyUnicode_XStrip, _PyUnicode_XStrip(on.text, 2, Value("'hlic'"))),
    CASE(PyUnicode_Tailmatch, PyUnicode_Tailmatch(on.text, Value("'h\\xe4'"), 0, 99, -1)),
    CASE(PyUnicode_Tailmatch, PyUnicode_Tailmatch(on.text, Value("'h\\xe4'"), 1, 99, -1)),
    CASE(PyUnicode_Tailmatch, PyUnicode_Tailmatch(on.text, Value("'ich'"), 0, 99, 1)),
    CASE(PyUnicode_Tailmatch, PyUnicode_Tailmatch(on.text, Value("'ich'"), 0, -1, 1)),
    CASE(PyUnicode_Tailmatch, PyUnicode_Tailmatch(on.text, Value("''"), 3, 3, 1)),
    CASE(PyUnicode_Tailmatch, PyUnicode_Tailmatch(on.text, on.bytes, 0, 99, 1)),
    CASE(PyUnicode_Tailmatch, PyUnicode_Tailmatch(on.list, on.text, 0, 99, 1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.text, Value("'h'"), 0, 99, 1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.text, Value("'h'"), 0, 99, -1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.text, Value("'h'"), 1, -1, 1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.text, Value("'\\u20ac'"), 0, 99, 1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.text, Value("''"), 7, 99, 1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.text, Value("''"), 8, 99, 1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.text, on.bytes, 0, 99, 1)),
    CASE(PyUnicode_Find, PyUnicode_Find(on.bytes, on.text, 0, 99, 1)),
    CASE(PyUnicode_FindChar, PyUnicode_FindChar(on.text, 'h', 0, 99, 1)),
    CASE(PyUnicode_FindChar, PyUnicode_FindChar(on.text, 'h', 0, 99, -1)),
    CASE(PyUnicode_FindChar, PyUnicode_FindChar(on.text, 'h', 1, 3, 1)),
    CASE(PyUnicode_FindChar, PyUnicode_FindChar(on.text, 0x1f600, 0, 7, 1)),
    CASE(PyUnicode_FindChar, PyUnicode_FindChar(on.text, 'h', -1, 7, 1)),
    CASE(PyUnicode_FindChar, PyUnicode_FindChar(on.text, 'h', 5, 2, 1)),
    CASE(PyUnicode_Count, PyUnicode_Count(Value("'banana'"), Value("'an'"), 0, 99)),
    CASE(PyUnicode_Count, PyUnicode_Count(Value("'banana'"), Value("'an'"), 2, -1)),
    CASE(PyUnicode_Count, PyUnicode_Count(on.text, Value("''"), 0, 99)),
    CASE(PyUnicode_Count, PyUnicode_Count(on.text, Value("1"), 0, 99)),
    CASE(PyUnicode_Count, PyUnicode_Count(on.list, on.text, 0, 99)),
    CASE(PyUnicode_Contains, PyUnicode_Contains(on.text, Value("'\\xdfl'"))),
    CASE(PyUnicode_Contains, PyUnicode_Contains(on.text, Value("'none'"))),
    CASE(PyUnicode_Contains, PyUnicode_Contains(on.text, Value("1"))),
    CASE(PyUnicode_Contains, PyUnicode_Contains(on.list, on.text)),
    CASE(PyUnicode_IsIdentifier, PyUnicode_IsIdentifier(on.text)),
    CASE(PyUnicode_IsIdentifier, PyUnicode_IsIdentifier(Value("'1a'"))),
    CASE(PyUnicode_IsIdentifier, PyUnicode_IsIdentifier(Value("''"))),
    CASE(PyUnicode_Compare, PyUnicode_Compare(on.text, Value("'z'"))),
    CASE(PyUnicode_Compare, PyUnicode_Compare(on.text, Value("'h'"))),
    CASE(PyUnicode_Compare, PyUnicode_Compare(on.text, on.text)),
    CASE(PyUnicode_Compare, PyUnicode_Compare(on.text, on.bytes)),
    CASE(PyUnicode_Compare, PyUnicode_Compare(on.list, on.text)),
    CASE(PyUnicode_CompareWithASCIIString, PyUnicode_CompareWithASCIIString(on.text, "h\xe4\xdflich")),
    CASE(PyUnicode_CompareWithASCIIString, PyUnicode_CompareWithASCIIString(on.text, "h")),
    CASE(PyUnicode_CompareWithASCIIString, PyUnicode_CompareWithASCIIString(Value("'a\\x00b'"), "a")),
    CASE(PyUnicode_CompareWithASCIIString, PyUnicode_CompareWithASCIIString(Value("'abc'"), "abcd")),
    CASE(PyUnicode_CompareWithASCIIString, PyUnicode_CompareWithASCIIString(Value("'\\u20ac'"), "z")),
    CASE(PyUnicode_RichCompare, PyUnicode_RichCompare(on.text, Value("'z'"), Py_LT)),
    CASE(PyUnicode_RichCompare, PyUnicode_RichCompare(on.text, on.text, Py_EQ)),
    CASE(PyUnicode_RichCompare, PyUnicode_RichCompare(on.text, on.text, Py_NE)),
    CASE(PyUnicode_RichCompare, PyUnicode_RichCompare(on.text, Value(SUBCLASS), Py_GE)),
    CASE(PyUnicode_RichCompare, PyUnicode_RichCompare(on.text, on.bytes, Py_EQ)),
    CASE(_PyUnicode_EQ, _PyUnicode_EQ(on.text, Value("'h\\xe4\\xdflich'"))),
    CASE(_PyUnicode_EQ, _PyUnicode_EQ(on.text, Value("''"))),
    CASE(_PyUnicode_Equal, _PyUnicode_Equal(on.text, Value("'h\\xe4\\xdflich'"))),
    CASE(_PyUnicode_Equal, _PyUnicode_Equal(on.text, Value("'\\u20ac'"))),
    CASE(_PyUnicode_EqualToASCIIString, _PyUnicode_EqualToASCIIString(Value("'abc'"), "abc")),
    CASE(_PyUnicode_EqualToASCIIString, _PyUnicode_EqualToASCIIString(Value("'ab'"), "abc")),
    CASE(_PyUnicode_EqualToASCIIString, _PyUnicode_EqualToASCIIString(on.text, "abc")),
    CASE(_PyUnicode_EqualToASCIIId,
         [&] {
             static _Py_Identifier sub = _Py_static_string_init("sub");
             return _PyUnicode_EqualToASCIIId(Value(SUBCLASS), &sub);
         }()),
    CASE(_PyUnicode_EqualToASCIIId,
         [&] {
             static _Py_Identifier sub = _Py_static_string_init("other");
             return _PyUnicode_EqualToASCIIId(on.text, &sub);
         }()),
    CASE(_PyUnicode_FindMaxChar, _PyUnicode_FindMaxChar(Value("'a\\xe4\\u20ac\\U0001f600'"), 0, 1)),
    CASE(_PyUnicode_FindMaxChar, _PyUnicode_FindMaxChar(Value("'a\\xe4\\u20ac\\U0001f600'"), 0, 3)),
    CASE(_PyUnicode_FindMaxChar, _PyUnicode_FindMaxChar(Value("'a\\xe4\\u20ac\\U0001f600'"), 2, 4)),
    CASE(_PyUnicode_FindMaxChar, _PyUnicode_FindMaxChar(on.text, 0, 0)),
    CASE(_PyUnicode_TransformDecimalAndSpaceToASCII,
         _PyUnicode_TransformDecimalAndSpaceToASCII(Value("'1\\u0662\\u2003x\\u20ac'"))),
    CASE(_PyUnicode_TransformDecimalAndSpaceToASCII,
         _PyUnicode_TransformDecimalAndSpaceToASCII(Value("'1 x'"))),
    CASE(_PyUnicode_TransformDecimalAndSpaceToASCII, _PyUnicode_TransformDecimalAndSpaceToASCII(on.text)),
    CASE(_PyUnicode_TransformDecimalAndSpaceToASCII, _PyUnicode_TransformDecimalAndSpaceToASCII(on.list)),
};

const Case WRITER[] = {
    CASE(_PyUnicodeWriter_Init, built([](_PyUnicodeWriter &) { return 0; })),
    CASE(_PyUnicodeWriter_PrepareInternal,
         built([](_PyUnicodeWriter &writer) { return _PyUnicodeWriter_PrepareInternal(&writer, 3, 127); })),
    CASE(_PyUnicodeWriter_PrepareInternal, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_PrepareInternal(&writer, PY_SSIZE_T_MAX, 127);
         })),
    CASE(_PyUnicodeWriter_PrepareInternal, built([](_PyUnicodeWriter &writer) {
             if (_PyUnicodeWriter_Prepare(&writer, 2, 0x20ac) < 0) return -1;
             PyUnicode_WRITE(writer.kind, writer.data, 0, 0x20ac);
             PyUnicode_WRITE(writer.kind, writer.data, 1, 'x');
             writer.pos += 2;
             return 0;
         })),
    CASE(_PyUnicodeWriter_PrepareInternal, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteChar(&writer, 'x') +
                    _PyUnicodeWriter_PrepareInternal(&writer, PY_SSIZE_T_MAX, 127);
         })),
    CASE(_PyUnicodeWriter_PrepareKindInternal, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteChar(&writer, 'x') +
                    _PyUnicodeWriter_PrepareKindInternal(&writer, PyUnicode_4BYTE_KIND);
         })),
    CASE(_PyUnicodeWriter_WriteChar, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteChar(&writer, 'x') + _PyUnicodeWriter_WriteChar(&writer, 0x1f600);
         })),
    CASE(_PyUnicodeWriter_WriteStr,
         built([&](_PyUnicodeWriter &writer) { return _PyUnicodeWriter_WriteStr(&writer, on.text); })),
    CASE(_PyUnicodeWriter_WriteStr, built([&](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteStr(&writer, on.text) +
                    _PyUnicodeWriter_WriteStr(&writer, Value("'\\u20ac'"));
         })),
    CASE(_PyUnicodeWriter_WriteStr,
         built([&](_PyUnicodeWriter &writer) { return _PyUnicodeWriter_WriteStr(&writer, Value("''")); })),
    CASE(_PyUnicodeWriter_WriteStr, built([&](_PyUnicodeWriter &writer) {
             writer.overallocate = 1;
             writer.min_length = 10;
             for (int i = 0; i < 40; ++i)
                 if (_PyUnicodeWriter_WriteStr(&writer, on.text) < 0) return -1;
             return 0;
         })),
    CASE(_PyUnicodeWriter_WriteSubstring, built([&](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteSubstring(&writer, on.text, 1, 3);
         })),
    CASE(_PyUnicodeWriter_WriteSubstring, built([&](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteSubstring(&writer, on.text, 0, 7);
         })),
    CASE(_PyUnicodeWriter_WriteSubstring, built([&](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteSubstring(&writer, on.text, 2, 2);
         })),
    CASE(_PyUnicodeWriter_WriteASCIIString, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteASCIIString(&writer, "ascii", -1);
         })),
    CASE(_PyUnicodeWriter_WriteASCIIString, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteASCIIString(&writer, "ascii", 2) +
                    _PyUnicodeWriter_WriteChar(&writer, 0x20ac) +
                    _PyUnicodeWriter_WriteASCIIString(&writer, "more", 4);
         })),
    CASE(_PyUnicodeWriter_WriteASCIIString,
         built([](_PyUnicodeWriter &writer) { return _PyUnicodeWriter_WriteASCIIString(&writer, "", 0); })),
    CASE(_PyUnicodeWriter_WriteLatin1String, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteLatin1String(&writer, "h\xe4\xdf", 3);
         })),
    CASE(_PyUnicodeWriter_WriteLatin1String, built([](_PyUnicodeWriter &writer) {
             return _PyUnicodeWriter_WriteChar(&writer, 0x1f600) +
                    _PyUnicodeWriter_WriteLatin1String(&writer, "abc", 3);
         })),
    CASE(_PyUnicodeWriter_Finish, built([&](_PyUnicodeWriter &writer) {
             writer.overallocate = 1;
             return _PyUnicodeWriter_WriteStr(&writer, on.text) + _PyUnicodeWriter_WriteChar(&writer, '!');
         })),
    VOID_CASE(_PyUnicodeWriter_Dealloc, _PyUnicodeWriter writer; _PyUnicodeWriter_Init(&writer);
              _PyUnicodeWriter_WriteStr(&writer, on.text); _PyUnicodeWriter_Dealloc(&writer)),
};

} // namespace

Area text_operation_cases() {
    return OPERATIONS;
}
Area text_writer_cases() {
    return WRITER;
}
