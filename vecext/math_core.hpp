// SPDX-License-Identifier: MIT
// What the formulas of math_*.hpp share: polynomials, exact sums and products, floats taken apart.
//
// Every function works on a single element, a vector or a group of vectors alike and is a member of a
// template over Arch. A formula computes all lanes at once and holds for the usual arguments; one branch a
// vector leads to the rest. There the lanes are either computed by a longer formula and selected, or handed
// one by one to the C library (replace_lanes). So an element's result never depends on its neighbours.
#pragma once

#include <cmath>
#include <limits>
#include <type_traits>

#include "vecext/math_coefficients.hpp"

namespace adder::vecext {

template <class Arch> struct MathCore {
    using S = Simd<Arch>;
    template <class V> using C = Coefficients<Element<V>, Arch>;

    // A constant in all lanes.
    template <class V> static V constant(double value) { return V(Element<V>(value)); }
    template <class V> static V infinity() { return V(std::numeric_limits<Element<V>>::infinity()); }
    template <class V> static V not_a_number() { return V(std::numeric_limits<Element<V>>::quiet_NaN()); }
    template <class V> static V smallest_normal() { return V(std::numeric_limits<Element<V>>::min()); }
    template <class V> static V largest() { return V(std::numeric_limits<Element<V>>::max()); }

    // Functions that only vectors have, for groups too.
    template <class V> static V square_root(V x) {
        if constexpr (requires { V::width; })
            return V::map([](auto part) { return S::square_root(part); }, x);
        else
            return S::square_root(x);
    }
    template <class V> static V negate(V x) {
        return S::template from_bits<V>(S::bits(x) ^ Bits<V>(S::template sign_bit<Element<V>>()));
    }
    template <class V> static Bits<V> sign_of(V x) {
        return S::bits(x) & Bits<V>(S::template sign_bit<Element<V>>());
    }
    // `size`, which is not negative, with the sign of x.
    template <class V> static V with_sign(V size, V x) {
        return S::template from_bits<V>(S::bits(size) | sign_of(x));
    }

    // Where both masks are set.
    template <class Mask> static Mask both(const Mask &a, const Mask &b) {
        if constexpr (std::is_same_v<Mask, bool>)
            return a && b;
        else
            return a & b;
    }

    template <class V> static auto is_positive_normal(V x) {
        return both(x >= smallest_normal<V>(), x <= largest<V>());
    }

    // ---- polynomials

    // c[0] + c[1] x + ... by two interleaved Horner chains, which halves the time a result waits for.
    template <class V, std::size_t count> static V polynomial(const Element<V> (&c)[count], V x) {
        if constexpr (count < 4) return horner<1, 0>(c, x);
        const V square = x * x;
        return S::multiply_add(x, horner<2, 1>(c, square), horner<2, 0>(c, square));
    }
    // The same without c[0]: c[1] + c[2] x + ...
    template <class V, std::size_t count> static V polynomial_tail(const Element<V> (&c)[count], V x) {
        const V square = x * x;
        return S::multiply_add(x, horner<2, 2>(c, square), horner<2, 1>(c, square));
    }
    template <std::size_t step, std::size_t index, class V, std::size_t count>
    static V horner(const Element<V> (&c)[count], V x) {
        if constexpr (index + step >= count)
            return V(c[index]);
        else
            return S::multiply_add(horner<step, index + step>(c, x), x, V(c[index]));
    }

    // ---- numbers of twice the width: high + low, where low is less than half a unit of high

    template <class V> struct Double { V high, low; };
    // The exact product.
    template <class V> static Double<V> multiply(V a, V b) {
        const V product = a * b;
        if constexpr (has_fused<Arch>) {
            return {product, S::multiply_add(a, b, negate(product))};
        } else { // Dekker: halves of the digits, whose products are exact
            const Double<V> x = halves(a), y = halves(b);
            return {product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low};
        }
    }
    // The exact sum, if |a| >= |b| or a is zero.
    template <class V> static Double<V> add(V a, V b) {
        const V sum = a + b;
        return {sum, (a - sum) + b};
    }

    // ---- whole numbers and powers of two

    // Adding 1.5 * 2**mantissa_bits rounds to a whole number, which then stands in the low mantissa bits.
    template <class V> static V round_magic() { return V(Element<V>(3ull << (C<V>::mantissa_bits - 1))); }

    // The whole number in `shifted`, as round_magic left it, as something to add to the bits of a float:
    // times 2**n.
    template <class V> static Bits<V> exponent_bits(V shifted) {
        return S::bits(shifted) << C<V>::mantissa_bits;
    }

    template <class V> static V power_of_two(V shifted) {
        return S::template from_bits<V>(S::bits(constant<V>(1)) + exponent_bits(shifted));
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

    // Subnormal numbers scaled to normal ones, and what their exponent then is too large by.
    template <class V> static V make_normal(V x, V &excess) {
        using T = Element<V>;
        const auto is_subnormal = x < smallest_normal<V>();
        excess = S::select(is_subnormal, V(T(C<V>::mantissa_bits + 2)), V(T(0)));
        return S::select(is_subnormal, x * V(T(1ull << (C<V>::mantissa_bits + 2))), x);
    }

    // ---- rare arguments

    // `result`, except where the mask is not set: there the function of single elements.
    template <class F, class V, class M, class... In>
    [[gnu::noinline, gnu::cold]] static V replace_lanes(F function, V result, M is_usual, In... in) {
        if constexpr (std::is_arithmetic_v<V>) {
            return is_usual ? result : function(in...);
        } else {
            using T = Element<V>;
            constexpr std::size_t count = sizeof(V) / sizeof(T);
            T results[count], usual[count], arguments[sizeof...(In)][count];
            S::store(results, result);
            S::store(usual, S::select(is_usual, constant<V>(1), constant<V>(0)));
            std::size_t row = 0;
            (S::store(arguments[row++], in), ...);
            for (std::size_t lane = 0; lane < count; ++lane) {
                if (usual[lane] != 0) continue;
                if constexpr (sizeof...(In) == 1)
                    results[lane] = function(arguments[0][lane]);
                else
                    results[lane] = function(arguments[0][lane], arguments[1][lane]);
            }
            if constexpr (requires { V::width; })
                return S::load_group(static_cast<const T *>(results));
            else
                return S::load(static_cast<const T *>(results));
        }
    }

  private:
    template <class V> static Double<V> halves(V x) {
        const V spread = x * V(Element<V>((1ull << ((C<V>::mantissa_bits + 2) / 2)) + 1));
        const V high = spread - (spread - x);
        return {high, x - high};
    }
};

} // namespace adder::vecext
