// SPDX-License-Identifier: MIT
//
// Arguments in and values out (adder/args.h).
#include "cases.hpp"

#include <climits>
#include <type_traits>

namespace {

constexpr const char *RAISING = "type('Raising', (), {'__index__': lambda self: 1 // 0})()";

// One value that a code stores, told as it is.
std::string shown(PyObject *value) {
    return told(borrowed(value));
}
std::string shown(const char *value) {
    return value == nullptr ? "NULL" : std::string("\"") + value + "\"";
}
template <class Number> std::string shown(Number value) {
    return std::to_string(value);
}

// The status of PyArg_Parse and what was stored, which begins as 99 or NULL.
template <class Type> std::string parsed(PyObject *value, const char *format) {
    Type result = Type();
    if constexpr (std::is_arithmetic_v<Type>) result = 99;
    const int status = PyArg_Parse(value, format, &result);
    return std::to_string(status) + ", " + shown(result);
}

std::string parsed_text(PyObject *value, const char *format) {
    const char *text = nullptr;
    Py_ssize_t size = 99;
    const int status = PyArg_Parse(value, format, &text, &size);
    return std::to_string(status) + ", " + shown(text) + ", size " + std::to_string(size);
}

std::string parsed_buffer(PyObject *value, const char *format) {
    Py_buffer view;
    const int status = PyArg_Parse(value, format, &view);
    if (status == 0) return "0";
    const std::string text = view.buf == nullptr
                                 ? "NULL"
                                 : told(PyBytes_FromStringAndSize(static_cast<char *>(view.buf), view.len));
    PyBuffer_Release(&view);
    return std::to_string(status) + ", " + text;
}

std::string parsed_encoded(PyObject *value, const char *format) {
    char *text = nullptr;
    const int status = PyArg_Parse(value, format, "latin-1", &text);
    const std::string result =
        std::to_string(status) + ", " + (text == nullptr ? "NULL" : told(PyBytes_FromString(text)));
    PyMem_Free(text);
    return result;
}

int double_it(PyObject *object, void *result) {
    const long number = PyLong_AsLong(object);
    if (number == -1 && PyErr_Occurred()) return 0;
    *static_cast<long *>(result) = 2 * number;
    return 1;
}

std::string converted(PyObject *value) {
    long result = 99;
    const int status = PyArg_Parse(value, "O&", double_it, &result);
    return std::to_string(status) + ", " + std::to_string(result);
}

std::string checked(PyObject *value, PyTypeObject *type) {
    PyObject *result = nullptr;
    const int status = PyArg_Parse(value, "O!", type, &result);
    return std::to_string(status) + ", " + shown(result);
}

// Two ints, the second optional, from a tuple.
std::string two(PyObject *args, const char *format) {
    int first = 99, second = 99;
    const int status = PyArg_ParseTuple(args, format, &first, &second);
    return std::to_string(status) + ", " + std::to_string(first) + ", " + std::to_string(second);
}

std::string nested(PyObject *args, const char *format) {
    int first = 99, second = 99, third = 99;
    const int status = PyArg_ParseTuple(args, format, &first, &second, &third);
    return std::to_string(status) + ", " + std::to_string(first) + ", " + std::to_string(second) + ", " +
           std::to_string(third);
}

const char *const NAMES[] = {"first", "second", "third", nullptr};
const char *const POSITIONAL[] = {"", "second", "third", nullptr};

std::string keywords(PyObject *args, PyObject *kwargs, const char *format, const char *const *names = NAMES) {
    PyObject *first = nullptr, *second = nullptr, *third = nullptr;
    const int status = PyArg_ParseTupleAndKeywords(args, kwargs, format, const_cast<char **>(names), &first,
                                                   &second, &third);
    return std::to_string(status) + ", " + shown(first) + ", " + shown(second) + ", " + shown(third);
}

int va_parse(PyObject *args, const char *format, ...) {
    va_list results;
    va_start(results, format);
    const int status = PyArg_VaParse(args, format, results);
    va_end(results);
    return status;
}
std::string va_two(PyObject *args, const char *format) {
    int first = 99, second = 99;
    const int status = va_parse(args, format, &first, &second);
    return std::to_string(status) + ", " + std::to_string(first) + ", " + std::to_string(second);
}

int va_parse_keywords(PyObject *args, PyObject *kwargs, const char *format, ...) {
    va_list results;
    va_start(results, format);
    const int status =
        PyArg_VaParseTupleAndKeywords(args, kwargs, format, const_cast<char **>(NAMES), results);
    va_end(results);
    return status;
}
std::string va_keywords(PyObject *args, PyObject *kwargs, const char *format) {
    PyObject *first = nullptr, *second = nullptr, *third = nullptr;
    const int status = va_parse_keywords(args, kwargs, format, &first, &second, &third);
    return std::to_string(status) + ", " + shown(first) + ", " + shown(second) + ", " + shown(third);
}

std::string unpacked(PyObject *args, const char *name, Py_ssize_t least, Py_ssize_t most) {
    PyObject *first = nullptr, *second = nullptr, *third = nullptr;
    const int status = PyArg_UnpackTuple(args, name, least, most, &first, &second, &third);
    return std::to_string(status) + ", " + shown(first) + ", " + shown(second) + ", " + shown(third);
}

PyObject *const *items(PyObject *tuple) {
    return reinterpret_cast<PyTupleObject *>(tuple)->ob_item;
}

std::string unpacked_stack(PyObject *tuple, const char *name, Py_ssize_t least, Py_ssize_t most) {
    PyObject *first = nullptr, *second = nullptr, *third = nullptr;
    const int status =
        _PyArg_UnpackStack(items(tuple), PyTuple_GET_SIZE(tuple), name, least, most, &first, &second, &third);
    return std::to_string(status) + ", " + shown(first) + ", " + shown(second) + ", " + shown(third);
}

std::string parsed_stack(PyObject *tuple, const char *format) {
    int first = 99, second = 99;
    const int status = _PyArg_ParseStack(items(tuple), PyTuple_GET_SIZE(tuple), format, &first, &second);
    return std::to_string(status) + ", " + std::to_string(first) + ", " + std::to_string(second);
}

_PyArg_Parser object_parser() {
    _PyArg_Parser parser = {};
    parser.format = "O|O$O:fast";
    parser.keywords = NAMES;
    return parser;
}

// `names` are those of the last arguments of the stack. Parsers live for ever: the interpreter links them.
std::string parsed_names(PyObject *tuple, PyObject *names) {
    static _PyArg_Parser parser = object_parser();
    PyObject *first = nullptr, *second = nullptr, *third = nullptr;
    const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
    const int status = _PyArg_ParseStackAndKeywords(items(tuple), PyTuple_GET_SIZE(tuple) - named, names,
                                                    &parser, &first, &second, &third);
    if (status == 0) return "0";
    return std::to_string(status) + ", " + shown(first) + ", " + shown(second) + ", " + shown(third);
}

std::string parsed_fast(PyObject *args, PyObject *kwargs) {
    static _PyArg_Parser parser = object_parser();
    PyObject *first = nullptr, *second = nullptr, *third = nullptr;
    const int status = _PyArg_ParseTupleAndKeywordsFast(args, kwargs, &parser, &first, &second, &third);
    if (status == 0) return "0";
    return std::to_string(status) + ", " + shown(first) + ", " + shown(second) + ", " + shown(third);
}

// The arguments in the order of the parameters: one needed, at most two by position.
std::string unpacked_names(PyObject *tuple, PyObject *kwargs, PyObject *names, int least_named) {
    static _PyArg_Parser parser = [] {
        _PyArg_Parser made = {};
        made.keywords = NAMES;
        made.fname = "unpack";
        return made;
    }();
    PyObject *buffer[3] = {};
    const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
    PyObject *const *result = _PyArg_UnpackKeywords(items(tuple), PyTuple_GET_SIZE(tuple) - named, kwargs,
                                                    names, &parser, 1, 2, least_named, buffer);
    if (result == nullptr) return "NULL";
    // Without keywords the result may be the arguments themselves.
    const Py_ssize_t count = kwargs == nullptr && names == nullptr ? PyTuple_GET_SIZE(tuple) : 3;
    std::string text;
    for (Py_ssize_t i = 0; i < count; ++i) text += shown(result[i]) + ", ";
    return text;
}

std::string optional_size(PyObject *value) {
    Py_ssize_t result = 99;
    const int status = _Py_convert_optional_to_ssize_t(value, &result);
    return std::to_string(status) + ", " + std::to_string(result);
}

PyObject *va_build(const char *format, ...) {
    va_list values;
    va_start(values, format);
    PyObject *result = Py_VaBuildValue(format, values);
    va_end(values);
    return result;
}

PyObject *make_text(void *text) {
    return PyUnicode_FromString(static_cast<const char *>(text));
}
PyObject *make_error(void *) {
    PyErr_SetString(PyExc_ValueError, "not made");
    return nullptr;
}

const Case PARSING[] = {
    // ---- one value
    CASE(PyArg_Parse, parsed<int>(Value("5"), "i")),
    CASE(PyArg_Parse, parsed<int>(on.number, "i")),
    CASE(PyArg_Parse, parsed<int>(Value("2**31"), "i")),
    CASE(PyArg_Parse, parsed<int>(Value("-2**31 - 1"), "i")),
    CASE(PyArg_Parse, parsed<int>(Value("1.5"), "i")),
    CASE(PyArg_Parse, parsed<int>(on.text, "i")),
    CASE(PyArg_Parse, parsed<int>(Value(RAISING), "i")),
    CASE(PyArg_Parse, parsed<unsigned>(Value("-1"), "I")),
    CASE(PyArg_Parse, parsed<unsigned char>(Value("255"), "b")),
    CASE(PyArg_Parse, parsed<unsigned char>(Value("256"), "b")),
    CASE(PyArg_Parse, parsed<unsigned char>(Value("-1"), "b")),
    CASE(PyArg_Parse, parsed<unsigned char>(Value("257"), "B")),
    CASE(PyArg_Parse, parsed<short>(Value("32767"), "h")),
    CASE(PyArg_Parse, parsed<short>(Value("32768"), "h")),
    CASE(PyArg_Parse, parsed<short>(Value("-32769"), "h")),
    CASE(PyArg_Parse, parsed<unsigned short>(Value("65537"), "H")),
    CASE(PyArg_Parse, parsed<long>(Value("2**63"), "l")),
    CASE(PyArg_Parse, parsed<unsigned long>(Value("-1"), "k")),
    CASE(PyArg_Parse, parsed<unsigned long>(Value("1.0"), "k")),
    CASE(PyArg_Parse, parsed<long long>(Value("-2**63"), "L")),
    CASE(PyArg_Parse, parsed<long long>(Value("2**63"), "L")),
    CASE(PyArg_Parse, parsed<unsigned long long>(Value("2**65 + 1"), "K")),
    CASE(PyArg_Parse, parsed<Py_ssize_t>(Value("2**63"), "n")),
    CASE(PyArg_Parse, parsed<Py_ssize_t>(Value("-7"), "n")),
    CASE(PyArg_Parse, parsed<Py_ssize_t>(Value("7.0"), "n")),
    CASE(PyArg_Parse, parsed<char>(Value("b'x'"), "c")),
    CASE(PyArg_Parse, parsed<char>(Value("bytearray(b'y')"), "c")),
    CASE(PyArg_Parse, parsed<char>(on.bytes, "c")),
    CASE(PyArg_Parse, parsed<char>(Value("'x'"), "c")),
    CASE(PyArg_Parse, parsed<int>(Value("'\\u20ac'"), "C")),
    CASE(PyArg_Parse, parsed<int>(on.text, "C")),
    CASE(PyArg_Parse, parsed<int>(on.bytes, "C")),
    CASE(PyArg_Parse, parsed<float>(Value("1.5"), "f")),
    CASE(PyArg_Parse, parsed<double>(on.number, "d")),
    CASE(PyArg_Parse, parsed<double>(on.text, "d")),
    CASE(PyArg_Parse, parsed<int>(on.list, "p")),
    CASE(PyArg_Parse, parsed<int>(Value("''"), "p")),
    CASE(PyArg_Parse, parsed<int>(Value("type('B', (), {'__bool__': lambda self: 1 // 0})()"), "p")),
    CASE(PyArg_Parse, parsed<PyObject *>(on.list, "O")),
    CASE(PyArg_Parse, parsed<PyObject *>(on.bytes, "S")),
    CASE(PyArg_Parse, parsed<PyObject *>(on.text, "S")),
    CASE(PyArg_Parse, parsed<PyObject *>(on.array, "Y")),
    CASE(PyArg_Parse, parsed<PyObject *>(on.bytes, "Y")),
    CASE(PyArg_Parse, parsed<PyObject *>(on.text, "U")),
    CASE(PyArg_Parse, parsed<PyObject *>(on.bytes, "U")),
    CASE(PyArg_Parse, parsed<const char *>(on.text, "s")),
    CASE(PyArg_Parse, parsed<const char *>(Value("'a\\0b'"), "s")),
    CASE(PyArg_Parse, parsed<const char *>(Value("'\\ud800'"), "s")),
    CASE(PyArg_Parse, parsed<const char *>(on.bytes, "s")),
    CASE(PyArg_Parse, parsed<const char *>(Value("None"), "s")),
    CASE(PyArg_Parse, parsed<const char *>(Value("None"), "z")),
    CASE(PyArg_Parse, parsed<const char *>(on.text, "z")),
    CASE(PyArg_Parse, parsed<const char *>(on.list, "z")),
    CASE(PyArg_Parse, parsed<const char *>(on.bytes, "y")),
    CASE(PyArg_Parse, parsed<const char *>(Value("b'a\\0b'"), "y")),
    CASE(PyArg_Parse, parsed<const char *>(on.text, "y")),
    CASE(PyArg_Parse, parsed<const char *>(on.array, "y")),
    CASE(PyArg_Parse, parsed_text(on.text, "s#")),
    CASE(PyArg_Parse, parsed_text(on.bytes, "s#")),
    CASE(PyArg_Parse, parsed_text(on.array, "s#")),
    CASE(PyArg_Parse, parsed_text(on.list, "s#")),
    CASE(PyArg_Parse, parsed_text(Value("None"), "z#")),
    CASE(PyArg_Parse, parsed_text(on.bytes, "y#")),
    CASE(PyArg_Parse, parsed_text(on.text, "y#")),
    CASE(PyArg_Parse, parsed_buffer(on.text, "s*")),
    CASE(PyArg_Parse, parsed_buffer(Value("None"), "z*")),
    CASE(PyArg_Parse, parsed_buffer(on.array, "y*")),
    CASE(PyArg_Parse, parsed_buffer(on.text, "y*")),
    CASE(PyArg_Parse, parsed_buffer(on.array, "w*")),
    CASE(PyArg_Parse, parsed_buffer(on.bytes, "w*")),
    CASE(PyArg_Parse, parsed_buffer(Value("memoryview(b'abc')[::2]"), "y*")),
    CASE(PyArg_Parse, parsed_encoded(on.text, "es")),
    CASE(PyArg_Parse, parsed_encoded(on.bytes, "et")),
    CASE(PyArg_Parse, parsed_encoded(on.bytes, "es")),
    CASE(PyArg_Parse, parsed_encoded(Value("'\\u20ac'"), "es")),
    CASE(PyArg_Parse, parsed_encoded(Value("'a\\0'"), "es")),
    CASE(PyArg_Parse, converted(Value("21"))),
    CASE(PyArg_Parse, converted(on.text)),
    CASE(PyArg_Parse, checked(on.list, &PyList_Type)),
    CASE(PyArg_Parse, checked(on.tuple, &PyList_Type)),
    CASE(PyArg_Parse, parsed<int>(Value("5"), "?")),
    CASE(PyArg_Parse, parsed<int>(Value("5"), "")),
    CASE(PyArg_Parse, parsed<int>(Value("5"), "i:name")),
    CASE(PyArg_Parse, parsed<int>(Value("'5'"), "i:name")),
    CASE(PyArg_Parse, parsed<int>(Value("'5'"), "i;own text")),
    CASE(PyArg_Parse, two(Value("(1, 2)"), "(ii)")),
    CASE(PyArg_Parse, parsed<int>(nullptr, "i")),

    // ---- tuples
    CASE(PyArg_ParseTuple, two(Value("(1, 2)"), "ii:name")),
    CASE(PyArg_ParseTuple, two(Value("(1,)"), "i|i:name")),
    CASE(PyArg_ParseTuple, two(Value("()"), "ii:name")),
    CASE(PyArg_ParseTuple, two(Value("()"), "i|i")),
    CASE(PyArg_ParseTuple, two(Value("(1, 2, 3)"), "ii:name")),
    CASE(PyArg_ParseTuple, two(Value("(1, 2, 3)"), "i|i;own text")),
    CASE(PyArg_ParseTuple, two(Value("(1, 2, 3)"), "")),
    CASE(PyArg_ParseTuple, two(Value("(1,)"), ":name")),
    CASE(PyArg_ParseTuple, two(Value("(1, 'x')"), "ii:name")),
    CASE(PyArg_ParseTuple, two(Value("(1, 'x')"), "ii")),
    CASE(PyArg_ParseTuple, two(on.list, "ii:name")),
    CASE(PyArg_ParseTuple, nested(Value("(1, (2, 3))"), "i(ii):name")),
    CASE(PyArg_ParseTuple, nested(Value("(1, [2, 3])"), "i(ii):name")),
    CASE(PyArg_ParseTuple, nested(Value("(1, (2,))"), "i(ii):name")),
    CASE(PyArg_ParseTuple, nested(Value("(1, 2)"), "i(ii):name")),
    CASE(PyArg_ParseTuple, nested(Value("(1, (2, 'x'))"), "i(ii):name")),
    CASE(PyArg_VaParse, va_two(Value("(1, 2)"), "ii")),
    CASE(PyArg_VaParse, va_two(Value("(1,)"), "ii:va")),
    CASE(PyArg_UnpackTuple, unpacked(on.tuple, "name", 1, 3)),
    CASE(PyArg_UnpackTuple, unpacked(Value("(1,)"), "name", 1, 3)),
    CASE(PyArg_UnpackTuple, unpacked(Value("()"), "name", 1, 3)),
    CASE(PyArg_UnpackTuple, unpacked(Value("()"), nullptr, 2, 2)),
    CASE(PyArg_UnpackTuple, unpacked(on.tuple, "name", 0, 2)),
    CASE(PyArg_UnpackTuple, unpacked(on.tuple, nullptr, 2, 2)),
    CASE(PyArg_UnpackTuple, unpacked(on.list, "name", 0, 3)),
    CASE(_PyArg_UnpackStack, unpacked_stack(on.tuple, "name", 2, 3)),
    CASE(_PyArg_UnpackStack, unpacked_stack(Value("('a',)"), "name", 2, 3)),
    CASE(_PyArg_UnpackStack, unpacked_stack(on.tuple, nullptr, 0, 1)),
    CASE(_PyArg_ParseStack, parsed_stack(Value("(1, 2)"), "ii:name")),
    CASE(_PyArg_ParseStack, parsed_stack(Value("(1,)"), "i|i:name")),
    CASE(_PyArg_ParseStack, parsed_stack(Value("(1, 2, 3)"), "ii:name")),
    CASE(_PyArg_ParseStack, parsed_stack(Value("(1, None)"), "ii:name")),

    // ---- keywords
    CASE(PyArg_ParseTupleAndKeywords, keywords(on.tuple, nullptr, "OOO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1,)"), Value("{'third': 3}"), "O|OO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("()"), Value("{'second': 2, 'first': 1}"), "OO|O:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1, 2)"), Value("{'third': 3}"), "OO$O:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(on.tuple, Value("{}"), "OO|$O:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1,)"), Value("{}"), "OO|O:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1, 2)"), Value("{}"), "OO$O:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1,)"), Value("{'first': 1}"), "O|OO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1,)"), Value("{'other': 1}"), "O|OO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1,)"), Value("{5: 1}"), "O|OO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1, 2, 3, 4)"), nullptr, "O|OO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(on.tuple, Value("{'fourth': 1}"), "O|OO")),
    CASE(PyArg_ParseTupleAndKeywords,
         keywords(Value("(1,)"), Value("{'second': 2}"), "O|OO:name", POSITIONAL)),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("()"), Value("{'second': 2}"), "O|OO:name", POSITIONAL)),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("()"), nullptr, "O|OO:name", POSITIONAL)),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1,)"), nullptr, "O|O:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(Value("(1,)"), nullptr, "O|OOO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(on.list, nullptr, "O|OO:name")),
    CASE(PyArg_ParseTupleAndKeywords, keywords(on.tuple, on.list, "O|OO:name")),
    CASE(PyArg_VaParseTupleAndKeywords, va_keywords(Value("(1,)"), Value("{'third': 3}"), "O|OO:name")),
    CASE(PyArg_VaParseTupleAndKeywords, va_keywords(Value("()"), Value("{}"), "O|OO:name")),
    CASE(PyArg_VaParseTupleAndKeywords, va_keywords(on.list, nullptr, "O|OO:name")),
    CASE(_PyArg_ParseStackAndKeywords, parsed_names(Value("(1, 2)"), nullptr)),
    CASE(_PyArg_ParseStackAndKeywords, parsed_names(Value("(1, 3)"), Value("('third',)"))),
    CASE(_PyArg_ParseStackAndKeywords, parsed_names(Value("(1, 2)"), Value("('second', 'first')"))),
    CASE(_PyArg_ParseStackAndKeywords, parsed_names(Value("()"), nullptr)),
    CASE(_PyArg_ParseStackAndKeywords, parsed_names(Value("(1, 2, 3)"), nullptr)),
    CASE(_PyArg_ParseStackAndKeywords, parsed_names(Value("(1, 2)"), Value("('other',)"))),
    CASE(_PyArg_ParseStackAndKeywords, parsed_names(Value("(1, 2)"), Value("('first',)"))),
    CASE(_PyArg_ParseTupleAndKeywordsFast, parsed_fast(Value("(1,)"), Value("{'third': 3}"))),
    CASE(_PyArg_ParseTupleAndKeywordsFast, parsed_fast(Value("(1, 2, 3)"), nullptr)),
    CASE(_PyArg_ParseTupleAndKeywordsFast, parsed_fast(Value("()"), Value("{'second': 3}"))),
    CASE(_PyArg_ParseTupleAndKeywordsFast, parsed_fast(on.list, nullptr)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1, 2)"), nullptr, nullptr, 0)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1, 3)"), nullptr, Value("('third',)"), 0)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1,)"), Value("{'second': 2}"), nullptr, 0)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1, 2)"), nullptr, nullptr, 1)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("()"), nullptr, nullptr, 0)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1, 2, 3)"), nullptr, nullptr, 0)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1, 2)"), nullptr, Value("('first',)"), 0)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1, 2)"), nullptr, Value("('other',)"), 0)),
    CASE(_PyArg_UnpackKeywords, unpacked_names(Value("(1,)"), Value("{5: 2}"), nullptr, 0)),
    CASE(PyArg_ValidateKeywordArguments, PyArg_ValidateKeywordArguments(on.dict)),
    CASE(PyArg_ValidateKeywordArguments, PyArg_ValidateKeywordArguments(Value("{1: 2}"))),
    CASE(PyArg_ValidateKeywordArguments, PyArg_ValidateKeywordArguments(on.list)),

    // ---- checks
    CASE(_PyArg_CheckPositional, _PyArg_CheckPositional("name", 2, 1, 3)),
    CASE(_PyArg_CheckPositional, _PyArg_CheckPositional("name", 0, 1, 3)),
    CASE(_PyArg_CheckPositional, _PyArg_CheckPositional("name", 4, 1, 3)),
    CASE(_PyArg_CheckPositional, _PyArg_CheckPositional("name", 1, 2, 2)),
    CASE(_PyArg_CheckPositional, _PyArg_CheckPositional(nullptr, 1, 2, 2)),
    CASE(_PyArg_CheckPositional, _PyArg_CheckPositional(nullptr, 3, 0, 1)),
    CASE(_PyArg_CheckPositional, _PyArg_CheckPositional("name", 9, 0, PY_SSIZE_T_MAX)),
    CASE(_PyArg_NoKeywords, _PyArg_NoKeywords("name", nullptr)),
    CASE(_PyArg_NoKeywords, _PyArg_NoKeywords("name", Value("{}").get())),
    CASE(_PyArg_NoKeywords, _PyArg_NoKeywords("name", on.dict)),
    CASE(_PyArg_NoKeywords, _PyArg_NoKeywords("name", on.list)),
    CASE(_PyArg_NoKwnames, _PyArg_NoKwnames("name", nullptr)),
    CASE(_PyArg_NoKwnames, _PyArg_NoKwnames("name", Value("()").get())),
    CASE(_PyArg_NoKwnames, _PyArg_NoKwnames("name", on.tuple)),
    CASE(_PyArg_NoPositional, _PyArg_NoPositional("name", nullptr)),
    CASE(_PyArg_NoPositional, _PyArg_NoPositional("name", Value("()").get())),
    CASE(_PyArg_NoPositional, _PyArg_NoPositional("name", on.tuple)),
    CASE(_PyArg_NoPositional, _PyArg_NoPositional("name", on.list)),
    VOID_CASE(_PyArg_BadArgument, _PyArg_BadArgument("name", "argument 1", "str", on.list)),
    VOID_CASE(_PyArg_BadArgument, _PyArg_BadArgument("name", "argument 'x'", "int", Py_None)),
    CASE(_Py_convert_optional_to_ssize_t, optional_size(Value("5"))),
    CASE(_Py_convert_optional_to_ssize_t, optional_size(on.number)),
    CASE(_Py_convert_optional_to_ssize_t, optional_size(Value("None"))),
    CASE(_Py_convert_optional_to_ssize_t, optional_size(Value("2**70"))),
    CASE(_Py_convert_optional_to_ssize_t, optional_size(Value("1.5"))),
    CASE(_Py_convert_optional_to_ssize_t, optional_size(Value(RAISING))),
};

const Case BUILDING[] = {
    CASE(Py_BuildValue, Py_BuildValue("")),
    CASE(Py_BuildValue, Py_BuildValue("i", -5)),
    CASE(Py_BuildValue, Py_BuildValue("bhiBH", 1, -2, 3, 255, 65535)),
    CASE(Py_BuildValue,
         Py_BuildValue("lkLKIn", -1L, ULONG_MAX, LLONG_MIN, ULLONG_MAX, UINT_MAX, Py_ssize_t{-9})),
    CASE(Py_BuildValue, Py_BuildValue("fd", 1.5, -2.5)),
    CASE(Py_BuildValue, Py_BuildValue("cC", 'x', 0x20ac)),
    CASE(Py_BuildValue, Py_BuildValue("C", 0x110000)),
    CASE(Py_BuildValue, Py_BuildValue("szUy", "text", nullptr, "h\xc3\xa4", "bytes\xff")),
    CASE(Py_BuildValue, Py_BuildValue("s#z#U#y#", "text", Py_ssize_t{2}, "text", Py_ssize_t{1}, "abc",
                                      Py_ssize_t{3}, "a\0b", Py_ssize_t{3})),
    CASE(Py_BuildValue, Py_BuildValue("s", "\xff")),
    CASE(Py_BuildValue, Py_BuildValue("u", L"h\u00e4")),
    CASE(Py_BuildValue, Py_BuildValue("u#", L"abc", Py_ssize_t{2})),
    CASE(Py_BuildValue, Py_BuildValue("O", on.list)),
    CASE(Py_BuildValue, Py_BuildValue("(OS)", on.list, on.dict)),
    CASE(Py_BuildValue, Py_BuildValue("N", borrowed(on.list))),
    CASE(Py_BuildValue, Py_BuildValue("(NO)", borrowed(on.list), nullptr)),
    CASE(Py_BuildValue, Py_BuildValue("O", nullptr)),
    CASE(Py_BuildValue, Py_BuildValue("(iN)", 1, nullptr)),
    CASE(Py_BuildValue, Py_BuildValue("O&", make_text, const_cast<char *>("made"))),
    CASE(Py_BuildValue, Py_BuildValue("[O&i]", make_error, nullptr, 1)),
    CASE(Py_BuildValue,
         [&] {
             Py_complex value = {1.0, -2.0};
             return Py_BuildValue("D", &value);
         }()),
    CASE(Py_BuildValue, Py_BuildValue("()")),
    CASE(Py_BuildValue, Py_BuildValue("(i)", 1)),
    CASE(Py_BuildValue, Py_BuildValue("[i(ii)]", 1, 2, 3)),
    CASE(Py_BuildValue, Py_BuildValue("{s:i,s:[i]}", "a", 1, "b", 2)),
    CASE(Py_BuildValue, Py_BuildValue("{}")),
    CASE(Py_BuildValue, Py_BuildValue("{O:i}", on.list, 1)),
    CASE(Py_BuildValue, Py_BuildValue("{si", "a", 1)),
    CASE(Py_BuildValue, Py_BuildValue("{s}", "a")),
    CASE(Py_BuildValue, Py_BuildValue("(i", 1)),
    CASE(Py_BuildValue, Py_BuildValue("i)", 1)),
    CASE(Py_BuildValue, Py_BuildValue("?", 1)),
    CASE(Py_BuildValue, Py_BuildValue("i, i : i", 1, 2, 3)),
    CASE(Py_VaBuildValue, va_build("(is)", 1, "two")),
    CASE(Py_VaBuildValue, va_build("")),
    CASE(Py_VaBuildValue, va_build("?")),
};

} // namespace

Area parsing_cases() {
    return PARSING;
}
Area building_cases() {
    return BUILDING;
}
