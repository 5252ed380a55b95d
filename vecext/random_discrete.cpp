// SPDX-License-Identifier: MIT
//
// Discrete distributions.
//
// Sources: Hörmann's PTRS for Poisson (1993), Kachitvichyanukul and Schmeiser's BTPE for the binomial (1988),
// Stadlober's HRUA for the hypergeometric distribution (1990), Kemp for the logarithmic series (1981),
// Devroye for Zipf (1986). Small cases multiply, search or simulate.
#include "vecext/random_discrete.hpp"

#include "vecext/random_continuous.hpp"
#include "vecext/random_twister.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace adder::vecext::random {
namespace {

// NumPy is compiled for x86-64, whose conversion gives the smallest number for what does not fit.
std::int64_t to_integer(double value) {
    constexpr double limit = 0x1p63;
    return value >= -limit && value < limit ? static_cast<std::int64_t>(value)
                                            : std::numeric_limits<std::int64_t>::min();
}

// ---- Poisson

// log Γ(x) from Stirling's series for at least 7, and the recurrence below it.
double log_gamma(double x) {
    constexpr double coefficients[] = {8.333333333333333e-02,  -2.777777777777778e-03, 7.936507936507937e-04,
                                       -5.952380952380952e-04, 8.417508417508418e-04,  -1.917526917526918e-03,
                                       6.410256410256410e-03,  -2.955065359477124e-02, 1.796443723688307e-01,
                                       -1.39243221690590e+00};
    constexpr double half_log_two_pi = 0.9189385332046727;
    if (x == 1 || x == 2) return 0;
    const std::int64_t steps = x < 7 ? static_cast<std::int64_t>(7 - x) : 0;
    double shifted = x + static_cast<double>(steps);
    const double square = 1.0 / (shifted * shifted);
    double series = coefficients[9];
    for (int i = 8; i >= 0; --i) series = series * square + coefficients[i];
    double result = series / shifted + half_log_two_pi + (shifted - 0.5) * std::log(shifted) - shifted;
    for (std::int64_t i = 0; i < steps; ++i) {
        result -= std::log(shifted - 1.0);
        shifted -= 1.0;
    }
    return result;
}

template <class Bits> std::int64_t poisson_by_products(Bits &stream, double mean) {
    const double limit = std::exp(-mean);
    double product = 1;
    for (std::int64_t count = 0;; ++count) {
        product *= stream.next_double();
        if (!(product > limit)) return count;
    }
}

template <class Bits> std::int64_t poisson_by_rejection(Bits &stream, double mean) {
    const double log_mean = std::log(mean);
    const double b = 0.931 + 2.53 * std::sqrt(mean);
    const double a = -0.059 + 0.02483 * b;
    const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    const double squeeze = 0.9277 - 3.6224 / (b - 2);
    for (;;) {
        const double u = stream.next_double() - 0.5;
        const double v = stream.next_double();
        const double distance = 0.5 - std::fabs(u);
        const std::int64_t k = to_integer(std::floor((2 * a / distance + b) * u + mean + 0.43));
        if (distance >= 0.07 && v <= squeeze) return k;
        if (k < 0 || (distance < 0.013 && v > distance)) continue;
        const double height = std::log(v) + std::log(inverse_alpha) - std::log(a / (distance * distance) + b);
        if (height <= -mean + static_cast<double>(k) * log_mean - log_gamma(static_cast<double>(k + 1)))
            return k;
    }
}

template <class Bits> std::int64_t any_poisson(Bits &stream, double mean) {
    if (mean >= 10) return poisson_by_rejection(stream, mean);
    return mean == 0 ? 0 : poisson_by_products(stream, mean);
}

// ---- binomial, for probabilities up to one half

template <class Bits> std::int64_t binomial_by_inversion(Bits &stream, std::int64_t count, double p) {
    const double q = 1.0 - p;
    const double n = static_cast<double>(count);
    const double none = std::exp(n * std::log(q));
    const double mean = n * p;
    const auto bound = static_cast<std::int64_t>(std::min(n, mean + 10.0 * std::sqrt(mean * q + 1)));
    std::int64_t x = 0;
    double probability = none;
    double u = stream.next_double();
    while (u > probability) {
        ++x;
        if (x > bound) {
            x = 0;
            probability = none;
            u = stream.next_double();
        } else {
            u -= probability;
            probability =
                (static_cast<double>(count - x + 1) * p * probability) / (static_cast<double>(x) * q);
        }
    }
    return x;
}

// BTPE: a triangle and a parallelogram under and around the mode, and an exponential tail at each side.
struct Btpe {
    std::int64_t count;
    std::int64_t mode;
    double r, q, variance;
    double triangle;            // p1
    double middle, left, right; // xm, xl, xr
    double c, left_rate, right_rate;
    double parallelogram, left_tail, right_tail; // p2, p3, p4: areas up to and with each region

    Btpe(std::int64_t count, double p);
    // A place and the height there; false if the place is rejected at once. `is_sure` needs no further test.
    template <class Bits> bool propose(Bits &stream, std::int64_t &y, double &v, bool &is_sure) const;
    bool accepts(std::int64_t y, double v) const;
    bool accepts_by_products(std::int64_t y, double v) const;
    bool accepts_by_series(std::int64_t y, double v, double distance) const;
};

double tail_rate(double a) {
    return a * (1.0 + a / 2.0);
}

Btpe::Btpe(std::int64_t count, double p) : count(count), r(std::min(p, 1.0 - p)), q(1.0 - r) {
    const double n = static_cast<double>(count);
    const double first = n * r + r;
    mode = static_cast<std::int64_t>(std::floor(first));
    variance = n * r * q;
    triangle = std::floor(2.195 * std::sqrt(n * r * q) - 4.6 * q) + 0.5;
    middle = static_cast<double>(mode) + 0.5;
    left = middle - triangle;
    right = middle + triangle;
    c = 0.134 + 20.5 / (15.3 + static_cast<double>(mode));
    left_rate = tail_rate((first - left) / (first - left * r));
    right_rate = tail_rate((right - first) / (right * q));
    parallelogram = triangle * (1.0 + 2.0 * c);
    left_tail = parallelogram + c / left_rate;
    right_tail = left_tail + c / right_rate;
}

template <class Bits> bool Btpe::propose(Bits &stream, std::int64_t &y, double &v, bool &is_sure) const {
    const double u = stream.next_double() * right_tail;
    v = stream.next_double();
    is_sure = u <= triangle;
    if (is_sure) {
        y = to_integer(std::floor(middle - triangle * v + u));
        return true;
    }
    if (u <= parallelogram) {
        const double x = left + (u - triangle) / c;
        v = v * c + 1.0 - std::fabs(static_cast<double>(mode) - x + 0.5) / triangle;
        y = to_integer(std::floor(x));
        return v <= 1.0;
    }
    // The conversion of an infinity is a number too small; v == 0 is rejected by either test.
    if (u <= left_tail) {
        y = to_integer(std::floor(left + std::log(v) / left_rate));
        if (y < 0 || v == 0) return false;
        v = v * (u - parallelogram) * left_rate;
        return true;
    }
    y = to_integer(std::floor(right - std::log(v) / right_rate));
    if (y > count || v == 0) return false;
    v = v * (u - left_tail) * right_rate;
    return true;
}

bool Btpe::accepts_by_products(std::int64_t y, double v) const {
    const double s = r / q;
    const double a = s * static_cast<double>(count + 1);
    double ratio = 1;
    for (std::int64_t i = mode + 1; i <= y; ++i) ratio *= a / static_cast<double>(i) - s;
    for (std::int64_t i = y + 1; i <= mode; ++i) ratio /= a / static_cast<double>(i) - s;
    return !(v > ratio);
}

double stirling_correction(double x) {
    const double square = x * x;
    return (13680. - (462. - (132. - (99. - 140. / square) / square) / square) / square) / x / 166320.;
}

bool Btpe::accepts_by_series(std::int64_t y, double v, double distance) const {
    const double k = distance;
    const double rho = k / variance * ((k * (k / 3.0 + 0.625) + 0.16666666666666666) / variance + 0.5);
    const double t = -k * k / (2 * variance);
    const double height = std::log(v);
    if (height < t - rho) return true;
    if (height > t + rho) return false;
    const double x1 = static_cast<double>(y + 1);
    const double f1 = static_cast<double>(mode + 1);
    const double z = static_cast<double>(count + 1 - mode);
    const double w = static_cast<double>(count - y + 1);
    const double bound =
        middle * std::log(f1 / x1) + (static_cast<double>(count - mode) + 0.5) * std::log(z / w) +
        static_cast<double>(y - mode) * std::log(w * r / (x1 * q)) + stirling_correction(f1) +
        stirling_correction(z) + stirling_correction(x1) + stirling_correction(w);
    return !(height > bound);
}

bool Btpe::accepts(std::int64_t y, double v) const {
    const auto distance = static_cast<double>(std::abs(y - mode));
    if (distance > 20 && distance < variance / 2.0 - 1) return accepts_by_series(y, v, distance);
    return accepts_by_products(y, v);
}

template <class Bits> std::int64_t binomial_by_rejection(Bits &stream, std::int64_t count, double p) {
    const Btpe regions(count, p);
    for (;;) {
        std::int64_t y;
        double v;
        bool is_sure;
        if (regions.propose(stream, y, v, is_sure) && (is_sure || regions.accepts(y, v))) return y;
    }
}

template <class Bits> std::int64_t small_binomial(Bits &stream, double p, std::int64_t count) {
    if (p * static_cast<double>(count) <= 30.0) return binomial_by_inversion(stream, count, p);
    return binomial_by_rejection(stream, count, p);
}

template <class Bits> std::int64_t any_binomial(Bits &stream, double probability, std::int64_t count) {
    if (probability <= 0.5) return small_binomial(stream, probability, count);
    return count - small_binomial(stream, 1.0 - probability, count);
}

// ---- geometric

std::int64_t geometric_by_search(Pcg64 &stream, double p) {
    const double q = 1.0 - p;
    double term = p;
    double sum = p;
    const double u = stream.next_double();
    std::int64_t x = 1;
    for (; u > sum; ++x) {
        term *= q;
        sum += term;
    }
    return x;
}

// ---- hypergeometric

double log_factorial(std::int64_t k) {
    constexpr double half_log_two_pi = 0.9189385332046728;
    if (k < 126) return log_factorials.value[k];
    const double x = static_cast<double>(k);
    return (x + 0.5) * std::log(x) - x + (half_log_two_pi + 1.0 / x * (1 / 12.0 - 1 / (360.0 * x * x)));
}

std::int64_t hypergeometric_by_drawing(Pcg64 &stream, std::int64_t good, std::int64_t bad,
                                       std::int64_t sample) {
    std::int64_t total = good + bad;
    const bool is_complement = sample > total / 2;
    std::int64_t left = is_complement ? total - sample : sample;
    std::int64_t left_good = good;
    for (; left > 0 && left_good > 0 && total > left_good; --left) {
        --total;
        if (static_cast<std::int64_t>(draw_interval(stream, static_cast<std::uint64_t>(total))) < left_good)
            --left_good;
    }
    if (total == left_good) left_good -= left;
    return is_complement ? left_good : good - left_good;
}

// The logarithm of the density at k, up to a constant.
double hypergeometric_height(std::int64_t k, std::int64_t smaller, std::int64_t larger, std::int64_t sample) {
    return log_factorial(k) + log_factorial(smaller - k) + log_factorial(sample - k) +
           log_factorial(larger - sample + k);
}

std::int64_t hypergeometric_by_ratio(Pcg64 &stream, std::int64_t good, std::int64_t bad,
                                     std::int64_t sample) {
    constexpr double d1 = 1.7155277699214135; // 2 sqrt(2 / e)
    constexpr double d2 = 0.8989161620588988; // 3 - 2 sqrt(3 / e)
    const std::int64_t total = good + bad;
    const std::int64_t part = std::min(sample, total - sample);
    const std::int64_t smaller = std::min(good, bad);
    const std::int64_t larger = std::max(good, bad);
    const double n = static_cast<double>(part);
    const double size = static_cast<double>(total);
    const double p = static_cast<double>(smaller) / size;
    const double q = static_cast<double>(larger) / size;
    const double a = n * p + 0.5;
    const double variance = static_cast<double>(total - part) * n * p * q / static_cast<double>(total - 1);
    const double c = std::sqrt(variance + 0.5);
    const double h = d1 * c + d2;
    const auto mode = static_cast<std::int64_t>(std::floor(
        static_cast<double>(part + 1) * static_cast<double>(smaller + 1) / static_cast<double>(total + 2)));
    const double top = hypergeometric_height(mode, smaller, larger, part);
    const double bound = std::min(static_cast<double>(std::min(part, smaller) + 1), std::floor(a + 16 * c));
    std::int64_t k;
    for (;;) {
        const double u = stream.next_double();
        const double v = stream.next_double();
        const double x = a + h * (v - 0.5) / u;
        // Not a number if u is 0 and v a half: NumPy goes on with it, and its conversion gives the smallest
        // number.
        if (!(x >= 0.0 && x < bound)) continue;
        k = static_cast<std::int64_t>(std::floor(x));
        const double t = top - hypergeometric_height(k, smaller, larger, part);
        if (u * (4.0 - u) - 3.0 <= t) break;
        if (u * (u - t) >= 1) continue;
        if (2.0 * std::log(u) <= t) break;
    }
    if (good > bad) k = part - k;
    return part < sample ? good - k : k;
}

} // namespace

// ---- the distributions

std::int64_t poisson(Pcg64 &stream, double mean) {
    return any_poisson(stream, mean);
}
std::int64_t poisson(Twister &stream, double mean) {
    return any_poisson(stream, mean);
}

std::int64_t negative_binomial(Pcg64 &stream, double count, double probability) {
    return poisson(stream, gamma(stream, count, (1 - probability) / probability));
}

std::int64_t geometric(Pcg64 &stream, double probability) {
    if (probability >= 0.333333333333333333333333) return geometric_by_search(stream, probability);
    return to_integer(std::ceil(-standard_exponential(stream) / std::log1p(-probability)));
}

std::int64_t logseries(Pcg64 &stream, double probability) {
    const double r = std::log1p(-probability);
    for (;;) {
        const double v = stream.next_double();
        if (v >= probability) return 1;
        const double q = -std::expm1(r * stream.next_double());
        if (v <= q * q) {
            const std::int64_t result = to_integer(std::floor(1 + std::log(v) / std::log(q)));
            if (result >= 1 && v != 0) return result;
            continue;
        }
        return v >= q ? 1 : 2;
    }
}

std::int64_t zipf(Pcg64 &stream, double exponent) {
    // Beyond that b overflows, no number would ever be accepted, and hardly any is not 1.
    if (exponent >= 1025) return 1;
    const double less = exponent - 1.0;
    const double b = std::pow(2.0, less);
    for (;;) {
        const double u = 1.0 - stream.next_double();
        const double v = stream.next_double();
        const double x = std::floor(std::pow(u, -1.0 / less));
        // What does not fit is drawn again: the distribution ends there.
        if (x > 0x1p63 || x < 1.0) continue;
        const double t = std::pow(1.0 + 1.0 / x, less);
        if (v * x * (t - 1.0) / (b - 1.0) <= t / b) return to_integer(x);
    }
}

std::int64_t hypergeometric(Pcg64 &stream, std::int64_t good, std::int64_t bad, std::int64_t sample) {
    if (sample >= 10 && sample <= good + bad - 10) return hypergeometric_by_ratio(stream, good, bad, sample);
    return hypergeometric_by_drawing(stream, good, bad, sample);
}

std::int64_t binomial(Pcg64 &stream, double probability, std::int64_t count) {
    if (count == 0 || probability == 0) return 0;
    return any_binomial(stream, probability, count);
}
// Draws a number even where only one result is possible.
std::int64_t binomial(Twister &stream, double probability, std::int64_t count) {
    return any_binomial(stream, probability, count);
}

void multinomial(Pcg64 &stream, std::int64_t trials, const double *probabilities, std::ptrdiff_t outcomes,
                 std::int64_t *out) {
    double rest = 1;
    std::fill_n(out, outcomes, 0);
    for (std::ptrdiff_t i = 0; i < outcomes - 1; ++i) {
        out[i] = binomial(stream, probabilities[i] / rest, trials);
        trials -= out[i];
        if (trials <= 0) return;
        rest -= probabilities[i];
    }
    out[outcomes - 1] = std::max<std::int64_t>(trials, 0);
}

void multivariate_hypergeometric(Pcg64 &stream, std::int64_t total, const std::int64_t *colors,
                                 std::ptrdiff_t count, std::int64_t sample, std::int64_t *out) {
    const bool is_complement = sample > total / 2;
    std::int64_t wanted = is_complement ? total - sample : sample;
    std::fill_n(out, count, 0);
    for (std::ptrdiff_t i = 0; i < count - 1 && wanted > 0; ++i) {
        total -= colors[i];
        out[i] = hypergeometric(stream, colors[i], total, wanted);
        wanted -= out[i];
    }
    if (wanted > 0) out[count - 1] = wanted;
    if (is_complement)
        for (std::ptrdiff_t i = 0; i < count; ++i) out[i] = colors[i] - out[i];
}

} // namespace adder::vecext::random
