// SPDX-License-Identifier: MIT
//
// The module cmath: the functions of math on the complex plane.
//
// Finite arguments are computed after Kahan, "Branch Cuts for Complex Elementary Functions", so that no
// intermediate result overflows or cancels; the values at infinities and NaNs are those of C99's Annex G,
// which the C++ library has. A function tells a domain error or an overflow by its status.
#include "owned.hpp"

#include <cfloat>
#include <cmath>
#include <complex>

namespace adder::stdlib {
namespace {

using Complex = std::complex<double>;

enum class Status : unsigned char { Fine, Domain, Range };

constexpr double pi = 3.141592653589793238462643383279502884;
constexpr double ln_2 = 0.693147180559945309417232121458;
constexpr double ln_10 = 2.302585092994045684017991454684;
// Beyond this squares and sums of squares overflow.
constexpr double large = DBL_MAX / 4;

bool is_finite(Complex z) {
    return std::isfinite(z.real()) && std::isfinite(z.imag());
}

Complex times_i(Complex z) {
    return {-z.imag(), z.real()};
}
Complex times_minus_i(Complex z) {
    return {z.imag(), -z.real()};
}

Complex square_root(Complex z) {
    if (!is_finite(z)) return std::sqrt(z);
    if (z.real() == 0 && z.imag() == 0) return {0, z.imag()};
    double x = std::fabs(z.real());
    const double y = std::fabs(z.imag());
    double s;
    if (x < DBL_MIN && y < DBL_MIN && (x > 0 || y > 0)) {
        // Subnormal parts have too few bits: they are scaled up by an even power of two.
        x = std::ldexp(x, 54);
        s = std::ldexp(std::sqrt(x + std::hypot(x, std::ldexp(y, 54))), -27);
    } else {
        x /= 8;
        s = 2 * std::sqrt(x + std::hypot(x, y / 8));
    }
    const double d = y / (2 * s);
    if (z.real() >= 0) return {s, std::copysign(d, z.imag())};
    return {d, std::copysign(s, z.imag())};
}

// log(|z|) of a z that is not zero.
double log_of_magnitude(Complex z) {
    const double x = std::fabs(z.real());
    const double y = std::fabs(z.imag());
    if (x > large || y > large) return std::log(std::hypot(x / 2, y / 2)) + ln_2;
    if (x < DBL_MIN && y < DBL_MIN)
        return std::log(std::hypot(std::ldexp(x, DBL_MANT_DIG), std::ldexp(y, DBL_MANT_DIG))) -
               DBL_MANT_DIG * ln_2;
    const double h = std::hypot(x, y);
    if (h < 0.71 || h > 1.73) return std::log(h);
    const double greater = std::max(x, y);
    const double lesser = std::min(x, y);
    return std::log1p((greater - 1) * (greater + 1) + lesser * lesser) / 2;
}

Complex logarithm(Complex z, Status &status) {
    if (!is_finite(z)) return std::log(z);
    if (z.real() == 0 && z.imag() == 0) {
        status = Status::Domain;
        return {-INFINITY, std::atan2(z.imag(), z.real())};
    }
    return {log_of_magnitude(z), std::atan2(z.imag(), z.real())};
}

Complex logarithm_to_ten(Complex z, Status &status) {
    const Complex result = logarithm(z, status);
    return {result.real() / ln_10, result.imag() / ln_10};
}

Complex exponential(Complex z, Status &status) {
    const double x = z.real();
    const double y = z.imag();
    if (!is_finite(z)) {
        if (std::isinf(y) && (std::isfinite(x) || (std::isinf(x) && x > 0))) status = Status::Domain;
        if (std::isinf(x) && std::isfinite(y) && y != 0 && x > 0)
            return {std::copysign(INFINITY, std::cos(y)), std::copysign(INFINITY, std::sin(y))};
        return std::exp(z);
    }
    Complex result;
    if (x > std::log(large)) {
        const double length = std::exp(x - 1);
        result = {length * std::cos(y) * M_E, length * std::sin(y) * M_E};
    } else {
        const double length = std::exp(x);
        result = {length * std::cos(y), length * std::sin(y)};
    }
    if (!is_finite(result)) status = Status::Range;
    return result;
}

// cosh and sinh, by what multiplies the cosine and the sine of the imaginary part.
Complex hyperbolic(Complex z, double (*along)(double), double (*across)(double), Status &status) {
    const double x = z.real();
    const double y = z.imag();
    Complex result;
    if (std::fabs(x) > std::log(large)) {
        const double nearer = x - std::copysign(1, x);
        result = {std::cos(y) * along(nearer) * M_E, std::sin(y) * across(nearer) * M_E};
    } else {
        result = {std::cos(y) * along(x), std::sin(y) * across(x)};
    }
    if (!is_finite(result)) status = Status::Range;
    return result;
}

void check_angle(Complex z, Status &status) {
    if (std::isinf(z.imag()) && !std::isnan(z.real())) status = Status::Domain;
}

Complex hyperbolic_cosine(Complex z, Status &status) {
    if (is_finite(z)) return hyperbolic(z, std::cosh, std::sinh, status);
    check_angle(z, status);
    return std::cosh(z);
}

Complex hyperbolic_sine(Complex z, Status &status) {
    if (is_finite(z)) return hyperbolic(z, std::sinh, std::cosh, status);
    check_angle(z, status);
    return std::sinh(z);
}

Complex hyperbolic_tangent(Complex z, Status &status) {
    const double x = z.real();
    const double y = z.imag();
    if (!is_finite(z)) {
        if (std::isinf(y) && std::isfinite(x)) status = Status::Domain;
        return std::tanh(z);
    }
    if (std::fabs(x) > std::log(large))
        return {std::copysign(1, x), 4 * std::sin(y) * std::cos(y) * std::exp(-2 * std::fabs(x))};
    const double tx = std::tanh(x);
    const double ty = std::tan(y);
    const double cx = 1 / std::cosh(x);
    const double product = tx * ty;
    const double divisor = 1 + product * product;
    return {tx * (1 + ty * ty) / divisor, ty / divisor * cx * cx};
}

Complex cosine(Complex z, Status &status) {
    return hyperbolic_cosine(times_i(z), status);
}
Complex sine(Complex z, Status &status) {
    return times_minus_i(hyperbolic_sine(times_i(z), status));
}
Complex tangent(Complex z, Status &status) {
    return times_minus_i(hyperbolic_tangent(times_i(z), status));
}

bool is_large(Complex z) {
    return std::fabs(z.real()) > large || std::fabs(z.imag()) > large;
}

double log_of_twice(Complex z) {
    return std::log(std::hypot(z.real() / 2, z.imag() / 2)) + ln_2 * 2;
}

Complex inverse_cosine(Complex z, Status &) {
    if (!is_finite(z)) return std::acos(z);
    if (is_large(z)) {
        const double height = log_of_twice(z);
        return {std::atan2(std::fabs(z.imag()), z.real()), -std::copysign(height, z.imag())};
    }
    const Complex below = square_root({1 - z.real(), -z.imag()});
    const Complex above = square_root({1 + z.real(), z.imag()});
    return {2 * std::atan2(below.real(), above.real()),
            std::asinh(above.real() * below.imag() - above.imag() * below.real())};
}

Complex inverse_hyperbolic_cosine(Complex z, Status &) {
    if (!is_finite(z)) return std::acosh(z);
    if (is_large(z)) return {log_of_twice(z), std::atan2(z.imag(), z.real())};
    const Complex below = square_root({z.real() - 1, z.imag()});
    const Complex above = square_root({z.real() + 1, z.imag()});
    return {std::asinh(below.real() * above.real() + below.imag() * above.imag()),
            2 * std::atan2(below.imag(), above.real())};
}

Complex inverse_hyperbolic_sine(Complex z, Status &) {
    if (!is_finite(z)) return std::asinh(z);
    if (is_large(z))
        return {std::copysign(log_of_twice(z), z.real()), std::atan2(z.imag(), std::fabs(z.real()))};
    const Complex above = square_root({1 + z.imag(), -z.real()});
    const Complex below = square_root({1 - z.imag(), z.real()});
    return {std::asinh(above.real() * below.imag() - below.real() * above.imag()),
            std::atan2(z.imag(), above.real() * below.real() - above.imag() * below.imag())};
}

Complex inverse_sine(Complex z, Status &status) {
    return times_minus_i(inverse_hyperbolic_sine(times_i(z), status));
}

Complex inverse_hyperbolic_tangent(Complex z, Status &status) {
    if (!is_finite(z)) return std::atanh(z);
    // The function is odd.
    if (z.real() < 0 || (z.real() == 0 && std::signbit(z.real())))
        return -inverse_hyperbolic_tangent(-z, status);
    const double x = z.real();
    const double y = std::fabs(z.imag());
    const double root_of_large = std::sqrt(large);
    if (x > root_of_large || y > root_of_large) {
        const double h = std::hypot(x / 2, z.imag() / 2);
        return {x / 4 / h / h, -std::copysign(pi / 2, -z.imag())};
    }
    if (x == 1 && y < std::sqrt(DBL_MIN)) {
        if (y == 0) {
            status = Status::Domain;
            return {INFINITY, z.imag()};
        }
        return {-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2))),
                std::copysign(std::atan2(2, -y) / 2, z.imag())};
    }
    return {std::log1p(4 * x / ((1 - x) * (1 - x) + y * y)) / 4,
            -std::atan2(-2 * z.imag(), (1 - x) * (1 + x) - y * y) / 2};
}

Complex inverse_tangent(Complex z, Status &status) {
    return times_minus_i(inverse_hyperbolic_tangent(times_i(z), status));
}

Complex square_root_function(Complex z, Status &) {
    return square_root(z);
}

// --- functions of the module

bool take(PyObject *object, Complex &z) {
    const Py_complex value = PyComplex_AsCComplex(object);
    if (value.real == -1.0 && PyErr_Occurred() != nullptr) return false;
    z = {value.real, value.imag};
    return true;
}

PyObject *fail(Status status) {
    if (status == Status::Domain)
        PyErr_SetString(PyExc_ValueError, "math domain error");
    else
        PyErr_SetString(PyExc_OverflowError, "math range error");
    return nullptr;
}

PyObject *make(Complex z, Status status) {
    return status == Status::Fine ? PyComplex_FromDoubles(z.real(), z.imag()) : fail(status);
}

template <Complex (*function)(Complex, Status &)> PyObject *call(PyObject *, PyObject *argument) {
    Complex z;
    if (!take(argument, z)) return nullptr;
    Status status = Status::Fine;
    const Complex result = function(z, status);
    return make(result, status);
}

template <bool (*part_test)(double), bool wants_both> PyObject *test(PyObject *, PyObject *argument) {
    Complex z;
    if (!take(argument, z)) return nullptr;
    const bool x = part_test(z.real());
    const bool y = part_test(z.imag());
    return PyBool_FromLong(wants_both ? x && y : x || y);
}

PyObject *log_function(PyObject *, PyObject *args) {
    PyObject *argument;
    PyObject *base = nullptr;
    if (!PyArg_ParseTuple(args, "O|O:log", &argument, &base)) return nullptr;
    Complex z;
    if (!take(argument, z)) return nullptr;
    Status status = Status::Fine;
    Complex result = logarithm(z, status);
    if (base == nullptr) return make(result, status);
    if (!take(base, z)) return nullptr;
    const Complex divisor = logarithm(z, status);
    if (divisor.real() == 0 && divisor.imag() == 0) status = Status::Domain;
    if (status != Status::Fine) return fail(status);
    const Owned top(PyComplex_FromDoubles(result.real(), result.imag()));
    const Owned bottom(PyComplex_FromDoubles(divisor.real(), divisor.imag()));
    return top && bottom ? PyNumber_TrueDivide(top.get(), bottom.get()) : nullptr;
}

PyObject *phase(PyObject *, PyObject *argument) {
    Complex z;
    return take(argument, z) ? PyFloat_FromDouble(std::atan2(z.imag(), z.real())) : nullptr;
}

PyObject *polar(PyObject *, PyObject *argument) {
    Complex z;
    if (!take(argument, z)) return nullptr;
    const double length = std::hypot(z.real(), z.imag());
    if (std::isinf(length) && is_finite(z)) return fail(Status::Range);
    return Py_BuildValue("dd", length, std::atan2(z.imag(), z.real()));
}

// Infinite lengths keep the signs of the direction.
Complex from_polar(double r, double phi, Status &status) {
    if (std::isfinite(r) && std::isfinite(phi)) {
        if (phi == 0) return {r, r * phi};
        return {r * std::cos(phi), r * std::sin(phi)};
    }
    if (r != 0 && std::isinf(phi)) status = Status::Domain;
    if (std::isinf(r) && std::isfinite(phi) && phi != 0)
        return {std::copysign(INFINITY, r * std::cos(phi)), std::copysign(INFINITY, r * std::sin(phi))};
    if (std::isinf(r) && phi == 0) return {r, r > 0 ? phi : -phi};
    if (r == 0) return {0, 0};
    if (std::isinf(r)) return {INFINITY, NAN};
    return {NAN, std::isnan(r) && phi == 0 ? 0.0 : NAN};
}

PyObject *rect(PyObject *, PyObject *args) {
    double r;
    double phi;
    if (!PyArg_ParseTuple(args, "dd:rect", &r, &phi)) return nullptr;
    Status status = Status::Fine;
    const Complex result = from_polar(r, phi, status);
    return make(result, status);
}

PyObject *isclose(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"a", "b", "rel_tol", "abs_tol", nullptr};
    PyObject *first;
    PyObject *second;
    double relative = 1e-09;
    double absolute = 0.0;
    Complex a;
    Complex b;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "OO|$dd:isclose", const_cast<char **>(names), &first,
                                     &second, &relative, &absolute) ||
        !take(first, a) || !take(second, b))
        return nullptr;
    if (relative < 0 || absolute < 0) {
        PyErr_SetString(PyExc_ValueError, "tolerances must be non-negative");
        return nullptr;
    }
    if (a == b) Py_RETURN_TRUE;
    const auto is_infinite = [](Complex z) { return std::isinf(z.real()) || std::isinf(z.imag()); };
    if (is_infinite(a) || is_infinite(b)) Py_RETURN_FALSE;
    const double distance = std::abs(a - b);
    const bool is_close =
        distance <= relative * std::abs(b) || distance <= relative * std::abs(a) || distance <= absolute;
    return PyBool_FromLong(is_close ? 1 : 0);
}

bool finite_part(double x) {
    return std::isfinite(x);
}
bool infinite_part(double x) {
    return std::isinf(x);
}
bool nan_part(double x) {
    return std::isnan(x);
}

#define ONE(name, function, text)                                                                            \
    { #name, call < function>, METH_O, #name "($module, z, /)\n--\n\n" text }

PyMethodDef functions[] = {
    ONE(acos, inverse_cosine, "The arc cosine of z."),
    ONE(acosh, inverse_hyperbolic_cosine, "The inverse hyperbolic cosine of z."),
    ONE(asin, inverse_sine, "The arc sine of z."),
    ONE(asinh, inverse_hyperbolic_sine, "The inverse hyperbolic sine of z."),
    ONE(atan, inverse_tangent, "The arc tangent of z."),
    ONE(atanh, inverse_hyperbolic_tangent, "The inverse hyperbolic tangent of z."),
    ONE(cos, cosine, "The cosine of z."),
    ONE(cosh, hyperbolic_cosine, "The hyperbolic cosine of z."),
    ONE(exp, exponential, "e to the power of z."),
    {"isclose", _PyCFunction_CAST(isclose), METH_VARARGS | METH_KEYWORDS,
     "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nAre the numbers near each other?"},
    {"isfinite", test<finite_part, true>, METH_O, "isfinite($module, z, /)\n--\n\nAre both parts finite?"},
    {"isinf", test<infinite_part, false>, METH_O, "isinf($module, z, /)\n--\n\nIs a part infinite?"},
    {"isnan", test<nan_part, false>, METH_O, "isnan($module, z, /)\n--\n\nIs a part NaN?"},
    {"log", log_function, METH_VARARGS, "log(z[, base]) -> the logarithm of z to the given base."},
    ONE(log10, logarithm_to_ten, "The logarithm of z to base ten."),
    {"phase", phase, METH_O, "phase($module, z, /)\n--\n\nThe angle of z, from -pi to pi."},
    {"polar", polar, METH_O, "polar($module, z, /)\n--\n\nLength and angle of z."},
    {"rect", rect, METH_VARARGS, "rect($module, r, phi, /)\n--\n\nThe number with a length and an angle."},
    ONE(sin, sine, "The sine of z."),
    ONE(sinh, hyperbolic_sine, "The hyperbolic sine of z."),
    ONE(sqrt, square_root_function, "The square root of z."),
    ONE(tan, tangent, "The tangent of z."),
    ONE(tanh, hyperbolic_tangent, "The hyperbolic tangent of z."),
    {},
};

#undef ONE

int add(PyObject *module, const char *name, PyObject *value) {
    const Owned owned(value);
    return owned ? PyModule_AddObjectRef(module, name, owned.get()) : -1;
}

int execute(PyObject *module) {
    if (add(module, "pi", PyFloat_FromDouble(pi)) < 0 || add(module, "e", PyFloat_FromDouble(M_E)) < 0 ||
        add(module, "tau", PyFloat_FromDouble(2 * pi)) < 0 ||
        add(module, "inf", PyFloat_FromDouble(INFINITY)) < 0 ||
        add(module, "infj", PyComplex_FromDoubles(0, INFINITY)) < 0 ||
        add(module, "nan", PyFloat_FromDouble(NAN)) < 0)
        return -1;
    return add(module, "nanj", PyComplex_FromDoubles(0, NAN));
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "cmath",
    .m_doc = "Mathematical functions of complex numbers.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_cmath(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
