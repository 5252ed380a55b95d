// SPDX-License-Identifier: MIT
//
// The methods of Context: the operations with all operands as arguments, and what concerns the context
// itself.
#include "decimal_object.hpp"

namespace adder::stdlib::decimal {
namespace {

using Binary = Number (*)(const Number &, const Number &, Limits &);
using Unary = Number (*)(const Number &, Limits &);

template <Unary operation> PyObject *unary(PyObject *self, PyObject *argument) {
    Operand a;
    if (!a.require(argument)) return nullptr;
    Limits limits = limits_of(as_context(self));
    Number result = operation(*a, limits);
    return finished(std::move(result), limits, as_context(self));
}

bool take_two(PyObject *args, Operand &a, Operand &b) {
    PyObject *first;
    PyObject *second;
    return PyArg_ParseTuple(args, "OO", &first, &second) && a.require(first) && b.require(second);
}

template <Binary operation> PyObject *binary(PyObject *self, PyObject *args) {
    Operand a;
    Operand b;
    if (!take_two(args, a, b)) return nullptr;
    Limits limits = limits_of(as_context(self));
    Number result = operation(*a, *b, limits);
    return finished(std::move(result), limits, as_context(self));
}

PyObject *context_divmod(PyObject *self, PyObject *args) {
    Operand a;
    Operand b;
    if (!take_two(args, a, b)) return nullptr;
    Limits limits = limits_of(as_context(self));
    Number quotient;
    Number rest;
    divide_with_remainder(*a, *b, quotient, rest, limits);
    if (!report(as_context(self), limits.status)) return nullptr;
    const Owned first(make_decimal(std::move(quotient)));
    const Owned second(make_decimal(std::move(rest)));
    return first && second ? PyTuple_Pack(2, first.get(), second.get()) : nullptr;
}

PyObject *context_power(PyObject *self, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"a", "b", "modulo", nullptr};
    PyObject *base;
    PyObject *exponent;
    PyObject *modulus = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO|O", const_cast<char **>(names), &base, &exponent,
                                     &modulus))
        return nullptr;
    Operand a;
    Operand b;
    Operand c;
    if (!a.require(base) || !b.require(exponent) || (modulus != Py_None && !c.require(modulus)))
        return nullptr;
    Limits limits = limits_of(as_context(self));
    Number result = modulus == Py_None ? power(*a, *b, limits) : power_modulo(*a, *b, *c, limits);
    return finished(std::move(result), limits, as_context(self));
}

PyObject *context_fma(PyObject *self, PyObject *args) {
    PyObject *first;
    PyObject *second;
    PyObject *third;
    Operand a;
    Operand b;
    Operand c;
    if (!PyArg_ParseTuple(args, "OOO", &first, &second, &third) || !a.require(first) || !b.require(second) ||
        !c.require(third))
        return nullptr;
    Limits limits = limits_of(as_context(self));
    Number result = fma(*a, *b, *c, limits);
    return finished(std::move(result), limits, as_context(self));
}

// --- methods that a Decimal has, too

Owned as_decimal(PyObject *argument) {
    if (is_decimal(argument)) return Owned::borrow(argument);
    Operand a;
    return a.require(argument) ? Owned(make_decimal(Number(*a))) : Owned();
}

// Calls the Decimal's method of the name that the row of the table bears.
template <const char *const &name> PyObject *delegated(PyObject *, PyObject *argument) {
    const Owned number = as_decimal(argument);
    return number ? PyObject_CallMethod(number.get(), name, nullptr) : nullptr;
}

template <const char *const &name> PyObject *delegated_with_context(PyObject *self, PyObject *argument) {
    const Owned number = as_decimal(argument);
    return number ? PyObject_CallMethod(number.get(), name, "O", self) : nullptr;
}

template <const char *const &name> PyObject *delegated_with_other(PyObject *self, PyObject *args) {
    PyObject *first;
    PyObject *second;
    if (!PyArg_ParseTuple(args, "OO", &first, &second)) return nullptr;
    const Owned number = as_decimal(first);
    return number ? PyObject_CallMethod(number.get(), name, "OO", second, self) : nullptr;
}

#define NAME(name) constexpr const char *name##_name = #name;
NAME(is_finite)
NAME(is_infinite)
NAME(is_nan)
NAME(is_normal)
NAME(is_qnan)
NAME(is_signed)
NAME(is_snan)
NAME(is_subnormal)
NAME(is_zero)
NAME(copy_abs)
NAME(copy_negate)
NAME(copy_sign)
NAME(number_class)
NAME(same_quantum)
NAME(to_eng_string)
#undef NAME

PyObject *context_canonical(PyObject *, PyObject *argument) {
    if (is_decimal(argument)) return Py_NewRef(argument);
    PyErr_SetString(PyExc_TypeError, "argument must be a Decimal");
    return nullptr;
}

PyObject *context_is_canonical(PyObject *self, PyObject *argument) {
    const Owned canonical(context_canonical(self, argument));
    return canonical ? Py_NewRef(Py_True) : nullptr;
}

PyObject *context_copy_decimal(PyObject *, PyObject *argument) {
    return as_decimal(argument).release();
}

PyObject *context_to_sci_string(PyObject *self, PyObject *argument) {
    Operand a;
    if (!a.require(argument)) return nullptr;
    return PyUnicode_FromString(to_text(*a, Notation::Scientific, as_context(self)->capitals).c_str());
}

PyObject *context_radix(PyObject *, PyObject *) {
    return make_decimal(make_number(false, 10, 0));
}

// --- the context itself

PyObject *context_tiny(PyObject *self, PyObject *) {
    return PyLong_FromLongLong(as_context(self)->limits.tiny());
}
PyObject *context_top(PyObject *self, PyObject *) {
    return PyLong_FromLongLong(as_context(self)->limits.top());
}
PyObject *context_clear_flags(PyObject *self, PyObject *) {
    as_context(self)->limits.status = 0;
    Py_RETURN_NONE;
}
PyObject *context_clear_traps(PyObject *self, PyObject *) {
    as_context(self)->traps = 0;
    Py_RETURN_NONE;
}
PyObject *context_copy(PyObject *self, PyObject *) {
    return make_context(as_context(self));
}

PyObject *context_create_decimal(PyObject *self, PyObject *args) {
    PyObject *value = nullptr;
    if (!PyArg_ParseTuple(args, "|O", &value)) return nullptr;
    return value == nullptr ? make_decimal(Number()) : decimal_from_object(value, as_context(self));
}

PyObject *context_create_from_float(PyObject *self, PyObject *value) {
    const Owned exact(decimal_from_float(&decimal_type, value));
    if (!exact) return nullptr;
    Limits limits = limits_of(as_context(self));
    Number number = number_of(exact.get());
    finish(number, limits);
    return finished(std::move(number), limits, as_context(self));
}

// The signals that are set, as a list.
Owned set_signals(PyObject *self, const char *attribute) {
    const Owned view(PyObject_GetAttrString(self, attribute));
    Owned list(PyList_New(0));
    if (!view || !list) return {};
    for (PyObject *signal : state().signals) {
        const Owned truth(PyObject_GetItem(view.get(), signal));
        if (!truth) return {};
        if (truth.get() == Py_True && PyList_Append(list.get(), signal) < 0) return {};
    }
    return list;
}

PyObject *context_reduce(PyObject *self, PyObject *) {
    const Owned flags = set_signals(self, "flags");
    const Owned traps = set_signals(self, "traps");
    if (!flags || !traps) return nullptr;
    const ContextObject *context = as_context(self);
    const Limits &limits = context->limits;
    return Py_BuildValue("O(LsLLiiOO)", Py_TYPE(self), static_cast<long long>(limits.precision),
                         rounding_names[static_cast<size_t>(limits.rounding)],
                         static_cast<long long>(limits.least_exponent),
                         static_cast<long long>(limits.greatest_exponent), context->capitals ? 1 : 0,
                         limits.clamp ? 1 : 0, flags.get(), traps.get());
}

#define ONE_DOC(name, text) #name "($self, x, /)\n--\n\n" text
#define TWO_DOC(name, text) #name "($self, x, y, /)\n--\n\n" text
#define NONE_DOC(name, text) #name "($self, /)\n--\n\n" text
#define ASK(name)                                                                                            \
    { #name, delegated < name##_name>, METH_O, ONE_DOC(name, "The method of x.") }
#define ASK_HERE(name)                                                                                       \
    {                                                                                                        \
#name, delegated_with_context < name##_name>, METH_O,                                                \
            ONE_DOC(name, "The method of x, in this context.")                                               \
    }

} // namespace

PyMethodDef context_methods[] = {
    {"abs", unary<absolute>, METH_O, ONE_DOC(abs, "x without its sign.")},
    {"exp", unary<exponential>, METH_O, ONE_DOC(exp, "e ** x")},
    {"ln", unary<natural_logarithm>, METH_O, ONE_DOC(ln, "The natural logarithm of x.")},
    {"log10", unary<decimal_logarithm>, METH_O, ONE_DOC(log10, "The logarithm of x to base ten.")},
    {"minus", unary<minus>, METH_O, ONE_DOC(minus, "-x")},
    {"next_minus", unary<next_minus>, METH_O, ONE_DOC(next_minus, "The next smaller number.")},
    {"next_plus", unary<next_plus>, METH_O, ONE_DOC(next_plus, "The next greater number.")},
    {"normalize", unary<normalize>, METH_O, ONE_DOC(normalize, "x without zeros at its end.")},
    {"plus", unary<plus>, METH_O, ONE_DOC(plus, "x, rounded.")},
    {"to_integral", unary<to_integral_value>, METH_O, ONE_DOC(to_integral, "The same as to_integral_value.")},
    {"to_integral_exact", unary<to_integral_exact>, METH_O,
     ONE_DOC(to_integral_exact, "The nearest whole number; rounding is signaled.")},
    {"to_integral_value", unary<to_integral_value>, METH_O,
     ONE_DOC(to_integral_value, "The nearest whole number, without a signal.")},
    {"sqrt", unary<square_root>, METH_O, ONE_DOC(sqrt, "The square root of x.")},
    {"add", binary<add>, METH_VARARGS, TWO_DOC(add, "x + y")},
    {"compare", binary<compare>, METH_VARARGS, TWO_DOC(compare, "Decimal -1, 0 or 1, or NaN.")},
    {"compare_signal", binary<compare_signal>, METH_VARARGS,
     TWO_DOC(compare_signal, "Like compare, but every NaN is signaled.")},
    {"divide", binary<divide>, METH_VARARGS, TWO_DOC(divide, "x / y")},
    {"divide_int", binary<divide_int>, METH_VARARGS, TWO_DOC(divide_int, "x // y, cut towards zero.")},
    {"divmod", context_divmod, METH_VARARGS, TWO_DOC(divmod, "Quotient and remainder.")},
    {"max", binary<maximum>, METH_VARARGS, TWO_DOC(max, "The greater one.")},
    {"max_mag", binary<maximum_magnitude>, METH_VARARGS, TWO_DOC(max_mag, "The greater one without signs.")},
    {"min", binary<minimum>, METH_VARARGS, TWO_DOC(min, "The lesser one.")},
    {"min_mag", binary<minimum_magnitude>, METH_VARARGS, TWO_DOC(min_mag, "The lesser one without signs.")},
    {"multiply", binary<multiply>, METH_VARARGS, TWO_DOC(multiply, "x * y")},
    {"next_toward", binary<next_toward>, METH_VARARGS, TWO_DOC(next_toward, "The next number from x to y.")},
    {"quantize", binary<quantize>, METH_VARARGS, TWO_DOC(quantize, "x with the exponent of y.")},
    {"remainder", binary<remainder>, METH_VARARGS, TWO_DOC(remainder, "x % y, with the sign of x.")},
    {"remainder_near", binary<remainder_near>, METH_VARARGS,
     TWO_DOC(remainder_near, "What the nearest multiple of y leaves of x.")},
    {"subtract", binary<subtract>, METH_VARARGS, TWO_DOC(subtract, "x - y")},
    {"power", _PyCFunction_CAST(context_power), METH_VARARGS | METH_KEYWORDS,
     "power($self, /, a, b, modulo=None)\n--\n\na ** b, modulo the third where one is given."},
    {"fma", context_fma, METH_VARARGS, "fma($self, x, y, z, /)\n--\n\nx * y + z, rounded once."},
    {"Etiny", context_tiny, METH_NOARGS, NONE_DOC(Etiny, "The exponent of the least subnormal number.")},
    {"Etop", context_top, METH_NOARGS, NONE_DOC(Etop, "The exponent of the greatest number.")},
    {"radix", context_radix, METH_NOARGS, NONE_DOC(radix, "Decimal(10).")},
    {"is_canonical", context_is_canonical, METH_O, ONE_DOC(is_canonical, "True.")},
    ASK(is_finite),
    ASK(is_infinite),
    ASK(is_nan),
    ASK_HERE(is_normal),
    ASK(is_qnan),
    ASK(is_signed),
    ASK(is_snan),
    ASK_HERE(is_subnormal),
    ASK(is_zero),
    {"_apply", unary<plus>, METH_O, nullptr},
    ASK(copy_abs),
    {"copy_decimal", context_copy_decimal, METH_O, ONE_DOC(copy_decimal, "x as a Decimal.")},
    ASK(copy_negate),
    {"logb", unary<logb>, METH_O, ONE_DOC(logb, "The adjusted exponent of x.")},
    {"logical_invert", unary<logical_invert>, METH_O,
     ONE_DOC(logical_invert, "Each digit 0 as 1 and 1 as 0.")},
    ASK_HERE(number_class),
    {"to_sci_string", context_to_sci_string, METH_O, ONE_DOC(to_sci_string, "Text in scientific notation.")},
    ASK_HERE(to_eng_string),
    {"compare_total", binary<compare_total>, METH_VARARGS,
     TWO_DOC(compare_total, "Order by representation.")},
    {"compare_total_mag", binary<compare_total_magnitude>, METH_VARARGS,
     TWO_DOC(compare_total_mag, "Order by representation without signs.")},
    {"copy_sign", delegated_with_other<copy_sign_name>, METH_VARARGS,
     TWO_DOC(copy_sign, "x with the sign of y.")},
    {"logical_and", binary<logical_and>, METH_VARARGS, TWO_DOC(logical_and, "Digits that are 1 in both.")},
    {"logical_or", binary<logical_or>, METH_VARARGS, TWO_DOC(logical_or, "Digits that are 1 in one.")},
    {"logical_xor", binary<logical_xor>, METH_VARARGS, TWO_DOC(logical_xor, "Digits that differ.")},
    {"rotate", binary<rotate>, METH_VARARGS, TWO_DOC(rotate, "The digits of x moved round by y places.")},
    {"same_quantum", delegated_with_other<same_quantum_name>, METH_VARARGS,
     TWO_DOC(same_quantum, "Have both the same exponent?")},
    {"scaleb", binary<scaleb>, METH_VARARGS, TWO_DOC(scaleb, "x with its exponent raised by y.")},
    {"shift", binary<shift>, METH_VARARGS, TWO_DOC(shift, "The digits of x moved by y places.")},
    {"canonical", context_canonical, METH_O, ONE_DOC(canonical, "x itself.")},
    {"clear_flags", context_clear_flags, METH_NOARGS,
     NONE_DOC(clear_flags, "Forget the signals that happened.")},
    {"clear_traps", context_clear_traps, METH_NOARGS, NONE_DOC(clear_traps, "Trap no signal.")},
    {"__copy__", context_copy, METH_NOARGS, nullptr},
    {"__reduce__", context_reduce, METH_NOARGS, nullptr},
    {"copy", context_copy, METH_NOARGS, NONE_DOC(copy, "A context with the same settings and flags.")},
    {"create_decimal", context_create_decimal, METH_VARARGS,
     "create_decimal($self, num=\"0\", /)\n--\n\nA Decimal of the value, rounded to the context."},
    {"create_decimal_from_float", context_create_from_float, METH_O,
     "create_decimal_from_float($self, f, /)\n--\n\nA Decimal of a float's exact value, rounded to the "
     "context."},
    {},
};

} // namespace adder::stdlib::decimal
