// SPDX-License-Identifier: MIT
//
// Exponential, logarithms and powers.
//
// Transcendental functions are computed in binary fixed point with some digits to spare and again with more
// while the digits behind the precision come too near to a tie to tell how it rounds: the results are those
// of exact arithmetic rounded once, to the nearest.
#include "decimal_arithmetic.hpp"

#include <algorithm>
#include <cmath>

namespace adder::stdlib::decimal {
namespace {

// --- fixed point: an Integer stands for its value divided by 2**bits

constexpr double bits_a_digit = 3.3219280948873626;

int64_t bits_for(int64_t digits) {
    return static_cast<int64_t>(static_cast<double>(digits) * bits_a_digit) + 32;
}

// e**x for 0 <= x < 4: the series of x / 2**halvings, squared as often.
Integer fixed_exponential(const Integer &x, int64_t bits) {
    const auto halvings = static_cast<int64_t>(std::sqrt(static_cast<double>(bits)));
    const int64_t work = bits + 2 * halvings + 16;
    Integer small;
    mpz_mul_2exp(small, x, work - bits);
    mpz_fdiv_q_2exp(small, small, halvings);
    Integer sum;
    mpz_setbit(sum, work);
    Integer term = sum;
    for (unsigned long i = 1; !term.is_zero(); i++) {
        mpz_mul(term, term, small);
        mpz_fdiv_q_2exp(term, term, work);
        mpz_fdiv_q_ui(term, term, i);
        mpz_add(sum, sum, term);
    }
    for (int64_t i = 0; i < halvings; i++) {
        mpz_mul(sum, sum, sum);
        mpz_fdiv_q_2exp(sum, sum, work);
    }
    mpz_fdiv_q_2exp(sum, sum, work - bits);
    return sum;
}

// The natural logarithm of 1 <= x <= 10: roots bring x near 1, where the series of artanh is short.
Integer fixed_logarithm(const Integer &x, int64_t bits) {
    const int64_t roots = static_cast<int64_t>(std::sqrt(static_cast<double>(bits)) / 2) + 2;
    const int64_t work = bits + 2 * roots + 16;
    Integer near;
    mpz_mul_2exp(near, x, work - bits);
    for (int64_t i = 0; i < roots; i++) {
        mpz_mul_2exp(near, near, work);
        mpz_sqrt(near, near);
    }
    Integer one;
    mpz_setbit(one, work);
    Integer above;
    mpz_sub(above, near, one);
    mpz_add(near, near, one);
    Integer power;
    mpz_mul_2exp(power, above, work);
    mpz_fdiv_q(power, power, near);
    Integer square;
    mpz_mul(square, power, power);
    mpz_fdiv_q_2exp(square, square, work);
    Integer sum = power;
    Integer term;
    for (unsigned long i = 3; !power.is_zero(); i += 2) {
        mpz_mul(power, power, square);
        mpz_fdiv_q_2exp(power, power, work);
        mpz_fdiv_q_ui(term, power, i);
        mpz_add(sum, sum, term);
    }
    mpz_mul_2exp(sum, sum, roots + 1);
    mpz_fdiv_q_2exp(sum, sum, work - bits);
    return sum;
}

Integer fixed_logarithm_of_ten(int64_t bits) {
    Integer ten(10);
    mpz_mul_2exp(ten, ten, bits);
    return fixed_logarithm(ten, bits);
}

// A finite number as fixed point, towards minus infinity.
Integer to_fixed(const Number &a, int64_t bits) {
    Limits unused;
    Integer result = a.coefficient;
    if (a.negative) mpz_neg(result, result);
    mpz_mul_2exp(result, result, bits);
    if (a.exponent >= 0)
        mpz_mul(result, result, power_of_ten(a.exponent, unused));
    else
        mpz_fdiv_q(result, result, power_of_ten(-a.exponent, unused));
    return result;
}

// Rounds a coefficient that is known to within `error` in its last digit. False when that is too little.
bool finish_inexact(Number &result, int64_t error, Limits &limits) {
    const int64_t spare = result.digit_count() - limits.precision;
    if (spare < 2) return false;
    Limits unused;
    Integer distance;
    mpz_tdiv_r(distance, result.coefficient, power_of_ten(spare, unused));
    Integer half = power_of_ten(spare, unused);
    mpz_fdiv_q_2exp(half, half, 1);
    mpz_sub(distance, distance, half);
    if (mpz_cmpabs_ui(distance, static_cast<unsigned long>(error)) <= 0) return false;
    mpz_mul_ui(result.coefficient, result.coefficient, 10);
    mpz_add_ui(result.coefficient, result.coefficient, 1);
    result.exponent--;
    const Rounding rounding = std::exchange(limits.rounding, Rounding::HalfEven);
    finish(result, limits);
    limits.rounding = rounding;
    return true;
}

// Tries with more and more digits to spare until the rounding is certain.
template <class Approximate> Number correctly_rounded(Limits &limits, Approximate approximate) {
    if (limits.precision > most_digits) return make_invalid(limits, missing_memory);
    for (int64_t spare = 8;; spare += spare) {
        Number result = approximate(limits.precision + spare);
        if (finish_inexact(result, 1000, limits)) return result;
    }
}

// Beyond every limit, so that finish() makes it infinite or zero.
constexpr int64_t far_exponent = 5000000000000000000;

Number out_of_range(bool negative, bool is_large, Limits &limits) {
    Number result = make_number(negative, 1, is_large ? far_exponent : -far_exponent);
    finish(result, limits);
    return result;
}

// 1 with as many zeros behind the point as there is room for.
Number inexact_one(bool negative, Limits &limits) {
    Number result = make_number(negative, 1, -(limits.precision - 1));
    result.coefficient = power_of_ten(limits.precision - 1, limits);
    finish(result, limits);
    limits.status |= inexact | rounded;
    return result;
}

Number approximate_exponential(const Number &a, int64_t digits) {
    const int64_t bits = bits_for(digits + std::max<int64_t>(0, a.adjusted() + 1));
    const Integer logarithm = fixed_logarithm_of_ten(bits);
    Integer tens;
    Integer rest;
    mpz_fdiv_qr(tens, rest, to_fixed(a, bits), logarithm);
    Number result;
    Limits unused;
    mpz_mul(result.coefficient, fixed_exponential(rest, bits), power_of_ten(digits, unused));
    mpz_fdiv_q_2exp(result.coefficient, result.coefficient, bits);
    result.exponent = mpz_get_si(tens) - digits;
    return result;
}

// How many digits the logarithm of a number near 1 loses: the place of the first digit of a - 1.
int64_t distance_from_one(const Number &a) {
    Limits widest = widest_limits();
    const Number difference = subtract(a, make_number(false, 1, 0), widest);
    return difference.is_zero() ? 0 : difference.adjusted();
}

enum class Base : uint8_t { E, Ten };

Number approximate_logarithm(const Number &a, Base base, int64_t digits) {
    const int64_t place = a.adjusted();
    const int64_t lost = place == 0 || place == -1 ? std::max<int64_t>(0, -distance_from_one(a)) : 0;
    const int64_t bits = bits_for(digits + lost + 20);
    Number leading = a;
    leading.exponent -= place;
    Integer value = fixed_logarithm(to_fixed(leading, bits), bits);
    const Integer of_ten = fixed_logarithm_of_ten(bits);
    Integer tens;
    mpz_mul_si(tens, of_ten, place);
    mpz_add(value, value, tens);
    if (base == Base::Ten) {
        mpz_mul_2exp(value, value, bits);
        mpz_fdiv_q(value, value, of_ten);
    }
    Number result;
    result.negative = value.sign() < 0;
    mpz_abs(value, value);
    const auto first =
        static_cast<double>(static_cast<int64_t>(mpz_sizeinbase(value, 2)) - bits) / bits_a_digit;
    const int64_t scale = digits - static_cast<int64_t>(std::floor(first));
    Limits unused;
    if (scale >= 0)
        mpz_mul(value, value, power_of_ten(scale, unused));
    else
        mpz_fdiv_q(value, value, power_of_ten(-scale, unused));
    mpz_fdiv_q_2exp(result.coefficient, value, bits);
    result.exponent = -scale;
    return result;
}

// What both logarithms do with operands that need no series. False: there is more to do.
bool logarithm_of_special(const Number &a, Number &result, Limits &limits) {
    if (propagate_nan(result, a, limits)) return true;
    if (a.is_zero())
        result = make_infinity(true);
    else if (a.negative)
        result = make_invalid(limits);
    else if (a.is_infinite())
        result = a;
    else
        return false;
    return true;
}

// The exponent of ten that a finite number is a power of.
bool is_power_of_ten(const Number &a, int64_t &exponent) {
    Number stripped = a;
    strip_zeros(stripped, far_exponent);
    exponent = stripped.exponent;
    return mpz_cmp(stripped.coefficient, Integer(1)) == 0;
}

} // namespace

Number exponential(const Number &a, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, limits)) return result;
    if (a.is_infinite()) return a.negative ? make_number(false, 0, 0) : a;
    if (a.is_zero()) return make_number(false, 1, 0);
    if (a.adjusted() >= 19) {
        const Rounding rounding = std::exchange(limits.rounding, Rounding::HalfEven);
        result = out_of_range(false, !a.negative, limits);
        limits.rounding = rounding;
        return result;
    }
    if (a.adjusted() < -limits.precision - 1) return inexact_one(false, limits);
    return correctly_rounded(limits, [&](int64_t digits) { return approximate_exponential(a, digits); });
}

Number natural_logarithm(const Number &a, Limits &limits) {
    Number result;
    if (logarithm_of_special(a, result, limits)) return result;
    int64_t tens;
    if (is_power_of_ten(a, tens) && tens == 0) return make_number(false, 0, 0);
    return correctly_rounded(limits,
                             [&](int64_t digits) { return approximate_logarithm(a, Base::E, digits); });
}

Number decimal_logarithm(const Number &a, Limits &limits) {
    Number result;
    if (logarithm_of_special(a, result, limits)) return result;
    int64_t tens;
    if (is_power_of_ten(a, tens)) {
        result = make_number(tens < 0, tens < 0 ? -tens : tens, 0);
        finish(result, limits);
        return result;
    }
    return correctly_rounded(limits,
                             [&](int64_t digits) { return approximate_logarithm(a, Base::Ten, digits); });
}

// --- powers

namespace {

// The value of a whole number as an Integer, without its sign.
Integer whole_magnitude(const Number &a) {
    Limits unused;
    Integer result = a.coefficient;
    shift_left(result, a.exponent, unused);
    shift_right(result, -a.exponent);
    return result;
}

bool is_odd(const Number &a) {
    return a.is_integer() && a.exponent <= 0 && whole_magnitude(a).is_odd();
}

// 1**b: whole exponents keep as many zeros as repeated multiplication would make.
Number power_of_one(const Number &a, const Number &b, bool negative, Limits &limits) {
    if (!b.is_integer()) return inexact_one(negative, limits);
    if (b.negative) return make_number(negative, 1, 0);
    Integer zeros;
    mpz_mul_si(zeros, whole_magnitude(b), -a.exponent);
    int64_t places = limits.precision - 1;
    if (mpz_cmp(zeros, Integer(places)) > 0)
        limits.status |= rounded;
    else
        places = std::max<int64_t>(0, mpz_get_si(zeros));
    Number result = make_number(negative, 1, -places);
    shift_left(result.coefficient, places, limits);
    finish(result, limits);
    return result;
}

Number power_with_infinity(const Number &a, const Number &b, bool negative, Limits &limits) {
    if (a.is_infinite()) return b.negative ? make_number(negative, 0, 0) : make_infinity(negative);
    const int comparison = order(a, make_number(false, 1, 0));
    if (comparison == 0) return inexact_one(negative, limits);
    return comparison * b.sign() > 0 ? make_infinity(negative) : make_number(negative, 0, 0);
}

Number whole_power(const Number &a, const Number &b, bool negative, Limits &limits) {
    Limits work = limits;
    work.precision += b.digit_count() + b.exponent + 2;
    work.rounding = Rounding::HalfEven;
    work.clamp = false;
    work.status = 0;
    Number base = a;
    base.negative = false;
    if (b.negative) {
        work.precision++;
        base = divide(make_number(false, 1, 0), base, work);
    }
    const Integer times = whole_magnitude(b);
    Number result = base;
    for (auto bit = static_cast<int64_t>(mpz_sizeinbase(times, 2)) - 2; bit >= 0; bit--) {
        result = multiply(result, result, work);
        if (mpz_tstbit(times, bit) != 0) result = multiply(result, base, work);
        if (!result.is_finite() || (result.coefficient.is_zero() && (work.status & clamped) != 0)) break;
    }
    limits.status |= work.status;
    if (result.is_infinite()) result = make_number(negative, 1, far_exponent);
    result.negative = negative;
    finish(result, limits);
    return result;
}

Number real_power(const Number &a, const Number &b, Limits &limits) {
    Limits work = limits;
    work.precision = std::max(a.digit_count(), limits.precision) + 23;
    work.greatest_exponent = far_exponent;
    work.least_exponent = -far_exponent;
    work.rounding = Rounding::HalfEven;
    work.clamp = false;
    work.status = 0;
    const Number product = multiply(natural_logarithm(a, work), b, work);
    Number result = exponential(product, work);
    limits.status |= (work.status & missing_memory) | inexact | rounded;
    finish(result, limits);
    return result;
}

// Whether the power is certain to lie beyond all limits: the logarithm of the base is at least its distance
// from one, but for a factor of ten.
bool is_out_of_range(const Number &magnitude, const Number &b) {
    return std::min<int64_t>(distance_from_one(magnitude), 0) - 1 + b.adjusted() >= 20;
}

} // namespace

Number power(const Number &a, const Number &b, Limits &limits) {
    Number result;
    if (propagate_nan(result, a, b, limits)) return result;
    const bool negative = a.negative && is_odd(b);
    if (b.is_zero()) return a.is_zero() ? make_invalid(limits) : make_number(false, 1, 0);
    if (a.is_zero()) return b.negative ? make_infinity(negative) : make_number(negative, 0, 0);
    if (a.negative && !b.is_integer()) {
        // A negative base needs a whole exponent, which infinity is not.
        return make_invalid(limits);
    }
    if (a.is_infinite() || b.is_infinite()) return power_with_infinity(a, b, negative, limits);
    Number magnitude = a;
    magnitude.negative = false;
    const int comparison = order(magnitude, make_number(false, 1, 0));
    if (comparison == 0) return power_of_one(a, b, negative, limits);
    if (is_out_of_range(magnitude, b)) return out_of_range(negative, comparison * b.sign() > 0, limits);
    if (!b.is_integer()) return real_power(a, b, limits);
    return whole_power(a, b, negative, limits);
}

Number power_modulo(const Number &a, const Number &b, const Number &modulus, Limits &limits) {
    Number result;
    if (a.is_nan() || b.is_nan() || modulus.is_nan()) {
        if (propagate_nan(result, a, b, limits) && modulus.kind != Kind::SignalingNan) return result;
        propagate_nan(result, modulus, limits);
        return result;
    }
    if (!a.is_integer() || !b.is_integer() || !modulus.is_integer() || b.negative || modulus.is_zero() ||
        modulus.adjusted() >= limits.precision || (a.is_zero() && b.is_zero()))
        return make_invalid(limits);
    const Integer divisor = whole_magnitude(modulus);
    // Exponents far above the digits that are held stay as they are: ten is raised, not written out.
    Integer base;
    mpz_powm(base, Integer(10), Integer(std::max<int64_t>(a.exponent, 0)), divisor);
    Number cut = a;
    if (a.exponent < 0) shift_right(cut.coefficient, -a.exponent);
    mpz_mul(base, base, cut.coefficient);
    mpz_mod(base, base, divisor);
    const Integer factor = b.exponent < 0 ? whole_magnitude(b) : b.coefficient;
    mpz_powm(base, base, factor, divisor);
    for (int64_t i = 0; i < b.exponent; i++) mpz_powm_ui(base, base, 10, divisor);
    result.coefficient = std::move(base);
    result.negative = a.negative && is_odd(b);
    finish(result, limits);
    return result;
}

} // namespace adder::stdlib::decimal
