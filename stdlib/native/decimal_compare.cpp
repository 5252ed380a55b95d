// SPDX-License-Identifier: MIT
//
// Order and classes of decimal numbers: by value, by the total order that tells representations apart, and
// the least and greatest of two.
#include "decimal_arithmetic.hpp"

#include <tuple>

namespace adder::stdlib::decimal {
namespace {

// The order of the magnitudes of finite numbers.
int order_of_magnitudes(const Number &a, const Number &b) {
    if (a.coefficient.is_zero() || b.coefficient.is_zero())
        return (b.coefficient.is_zero() ? 1 : 0) - (a.coefficient.is_zero() ? 1 : 0);
    const int64_t a_adjusted = a.adjusted();
    const int64_t b_adjusted = b.adjusted();
    if (a_adjusted != b_adjusted) return a_adjusted < b_adjusted ? -1 : 1;
    if (a.exponent == b.exponent) return mpz_cmp(a.coefficient, b.coefficient);
    // Equal first digits: the exponents differ by no more than the lengths of the coefficients.
    Limits unused;
    Integer aligned = a.exponent > b.exponent ? a.coefficient : b.coefficient;
    if (a.exponent > b.exponent) {
        shift_left(aligned, a.exponent - b.exponent, unused);
        return mpz_cmp(aligned, b.coefficient);
    }
    shift_left(aligned, b.exponent - a.exponent, unused);
    return mpz_cmp(a.coefficient, aligned);
}

int sign_of(int number) {
    return (number > 0) - (number < 0);
}

// Place among the kinds in the total order of positive numbers.
int rank(const Number &a) {
    switch (a.kind) {
    case Kind::Finite: return 0;
    case Kind::Infinity: return 1;
    case Kind::SignalingNan: return 2;
    case Kind::QuietNan: return 3;
    }
    return 0;
}

int total_order_of_magnitudes(const Number &a, const Number &b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b) ? -1 : 1;
    if (a.is_infinite()) return 0;
    if (a.is_nan()) return sign_of(mpz_cmp(a.coefficient, b.coefficient));
    if (const int result = sign_of(order_of_magnitudes(a, b)); result != 0) return result;
    return a.exponent == b.exponent ? 0 : a.exponent < b.exponent ? -1 : 1;
}

Number magnitude(const Number &a) {
    Number result = a;
    result.negative = false;
    return result;
}

// The operand that `direction` (1 greatest, -1 least) asks for; representations decide between equal ones.
Number choose(const Number &a, const Number &b, int direction, bool by_magnitude, Limits &limits) {
    Number result;
    if (a.kind == Kind::QuietNan && !b.is_nan()) {
        result = b;
    } else if (b.kind == Kind::QuietNan && !a.is_nan()) {
        result = a;
    } else if (propagate_nan(result, a, b, limits)) {
        return result;
    } else {
        int comparison = by_magnitude ? order(magnitude(a), magnitude(b)) : order(a, b);
        if (comparison == 0) comparison = total_order(a, b);
        result = comparison * direction >= 0 ? a : b;
    }
    finish(result, limits);
    return result;
}

} // namespace

int order(const Number &a, const Number &b) {
    if (a.is_zero() && b.is_zero()) return 0;
    const bool a_negative = a.negative && !a.is_zero();
    const bool b_negative = b.negative && !b.is_zero();
    if (a.is_zero()) return -b.sign();
    if (b.is_zero()) return a.sign();
    if (a_negative != b_negative) return a_negative ? -1 : 1;
    if (a.is_infinite() || b.is_infinite())
        return a.sign() * ((a.is_infinite() ? 1 : 0) - (b.is_infinite() ? 1 : 0));
    return a.sign() * sign_of(order_of_magnitudes(a, b));
}

int total_order(const Number &a, const Number &b) {
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    return a.sign() * total_order_of_magnitudes(a, b);
}

Number compare(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    const int comparison = order(a, b);
    return make_number(comparison < 0, comparison == 0 ? 0 : 1, 0);
}

Number compare_signal(const Number &a, const Number &b, Limits &limits) {
    if (a.is_nan() || b.is_nan()) limits.status |= invalid_operation;
    return compare(a, b, limits);
}

Number compare_total(const Number &a, const Number &b, Limits &) {
    const int comparison = total_order(a, b);
    return make_number(comparison < 0, comparison == 0 ? 0 : 1, 0);
}

Number compare_total_magnitude(const Number &a, const Number &b, Limits &limits) {
    return compare_total(magnitude(a), magnitude(b), limits);
}

Number maximum(const Number &a, const Number &b, Limits &limits) {
    return choose(a, b, 1, false, limits);
}
Number minimum(const Number &a, const Number &b, Limits &limits) {
    return choose(a, b, -1, false, limits);
}
Number maximum_magnitude(const Number &a, const Number &b, Limits &limits) {
    return choose(a, b, 1, true, limits);
}
Number minimum_magnitude(const Number &a, const Number &b, Limits &limits) {
    return choose(a, b, -1, true, limits);
}

bool same_quantum(const Number &a, const Number &b) {
    if (a.is_nan() || b.is_nan()) return a.is_nan() && b.is_nan();
    if (a.is_infinite() || b.is_infinite()) return a.is_infinite() && b.is_infinite();
    return a.exponent == b.exponent;
}

bool is_normal(const Number &a, const Limits &limits) {
    return a.is_finite() && !a.is_zero() && a.adjusted() >= limits.least_exponent;
}

bool is_subnormal(const Number &a, const Limits &limits) {
    return a.is_finite() && !a.is_zero() && a.adjusted() < limits.least_exponent;
}

const char *number_class(const Number &a, const Limits &limits) {
    if (a.kind == Kind::QuietNan) return "NaN";
    if (a.kind == Kind::SignalingNan) return "sNaN";
    if (a.is_infinite()) return a.negative ? "-Infinity" : "+Infinity";
    if (a.is_zero()) return a.negative ? "-Zero" : "+Zero";
    if (is_subnormal(a, limits)) return a.negative ? "-Subnormal" : "+Subnormal";
    return a.negative ? "-Normal" : "+Normal";
}

} // namespace adder::stdlib::decimal
