// SPDX-License-Identifier: MIT
//
// Operations on the form of a number: exponents that are asked for, neighbours, digits that move or are taken
// for bits.
#include "decimal_arithmetic.hpp"

#include <algorithm>

namespace adder::stdlib::decimal {

int64_t to_int64(const Number &a, Limits &limits) {
    if (a.is_finite() && a.exponent == 0 && mpz_fits_slong_p(a.coefficient) != 0)
        return a.sign() * mpz_get_si(a.coefficient);
    limits.status |= invalid_operation;
    return 0;
}

Number quantize(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    if (a.is_infinite() || b.is_infinite())
        return a.is_infinite() && b.is_infinite() ? a : make_invalid(limits);
    if (b.exponent > limits.greatest_exponent || b.exponent < limits.tiny()) return make_invalid(limits);
    result = a;
    result.exponent = b.exponent;
    if (!a.coefficient.is_zero()) {
        const int64_t places = a.exponent - b.exponent;
        if (a.digit_count() + places > limits.precision) return make_invalid(limits);
        shift_left(result.coefficient, places, limits);
        const Remainder rest = shift_right(result.coefficient, -places);
        if (rounds_up(result.coefficient, result.negative, rest, limits.rounding))
            mpz_add_ui(result.coefficient, result.coefficient, 1);
        if (result.digit_count() > limits.precision || result.adjusted() > limits.greatest_exponent)
            return make_invalid(limits);
        if (places < 0) limits.status |= rounded;
        if (rest != Remainder::Zero) limits.status |= inexact;
    }
    finish(result, limits);
    return result;
}

namespace {

Number to_integral(const Number &a, Limits &limits, bool reports) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    result = a;
    if (!a.is_finite() || a.exponent >= 0) return result;
    result.exponent = 0;
    if (a.coefficient.is_zero()) return result;
    const Remainder rest = shift_right(result.coefficient, -a.exponent);
    if (rounds_up(result.coefficient, result.negative, rest, limits.rounding))
        mpz_add_ui(result.coefficient, result.coefficient, 1);
    if (reports) limits.status |= rest == Remainder::Zero ? rounded : rounded | inexact;
    return result;
}

} // namespace

Number to_integral_exact(const Number &a, Limits &limits) {
    return to_integral(a, limits, true);
}

Number to_integral_value(const Number &a, Limits &limits) {
    return to_integral(a, limits, false);
}

Number normalize(const Number &a, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    result = a;
    finish(result, limits);
    if (!result.is_finite()) return result;
    if (result.coefficient.is_zero())
        result.exponent = 0;
    else
        strip_zeros(result, limits.clamp ? limits.top() : limits.greatest_exponent);
    return result;
}

Number scaleb(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    const Status before = std::exchange(limits.status, 0);
    const int64_t places = to_int64(b, limits);
    const bool is_valid = limits.status == 0;
    limits.status |= before;
    const int64_t most = 2 * (limits.greatest_exponent + limits.precision);
    if (!is_valid || places > most || places < -most) return make_invalid(limits);
    result = a;
    if (a.is_infinite()) return result;
    result.exponent += places;
    finish(result, limits);
    return result;
}

Number logb(const Number &a, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    if (a.is_infinite()) return make_infinity(false);
    if (a.is_zero()) {
        limits.status |= division_by_zero;
        return make_infinity(true);
    }
    const int64_t place = a.adjusted();
    result = make_number(place < 0, place < 0 ? -place : place, 0);
    finish(result, limits);
    return result;
}

// --- moving digits

namespace {

// Keeps the last `precision` digits.
void keep_last_digits(Integer &coefficient, const Limits &limits) {
    if (digit_count(coefficient) <= limits.precision) return;
    Limits unused;
    mpz_tdiv_r(coefficient, coefficient, power_of_ten(limits.precision, unused));
}

// How many places to move; `result` is set and the answer false when there is nothing to move.
bool take_places(const Number &a, const Number &b, Number &result, int64_t &places, Limits &limits) {
    if (propagate_nan(result, a, b, limits)) return false;
    Limits own;
    places = to_int64(b, own);
    if (own.status != 0 || places > limits.precision || places < -limits.precision) {
        result = make_invalid(limits);
        return false;
    }
    result = a;
    return !a.is_infinite();
}

} // namespace

Number shift(const Number &a, const Number &b, Limits &limits) {
    Number result;
    int64_t places;
    if (!take_places(a, b, result, places, limits)) return result;
    if (places >= 0) {
        shift_left(result.coefficient, places, limits);
        keep_last_digits(result.coefficient, limits);
    } else {
        keep_last_digits(result.coefficient, limits);
        shift_right(result.coefficient, -places);
    }
    return result;
}

Number rotate(const Number &a, const Number &b, Limits &limits) {
    Number result;
    int64_t places;
    if (!take_places(a, b, result, places, limits)) return result;
    keep_last_digits(result.coefficient, limits);
    if (places < 0) places += limits.precision;
    // The first `places` digits go behind the others.
    Integer high;
    Integer low;
    mpz_tdiv_qr(high, low, result.coefficient, power_of_ten(limits.precision - places, limits));
    shift_left(low, places, limits);
    mpz_add(result.coefficient, low, high);
    return result;
}

// --- neighbours

namespace {

// The next number that can be represented, below or above.
Number neighbour(const Number &a, bool is_above, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    if (a.is_infinite()) {
        if (a.negative != is_above) return a;
        result.negative = a.negative;
        result.coefficient = power_of_ten(limits.precision, limits);
        mpz_sub_ui(result.coefficient, result.coefficient, 1);
        result.exponent = limits.top();
        return result;
    }
    Limits directed = limits;
    directed.status = 0;
    directed.rounding = is_above ? Rounding::Ceiling : Rounding::Floor;
    result = a;
    finish(result, directed);
    if ((directed.status & inexact) == 0) {
        const Number step = make_number(!is_above, 1, limits.tiny() - 1);
        result = add(a, step, directed);
    }
    limits.status |= directed.status & error_signals;
    return result;
}

} // namespace

Number next_minus(const Number &a, Limits &limits) {
    return neighbour(a, false, limits);
}

Number next_plus(const Number &a, Limits &limits) {
    return neighbour(a, true, limits);
}

Number next_toward(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    const int comparison = order(a, b);
    if (comparison == 0) {
        result = a;
        result.negative = b.negative;
        return result;
    }
    result = neighbour(a, comparison < 0, limits);
    if (result.is_infinite()) {
        limits.status |= overflow | rounded | inexact;
    } else if (result.adjusted() < limits.least_exponent) {
        limits.status |= underflow | subnormal | rounded | inexact;
        if (result.coefficient.is_zero()) limits.status |= clamped;
    }
    return result;
}

// --- digits as bits

namespace {

// The digits of a logical operand, at most `precision` of them; false when it is none.
bool take_bits(const Number &a, const Limits &limits, std::string &bits) {
    if (!a.is_finite() || a.negative || a.exponent != 0) return false;
    bits = digits_of(a.coefficient);
    if (bits.find_first_not_of("01") != std::string::npos) return false;
    if (static_cast<int64_t>(bits.size()) > limits.precision) bits.erase(0, bits.size() - limits.precision);
    return true;
}

Number from_bits(const std::string &bits) {
    Number result;
    mpz_set_str(result.coefficient, bits.empty() ? "0" : bits.c_str(), 10);
    return result;
}

template <class Combine>
Number combine_bits(const Number &a, const Number &b, Limits &limits, Combine combine) {
    std::string left;
    std::string right;
    if (!take_bits(a, limits, left) || !take_bits(b, limits, right)) return make_invalid(limits);
    const size_t length = std::max(left.size(), right.size());
    left.insert(0, length - left.size(), '0');
    right.insert(0, length - right.size(), '0');
    for (size_t i = 0; i < length; i++) left[i] = combine(left[i] == '1', right[i] == '1') ? '1' : '0';
    return from_bits(left);
}

} // namespace

Number logical_and(const Number &a, const Number &b, Limits &limits) {
    return combine_bits(a, b, limits, [](bool x, bool y) { return x && y; });
}

Number logical_or(const Number &a, const Number &b, Limits &limits) {
    return combine_bits(a, b, limits, [](bool x, bool y) { return x || y; });
}

Number logical_xor(const Number &a, const Number &b, Limits &limits) {
    return combine_bits(a, b, limits, [](bool x, bool y) { return x != y; });
}

Number logical_invert(const Number &a, Limits &limits) {
    std::string bits;
    if (!take_bits(a, limits, bits)) return make_invalid(limits);
    if (limits.precision > most_digits) return make_invalid(limits, missing_memory);
    bits.insert(0, limits.precision - bits.size(), '0');
    for (char &bit : bits) bit = bit == '0' ? '1' : '0';
    return from_bits(bits);
}

} // namespace adder::stdlib::decimal
