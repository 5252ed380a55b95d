// SPDX-License-Identifier: MIT
//
// Computes the tables. NumPy's numbers depend on the last bit of every entry, so each table is computed as
// exactly as NumPy's was: the normal one in steps that are rounded to double, with correctly rounded exp and
// log; the exponential one in twice the precision of double, and its single precision from nine decimal
// digits. tests/vecext/differential/random_numbers.py draws enough numbers to notice a wrong bit.
#include "vecext/random_tables.hpp"

#include <charconv>
#include <cmath>

namespace adder::vecext::random {
namespace {

// ---- numbers of about 106 bits: the unevaluated sum of two doubles

struct Pair {
    double high;
    double low;
};

Pair normalized(double high, double low) {
    const double sum = high + low;
    return {sum, low - (sum - high)};
}

Pair operator+(Pair a, Pair b) {
    const double sum = a.high + b.high;
    const double shifted = sum - a.high;
    const double error = (a.high - (sum - shifted)) + (b.high - shifted);
    return normalized(sum, error + a.low + b.low);
}

Pair operator-(Pair a) {
    return {-a.high, -a.low};
}

Pair operator*(Pair a, Pair b) {
    const double product = a.high * b.high;
    const double error = std::fma(a.high, b.high, -product);
    return normalized(product, error + (a.high * b.low + a.low * b.high));
}

Pair operator/(Pair a, Pair b) {
    const double first = a.high / b.high;
    const Pair rest = a + -(Pair{first, 0} * b);
    const double second = rest.high / b.high;
    const Pair last = rest + -(Pair{second, 0} * b);
    return normalized(first, second) + Pair{last.high / b.high, 0};
}

// For |x| < 40: the series of x / 512, squared nine times.
Pair exp(Pair x) {
    const Pair small = {std::ldexp(x.high, -9), std::ldexp(x.low, -9)};
    Pair sum = {1, 0};
    for (int i = 16; i >= 1; --i) sum = Pair{1, 0} + small * sum / Pair{double(i), 0};
    for (int i = 0; i < 9; ++i) sum = sum * sum;
    return sum;
}

// One step of Newton's method from the logarithm in double, which doubles the number of right digits.
Pair log(Pair y) {
    const Pair guess = {std::log(y.high), 0};
    return guess + (y * exp(-guess) + Pair{-1, 0});
}

// ---- entries

double round_to_double(Pair value) {
    return value.high + value.low;
}

double floor_to_double(Pair value) {
    const double whole = std::floor(value.high);
    return whole == value.high && value.low < 0 ? whole - 1 : whole;
}

float round_to_nine_digits(double value) {
    char text[32];
    const auto written = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific, 8);
    float result = 0;
    std::from_chars(text, written.ptr, result);
    return result;
}

std::uint32_t narrow_inner(double ratio) {
    return static_cast<std::uint32_t>(std::nearbyint(ratio * 0x1p23));
}

double rounded_exp(double x) {
    return static_cast<double>(std::exp(static_cast<long double>(x)));
}

double rounded_log(double x) {
    return static_cast<double>(std::log(static_cast<long double>(x)));
}

// The density at an edge. That of layer 38 lies half a unit less 0.002 above a double, and the C library that
// NumPy's table was made with rounded it up; all edges above follow from it.
double normal_height(int layer, double edge) {
    const double height = rounded_exp(-0.5 * edge * edge);
    return layer == 38 ? std::nextafter(height, 1.0) : height;
}

Ziggurat make_normal() {
    constexpr double area = 0.004928673233974652;
    Ziggurat table = {};
    double edge[layers];
    double(&height)[layers] = table.wide.height;
    edge[layers - 1] = normal_tail;
    for (int i = layers - 1; i > 0; --i) {
        height[i] = normal_height(i, edge[i]);
        if (i > 1) edge[i - 1] = std::sqrt(-2 * rounded_log(area / edge[i] + height[i]));
    }
    edge[0] = area / height[layers - 1];
    height[0] = 1;
    for (int i = 0; i < layers; ++i) {
        const double ratio = i == 0 ? normal_tail / edge[0] : i == 1 ? 0 : edge[i - 1] / edge[i];
        table.wide.unit[i] = edge[i] / 0x1p52;
        table.wide.inner[i] = static_cast<std::uint64_t>(std::nearbyint(ratio * 0x1p52));
        table.narrow.unit[i] = static_cast<float>(edge[i] / 0x1p23);
        table.narrow.height[i] = static_cast<float>(height[i]);
        table.narrow.inner[i] = narrow_inner(ratio);
    }
    return table;
}

Ziggurat make_exponential() {
    constexpr Pair tail = {exponential_tail, -3.6248703662396074e-16};
    const Pair lowest = exp(-tail);
    const Pair area = (tail + Pair{1, 0}) * lowest;
    Pair edge[layers];
    Pair height[layers];
    edge[layers - 1] = tail;
    for (int i = layers - 1; i > 0; --i) {
        height[i] = exp(-edge[i]);
        if (i > 1) edge[i - 1] = -log(area / edge[i] + height[i]);
    }
    edge[0] = area / lowest;
    height[0] = {1, 0};
    Ziggurat table = {};
    for (int i = 0; i < layers; ++i) {
        const Pair ratio = i == 0 ? tail / edge[0] : i == 1 ? Pair{0, 0} : edge[i - 1] / edge[i];
        table.wide.unit[i] = round_to_double(edge[i]) / 0x1p53;
        table.wide.height[i] = round_to_double(height[i]);
        // Twice a whole number of 52 bits, though 53 are drawn.
        const Pair scaled = {ratio.high * 0x1p52, ratio.low * 0x1p52};
        table.wide.inner[i] = 2 * static_cast<std::uint64_t>(floor_to_double(scaled));
        table.narrow.unit[i] = round_to_nine_digits(round_to_double(edge[i]) / 0x1p23);
        table.narrow.height[i] = round_to_nine_digits(table.wide.height[i]);
        table.narrow.inner[i] = narrow_inner(round_to_double(ratio));
    }
    return table;
}

LogFactorials make_log_factorials() {
    LogFactorials table = {};
    Pair sum = {0, 0};
    for (int i = 2; i < 126; ++i) {
        sum = sum + log(Pair{double(i), 0});
        table.value[i] = round_to_double(sum);
    }
    return table;
}

} // namespace

const Ziggurat normal_ziggurat = make_normal();
const Ziggurat exponential_ziggurat = make_exponential();
const LogFactorials log_factorials = make_log_factorials();

} // namespace adder::vecext::random
