// SPDX-License-Identifier: MIT
// The elementary functions of all families, and rounding, for vectors and single elements alike.
//
// math_*.hpp hold the formulas. Each takes its argument apart exactly (exponent, multiple of pi), evaluates a
// short polynomial on what is left, and puts the parts together; the heads of those files state the largest
// errors, which math_test.cpp holds them to at every level, in both float types.
#pragma once

#include "vecext/math_division.hpp"
#include "vecext/math_logarithm.hpp"
#include "vecext/math_power.hpp"
#include "vecext/math_trigonometry.hpp"

namespace adder::vecext {

template <class Arch>
struct ElementMath : ExponentialMath<Arch>,
                     LogarithmMath<Arch>,
                     TrigonometryMath<Arch>,
                     PowerMath<Arch>,
                     DivisionMath<Arch> {};

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
