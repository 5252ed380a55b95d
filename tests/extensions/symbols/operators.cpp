// SPDX-License-Identifier: MIT
//
// Numbers as any object may be one (adder/abstract.h): operators, conversions, powers and indices.
#include "cases.hpp"

#include <array>

namespace {

constexpr const char *INDEX = "type('I', (), {'__index__': lambda self: 2})()";
constexpr const char *FAILING_INDEX = "type('I', (), {'__index__': lambda self: 1 // 0})()";
constexpr const char *WRONG_INDEX = "type('I', (), {'__index__': lambda self: 'text'})()";
constexpr const char *BOOL_INDEX = "type('I', (), {'__index__': lambda self: True})()";
constexpr const char *INT_CLASS = "type('N', (int,), {})(5)";
constexpr const char *FLOAT_CLASS = "type('N', (float,), {})(5.5)";
constexpr const char *FAILING =
    "type('F', (), {f'__{prefix}{name}__': lambda *args: 1 // 0 for prefix in ('', 'r', 'i') for name in "
    "'add "
    "sub mul truediv floordiv mod divmod pow lshift rshift and or xor matmul neg pos abs nvert int float "
    "trunc'.split()})()";
constexpr const char *DECLINING =
    "type('D', (), {f'__{prefix}{name}__': lambda *args: NotImplemented for prefix in ('', 'r', 'i') for "
    "name "
    "in 'add sub mul truediv floordiv mod divmod pow lshift rshift and or xor matmul'.split()})()";

using Binary = PyObject *(*)(PyObject *, PyObject *);

// One function on the pairs that decide: two numbers, a class's operator on each side, wrong types, an
// exception of the operator, operators that decline, division by zero.
std::string results(Binary operation, Operands &on) {
    const Value seven("7"), zero("0"), half("0.5"), big("10 ** 25"), failing(FAILING), declining(DECLINING);
    const std::array<std::array<PyObject *, 2>, 12> pairs{{{seven, seven},
                                                           {seven, half},
                                                           {big, seven},
                                                           {seven, zero},
                                                           {half, zero},
                                                           {on.number, on.list},
                                                           {on.list, on.number},
                                                           {on.instance, seven},
                                                           {on.text, on.dict},
                                                           {failing, seven},
                                                           {seven, failing},
                                                           {declining, seven}}};
    std::string text;
    for (const auto &[left, right] : pairs) {
        text += (text.empty() ? "" : " | ") + told(operation(left, right));
        if (!PyErr_Occurred()) continue;
        PyObject *type, *value, *traceback;
        PyErr_Fetch(&type, &value, &traceback);
        text += " " + told(value);
        Py_XDECREF(type);
        Py_XDECREF(traceback);
    }
    return text;
}

const Case OPERATORS[] = {
    CASE(PyNumber_Check, PyNumber_Check(Value("1"))),
    CASE(PyNumber_Check, PyNumber_Check(Value("1.5"))),
    CASE(PyNumber_Check, PyNumber_Check(Value("1j"))),
    CASE(PyNumber_Check, PyNumber_Check(on.number)),
    CASE(PyNumber_Check, PyNumber_Check(Value(INDEX))),
    CASE(PyNumber_Check, PyNumber_Check(on.text)),
    CASE(PyNumber_Check, PyNumber_Check(on.set)),
    CASE(PyNumber_Check, PyNumber_Check(nullptr)),
    CASE(PyIndex_Check, PyIndex_Check(Value("1"))),
    CASE(PyIndex_Check, PyIndex_Check(Value("1.5"))),
    CASE(PyIndex_Check, PyIndex_Check(on.number)),
    CASE(PyIndex_Check, PyIndex_Check(on.text)),
    CASE(PyNumber_Add, results(PyNumber_Add, on)),
    CASE(PyNumber_Subtract, results(PyNumber_Subtract, on)),
    CASE(PyNumber_Multiply, results(PyNumber_Multiply, on)),
    CASE(PyNumber_MatrixMultiply, results(PyNumber_MatrixMultiply, on)),
    CASE(PyNumber_FloorDivide, results(PyNumber_FloorDivide, on)),
    CASE(PyNumber_TrueDivide, results(PyNumber_TrueDivide, on)),
    CASE(PyNumber_Remainder, results(PyNumber_Remainder, on)),
    CASE(PyNumber_Divmod, results(PyNumber_Divmod, on)),
    CASE(PyNumber_Lshift, results(PyNumber_Lshift, on)),
    CASE(PyNumber_Rshift, results(PyNumber_Rshift, on)),
    CASE(PyNumber_And, results(PyNumber_And, on)),
    CASE(PyNumber_Xor, results(PyNumber_Xor, on)),
    CASE(PyNumber_Or, results(PyNumber_Or, on)),
    CASE(PyNumber_InPlaceAdd, results(PyNumber_InPlaceAdd, on)),
    CASE(PyNumber_InPlaceSubtract, results(PyNumber_InPlaceSubtract, on)),
    CASE(PyNumber_InPlaceMultiply, results(PyNumber_InPlaceMultiply, on)),
    CASE(PyNumber_InPlaceMatrixMultiply, results(PyNumber_InPlaceMatrixMultiply, on)),
    CASE(PyNumber_InPlaceFloorDivide, results(PyNumber_InPlaceFloorDivide, on)),
    CASE(PyNumber_InPlaceTrueDivide, results(PyNumber_InPlaceTrueDivide, on)),
    CASE(PyNumber_InPlaceRemainder, results(PyNumber_InPlaceRemainder, on)),
    CASE(PyNumber_InPlaceLshift, results(PyNumber_InPlaceLshift, on)),
    CASE(PyNumber_InPlaceRshift, results(PyNumber_InPlaceRshift, on)),
    CASE(PyNumber_InPlaceAnd, results(PyNumber_InPlaceAnd, on)),
    CASE(PyNumber_InPlaceXor, results(PyNumber_InPlaceXor, on)),
    CASE(PyNumber_InPlaceOr, results(PyNumber_InPlaceOr, on)),
    CASE(PyNumber_Add, PyNumber_Add(on.list, on.list)),
    CASE(PyNumber_Add, PyNumber_Add(on.list, on.tuple)),
    CASE(PyNumber_Add, PyNumber_Add(on.text, on.bytes)),
    CASE(PyNumber_Add, PyNumber_Add(on.bytes, on.array)),
    CASE(PyNumber_Multiply, PyNumber_Multiply(on.list, Value("2"))),
    CASE(PyNumber_Multiply, PyNumber_Multiply(Value("2"), on.text)),
    CASE(PyNumber_Multiply, PyNumber_Multiply(Value(INDEX), on.tuple)),
    CASE(PyNumber_Multiply, PyNumber_Multiply(on.list, Value("1.5"))),
    CASE(PyNumber_Multiply, PyNumber_Multiply(on.list, Value("10 ** 30"))),
    CASE(PyNumber_Multiply, PyNumber_Multiply(on.list, Value(FAILING_INDEX))),
    CASE(PyNumber_Multiply, PyNumber_Multiply(on.list, on.tuple)),
    CASE(PyNumber_Remainder, PyNumber_Remainder(Value("'%s!'"), on.list)),
    CASE(PyNumber_Remainder, PyNumber_Remainder(Value("b'%d'"), Value("5"))),
    CASE(PyNumber_Lshift, PyNumber_Lshift(Value("1"), Value("-1"))),
    CASE(PyNumber_Rshift, PyNumber_Rshift(Value("print"), on.list)),
    CASE(PyNumber_InPlaceAdd, PyNumber_InPlaceAdd(on.list, on.tuple)),
    CASE(PyNumber_InPlaceAdd, PyNumber_InPlaceAdd(on.list, Value("5"))),
    CASE(PyNumber_InPlaceAdd, PyNumber_InPlaceAdd(on.array, on.bytes)),
    CASE(PyNumber_InPlaceAdd, PyNumber_InPlaceAdd(on.tuple, on.list)),
    CASE(PyNumber_InPlaceMultiply, PyNumber_InPlaceMultiply(on.list, Value("2"))),
    CASE(PyNumber_InPlaceMultiply, PyNumber_InPlaceMultiply(Value("2"), on.list)),
    CASE(PyNumber_InPlaceMultiply, PyNumber_InPlaceMultiply(on.list, Value("'a'"))),
    CASE(PyNumber_InPlaceOr, PyNumber_InPlaceOr(on.set, Value("{'x'}"))),
    CASE(PyNumber_InPlaceOr, PyNumber_InPlaceOr(on.dict, Value("{'c': 'z'}"))),
    CASE(PyNumber_InPlaceOr, PyNumber_InPlaceOr(on.set, on.list)),
    CASE(PyNumber_Power, PyNumber_Power(Value("3"), Value("4"), Py_None)),
    CASE(PyNumber_Power, PyNumber_Power(Value("3"), Value("4"), Value("5"))),
    CASE(PyNumber_Power, PyNumber_Power(Value("3"), Value("4"), Value("0"))),
    CASE(PyNumber_Power, PyNumber_Power(Value("3"), Value("-1"), Value("7"))),
    CASE(PyNumber_Power, PyNumber_Power(Value("3"), Value("-1"), Py_None)),
    CASE(PyNumber_Power, PyNumber_Power(Value("0"), Value("-1"), Py_None)),
    CASE(PyNumber_Power, PyNumber_Power(Value("2.0"), Value("3"), Value("5"))),
    CASE(PyNumber_Power, PyNumber_Power(on.number, Value("3"), Py_None)),
    CASE(PyNumber_Power, PyNumber_Power(on.number, Value("3"), Value("5"))),
    CASE(PyNumber_Power, PyNumber_Power(Value("3"), on.number, Py_None)),
    CASE(PyNumber_Power, PyNumber_Power(Value("3"), Value("3"), on.number)),
    CASE(PyNumber_Power, PyNumber_Power(on.list, Value("3"), Py_None)),
    CASE(PyNumber_Power, PyNumber_Power(on.list, Value("3"), on.text)),
    CASE(PyNumber_Power, PyNumber_Power(Value(FAILING), Value("3"), Py_None)),
    CASE(PyNumber_InPlacePower, PyNumber_InPlacePower(Value("3"), Value("4"), Py_None)),
    CASE(PyNumber_InPlacePower, PyNumber_InPlacePower(on.number, Value("3"), Py_None)),
    CASE(PyNumber_InPlacePower, PyNumber_InPlacePower(on.number, Value("3"), Value("5"))),
    CASE(PyNumber_InPlacePower, PyNumber_InPlacePower(on.list, Value("3"), Py_None)),
    CASE(PyNumber_InPlacePower, PyNumber_InPlacePower(on.list, Value("3"), Value("5"))),
    CASE(PyNumber_InPlacePower, PyNumber_InPlacePower(Value(DECLINING), Value("3"), Py_None)),
    CASE(PyNumber_Negative, PyNumber_Negative(Value("5"))),
    CASE(PyNumber_Negative, PyNumber_Negative(on.number)),
    CASE(PyNumber_Negative, PyNumber_Negative(on.list)),
    CASE(PyNumber_Negative, PyNumber_Negative(nullptr)),
    CASE(PyNumber_Negative, PyNumber_Negative(Value(FAILING))),
    CASE(PyNumber_Positive, PyNumber_Positive(Value("True"))),
    CASE(PyNumber_Positive, PyNumber_Positive(on.number)),
    CASE(PyNumber_Positive, PyNumber_Positive(on.list)),
    CASE(PyNumber_Positive, PyNumber_Positive(nullptr)),
    CASE(PyNumber_Absolute, PyNumber_Absolute(Value("-5.5"))),
    CASE(PyNumber_Absolute, PyNumber_Absolute(Value("3 + 4j"))),
    CASE(PyNumber_Absolute, PyNumber_Absolute(on.number)),
    CASE(PyNumber_Absolute, PyNumber_Absolute(on.list)),
    CASE(PyNumber_Absolute, PyNumber_Absolute(nullptr)),
    CASE(PyNumber_Invert, PyNumber_Invert(Value("5"))),
    CASE(PyNumber_Invert, PyNumber_Invert(on.number)),
    CASE(PyNumber_Invert, PyNumber_Invert(Value("5.5"))),
    CASE(PyNumber_Invert, PyNumber_Invert(nullptr)),
    CASE(PyNumber_Invert, PyNumber_Invert(Value(FAILING))),
    CASE(PyNumber_Index, PyNumber_Index(Value("5"))),
    CASE(PyNumber_Index, PyNumber_Index(on.number)),
    CASE(PyNumber_Index, PyNumber_Index(Value(INT_CLASS))),
    CASE(PyNumber_Index, PyNumber_Index(Value("True"))),
    CASE(PyNumber_Index, PyNumber_Index(Value("5.5"))),
    CASE(PyNumber_Index, PyNumber_Index(nullptr)),
    CASE(PyNumber_Index, PyNumber_Index(Value(FAILING_INDEX))),
    CASE(PyNumber_Index, PyNumber_Index(Value(WRONG_INDEX))),
    CASE(PyNumber_Index, PyNumber_Index(Value(BOOL_INDEX))),
    CASE(_PyNumber_Index, _PyNumber_Index(Value("True"))),
    CASE(_PyNumber_Index, Py_IS_TYPE(Value(_PyNumber_Index(Value(INT_CLASS))).get(), &PyLong_Type) != 0),
    CASE(_PyNumber_Index, _PyNumber_Index(on.text)),
    CASE(_PyNumber_Index, _PyNumber_Index(nullptr)),
    CASE(PyNumber_Long, PyNumber_Long(Value("5.9"))),
    CASE(PyNumber_Long, PyNumber_Long(Value("-10.0 ** 20"))),
    CASE(PyNumber_Long, PyNumber_Long(Value("float('nan')"))),
    CASE(PyNumber_Long, PyNumber_Long(Value("float('inf')"))),
    CASE(PyNumber_Long, PyNumber_Long(Value("' 1_000 '"))),
    CASE(PyNumber_Long, PyNumber_Long(Value("'\\u0661\\u0662'"))),
    CASE(PyNumber_Long, PyNumber_Long(Value("b'12'"))),
    CASE(PyNumber_Long, PyNumber_Long(Value("memoryview(b'12')"))),
    CASE(PyNumber_Long, PyNumber_Long(on.text)),
    CASE(PyNumber_Long, PyNumber_Long(on.array)),
    CASE(PyNumber_Long, PyNumber_Long(on.bytes)),
    CASE(PyNumber_Long, PyNumber_Long(on.number)),
    CASE(PyNumber_Long, PyNumber_Long(Value(INT_CLASS))),
    CASE(PyNumber_Long, PyNumber_Long(Value("True"))),
    CASE(PyNumber_Long, PyNumber_Long(on.list)),
    CASE(PyNumber_Long, PyNumber_Long(nullptr)),
    CASE(PyNumber_Long, PyNumber_Long(Value(FAILING))),
    CASE(PyNumber_Long, PyNumber_Long(Value("type('I', (), {'__int__': lambda self: 'x'})()"))),
    CASE(PyNumber_Float, PyNumber_Float(Value("5"))),
    CASE(PyNumber_Float, PyNumber_Float(Value("10 ** 400"))),
    CASE(PyNumber_Float, PyNumber_Float(Value("' 1_0.5 '"))),
    CASE(PyNumber_Float, PyNumber_Float(Value("b'1.5'"))),
    CASE(PyNumber_Float, PyNumber_Float(on.text)),
    CASE(PyNumber_Float, PyNumber_Float(on.number)),
    CASE(PyNumber_Float, PyNumber_Float(Value(INDEX))),
    CASE(PyNumber_Float, PyNumber_Float(Value(FLOAT_CLASS))),
    CASE(PyNumber_Float, PyNumber_Float(on.list)),
    CASE(PyNumber_Float, PyNumber_Float(nullptr)),
    CASE(PyNumber_Float, PyNumber_Float(Value(FAILING))),
    CASE(PyNumber_Float, PyNumber_Float(Value("type('F', (), {'__float__': lambda self: 5})()"))),
    CASE(PyNumber_Float, PyNumber_Float(Value(WRONG_INDEX))),
    CASE(PyNumber_ToBase, PyNumber_ToBase(Value("255"), 16)),
    CASE(PyNumber_ToBase, PyNumber_ToBase(Value("-255"), 2)),
    CASE(PyNumber_ToBase, PyNumber_ToBase(Value("10 ** 30"), 8)),
    CASE(PyNumber_ToBase, PyNumber_ToBase(on.number, 10)),
    CASE(PyNumber_ToBase, PyNumber_ToBase(Value("1"), 3)),
    CASE(PyNumber_ToBase, PyNumber_ToBase(Value("1.5"), 10)),
    CASE(PyNumber_ToBase, PyNumber_ToBase(Value(FAILING_INDEX), 10)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(Value("-5"), nullptr)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(on.number, nullptr)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(Value("10 ** 30"), nullptr)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(Value("-10 ** 30"), nullptr)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(Value("10 ** 30"), PyExc_IndexError)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(Value("1.5"), PyExc_IndexError)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(Value(FAILING_INDEX), nullptr)),
    CASE(PyNumber_AsSsize_t, PyNumber_AsSsize_t(nullptr, nullptr)),
};

} // namespace

Area operator_cases() {
    return OPERATORS;
}
