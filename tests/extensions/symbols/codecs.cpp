// SPDX-License-Identifier: MIT
//
// Encodings, their registry and error handlers (adder/text.h).
#include "cases.hpp"

namespace {

constexpr const char *SURROGATE = "'a\\ud800b'";
constexpr const char *WIDE = "'\\u20ac\\U0001f600'";
constexpr const char *PATH = "type('P', (), {'__fspath__': lambda self: 'a/path'})()";
constexpr const char *BYTES_PATH = "type('P', (), {'__fspath__': lambda self: b'a/path'})()";
constexpr const char *WRONG_PATH = "type('P', (), {'__fspath__': lambda self: 1})()";
constexpr const char *FAILING_PATH = "type('P', (), {'__fspath__': lambda self: 1 // 0})()";
constexpr const char *ENCODE_ERROR =
    "UnicodeEncodeError('ascii', 'a\\xe4\\u20ac\\U0001f600b', 1, 4, 'reason')";
constexpr const char *DECODE_ERROR = "UnicodeDecodeError('ascii', b'a\\xe4\\xffb', 1, 3, 'reason')";
constexpr const char *TRANSLATE_ERROR = "UnicodeTranslateError('a\\xe4\\u20acb', 1, 3, 'reason')";

// What a function that decodes the beginning of the bytes made, and how many it used.
using Stateful = PyObject *(*)(const char *, Py_ssize_t, const char *, Py_ssize_t *);
std::string stateful(Stateful function, const char *bytes, Py_ssize_t size) {
    Py_ssize_t used = 99;
    const std::string text = told(function(bytes, size, nullptr, &used));
    return text + ", used " + std::to_string(used);
}

// The same in an order of bytes, which the function may tell.
using Ordered = PyObject *(*)(const char *, Py_ssize_t, const char *, int *);
std::string ordered(Ordered function, const char *bytes, Py_ssize_t size, int order,
                    const char *errors = nullptr) {
    const std::string text = told(function(bytes, size, errors, &order));
    return text + ", order " + std::to_string(order);
}
using OrderedStateful = PyObject *(*)(const char *, Py_ssize_t, const char *, int *, Py_ssize_t *);
std::string stateful(OrderedStateful function, const char *bytes, Py_ssize_t size, int order) {
    Py_ssize_t used = 99;
    const std::string text = told(function(bytes, size, nullptr, &order, &used));
    return text + ", order " + std::to_string(order) + ", used " + std::to_string(used);
}

std::string converted(int (*convert)(PyObject *, void *), PyObject *argument) {
    PyObject *result = nullptr;
    const int status = convert(argument, &result);
    return std::to_string(status) + ", " + (status == 0 ? "nothing" : told(result));
}

// What the converter does when parsing failed later.
std::string cleaned(int (*convert)(PyObject *, void *), PyObject *argument) {
    PyObject *result = nullptr;
    convert(argument, &result);
    const int status = convert(nullptr, &result);
    return std::to_string(status) + (result == nullptr ? ", NULL" : ", left");
}

// A search function that knows one encoding, while it is registered.
template <class Function> PyObject *with_codec(const char *search, Function function) {
    Value searcher(search);
    if (PyCodec_Register(searcher) < 0) return nullptr;
    PyObject *result = function();
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyCodec_Unregister(searcher);
    PyErr_Restore(type, value, traceback);
    return result;
}
constexpr const char *SEARCH =
    "lambda name: (lambda text, errors='strict': (text.upper().encode(), len(text)), "
    "lambda data, errors='strict': (bytes(data).decode() + '!', len(data)), None, None) "
    "if name == 'symbols_up' else None";
constexpr const char *BAD_SEARCH = "lambda name: 7 if name == 'symbols_bad' else None";

PyObject *with_handler(const char *name, const char *handler, const char *encoding) {
    if (PyCodec_RegisterError(name, Value(handler)) < 0) return nullptr;
    return PyUnicode_AsEncodedString(Value("'a\\xe4b'"), encoding, name);
}

const Case ENCODINGS[] = {
    CASE(PyUnicode_GetDefaultEncoding, PyUnicode_GetDefaultEncoding()),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h\xc3\xa4", 3, nullptr, nullptr)),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h\xc3\xa4", 3, "Latin-1", nullptr)),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h\xc3\xa4", 3, "us_ascii", "replace")),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h\0\xac\x20", 4, "utf-16-le", nullptr)),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h\xa4", 2, "iso8859-15", nullptr)),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h\xc3\xa4", 3, "ascii", nullptr)),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h\xc3\xa4", 3, "ascii", "no such")),
    CASE(PyUnicode_Decode, PyUnicode_Decode("h", 1, "no such", nullptr)),
    CASE(PyUnicode_Decode, PyUnicode_Decode("ab", 2, "rot13", nullptr)),
    CASE(PyUnicode_AsEncodedString, PyUnicode_AsEncodedString(on.text, nullptr, nullptr)),
    CASE(PyUnicode_AsEncodedString, PyUnicode_AsEncodedString(on.text, "ASCII", "xmlcharrefreplace")),
    CASE(PyUnicode_AsEncodedString, PyUnicode_AsEncodedString(on.text, "cp1252", nullptr)),
    CASE(PyUnicode_AsEncodedString, PyUnicode_AsEncodedString(on.text, "ascii", nullptr)),
    CASE(PyUnicode_AsEncodedString, PyUnicode_AsEncodedString(on.text, "ascii", "no such")),
    CASE(PyUnicode_AsEncodedString, PyUnicode_AsEncodedString(on.text, "no such", nullptr)),
    CASE(PyUnicode_AsEncodedString, PyUnicode_AsEncodedString(on.bytes, "utf-8", nullptr)),
    CASE(PyUnicode_DecodeUTF8, PyUnicode_DecodeUTF8("\xe2\x82\xac", 3, nullptr)),
    CASE(PyUnicode_DecodeUTF8, PyUnicode_DecodeUTF8("a\xe2\x82", 3, nullptr)),
    CASE(PyUnicode_DecodeUTF8, PyUnicode_DecodeUTF8("a\xe2\x82", 3, "ignore")),
    CASE(PyUnicode_DecodeUTF8, PyUnicode_DecodeUTF8("a\xff\xfe", 3, "surrogateescape")),
    CASE(PyUnicode_DecodeUTF8, PyUnicode_DecodeUTF8("", 0, nullptr)),
    CASE(PyUnicode_DecodeUTF8Stateful, stateful(PyUnicode_DecodeUTF8Stateful, "a\xe2\x82", 3)),
    CASE(PyUnicode_DecodeUTF8Stateful, stateful(PyUnicode_DecodeUTF8Stateful, "a\xff", 2)),
    CASE(PyUnicode_DecodeUTF8Stateful, PyUnicode_DecodeUTF8Stateful("a\xe2\x82", 3, nullptr, nullptr)),
    CASE(PyUnicode_AsUTF8String, PyUnicode_AsUTF8String(on.text)),
    CASE(PyUnicode_AsUTF8String, PyUnicode_AsUTF8String(Value(SURROGATE))),
    CASE(PyUnicode_AsUTF8String, PyUnicode_AsUTF8String(on.bytes)),
    CASE(_PyUnicode_AsUTF8String, _PyUnicode_AsUTF8String(Value(SURROGATE), "surrogatepass")),
    CASE(_PyUnicode_AsUTF8String, _PyUnicode_AsUTF8String(on.list, nullptr)),
    CASE(PyUnicode_DecodeUTF16, ordered(PyUnicode_DecodeUTF16,
                                        "\xff\xfe"
                                        "a\0",
                                        4, 0)),
    CASE(PyUnicode_DecodeUTF16, ordered(PyUnicode_DecodeUTF16, "\xfe\xff\0a", 4, 0)),
    CASE(PyUnicode_DecodeUTF16, ordered(PyUnicode_DecodeUTF16, "\xfe\xff\0a", 4, -1)),
    CASE(PyUnicode_DecodeUTF16, ordered(PyUnicode_DecodeUTF16, "\xd8\x3d\xde\x00", 4, 1)),
    CASE(PyUnicode_DecodeUTF16, ordered(PyUnicode_DecodeUTF16, "\xd8\x3d\0a", 4, 1)),
    CASE(PyUnicode_DecodeUTF16, ordered(PyUnicode_DecodeUTF16, "\0aa", 3, 1)),
    CASE(PyUnicode_DecodeUTF16, ordered(PyUnicode_DecodeUTF16, "\0aa", 3, 1, "replace")),
    CASE(PyUnicode_DecodeUTF16, PyUnicode_DecodeUTF16("a\0", 2, nullptr, nullptr)),
    CASE(PyUnicode_DecodeUTF16Stateful, stateful(PyUnicode_DecodeUTF16Stateful,
                                                 "\xff\xfe"
                                                 "a\0b",
                                                 5, 0)),
    CASE(PyUnicode_DecodeUTF16Stateful, stateful(PyUnicode_DecodeUTF16Stateful, "a\0\x3d\xd8", 4, -1)),
    CASE(PyUnicode_AsUTF16String, PyUnicode_AsUTF16String(Value(WIDE))),
    CASE(PyUnicode_AsUTF16String, PyUnicode_AsUTF16String(Value(SURROGATE))),
    CASE(PyUnicode_AsUTF16String, PyUnicode_AsUTF16String(on.list)),
    CASE(_PyUnicode_EncodeUTF16, _PyUnicode_EncodeUTF16(on.text, nullptr, 1)),
    CASE(_PyUnicode_EncodeUTF16, _PyUnicode_EncodeUTF16(Value(SURROGATE), "ignore", -1)),
    CASE(PyUnicode_DecodeUTF32, ordered(PyUnicode_DecodeUTF32, "\xff\xfe\0\0a\0\0\0", 8, 0)),
    CASE(PyUnicode_DecodeUTF32, ordered(PyUnicode_DecodeUTF32, "\0\x01\xf6\0", 4, 1)),
    CASE(PyUnicode_DecodeUTF32, ordered(PyUnicode_DecodeUTF32, "\0\x11\0\0", 4, 1)),
    CASE(PyUnicode_DecodeUTF32, ordered(PyUnicode_DecodeUTF32, "\0\0\xd8\0", 4, 1)),
    CASE(PyUnicode_DecodeUTF32, ordered(PyUnicode_DecodeUTF32, "\0\0\0a\0", 5, 1)),
    CASE(PyUnicode_DecodeUTF32, ordered(PyUnicode_DecodeUTF32, "\0\0\0a\0", 5, 1, "ignore")),
    CASE(PyUnicode_DecodeUTF32Stateful, stateful(PyUnicode_DecodeUTF32Stateful, "\0\0\0a\0\0", 6, 1)),
    CASE(PyUnicode_AsUTF32String, PyUnicode_AsUTF32String(Value(WIDE))),
    CASE(PyUnicode_AsUTF32String, PyUnicode_AsUTF32String(on.bytes)),
    CASE(_PyUnicode_EncodeUTF32, _PyUnicode_EncodeUTF32(on.text, nullptr, -1)),
    CASE(_PyUnicode_EncodeUTF32, _PyUnicode_EncodeUTF32(Value(SURROGATE), nullptr, 1)),
    CASE(PyUnicode_DecodeUTF7, PyUnicode_DecodeUTF7("a+AOQ-b", 7, nullptr)),
    CASE(PyUnicode_DecodeUTF7, PyUnicode_DecodeUTF7("a\xff", 2, nullptr)),
    CASE(PyUnicode_DecodeUTF7Stateful, stateful(PyUnicode_DecodeUTF7Stateful, "a+AO", 4)),
    CASE(PyUnicode_BuildEncodingMap,
         PyUnicode_AsCharmapString(Value("'ba'"),
                                   Value(PyUnicode_BuildEncodingMap(Value("'ab' + '\\ufffe' * 254"))))),
    CASE(PyUnicode_BuildEncodingMap, PyUnicode_BuildEncodingMap(on.list)),
    CASE(PyUnicode_BuildEncodingMap, PyUnicode_BuildEncodingMap(Value("''"))),
    CASE(PyUnicode_DecodeLatin1, PyUnicode_DecodeLatin1("h\xe4\0", 3, nullptr)),
    CASE(PyUnicode_AsLatin1String, PyUnicode_AsLatin1String(on.text)),
    CASE(PyUnicode_AsLatin1String, PyUnicode_AsLatin1String(Value(WIDE))),
    CASE(PyUnicode_AsLatin1String, PyUnicode_AsLatin1String(on.list)),
    CASE(_PyUnicode_AsLatin1String, _PyUnicode_AsLatin1String(Value(WIDE), "backslashreplace")),
    CASE(_PyUnicode_AsLatin1String, _PyUnicode_AsLatin1String(Value(WIDE), "namereplace")),
    CASE(PyUnicode_DecodeASCII, PyUnicode_DecodeASCII("abc", 3, nullptr)),
    CASE(PyUnicode_DecodeASCII, PyUnicode_DecodeASCII("a\xff", 2, nullptr)),
    CASE(PyUnicode_DecodeASCII, PyUnicode_DecodeASCII("a\xff", 2, "replace")),
    CASE(PyUnicode_AsASCIIString, PyUnicode_AsASCIIString(Value("'abc'"))),
    CASE(PyUnicode_AsASCIIString, PyUnicode_AsASCIIString(on.text)),
    CASE(PyUnicode_AsASCIIString, PyUnicode_AsASCIIString(on.bytes)),
    CASE(_PyUnicode_AsASCIIString, _PyUnicode_AsASCIIString(on.text, "replace")),
    CASE(_PyUnicode_AsASCIIString, _PyUnicode_AsASCIIString(on.text, "no such")),
    CASE(PyUnicode_DecodeUnicodeEscape,
         PyUnicode_DecodeUnicodeEscape("a\\n\\u20ac\\x41\\N{EURO SIGN}\\101", 30, nullptr)),
    CASE(PyUnicode_DecodeUnicodeEscape, PyUnicode_DecodeUnicodeEscape("\\x4", 3, nullptr)),
    CASE(PyUnicode_DecodeUnicodeEscape, PyUnicode_DecodeUnicodeEscape("a\\", 2, nullptr)),
    CASE(PyUnicode_DecodeUnicodeEscape, PyUnicode_DecodeUnicodeEscape("\\U00110000", 10, "replace")),
    CASE(PyUnicode_AsUnicodeEscapeString,
         PyUnicode_AsUnicodeEscapeString(Value("'a\\n\\\\\\xe4\\u20ac\\U0001f600'"))),
    CASE(PyUnicode_AsUnicodeEscapeString, PyUnicode_AsUnicodeEscapeString(on.bytes)),
    CASE(PyUnicode_DecodeRawUnicodeEscape,
         PyUnicode_DecodeRawUnicodeEscape("a\\n\\u20ac\\\\u0041\xe4", 18, nullptr)),
    CASE(PyUnicode_DecodeRawUnicodeEscape, PyUnicode_DecodeRawUnicodeEscape("\\u20", 4, nullptr)),
    CASE(PyUnicode_AsRawUnicodeEscapeString,
         PyUnicode_AsRawUnicodeEscapeString(Value("'a\\n\\\\\\xe4\\u20ac\\U0001f600'"))),
    CASE(PyUnicode_AsRawUnicodeEscapeString, PyUnicode_AsRawUnicodeEscapeString(on.bytes)),
    CASE(PyUnicode_DecodeCharmap, PyUnicode_DecodeCharmap("ab\xff", 3, nullptr, nullptr)),
    CASE(PyUnicode_DecodeCharmap, PyUnicode_DecodeCharmap("ab", 2, Value("{97: 'x', 98: 0x20ac}"), nullptr)),
    CASE(PyUnicode_DecodeCharmap, PyUnicode_DecodeCharmap("\x01\x02", 2, Value("'x\\u20acy'"), nullptr)),
    CASE(PyUnicode_DecodeCharmap, PyUnicode_DecodeCharmap("\x01\x05", 2, Value("'x\\u20acy'"), nullptr)),
    CASE(PyUnicode_DecodeCharmap, PyUnicode_DecodeCharmap("ab", 2, Value("{97: None}"), "replace")),
    CASE(PyUnicode_DecodeCharmap, PyUnicode_DecodeCharmap("ab", 2, Value("{97: 1.5}"), nullptr)),
    CASE(PyUnicode_AsCharmapString, PyUnicode_AsCharmapString(on.text, nullptr)),
    CASE(PyUnicode_AsCharmapString, PyUnicode_AsCharmapString(Value("'ab'"), Value("{97: b'xy', 98: 0x7a}"))),
    CASE(PyUnicode_AsCharmapString, PyUnicode_AsCharmapString(Value("'ab'"), Value("{97: b'xy'}"))),
    CASE(PyUnicode_AsCharmapString, PyUnicode_AsCharmapString(Value("'ab'"), Value("{97: 256}"))),
    CASE(PyUnicode_AsCharmapString, PyUnicode_AsCharmapString(Value("'ab'"), Value("{97: 'x'}"))),
    CASE(PyUnicode_AsCharmapString, PyUnicode_AsCharmapString(on.bytes, on.dict)),

    // ---- file names and the locale
    CASE(PyUnicode_DecodeFSDefault, PyUnicode_DecodeFSDefault("name")),
    CASE(PyUnicode_DecodeFSDefaultAndSize, PyUnicode_DecodeFSDefaultAndSize("name", 2)),
    CASE(PyUnicode_DecodeFSDefaultAndSize, PyUnicode_DecodeFSDefaultAndSize("n\xff", 2)),
    CASE(PyUnicode_EncodeFSDefault, PyUnicode_EncodeFSDefault(Value("'n\\udcff'"))),
    CASE(PyUnicode_EncodeFSDefault, PyUnicode_EncodeFSDefault(on.bytes)),
    CASE(PyUnicode_DecodeLocale, PyUnicode_DecodeLocale("name", nullptr)),
    CASE(PyUnicode_DecodeLocale, PyUnicode_DecodeLocale("name", "ignore")),
    CASE(PyUnicode_DecodeLocale, PyUnicode_DecodeLocale("n\xff", nullptr)),
    CASE(PyUnicode_DecodeLocale, PyUnicode_DecodeLocale("n\xff", "surrogateescape")),
    CASE(PyUnicode_DecodeLocaleAndSize, PyUnicode_DecodeLocaleAndSize("name", 4, "strict")),
    CASE(PyUnicode_DecodeLocaleAndSize, PyUnicode_DecodeLocaleAndSize("name", 2, "strict")),
    CASE(PyUnicode_DecodeLocaleAndSize, PyUnicode_DecodeLocaleAndSize("na\0me", 5, nullptr)),
    CASE(PyUnicode_EncodeLocale, PyUnicode_EncodeLocale(Value("'name'"), nullptr)),
    CASE(PyUnicode_EncodeLocale, PyUnicode_EncodeLocale(Value("'n\\udcff'"), "surrogateescape")),
    CASE(PyUnicode_EncodeLocale, PyUnicode_EncodeLocale(Value("'n\\udcff'"), "strict")),
    CASE(PyUnicode_EncodeLocale, PyUnicode_EncodeLocale(Value("'name'"), "replace")),
    CASE(PyUnicode_EncodeLocale, PyUnicode_EncodeLocale(Value("'n\\0'"), nullptr)),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, Value("'path'"))),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, on.bytes)),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, Value(PATH))),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, Value(BYTES_PATH))),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, Value(WRONG_PATH))),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, Value(FAILING_PATH))),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, Value("'a\\0b'"))),
    CASE(PyUnicode_FSConverter, converted(PyUnicode_FSConverter, on.list)),
    CASE(PyUnicode_FSConverter, cleaned(PyUnicode_FSConverter, on.bytes)),
    CASE(PyUnicode_FSDecoder, converted(PyUnicode_FSDecoder, on.text)),
    CASE(PyUnicode_FSDecoder, converted(PyUnicode_FSDecoder, on.bytes)),
    CASE(PyUnicode_FSDecoder, converted(PyUnicode_FSDecoder, Value(PATH))),
    CASE(PyUnicode_FSDecoder, converted(PyUnicode_FSDecoder, Value(BYTES_PATH))),
    CASE(PyUnicode_FSDecoder, converted(PyUnicode_FSDecoder, Value(WRONG_PATH))),
    CASE(PyUnicode_FSDecoder, converted(PyUnicode_FSDecoder, Value("b'a\\0b'"))),
    CASE(PyUnicode_FSDecoder, converted(PyUnicode_FSDecoder, on.number)),
    CASE(PyUnicode_FSDecoder, cleaned(PyUnicode_FSDecoder, on.text)),
};

const Case REGISTRY[] = {
    CASE(PyCodec_Register, PyCodec_Register(on.list)),
    CASE(PyCodec_Register,
         with_codec(SEARCH,
                    [] { return PyUnicode_AsEncodedString(Value("'h\\xe4'"), "Symbols-UP", nullptr); })),
    CASE(PyCodec_Register,
         with_codec(SEARCH, [] { return PyUnicode_Decode("ab", 2, "symbols_up", nullptr); })),
    CASE(PyCodec_Register,
         with_codec(BAD_SEARCH, [] { return PyUnicode_Decode("ab", 2, "symbols bad", nullptr); })),
    CASE(PyCodec_Unregister, PyCodec_Unregister(on.failing)),
    CASE(PyCodec_Unregister, PyUnicode_Decode("ab", 2, "symbols_up", nullptr)),
    CASE(PyCodec_KnownEncoding, PyCodec_KnownEncoding("UTF-8")),
    CASE(PyCodec_KnownEncoding, PyCodec_KnownEncoding("no such")),
    CASE(_PyCodec_Lookup, PyTuple_Size(Value(_PyCodec_Lookup("utf-8")))),
    CASE(_PyCodec_Lookup, _PyCodec_Lookup("no such")),
    CASE(PyCodec_Encode, PyCodec_Encode(on.text, "latin-1", nullptr)),
    CASE(PyCodec_Encode, PyCodec_Encode(on.text, "rot13", nullptr)),
    CASE(PyCodec_Encode, PyCodec_Encode(on.text, "ascii", "strict")),
    CASE(PyCodec_Encode, PyCodec_Encode(on.text, "no such", nullptr)),
    CASE(PyCodec_Encode, PyCodec_Encode(on.list, "utf-8", nullptr)),
    CASE(PyCodec_Decode, PyCodec_Decode(on.bytes, "latin-1", nullptr)),
    CASE(PyCodec_Decode, PyCodec_Decode(on.text, "rot13", nullptr)),
    CASE(PyCodec_Decode, PyCodec_Decode(Value("b'\\xff'"), "utf-8", "replace")),
    CASE(PyCodec_Decode, PyCodec_Decode(on.bytes, "no such", nullptr)),
    CASE(PyCodec_Decode, PyCodec_Decode(on.list, "utf-8", nullptr)),
    CASE(PyCodec_Encoder, PyObject_CallFunction(Value(PyCodec_Encoder("latin-1")), "O", on.text)),
    CASE(PyCodec_Encoder, PyCodec_Encoder("no such")),
    CASE(PyCodec_Decoder, PyObject_CallFunction(Value(PyCodec_Decoder("latin-1")), "O", on.bytes)),
    CASE(PyCodec_Decoder, PyCodec_Decoder("no such")),
    CASE(PyCodec_IncrementalEncoder,
         PyObject_CallMethod(Value(PyCodec_IncrementalEncoder("latin-1", "replace")), "encode", "s",
                             "h\xc3\xa4\xe2\x82\xac")),
    CASE(PyCodec_IncrementalEncoder, PyCodec_IncrementalEncoder("no such", nullptr)),
    CASE(PyCodec_IncrementalDecoder,
         PyObject_CallMethod(Value(PyCodec_IncrementalDecoder("utf-8", nullptr)), "decode", "y", "h\xc3")),
    CASE(PyCodec_IncrementalDecoder, PyCodec_IncrementalDecoder("no such", nullptr)),
    CASE(PyCodec_StreamReader, PyCodec_StreamReader("no such", on.list, nullptr)),
    CASE(PyCodec_StreamWriter, PyCodec_StreamWriter("no such", on.list, nullptr)),
    CASE(PyCodec_RegisterError, with_handler("symbols.star", "lambda error: ('*', error.end)", "ascii")),
    CASE(PyCodec_RegisterError, with_handler("symbols.bytes", "lambda error: (b'*', error.end)", "ascii")),
    CASE(PyCodec_RegisterError, with_handler("symbols.wrong", "lambda error: 7", "ascii")),
    CASE(PyCodec_RegisterError, with_handler("symbols.far", "lambda error: ('*', 99)", "ascii")),
    CASE(PyCodec_RegisterError, with_handler("symbols.fail", "lambda error: 1 // 0", "ascii")),
    CASE(PyCodec_RegisterError, PyCodec_RegisterError("symbols.none", on.list)),
    CASE(PyCodec_LookupError, PyCodec_LookupError("no such")),
    CASE(PyCodec_LookupError, PyObject_CallOneArg(Value(PyCodec_LookupError("ignore")), Value(ENCODE_ERROR))),
    CASE(PyCodec_LookupError, PyObject_CallOneArg(Value(PyCodec_LookupError(nullptr)), on.error)),
    CASE(PyCodec_StrictErrors, PyCodec_StrictErrors(on.error)),
    CASE(PyCodec_StrictErrors, PyCodec_StrictErrors(on.list)),
    CASE(PyCodec_IgnoreErrors, PyCodec_IgnoreErrors(Value(DECODE_ERROR))),
    CASE(PyCodec_IgnoreErrors, PyCodec_IgnoreErrors(on.error)),
    CASE(PyCodec_IgnoreErrors, PyCodec_IgnoreErrors(on.list)),
    CASE(PyCodec_ReplaceErrors, PyCodec_ReplaceErrors(Value(ENCODE_ERROR))),
    CASE(PyCodec_ReplaceErrors, PyCodec_ReplaceErrors(Value(DECODE_ERROR))),
    CASE(PyCodec_ReplaceErrors, PyCodec_ReplaceErrors(Value(TRANSLATE_ERROR))),
    CASE(PyCodec_ReplaceErrors, PyCodec_ReplaceErrors(on.error)),
    CASE(PyCodec_XMLCharRefReplaceErrors, PyCodec_XMLCharRefReplaceErrors(Value(ENCODE_ERROR))),
    CASE(PyCodec_XMLCharRefReplaceErrors, PyCodec_XMLCharRefReplaceErrors(Value(DECODE_ERROR))),
    CASE(PyCodec_BackslashReplaceErrors, PyCodec_BackslashReplaceErrors(Value(ENCODE_ERROR))),
    CASE(PyCodec_BackslashReplaceErrors, PyCodec_BackslashReplaceErrors(Value(DECODE_ERROR))),
    CASE(PyCodec_BackslashReplaceErrors, PyCodec_BackslashReplaceErrors(Value(TRANSLATE_ERROR))),
    CASE(PyCodec_BackslashReplaceErrors, PyCodec_BackslashReplaceErrors(on.list)),
    CASE(PyCodec_NameReplaceErrors, PyCodec_NameReplaceErrors(Value(ENCODE_ERROR))),
    CASE(PyCodec_NameReplaceErrors, PyCodec_NameReplaceErrors(Value(DECODE_ERROR))),
    CASE(PyCodec_NameReplaceErrors, PyCodec_NameReplaceErrors(on.error)),
};

} // namespace

Area encoding_cases() {
    return ENCODINGS;
}
Area codec_registry_cases() {
    return REGISTRY;
}
