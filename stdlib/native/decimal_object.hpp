// SPDX-License-Identifier: MIT
//
// What the units of the module decimal share: its objects, its exceptions and the current context.
#pragma once

#include "decimal_arithmetic.hpp"
#include "owned.hpp"

#include <array>

namespace adder::stdlib::decimal {

struct DecimalObject {
    PyObject_HEAD Number number;
    Py_hash_t hash; // -1: not computed yet
};

struct ContextObject {
    PyObject_HEAD Limits limits; // its status is the flags
    Status traps;
    bool capitals;
    std::array<PyObject *, 2> views; // flags and traps as mappings, made when they are asked for
};

extern PyTypeObject decimal_type;         // decimal_object.cpp
extern PyTypeObject context_type;         // decimal_context.cpp
extern PyTypeObject context_manager_type; // decimal_manager.cpp
extern PyMethodDef decimal_methods[];     // decimal_methods.cpp
extern PyMethodDef context_methods[];     // decimal_context_methods.cpp
extern PyMethodDef manager_functions[];   // decimal_manager.cpp: getcontext, setcontext, localcontext

inline constexpr int signal_count = 9;
inline constexpr int invalid_form_count = 4;
inline constexpr std::array<const char *, 8> rounding_names = {
    "ROUND_CEILING", "ROUND_FLOOR",     "ROUND_UP",        "ROUND_DOWN",
    "ROUND_HALF_UP", "ROUND_HALF_DOWN", "ROUND_HALF_EVEN", "ROUND_05UP"};
inline constexpr std::array<const char *, signal_count> signal_names = {
    "InvalidOperation", "FloatOperation", "DivisionByZero", "Overflow", "Underflow",
    "Subnormal",        "Inexact",        "Rounded",        "Clamped"};

// Made once, when the module is first imported; lives as long as the process, like the static types.
struct State {
    PyObject *exception = nullptr;                                // DecimalException
    std::array<PyObject *, signal_count> signals{};               // in the order of the status bits
    std::array<PyObject *, invalid_form_count> invalid_signals{}; // ConversionSyntax and so on
    PyObject *rational = nullptr;                                 // numbers.Rational
    PyObject *tuple = nullptr;                                    // DecimalTuple
    PyObject *signal_dict = nullptr;
    ContextObject *defaults = nullptr; // the three that the module offers
    ContextObject *basic = nullptr;
    ContextObject *extended = nullptr;
    ContextObject *current = nullptr;
};
State &state();

inline bool is_decimal(PyObject *object) {
    return PyObject_TypeCheck(object, &decimal_type);
}
inline bool is_context(PyObject *object) {
    return PyObject_TypeCheck(object, &context_type);
}
inline const Number &number_of(PyObject *object) {
    return reinterpret_cast<DecimalObject *>(object)->number;
}
inline ContextObject *as_context(PyObject *object) {
    return reinterpret_cast<ContextObject *>(object);
}

// A new reference to a Decimal, or to an instance of a subclass made by calling it.
PyObject *make_decimal(Number &&number);
PyObject *make_decimal(PyTypeObject *type, Number &&number);

// The limits of a context for one operation.
Limits limits_of(const ContextObject *context);
// Adds to a context's flags. False with the exception of a signal that is trapped.
bool report(ContextObject *context, Status status);
// The Decimal that an operation made, unless one of its signals is trapped.
PyObject *finished(Number &&result, const Limits &limits, ContextObject *context);

// The context of the running code; borrowed. Never null.
ContextObject *current_context();
// An optional argument: None and null mean the current context. Null with a TypeError for what is no context.
ContextObject *context_argument(PyObject *argument);
// False with a TypeError for what names no way to round.
bool to_rounding(PyObject *name, Rounding &rounding);
PyObject *make_context(const ContextObject *like);
// The attributes in the order of Context()'s arguments; null and None leave one as it is.
inline constexpr size_t context_attribute_count = 8;
int set_context_attributes(PyObject *context, const std::array<PyObject *, context_attribute_count> &values);

// A Decimal's number, or the value of an int.
class Operand {
  public:
    // False without an exception for other types, with one when an int could not be read.
    bool take(PyObject *object);
    // False with a TypeError for other types.
    bool require(PyObject *object);
    const Number &operator*() const { return *number_; }
    const Number *operator->() const { return number_; }

  private:
    const Number *number_ = nullptr;
    Number own_;
    Owned holder_;
};

Number from_int(PyObject *number);
Number from_double(double value);
PyObject *to_int(const Integer &value, bool negative);
// The value of a str, an int, a Decimal, a float, or a tuple of sign, digits and exponent; new reference.
PyObject *decimal_from_object_exactly(PyTypeObject *type, PyObject *value, ContextObject *context);
// The same, rounded to the context.
PyObject *decimal_from_object(PyObject *value, ContextObject *context);
PyObject *decimal_from_float(PyTypeObject *type, PyObject *value);

// The nearest int in a direction; NaNs and infinities have none.
PyObject *rounded_to_int(const Number &number, Rounding rounding);

// decimal_context.cpp; a new class.
PyObject *make_signal_dict_type();

// Format specifications (decimal_format.cpp); new str.
PyObject *format_decimal(const Number &number, PyObject *specification, PyObject *overrides,
                         ContextObject *context);

} // namespace adder::stdlib::decimal
