// SPDX-License-Identifier: MIT
//
// What the inline ziggurats leave over, and all other continuous distributions.
//
// Sources: Marsaglia and Tsang for the ziggurats and gamma (2000), Ahrens and Dieter for gamma with a small
// shape, Jöhnk for beta with small parameters, Best and Fisher for von Mises (1979), Michael, Schucany and
// Haas for Wald (1976); the rest inverts the distribution function or transforms one of these.
#include "vecext/random_continuous.hpp"

#include "vecext/random_discrete.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace adder::vecext::random {
namespace {

constexpr double pi = std::numbers::pi;

// -log(1 - U), which never meets log(0).
double inverted(Pcg64 &stream) {
    return -std::log1p(-stream.next_double());
}

float inverted_float(Pcg64 &stream) {
    return -std::log1p(-stream.next_float());
}

// Uniform in (0, 1).
double next_positive(Pcg64 &stream) {
    double u;
    do u = stream.next_double();
    while (u == 0);
    return u;
}

// Beyond the last edge (Marsaglia 1964).
template <class Real>
Real normal_beyond(Pcg64 &stream, bool is_negative, Real inverse, Real (*exponential)(Pcg64 &)) {
    constexpr Real edge = static_cast<Real>(normal_tail);
    for (;;) {
        const Real x = inverse * exponential(stream);
        const Real y = exponential(stream);
        if (y + y > x * x) return is_negative ? -(edge + x) : edge + x;
    }
}

} // namespace

// ---- standard distributions

double standard_normal_outside(Pcg64 &stream, int layer, std::uint64_t whole, double x) {
    constexpr double inverse = 0.27366123732975828;
    const double(&height)[layers] = normal_ziggurat.wide.height;
    if (layer == 0) return normal_beyond<double>(stream, whole >> 8 & 1, inverse, inverted);
    const double y = (height[layer - 1] - height[layer]) * stream.next_double() + height[layer];
    return y < std::exp(-0.5 * x * x) ? x : standard_normal(stream);
}

float standard_normal_outside(Pcg64 &stream, int layer, std::uint32_t whole, float x) {
    constexpr float inverse = 0.27366123732975828F;
    const float(&height)[layers] = normal_ziggurat.narrow.height;
    if (layer == 0) return normal_beyond<float>(stream, whole >> 8 & 1, inverse, inverted_float);
    const float y = (height[layer - 1] - height[layer]) * stream.next_float() + height[layer];
    return y < std::exp(-0.5 * x * x) ? x : standard_normal_float(stream);
}

double standard_exponential_outside(Pcg64 &stream, int layer, double x) {
    const double(&height)[layers] = exponential_ziggurat.wide.height;
    if (layer == 0) return exponential_tail + inverted(stream);
    const double y = (height[layer - 1] - height[layer]) * stream.next_double() + height[layer];
    return y < std::exp(-x) ? x : standard_exponential(stream);
}

float standard_exponential_outside(Pcg64 &stream, int layer, float x) {
    const float(&height)[layers] = exponential_ziggurat.narrow.height;
    if (layer == 0) return static_cast<float>(exponential_tail) + inverted_float(stream);
    const float y = (height[layer - 1] - height[layer]) * stream.next_float() + height[layer];
    return y < std::exp(-x) ? x : standard_exponential_float(stream);
}

double standard_exponential_by_inversion(Pcg64 &stream) {
    return inverted(stream);
}

float standard_exponential_by_inversion_float(Pcg64 &stream) {
    // NumPy takes this one logarithm in double.
    return static_cast<float>(-std::log1p(-static_cast<double>(stream.next_float())));
}

namespace {

// Gamma in either precision, from the uniform, exponential and normal numbers of that precision.
template <class Real, Real (*next)(Pcg64 &), Real (*exponential)(Pcg64 &)>
Real small_gamma(Pcg64 &stream, Real shape) {
    for (;;) {
        const Real u = next(stream);
        const Real v = exponential(stream);
        if (u <= Real{1} - shape) {
            const Real x = std::pow(u, Real{1} / shape);
            if (x <= v) return x;
        } else {
            const Real y = -std::log((Real{1} - u) / shape);
            const Real x = std::pow(Real{1} - shape + shape * y, Real{1} / shape);
            if (x <= v + y) return x;
        }
    }
}

template <class Real, Real (*next)(Pcg64 &), Real (*normal)(Pcg64 &)>
Real large_gamma(Pcg64 &stream, Real shape) {
    const Real b = shape - Real{1} / Real{3};
    const Real c = Real{1} / std::sqrt(Real{9} * b);
    for (;;) {
        Real x;
        Real v;
        do {
            x = normal(stream);
            v = Real{1} + c * x;
        } while (v <= 0);
        v = v * v * v;
        const Real u = next(stream);
        if (u < Real{1} - static_cast<Real>(0.0331) * (x * x) * (x * x)) return b * v;
        if (std::log(u) < static_cast<Real>(0.5) * x * x + b * (Real{1} - v + std::log(v))) return b * v;
    }
}

} // namespace

double standard_gamma(Pcg64 &stream, double shape) {
    if (shape == 1) return standard_exponential(stream);
    if (shape == 0) return 0;
    if (shape < 1) return small_gamma<double, uniform01, standard_exponential>(stream, shape);
    return large_gamma<double, uniform01, standard_normal>(stream, shape);
}

float standard_gamma_float(Pcg64 &stream, float shape) {
    if (shape == 1) return standard_exponential_float(stream);
    if (shape == 0) return 0;
    if (shape < 1) return small_gamma<float, uniform01_float, standard_exponential_float>(stream, shape);
    return large_gamma<float, uniform01_float, standard_normal_float>(stream, shape);
}

double standard_cauchy(Pcg64 &stream) {
    const double numerator = standard_normal(stream);
    return numerator / standard_normal(stream);
}

double standard_t(Pcg64 &stream, double degrees) {
    const double numerator = standard_normal(stream);
    const double denominator = standard_gamma(stream, degrees / 2);
    return std::sqrt(degrees / 2) * numerator / std::sqrt(denominator);
}

// ---- with location and scale

double gamma(Pcg64 &stream, double shape, double scale) {
    return scale * standard_gamma(stream, shape);
}

double laplace(Pcg64 &stream, double location, double scale) {
    const double u = next_positive(stream);
    return u >= 0.5 ? location - scale * std::log(2.0 - u - u) : location + scale * std::log(u + u);
}

double logistic(Pcg64 &stream, double location, double scale) {
    const double u = next_positive(stream);
    return location + scale * std::log(u / (1.0 - u));
}

double gumbel(Pcg64 &stream, double location, double scale) {
    const double u = 1.0 - next_positive(stream);
    return location - scale * std::log(-std::log(u));
}

double lognormal(Pcg64 &stream, double mean, double sigma) {
    return std::exp(normal(stream, mean, sigma));
}

double rayleigh(Pcg64 &stream, double scale) {
    return scale * std::sqrt(2.0 * standard_exponential(stream));
}

double triangular(Pcg64 &stream, double left, double mode, double right) {
    const double base = right - left;
    const double left_base = mode - left;
    const double u = stream.next_double();
    if (u <= left_base / base) return left + std::sqrt(u * (left_base * base));
    return right - std::sqrt((1.0 - u) * ((right - mode) * base));
}

namespace {

// The s of Best and Fisher, where rho would vanish from its series.
double wrapped_cauchy_parameter(double concentration) {
    if (concentration < 1e-5) return 1.0 / concentration + concentration;
    const double r = 1 + std::sqrt(1 + 4 * concentration * concentration);
    const double rho = (r - std::sqrt(2 * r)) / (2 * concentration);
    return (1 + rho * rho) / (2 * rho);
}

// So concentrated that it is a normal distribution wrapped around the circle.
double vonmises_by_normal(Pcg64 &stream, double location, double concentration) {
    const double angle = location + std::sqrt(1.0 / concentration) * standard_normal(stream);
    if (angle < -pi) return angle + 2 * pi;
    return angle > pi ? angle - 2 * pi : angle;
}

} // namespace

double vonmises(Pcg64 &stream, double location, double concentration) {
    if (std::isnan(concentration)) return concentration;
    if (concentration < 1e-8) return pi * (2 * stream.next_double() - 1);
    if (concentration > 1e6) return vonmises_by_normal(stream, location, concentration);
    const double s = wrapped_cauchy_parameter(concentration);
    double w;
    for (;;) {
        const double z = std::cos(pi * stream.next_double());
        w = (1 + s * z) / (s + z);
        const double y = concentration * (s - w);
        const double v = stream.next_double();
        if (y * (2 - y) - v >= 0 || std::log(y / v) + 1 - y >= 0) break;
    }
    const bool is_negative = stream.next_double() < 0.5;
    const double angle = (is_negative ? -std::acos(w) : std::acos(w)) + location;
    const double wrapped = std::fmod(std::fabs(angle) + pi, 2 * pi) - pi;
    return angle < 0 ? -wrapped : wrapped;
}

double wald(Pcg64 &stream, double mean, double scale) {
    double y = standard_normal(stream);
    y = mean * y * y;
    const double x = mean + mean / (2 * scale) * (y - std::sqrt(4 * scale * y + y * y));
    const double u = stream.next_double();
    return u <= mean / (mean + x) ? x : mean * mean / x;
}

// ---- with shape

namespace {

double small_beta(Pcg64 &stream, double a, double b) {
    for (;;) {
        const double u = stream.next_double();
        const double v = stream.next_double();
        const double x = std::pow(u, 1.0 / a);
        const double sum = x + std::pow(v, 1.0 / b);
        // Both powers may underflow to zero only if u and v are zero: drawn again.
        if (sum <= 1 && sum > 0) return x / sum;
    }
}

} // namespace

double beta(Pcg64 &stream, double a, double b) {
    if (a <= 1 && b <= 1) return small_beta(stream, a, b);
    const double first = standard_gamma(stream, a);
    const double second = standard_gamma(stream, b);
    return first / (first + second);
}

double chisquare(Pcg64 &stream, double degrees) {
    return 2.0 * standard_gamma(stream, degrees / 2.0);
}

double noncentral_chisquare(Pcg64 &stream, double degrees, double noncentrality) {
    if (std::isnan(noncentrality)) return noncentrality;
    if (noncentrality == 0) return chisquare(stream, degrees);
    if (degrees > 1) {
        const double rest = chisquare(stream, degrees - 1);
        const double n = standard_normal(stream) + std::sqrt(noncentrality);
        return rest + n * n;
    }
    const std::int64_t i = poisson(stream, noncentrality / 2.0);
    return chisquare(stream, degrees + static_cast<double>(2 * i));
}

double f(Pcg64 &stream, double numerator_degrees, double denominator_degrees) {
    const double numerator = chisquare(stream, numerator_degrees) * denominator_degrees;
    return numerator / (chisquare(stream, denominator_degrees) * numerator_degrees);
}

double noncentral_f(Pcg64 &stream, double numerator_degrees, double denominator_degrees,
                    double noncentrality) {
    const double numerator =
        noncentral_chisquare(stream, numerator_degrees, noncentrality) * denominator_degrees;
    return numerator / (chisquare(stream, denominator_degrees) * numerator_degrees);
}

double pareto(Pcg64 &stream, double shape) {
    return std::expm1(standard_exponential(stream) / shape);
}

double power(Pcg64 &stream, double shape) {
    return std::pow(-std::expm1(-standard_exponential(stream)), 1.0 / shape);
}

double weibull(Pcg64 &stream, double shape) {
    return shape == 0 ? 0 : std::pow(standard_exponential(stream), 1.0 / shape);
}

// ---- vectors

void dirichlet(Pcg64 &stream, const double *alpha, std::ptrdiff_t count, double *out) {
    double sum = 0;
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        out[i] = standard_gamma(stream, alpha[i]);
        sum = sum + out[i];
    }
    const double factor = 1.0 / sum;
    for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = out[i] * factor;
}

void dirichlet_by_breaking(Pcg64 &stream, const double *alpha, const double *sums, std::ptrdiff_t count,
                           double *out) {
    double rest = 1;
    std::fill_n(out, count, 0.0);
    for (std::ptrdiff_t i = 0; i < count - 1; ++i) {
        const double part = beta(stream, alpha[i], sums[i + 1]);
        out[i] = rest * part;
        rest *= 1.0 - part;
        // Nothing is behind: the part was all.
        if (sums[i + 1] == 0) break;
    }
    out[count - 1] = rest;
}

} // namespace adder::vecext::random
