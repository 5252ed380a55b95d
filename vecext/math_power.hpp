// SPDX-License-Identifier: MIT
// pow, cbrt and hypot.
//
// x**y = 2**(y log2(x)): the logarithm is computed to twice the digits of the element type, for an exponent
// magnifies its error a thousandfold. Largest errors in units in the last place: 1.2 for all three. What C99
// singles out (zeros, infinities, nan, negative bases without a whole exponent, results out of range) is left
// to the C library.
#pragma once

#include "vecext/math_exponential.hpp"

namespace adder::vecext {

template <class Arch> struct PowerMath {
    using S = Simd<Arch>;
    using M = MathCore<Arch>;
    template <class V> using C = Coefficients<Element<V>, Arch>;

    template <class V> [[gnu::noinline, gnu::flatten]] static V pow(V x, V y) {
        const auto is_normal = M::is_positive_normal(x);
        const Powered<V> result = pow_of_positive(x, y);
        const auto is_usual = M::both(is_normal, result.is_in_range);
        if (S::all(is_usual)) [[likely]]
            return result.value;
        return pow_everywhere(x, y);
    }

    template <class V> [[gnu::noinline, gnu::flatten]] static V cbrt(V x) {
        const V size = S::absolute(x);
        const auto is_usual = M::is_positive_normal(size);
        if (!S::all(is_usual)) [[unlikely]]
            return cbrt_everywhere(x);
        return M::with_sign(cbrt_of_positive(size, M::template constant<V>(0)), x);
    }

    // sqrt(x**2 + y**2). Too short to gain by groups.
    template <class V> [[gnu::flatten]] static V hypot(V x, V y) {
        if constexpr (requires { V::width; })
            return V::map([](auto one, auto other) { return hypot(one, other); }, x, y);
        else
            return hypot_plain(x, y);
    }

  private:
    template <class V> using Double = typename M::template Double<V>;

    template <class V> static V hypot_plain(V x, V y) {
        const V one = S::absolute(x), other = S::absolute(y);
        const auto is_less = one < other;
        const V large = S::select(is_less, other, one), small = S::select(is_less, one, other);
        const auto is_usual = M::both(large >= V(C<V>::square_low), large + small < V(C<V>::square_high));
        if (!S::all(is_usual)) [[unlikely]]
            return hypot_everywhere(one, other, large, small);
        return M::square_root(S::multiply_add(large, large, small * small));
    }

    struct LibraryPow {
        template <class T> T operator()(T x, T y) const {
            return T(sizeof(T) == 8 ? ::pow(x, y) : ::powf(x, y));
        }
    };

    template <class V> struct Powered {
        V value;
        decltype(V() < V()) is_in_range;
    };
    template <class V> static Powered<V> pow_of_positive(V x, V y) {
        const Double<V> logarithm = long_log2(x);
        const Double<V> product = M::multiply(y, logarithm.high);
        const V low = S::multiply_add(y, logarithm.low, product.low);
        const V magic = M::template round_magic<V>(), shifted = product.high + magic;
        const V rest = (product.high - (shifted - magic)) + low;
        return {ExponentialMath<Arch>::exp2_scaled(rest, shifted),
                S::absolute(product.high + low) < V(C<V>::exp2_plain)};
    }

    // Negative bases with whole exponents by |x|, what else is unusual by the C library.
    template <class V> [[gnu::noinline]] static V pow_everywhere(V x, V y) {
        const V size = S::absolute(x), zero = M::template constant<V>(0);
        const auto is_normal = M::is_positive_normal(size);
        const Powered<V> result = pow_of_positive(size, y);
        const V half = y * M::template constant<V>(0.5);
        const auto is_whole = round_small(y) == y, is_even = round_small(half) == half;
        const auto is_known = S::select(is_whole, x, size) == x;
        const V negated = S::select(is_even, result.value, M::negate(result.value));
        const V value = S::select(x < zero, negated, result.value);
        const auto is_usual = M::both(M::both(is_normal, result.is_in_range), is_known);
        return S::all(is_usual) ? value : M::replace_lanes(LibraryPow{}, value, is_usual, x, y);
    }
    // The nearest whole number; nan where the range of round_magic ends.
    template <class V> static V round_small(V x) {
        const V magic = M::template round_magic<V>();
        return S::select(S::absolute(x) < V(Element<V>(1ull << (C<V>::mantissa_bits - 2))),
                         (x + magic) - magic, M::template not_a_number<V>());
    }

    // log2 of a positive normal number: k + s (c1 + z (c3 + z q(z))) with s = (m-1)/(m+1), z = s**2.
    template <class V> static Double<V> long_log2(V x) {
        V k;
        const V mantissa = M::take_mantissa(x, k);
        const V one = M::template constant<V>(1), f = mantissa - one;
        const V divisor = mantissa + one, divisor_low = mantissa - (divisor - one);
        const V inverse = one / divisor, s = f * inverse;
        const Double<V> back = M::multiply(s, divisor);
        const V s_low = (((f - back.high) - back.low) - s * divisor_low) * inverse;
        Double<V> z = M::multiply(s, s);
        z.low = S::multiply_add(s + s, s_low, z.low);
        const V tail = z.high * M::polynomial(C<V>::log2_tail, z.high);
        const Double<V> inner = add_long(V(C<V>::two_thirds_over_ln2[0]), V(C<V>::two_thirds_over_ln2[1]),
                                         Double<V>{tail, M::template constant<V>(0)});
        const Double<V> outer =
            add_long(V(C<V>::two_over_ln2[0]), V(C<V>::two_over_ln2[1]), multiply_long(z, inner));
        const Double<V> fraction = multiply_long(Double<V>{s, s_low}, outer);
        const Double<V> sum = M::add(k, fraction.high);
        return {sum.high, sum.low + fraction.low};
    }
    template <class V> static Double<V> add_long(V high, V low, Double<V> x) {
        const Double<V> sum = M::add(high, x.high);
        return {sum.high, sum.low + (x.low + low)};
    }
    template <class V> static Double<V> multiply_long(Double<V> a, Double<V> b) {
        const Double<V> product = M::multiply(a.high, b.high);
        return {product.high, S::multiply_add(a.high, b.low, S::multiply_add(a.low, b.high, product.low))};
    }

    // Of x = 2**(3 q + r) m with r in -1, 0, 1: a polynomial and one step of Newton's method give
    // y = (2**r m)**(-1/3), a second step the root itself.
    template <class V> static V cbrt_of_positive(V x, V excess) {
        V k;
        const V mantissa = M::take_mantissa(x, k), magic = M::template round_magic<V>();
        k = k - excess;
        const V third = M::template constant<V>(1.0 / 3), one = M::template constant<V>(1);
        const V shifted = S::multiply_add(k, third, magic);
        const V r = k - M::template constant<V>(3) * (shifted - magic);
        const auto is_below = r<M::template constant<V>(0), is_above = r> M::template constant<V>(0);
        const auto choose = [&](V below, V above) {
            return S::select(is_below, below, S::select(is_above, above, one));
        };
        const V m = mantissa * choose(M::template constant<V>(0.5), M::template constant<V>(2));
        V y = M::polynomial(C<V>::cbrt_seed, mantissa) * choose(V(C<V>::cbrt_2), V(C<V>::cbrt_half));
        const V wrong = S::multiply_add(M::negate(m * y), y * y, one);
        y = S::multiply_add(y * third, wrong, y);
        const V square = y * y, root = m * square;
        const V left = S::multiply_add(M::negate(root), root * root, m);
        const V result = S::multiply_add(left * square, third, root);
        return S::template from_bits<V>(S::bits(result) + M::exponent_bits(shifted));
    }
    template <class V> [[gnu::noinline]] static V cbrt_everywhere(V x) {
        const V size = S::absolute(x), zero = M::template constant<V>(0);
        V excess;
        const V normal = M::make_normal(size, excess), result = cbrt_of_positive(normal, excess);
        const V finite = S::select(size <= M::template largest<V>(), M::with_sign(result, x), x);
        return S::select(size == zero, x, finite);
    }

    template <class V> [[gnu::noinline]] static V hypot_everywhere(V one, V other, V large, V small) {
        const Element<V> scale = C<V>::square_scale;
        const auto is_large = large >= V(C<V>::square_high), is_tiny = large < V(C<V>::square_low);
        const auto choose = [&](Element<V> down, Element<V> up) {
            return S::select(is_large, V(down), S::select(is_tiny, V(up), M::template constant<V>(1)));
        };
        const V factor = choose(1 / scale, scale), a = large * factor, b = small * factor;
        const V result = M::square_root(S::multiply_add(a, a, b * b)) * choose(scale, 1 / scale);
        const V infinity = M::template infinity<V>();
        // Infinity wins over nan.
        const V number = S::select(one == one, S::select(other == other, result, other), one);
        return S::select(one == infinity, infinity, S::select(other == infinity, infinity, number));
    }
};

} // namespace adder::vecext
