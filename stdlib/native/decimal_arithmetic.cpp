// SPDX-License-Identifier: MIT
//
// Sums and products. A product is exact before it is rounded. A sum aligns the operands at the smaller
// exponent; one that is too small to be seen in the result but for its sign is replaced by a single digit
// behind the last place that counts, so that no sum is longer than its operands and the precision together.
#include "decimal_arithmetic.hpp"

#include <algorithm>

namespace adder::stdlib::decimal {
namespace {

// The sum of two finite numbers in limits.rounding's sign for zero, not yet rounded.
Number exact_sum(const Number &a, const Number &b, Limits &limits) {
    const Number *high = &a;
    const Number *low = &b;
    if (high->exponent < low->exponent) std::swap(high, low);
    Number tiny;
    if (high->exponent != low->exponent && !high->coefficient.is_zero()) {
        const int64_t digits = high->digit_count();
        const int64_t last = high->exponent - 1 - std::max<int64_t>(0, limits.precision + 1 - digits);
        if (low->adjusted() < last) {
            tiny = make_number(low->negative, low->coefficient.is_zero() ? 0 : 1, last);
            // A zero still decides the exponent, as far as there is room for digits.
            low = &tiny;
        }
    }
    Number result;
    result.exponent = low->exponent;
    Integer high_part = high->coefficient;
    shift_left(high_part, high->exponent - low->exponent, limits);
    if (high->negative == low->negative) {
        mpz_add(result.coefficient, high_part, low->coefficient);
        result.negative = high->negative;
        return result;
    }
    mpz_sub(result.coefficient, high_part, low->coefficient);
    const int sign = result.coefficient.sign();
    mpz_abs(result.coefficient, result.coefficient);
    if (sign == 0)
        result.negative = limits.rounding == Rounding::Floor;
    else
        result.negative = sign > 0 ? high->negative : low->negative;
    return result;
}

Number sum(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    if (a.is_infinite() || b.is_infinite()) {
        if (a.is_infinite() && b.is_infinite() && a.negative != b.negative) return make_invalid(limits);
        return make_infinity(a.is_infinite() ? a.negative : b.negative);
    }
    result = exact_sum(a, b, limits);
    finish(result, limits);
    return result;
}

Number exact_product(const Number &a, const Number &b, Limits &limits) {
    const bool negative = a.negative != b.negative;
    if (a.is_infinite() || b.is_infinite())
        return a.is_zero() || b.is_zero() ? make_invalid(limits) : make_infinity(negative);
    Number result;
    result.negative = negative;
    result.exponent = a.exponent + b.exponent;
    mpz_mul(result.coefficient, a.coefficient, b.coefficient);
    return result;
}

Number with_sign(const Number &a, bool negative, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    result = a;
    // Zero as an operand of a sum with zero: only rounding to the floor leaves it negative.
    result.negative = a.is_zero() ? limits.rounding == Rounding::Floor && negative : negative;
    finish(result, limits);
    return result;
}

} // namespace

Number add(const Number &a, const Number &b, Limits &limits) {
    return sum(a, b, limits);
}

Number subtract(const Number &a, const Number &b, Limits &limits) {
    if (b.is_nan()) return sum(a, b, limits);
    Number negated = b;
    negated.negative = !b.negative;
    return sum(a, negated, limits);
}

Number multiply(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    result = exact_product(a, b, limits);
    finish(result, limits);
    return result;
}

Number fma(const Number &a, const Number &b, const Number &c, Limits &limits) {
    Number product;
    if (!propagate_nan(product, a, b, limits)) product = exact_product(a, b, limits);
    return sum(product, c, limits);
}

Number plus(const Number &a, Limits &limits) {
    return with_sign(a, a.negative, limits);
}

Number minus(const Number &a, Limits &limits) {
    return with_sign(a, !a.negative, limits);
}

Number absolute(const Number &a, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    result = a;
    result.negative = false;
    finish(result, limits);
    return result;
}

} // namespace adder::stdlib::decimal
