// SPDX-License-Identifier: MIT
//
// Module math: the C library's functions with Python's rules for errors, and the table of the module.
//
// A NaN that the arguments do not explain is a domain error, an infinity out of finite arguments an overflow
// (or, for functions that have poles but do not overflow, a domain error too).
#include "math.hpp"
#include "owned.hpp"

#include <cerrno>
#include <climits>
#include <cmath>

namespace adder::stdlib {

bool raise_math_error(double result) {
    if (errno == EDOM) {
        PyErr_SetString(PyExc_ValueError, "math domain error");
        return true;
    }
    // Too small is no error; the C library may tell it all the same.
    if (errno != ERANGE || std::fabs(result) < 1.5) return false;
    PyErr_SetString(PyExc_OverflowError, "math range error");
    return true;
}

PyObject *lookup_special_method(PyObject *object, const char *name) {
    const Owned text(PyUnicode_InternFromString(name));
    if (!text) return nullptr;
    PyObject *found = _PyType_Lookup(Py_TYPE(object), text.get());
    if (found == nullptr) return nullptr;
    const descrgetfunc bind = Py_TYPE(found)->tp_descr_get;
    return bind == nullptr ? Py_NewRef(found)
                           : bind(found, object, reinterpret_cast<PyObject *>(Py_TYPE(object)));
}

namespace {

PyObject *raise_value_error(const char *text) {
    PyErr_SetString(PyExc_ValueError, text);
    return nullptr;
}

// Kept apart from its callers: behind the question about -1.0 the compiler would compute a function of that
// number itself, and rounds otherwise than libm does.
[[gnu::noinline]] bool to_double(PyObject *object, double &number) {
    number = PyFloat_AsDouble(object);
    return number != -1.0 || !PyErr_Occurred();
}

PyObject *make_result(double result) {
    return errno != 0 && raise_math_error(result) ? nullptr : PyFloat_FromDouble(result);
}

// --- functions of one number

PyObject *check_unary(double x, double result, bool can_overflow) {
    if (std::isnan(result) && !std::isnan(x)) return raise_value_error("math domain error");
    if (std::isinf(result) && std::isfinite(x)) {
        PyErr_SetString(can_overflow ? PyExc_OverflowError : PyExc_ValueError,
                        can_overflow ? "math range error" : "math domain error");
        return nullptr;
    }
    return PyFloat_FromDouble(result);
}

template <double (*function)(double), bool can_overflow = false>
PyObject *unary(PyObject *, PyObject *argument) {
    double x;
    if (!to_double(argument, x)) return nullptr;
    return check_unary(x, function(x), can_overflow);
}

// For functions that tell their errors by errno alone.
template <double (*function)(double)> PyObject *unary_by_errno(PyObject *, PyObject *argument) {
    double x;
    if (!to_double(argument, x)) return nullptr;
    errno = 0;
    return make_result(function(x));
}

double to_degrees(double x) {
    return x * (180.0 / Py_MATH_PI);
}
double to_radians(double x) {
    return x * (Py_MATH_PI / 180.0);
}

double unit_in_last_place(double x) {
    if (std::isnan(x)) return x;
    x = std::fabs(x);
    if (std::isinf(x)) return x;
    const double next = std::nextafter(x, HUGE_VAL);
    return std::isinf(next) ? x - std::nextafter(x, -HUGE_VAL) : next - x;
}

PyObject *math_ulp(PyObject *, PyObject *argument) {
    double x;
    return to_double(argument, x) ? PyFloat_FromDouble(unit_in_last_place(x)) : nullptr;
}

template <bool (*question)(double)> PyObject *ask(PyObject *, PyObject *argument) {
    double x;
    return to_double(argument, x) ? PyBool_FromLong(question(x)) : nullptr;
}
bool is_finite(double x) {
    return std::isfinite(x);
}
bool is_infinite(double x) {
    return std::isinf(x);
}
bool is_nan(double x) {
    return std::isnan(x);
}

template <double (*function)(double)> PyObject *to_integer(PyObject *argument, const char *special) {
    if (!PyFloat_CheckExact(argument)) {
        const Owned method(lookup_special_method(argument, special));
        if (method) return PyObject_CallNoArgs(method.get());
        if (PyErr_Occurred()) return nullptr;
    }
    double x;
    return to_double(argument, x) ? PyLong_FromDouble(function(x)) : nullptr;
}

PyObject *math_floor(PyObject *, PyObject *argument) {
    return to_integer<std::floor>(argument, "__floor__");
}
PyObject *math_ceil(PyObject *, PyObject *argument) {
    return to_integer<std::ceil>(argument, "__ceil__");
}

PyObject *math_trunc(PyObject *, PyObject *argument) {
    if (PyFloat_CheckExact(argument)) return PyLong_FromDouble(PyFloat_AS_DOUBLE(argument));
    const Owned method(lookup_special_method(argument, "__trunc__"));
    if (method) return PyObject_CallNoArgs(method.get());
    if (!PyErr_Occurred()) {
        PyErr_Format(PyExc_TypeError, "type %.100s doesn't define __trunc__ method",
                     Py_TYPE(argument)->tp_name);
    }
    return nullptr;
}

PyObject *math_frexp(PyObject *, PyObject *argument) {
    double x;
    if (!to_double(argument, x)) return nullptr;
    int exponent = 0;
    if (std::isfinite(x) && x != 0.0) x = std::frexp(x, &exponent);
    return Py_BuildValue("(di)", x, exponent);
}

PyObject *math_modf(PyObject *, PyObject *argument) {
    double x;
    if (!to_double(argument, x)) return nullptr;
    if (std::isinf(x)) return Py_BuildValue("(dd)", std::copysign(0.0, x), x);
    if (std::isnan(x)) return Py_BuildValue("(dd)", x, x);
    double whole;
    const double fraction = std::modf(x, &whole);
    return Py_BuildValue("(dd)", fraction, whole);
}

// --- logarithms

template <double (*function)(double)> double checked_log(double x) {
    if (std::isnan(x) || x > 0.0) return function(x);
    return x == 0.0 ? -HUGE_VAL : Py_NAN;
}

// Ints may be larger than any float.
template <double (*function)(double)> PyObject *logarithm(PyObject *argument) {
    if (!PyLong_Check(argument)) return unary<checked_log<function>>(nullptr, argument);
    if (_PyLong_Sign(argument) <= 0) return raise_value_error("math domain error");
    double x = PyLong_AsDouble(argument);
    if (x != -1.0 || !PyErr_Occurred()) return PyFloat_FromDouble(function(x));
    if (!PyErr_ExceptionMatches(PyExc_OverflowError)) return nullptr;
    PyErr_Clear();
    Py_ssize_t exponent;
    x = _PyLong_Frexp(reinterpret_cast<PyLongObject *>(argument), &exponent);
    return PyFloat_FromDouble(function(x) + function(2.0) * static_cast<double>(exponent));
}

PyObject *math_log(PyObject *, PyObject *const *args, Py_ssize_t count) {
    if (count != 1 && count != 2) {
        PyErr_SetString(PyExc_TypeError, "math.log requires 1 to 2 arguments");
        return nullptr;
    }
    const Owned number(logarithm<std::log>(args[0]));
    if (!number || count == 1) return Py_XNewRef(number.get());
    const Owned base(logarithm<std::log>(args[1]));
    return base ? PyNumber_TrueDivide(number.get(), base.get()) : nullptr;
}

PyObject *math_log2(PyObject *, PyObject *argument) {
    return logarithm<std::log2>(argument);
}
PyObject *math_log10(PyObject *, PyObject *argument) {
    return logarithm<std::log10>(argument);
}

// --- functions of two numbers

bool to_doubles(const char *name, PyObject *const *args, Py_ssize_t count, double &x, double &y) {
    return _PyArg_CheckPositional(name, count, 2, 2) && to_double(args[0], x) && to_double(args[1], y);
}

PyObject *check_binary(double x, double y, double result) {
    errno = 0;
    if (std::isnan(result) && !std::isnan(x) && !std::isnan(y)) errno = EDOM;
    if (std::isinf(result) && std::isfinite(x) && std::isfinite(y)) errno = ERANGE;
    return make_result(result);
}

PyObject *math_atan2(PyObject *, PyObject *const *args, Py_ssize_t count) {
    double x, y;
    return to_doubles("atan2", args, count, x, y) ? check_binary(x, y, std::atan2(x, y)) : nullptr;
}

PyObject *math_copysign(PyObject *, PyObject *const *args, Py_ssize_t count) {
    double x, y;
    return to_doubles("copysign", args, count, x, y) ? check_binary(x, y, std::copysign(x, y)) : nullptr;
}

PyObject *math_remainder(PyObject *, PyObject *const *args, Py_ssize_t count) {
    double x, y;
    return to_doubles("remainder", args, count, x, y) ? check_binary(x, y, std::remainder(x, y)) : nullptr;
}

PyObject *math_nextafter(PyObject *, PyObject *const *args, Py_ssize_t count) {
    double x, y;
    return to_doubles("nextafter", args, count, x, y) ? PyFloat_FromDouble(std::nextafter(x, y)) : nullptr;
}

PyObject *math_fmod(PyObject *, PyObject *const *args, Py_ssize_t count) {
    double x, y;
    if (!to_doubles("fmod", args, count, x, y)) return nullptr;
    if (std::isinf(y) && std::isfinite(x)) return PyFloat_FromDouble(x);
    return check_binary(x, y, std::fmod(x, y));
}

// pow where x or y is infinite or a NaN.
double special_power(double x, double y) {
    if (std::isnan(x)) return y == 0.0 ? 1.0 : x;
    if (std::isnan(y)) return x == 1.0 ? 1.0 : y;
    if (std::isinf(x)) {
        const bool is_odd = std::isfinite(y) && std::fmod(std::fabs(y), 2.0) == 1.0;
        if (y == 0.0) return 1.0;
        if (y > 0.0) return is_odd ? x : std::fabs(x);
        return is_odd ? std::copysign(0.0, x) : 0.0;
    }
    if (std::fabs(x) == 1.0) return 1.0;
    if (y > 0.0 && std::fabs(x) > 1.0) return y;
    if (y < 0.0 && std::fabs(x) < 1.0) return -y;
    return 0.0;
}

PyObject *math_pow(PyObject *, PyObject *const *args, Py_ssize_t count) {
    double x, y;
    if (!to_doubles("pow", args, count, x, y)) return nullptr;
    errno = 0;
    if (!std::isfinite(x) || !std::isfinite(y)) return make_result(special_power(x, y));
    const double result = std::pow(x, y);
    errno = 0;
    if (std::isnan(result)) errno = EDOM;
    if (std::isinf(result)) errno = x == 0.0 ? EDOM : ERANGE;
    return make_result(result);
}

// The exponent, clipped; false with an exception.
bool take_exponent(PyObject *object, long &exponent) {
    if (!PyLong_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "Expected an int as second argument to ldexp.");
        return false;
    }
    int overflow;
    exponent = PyLong_AsLongAndOverflow(object, &overflow);
    if (overflow != 0) exponent = overflow < 0 ? LONG_MIN : LONG_MAX;
    return overflow != 0 || exponent != -1 || !PyErr_Occurred();
}

PyObject *math_ldexp(PyObject *, PyObject *const *args, Py_ssize_t count) {
    double x;
    long exponent;
    if (!_PyArg_CheckPositional("ldexp", count, 2, 2) || !to_double(args[0], x) ||
        !take_exponent(args[1], exponent)) {
        return nullptr;
    }
    if (x == 0.0 || !std::isfinite(x)) return PyFloat_FromDouble(x);
    if (exponent < INT_MIN) return PyFloat_FromDouble(std::copysign(0.0, x));
    const double result = exponent > INT_MAX ? HUGE_VAL : std::ldexp(x, static_cast<int>(exponent));
    errno = std::isinf(result) ? ERANGE : 0;
    return make_result(result);
}

PyObject *math_isclose(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"a", "b", "rel_tol", "abs_tol", nullptr};
    double a, b, relative = 1e-9, absolute = 0.0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "dd|$dd:isclose", const_cast<char **>(keywords), &a, &b,
                                     &relative, &absolute)) {
        return nullptr;
    }
    if (relative < 0.0 || absolute < 0.0) return raise_value_error("tolerances must be non-negative");
    if (a == b) Py_RETURN_TRUE;
    if (std::isinf(a) || std::isinf(b)) Py_RETURN_FALSE;
    const double difference = std::fabs(b - a);
    return PyBool_FromLong(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) ||
                           difference <= absolute);
}

// --- the module

PyMethodDef functions[] = {
    {"acos", unary<std::acos>, METH_O,
     "acos($module, x, /)\n--\n\nReturn the arc cosine (measured in radians) of x.\n\nThe result is between "
     "0 and pi."},
    {"acosh", unary<std::acosh>, METH_O,
     "acosh($module, x, /)\n--\n\nReturn the inverse hyperbolic cosine of x."},
    {"asin", unary<std::asin>, METH_O,
     "asin($module, x, /)\n--\n\nReturn the arc sine (measured in radians) of x.\n\nThe result is between "
     "-pi/2 and pi/2."},
    {"asinh", unary<std::asinh>, METH_O,
     "asinh($module, x, /)\n--\n\nReturn the inverse hyperbolic sine of x."},
    {"atan", unary<std::atan>, METH_O,
     "atan($module, x, /)\n--\n\nReturn the arc tangent (measured in radians) of x.\n\nThe result is between "
     "-pi/2 and pi/2."},
    {"atan2", _PyCFunction_CAST(math_atan2), METH_FASTCALL,
     "atan2($module, y, x, /)\n--\n\nReturn the arc tangent (measured in radians) of y/x.\n\n"
     "Unlike atan(y/x), the signs of both x and y are considered."},
    {"atanh", unary<std::atanh>, METH_O,
     "atanh($module, x, /)\n--\n\nReturn the inverse hyperbolic tangent of x."},
    {"cbrt", unary<std::cbrt>, METH_O, "cbrt($module, x, /)\n--\n\nReturn the cube root of x."},
    {"ceil", math_ceil, METH_O,
     "ceil($module, x, /)\n--\n\nReturn the ceiling of x as an Integral.\n\nThis is the smallest integer >= "
     "x."},
    {"comb", _PyCFunction_CAST(math_comb), METH_FASTCALL,
     "comb($module, n, k, /)\n--\n\n"
     "Number of ways to choose k items from n items without repetition and without order.\n\n"
     "n! / (k! * (n - k)!) when k <= n, and zero when k > n."},
    {"copysign", _PyCFunction_CAST(math_copysign), METH_FASTCALL,
     "copysign($module, x, y, /)\n--\n\nReturn a float with the magnitude (absolute value) of x but the sign "
     "of y."},
    {"cos", unary<std::cos>, METH_O,
     "cos($module, x, /)\n--\n\nReturn the cosine of x (measured in radians)."},
    {"cosh", unary<std::cosh, true>, METH_O, "cosh($module, x, /)\n--\n\nReturn the hyperbolic cosine of x."},
    {"degrees", unary_by_errno<to_degrees>, METH_O,
     "degrees($module, x, /)\n--\n\nConvert angle x from radians to degrees."},
    {"dist", _PyCFunction_CAST(math_dist), METH_FASTCALL,
     "dist($module, p, q, /)\n--\n\nReturn the Euclidean distance between two points p and q.\n\n"
     "The points should be specified as sequences (or iterables) of coordinates of the same dimension."},
    {"erf", unary_by_errno<std::erf>, METH_O, "erf($module, x, /)\n--\n\nError function at x."},
    {"erfc", unary_by_errno<std::erfc>, METH_O,
     "erfc($module, x, /)\n--\n\nComplementary error function at x."},
    {"exp", unary<std::exp, true>, METH_O, "exp($module, x, /)\n--\n\nReturn e raised to the power of x."},
    {"exp2", unary<std::exp2, true>, METH_O, "exp2($module, x, /)\n--\n\nReturn 2 raised to the power of x."},
    {"expm1", unary<std::expm1, true>, METH_O,
     "expm1($module, x, /)\n--\n\nReturn exp(x)-1, without the loss of precision for small x."},
    {"fabs", unary<std::fabs>, METH_O,
     "fabs($module, x, /)\n--\n\nReturn the absolute value of the float x."},
    {"factorial", math_factorial, METH_O,
     "factorial($module, n, /)\n--\n\nFind n!.\n\nRaise a ValueError if n is negative."},
    {"floor", math_floor, METH_O,
     "floor($module, x, /)\n--\n\nReturn the floor of x as an Integral.\n\nThis is the largest integer <= "
     "x."},
    {"fmod", _PyCFunction_CAST(math_fmod), METH_FASTCALL,
     "fmod($module, x, y, /)\n--\n\nReturn fmod(x, y), according to platform C.\n\nx % y may differ."},
    {"frexp", math_frexp, METH_O,
     "frexp($module, x, /)\n--\n\nReturn the mantissa and exponent of x, as pair (m, e).\n\n"
     "m is a float and e is an int, such that x = m * 2.**e.\nIf x is 0, m and e are both 0.  Else 0.5 <= "
     "abs(m) < 1.0."},
    {"fsum", math_fsum, METH_O,
     "fsum($module, seq, /)\n--\n\nReturn an accurate floating point sum of values in the iterable seq."},
    {"gamma", unary_by_errno<gamma_function>, METH_O, "gamma($module, x, /)\n--\n\nGamma function at x."},
    {"gcd", _PyCFunction_CAST(math_gcd), METH_FASTCALL,
     "gcd($module, *integers)\n--\n\nGreatest Common Divisor."},
    {"hypot", _PyCFunction_CAST(math_hypot), METH_FASTCALL,
     "hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from the origin to a point."},
    {"isclose", _PyCFunction_CAST(math_isclose), METH_VARARGS | METH_KEYWORDS,
     "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\n"
     "Determine whether two floating point numbers are close in value."},
    {"isfinite", ask<is_finite>, METH_O,
     "isfinite($module, x, /)\n--\n\nReturn True if x is neither an infinity nor a NaN, and False "
     "otherwise."},
    {"isinf", ask<is_infinite>, METH_O,
     "isinf($module, x, /)\n--\n\nReturn True if x is a positive or negative infinity, and False otherwise."},
    {"isnan", ask<is_nan>, METH_O,
     "isnan($module, x, /)\n--\n\nReturn True if x is a NaN (not a number), and False otherwise."},
    {"isqrt", math_isqrt, METH_O,
     "isqrt($module, n, /)\n--\n\nReturn the integer part of the square root of the input."},
    {"lcm", _PyCFunction_CAST(math_lcm), METH_FASTCALL,
     "lcm($module, *integers)\n--\n\nLeast Common Multiple."},
    {"ldexp", _PyCFunction_CAST(math_ldexp), METH_FASTCALL,
     "ldexp($module, x, i, /)\n--\n\nReturn x * (2**i).\n\nThis is essentially the inverse of frexp()."},
    {"lgamma", unary_by_errno<log_gamma>, METH_O,
     "lgamma($module, x, /)\n--\n\nNatural logarithm of absolute value of Gamma function at x."},
    {"log", _PyCFunction_CAST(math_log), METH_FASTCALL,
     "log(x, [base=math.e])\nReturn the logarithm of x to the given base.\n\n"
     "If the base not specified, returns the natural logarithm (base e) of x."},
    {"log10", math_log10, METH_O, "log10($module, x, /)\n--\n\nReturn the base 10 logarithm of x."},
    {"log1p", unary<std::log1p>, METH_O,
     "log1p($module, x, /)\n--\n\nReturn the natural logarithm of 1+x (base e).\n\n"
     "The result is computed in a way which is accurate for x near zero."},
    {"log2", math_log2, METH_O, "log2($module, x, /)\n--\n\nReturn the base 2 logarithm of x."},
    {"modf", math_modf, METH_O,
     "modf($module, x, /)\n--\n\nReturn the fractional and integer parts of x.\n\n"
     "Both results carry the sign of x and are floats."},
    {"nextafter", _PyCFunction_CAST(math_nextafter), METH_FASTCALL,
     "nextafter($module, x, y, /)\n--\n\nReturn the next floating-point value after x towards y."},
    {"perm", _PyCFunction_CAST(math_perm), METH_FASTCALL,
     "perm($module, n, k=None, /)\n--\n\n"
     "Number of ways to choose k items from n items without repetition and with order.\n\n"
     "n! / (n - k)! when k <= n, and zero when k > n; without k, n!."},
    {"pow", _PyCFunction_CAST(math_pow), METH_FASTCALL,
     "pow($module, x, y, /)\n--\n\nReturn x**y (x to the power of y)."},
    {"prod", _PyCFunction_CAST(math_prod), METH_VARARGS | METH_KEYWORDS,
     "prod($module, iterable, /, *, start=1)\n--\n\n"
     "Calculate the product of all the elements in the input iterable.\n\n"
     "The default start value for the product is 1."},
    {"radians", unary_by_errno<to_radians>, METH_O,
     "radians($module, x, /)\n--\n\nConvert angle x from degrees to radians."},
    {"remainder", _PyCFunction_CAST(math_remainder), METH_FASTCALL,
     "remainder($module, x, y, /)\n--\n\nDifference between x and the closest integer multiple of y.\n\n"
     "In the case where x is exactly halfway between two multiples of\n"
     "y, the nearest even value of n is used. The result is always exact."},
    {"sin", unary<std::sin>, METH_O, "sin($module, x, /)\n--\n\nReturn the sine of x (measured in radians)."},
    {"sinh", unary<std::sinh, true>, METH_O, "sinh($module, x, /)\n--\n\nReturn the hyperbolic sine of x."},
    {"sqrt", unary<std::sqrt>, METH_O, "sqrt($module, x, /)\n--\n\nReturn the square root of x."},
    {"tan", unary<std::tan>, METH_O,
     "tan($module, x, /)\n--\n\nReturn the tangent of x (measured in radians)."},
    {"tanh", unary<std::tanh>, METH_O, "tanh($module, x, /)\n--\n\nReturn the hyperbolic tangent of x."},
    {"trunc", math_trunc, METH_O,
     "trunc($module, x, /)\n--\n\nTruncates the Real x to the nearest Integral toward 0.\n\nUses the "
     "__trunc__ magic method."},
    {"ulp", math_ulp, METH_O,
     "ulp($module, x, /)\n--\n\nReturn the value of the least significant bit of the float x."},
    {},
};

int add_constants(PyObject *module) {
    const struct {
        const char *name;
        double value;
    } constants[] = {
        {"pi", Py_MATH_PI}, {"e", Py_MATH_E}, {"tau", Py_MATH_TAU}, {"inf", HUGE_VAL}, {"nan", Py_NAN}};
    for (const auto &[name, value] : constants) {
        const Owned number(PyFloat_FromDouble(value));
        if (!number || PyModule_AddObjectRef(module, name, number.get()) < 0) return -1;
    }
    return 0;
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(add_constants)}, {0, nullptr}};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "math",
    .m_doc = "This module provides access to the mathematical functions\ndefined by the C standard.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_math(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
