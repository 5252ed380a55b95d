// SPDX-License-Identifier: MIT
//
// The Mersenne twister and the continuous distributions over it. Gamma numbers come by Marsaglia and Tsang's
// rejection for shapes from 1 and by Ahrens and Dieter's below; beta ones for small parameters by Jöhnk's.
#include "vecext/random_twister.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace adder::vecext::random {

// ---- the stream

void Twister::seed(std::uint32_t number) {
    words[0] = number;
    for (int i = 1; i < length; ++i) {
        number = 1812433253U * (number ^ number >> 30) + static_cast<std::uint32_t>(i);
        words[i] = number;
    }
    position = length;
    has_normal = false;
    normal = 0;
}

void Twister::seed(const std::uint32_t *numbers, std::ptrdiff_t count) {
    seed(19650218U);
    int place = 1;
    const auto advance = [&] {
        if (++place < length) return;
        words[0] = words[length - 1];
        place = 1;
    };
    const auto mixed = [&](std::uint32_t factor) {
        const std::uint32_t before = words[place - 1];
        return words[place] ^ (before ^ before >> 30) * factor;
    };
    std::ptrdiff_t source = 0;
    for (std::ptrdiff_t step = std::max<std::ptrdiff_t>(length, count); step > 0; --step) {
        words[place] = mixed(1664525U) + numbers[source] + static_cast<std::uint32_t>(source);
        advance();
        if (++source == count) source = 0;
    }
    for (int step = length - 1; step > 0; --step) {
        words[place] = mixed(1566083941U) - static_cast<std::uint32_t>(place);
        advance();
    }
    words[0] = 0x80000000U;
}

void Twister::twist() {
    constexpr int distance = 397;
    for (int i = 0; i < length; ++i) {
        const std::uint32_t joined = (words[i] & 0x80000000U) | (words[(i + 1) % length] & 0x7fffffffU);
        words[i] = words[(i + distance) % length] ^ joined >> 1 ^ (joined & 1 ? 0x9908b0dfU : 0);
    }
    position = 0;
}

// ---- standard distributions

double standard_normal(Twister &stream) {
    if (stream.has_normal) {
        stream.has_normal = false;
        return std::exchange(stream.normal, 0.0);
    }
    double x, y, square;
    do {
        x = 2.0 * stream.next_double() - 1.0;
        y = 2.0 * stream.next_double() - 1.0;
        square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    const double factor = std::sqrt(-2.0 * std::log(square) / square);
    stream.normal = factor * x;
    stream.has_normal = true;
    return factor * y;
}

double standard_exponential(Twister &stream) {
    return -std::log(1.0 - stream.next_double());
}

namespace {

double small_gamma(Twister &stream, double shape) {
    for (;;) {
        const double u = stream.next_double();
        const double v = standard_exponential(stream);
        if (u <= 1.0 - shape) {
            const double x = std::pow(u, 1.0 / shape);
            if (x <= v) return x;
        } else {
            const double y = -std::log((1.0 - u) / shape);
            const double x = std::pow(1.0 - shape + shape * y, 1.0 / shape);
            if (x <= v + y) return x;
        }
    }
}

double large_gamma(Twister &stream, double shape) {
    const double b = shape - 1.0 / 3.0, c = 1.0 / std::sqrt(9.0 * b);
    for (;;) {
        double x, v;
        do {
            x = standard_normal(stream);
            v = 1.0 + c * x;
        } while (v <= 0.0);
        v = v * v * v;
        const double u = stream.next_double();
        if (u < 1.0 - 0.0331 * (x * x) * (x * x)) return b * v;
        if (std::log(u) < 0.5 * x * x + b * (1.0 - v + std::log(v))) return b * v;
    }
}

} // namespace

double standard_gamma(Twister &stream, double shape) {
    if (shape == 1.0) return standard_exponential(stream);
    if (shape == 0.0) return 0.0;
    return shape < 1.0 ? small_gamma(stream, shape) : large_gamma(stream, shape);
}

// ---- with parameters

double uniform(Twister &stream, double low, double range) {
    return low + range * stream.next_double();
}

double normal(Twister &stream, double location, double scale) {
    return location + scale * standard_normal(stream);
}

double lognormal(Twister &stream, double mean, double sigma) {
    return std::exp(normal(stream, mean, sigma));
}

double exponential(Twister &stream, double scale) {
    return scale * standard_exponential(stream);
}

double gamma(Twister &stream, double shape, double scale) {
    return scale * standard_gamma(stream, shape);
}

double beta(Twister &stream, double a, double b) {
    if (a > 1.0 || b > 1.0) {
        const double first = standard_gamma(stream, a);
        return first / (first + standard_gamma(stream, b));
    }
    for (;;) {
        const double u = stream.next_double(), v = stream.next_double();
        const double x = std::pow(u, 1.0 / a), y = std::pow(v, 1.0 / b);
        if (x + y > 1.0) continue;
        if (x + y > 0) return x / (x + y);
        // Both powers have vanished: their logarithms have not.
        double log_x = std::log(u) / a, log_y = std::log(v) / b;
        const double larger = std::max(log_x, log_y);
        log_x -= larger;
        log_y -= larger;
        return std::exp(log_x - std::log(std::exp(log_x) + std::exp(log_y)));
    }
}

double chisquare(Twister &stream, double degrees) {
    return 2.0 * standard_gamma(stream, degrees / 2.0);
}

double standard_t(Twister &stream, double degrees) {
    const double numerator = standard_normal(stream);
    const double gamma = standard_gamma(stream, degrees / 2);
    return std::sqrt(degrees / 2) * numerator / std::sqrt(gamma);
}

double pareto(Twister &stream, double shape) {
    return std::exp(standard_exponential(stream) / shape) - 1;
}

double weibull(Twister &stream, double shape) {
    return shape == 0.0 ? 0.0 : std::pow(standard_exponential(stream), 1.0 / shape);
}

} // namespace adder::vecext::random
