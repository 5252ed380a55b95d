// SPDX-License-Identifier: MIT
//
// Quotients, remainders and square roots. A quotient that is not exact is computed with a digit more than the
// precision; that digit is made neither 0 nor 5, so that rounding sees that something follows.
#include "decimal_arithmetic.hpp"

#include <algorithm>

namespace adder::stdlib::decimal {
namespace {

// Marks that digits follow which were cut off.
void make_sticky(Integer &coefficient) {
    if (mpz_divisible_ui_p(coefficient, 5) != 0) mpz_add_ui(coefficient, coefficient, 1);
}

// The most places that the quotient of coprime numbers can have behind the point when it ends at all.
int64_t most_places(const Integer &divisor) {
    Integer odd;
    const auto twos = static_cast<int64_t>(mpz_remove(odd, divisor, Integer(2)));
    const auto fives = static_cast<int64_t>(mpz_remove(odd, odd, Integer(5)));
    return std::max(twos, fives);
}

Number divide_finite(const Number &a, const Number &b, Limits &limits) {
    Number result;
    result.negative = a.negative != b.negative;
    const int64_t ideal = a.exponent - b.exponent;
    int64_t places = b.digit_count() - a.digit_count() + limits.precision + 1;
    // A huge precision is no reason for a long quotient if a short one is exact.
    if (places > 1000) places = std::min(places, std::max<int64_t>(most_places(b.coefficient), 0));
    const auto quotient = [&](int64_t shift) {
        Integer dividend = a.coefficient;
        Integer divisor = b.coefficient;
        shift_left(dividend, shift, limits);
        shift_left(divisor, -shift, limits);
        Integer rest;
        mpz_tdiv_qr(result.coefficient, rest, dividend, divisor);
        result.exponent = ideal - shift;
        return rest.is_zero();
    };
    bool is_exact = quotient(places);
    const int64_t full = b.digit_count() - a.digit_count() + limits.precision + 1;
    if (!is_exact && places < full) is_exact = quotient(full);
    if ((limits.status & missing_memory) != 0) return result;
    if (is_exact)
        strip_zeros(result, ideal);
    else
        make_sticky(result.coefficient);
    finish(result, limits);
    return result;
}

Number zero_dividing(const Number &a, const Number &b, Limits &limits) {
    if (a.is_zero()) return make_invalid(limits, division_undefined);
    limits.status |= division_by_zero;
    return make_infinity(a.negative != b.negative);
}

// Quotient and rest of finite numbers, the divisor not zero. False: the quotient has too many digits.
bool divide_whole(const Number &a, const Number &b, Number &quotient, Number &rest, Limits &limits) {
    quotient = make_number(a.negative != b.negative, 0, 0);
    rest = a;
    rest.exponent = std::min(a.exponent, b.exponent);
    if (a.coefficient.is_zero()) return true;
    const int64_t distance = a.adjusted() - b.adjusted();
    if (distance > limits.precision) return false;
    if (distance < 0) {
        shift_left(rest.coefficient, a.exponent - rest.exponent, limits);
        return true;
    }
    Integer dividend = a.coefficient;
    Integer divisor = b.coefficient;
    shift_left(dividend, a.exponent - rest.exponent, limits);
    shift_left(divisor, b.exponent - rest.exponent, limits);
    mpz_tdiv_qr(quotient.coefficient, rest.coefficient, dividend, divisor);
    return quotient.digit_count() <= limits.precision;
}

// True with quotient and rest, which is not finished; false with the special case that is the result.
bool divide_for_rest(const Number &a, const Number &b, Number &quotient, Number &rest, Limits &limits) {
    if (propagate_nan(rest, a, b, limits)) return false;
    if (a.is_infinite()) {
        rest = make_invalid(limits);
    } else if (b.is_infinite()) {
        rest = a;
        finish(rest, limits);
    } else if (b.is_zero()) {
        rest = make_invalid(limits, a.is_zero() ? division_undefined : invalid_operation);
    } else if (divide_whole(a, b, quotient, rest, limits)) {
        return true;
    } else {
        rest = make_invalid(limits, division_impossible);
    }
    return false;
}

} // namespace

Number divide(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    const bool negative = a.negative != b.negative;
    if (a.is_infinite()) return b.is_infinite() ? make_invalid(limits) : make_infinity(negative);
    if (b.is_infinite()) {
        limits.status |= clamped;
        return make_number(negative, 0, limits.tiny());
    }
    if (b.is_zero()) return zero_dividing(a, b, limits);
    if (a.is_zero()) {
        result = make_number(negative, 0, a.exponent - b.exponent);
        finish(result, limits);
        return result;
    }
    return divide_finite(a, b, limits);
}

Number divide_int(const Number &a, const Number &b, Limits &limits) {
    Number quotient;
    if (propagate_nan(quotient, a, b, limits)) return quotient;
    const bool negative = a.negative != b.negative;
    if (a.is_infinite()) return b.is_infinite() ? make_invalid(limits) : make_infinity(negative);
    if (b.is_infinite()) return make_number(negative, 0, 0);
    if (b.is_zero()) return zero_dividing(a, b, limits);
    Number rest;
    if (!divide_whole(a, b, quotient, rest, limits)) return make_invalid(limits, division_impossible);
    finish(quotient, limits);
    return quotient;
}

Number remainder(const Number &a, const Number &b, Limits &limits) {
    Number quotient;
    Number rest;
    if (!divide_for_rest(a, b, quotient, rest, limits)) return rest;
    finish(rest, limits);
    return rest;
}

void divide_with_remainder(const Number &a, const Number &b, Number &quotient, Number &rest, Limits &limits) {
    if (propagate_nan(quotient, a, b, limits)) {
        rest = quotient;
        return;
    }
    const bool negative = a.negative != b.negative;
    if (a.is_infinite()) {
        quotient = b.is_infinite() ? make_invalid(limits) : make_infinity(negative);
        rest = make_invalid(limits);
    } else if (b.is_infinite()) {
        quotient = make_number(negative, 0, 0);
        rest = a;
        finish(rest, limits);
    } else if (b.is_zero()) {
        quotient = zero_dividing(a, b, limits);
        rest = a.is_zero() ? quotient : make_invalid(limits);
    } else if (divide_whole(a, b, quotient, rest, limits)) {
        finish(quotient, limits);
        finish(rest, limits);
    } else {
        quotient = rest = make_invalid(limits, division_impossible);
    }
}

Number remainder_near(const Number &a, const Number &b, Limits &limits) {
    Number quotient;
    Number rest;
    if (!divide_for_rest(a, b, quotient, rest, limits)) return rest;
    // A rest above half of the divisor goes below zero; at half the quotient has to be even.
    if (b.adjusted() - rest.adjusted() <= 1 && !rest.coefficient.is_zero()) {
        Integer divisor = b.coefficient;
        shift_left(divisor, b.exponent - rest.exponent, limits);
        Integer twice;
        mpz_mul_2exp(twice, rest.coefficient, 1);
        const int comparison = mpz_cmp(twice, divisor);
        if (comparison > 0 || (comparison == 0 && quotient.coefficient.is_odd())) {
            mpz_sub(rest.coefficient, divisor, rest.coefficient);
            rest.negative = !rest.negative;
            mpz_add_ui(quotient.coefficient, quotient.coefficient, 1);
            if (quotient.digit_count() > limits.precision) return make_invalid(limits, division_impossible);
        }
    }
    finish(rest, limits);
    return rest;
}

Number square_root(const Number &a, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    const int64_t ideal = (a.exponent - (a.exponent & 1)) / 2;
    if (a.is_zero()) {
        result = make_number(a.negative, 0, ideal);
        finish(result, limits);
        return result;
    }
    if (a.negative) return make_invalid(limits);
    if (a.is_infinite()) return a;
    const bool is_odd = (a.exponent & 1) != 0;
    const int64_t length = (a.digit_count() + (is_odd ? 2 : 1)) / 2;
    Limits unused = limits;
    const auto root = [&](int64_t places) {
        Integer square = a.coefficient;
        if (is_odd) mpz_mul_ui(square, square, 10);
        shift_left(square, 2 * places, unused);
        Remainder lost = Remainder::Zero;
        if (places < 0) lost = shift_right(square, -2 * places);
        Integer rest;
        mpz_sqrtrem(result.coefficient, rest, square);
        result.exponent = ideal - places;
        return lost == Remainder::Zero && rest.is_zero();
    };
    // The exact root, if there is one, has no more digits than the number.
    const int64_t full = limits.precision + 1 - length;
    bool is_exact = root(std::min<int64_t>(full, 0));
    if (!is_exact && full > 0) is_exact = root(full);
    limits.status |= unused.status & missing_memory;
    if (!is_exact) {
        make_sticky(result.coefficient);
    } else if (result.exponent > ideal) {
        shift_left(result.coefficient, result.exponent - ideal, limits);
        result.exponent = ideal;
    }
    const Rounding rounding = std::exchange(limits.rounding, Rounding::HalfEven);
    finish(result, limits);
    limits.rounding = rounding;
    return result;
}

} // namespace adder::stdlib::decimal
