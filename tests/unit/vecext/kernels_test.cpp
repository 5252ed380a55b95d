// SPDX-License-Identifier: MIT
// The kernels of every SIMD level against plain loops and against long double, at all lengths and strides.
#include "vecext/kernels.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
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

class Kernels : public testing::TestWithParam<const KernelTable *> {
  protected:
    static Kernel kernel(Operation operation, DType dtype) {
        return GetParam()->of(dtype).loops[static_cast<int>(operation)];
    }
};

template <class T> Operand operand(const std::vector<T> &values, std::ptrdiff_t step) {
    return {reinterpret_cast<const char *>(values.data()), step * std::ptrdiff_t(sizeof(T))};
}

TEST_P(Kernels, AddsAtEveryLengthAndStride) {
    std::vector<double> left(700), right(700);
    for (int i = 0; i < 700; ++i) left[i] = i, right[i] = 1000 * i;
    for (std::ptrdiff_t count = 1; count < 300; ++count) {
        for (std::ptrdiff_t steps : {0, 1, 2}) {
            std::vector<double> out(700, -1.0);
            adder::vecext::Run run{{operand(left, 1), operand(right, steps), {}},
                                   reinterpret_cast<char *>(out.data()),
                                   16,
                                   count};
            kernel(Operation::Add, DType::Float64)(run);
            for (std::ptrdiff_t i = 0; i < count; ++i) ASSERT_EQ(out[2 * i], left[i] + right[steps * i]);
            ASSERT_EQ(out[2 * count], -1.0);
            ASSERT_EQ(out[1], -1.0);
        }
    }
}

TEST_P(Kernels, WritesNothingBehindTheEnd) {
    for (std::ptrdiff_t count = 1; count < 150; ++count) {
        std::vector<float> in(200, 2.0f), out(200, -1.0f);
        adder::vecext::Run run{{operand(in, 1), {}, {}}, reinterpret_cast<char *>(out.data()), 4, count};
        kernel(Operation::Sin, DType::Float32)(run);
        ASSERT_EQ(out[count], -1.0f);
        ASSERT_NE(out[count - 1], -1.0f);
    }
}

TEST_P(Kernels, ComparesNanAsUnequal) {
    const std::vector<float> values(33, NAN);
    for (Operation operation :
         {Operation::Equal, Operation::Less, Operation::GreaterEqual, Operation::NotEqual}) {
        std::vector<unsigned char> out(33, 7);
        adder::vecext::Run run{
            {operand(values, 1), operand(values, 1), {}}, reinterpret_cast<char *>(out.data()), 1, 33};
        kernel(operation, DType::Float32)(run);
        for (unsigned char truth : out) ASSERT_EQ(truth, operation == Operation::NotEqual);
    }
}

TEST_P(Kernels, SumsPairwise) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (std::ptrdiff_t count : {1, 7, 8, 63, 1000, 4096, 100003}) {
        std::vector<double> values(static_cast<std::size_t>(2 * count));
        for (double &value : values) value = uniform(random);
        for (std::ptrdiff_t step : {1, 2}) {
            long double exact = 0;
            for (std::ptrdiff_t i = 0; i < count; ++i) exact += values[static_cast<std::size_t>(i * step)];
            double sum = 0;
            adder::vecext::Run run{{operand(values, step), {}, {}}, reinterpret_cast<char *>(&sum), 0, count};
            kernel(Operation::Sum, DType::Float64)(run);
            EXPECT_NEAR(sum, static_cast<double>(exact), 1e-15 * static_cast<double>(exact) * 8);
        }
    }
}

// The largest error in units in the last place over random arguments.
double worst_error(Kernel kernel, long double (*exact)(long double), double low, double high) {
    std::mt19937_64 random(2);
    std::uniform_real_distribution<double> uniform(low, high);
    std::vector<double> in(50001), out(50001);
    for (double &value : in) value = uniform(random);
    kernel({{operand(in, 1), {}, {}}, reinterpret_cast<char *>(out.data()), 8, std::ptrdiff_t(in.size())});
    double worst = 0;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const long double wanted = exact(in[i]);
        const double size = std::fabs(static_cast<double>(wanted));
        const double unit = std::nextafter(size, INFINITY) - size;
        worst = std::max(worst, static_cast<double>(std::fabs(out[i] - wanted)) / unit);
    }
    return worst;
}

TEST_P(Kernels, AreAccurate) {
    const auto of = [](Operation operation) { return kernel(operation, DType::Float64); };
    EXPECT_LT(worst_error(of(Operation::Exp), expl, -708, 709), 1.1);
    EXPECT_LT(worst_error(of(Operation::Log), logl, 1e-3, 1e3), 1.0);
    EXPECT_LT(worst_error(of(Operation::Sin), sinl, -10, 10), 1.5);
    EXPECT_LT(worst_error(of(Operation::Sin), sinl, -1e6, 1e6), 1.5);
    EXPECT_LT(worst_error(of(Operation::Sin), sinl, 1e15, 1e16), 1.0); // the C library's
    EXPECT_LT(worst_error(of(Operation::Cos), cosl, -1e5, 1e5), 1.5);
    EXPECT_LT(worst_error(of(Operation::Tan), tanl, -1e5, 1e5), 4.0);
}

INSTANTIATE_TEST_SUITE_P(Levels, Kernels, testing::ValuesIn(usable_tables()),
                         [](const auto &parameter) { return std::string(parameter.param->level); });

} // namespace

} // namespace adder::vecext
