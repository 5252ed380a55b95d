// SPDX-License-Identifier: MIT
//
// The methods of Decimal. Those that compute take an optional context and are made from the operations by
// templates.
#include "decimal_object.hpp"

#include <cstdlib>

namespace adder::stdlib::decimal {
namespace {

using Binary = Number (*)(const Number &, const Number &, Limits &);
using Unary = Number (*)(const Number &, Limits &);

ContextObject *only_context(PyObject *args, PyObject *keywords) {
    static const char *names[] = {"context", nullptr};
    PyObject *context = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O", const_cast<char **>(names), &context))
        return nullptr;
    return context_argument(context);
}

template <Unary operation> PyObject *unary(PyObject *self, PyObject *args, PyObject *keywords) {
    ContextObject *context = only_context(args, keywords);
    if (context == nullptr) return nullptr;
    Limits limits = limits_of(context);
    Number result = operation(number_of(self), limits);
    return finished(std::move(result), limits, context);
}

ContextObject *other_and_context(PyObject *args, PyObject *keywords, Operand &other) {
    static const char *names[] = {"other", "context", nullptr};
    PyObject *given;
    PyObject *context_object = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|O", const_cast<char **>(names), &given,
                                     &context_object))
        return nullptr;
    ContextObject *context = context_argument(context_object);
    return context != nullptr && other.require(given) ? context : nullptr;
}

template <Binary operation> PyObject *binary(PyObject *self, PyObject *args, PyObject *keywords) {
    Operand other;
    ContextObject *context = other_and_context(args, keywords, other);
    if (context == nullptr) return nullptr;
    Limits limits = limits_of(context);
    Number result = operation(number_of(self), *other, limits);
    return finished(std::move(result), limits, context);
}

template <bool (*test)(const Number &)> PyObject *question(PyObject *self, PyObject *) {
    return PyBool_FromLong(test(number_of(self)) ? 1 : 0);
}

template <bool (*test)(const Number &, const Limits &)>
PyObject *question_in_context(PyObject *self, PyObject *args, PyObject *keywords) {
    const ContextObject *context = only_context(args, keywords);
    return context == nullptr ? nullptr : PyBool_FromLong(test(number_of(self), context->limits) ? 1 : 0);
}

bool finite(const Number &a) {
    return a.is_finite();
}
bool infinite(const Number &a) {
    return a.is_infinite();
}
bool not_a_number(const Number &a) {
    return a.is_nan();
}
bool quiet(const Number &a) {
    return a.kind == Kind::QuietNan;
}
bool signaling(const Number &a) {
    return a.kind == Kind::SignalingNan;
}
bool has_sign(const Number &a) {
    return a.negative;
}
bool zero(const Number &a) {
    return a.is_zero();
}
bool always(const Number &) {
    return true;
}

PyObject *decimal_fma(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"other", "third", "context", nullptr};
    PyObject *factor;
    PyObject *summand;
    PyObject *context_object = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO|O", const_cast<char **>(names), &factor, &summand,
                                     &context_object))
        return nullptr;
    ContextObject *context = context_argument(context_object);
    Operand b;
    Operand c;
    if (context == nullptr || !b.require(factor) || !c.require(summand)) return nullptr;
    Limits limits = limits_of(context);
    Number result = fma(number_of(self), *b, *c, limits);
    return finished(std::move(result), limits, context);
}

// The limits with the rounding that an argument names, if it does.
ContextObject *rounding_and_context(PyObject *rounding, PyObject *context_object, Limits &limits) {
    ContextObject *context = context_argument(context_object);
    if (context == nullptr) return nullptr;
    limits = limits_of(context);
    return rounding == Py_None || to_rounding(rounding, limits.rounding) ? context : nullptr;
}

PyObject *decimal_quantize(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"exp", "rounding", "context", nullptr};
    PyObject *like;
    PyObject *rounding = Py_None;
    PyObject *context_object = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|OO", const_cast<char **>(names), &like, &rounding,
                                     &context_object))
        return nullptr;
    Limits limits;
    ContextObject *context = rounding_and_context(rounding, context_object, limits);
    Operand other;
    if (context == nullptr || !other.require(like)) return nullptr;
    Number result = quantize(number_of(self), *other, limits);
    return finished(std::move(result), limits, context);
}

template <Unary operation> PyObject *integral(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"rounding", "context", nullptr};
    PyObject *rounding = Py_None;
    PyObject *context_object = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|OO", const_cast<char **>(names), &rounding,
                                     &context_object))
        return nullptr;
    Limits limits;
    ContextObject *context = rounding_and_context(rounding, context_object, limits);
    if (context == nullptr) return nullptr;
    Number result = operation(number_of(self), limits);
    return finished(std::move(result), limits, context);
}

PyObject *decimal_same_quantum(PyObject *self, PyObject *args, PyObject *keywords) {
    Operand other;
    if (other_and_context(args, keywords, other) == nullptr) return nullptr;
    return PyBool_FromLong(same_quantum(number_of(self), *other) ? 1 : 0);
}

PyObject *decimal_number_class(PyObject *self, PyObject *args, PyObject *keywords) {
    const ContextObject *context = only_context(args, keywords);
    return context == nullptr ? nullptr
                              : PyUnicode_FromString(number_class(number_of(self), context->limits));
}

PyObject *decimal_to_eng_string(PyObject *self, PyObject *args, PyObject *keywords) {
    const ContextObject *context = only_context(args, keywords);
    if (context == nullptr) return nullptr;
    return PyUnicode_FromString(to_text(number_of(self), Notation::Engineering, context->capitals).c_str());
}

// --- copies and signs

PyObject *itself(PyObject *self, PyObject *) {
    return Py_NewRef(self);
}

PyObject *with_sign(PyObject *self, bool negative) {
    Number copy = number_of(self);
    copy.negative = negative;
    return make_decimal(std::move(copy));
}

PyObject *decimal_copy_abs(PyObject *self, PyObject *) {
    return with_sign(self, false);
}
PyObject *decimal_copy_negate(PyObject *self, PyObject *) {
    return with_sign(self, !number_of(self).negative);
}
PyObject *decimal_copy_sign(PyObject *self, PyObject *args, PyObject *keywords) {
    Operand other;
    if (other_and_context(args, keywords, other) == nullptr) return nullptr;
    return with_sign(self, other->negative);
}

// --- parts and other types

PyObject *decimal_adjusted(PyObject *self, PyObject *) {
    const Number &number = number_of(self);
    return PyLong_FromLongLong(number.is_finite() ? number.adjusted() : 0);
}

PyObject *decimal_radix(PyObject *, PyObject *) {
    return make_decimal(make_number(false, 10, 0));
}

Owned exponent_of(const Number &number) {
    switch (number.kind) {
    case Kind::Finite: return Owned(PyLong_FromLongLong(number.exponent));
    case Kind::Infinity: return Owned(PyUnicode_FromString("F"));
    case Kind::QuietNan: return Owned(PyUnicode_FromString("n"));
    case Kind::SignalingNan: return Owned(PyUnicode_FromString("N"));
    }
    return {};
}

PyObject *decimal_as_tuple(PyObject *self, PyObject *) {
    const Number &number = number_of(self);
    const std::string text =
        number.is_nan() && number.coefficient.is_zero() ? "" : digits_of(number.coefficient);
    Owned digits(PyTuple_New(static_cast<Py_ssize_t>(text.size())));
    for (size_t i = 0; digits && i < text.size(); i++)
        PyTuple_SET_ITEM(digits.get(), static_cast<Py_ssize_t>(i), PyLong_FromLong(text[i] - '0'));
    const Owned exponent = exponent_of(number);
    if (!digits || !exponent) return nullptr;
    return PyObject_CallFunction(state().tuple, "iOO", number.negative ? 1 : 0, digits.get(), exponent.get());
}

PyObject *decimal_as_integer_ratio(PyObject *self, PyObject *) {
    const Number &number = number_of(self);
    if (number.is_nan()) {
        PyErr_SetString(PyExc_ValueError, "cannot convert NaN to integer ratio");
        return nullptr;
    }
    if (number.is_infinite()) {
        PyErr_SetString(PyExc_OverflowError, "cannot convert Infinity to integer ratio");
        return nullptr;
    }
    Limits limits;
    Integer top = number.coefficient;
    Integer bottom =
        top.is_zero() ? Integer(1) : power_of_ten(-std::min<int64_t>(number.exponent, 0), limits);
    shift_left(top, number.exponent, limits);
    if ((limits.status & missing_memory) != 0) return PyErr_NoMemory();
    Integer common;
    mpz_gcd(common, top, bottom);
    mpz_divexact(top, top, common);
    mpz_divexact(bottom, bottom, common);
    const Owned numerator(to_int(top, number.negative));
    const Owned denominator(to_int(bottom, false));
    return numerator && denominator ? PyTuple_Pack(2, numerator.get(), denominator.get()) : nullptr;
}

template <Rounding rounding> PyObject *decimal_to_int(PyObject *self, PyObject *) {
    return rounded_to_int(number_of(self), rounding);
}

PyObject *decimal_round(PyObject *self, PyObject *args) {
    PyObject *places = nullptr;
    if (!PyArg_ParseTuple(args, "|O", &places)) return nullptr;
    if (places == nullptr) return rounded_to_int(number_of(self), Rounding::HalfEven);
    if (!PyLong_Check(places)) {
        PyErr_SetString(PyExc_TypeError, "optional arg must be an integer");
        return nullptr;
    }
    const Py_ssize_t count = PyLong_AsSsize_t(places);
    if (count == -1 && PyErr_Occurred() != nullptr) return nullptr;
    Limits limits = limits_of(current_context());
    const Py_ssize_t exponent = count == PY_SSIZE_T_MIN ? PY_SSIZE_T_MAX : -count;
    Number result = quantize(number_of(self), make_number(false, 1, exponent), limits);
    return finished(std::move(result), limits, current_context());
}

PyObject *decimal_complex(PyObject *self, PyObject *) {
    const Owned number(PyNumber_Float(self));
    return number ? PyComplex_FromDoubles(PyFloat_AS_DOUBLE(number.get()), 0.0) : nullptr;
}

PyObject *decimal_reduce(PyObject *self, PyObject *) {
    const Owned text(PyObject_Str(self));
    return text ? Py_BuildValue("O(O)", Py_TYPE(self), text.get()) : nullptr;
}

PyObject *decimal_sizeof(PyObject *self, PyObject *) {
    const size_t limbs = mpz_size(number_of(self).coefficient);
    return PyLong_FromSize_t(104 + (limbs > 4 ? limbs * sizeof(mp_limb_t) : 0));
}

PyObject *decimal_format(PyObject *self, PyObject *args) {
    PyObject *specification;
    PyObject *overrides = nullptr;
    if (!PyArg_ParseTuple(args, "O|O", &specification, &overrides)) return nullptr;
    return format_decimal(number_of(self), specification, overrides, current_context());
}

PyObject *from_float(PyObject *type, PyObject *value) {
    return decimal_from_float(reinterpret_cast<PyTypeObject *>(type), value);
}

#define IN_CONTEXT METH_VARARGS | METH_KEYWORDS
#define CONTEXT_DOC(name, text) #name "($self, /, context=None)\n--\n\n" text
#define OTHER_DOC(name, text) #name "($self, /, other, context=None)\n--\n\n" text
#define PLAIN_DOC(name, text) #name "($self, /)\n--\n\n" text

} // namespace

PyMethodDef decimal_methods[] = {
    {"exp", _PyCFunction_CAST(unary<exponential>), IN_CONTEXT,
     CONTEXT_DOC(exp, "e to the power of the number.")},
    {"ln", _PyCFunction_CAST(unary<natural_logarithm>), IN_CONTEXT,
     CONTEXT_DOC(ln, "The natural logarithm.")},
    {"log10", _PyCFunction_CAST(unary<decimal_logarithm>), IN_CONTEXT,
     CONTEXT_DOC(log10, "The logarithm to base ten.")},
    {"next_minus", _PyCFunction_CAST(unary<next_minus>), IN_CONTEXT,
     CONTEXT_DOC(next_minus, "The next smaller number that the context can represent.")},
    {"next_plus", _PyCFunction_CAST(unary<next_plus>), IN_CONTEXT,
     CONTEXT_DOC(next_plus, "The next greater number that the context can represent.")},
    {"normalize", _PyCFunction_CAST(unary<normalize>), IN_CONTEXT,
     CONTEXT_DOC(normalize, "Without zeros at the end of the coefficient.")},
    {"to_integral", _PyCFunction_CAST(integral<to_integral_value>), IN_CONTEXT,
     "to_integral($self, /, rounding=None, context=None)\n--\n\nThe same as to_integral_value."},
    {"to_integral_exact", _PyCFunction_CAST(integral<to_integral_exact>), IN_CONTEXT,
     "to_integral_exact($self, /, rounding=None, context=None)\n--\n\nThe nearest whole number; rounding is "
     "signaled."},
    {"to_integral_value", _PyCFunction_CAST(integral<to_integral_value>), IN_CONTEXT,
     "to_integral_value($self, /, rounding=None, context=None)\n--\n\nThe nearest whole number, without a "
     "signal."},
    {"sqrt", _PyCFunction_CAST(unary<square_root>), IN_CONTEXT, CONTEXT_DOC(sqrt, "The square root.")},
    {"compare", _PyCFunction_CAST(binary<compare>), IN_CONTEXT,
     OTHER_DOC(compare, "Decimal -1, 0 or 1 as the number is less, equal or greater; NaN with a NaN.")},
    {"compare_signal", _PyCFunction_CAST(binary<compare_signal>), IN_CONTEXT,
     OTHER_DOC(compare_signal, "Like compare, but every NaN is signaled.")},
    {"max", _PyCFunction_CAST(binary<maximum>), IN_CONTEXT, OTHER_DOC(max, "The greater one.")},
    {"max_mag", _PyCFunction_CAST(binary<maximum_magnitude>), IN_CONTEXT,
     OTHER_DOC(max_mag, "The one that is greater without its sign.")},
    {"min", _PyCFunction_CAST(binary<minimum>), IN_CONTEXT, OTHER_DOC(min, "The lesser one.")},
    {"min_mag", _PyCFunction_CAST(binary<minimum_magnitude>), IN_CONTEXT,
     OTHER_DOC(min_mag, "The one that is less without its sign.")},
    {"next_toward", _PyCFunction_CAST(binary<next_toward>), IN_CONTEXT,
     OTHER_DOC(next_toward, "The next number that can be represented on the way to the other.")},
    {"quantize", _PyCFunction_CAST(decimal_quantize), IN_CONTEXT,
     "quantize($self, /, exp, rounding=None, context=None)\n--\n\nRounded so that the exponent is that of "
     "exp."},
    {"remainder_near", _PyCFunction_CAST(binary<remainder_near>), IN_CONTEXT,
     OTHER_DOC(remainder_near, "What is left by the multiple of the other that is nearest.")},
    {"fma", _PyCFunction_CAST(decimal_fma), IN_CONTEXT,
     "fma($self, /, other, third, context=None)\n--\n\nself * other + third, rounded once."},
    {"is_canonical", question<always>, METH_NOARGS, PLAIN_DOC(is_canonical, "True.")},
    {"is_finite", question<finite>, METH_NOARGS, PLAIN_DOC(is_finite, "Neither infinite nor NaN?")},
    {"is_infinite", question<infinite>, METH_NOARGS, PLAIN_DOC(is_infinite, "An infinity?")},
    {"is_nan", question<not_a_number>, METH_NOARGS, PLAIN_DOC(is_nan, "A NaN, quiet or signaling?")},
    {"is_qnan", question<quiet>, METH_NOARGS, PLAIN_DOC(is_qnan, "A quiet NaN?")},
    {"is_snan", question<signaling>, METH_NOARGS, PLAIN_DOC(is_snan, "A signaling NaN?")},
    {"is_signed", question<has_sign>, METH_NOARGS, PLAIN_DOC(is_signed, "Is there a minus sign?")},
    {"is_zero", question<zero>, METH_NOARGS, PLAIN_DOC(is_zero, "A zero of either sign?")},
    {"is_normal", _PyCFunction_CAST(question_in_context<is_normal>), IN_CONTEXT,
     CONTEXT_DOC(is_normal, "Finite, not zero, and not subnormal?")},
    {"is_subnormal", _PyCFunction_CAST(question_in_context<is_subnormal>), IN_CONTEXT,
     CONTEXT_DOC(is_subnormal, "Not zero, and nearer to it than Emin allows for full precision?")},
    {"adjusted", decimal_adjusted, METH_NOARGS, PLAIN_DOC(adjusted, "The exponent of the first digit.")},
    {"canonical", itself, METH_NOARGS, PLAIN_DOC(canonical, "The number itself.")},
    {"conjugate", itself, METH_NOARGS, PLAIN_DOC(conjugate, "The number itself.")},
    {"radix", decimal_radix, METH_NOARGS, PLAIN_DOC(radix, "Decimal(10).")},
    {"copy_abs", decimal_copy_abs, METH_NOARGS, PLAIN_DOC(copy_abs, "Without the sign; never rounded.")},
    {"copy_negate", decimal_copy_negate, METH_NOARGS,
     PLAIN_DOC(copy_negate, "With the other sign; never rounded.")},
    {"logb", _PyCFunction_CAST(unary<logb>), IN_CONTEXT,
     CONTEXT_DOC(logb, "The adjusted exponent as a Decimal.")},
    {"logical_invert", _PyCFunction_CAST(unary<logical_invert>), IN_CONTEXT,
     CONTEXT_DOC(logical_invert, "Each digit 0 as 1 and the other way round.")},
    {"number_class", _PyCFunction_CAST(decimal_number_class), IN_CONTEXT,
     CONTEXT_DOC(number_class, "The name of the kind of number.")},
    {"to_eng_string", _PyCFunction_CAST(decimal_to_eng_string), IN_CONTEXT,
     CONTEXT_DOC(to_eng_string, "Text whose exponent is a multiple of three.")},
    {"compare_total", _PyCFunction_CAST(binary<compare_total>), IN_CONTEXT,
     OTHER_DOC(compare_total, "Order by representation, NaNs included.")},
    {"compare_total_mag", _PyCFunction_CAST(binary<compare_total_magnitude>), IN_CONTEXT,
     OTHER_DOC(compare_total_mag, "Order by representation, without signs.")},
    {"copy_sign", _PyCFunction_CAST(decimal_copy_sign), IN_CONTEXT,
     OTHER_DOC(copy_sign, "With the sign of the other; never rounded.")},
    {"logical_and", _PyCFunction_CAST(binary<logical_and>), IN_CONTEXT,
     OTHER_DOC(logical_and, "Digits that are 1 in both.")},
    {"logical_or", _PyCFunction_CAST(binary<logical_or>), IN_CONTEXT,
     OTHER_DOC(logical_or, "Digits that are 1 in one of them.")},
    {"logical_xor", _PyCFunction_CAST(binary<logical_xor>), IN_CONTEXT,
     OTHER_DOC(logical_xor, "Digits that differ.")},
    {"rotate", _PyCFunction_CAST(binary<rotate>), IN_CONTEXT,
     OTHER_DOC(rotate, "Digits moved round within the precision.")},
    {"same_quantum", _PyCFunction_CAST(decimal_same_quantum), IN_CONTEXT,
     OTHER_DOC(same_quantum, "Is the exponent the same?")},
    {"scaleb", _PyCFunction_CAST(binary<scaleb>), IN_CONTEXT,
     OTHER_DOC(scaleb, "The exponent raised by the other.")},
    {"shift", _PyCFunction_CAST(binary<shift>), IN_CONTEXT, OTHER_DOC(shift, "Digits moved, zeros put in.")},
    {"from_float", from_float, METH_O | METH_CLASS,
     "from_float($type, f, /)\n--\n\nThe exact value of a float or an int."},
    {"as_tuple", decimal_as_tuple, METH_NOARGS, PLAIN_DOC(as_tuple, "Sign, digits and exponent.")},
    {"as_integer_ratio", decimal_as_integer_ratio, METH_NOARGS,
     PLAIN_DOC(as_integer_ratio, "A pair of ints in lowest terms whose quotient is the number.")},
    {"__copy__", itself, METH_NOARGS, nullptr},
    {"__deepcopy__", itself, METH_O, nullptr},
    {"__format__", decimal_format, METH_VARARGS, nullptr},
    {"__reduce__", decimal_reduce, METH_NOARGS, nullptr},
    {"__round__", decimal_round, METH_VARARGS, nullptr},
    {"__ceil__", decimal_to_int<Rounding::Ceiling>, METH_NOARGS, nullptr},
    {"__floor__", decimal_to_int<Rounding::Floor>, METH_NOARGS, nullptr},
    {"__trunc__", decimal_to_int<Rounding::Down>, METH_NOARGS, nullptr},
    {"__complex__", decimal_complex, METH_NOARGS, nullptr},
    {"__sizeof__", decimal_sizeof, METH_NOARGS, nullptr},
    {},
};

} // namespace adder::stdlib::decimal
