// SPDX-License-Identifier: MIT
// log, log2, log10, log1p, and the inverse hyperbolic functions, which are logarithms too.
//
// x = 2**k m with m near 1, and log(m) through s = (m-1)/(m+1), in which it is an odd series. Largest errors
// in units in the last place: log 0.9, log2 2, log10 2, log1p 1.5, asinh, acosh and atanh 2.5. log2 is
// exact for powers of two, log10 for powers of ten.
#pragma once

#include "vecext/math_core.hpp"

namespace adder::vecext {

template <class Arch> struct LogarithmMath {
    using S = Simd<Arch>;
    using M = MathCore<Arch>;
    template <class V> using C = Coefficients<Element<V>, Arch>;

    template <class V> [[gnu::flatten]] static V log(V x) { return of_base<Natural>(x); }
    template <class V> [[gnu::noinline, gnu::flatten]] static V log2(V x) { return of_base<Binary>(x); }
    template <class V> [[gnu::noinline, gnu::flatten]] static V log10(V x) { return of_base<Decimal>(x); }

    // log(1 + x)
    template <class V> [[gnu::noinline, gnu::flatten]] static V log1p(V x) {
        const V limit(C<V>::square_high * C<V>::square_high);
        const auto is_usual = M::both(x > M::template constant<V>(-1), x < limit);
        if (!S::all(is_usual)) [[unlikely]]
            return log1p_everywhere(x);
        return M::with_sign(log1p_plain(x), x); // keeps -0.0
    }

    // log(x + sqrt(x**2 + 1)), of which log1p takes the part above 1.
    template <class V> [[gnu::noinline, gnu::flatten]] static V asinh(V x) {
        const V one = M::template constant<V>(1), size = S::absolute(x), limit(C<V>::square_high);
        const auto is_usual = size < limit;
        const V inner = S::select(is_usual, size, limit), square = inner * inner;
        const V above = inner + square / (one + M::square_root(square + one));
        return M::with_sign(beyond_squares(log1p_plain(above), is_usual, size), x);
    }

    // log(x + sqrt(x**2 - 1))
    template <class V> [[gnu::noinline, gnu::flatten]] static V acosh(V x) {
        const V one = M::template constant<V>(1), limit(C<V>::square_high);
        const auto is_usual = M::both(x >= one, x < limit);
        const V above = S::select(is_usual, x, one) - one;
        const V result = log1p_plain(above + M::square_root(S::multiply_add(above, above, above + above)));
        return beyond_squares(result, is_usual, S::select(x < one, M::template not_a_number<V>(), x));
    }

    // log((1 + x) / (1 - x)) / 2
    template <class V> [[gnu::noinline, gnu::flatten]] static V atanh(V x) {
        const V one = M::template constant<V>(1), size = S::absolute(x);
        const auto is_usual = size < one;
        const V inner = S::select(is_usual, size, M::template constant<V>(0));
        const V result = M::template constant<V>(0.5) * log1p_plain((inner + inner) / (one - inner));
        const V at_edge = S::select(size == one, M::template infinity<V>(),
                                    S::select(x == x, M::template not_a_number<V>(), x));
        return M::with_sign(S::select(is_usual, result, at_edge), x);
    }

  private:
    // How log(1 + f) and the exponent k become the result, for each base.
    struct Natural {
        template <class V> static V combine(V f, V k) {
            const Series<V> series = log_series(f);
            const V low = S::multiply_add(k, V(C<V>::ln2[1]), series.low);
            return S::multiply_add(k, V(C<V>::ln2[0]), f - (series.half_square - low));
        }
    };
    struct Binary {
        template <class V> static V combine(V f, V k) {
            const Series<V> series = log_series(f);
            return S::multiply_add(f - (series.half_square - series.low), V(C<V>::inverse_ln2), k);
        }
    };
    struct Decimal {
        template <class V> static V combine(V f, V k) {
            const Series<V> series = log_series(f);
            const V low = S::multiply_add(f - (series.half_square - series.low), V(C<V>::inverse_ln10),
                                          k * V(C<V>::log10_2[1]));
            return S::multiply_add(k, V(C<V>::log10_2[0]), low);
        }
    };

    // log(1 + f) = f - (half_square - low)
    template <class V> struct Series { V half_square, low; };
    template <class V> static Series<V> log_series(V f) {
        const V half_square = M::template constant<V>(0.5) * f * f;
        if constexpr (sizeof(Element<V>) == 4) { // few digits: a series in f itself needs no division
            return {half_square, f * (f * f) * M::polynomial(C<V>::log_direct, f)};
        } else {
            const V s = f / (f + M::template constant<V>(2)), z = s * s;
            const V tail = S::multiply_add(z, M::polynomial(C<V>::log_tail, z), half_square);
            return {half_square, s * tail};
        }
    }

    template <class Base, class V> static V of_base(V x) {
        const auto is_usual = M::is_positive_normal(x);
        if (!S::all(is_usual)) [[unlikely]]
            return of_base_everywhere<Base>(x);
        V k;
        const V mantissa = M::take_mantissa(x, k);
        return Base::combine(mantissa - M::template constant<V>(1), k);
    }

    // All arguments: subnormal numbers are scaled; 0, negative numbers, infinity and nan are selected.
    template <class Base, class V> [[gnu::noinline]] static V of_base_everywhere(V x) {
        V k, excess;
        const V mantissa = M::take_mantissa(M::make_normal(x, excess), k);
        const V result = Base::combine(mantissa - M::template constant<V>(1), k - excess);
        const V zero = M::template constant<V>(0);
        const V special =
            S::select(x == zero, M::negate(M::template infinity<V>()), M::template not_a_number<V>());
        const V in_range = S::select(x == M::template infinity<V>(), x, result);
        return S::select(x > zero, in_range, special);
    }

    // Of -1 < x < 2**1000: what 1 + x loses of x is added to its mantissa.
    template <class V> static V log1p_plain(V x) {
        const V one = M::template constant<V>(1);
        const V sum = x + one, lost = x - (sum - one);
        V k;
        const V mantissa = M::take_mantissa(sum, k);
        const V scale = S::template from_bits<V>(S::bits(mantissa) - S::bits(sum) + S::bits(one));
        return Natural::combine(S::multiply_add(lost, scale, mantissa - one), k);
    }
    template <class V> [[gnu::noinline]] static V log1p_everywhere(V x) {
        const V limit(C<V>::square_high * C<V>::square_high);
        const auto is_usual = M::both(x > M::template constant<V>(-1), x < limit);
        const V inner = M::with_sign(log1p_plain(S::select(is_usual, x, M::template constant<V>(0))), x);
        return S::select(is_usual, inner, of_base_everywhere<Natural>(x + M::template constant<V>(1)));
    }

    // `result`, or log(2 x) for arguments whose squares would overflow.
    template <class V, class Mask> static V beyond_squares(V result, Mask is_usual, V x) {
        if (S::all(is_usual)) [[likely]]
            return result;
        return S::select(is_usual, result, of_base_everywhere<Natural>(x) + V(C<V>::plain_ln2));
    }
};

} // namespace adder::vecext
