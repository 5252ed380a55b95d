// SPDX-License-Identifier: MIT
//
// One case for every way an API function can be used: the call as text, and the call. A case runs on fresh
// operands and is told in one line: what came back, the exception, how the operands' reference counts and
// contents changed. The same source runs under CPython, so a line that differs is a difference of the API.
//
// Numbers and None may be words without a count; what is counted are operands of types that both sides count.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <cstdint>
#include <span>
#include <string>

// Operands that a case may use and change. Each is made anew for each case and belongs to nobody else.
struct Operands {
    PyObject *list;     // ['x', 'y', 'z']
    PyObject *tuple;    // ('x', 'y', 'z')
    PyObject *dict;     // {'a': 'x', 'b': 'y'}
    PyObject *set;      // {'x'}
    PyObject *text;     // 'häßlich'
    PyObject *bytes;    // b'bytes'
    PyObject *array;    // bytearray(b'array')
    PyObject *number;   // Number(7): an instance of a Python class with every operator
    PyObject *instance; // Plain(): an instance of a Python class with an attribute, 'name'
    PyObject *type;     // class Plain
    PyObject *function; // a Python function (a, b=2, *, c=3) -> (a, b, c)
    PyObject *failing;  // a Python function that raises KeyError('failed')
    PyObject *error;    // ValueError('operand')
};

struct Case {
    const char *symbol;
    const char *call;
    PyObject *(*run)(Operands &on); // description of the result (new), or NULL with an exception
};

// How a result is told. A new reference is taken; NULL stays what it is, an exception or the lack of one.
PyObject *describe(PyObject *result);
PyObject *describe(const char *text);
PyObject *describe(double value);
PyObject *describe(long long value);
PyObject *describe(unsigned long long value);
inline PyObject *describe(int value) {
    return describe(static_cast<long long>(value));
}
inline PyObject *describe(long value) {
    return describe(static_cast<long long>(value));
}
inline PyObject *describe(unsigned value) {
    return describe(static_cast<unsigned long long>(value));
}
inline PyObject *describe(unsigned long value) {
    return describe(static_cast<unsigned long long>(value));
}
inline PyObject *describe(bool value) {
    return describe(static_cast<long long>(value));
}
// For results that are borrowed: the case takes a reference of its own.
inline PyObject *borrowed(PyObject *result) {
    Py_XINCREF(result);
    return result;
}
// The result's text, which takes over the reference; "NULL" without one.
std::string told(PyObject *result);
// Text that is already a description.
PyObject *describe(const std::string &text);

// An object that lives as long as the expression it stands in: what a Python expression gives, or a new
// reference.
class Value {
  public:
    explicit Value(const char *expression);
    explicit Value(PyObject *object) : object_(object) {}
    Value(const Value &) = delete;
    ~Value() { Py_XDECREF(object_); }
    PyObject *get() const { return object_; }
    operator PyObject *() const { return object_; }

  private:
    PyObject *object_;
};

// A number that is an error when it is -1 and an exception is set is told by the exception beside it.

// CASE(symbol, expression): what the expression gives. For several steps, write a lambda that is called at
// once.
#define CASE(symbol, ...)                                                                                    \
    {                                                                                                        \
#symbol, #__VA_ARGS__,                                                                               \
            []([[maybe_unused]] Operands & on) -> PyObject * { return describe(__VA_ARGS__); }               \
    }
// VOID_CASE(symbol, statements): for functions without a result.
#define VOID_CASE(symbol, ...)                                                                               \
    {                                                                                                        \
#symbol, #__VA_ARGS__, []([[maybe_unused]] Operands &on) -> PyObject * {                                \
         __VA_ARGS__;                                                                                        \
         return PyErr_Occurred() ? nullptr : describe("no result");                                          \
     }    \
    }

// The areas, one table each; runner.cpp lists them.
using Area = std::span<const Case>;
Area object_cases();
Area attribute_cases();
Area operator_cases();
Area item_cases();
Area iteration_cases();
Area any_sequence_cases();
Area mapping_cases();
Area call_cases();
Area vector_call_cases();
Area native_function_cases();
Area member_cases();
Area descriptor_cases();
Area function_cases();
Area weak_reference_cases();
Area type_cases();
Area type_specification_cases();
Area memory_cases();
Area collector_cases();
Area sequence_cases();
Area dict_cases();
Area set_cases();
Area pending_cases();
Area report_cases();
Area warning_cases();
Area unicode_error_cases();
Area buffer_cases();
Area module_cases();
Area capsule_cases();
Area frame_cases();
Area import_cases();
Area system_cases();
Area thread_cases();
Area clock_cases();
Area program_cases();
Area running_cases();
Area integer_cases();
Area float_cases();
Area text_creation_cases();
Area text_storage_cases();
Area text_operation_cases();
Area text_writer_cases();
Area encoding_cases();
Area codec_registry_cases();
Area bytes_cases();
Area character_cases();
Area parsing_cases();
Area building_cases();
