// SPDX-License-Identifier: MIT
//
// Floats: arithmetic by Python's rules for C++ code and the VM, beside the C API of include/adder/number.h.
//
// A float that is no NaN is a word (objects/value); a NaN and an instance of a subclass is a PyFloatObject.
// Division rules: https://docs.python.org/3.11/reference/expressions.html#binary-arithmetic-operations
#pragma once

#include "objects/object.hpp"
#include "objects/value.hpp"

#include <cmath>
#include <optional>
#include <string>

namespace adder::objects {

inline bool is_float(PyObject *value) {
    return is_word_float(value) || PyFloat_Check(value);
}
inline bool is_exact_float(PyObject *value) {
    return PyFloat_CheckExact(value);
}
// `value` is a float or an instance of a subclass.
inline double as_double(PyObject *value) {
    return _Adder_FloatAsDouble(value);
}

// a % b and a // b for b != 0: the remainder has the divisor's sign.
double float_modulo(double a, double b);
double float_floor_divide(double a, double b);

// -1, with ZeroDivisionError or OverflowError set, when there is no float result; 1 when the result is
// complex (a negative base with a fractional exponent).
[[nodiscard]] int float_power(double base, double exponent, double &result);

// round(number, digits) exactly, ties to even; nothing when it overflows.
[[nodiscard]] std::optional<double> round_float(double number, Py_ssize_t digits);

// round(number) as an int, ties to even; NULL with ValueError or OverflowError for NaN and infinities.
[[nodiscard]] PyObject *round_to_int(double number);

// The float that equals `number` exactly as the pair numerator, denominator; -1 with an error for NaN and
// infinities.
[[nodiscard]] int float_ratio(double number, Ref &numerator, Ref &denominator);

// Digits of repr(); "nan", "inf", "-inf".
std::string float_text(double number);
// New str of repr(value).
[[nodiscard]] PyObject *float_to_str(double number);

// Operands of a binary operator: false, without an error, when `value` is no float or int;
// an int that is too large raises OverflowError and gives false too.
[[nodiscard]] bool to_float_operand(PyObject *value, double &result);

} // namespace adder::objects
