// SPDX-License-Identifier: MIT
// fmod, remainder and floor_divide of floats, exact in every digit.
//
// With |x / y| < 2**50 (2**21 for float) the quotient rounded towards zero is the true one or one too large,
// and with a single rounding x - quotient * y is exact. All other arguments, and all of a level without fused
// multiply and add, go to the C library's fmod. Only usual lanes are divided, so that the CPU's flags tell
// exactly the errors of the arguments.
#pragma once

#include "vecext/math_core.hpp"

namespace adder::vecext {

template <class Arch> struct DivisionMath {
    using S = Simd<Arch>;
    using M = MathCore<Arch>;
    template <class V> using C = Coefficients<Element<V>, Arch>;

    // The rest has the sign of the dividend, as in C.
    template <class V> [[gnu::flatten]] static V fmod(V left, V right) {
        return divide<RestOfTruncation>(left, right);
    }
    // The rest has the sign of the divisor, as in Python.
    template <class V> [[gnu::flatten]] static V remainder(V left, V right) {
        return divide<RestOfFloor>(left, right);
    }
    // The quotient rounded towards minus infinity.
    template <class V> [[gnu::flatten]] static V floor_divide(V left, V right) {
        return divide<Floor>(left, right);
    }

  private:
    // |left| = quotient * |right| + rest; `is_opposite` where the signs differ and a rest remains.
    template <class V> struct Division {
        V left, right, quotient, rest;

        auto is_opposite() const {
            const Bits<V> sign = M::sign_of(left) ^ M::sign_of(right);
            const auto differ = S::template from_bits<V>(S::bits(M::template constant<V>(1)) | sign);
            return M::both(differ<M::template constant<V>(0), rest> M::template constant<V>(0));
        }
    };

    // The three results, each also as a function of single elements that holds for all arguments.
    struct RestOfTruncation {
        template <class V> static V of(const Division<V> &division) {
            return M::with_sign(division.rest, division.left);
        }
        template <class T> T operator()(T left, T right) const { return library_fmod(left, right); }
    };
    struct RestOfFloor {
        template <class V> static V of(const Division<V> &division) {
            const V other = S::absolute(division.right) - division.rest;
            return M::with_sign(S::select(division.is_opposite(), other, division.rest), division.right);
        }
        template <class T> T operator()(T left, T right) const {
            const T rest = library_fmod(left, right);
            if (right == 0 || rest != rest) return rest;
            if (rest == 0) return T(__builtin_copysign(0.0, right));
            return (right < 0) != (rest < 0) ? rest + right : rest;
        }
    };
    struct Floor {
        template <class V> static V of(const Division<V> &division) {
            const V next = division.quotient + M::template constant<V>(1);
            const V size = S::select(division.is_opposite(), next, division.quotient);
            const Bits<V> sign = M::sign_of(division.left) ^ M::sign_of(division.right);
            return S::template from_bits<V>(S::bits(size) | sign);
        }
        template <class T> T operator()(T left, T right) const {
            if (right == 0) return left / right;
            const T rest = library_fmod(left, right);
            T quotient = (left - rest) / right;
            if (rest != 0 && (right < 0) != (rest < 0)) quotient -= 1;
            if (quotient == 0) return T(__builtin_copysign(0.0, left / right));
            const T whole = S::floor(quotient);
            return quotient - whole > T(0.5) ? whole + 1 : whole;
        }
    };

    template <class Result, class V> static V divide(V left, V right) {
        if constexpr (!has_fused<Arch>) {
            return Result{}(left, right);
        } else {
            const V one = M::template constant<V>(1), size = S::absolute(right);
            const V small = V(Element<V>(1) / Element<V>(1ull << (C<V>::mantissa_bits - 2)));
            const auto is_usual = M::both(S::absolute(left) * small < size, size <= M::template largest<V>());
            if (S::all(is_usual)) [[likely]]
                return Result::of(divide_plain(left, right));
            const V inner = S::select(is_usual, left, one), divisor = S::select(is_usual, right, one);
            return M::replace_lanes(Result{}, Result::of(divide_plain(inner, divisor)), is_usual, left,
                                    right);
        }
    }
    template <class V> static Division<V> divide_plain(V left, V right) {
        const V dividend = S::absolute(left), divisor = S::absolute(right);
        const V quotient = S::trunc(dividend / divisor);
        const V rest = S::multiply_add(M::negate(quotient), divisor, dividend);
        const auto is_too_far = rest < M::template constant<V>(0);
        return {left, right, S::select(is_too_far, quotient - M::template constant<V>(1), quotient),
                S::select(is_too_far, rest + divisor, rest)};
    }

    template <class T> static T library_fmod(T left, T right) {
        if constexpr (sizeof(T) == 8)
            return ::fmod(left, right);
        else
            return ::fmodf(left, right);
    }
};

} // namespace adder::vecext
