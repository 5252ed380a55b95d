// SPDX-License-Identifier: MIT
//
// Gamma and its logarithm by Lanczos' approximation with g = 6.0246… and 13 terms (the rational form of P.
// Godfrey and J. Maddock), accurate to a few units in the last place over the whole range, with reflection
// for negative arguments. The order of operations is CPython's, so that results agree to the last bit.
#include "math.hpp"

#include <cerrno>
#include <cmath>
#include <cstddef>

namespace adder::stdlib {
namespace {

constexpr double pi = 3.141592653589793238462643383279502884197;
constexpr double log_pi = 1.144729885849400174143427351353058711647;

constexpr double lanczos_g = 6.024680040776729583740234375;
constexpr double lanczos_g_minus_half = 5.524680040776729583740234375;
constexpr int term_count = 13;
constexpr double numerator[term_count] = {
    23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
    35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
    6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
    248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
    2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
    8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
    2.5066282746310002701649081771338373386264310793408};
// The coefficients of x(x+1)…(x+11).
constexpr double denominator[term_count] = {0.0,        39916800.0, 120543840.0, 150917976.0, 105258076.0,
                                            45995730.0, 13339535.0, 2637558.0,   357423.0,    32670.0,
                                            1925.0,     66.0,       1.0};

double lanczos_sum(double x) {
    double top = 0.0, bottom = 0.0;
    if (x < 5.0) {
        for (int i = term_count - 1; i >= 0; i--) {
            top = top * x + numerator[i];
            bottom = bottom * x + denominator[i];
        }
    } else {
        for (int i = 0; i < term_count; i++) {
            top = top / x + numerator[i];
            bottom = bottom / x + denominator[i];
        }
    }
    return top / bottom;
}

// sin(pi * x), exact at multiples of one half.
double sin_pi(double x) {
    const double y = std::fmod(std::fabs(x), 2.0);
    double result;
    switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: result = std::sin(pi * y); break;
    case 1: result = std::cos(pi * (y - 0.5)); break;
    case 2: result = std::sin(pi * (1.0 - y)); break;
    case 3: result = -std::cos(pi * (y - 1.5)); break;
    default: result = std::sin(pi * (y - 2.0)); break;
    }
    return std::copysign(1.0, x) * result;
}

constexpr int last_exact_factorial = 23; // (n-1)! for n up to this is exact in a double

double small_factorial(int n) {
    double result = 1.0;
    for (int i = 2; i <= n; i++) result *= i;
    return result;
}

// The error of the rounded sum y = size + g - 1/2.
double sum_error(double y, double size) {
    if (size > lanczos_g_minus_half) {
        const volatile double difference = y - size;
        return difference - lanczos_g_minus_half;
    }
    const volatile double difference = y - lanczos_g_minus_half;
    return difference - size;
}

double lanczos_gamma(double x, double size) {
    const double y = size + lanczos_g_minus_half;
    const double correction = sum_error(y, size) * lanczos_g / y;
    // The power is taken in two halves where it would overflow.
    const bool is_large = size >= 140.0;
    const double power = std::pow(y, is_large ? size / 2.0 - 0.25 : size - 0.5);
    double result;
    if (x < 0.0) {
        result = -pi / sin_pi(size) / size * std::exp(y) / lanczos_sum(size);
        result -= correction * result;
        result /= power;
        if (is_large) result /= power;
    } else {
        result = lanczos_sum(size) / std::exp(y);
        result += correction * result;
        result *= power;
        if (is_large) result *= power;
    }
    return result;
}

double with_error(int error, double result) {
    errno = error;
    return result;
}

} // namespace

double gamma_function(double x) {
    if (!std::isfinite(x)) return std::isnan(x) || x > 0.0 ? x : with_error(EDOM, Py_NAN);
    if (x == 0.0) return with_error(EDOM, std::copysign(HUGE_VAL, x));
    if (x == std::floor(x)) {
        if (x < 0.0) return with_error(EDOM, Py_NAN);
        if (x <= last_exact_factorial) return small_factorial(static_cast<int>(x) - 1);
    }
    const double size = std::fabs(x);
    double result;
    if (size < 1e-20) {
        result = 1.0 / x;
    } else if (size > 200.0) {
        if (x < 0.0) return 0.0 / sin_pi(x);
        result = HUGE_VAL;
    } else {
        result = lanczos_gamma(x, size);
    }
    return std::isinf(result) ? with_error(ERANGE, result) : result;
}

double log_gamma(double x) {
    if (!std::isfinite(x)) return std::isnan(x) ? x : HUGE_VAL;
    if (x == std::floor(x) && x <= 2.0) return x <= 0.0 ? with_error(EDOM, HUGE_VAL) : 0.0;
    const double size = std::fabs(x);
    if (size < 1e-20) return -std::log(size);
    double result = std::log(lanczos_sum(size)) - lanczos_g;
    result += (size - 0.5) * (std::log(size + lanczos_g - 0.5) - 1);
    if (x < 0.0) result = log_pi - std::log(std::fabs(sin_pi(size))) - std::log(size) - result;
    return std::isinf(result) ? with_error(ERANGE, result) : result;
}

} // namespace adder::stdlib
