// SPDX-License-Identifier: MIT
// Every operation of operation.def once, for single elements and for vectors alike.
//
// An operation is a functor template over Arch with `apply`. `vector_types` says for which element types it
// also works on xsimd::batch; for the others the loop runs element by element. Bools are bytes 0 and 1:
// `boolean`, where present, names the operation that takes the functor's place for them, `complex` that for
// complex elements. `in_groups` marks long formulas, for which the loop hands over several vectors at once.
// Predicates and comparisons return bool or a mask. What the functions mean at the edges (nan, division by
// zero, negative zero) is what NumPy 1.24 does.
#pragma once

#include <cmath>

#include "vecext/complex_ops.hpp"
#include "vecext/element_math.hpp"
#include "vecext/kernels.hpp"

namespace adder::vecext {

// A function of element_math.hpp. Functions with a pole become infinite at a number; with the others a result
// is infinite because it is too large.
#define ADDER_ELEMENTARY(identifier, function, ...)                                                          \
    template <class Arch> struct identifier {                                                                \
        static constexpr TypeSet vector_types = floats;                                                      \
        static constexpr bool in_groups = true;                                                              \
        using complex = Complex##identifier<Arch>;                                                           \
        __VA_ARGS__                                                                                          \
        template <class V> static V apply(V x) { return ElementMath<Arch>::function(x); }                    \
    };
ADDER_ELEMENTARY(Exp, exp)
ADDER_ELEMENTARY(Exp2, exp2)
ADDER_ELEMENTARY(Expm1, expm1)
ADDER_ELEMENTARY(Sin, sin)
ADDER_ELEMENTARY(Cos, cos)
ADDER_ELEMENTARY(Tan, tan)
ADDER_ELEMENTARY(Arcsin, asin)
ADDER_ELEMENTARY(Arccos, acos)
ADDER_ELEMENTARY(Arctan, atan)
ADDER_ELEMENTARY(Sinh, sinh)
ADDER_ELEMENTARY(Cosh, cosh)
ADDER_ELEMENTARY(Tanh, tanh)
ADDER_ELEMENTARY(Arcsinh, asinh)
ADDER_ELEMENTARY(Arccosh, acosh)
ADDER_ELEMENTARY(Log, log, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Log2, log2, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Log10, log10, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Log1p, log1p, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Arctanh, atanh, static constexpr bool has_pole = true;)
#undef ADDER_ELEMENTARY

template <class Arch> struct Cbrt {
    static constexpr TypeSet vector_types = floats;
    static constexpr bool in_groups = true;
    template <class V> static V apply(V x) { return ElementMath<Arch>::cbrt(x); }
};

// The flags of the CPU by which errors of arithmetic are told (status.hpp), set by hand.
template <class Arch> struct Flags {
    [[gnu::cold]] static void divide_by_zero() {
        volatile double zero = 0;
        [[maybe_unused]] volatile double infinite = 1 / zero;
    }
    [[gnu::cold]] static void overflow() {
        volatile double huge = 1e308;
        [[maybe_unused]] volatile double infinite = huge * huge;
    }
    [[gnu::cold]] static void invalid() {
        volatile double zero = 0;
        [[maybe_unused]] volatile double nan = zero / zero;
    }
};

// ---- bits

template <class Arch> struct BitwiseAnd {
    static constexpr TypeSet vector_types = bits;
    template <class V> static V apply(V left, V right) { return left & right; }
};
template <class Arch> struct BitwiseOr {
    static constexpr TypeSet vector_types = bits;
    template <class V> static V apply(V left, V right) { return left | right; }
};
template <class Arch> struct BitwiseXor {
    static constexpr TypeSet vector_types = bits;
    template <class V> static V apply(V left, V right) { return left ^ right; }
};
template <class Arch> struct FlipBool {
    static constexpr TypeSet vector_types = bool_only;
    template <class V> static V apply(V x) { return x ^ V(std::uint8_t(1)); }
};
template <class Arch> struct Keep {
    static constexpr TypeSet vector_types = all_real;
    template <class V> static V apply(V x) { return x; }
};
template <class Arch> struct Invert {
    static constexpr TypeSet vector_types = bits;
    using boolean = FlipBool<Arch>;
    template <class V> static V apply(V x) { return x ^ V(Element<V>(-1)); }
};
// A shift by the width of the type or more, or by a negative number, moves every bit out.
template <class Arch> struct LeftShift {
    static constexpr TypeSet vector_types = integers;
    template <class T>
    static xsimd::batch<T, Arch> apply(xsimd::batch<T, Arch> x, xsimd::batch<T, Arch> count) {
        return Simd<Arch>::shift_left(x, count);
    }
    template <std::integral T> static T apply(T x, T count) {
        using U = std::make_unsigned_t<T>;
        return U(count) < sizeof(T) * 8 ? T(std::uint64_t(U(x)) << U(count)) : T(0);
    }
};
template <class Arch> struct RightShift {
    static constexpr TypeSet vector_types = integers;
    template <class T>
    static xsimd::batch<T, Arch> apply(xsimd::batch<T, Arch> x, xsimd::batch<T, Arch> count) {
        return Simd<Arch>::shift_right(x, count);
    }
    template <std::integral T> static T apply(T x, T count) {
        using U = std::make_unsigned_t<T>;
        if (U(count) < sizeof(T) * 8) return T(x >> U(count));
        return std::is_signed_v<T> && x < 0 ? T(-1) : T(0);
    }
};

// ---- arithmetic

template <class Arch> struct Add {
    static constexpr TypeSet vector_types = numbers;
    using boolean = BitwiseOr<Arch>;
    template <class V> static V apply(V left, V right) { return V(left + right); }
};
template <class Arch> struct Subtract {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static V apply(V left, V right) { return V(left - right); }
};
template <class Arch> struct Multiply {
    static constexpr TypeSet vector_types = reals;
    using boolean = BitwiseAnd<Arch>;
    using complex = ComplexMultiply<Arch>;
    template <class V> static V apply(V left, V right) { return Simd<Arch>::multiply(left, right); }
};
template <class Arch> struct Divide {
    static constexpr TypeSet vector_types = floats;
    using complex = ComplexDivide<Arch>;
    template <class V> static V apply(V left, V right) { return left / right; }
};
template <class Arch> struct Square {
    static constexpr TypeSet vector_types = reals;
    using complex = ComplexSquare<Arch>;
    template <class V> static V apply(V x) { return Simd<Arch>::multiply(x, x); }
};
template <class Arch> struct Reciprocal {
    static constexpr TypeSet vector_types = reals;
    using S = Simd<Arch>;
    using complex = ComplexReciprocal<Arch>;
    template <class V> static V apply(V x) {
        using T = Element<V>;
        const V one = V(T(1));
        if constexpr (std::is_floating_point_v<T>) {
            return one / x;
        } else {
            const V zero = V(T(0)), minus_one = V(T(-1));
            V result = S::select(x == one, one, zero);
            if (std::is_signed_v<T>) result = S::select(x == minus_one, minus_one, result);
            if (S::all(!(x == zero))) [[likely]]
                return result;
            Flags<Arch>::divide_by_zero();
            // As an infinity is cut.
            constexpr T infinite =
                std::is_signed_v<T> && sizeof(T) >= 4 ? std::numeric_limits<T>::min() : T(0);
            return S::select(x == zero, V(infinite), result);
        }
    }
};
template <class Arch> struct Positive {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static V apply(V x) { return x; }
};
template <class Arch> struct Conjugate {
    static constexpr TypeSet vector_types = reals;
    using complex = ComplexConjugate<Arch>;
    template <class V> static V apply(V x) { return x; }
};
template <class Arch> struct Negative {
    static constexpr TypeSet vector_types = numbers;
    using S = Simd<Arch>;
    template <class V> static V apply(V x) {
        if constexpr (is_complex<V>) {
            return -x;
        } else if constexpr (std::is_floating_point_v<Element<V>>) {
            return S::template from_bits<V>(S::bits(x) ^ Bits<V>(S::template sign_bit<Element<V>>()));
        } else {
            return V(V(Element<V>(0)) - x);
        }
    }
};
template <class Arch> struct Absolute {
    static constexpr TypeSet vector_types = reals;
    using boolean = Keep<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V x) {
        if constexpr (std::is_floating_point_v<Element<V>>)
            return S::absolute(x);
        else if constexpr (std::is_unsigned_v<Element<V>>)
            return x;
        else
            return S::select(x < V(Element<V>(0)), V(V(Element<V>(0)) - x), x);
    }
};
template <class Arch> using Fabs = Absolute<Arch>;
template <class Arch> struct Sign {
    static constexpr TypeSet vector_types = reals;
    using S = Simd<Arch>;
    using complex = ComplexSign<Arch>;
    template <class V> static V apply(V x) {
        using T = Element<V>;
        const V below = S::select(x < V(T(0)), V(T(-1)), x);
        return S::select(x == V(T(0)), V(T(0)), S::select(x > V(T(0)), V(T(1)), below));
    }
};

// ---- division with rest, as Python defines it: the rest has the sign of the divisor
//
// from_quotient: of whole numbers as floats, of `left / right` or what is rounded down to the same
// (division_loops.hpp).

template <class Arch> struct FloorDivide {
    static constexpr TypeSet vector_types = has_fused<Arch> ? floats : 0;
    static constexpr bool rounds_down = true;
    template <class V> static V from_quotient(V quotient, V, V) { return Rounding<Arch>::floor(quotient); }
    template <class V> static V apply(V left, V right) {
        return ElementMath<Arch>::floor_divide(left, right);
    }
    template <std::integral T> static T apply(T left, T right) {
        if (right == 0) return Flags<Arch>::divide_by_zero(), T(0);
        if constexpr (std::is_signed_v<T>) {
            if (right == -1) {
                const T negated = T(0 - std::make_unsigned_t<T>(left));
                if (left == negated && left != 0) Flags<Arch>::overflow();
                return negated;
            }
        }
        return T(left / right - (left % right != 0 && (left < 0) != (right < 0)));
    }
};
template <class Arch> struct Remainder {
    static constexpr TypeSet vector_types = has_fused<Arch> ? floats : 0;
    static constexpr bool rounds_down = true;
    template <class V> static V from_quotient(V quotient, V left, V right) {
        return left - Rounding<Arch>::floor(quotient) * right;
    }
    template <class V> static V apply(V left, V right) { return ElementMath<Arch>::remainder(left, right); }
    template <std::integral T> static T apply(T left, T right) {
        if (right == 0) return Flags<Arch>::divide_by_zero(), T(0);
        if (std::is_signed_v<T> && right == T(-1)) return 0;
        const T rest = T(left % right);
        return rest != 0 && (rest < 0) != (right < 0) ? T(rest + right) : rest;
    }
};
// The rest has the sign of the dividend, as in C.
template <class Arch> struct Fmod {
    static constexpr TypeSet vector_types = has_fused<Arch> ? floats : 0;
    static constexpr bool rounds_down = false;
    template <class V> static V from_quotient(V quotient, V left, V right) {
        return left - Rounding<Arch>::trunc(quotient) * right;
    }
    template <class V> static V apply(V left, V right) { return ElementMath<Arch>::fmod(left, right); }
    template <std::integral T> static T apply(T left, T right) {
        if (right == 0) return Flags<Arch>::divide_by_zero(), T(0);
        return std::is_signed_v<T> && right == T(-1) ? T(0) : T(left % right);
    }
};
// Whole numbers wrap around; negative exponents are refused before the loop.
template <class Arch> struct Power {
    static constexpr TypeSet vector_types = floats;
    static constexpr bool in_groups = true;
    using complex = ComplexPower<Arch>;
    template <class V> static V apply(V base, V exponent) { return ElementMath<Arch>::pow(base, exponent); }
    template <std::integral T> static T apply(T base, T exponent) {
        std::uint64_t factor = std::uint64_t(base), result = exponent & 1 ? factor : 1;
        for (exponent >>= 1; exponent > 0; exponent >>= 1) {
            factor *= factor;
            result *= exponent & 1 ? factor : 1;
        }
        return T(result);
    }
};
template <class Arch> using FloatPower = Power<Arch>;

template <class Arch> struct Gcd {
    static constexpr TypeSet vector_types = 0;
    template <std::integral T> static T apply(T left, T right) {
        return T(of_sizes(size(left), size(right)));
    }
    template <std::integral T> static std::make_unsigned_t<T> size(T x) {
        using U = std::make_unsigned_t<T>;
        return x < 0 ? U(0 - U(x)) : U(x);
    }
    template <std::unsigned_integral U> static U of_sizes(U left, U right) {
        while (right != 0) {
            const U rest = left % right;
            left = right;
            right = rest;
        }
        return left;
    }
};
template <class Arch> struct Lcm {
    static constexpr TypeSet vector_types = 0;
    template <std::integral T> static T apply(T left, T right) {
        const auto one = Gcd<Arch>::size(left), other = Gcd<Arch>::size(right);
        const auto divisor = Gcd<Arch>::of_sizes(one, other);
        return divisor == 0 ? T(0) : T(one / divisor * other);
    }
};

// ---- order: a nan in either operand is the result of minimum and maximum, and is passed over by fmin and
// fmax

template <class Arch> struct Minimum {
    static constexpr TypeSet vector_types = all_real;
    using boolean = BitwiseAnd<Arch>;
    using complex = ComplexMinimum<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V left, V right) {
        const V lower = S::lower(left, right);
        if constexpr (std::is_floating_point_v<Element<V>>)
            return S::select(left == left, lower, left);
        else
            return lower;
    }
};
template <class Arch> struct Maximum {
    static constexpr TypeSet vector_types = all_real;
    using boolean = BitwiseOr<Arch>;
    using complex = ComplexMaximum<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V left, V right) {
        const V higher = S::higher(left, right);
        if constexpr (std::is_floating_point_v<Element<V>>)
            return S::select(left == left, higher, left);
        else
            return higher;
    }
};
template <class Arch> struct Fmin {
    static constexpr TypeSet vector_types = all_real;
    using boolean = BitwiseAnd<Arch>;
    using complex = ComplexFmin<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V left, V right) {
        const V lower = S::lower(left, right);
        if constexpr (std::is_floating_point_v<Element<V>>)
            return S::select(right == right, lower, left);
        else
            return lower;
    }
};
template <class Arch> struct Fmax {
    static constexpr TypeSet vector_types = all_real;
    using boolean = BitwiseOr<Arch>;
    using complex = ComplexFmax<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V left, V right) {
        const V higher = S::higher(left, right);
        if constexpr (std::is_floating_point_v<Element<V>>)
            return S::select(right == right, higher, left);
        else
            return higher;
    }
};

// ---- functions on floats

template <class Arch> struct Sqrt {
    static constexpr TypeSet vector_types = floats;
    using complex = ComplexSqrt<Arch>;
    template <class V> static V apply(V x) { return Simd<Arch>::square_root(x); }
};
template <class Arch> struct Floor {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V x) { return Rounding<Arch>::floor(x); }
};
template <class Arch> struct Ceil {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V x) { return Rounding<Arch>::ceil(x); }
};
template <class Arch> struct Trunc {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V x) { return Rounding<Arch>::trunc(x); }
};
template <class Arch> struct Rint {
    static constexpr TypeSet vector_types = floats;
    using complex = ComplexRint<Arch>;
    template <class V> static V apply(V x) { return Rounding<Arch>::to_even(x); }
};
template <class Arch> struct Arctan2 {
    static constexpr TypeSet vector_types = floats;
    static constexpr bool in_groups = true;
    template <class V> static V apply(V y, V x) { return ElementMath<Arch>::atan2(y, x); }
};
template <class Arch> struct Deg2rad {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V x) { return x * V(Element<V>(3.14159265358979323846 / 180)); }
};
template <class Arch> struct Rad2deg {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V x) { return x * V(Element<V>(180 / 3.14159265358979323846)); }
};
// x as mantissa * 2**exponent with the mantissa in [0.5, 1).
template <class Arch> struct Mantissa {
    static constexpr TypeSet vector_types = 0;
    template <std::floating_point T> static T apply(T x) {
        int exponent;
        return T(::frexp(double(x), &exponent));
    }
};
template <class Arch> struct Exponent {
    static constexpr TypeSet vector_types = 0;
    template <std::floating_point T> static T apply(T x) {
        int exponent = 0;
        if (__builtin_isfinite(x)) ::frexp(double(x), &exponent);
        return T(exponent);
    }
};
template <class Arch> struct Ldexp {
    static constexpr TypeSet vector_types = floats;
    using M = MathCore<Arch>;
    using S = Simd<Arch>;
    static double apply(double x, double exponent) { return ::ldexp(x, int(exponent)); }
    static float apply(float x, float exponent) { return ::ldexpf(x, int(exponent)); }
    // One product with a normal power of two is rounded as wanted, whatever the result.
    template <class T>
    static xsimd::batch<T, Arch> apply(xsimd::batch<T, Arch> x, xsimd::batch<T, Arch> exponent) {
        using V = xsimd::batch<T, Arch>;
        const auto is_usual = S::absolute(exponent) <= V(T(sizeof(T) == 8 ? 1022 : 126));
        if (S::all(is_usual)) [[likely]]
            return x * M::power_of_two(exponent + M::template round_magic<V>());
        return M::replace_lanes([](T one, T by) { return apply(one, by); }, x, exponent < exponent, x,
                                exponent);
    }
};
template <class Arch> struct Nextafter {
    static constexpr TypeSet vector_types = 0;
    static double apply(double x, double towards) { return ::nextafter(x, towards); }
    static float apply(float x, float towards) { return ::nextafterf(x, towards); }
};
template <class Arch> struct Spacing {
    static constexpr TypeSet vector_types = floats;
    using M = MathCore<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V x) {
        const V size = S::absolute(x);
        const auto is_finite = size <= M::template largest<V>();
        const V next = S::template from_bits<V>(
            S::bits(S::select(is_finite, size, M::template constant<V>(0))) + Bits<V>(Bits<Element<V>>(1)));
        const V result = M::with_sign(next - size, x);
        return S::select(is_finite, result, M::template not_a_number<V>());
    }
};
template <class Arch> struct Heaviside {
    static constexpr TypeSet vector_types = floats;
    using S = Simd<Arch>;
    template <class V> static V apply(V x, V at_zero) {
        using T = Element<V>;
        const V step = S::select(x > V(T(0)), V(T(1)), S::select(x < V(T(0)), V(T(0)), x));
        return S::select(x == V(T(0)), at_zero, step);
    }
};
template <class Arch> struct Logaddexp {
    static constexpr TypeSet vector_types = 0;
    template <std::floating_point T> static T apply(T x, T y) {
        if (x == y) return x + T(0.693147180559945309417232121458176568L);
        const T distance = x - y;
        if (distance > 0) return x + T(::log1p(::exp(-distance)));
        return distance <= 0 ? y + T(::log1p(::exp(distance))) : distance;
    }
};
template <class Arch> struct Logaddexp2 {
    static constexpr TypeSet vector_types = 0;
    template <std::floating_point T> static T apply(T x, T y) {
        constexpr T log2e = T(1.442695040888963407359924681001892137L);
        if (x == y) return x + 1;
        const T distance = x - y;
        if (distance > 0) return x + log2e * T(::log1p(::exp2(-distance)));
        return distance <= 0 ? y + log2e * T(::log1p(::exp2(distance))) : distance;
    }
};
template <class Arch> struct Hypot {
    static constexpr TypeSet vector_types = floats;
    static constexpr bool in_groups = true;
    template <class V> static V apply(V x, V y) { return ElementMath<Arch>::hypot(x, y); }
};
template <class Arch> using Magnitude = Hypot<Arch>; // of the parts of a complex element
template <class Arch> struct Copysign {
    static constexpr TypeSet vector_types = floats;
    using S = Simd<Arch>;
    template <class V> static V apply(V size, V sign) {
        const Bits<V> bit(S::template sign_bit<Element<V>>());
        return S::template from_bits<V>(S::bits(S::absolute(size)) | (S::bits(sign) & bit));
    }
};

// ---- questions

// Whole numbers are neither infinite nor nan.
template <class Arch> struct IsNan {
    static constexpr TypeSet vector_types = floats;
    using complex = ComplexIsNan<Arch>;
    template <class V> static auto apply(V x) { return !(x == x); }
};
template <class Arch> struct IsInf {
    static constexpr TypeSet vector_types = floats;
    using complex = ComplexIsInf<Arch>;
    template <std::integral T> static bool apply(T) { return false; }
    template <class V> static auto apply(V x) {
        return Simd<Arch>::absolute(x) == V(Element<V>(__builtin_inf()));
    }
};
template <class Arch> struct IsFinite {
    static constexpr TypeSet vector_types = floats;
    using complex = ComplexIsFinite<Arch>;
    template <std::integral T> static bool apply(T) { return true; }
    template <class V> static auto apply(V x) {
        return Simd<Arch>::absolute(x) < V(Element<V>(__builtin_inf()));
    }
};
template <class Arch> struct Signbit {
    static constexpr TypeSet vector_types = floats;
    // The sign as that of a number, which a comparison sees in a nan's and a zero's place too.
    template <class V> static auto apply(V x) {
        using M = MathCore<Arch>;
        return M::with_sign(M::template constant<V>(1), x) < M::template constant<V>(0);
    }
};
template <class Arch> struct LogicalNot {
    static constexpr TypeSet vector_types = all_real;
    template <class V> static auto apply(V x) { return x == V(Element<V>(0)); }
};
template <class Arch> struct Equal {
    static constexpr TypeSet vector_types = all_real;
    template <class V> static auto apply(V left, V right) { return left == right; }
};
template <class Arch> struct NotEqual {
    static constexpr TypeSet vector_types = all_real;
    // Not `!=`: xsimd 8.1 finds a nan equal to itself with it on AVX.
    template <class V> static auto apply(V left, V right) { return !(left == right); }
};
template <class Arch> struct Less {
    static constexpr TypeSet vector_types = all_real;
    using complex = ComplexLess<Arch>;
    template <class V> static auto apply(V left, V right) { return left < right; }
};
template <class Arch> struct LessEqual {
    static constexpr TypeSet vector_types = all_real;
    using complex = ComplexLessEqual<Arch>;
    template <class V> static auto apply(V left, V right) { return left <= right; }
};
template <class Arch> struct Greater {
    static constexpr TypeSet vector_types = all_real;
    using complex = ComplexGreater<Arch>;
    template <class V> static auto apply(V left, V right) { return left > right; }
};
template <class Arch> struct GreaterEqual {
    static constexpr TypeSet vector_types = all_real;
    using complex = ComplexGreaterEqual<Arch>;
    template <class V> static auto apply(V left, V right) { return left >= right; }
};
template <class Arch> struct LogicalAnd {
    static constexpr TypeSet vector_types = all_real;
    template <class V> static auto apply(V left, V right) {
        const V zero(Element<V>(0));
        return !((left == zero) | (right == zero));
    }
};
template <class Arch> struct LogicalOr {
    static constexpr TypeSet vector_types = all_real;
    template <class V> static auto apply(V left, V right) {
        const V zero(Element<V>(0));
        return !((left == zero) & (right == zero));
    }
};
template <class Arch> struct LogicalXor {
    static constexpr TypeSet vector_types = all_real;
    template <class V> static auto apply(V left, V right) {
        const V zero(Element<V>(0));
        // xsimd 8.1 takes `^` of masks for `|` on AVX-512.
        const auto left_zero = left == zero, right_zero = right == zero;
        return (left_zero | right_zero) & !(left_zero & right_zero);
    }
};

// ---- three operands

// Works on bits, with a mask of all ones or zeros: no type needs its own form.
template <class Arch> struct Where {
    static constexpr TypeSet vector_types = reals;
    template <class U> static U apply(U mask, U yes, U no) { return U(no ^ ((yes ^ no) & mask)); }
};
template <class Arch> struct MultiplyAdd {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V left, V right, V sum) {
        if constexpr (std::is_floating_point_v<Element<V>>)
            return Simd<Arch>::multiply_add(left, right, sum);
        else if constexpr (is_complex<V>)
            return sum + ComplexMultiply<Arch>::apply(left, right);
        else
            return V(sum + left * right);
    }
};
// The bounds go first to the lower one: with low above high the result is high.
template <class Arch> struct Clip {
    static constexpr TypeSet vector_types = all_real;
    template <class V> static V apply(V x, V low, V high) {
        if constexpr (is_complex<V>)
            return ComplexMinimum<Arch>::apply(ComplexMaximum<Arch>::apply(x, low), high);
        else
            return Minimum<Arch>::apply(Maximum<Arch>::apply(x, low), high);
    }
};

// ---- reductions, scans and positions: the operation that combines two elements

template <class Arch> using Sum = Add<Arch>;
template <class Arch> using Product = Multiply<Arch>;
template <class Arch> using Lowest = Minimum<Arch>;
template <class Arch> using Highest = Maximum<Arch>;
template <class Arch> using CumulativeSum = Add<Arch>;
template <class Arch> using CumulativeProduct = Multiply<Arch>;
template <class Arch> using CumulativeMinimum = Minimum<Arch>;
template <class Arch> using CumulativeMaximum = Maximum<Arch>;
template <class Arch> using LowestPosition = Minimum<Arch>;
template <class Arch> using HighestPosition = Maximum<Arch>;
template <class Arch> using Dot = Add<Arch>;

} // namespace adder::vecext
