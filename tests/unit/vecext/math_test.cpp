// SPDX-License-Identifier: MIT
// The elementary functions of every SIMD level, in both float types, against long double: stated error bounds
// over wide ranges, and C99's special values, zeros and signs included. VECEXT_SHOW_ERRORS=1 prints
// the largest error of each.
#include "vecext/kernels.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace adder::vecext {
namespace {

std::vector<const KernelTable *> usable_tables() {
    std::vector<const KernelTable *> tables{&kernels_scalar};
#if defined(__x86_64__)
    tables.push_back(&kernels_sse2);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) tables.push_back(&kernels_avx2);
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl")) {
        tables.push_back(&kernels_avx512);
    }
#elif defined(__aarch64__)
    tables.push_back(&kernels_neon64);
#endif
    return tables;
}

template <class T> constexpr DType dtype_of_test = sizeof(T) == 8 ? DType::Float64 : DType::Float32;

using Exact1 = long double (*)(long double);
using Exact2 = long double (*)(long double, long double);

// The error bound holds for arguments from low to high, uniform and with uniform exponents alike.
struct Unary {
    const char *name;
    Operation operation;
    Exact1 exact;
    double low, high; // of float64
    float float_low, float_high;
    double bound; // in units in the last place
};

constexpr Unary unary_functions[] = {
    {"exp", Operation::Exp, expl, -708, 709, -87, 88, 1.1},
    {"exp2", Operation::Exp2, exp2l, -1021, 1023.9, -125, 127.9f, 1.2},
    {"expm1", Operation::Expm1, expm1l, -40, 709, -20, 88, 2.5},
    {"log", Operation::Log, logl, 1e-300, 1e300, 1e-37f, 1e37f, 1.1},
    {"log near 1", Operation::Log, logl, 0.3, 3, 0.3f, 3, 1.1},
    {"log2 near 1", Operation::Log2, log2l, 0.3, 3, 0.3f, 3, 2.5},
    {"log10 near 1", Operation::Log10, log10l, 0.3, 3, 0.3f, 3, 2.5},
    {"log2", Operation::Log2, log2l, 1e-300, 1e300, 1e-37f, 1e37f, 2.5},
    {"log10", Operation::Log10, log10l, 1e-300, 1e300, 1e-37f, 1e37f, 2.5},
    {"log1p", Operation::Log1p, log1pl, -0.999, 1e6, -0.999f, 1e6f, 1.5},
    {"sin", Operation::Sin, sinl, -10, 10, -10, 10, 1.5},
    {"sin of large angles", Operation::Sin, sinl, -1e6, 1e6, -6e3f, 6e3f, 1.5},
    {"sin of huge angles", Operation::Sin, sinl, 1e15, 1e16, 1e15f, 1e16f, 1.5},
    {"cos", Operation::Cos, cosl, -10, 10, -10, 10, 1.5},
    {"cos of large angles", Operation::Cos, cosl, -1e6, 1e6, -6e3f, 6e3f, 1.5},
    {"tan", Operation::Tan, tanl, -10, 10, -10, 10, 3.2},
    {"tan of large angles", Operation::Tan, tanl, -1e5, 1e5, -6e3f, 6e3f, 3.2},
    {"arcsin", Operation::Arcsin, asinl, -1, 1, -1, 1, 2.2},
    {"arccos", Operation::Arccos, acosl, -1, 1, -1, 1, 2.2},
    {"arctan", Operation::Arctan, atanl, -50, 50, -50, 50, 2.2},
    {"sinh", Operation::Sinh, sinhl, -710, 710, -88, 88, 2.5},
    {"cosh", Operation::Cosh, coshl, -710, 710, -88, 88, 2.5},
    {"tanh", Operation::Tanh, tanhl, -25, 25, -12, 12, 3.5},
    {"arcsinh", Operation::Arcsinh, asinhl, -1e200, 1e200, -1e30f, 1e30f, 2.5},
    {"arcsinh near 0", Operation::Arcsinh, asinhl, -10, 10, -10, 10, 2.5},
    {"arccosh near 1", Operation::Arccosh, acoshl, 1, 10, 1, 10, 2.5},
    {"arccosh", Operation::Arccosh, acoshl, 1, 1e200, 1, 1e30f, 2.5},
    {"arctanh", Operation::Arctanh, atanhl, -1, 1, -1, 1, 2.5},
    {"cbrt", Operation::Cbrt, cbrtl, -1e300, 1e300, -1e37f, 1e37f, 1.5},
};

struct Binary {
    const char *name;
    Operation operation;
    Exact2 exact;
    double low[2], high[2];
    double bound;
};

constexpr Binary binary_functions[] = {
    {"power", Operation::Power, powl, {1e-2, -15}, {1e2, 15}, 1.5},
    {"power near 1", Operation::Power, powl, {0.9, -300}, {1.1, 300}, 1.5},
    {"power of negative", Operation::Power, powl, {-3, 3}, {-1, 3}, 1.5},
    {"arctan2", Operation::Arctan2, atan2l, {-10, -10}, {10, 10}, 2.5},
    {"hypot", Operation::Hypot, hypotl, {-1e10, -1e10}, {1e10, 1e10}, 1.2},
};

class MathKernels : public testing::TestWithParam<const KernelTable *> {
  protected:
    template <class T>
    static std::vector<T> apply(Operation operation, const std::vector<T> &x, const std::vector<T> &y) {
        std::vector<T> out(x.size());
        const Kernel kernel = GetParam()->of(dtype_of_test<T>).loops[static_cast<int>(operation)];
        const auto operand = [](const std::vector<T> &values) {
            return Operand{reinterpret_cast<const char *>(values.data()), sizeof(T)};
        };
        kernel({{operand(x), operand(y), {}},
                reinterpret_cast<char *>(out.data()),
                sizeof(T),
                static_cast<std::ptrdiff_t>(x.size())});
        return out;
    }
};

// Half of the arguments are uniform, half have a uniform exponent.
template <class T> std::vector<T> arguments_between(T low, T high, unsigned seed) {
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<T> result(20003);
    for (std::size_t i = 0; i < result.size(); ++i) {
        T value = static_cast<T>(low + (high - low) * uniform(random));
        if (i % 2 == 1)
            value = std::ldexp(value, -static_cast<int>(uniform(random) * (sizeof(T) == 8 ? 70 : 30)));
        result[i] = std::min(std::max(value, low), high);
    }
    return result;
}

template <class T> double error_in_units(T result, long double wanted) {
    const T size = static_cast<T>(std::fabs(wanted));
    if (std::isinf(size) || size == 0) return result == static_cast<T>(wanted) ? 0 : INFINITY;
    const long double unit =
        static_cast<long double>(std::nextafter(size, std::numeric_limits<T>::infinity())) - size;
    return static_cast<double>(std::fabs(result - wanted) / unit);
}

template <class T> struct Worst {
    double error = 0;
    T x = 0, y = 0, result = 0;

    void take(T value, long double wanted, T first, T second) {
        const double here = error_in_units(value, wanted);
        if (here > error || here != here) *this = {here, first, second, value};
    }
    void expect(const char *name, double bound) const {
        if (std::getenv("VECEXT_SHOW_ERRORS")) std::printf("%s %.3f\n", name, error);
        EXPECT_LE(error, bound) << name << " of " << std::hexfloat << x << ", " << y << " gave " << result;
    }
};

template <class T, class Apply> void check_unary(const Unary &function, Apply apply) {
    const bool is_double = sizeof(T) == 8;
    const T low = is_double ? static_cast<T>(function.low) : static_cast<T>(function.float_low);
    const T high = is_double ? static_cast<T>(function.high) : static_cast<T>(function.float_high);
    const std::vector<T> x = arguments_between<T>(low, high, 1), result = apply(function.operation, x, x);
    Worst<T> worst;
    for (std::size_t i = 0; i < x.size(); ++i) worst.take(result[i], function.exact(x[i]), x[i], 0);
    worst.expect(function.name, function.bound);
}

TEST_P(MathKernels, StayWithinTheirErrorBounds) {
    for (const Unary &function : unary_functions) {
        check_unary<double>(function, apply<double>);
        check_unary<float>(function, apply<float>);
    }
}

template <class T, class Apply> void check_binary(const Binary &function, Apply apply) {
    std::vector<T> x = arguments_between<T>(T(function.low[0]), T(function.high[0]), 1);
    std::vector<T> y = arguments_between<T>(T(function.low[1]), T(function.high[1]), 2);
    const std::vector<T> result = apply(function.operation, x, y);
    Worst<T> worst;
    for (std::size_t i = 0; i < x.size(); ++i) worst.take(result[i], function.exact(x[i], y[i]), x[i], y[i]);
    worst.expect(function.name, function.bound);
}

TEST_P(MathKernels, OfTwoArgumentsStayWithinTheirErrorBounds) {
    for (const Binary &function : binary_functions) {
        check_binary<double>(function, apply<double>);
        check_binary<float>(function, apply<float>);
    }
}

// Zeros, infinities, nan, the ends of the ranges, subnormal numbers.
template <class T> std::vector<T> special_values() {
    using Limits = std::numeric_limits<T>;
    std::vector<T> values;
    for (const T size : {T(0),
                         Limits::denorm_min(),
                         Limits::min() / 8,
                         Limits::min(),
                         Limits::epsilon(),
                         T(0.25),
                         T(0.5),
                         T(1),
                         std::nextafter(T(1), T(2)),
                         T(1.5),
                         T(2),
                         T(3),
                         T(10),
                         T(60),
                         T(89),
                         T(105),
                         T(128),
                         T(150),
                         T(709.5),
                         T(710.4),
                         T(720),
                         T(746),
                         T(1024),
                         T(1075),
                         T(1e5),
                         T(1e10),
                         T(1e18),
                         Limits::max() / 8,
                         Limits::max(),
                         Limits::infinity(),
                         Limits::quiet_NaN()}) {
        values.push_back(size);
        values.push_back(-size);
    }
    return values;
}

// Nan is nan, zeros have their sign, infinities are the same, and other numbers are near.
template <class T> bool is_alike(T result, long double wanted) {
    if (std::isnan(wanted)) return std::isnan(result);
    const T rounded = static_cast<T>(wanted);
    if (rounded == 0 || std::isinf(rounded)) {
        const bool is_at_edge = std::fabs(result) <= std::numeric_limits<T>::denorm_min() ||
                                std::fabs(result) >= std::numeric_limits<T>::max();
        return std::signbit(result) == std::signbit(rounded) &&
               (result == rounded || (is_at_edge && wanted != 0 && !std::isinf(wanted)));
    }
    return error_in_units(result, wanted) < 4;
}

template <class T, class Apply> void check_unary_specials(const Unary &function, Apply apply) {
    const std::vector<T> x = special_values<T>(), result = apply(function.operation, x, x);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const long double wanted = function.exact(x[i]);
        EXPECT_TRUE(is_alike(result[i], wanted))
            << function.name << sizeof(T) << " of " << x[i] << " gave " << result[i] << ", not " << wanted;
    }
}

TEST_P(MathKernels, KnowTheSpecialValues) {
    for (const Unary &function : unary_functions) {
        check_unary_specials<double>(function, apply<double>);
        check_unary_specials<float>(function, apply<float>);
    }
}

template <class T, class Apply> void check_binary_specials(const Binary &function, Apply apply) {
    const std::vector<T> values = special_values<T>();
    std::vector<T> x, y;
    for (const T first : values) {
        for (const T second : values) {
            x.push_back(first);
            y.push_back(second);
        }
    }
    const std::vector<T> result = apply(function.operation, x, y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const long double wanted = function.exact(x[i], y[i]);
        EXPECT_TRUE(is_alike(result[i], wanted)) << function.name << sizeof(T) << " of " << x[i] << ", "
                                                 << y[i] << " gave " << result[i] << ", not " << wanted;
    }
}

TEST_P(MathKernels, OfTwoArgumentsKnowTheSpecialValues) {
    for (const Binary &function : binary_functions) {
        check_binary_specials<double>(function, apply<double>);
        check_binary_specials<float>(function, apply<float>);
    }
}

TEST_P(MathKernels, AreExactWhereTheResultIsWhole) {
    std::vector<double> x, powers;
    for (int n = 0; n <= 22; ++n) x.push_back(std::pow(10.0, n)), powers.push_back(n);
    EXPECT_EQ(apply<double>(Operation::Log10, x, x), powers);
    x.clear(), powers.clear();
    for (int n = -1022; n <= 1023; ++n) powers.push_back(std::ldexp(1.0, n)), x.push_back(n);
    EXPECT_EQ(apply<double>(Operation::Log2, powers, powers), x);
    EXPECT_EQ(apply<double>(Operation::Exp2, x, x), powers);
    std::vector<double> roots, cubes;
    for (int n = -200; n <= 200; ++n) roots.push_back(n), cubes.push_back(double(n) * n * n);
    EXPECT_EQ(apply<double>(Operation::Cbrt, cubes, cubes), roots);
    std::vector<double> base, exponent, wanted;
    for (int n = -12; n <= 12; ++n) {
        for (int m = 0; m <= 14; ++m) {
            base.push_back(n), exponent.push_back(m);
            wanted.push_back(static_cast<double>(powl(n, m)));
        }
    }
    EXPECT_EQ(apply<double>(Operation::Power, base, exponent), wanted);
}

template <class T> T python_remainder(T x, T y) {
    const T rest = std::fmod(x, y);
    if (std::isnan(rest) || y == 0) return rest;
    if (rest == 0) return std::copysign(T(0), y);
    return (rest < 0) != (y < 0) ? rest + y : rest;
}
template <class T> T python_floor_divide(T x, T y) {
    if (y == 0) return x / y;
    const T rest = std::fmod(x, y);
    T quotient = (x - rest) / y;
    if (rest != 0 && (y < 0) != (rest < 0)) quotient -= 1;
    if (quotient == 0) return std::copysign(T(0), x / y);
    const T whole = std::floor(quotient);
    return quotient - whole > T(0.5) ? whole + 1 : whole;
}
template <class T> bool is_same(T a, T b) {
    return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b);
}

template <class T, class Apply> void check_division(Apply apply) {
    std::vector<T> x = arguments_between<T>(-1000, 1000, 3), y = arguments_between<T>(-100, 100, 4);
    for (int i = 0; i < 4000; ++i) x[i] = std::round(x[i]), y[i] = std::round(y[i]); // many without a rest
    for (int i = 4000; i < 6000; ++i) x[i] = y[i] * std::round(x[i]);
    for (const T first : special_values<T>()) {
        for (const T second : special_values<T>()) x.push_back(first), y.push_back(second);
    }
    const std::vector<T> rest = apply(Operation::Remainder, x, y),
                         quotient = apply(Operation::FloorDivide, x, y);
    for (std::size_t i = 0; i < x.size(); ++i) {
        EXPECT_TRUE(is_same(rest[i], python_remainder(x[i], y[i])))
            << x[i] << " % " << y[i] << " gave " << rest[i];
        EXPECT_TRUE(is_same(quotient[i], python_floor_divide(x[i], y[i])))
            << x[i] << " // " << y[i] << " gave " << quotient[i];
    }
}

TEST_P(MathKernels, DivideExactly) {
    check_division<double>(apply<double>);
    check_division<float>(apply<float>);
}

// An element's result is the same in a full vector, in a tail and beside a rare argument.
TEST_P(MathKernels, DoNotDependOnNeighbours) {
    for (const Unary &function : unary_functions) {
        const std::vector<double> x = arguments_between<double>(function.low, function.high, 5);
        const std::vector<double> all = apply<double>(function.operation, x, x);
        for (std::size_t i = 0; i < 300; ++i) {
            const std::vector<double> few{x[i], NAN, x[i], INFINITY}, one{x[i]};
            const std::vector<double> mixed = apply<double>(function.operation, few, few);
            ASSERT_TRUE(is_same(apply<double>(function.operation, one, one)[0], all[i])) << function.name;
            ASSERT_TRUE(is_same(mixed[0], all[i])) << function.name << x[i];
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Levels, MathKernels, testing::ValuesIn(usable_tables()),
                         [](const auto &parameter) { return std::string(parameter.param->level); });

} // namespace

} // namespace adder::vecext
