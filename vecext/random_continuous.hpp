// SPDX-License-Identifier: MIT
//
// Numbers from continuous distributions, one function each: a stream and the parameters in, one number out.
//
// The operations and their order are NumPy's, so that the last bit is too. Parameters have been checked by
// the caller.
#pragma once

#include "vecext/random_streams.hpp"
#include "vecext/random_tables.hpp"

namespace adder::vecext::random {

// ---- standard distributions: nearly always one look into a ziggurat

double standard_normal_outside(Pcg64 &stream, int layer, std::uint64_t whole, double x);
float standard_normal_outside(Pcg64 &stream, int layer, std::uint32_t whole, float x);
double standard_exponential_outside(Pcg64 &stream, int layer, double x);
float standard_exponential_outside(Pcg64 &stream, int layer, float x);

inline double uniform01(Pcg64 &stream) {
    return stream.next_double();
}

inline float uniform01_float(Pcg64 &stream) {
    return stream.next_float();
}

inline double standard_normal(Pcg64 &stream) {
    const std::uint64_t word = stream.next64();
    const int layer = word & 0xff;
    const std::uint64_t whole = word >> 9 & 0x000fffffffffffff;
    double x = static_cast<double>(whole) * normal_ziggurat.wide.unit[layer];
    if (word & 0x100) x = -x;
    if (whole < normal_ziggurat.wide.inner[layer]) return x;
    return standard_normal_outside(stream, layer, whole, x);
}

inline float standard_normal_float(Pcg64 &stream) {
    const std::uint32_t word = stream.next32();
    const int layer = word & 0xff;
    const std::uint32_t whole = word >> 9;
    float x = static_cast<float>(whole) * normal_ziggurat.narrow.unit[layer];
    if (word & 0x100) x = -x;
    if (whole < normal_ziggurat.narrow.inner[layer]) return x;
    return standard_normal_outside(stream, layer, whole, x);
}

inline double standard_exponential(Pcg64 &stream) {
    const std::uint64_t word = stream.next64();
    const int layer = word >> 3 & 0xff;
    const std::uint64_t whole = word >> 11;
    const double x = static_cast<double>(whole) * exponential_ziggurat.wide.unit[layer];
    if (whole < exponential_ziggurat.wide.inner[layer]) return x;
    return standard_exponential_outside(stream, layer, x);
}

inline float standard_exponential_float(Pcg64 &stream) {
    const std::uint32_t word = stream.next32();
    const int layer = word >> 1 & 0xff;
    const std::uint32_t whole = word >> 9;
    const float x = static_cast<float>(whole) * exponential_ziggurat.narrow.unit[layer];
    if (whole < exponential_ziggurat.narrow.inner[layer]) return x;
    return standard_exponential_outside(stream, layer, x);
}

double standard_exponential_by_inversion(Pcg64 &stream);
float standard_exponential_by_inversion_float(Pcg64 &stream);
double standard_gamma(Pcg64 &stream, double shape);
float standard_gamma_float(Pcg64 &stream, float shape);
double standard_cauchy(Pcg64 &stream);
double standard_t(Pcg64 &stream, double degrees);

// ---- with location and scale

inline double uniform(Pcg64 &stream, double low, double range) {
    return low + range * stream.next_double();
}

inline double normal(Pcg64 &stream, double location, double scale) {
    return location + scale * standard_normal(stream);
}

inline double exponential(Pcg64 &stream, double scale) {
    return scale * standard_exponential(stream);
}

double gamma(Pcg64 &stream, double shape, double scale);
double laplace(Pcg64 &stream, double location, double scale);
double logistic(Pcg64 &stream, double location, double scale);
double gumbel(Pcg64 &stream, double location, double scale);
double lognormal(Pcg64 &stream, double mean, double sigma);
double rayleigh(Pcg64 &stream, double scale);
double triangular(Pcg64 &stream, double left, double mode, double right);
double vonmises(Pcg64 &stream, double location, double concentration);
double wald(Pcg64 &stream, double mean, double scale);

// ---- with shape

double beta(Pcg64 &stream, double a, double b);
double chisquare(Pcg64 &stream, double degrees);
double noncentral_chisquare(Pcg64 &stream, double degrees, double noncentrality);
double f(Pcg64 &stream, double numerator_degrees, double denominator_degrees);
double noncentral_f(Pcg64 &stream, double numerator_degrees, double denominator_degrees,
                    double noncentrality);
double pareto(Pcg64 &stream, double shape);
double power(Pcg64 &stream, double shape);
double weibull(Pcg64 &stream, double shape);

// ---- vectors

// Fills `out` with `count` numbers that add up to one.
void dirichlet(Pcg64 &stream, const double *alpha, std::ptrdiff_t count, double *out);

// The same for small alpha, by breaking pieces off a stick. `sums` has, for each alpha, the sum of it and all
// behind.
void dirichlet_by_breaking(Pcg64 &stream, const double *alpha, const double *sums, std::ptrdiff_t count,
                           double *out);

} // namespace adder::vecext::random
