// SPDX-License-Identifier: MIT
// exp, exp2, expm1, sinh, cosh and tanh.
//
// x = n ln2 + r with a whole n and |r| <= ln2 / 2; a polynomial in r gives e**r, or its even and odd part,
// and n goes into the exponent. Largest errors in units in the last place: exp 1.1, exp2 1.2, expm1 2.2, sinh
// and cosh 2.2, tanh 3.2.
#pragma once

#include "vecext/math_core.hpp"

namespace adder::vecext {

template <class Arch> struct ExponentialMath {
    using S = Simd<Arch>;
    using M = MathCore<Arch>;
    template <class V> using C = Coefficients<Element<V>, Arch>;

    // e to the power x.
    template <class V> [[gnu::flatten]] static V exp(V x) {
        if (!S::all(S::absolute(x) < V(C<V>::exp_plain))) [[unlikely]]
            return exp_everywhere(x, Element<V>(0));
        const Split<V> split = split_exponent(x);
        return S::template from_bits<V>(S::bits(exp_of_rest(split.rest)) + M::exponent_bits(split.shifted));
    }

    // 2 to the power x.
    template <class V> [[gnu::flatten]] static V exp2(V x) {
        if (!S::all(S::absolute(x) < V(C<V>::exp2_plain))) [[unlikely]]
            return exp2_everywhere(x);
        const V shifted = x + M::template round_magic<V>();
        return exp2_scaled(x - (shifted - M::template round_magic<V>()), shifted);
    }

    // 2**(rest + n), where shifted is n as round_magic leaves it and |rest| <= 1/2.
    template <class V> static V exp2_scaled(V rest, V shifted) {
        return S::template from_bits<V>(S::bits(exp2_of_rest(rest)) + M::exponent_bits(shifted));
    }

    // exp(x) - 1
    template <class V> [[gnu::noinline, gnu::flatten]] static V expm1(V x) {
        const auto is_usual = S::absolute(x) < V(C<V>::exp_plain);
        if (!S::all(is_usual)) [[unlikely]]
            return expm1_everywhere(x);
        const Split<V> split = split_exponent(x);
        const V scale = M::power_of_two(split.shifted);
        const V result =
            S::multiply_add(scale, expm1_of_rest(split.rest), scale - M::template constant<V>(1));
        return M::with_sign(result, x); // keeps -0.0
    }

    // (exp(x) - exp(-x)) / 2
    template <class V> [[gnu::noinline, gnu::flatten]] static V sinh(V x) {
        const V size = S::absolute(x);
        const auto is_usual = size < V(C<V>::exp_plain);
        if (!S::all(is_usual)) [[unlikely]] {
            const V inner = hyperbolic(S::select(is_usual, size, M::template constant<V>(0))).sine;
            return M::with_sign(S::select(is_usual, inner, exp_everywhere(size, Element<V>(-1))), x);
        }
        return M::with_sign(hyperbolic(size).sine, x);
    }

    // (exp(x) + exp(-x)) / 2
    template <class V> [[gnu::noinline, gnu::flatten]] static V cosh(V x) {
        const V size = S::absolute(x);
        const auto is_usual = size < V(C<V>::exp_plain);
        if (!S::all(is_usual)) [[unlikely]] {
            const V inner = hyperbolic(S::select(is_usual, size, M::template constant<V>(0))).cosine;
            return S::select(is_usual, inner, exp_everywhere(size, Element<V>(-1)));
        }
        return hyperbolic(size).cosine;
    }

    // sinh(x) / cosh(x)
    template <class V> [[gnu::noinline, gnu::flatten]] static V tanh(V x) {
        const V size = S::absolute(x), one(C<V>::tanh_one); // from here on the result is 1
        const Hyperbolic<V> parts = hyperbolic(S::select(size > one, one, size));
        return M::with_sign(parts.sine / parts.cosine, x);
    }

  private:
    template <class V> struct Split {
        V shifted; // the whole number as round_magic leaves it
        V rest;
    };

    // x = n ln2 + rest with |rest| <= ln2 / 2
    template <class V> static Split<V> split_exponent(V x) {
        const V magic = M::template round_magic<V>();
        const V shifted = S::multiply_add(x, V(C<V>::inverse_ln2), magic);
        const V n = shifted - magic;
        const V rest = S::multiply_add(n, V(-C<V>::ln2[0]), x);
        return {shifted, S::multiply_add(n, V(-C<V>::ln2[1]), rest)};
    }

    template <class V> static V expm1_of_rest(V r) {
        return S::multiply_add(r * r, M::polynomial(C<V>::exp_tail, r), r);
    }
    template <class V> static V exp_of_rest(V r) { return expm1_of_rest(r) + M::template constant<V>(1); }
    template <class V> static V exp2_of_rest(V f) {
        const V above = S::multiply_add(f * f, M::polynomial(C<V>::exp2_tail, f), f * V(C<V>::plain_ln2));
        return above + M::template constant<V>(1);
    }

    template <class V> struct Hyperbolic { V sine, cosine; };

    // Of 0 <= x < exp_plain. With the parts s = sinh(r), c = cosh(r) - 1 of the rest and the powers of two
    // a = (2**n - 2**-n) / 2, b = (2**n + 2**-n) / 2: sinh(x) = a + a c + b s, cosh(x) = b + b c + a s.
    template <class V> static Hyperbolic<V> hyperbolic(V x) {
        const Split<V> split = split_exponent(x);
        const V r = split.rest, z = r * r;
        const V s = S::multiply_add(r * z, M::polynomial(C<V>::sinh_tail, z), r);
        const V c =
            S::multiply_add(z * z, M::polynomial(C<V>::cosh_tail, z), z * M::template constant<V>(0.5));
        const Bits<V> half = S::bits(M::template constant<V>(0.5)),
                      exponent = M::exponent_bits(split.shifted);
        const V up = S::template from_bits<V>(half + exponent),
                down = S::template from_bits<V>(half - exponent);
        const V a = up - down, b = up + down;
        return {a + S::multiply_add(a, c, b * s), b + S::multiply_add(b, c, a * s)};
    }

    // ---- all arguments: the power of two is applied in two halves, so that it may leave the range of
    // exponents

    // exp(x) * 2**power
    template <class V> [[gnu::noinline]] static V exp_everywhere(V x, Element<V> power) {
        const Split<V> split = split_exponent(clamp(x, C<V>::exp_low, C<V>::exp_high + 1));
        const V n = (split.shifted - M::template round_magic<V>()) + V(power);
        return join(x, C<V>::exp_low, scale_in_halves(exp_of_rest(split.rest), n));
    }
    template <class V> [[gnu::noinline]] static V exp2_everywhere(V x) {
        const V clamped = clamp(x, C<V>::exp2_low, C<V>::exp2_high), magic = M::template round_magic<V>();
        const V n = (clamped + magic) - magic;
        return join(x, C<V>::exp2_low, scale_in_halves(exp2_of_rest(clamped - n), n));
    }
    template <class V> [[gnu::noinline]] static V expm1_everywhere(V x) {
        const auto is_usual = S::absolute(x) < V(C<V>::exp_plain);
        const V inner = expm1(S::select(is_usual, x, M::template constant<V>(0)));
        return S::select(is_usual, inner, exp_everywhere(x, Element<V>(0)) - M::template constant<V>(1));
    }

    // Arguments whose result is 0 are computed as if they were 0: a product that underflows takes a CPU ten
    // times as long.
    template <class V> static V clamp(V x, Element<V> low, Element<V> high) {
        return S::select(x < V(low), M::template constant<V>(0), S::select(x > V(high), V(high), x));
    }
    template <class V> static V join(V x, Element<V> low, V result) {
        return S::select(x < V(low), M::template constant<V>(0), S::select(x == x, result, x));
    }
    template <class V> static V scale_in_halves(V x, V n) {
        const V magic = M::template round_magic<V>();
        const V half_shifted = S::multiply_add(n, M::template constant<V>(0.5), magic);
        const V other_shifted = (n - (half_shifted - magic)) + magic;
        return x * M::power_of_two(half_shifted) * M::power_of_two(other_shifted);
    }
};

} // namespace adder::vecext
