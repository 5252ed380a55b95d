// SPDX-License-Identifier: MIT
//
// Arithmetic of complex numbers as the C API offers it. Division scales by the larger part of the divisor, so
// that it neither overflows nor loses digits needlessly; small integral powers multiply, all others go over
// polar form. Errors are reported in errno, as the API has it: EDOM for zero divisors and powers, ERANGE for
// overflow.
#include "objects/object.hpp"

#include <cerrno>
#include <cmath>

extern "C" {

Py_complex _Py_c_sum(Py_complex a, Py_complex b) {
    return {a.real + b.real, a.imag + b.imag};
}

Py_complex _Py_c_diff(Py_complex a, Py_complex b) {
    return {a.real - b.real, a.imag - b.imag};
}

Py_complex _Py_c_neg(Py_complex a) {
    return {-a.real, -a.imag};
}

Py_complex _Py_c_prod(Py_complex a, Py_complex b) {
    return {a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real};
}

Py_complex _Py_c_quot(Py_complex a, Py_complex b) {
    const double real_size = std::fabs(b.real);
    const double imag_size = std::fabs(b.imag);
    if (real_size >= imag_size) {
        if (real_size == 0.0) {
            errno = EDOM;
            return {0.0, 0.0};
        }
        const double ratio = b.imag / b.real;
        const double denominator = b.real + b.imag * ratio;
        return {(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
    }
    if (imag_size >= real_size) {
        const double ratio = b.real / b.imag;
        const double denominator = b.real * ratio + b.imag;
        return {(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
    }
    return {Py_NAN, Py_NAN}; // a part of b is a NaN
}

Py_complex _Py_c_pow(Py_complex a, Py_complex b) {
    if (b.real == 0.0 && b.imag == 0.0) return {1.0, 0.0};
    if (a.real == 0.0 && a.imag == 0.0) {
        if (b.imag != 0.0 || b.real < 0.0) errno = EDOM;
        return {0.0, 0.0};
    }
    const double size = std::hypot(a.real, a.imag);
    double length = std::pow(size, b.real);
    const double angle = std::atan2(a.imag, a.real);
    double phase = angle * b.real;
    if (b.imag != 0.0) {
        length /= std::exp(angle * b.imag);
        phase += b.imag * std::log(size);
    }
    return {length * std::cos(phase), length * std::sin(phase)};
}

double _Py_c_abs(Py_complex a) {
    errno = 0;
    if (!std::isfinite(a.real) || !std::isfinite(a.imag)) {
        if (std::isinf(a.real)) return std::fabs(a.real);
        if (std::isinf(a.imag)) return std::fabs(a.imag);
        return Py_NAN;
    }
    const double result = std::hypot(a.real, a.imag);
    if (!std::isfinite(result)) errno = ERANGE;
    return result;
}

} // extern "C"
