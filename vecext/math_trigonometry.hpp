// SPDX-License-Identifier: MIT
// sin, cos, tan and their inverses.
//
// A multiple of pi is taken away so that one rounding of the rest remains; a polynomial does the rest. Huge
// angles go to the C library. Largest errors in units in the last place: sin and cos 1.5, tan 3.1, the
// inverses 2.1.
#pragma once

#include "vecext/math_core.hpp"

namespace adder::vecext {

template <class Arch> struct TrigonometryMath {
    using S = Simd<Arch>;
    using M = MathCore<Arch>;
    template <class V> using C = Coefficients<Element<V>, Arch>;

    template <class V> [[gnu::flatten]] static V sin(V x) {
        const auto is_usual = S::absolute(x) <= V(C<V>::angle_limit);
        const V result = sin_plain(x);
        if (S::all(is_usual)) [[likely]]
            return result;
        return M::replace_lanes(LibrarySin{}, result, is_usual, x);
    }
    template <class V> [[gnu::flatten]] static V cos(V x) {
        const auto is_usual = S::absolute(x) <= V(C<V>::angle_limit);
        const V result = cos_plain(x);
        if (S::all(is_usual)) [[likely]]
            return result;
        return M::replace_lanes(LibraryCos{}, result, is_usual, x);
    }
    template <class V> [[gnu::noinline, gnu::flatten]] static V tan(V x) {
        const auto is_usual = S::absolute(x) <= V(C<V>::angle_limit);
        const V result = tan_plain(x);
        if (S::all(is_usual)) [[likely]]
            return result;
        return M::replace_lanes(LibraryTan{}, result, is_usual, x);
    }

    // Up to 1/2 by the series, beyond by asin(x) = pi/2 - 2 asin(sqrt((1 - x) / 2)).
    template <class V> [[gnu::noinline, gnu::flatten]] static V asin(V x) {
        const V size = S::absolute(x);
        const ArcSine<V> arc = arc_sine(size);
        const V outer =
            (V(C<V>::pi[0] / 2) - (arc.root + arc.root)) - ((arc.above + arc.above) - V(C<V>::pi[1] / 2));
        return M::with_sign(S::select(arc.is_small, arc.root + arc.above, outer), x);
    }
    template <class V> [[gnu::noinline, gnu::flatten]] static V acos(V x) {
        const ArcSine<V> arc = arc_sine(S::absolute(x));
        const V root = M::with_sign(arc.root, x),
                above = S::template from_bits<V>(S::bits(arc.above) ^ M::sign_of(x));
        const V inner = V(C<V>::pi[0] / 2) - (root - (V(C<V>::pi[1] / 2) - above));
        const auto is_negative = x < M::template constant<V>(0);
        const V double_root = arc.root + arc.root, double_above = arc.above + arc.above;
        const V left = V(C<V>::pi[0]) - (double_root - (V(C<V>::pi[1]) - double_above));
        return S::select(arc.is_small, inner, S::select(is_negative, left, double_root + double_above));
    }

    template <class V> [[gnu::noinline, gnu::flatten]] static V atan(V x) {
        return M::with_sign(arc_tangent(S::absolute(x), M::template constant<V>(1)), x);
    }

    // The angle of the point (x, y).
    template <class V> [[gnu::noinline, gnu::flatten]] static V atan2(V y, V x) {
        const V height = S::absolute(y), width = S::absolute(x), sum = height + width;
        const V first = arc_tangent(height, width);
        const V turned = V(C<V>::pi[0]) - (first - V(C<V>::pi[1]));
        const V result = M::with_sign(S::select(x < M::template constant<V>(0), turned, first), y);
        const V limit = M::template largest<V>() * M::template constant<V>(0.25);
        const auto is_usual = M::both(sum >= M::template smallest_normal<V>(), sum < limit);
        if (S::all(is_usual)) [[likely]]
            return result;
        return M::replace_lanes(LibraryAtan2{}, result, is_usual, y, x);
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
    struct LibraryAtan2 {
        template <class T> T operator()(T y, T x) const {
            return T(sizeof(T) == 8 ? ::atan2(y, x) : ::atan2f(y, x));
        }
    };

    // With fused operations by the sine alone, up to pi/2; without, by sine and cosine up to pi/4, where they
    // are more accurate.
    template <class V> static V sin_plain(V x) {
        const V zero = M::template constant<V>(0);
        if constexpr (has_fused<Arch>) {
            const V magic = M::template round_magic<V>();
            const V shifted = S::multiply_add(x, V(C<V>::inverse_pi), magic);
            const V sine = sin_of_rest(subtract_pi(x, shifted - magic, Element<V>(1)));
            return S::select(x == zero, x, flip(sine, parity_sign(S::bits(shifted)))); // keeps -0.0
        } else {
            const Quarter<V> quarter = take_quarter(x);
            const V sine = S::select(quarter.is_odd, quarter.cosine, quarter.sine);
            return S::select(x == zero, x, flip(sine, parity_sign(quarter.number >> 1)));
        }
    }

    // cos(x) = -(-1)**n sin(x - (n + 1/2) pi). Above 1 the rest has half the digits behind the point that the
    // result has: what its rounding lost goes into the formula.
    template <class V> static V cos_plain(V x) {
        if constexpr (has_fused<Arch>) {
            const V magic = M::template round_magic<V>(), half = M::template constant<V>(0.5);
            const V shifted = S::multiply_add(x, V(C<V>::inverse_pi), M::negate(half)) + magic;
            const V n = (shifted - magic) + half, second(-C<V>::pi_fused[1]);
            const V first = S::multiply_add(n, V(-C<V>::pi_fused[0]), x);
            const V near = S::multiply_add(n, second, first);
            const V lost = S::multiply_add(n, second, first - near);
            const V rest = S::multiply_add(n, V(-C<V>::pi_fused[2]), near);
            return flip(M::negate(sin_of_rest(rest, lost)), parity_sign(S::bits(shifted)));
        } else {
            const Quarter<V> quarter = take_quarter(x);
            const V cosine = S::select(quarter.is_odd, quarter.sine, quarter.cosine);
            return flip(cosine, parity_sign((quarter.number + Bits<V>(Bits<Element<V>>(1))) >> 1));
        }
    }

    // By the continued fraction r / (1 - z / (3 - z / (5 - ...))), z = r**2, cut off and written as one
    // fraction r + r z top / bottom: tan(x) is it in even quarters, minus its inverse in odd ones.
    template <class V> static V tan_plain(V x) {
        const V magic = M::template round_magic<V>();
        const V shifted = S::multiply_add(x, V(2 * C<V>::inverse_pi), magic);
        const V r = subtract_pi(x, shifted - magic, Element<V>(0.5)), z = r * r;
        const V lower = M::polynomial(C<V>::tan_bottom, z);
        const V upper = S::multiply_add(r * z, M::polynomial(C<V>::tan_top, z), r * lower);
        const Bits<V> odd_sign = parity_sign(S::bits(shifted));
        const auto is_odd = is_turned<V>(odd_sign);
        const V top = S::select(is_odd, lower, upper), bottom = S::select(is_odd, upper, lower);
        return S::select(x == M::template constant<V>(0), x, flip(top, odd_sign) / bottom);
    }

    // x = number * pi/2 + rest, and sine and cosine of the rest.
    template <class V> struct Quarter {
        Bits<V> number; // in the low bits
        decltype(V() < V()) is_odd;
        V sine, cosine;
    };
    template <class V> static Quarter<V> take_quarter(V x) {
        const V magic = M::template round_magic<V>(), one = M::template constant<V>(1);
        const V shifted = S::multiply_add(x, V(2 * C<V>::inverse_pi), magic);
        const V r = subtract_pi(x, shifted - magic, Element<V>(0.5)), z = r * r;
        const V sine = S::multiply_add(r * z, M::polynomial(C<V>::sin_tail_quarter, z), r);
        const V tail = z * z * M::polynomial(C<V>::cos_tail, z), half = M::template constant<V>(0.5) * z;
        const V near = one - half, lost = (one - near) - half;
        const V cosine = near + (lost + tail);
        const Bits<V> number = S::bits(shifted);
        return {number, is_turned<V>(parity_sign(number)), sine, cosine};
    }

    // r + r z (c0 + z q(z)), in an order in which only small numbers are rounded before the last step.
    template <class V> static V sin_of_rest(V r) {
        const V z = r * r;
        return S::multiply_add(cubic_of_rest(r, z), z, r);
    }
    // Of r + lost. The factor of `lost` should be cos(r); z (0.98 - 0.44 z) is near where it matters, from
    // 1 on, and vanishes with r, where little of the difference that `lost` is made from is true.
    template <class V> static V sin_of_rest(V r, V lost) {
        const V z = r * r;
        const V factor = S::multiply_add(z, M::template constant<V>(-0.44), M::template constant<V>(0.98));
        return S::multiply_add(S::multiply_add(lost, factor, cubic_of_rest(r, z)), z, r);
    }
    template <class V> static V cubic_of_rest(V r, V z) {
        const V small = (r * z) * M::polynomial_tail(C<V>::sin_tail, z);
        return S::multiply_add(r, V(C<V>::sin_tail[0]), small);
    }

    // x - n * (fraction of pi). The first difference is exact: both numbers are multiples of a unit of which
    // the result has few. The later parts round the result once.
    template <class V> static V subtract_pi(V x, V n, Element<V> fraction) {
        if constexpr (has_fused<Arch>) {
            V rest = x;
            for (const Element<V> part : C<V>::pi_fused) rest = S::multiply_add(n, V(-part * fraction), rest);
            return rest;
        } else {
            const auto times = [n, fraction](Element<V> part) { return n * V(part * fraction); };
            const V first = x - times(C<V>::pi_short[0]), second = times(C<V>::pi_short[1]);
            const V rest = first - second, lost = (first - rest) - second;
            return rest + ((lost - times(C<V>::pi_short[2])) - times(C<V>::pi_short[3]));
        }
    }

    // The sign bit, set where the whole number is odd; and a float whose sign is turned by it.
    template <class U> static U parity_sign(U number) {
        return number << static_cast<int>(sizeof(Element<U>) * 8 - 1);
    }
    // The sign as that of a number keeps this to one comparison.
    template <class V> static auto is_turned(Bits<V> sign) {
        return flip(M::template constant<V>(1), sign) < M::template constant<V>(0);
    }
    template <class V> static V flip(V x, Bits<V> sign) {
        return S::template from_bits<V>(S::bits(x) ^ sign);
    }

    // asin(root) = root + above, where root is x or, for large x, sqrt((1 - x) / 2).
    template <class V> struct ArcSine {
        decltype(V() < V()) is_small;
        V root, above;
    };
    template <class V> static ArcSine<V> arc_sine(V size) {
        const V half = M::template constant<V>(0.5);
        const auto is_small = size < half;
        const V halved = half - half * size;
        const V z = S::select(is_small, size * size, halved);
        const V root = S::select(is_small, size, M::square_root(halved));
        return {is_small, root, root * z * M::polynomial(C<V>::asin_tail, z)};
    }

    // The angle of y / x, both not negative: pi/4 or pi/2 and the angle that is then left, of at most pi/8.
    template <class V> static V arc_tangent(V y, V x) {
        const V zero = M::template constant<V>(0);
        const auto is_steep = y > x * M::template constant<V>(2.414213562373095);
        const auto is_middle = y > x * M::template constant<V>(0.41421356237309503);
        const V top = S::select(is_steep, M::negate(x), S::select(is_middle, y - x, y));
        const V bottom = S::select(is_steep, y, S::select(is_middle, y + x, x));
        const V eighths = S::select(is_steep, M::template constant<V>(0.5),
                                    S::select(is_middle, M::template constant<V>(0.25), zero));
        const V t = top / bottom, z = t * t;
        const V above = S::multiply_add(t * z, M::polynomial(C<V>::atan_tail, z), eighths * V(C<V>::pi[1]));
        return S::multiply_add(eighths, V(C<V>::pi[0]), t + above);
    }
};

} // namespace adder::vecext
