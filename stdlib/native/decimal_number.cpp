// SPDX-License-Identifier: MIT
#include "decimal_number.hpp"

#include <algorithm>
#include <array>

namespace adder::stdlib::decimal {
namespace {

constexpr int small_powers = 64;

const Integer &small_power_of_ten(int64_t power) {
    static const auto *table = [] {
        auto *powers = new std::array<Integer, small_powers>;
        for (int i = 0; i < small_powers; i++) mpz_ui_pow_ui((*powers)[i], 10, i);
        return powers;
    }();
    return (*table)[power];
}

// Without a bound: the caller knows that the power is of a length that the program already holds.
Integer plain_power_of_ten(int64_t power) {
    if (power < small_powers) return small_power_of_ten(power);
    Integer result;
    mpz_ui_pow_ui(result, 10, static_cast<unsigned long>(power));
    return result;
}

} // namespace

Limits widest_limits() {
    return {
        .precision = most_precision, .greatest_exponent = most_exponent, .least_exponent = -most_exponent};
}

int64_t digit_count(const Integer &number) {
    if (number.is_zero()) return 1;
    const auto upper = static_cast<int64_t>(mpz_sizeinbase(number, 10));
    if (upper == 1) return 1;
    if (upper <= small_powers) return upper - (mpz_cmpabs(number, small_power_of_ten(upper - 1)) < 0 ? 1 : 0);
    // The estimate is one too large only near a power of ten: the leading bits tell which are far from one.
    return upper - (mpz_cmpabs(number, plain_power_of_ten(upper - 1)) < 0 ? 1 : 0);
}

int64_t Number::digit_count() const {
    return decimal::digit_count(coefficient);
}

bool Number::is_integer() const {
    if (!is_finite()) return false;
    if (exponent >= 0 || coefficient.is_zero()) return true;
    if (-exponent >= digit_count()) return false;
    return mpz_divisible_p(coefficient, plain_power_of_ten(-exponent)) != 0;
}

Number make_number(bool negative, int64_t coefficient, int64_t exponent) {
    Number result;
    result.negative = negative;
    result.exponent = exponent;
    mpz_set_si(result.coefficient, coefficient);
    return result;
}

Number make_infinity(bool negative) {
    Number result;
    result.kind = Kind::Infinity;
    result.negative = negative;
    return result;
}

Number make_invalid(Limits &limits, Status why) {
    limits.status |= why;
    Number result;
    result.kind = Kind::QuietNan;
    return result;
}

Integer power_of_ten(int64_t power, Limits &limits) {
    if (power > most_digits) {
        limits.status |= missing_memory;
        return {};
    }
    return plain_power_of_ten(power);
}

void shift_left(Integer &coefficient, int64_t places, Limits &limits) {
    if (places <= 0 || coefficient.is_zero()) return;
    mpz_mul(coefficient, coefficient, power_of_ten(places, limits));
}

Remainder shift_right(Integer &coefficient, int64_t places) {
    if (places <= 0 || coefficient.is_zero()) return Remainder::Zero;
    if (places > digit_count(coefficient)) {
        mpz_set_ui(coefficient, 0);
        return Remainder::BelowHalf;
    }
    Integer rest;
    const Integer divisor = plain_power_of_ten(places);
    mpz_tdiv_qr(coefficient, rest, coefficient, divisor);
    if (rest.is_zero()) return Remainder::Zero;
    mpz_mul_2exp(rest, rest, 1);
    const int order = mpz_cmp(rest, divisor);
    return order < 0 ? Remainder::BelowHalf : order == 0 ? Remainder::Half : Remainder::AboveHalf;
}

bool rounds_up(const Integer &coefficient, bool negative, Remainder remainder, Rounding rounding) {
    if (remainder == Remainder::Zero) return false;
    switch (rounding) {
    case Rounding::Ceiling: return !negative;
    case Rounding::Floor: return negative;
    case Rounding::Up: return true;
    case Rounding::Down: return false;
    case Rounding::HalfUp: return remainder >= Remainder::Half;
    case Rounding::HalfDown: return remainder > Remainder::Half;
    case Rounding::HalfEven:
        return remainder > Remainder::Half || (remainder == Remainder::Half && coefficient.is_odd());
    case Rounding::ZeroFiveUp: return mpz_divisible_ui_p(coefficient, 5) != 0;
    }
    return false;
}

void strip_zeros(Number &number, int64_t last_exponent) {
    if (number.coefficient.is_zero()) return;
    // Long runs go in large steps, found by doubling.
    for (int64_t step = 1; step > 0;) {
        if (number.exponent + step > last_exponent ||
            mpz_divisible_p(number.coefficient, plain_power_of_ten(step)) == 0) {
            step /= 2;
            continue;
        }
        mpz_divexact(number.coefficient, number.coefficient, plain_power_of_ten(step));
        number.exponent += step;
        step *= 2;
    }
}

// --- limits

namespace {

void set_largest(Number &number, const Limits &limits, Limits &status) {
    number.coefficient = power_of_ten(limits.precision, status);
    mpz_sub_ui(number.coefficient, number.coefficient, 1);
    number.exponent = limits.top();
}

void finish_overflow(Number &number, Limits &limits) {
    bool becomes_infinite = true;
    switch (limits.rounding) {
    case Rounding::Down:
    case Rounding::ZeroFiveUp: becomes_infinite = false; break;
    case Rounding::Ceiling: becomes_infinite = !number.negative; break;
    case Rounding::Floor: becomes_infinite = number.negative; break;
    default: break;
    }
    if (becomes_infinite)
        number = make_infinity(number.negative);
    else
        set_largest(number, limits, limits);
    limits.status |= overflow | inexact | rounded;
}

void finish_zero(Number &number, Limits &limits) {
    const int64_t last = limits.clamp ? limits.top() : limits.greatest_exponent;
    const int64_t exponent = std::clamp(number.exponent, limits.tiny(), last);
    if (exponent == number.exponent) return;
    number.exponent = exponent;
    limits.status |= clamped;
}

// Cuts digits off and rounds. Whether the cut changed the value is in the status.
void cut(Number &number, int64_t places, Limits &limits) {
    const Remainder remainder = shift_right(number.coefficient, places);
    number.exponent += places;
    limits.status |= rounded;
    if (remainder == Remainder::Zero) return;
    limits.status |= inexact;
    if (rounds_up(number.coefficient, number.negative, remainder, limits.rounding))
        mpz_add_ui(number.coefficient, number.coefficient, 1);
}

void finish_subnormal(Number &number, Limits &limits) {
    limits.status |= subnormal;
    if (number.exponent >= limits.tiny()) return;
    const Status before = std::exchange(limits.status, 0);
    cut(number, limits.tiny() - number.exponent, limits);
    if ((limits.status & inexact) != 0) {
        limits.status |= underflow;
        if (number.coefficient.is_zero()) limits.status |= clamped;
    }
    limits.status |= before;
}

void shorten_payload(Number &number, const Limits &limits) {
    const int64_t room = limits.precision - (limits.clamp ? 1 : 0);
    if (number.coefficient.is_zero() || number.digit_count() <= room) return;
    if (room == 0) return mpz_set_ui(number.coefficient, 0);
    mpz_tdiv_r(number.coefficient, number.coefficient, plain_power_of_ten(room));
}

} // namespace

void finish(Number &number, Limits &limits) {
    if (number.is_nan()) return shorten_payload(number, limits);
    if (!number.is_finite()) return;
    if (number.coefficient.is_zero()) return finish_zero(number, limits);
    int64_t digits = number.digit_count();
    if (number.exponent + digits - 1 < limits.least_exponent) return finish_subnormal(number, limits);
    if (digits > limits.precision && number.exponent + digits - 1 <= limits.greatest_exponent) {
        cut(number, digits - limits.precision, limits);
        digits = number.digit_count();
        if (digits > limits.precision) { // 99…9 went up to 100…0
            shift_right(number.coefficient, 1);
            number.exponent++;
            digits--;
        }
    }
    if (number.exponent + digits - 1 > limits.greatest_exponent) return finish_overflow(number, limits);
    if (limits.clamp && number.exponent > limits.top()) {
        shift_left(number.coefficient, number.exponent - limits.top(), limits);
        number.exponent = limits.top();
        limits.status |= clamped;
    }
}

bool propagate_nan(Number &result, const Number &a, Limits &limits) {
    if (!a.is_nan()) return false;
    if (a.kind == Kind::SignalingNan) limits.status |= invalid_operation;
    result = a;
    result.kind = Kind::QuietNan;
    shorten_payload(result, limits);
    return true;
}

bool propagate_nan(Number &result, const Number &a, const Number &b, Limits &limits) {
    if (!a.is_nan() && !b.is_nan()) return false;
    const bool takes_second = a.kind != Kind::SignalingNan && (b.kind == Kind::SignalingNan || !a.is_nan());
    return propagate_nan(result, takes_second ? b : a, limits);
}

} // namespace adder::stdlib::decimal
