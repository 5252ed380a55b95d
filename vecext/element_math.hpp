// SPDX-License-Identifier: MIT
// exp, log, sin, cos and tan as polynomials, for vectors and single elements alike.
//
// Each takes its argument apart exactly (exponent, multiple of pi), evaluates a short polynomial on what is
// left, and puts the parts together. The coefficients are computed by fit_polynomials.py, which states their
// error. Measured against long double, the largest errors in units in the last place are 1.0 for exp, 0.9 for
// log, 2.4 for sin and cos, 4.2 for tan, in both float types (kernels_test.cpp holds them to that). Rare
// arguments (huge angles, overflowing exponents) leave through one well predicted branch a vector.
#pragma once

#include <cmath>
#include <limits>

#include "vecext/simd.hpp"

namespace adder::vecext {

template <class T, class Arch> struct Coefficients;

template <class Arch> struct Coefficients<double, Arch> {
    static constexpr int mantissa_bits = 52;
    static constexpr double exp_tail[] = {0x1p-1,
                                          0x1.5555555555557p-3,
                                          0x1.5555555555556p-5,
                                          0x1.11111111100d5p-7,
                                          0x1.6c16c16c162d1p-10,
                                          0x1.a01a01abeb69fp-13,
                                          0x1.a01a01a6da7e2p-16,
                                          0x1.71de0226bd07ap-19,
                                          0x1.27e4db5e389d2p-22,
                                          0x1.af4e000e84be8p-26,
                                          0x1.1f73102e57f8bp-29};
    static constexpr double sin_tail[] = {
        -0x1.5555555555555p-3,  0x1.1111111111111p-7,   -0x1.a01a01a01a00dp-13,
        0x1.71de3a556b9b3p-19,  -0x1.ae64567e7316fp-26, 0x1.612460b699fc2p-33,
        -0x1.ae7ee39f136b6p-41, 0x1.9507fcc1b05d4p-49,  -0x1.275eeffc1f54ep-57};
    static constexpr double sin_tail_quarter[] = {
        -0x1.5555555555555p-3,  0x1.111111111111p-7,   -0x1.a01a01a019936p-13, 0x1.71de3a54604fep-19,
        -0x1.ae6454124c34fp-26, 0x1.61217eab7b761p-33, -0x1.ab179b6cecc84p-41};
    static constexpr double cos_tail[] = {0x1.5555555555555p-5,  -0x1.6c16c16c16966p-10,
                                          0x1.a01a019f4e7b1p-16, -0x1.27e4fa17955d8p-22,
                                          0x1.1eeb68a1ad6fdp-29, -0x1.907d6fdbdb6c4p-37};
    static constexpr double log_tail[] = {0x1.5555555555558p-1, 0x1.9999999995261p-2, 0x1.2492492dff905p-2,
                                          0x1.c71c62d34ccd6p-3, 0x1.7462b9d873fdp-3,  0x1.39fdb46b1eaf8p-3,
                                          0x1.2b609728174cbp-3};
    // With one rounding 3 parts of full width do; else 4 parts, short enough for exact products.
    static constexpr double pi_fused[] = {0x1.921fb54442d18p+1, 0x1.1a62633145c08p-53,
                                          -0x1.1f1976b7ed8fcp-105};
    static constexpr double pi_short[] = {0x1.921fb548p+1, -0x1.de973dc8p-30, -0x1.9d9cceb8p-61,
                                          -0x1.1fc8f8cbb5bf7p-92};
    static constexpr double ln2[] = {0x1.62e42ffp-1, -0x1.718432a1b0e26p-35};
    static constexpr double inverse_ln2 = 0x1.71547652b82fep+0, inverse_pi = 0x1.45f306dc9c883p-2;
    static constexpr double angle_limit = has_fused<Arch> ? 1e9 : 1e7;
    static constexpr double exp_plain = 708, exp_low = -746, exp_high = 710;
    static constexpr double sqrt_half = 0x1.6a09e667f3bcdp-1;
};

template <class Arch> struct Coefficients<float, Arch> {
    static constexpr int mantissa_bits = 23;
    static constexpr float exp_tail[] = {0x1p-1f,       0x1.555556p-3f,  0x1.5554e8p-5f,
                                         0x1.1110ep-7f, 0x1.6d4342p-10f, 0x1.a1250cp-13f};
    static constexpr float sin_tail[] = {-0x1.555556p-3f, 0x1.11111p-7f, -0x1.a01906p-13f, 0x1.71968cp-19f,
                                         -0x1.9db144p-26f};
    static constexpr float sin_tail_quarter[] = {-0x1.555556p-3f, 0x1.11110ep-7f, -0x1.a013a6p-13f,
                                                 0x1.6dbdc4p-19f};
    static constexpr float cos_tail[] = {0x1.555556p-5f, -0x1.6c16cp-10f, 0x1.a015c4p-16f, -0x1.25242p-22f};
    static constexpr float log_tail[] = {0x1.555556p-1f, 0x1.9999ecp-2f, 0x1.245c22p-2f, 0x1.ddd5dap-3f};
    static constexpr float pi_fused[] = {0x1.921fb6p+1f, -0x1.777a5cp-24f, -0x1.ee59dap-49f};
    static constexpr float pi_short[] = {0x1.922p+1f, -0x1.2aep-17f, -0x1.deap-30f, 0x1.184698p-43f};
    static constexpr float ln2[] = {0x1.62e4p-1f, 0x1.7f7d1cp-20f};
    static constexpr float inverse_ln2 = 0x1.715476p+0f, inverse_pi = 0x1.45f306p-2f;
    static constexpr float angle_limit = has_fused<Arch> ? 1e5f : 1e4f;
    static constexpr float exp_plain = 87, exp_low = -104, exp_high = 89;
    static constexpr float sqrt_half = 0x1.6a09e6p-1f;
};

template <class Arch> struct ElementMath {
    using S = Simd<Arch>;
    template <class V> using C = Coefficients<Element<V>, Arch>;

    // e to the power x.
    template <class V> static V exp(V x) {
        if (!S::all(S::absolute(x) < V(C<V>::exp_plain))) return exp_everywhere(x);
        const Split<V> split = split_exponent(x);
        return S::template from_bits<V>(S::bits(exp_of_rest(split.rest)) + exponent_bits(split.shifted));
    }

    // Natural logarithm. x = 2**k * m with m near 1; log(m) through s = (m-1)/(m+1).
    template <class V> static V log(V x) {
        using T = Element<V>;
        constexpr T smallest = std::numeric_limits<T>::min(), infinity = std::numeric_limits<T>::infinity();
        constexpr T scale = T(1ull << (C<V>::mantissa_bits + 2));
        const auto is_subnormal = x < V(smallest);
        const V normal = S::select(is_subnormal, x * V(scale), x);
        V exponent;
        const V f = take_mantissa(normal, exponent) - V(T(1));
        const V k = S::select(is_subnormal, exponent - V(T(C<V>::mantissa_bits + 2)), exponent);
        const V s = f / (f + V(T(2)));
        const V z = s * s, half_square = V(T(0.5)) * f * f;
        const V tail = z * polynomial(C<V>::log_tail, z);
        const V low = S::multiply_add(s, half_square + tail, k * V(C<V>::ln2[1]));
        const V result = k * V(C<V>::ln2[0]) - ((half_square - low) - f);
        const V special = S::select(x == V(T(0)), V(-infinity), V(std::numeric_limits<T>::quiet_NaN()));
        const V in_range = S::select(x == V(infinity), x, result);
        return S::select(x > V(T(0)), in_range, special);
    }

    template <class V> static V sin(V x) {
        if (!S::all(S::absolute(x) <= V(C<V>::angle_limit))) return S::map_lanes(x, LibrarySin{});
        const V shifted = S::multiply_add(x, V(C<V>::inverse_pi), V(round_magic<V>()));
        const V rest = subtract_pi(x, shifted - V(round_magic<V>()), Element<V>(1));
        const V result = S::template from_bits<V>(S::bits(sin_of_rest(rest)) ^ parity_sign(shifted));
        return S::select(x == V(Element<V>(0)), x, result); // keeps -0.0
    }

    // cos(x) = -(-1)**n sin(x - (n + 1/2) pi)
    template <class V> static V cos(V x) {
        using T = Element<V>;
        if (!S::all(S::absolute(x) <= V(C<V>::angle_limit))) return S::map_lanes(x, LibraryCos{});
        const V shifted = S::multiply_add(x, V(C<V>::inverse_pi), V(T(-0.5))) + V(round_magic<V>());
        const V rest = subtract_pi(x, (shifted - V(round_magic<V>())) + V(T(0.5)), T(1));
        const V negated = V(T(0)) - sin_of_rest(rest);
        return S::template from_bits<V>(S::bits(negated) ^ parity_sign(shifted));
    }

    // tan(x) = s/c in even quarters, -c/s in odd ones.
    template <class V> static V tan(V x) {
        using T = Element<V>;
        if (!S::all(S::absolute(x) <= V(C<V>::angle_limit))) return S::map_lanes(x, LibraryTan{});
        const V shifted = S::multiply_add(x, V(T(2) * C<V>::inverse_pi), V(round_magic<V>()));
        const V r = subtract_pi(x, shifted - V(round_magic<V>()), T(0.5));
        const V z = r * r;
        const V sine = S::multiply_add(r * z, polynomial(C<V>::sin_tail_quarter, z), r);
        const V cosine = S::multiply_add(z, V(T(-0.5)), V(T(1))) + z * z * polynomial(C<V>::cos_tail, z);
        // The parity as the sign of a number keeps this to one comparison.
        const auto is_odd = S::template from_bits<V>(parity_sign(shifted) | S::bits(V(T(1)))) < V(T(0));
        const V top = S::select(is_odd, V(T(0)) - cosine, sine), bottom = S::select(is_odd, sine, cosine);
        return S::select(x == V(T(0)), x, top / bottom);
    }

  private:
    struct LibrarySin {
        template <class T> T operator()(T x) const { return T(sizeof(T) == 8 ? ::sin(x) : ::sinf(x)); }
    };
    struct LibraryCos {
        template <class T> T operator()(T x) const { return T(sizeof(T) == 8 ? ::cos(x) : ::cosf(x)); }
    };
    struct LibraryTan {
        template <class T> T operator()(T x) const { return T(sizeof(T) == 8 ? ::tan(x) : ::tanf(x)); }
    };

    // Adding 1.5 * 2**mantissa_bits rounds to a whole number, which then stands in the low mantissa bits.
    template <class V> static constexpr Element<V> round_magic() {
        return Element<V>(3ull << (C<V>::mantissa_bits - 1));
    }

    // c[0] + c[1] x + ... by two interleaved Horner chains, which halves the time a result waits for.
    template <class V, std::size_t count> static V polynomial(const Element<V> (&c)[count], V x) {
        if constexpr (count < 4) return horner<1, 0>(c, x);
        const V square = x * x;
        return S::multiply_add(x, horner<2, 1>(c, square), horner<2, 0>(c, square));
    }
    template <std::size_t step, std::size_t index, class V, std::size_t count>
    static V horner(const Element<V> (&c)[count], V x) {
        if constexpr (index + step >= count)
            return V(c[index]);
        else
            return S::multiply_add(horner<step, index + step>(c, x), x, V(c[index]));
    }

    template <class V> struct Split {
        V shifted; // the whole number as round_magic leaves it
        V rest;
    };

    // x = n ln2 + rest with |rest| <= ln2 / 2
    template <class V> static Split<V> split_exponent(V x) {
        const V shifted = S::multiply_add(x, V(C<V>::inverse_ln2), V(round_magic<V>()));
        const V n = shifted - V(round_magic<V>());
        const V rest = S::multiply_add(n, V(-C<V>::ln2[0]), x);
        return {shifted, S::multiply_add(n, V(-C<V>::ln2[1]), rest)};
    }

    template <class V> static V exp_of_rest(V r) {
        const V above_one = S::multiply_add(r * r, polynomial(C<V>::exp_tail, r), r);
        return above_one + V(Element<V>(1));
    }

    // The whole number in `shifted` as something to add to the bits of a float: times 2**n.
    template <class V> static Bits<V> exponent_bits(V shifted) {
        return S::bits(shifted) << C<V>::mantissa_bits;
    }

    // All arguments: the power of two is applied in two halves, so that it may leave the range of exponents.
    template <class V> [[gnu::noinline, gnu::cold]] static V exp_everywhere(V x) {
        const V low(C<V>::exp_low), high(C<V>::exp_high);
        const V clamped = S::select(x < low, low, S::select(x > high, high, x));
        const Split<V> split = split_exponent(clamped);
        const V n = split.shifted - V(round_magic<V>());
        const V half_shifted = S::multiply_add(n, V(Element<V>(0.5)), V(round_magic<V>()));
        const V half = half_shifted - V(round_magic<V>());
        const V scaled = exp_of_rest(split.rest) * power_of_two(half_shifted);
        const V result = scaled * power_of_two((n - half) + V(round_magic<V>()));
        return S::select(x == x, result, x);
    }
    template <class V> static V power_of_two(V shifted) {
        return S::template from_bits<V>(S::bits(V(Element<V>(1))) + exponent_bits(shifted));
    }

    // x - n * (fraction of pi), with the product exact.
    template <class V> static V subtract_pi(V x, V n, Element<V> fraction) {
        if constexpr (has_fused<Arch>)
            return subtract_parts(C<V>::pi_fused, x, n, fraction);
        else
            return subtract_parts(C<V>::pi_short, x, n, fraction);
    }
    template <class V, std::size_t count>
    static V subtract_parts(const Element<V> (&parts)[count], V x, V n, Element<V> fraction) {
        V rest = x;
        for (std::size_t i = 0; i < count; ++i) rest = S::multiply_add(n, V(-parts[i] * fraction), rest);
        return rest;
    }

    template <class V> static V sin_of_rest(V r) {
        const V z = r * r;
        return S::multiply_add(r * z, polynomial(C<V>::sin_tail, z), r);
    }

    // The sign bit, set where the whole number in `shifted` is odd.
    template <class V> static Bits<V> parity_sign(V shifted) {
        return S::bits(shifted) << static_cast<int>(sizeof(Element<V>) * 8 - 1);
    }

    // The mantissa in [sqrt(1/2), sqrt(2)) of a positive normal number, and its exponent as a float.
    template <class V> static V take_mantissa(V x, V &exponent) {
        using T = Element<V>;
        using U = Bits<T>;
        constexpr int shift = C<V>::mantissa_bits;
        constexpr U offset = U(sizeof(T) == 8 ? 1024 : 128);
        const Bits<V> biased = S::bits(x) - Bits<V>(S::bits(C<V>::sqrt_half)) + Bits<V>(offset << shift);
        const Bits<V> whole = biased >> shift;
        const V magic = V(T(1ull << shift));
        exponent = S::template from_bits<V>(whole | S::bits(magic)) - (magic + V(T(offset)));
        return S::template from_bits<V>(S::bits(x) - (whole << shift) + Bits<V>(offset << shift));
    }
};

// Rounding to whole numbers. SSE2 has no instruction for it, and xsimd 8.1's emulation is wrong beyond the
// integers.
template <class Arch> struct Rounding {
    using S = Simd<Arch>;

    // Adding and taking away 2**mantissa_bits drops the fraction in the CPU's rounding: half to even.
    template <class V> static V to_even(V x) {
        using T = Element<V>;
        const V whole_above(T(1ull << (sizeof(T) == 8 ? 52 : 23)));
        const Bits<V> sign = S::bits(x) & Bits<V>(S::template sign_bit<T>());
        const V size = S::absolute(x);
        const V rounded = S::select(size < whole_above, (size + whole_above) - whole_above, size);
        return S::template from_bits<V>(S::bits(rounded) | sign);
    }
    template <class V> static V floor(V x) {
        if constexpr (!is_emulated<V>) return S::floor(x);
        const V nearest = to_even(x);
        return S::select(nearest > x, nearest - V(Element<V>(1)), nearest);
    }
    template <class V> static V ceil(V x) {
        if constexpr (!is_emulated<V>) return S::ceil(x);
        const V nearest = to_even(x), above = nearest + V(Element<V>(1));
        const Bits<V> sign = S::bits(x) & Bits<V>(S::template sign_bit<Element<V>>());
        // Between -1 and 0 the result is -0.0.
        return S::template from_bits<V>(S::bits(S::select(nearest < x, above, nearest)) |
                                        sign_of_zero(x, sign));
    }
    template <class V> static V trunc(V x) {
        if constexpr (!is_emulated<V>) return S::trunc(x);
        const Bits<V> sign = S::bits(x) & Bits<V>(S::template sign_bit<Element<V>>());
        return S::template from_bits<V>(S::bits(floor(S::absolute(x))) | sign);
    }

  private:
    template <class V>
    static constexpr bool is_emulated = std::is_same_v<Arch, xsimd::sse2> && !std::is_arithmetic_v<V>;

    // The sign of a negative x above -1, no sign for all others.
    template <class V> static Bits<V> sign_of_zero(V x, Bits<V> sign) {
        const V kept = S::select(x > V(Element<V>(-1)), S::template from_bits<V>(sign), V(Element<V>(0)));
        return S::bits(kept);
    }
};

} // namespace adder::vecext
