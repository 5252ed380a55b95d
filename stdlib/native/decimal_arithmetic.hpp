// SPDX-License-Identifier: MIT
//
// The operations of the General Decimal Arithmetic Specification. Each takes operands of any size, rounds its
// result to the limits and adds to limits.status.
#pragma once

#include "decimal_number.hpp"

namespace adder::stdlib::decimal {

// decimal_arithmetic.cpp
Number add(const Number &a, const Number &b, Limits &limits);
Number subtract(const Number &a, const Number &b, Limits &limits);
Number multiply(const Number &a, const Number &b, Limits &limits);
Number fma(const Number &a, const Number &b, const Number &c, Limits &limits);
Number plus(const Number &a, Limits &limits);
Number minus(const Number &a, Limits &limits);
Number absolute(const Number &a, Limits &limits);

// decimal_division.cpp
Number divide(const Number &a, const Number &b, Limits &limits);
Number divide_int(const Number &a, const Number &b, Limits &limits);
Number remainder(const Number &a, const Number &b, Limits &limits);
Number remainder_near(const Number &a, const Number &b, Limits &limits);
void divide_with_remainder(const Number &a, const Number &b, Number &quotient, Number &rest, Limits &limits);
Number square_root(const Number &a, Limits &limits);

// decimal_compare.cpp
// The order of two numbers that are no NaNs: -1, 0, 1.
int order(const Number &a, const Number &b);
int total_order(const Number &a, const Number &b);
Number compare(const Number &a, const Number &b, Limits &limits);
Number compare_signal(const Number &a, const Number &b, Limits &limits);
Number compare_total(const Number &a, const Number &b, Limits &limits);
Number compare_total_magnitude(const Number &a, const Number &b, Limits &limits);
Number maximum(const Number &a, const Number &b, Limits &limits);
Number minimum(const Number &a, const Number &b, Limits &limits);
Number maximum_magnitude(const Number &a, const Number &b, Limits &limits);
Number minimum_magnitude(const Number &a, const Number &b, Limits &limits);
bool same_quantum(const Number &a, const Number &b);
bool is_normal(const Number &a, const Limits &limits);
bool is_subnormal(const Number &a, const Limits &limits);
const char *number_class(const Number &a, const Limits &limits);

// decimal_shape.cpp
Number quantize(const Number &a, const Number &b, Limits &limits);
Number to_integral_exact(const Number &a, Limits &limits);
Number to_integral_value(const Number &a, Limits &limits);
Number normalize(const Number &a, Limits &limits);
Number scaleb(const Number &a, const Number &b, Limits &limits);
Number logb(const Number &a, Limits &limits);
Number shift(const Number &a, const Number &b, Limits &limits);
Number rotate(const Number &a, const Number &b, Limits &limits);
Number next_minus(const Number &a, Limits &limits);
Number next_plus(const Number &a, Limits &limits);
Number next_toward(const Number &a, const Number &b, Limits &limits);
Number logical_and(const Number &a, const Number &b, Limits &limits);
Number logical_or(const Number &a, const Number &b, Limits &limits);
Number logical_xor(const Number &a, const Number &b, Limits &limits);
Number logical_invert(const Number &a, Limits &limits);
// The value of a number with exponent 0; 0 with invalid_operation for others and beyond 64 bits.
int64_t to_int64(const Number &a, Limits &limits);

// decimal_power.cpp
Number exponential(const Number &a, Limits &limits);
Number natural_logarithm(const Number &a, Limits &limits);
Number decimal_logarithm(const Number &a, Limits &limits);
Number power(const Number &a, const Number &b, Limits &limits);
Number power_modulo(const Number &a, const Number &b, const Number &modulus, Limits &limits);

} // namespace adder::stdlib::decimal
