// SPDX-License-Identifier: MIT
// Every operation of operation.def once, for single elements and for vectors alike.
//
// An operation is a functor template over Arch with `apply`. `vector_types` says for which element types it
// also works on xsimd::batch; for the others the loop runs element by element. Bools are bytes 0 and 1:
// `boolean`, where present, names the operation that takes the functor's place for them. `in_groups` marks
// long formulas, for which the loop hands over several vectors at once. Predicates and comparisons return
// bool or a mask. What the functions mean at the edges (nan, division by zero, negative zero) is what
// NumPy 1.24 does.
#pragma once

#include <cmath>

#include "vecext/element_math.hpp"
#include "vecext/kernels.hpp"

namespace adder::vecext {

// A function of element_math.hpp. Functions with a pole become infinite at a number; with the others a result
// is infinite because it is too large.
#define ADDER_ELEMENTARY(identifier, function, ...)                                                          \
    template <class Arch> struct identifier {                                                                \
        static constexpr TypeSet vector_types = floats;                                                      \
        static constexpr bool in_groups = true;                                                              \
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
ADDER_ELEMENTARY(Cbrt, cbrt)
ADDER_ELEMENTARY(Log, log, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Log2, log2, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Log10, log10, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Log1p, log1p, static constexpr bool has_pole = true;)
ADDER_ELEMENTARY(Arctanh, atanh, static constexpr bool has_pole = true;)
#undef ADDER_ELEMENTARY

// ---- bits

template <class Arch> struct BitwiseAnd {
    static constexpr TypeSet vector_types = integers;
    template <class V> static V apply(V left, V right) { return left & right; }
};
template <class Arch> struct BitwiseOr {
    static constexpr TypeSet vector_types = integers;
    template <class V> static V apply(V left, V right) { return left | right; }
};
template <class Arch> struct BitwiseXor {
    static constexpr TypeSet vector_types = integers;
    template <class V> static V apply(V left, V right) { return left ^ right; }
};
template <class Arch> struct FlipBool {
    static constexpr TypeSet vector_types = bool_only;
    template <class V> static V apply(V x) { return x ^ V(std::uint8_t(1)); }
};
template <class Arch> struct Keep {
    static constexpr TypeSet vector_types = all_types;
    template <class V> static V apply(V x) { return x; }
};
template <class Arch> struct Invert {
    static constexpr TypeSet vector_types = integers;
    using boolean = FlipBool<Arch>;
    template <class V> static V apply(V x) { return x ^ V(Element<V>(-1)); }
};
// A shift by 64 or more moves every bit out.
template <class Arch> struct LeftShift {
    static constexpr TypeSet vector_types = 0;
    template <class T> static T apply(T x, T count) {
        return std::uint64_t(count) < 64 ? T(std::uint64_t(x) << count) : T(0);
    }
};
template <class Arch> struct RightShift {
    static constexpr TypeSet vector_types = 0;
    template <class T> static T apply(T x, T count) { return x >> (std::uint64_t(count) < 64 ? count : 63); }
};

// ---- arithmetic

template <class Arch> struct Add {
    static constexpr TypeSet vector_types = numbers;
    using boolean = BitwiseOr<Arch>;
    template <class V> static V apply(V left, V right) { return left + right; }
};
template <class Arch> struct Subtract {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static V apply(V left, V right) { return left - right; }
};
template <class Arch> struct Multiply {
    static constexpr TypeSet vector_types = floats;
    using boolean = BitwiseAnd<Arch>;
    template <class V> static V apply(V left, V right) { return left * right; }
};
template <class Arch> struct Divide {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V left, V right) { return left / right; }
};
template <class Arch> struct Square {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V x) { return x * x; }
};
template <class Arch> struct Reciprocal {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V x) { return V(Element<V>(1)) / x; }
};
template <class Arch> struct Positive {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static V apply(V x) { return x; }
};
template <class Arch> struct Negative {
    static constexpr TypeSet vector_types = numbers;
    using S = Simd<Arch>;
    template <class V> static V apply(V x) {
        if constexpr (std::is_floating_point_v<Element<V>>) {
            return S::template from_bits<V>(S::bits(x) ^ Bits<V>(S::template sign_bit<Element<V>>()));
        } else {
            return V(Element<V>(0)) - x;
        }
    }
};
template <class Arch> struct Absolute {
    static constexpr TypeSet vector_types = floats;
    using boolean = Keep<Arch>;
    template <class V> static V apply(V x) {
        if constexpr (std::is_floating_point_v<Element<V>>)
            return Simd<Arch>::absolute(x);
        else
            return x < 0 ? V(0) - x : x;
    }
};
template <class Arch> struct Sign {
    static constexpr TypeSet vector_types = floats;
    using S = Simd<Arch>;
    template <class V> static V apply(V x) {
        using T = Element<V>;
        const V below = S::select(x < V(T(0)), V(T(-1)), x);
        return S::select(x == V(T(0)), V(T(0)), S::select(x > V(T(0)), V(T(1)), below));
    }
};

// ---- division with rest, as Python defines it: the rest has the sign of the divisor

template <class Arch> struct FloorDivide {
    static constexpr TypeSet vector_types = has_fused<Arch> ? floats : 0;
    template <class V> static V apply(V left, V right) {
        return ElementMath<Arch>::floor_divide(left, right);
    }
    static std::int64_t apply(std::int64_t left, std::int64_t right) {
        if (right == 0) return 0;
        if (right == -1) return -left;
        return left / right - (left % right != 0 && (left < 0) != (right < 0));
    }
};
template <class Arch> struct Remainder {
    static constexpr TypeSet vector_types = has_fused<Arch> ? floats : 0;
    template <class V> static V apply(V left, V right) { return ElementMath<Arch>::remainder(left, right); }
    static std::int64_t apply(std::int64_t left, std::int64_t right) {
        if (right == 0 || right == -1) return 0;
        const std::int64_t rest = left % right;
        return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest;
    }
};
// Whole numbers wrap around; negative exponents are refused before the loop.
template <class Arch> struct Power {
    static constexpr TypeSet vector_types = floats;
    static constexpr bool in_groups = true;
    template <class V> static V apply(V base, V exponent) { return ElementMath<Arch>::pow(base, exponent); }
    static std::int64_t apply(std::int64_t base, std::int64_t exponent) {
        std::uint64_t result = 1, factor = std::uint64_t(base);
        for (; exponent > 0; exponent >>= 1, factor *= factor) {
            if (exponent & 1) result *= factor;
        }
        return std::int64_t(result);
    }
};

// ---- order: a nan in either operand is the result

template <class Arch> struct Minimum {
    static constexpr TypeSet vector_types = numbers;
    using boolean = BitwiseAnd<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V left, V right) {
        const V lower = S::select(left < right, left, right);
        if constexpr (std::is_floating_point_v<Element<V>>)
            return S::select(left == left, lower, left);
        else
            return lower;
    }
};
template <class Arch> struct Maximum {
    static constexpr TypeSet vector_types = numbers;
    using boolean = BitwiseOr<Arch>;
    using S = Simd<Arch>;
    template <class V> static V apply(V left, V right) {
        const V higher = S::select(left > right, left, right);
        if constexpr (std::is_floating_point_v<Element<V>>)
            return S::select(left == left, higher, left);
        else
            return higher;
    }
};

// ---- functions on floats

template <class Arch> struct Sqrt {
    static constexpr TypeSet vector_types = floats;
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
    template <class V> static V apply(V x) { return Rounding<Arch>::to_even(x); }
};
template <class Arch> struct Arctan2 {
    static constexpr TypeSet vector_types = floats;
    static constexpr bool in_groups = true;
    template <class V> static V apply(V y, V x) { return ElementMath<Arch>::atan2(y, x); }
};
template <class Arch> struct Hypot {
    static constexpr TypeSet vector_types = floats;
    static constexpr bool in_groups = true;
    template <class V> static V apply(V x, V y) { return ElementMath<Arch>::hypot(x, y); }
};
template <class Arch> struct Copysign {
    static constexpr TypeSet vector_types = floats;
    using S = Simd<Arch>;
    template <class V> static V apply(V size, V sign) {
        const Bits<V> bit(S::template sign_bit<Element<V>>());
        return S::template from_bits<V>(S::bits(S::absolute(size)) | (S::bits(sign) & bit));
    }
};

// ---- questions

template <class Arch> struct IsNan {
    static constexpr TypeSet vector_types = floats;
    template <class V> static auto apply(V x) { return !(x == x); }
};
template <class Arch> struct IsInf {
    static constexpr TypeSet vector_types = floats;
    template <class V> static auto apply(V x) {
        return Simd<Arch>::absolute(x) == V(Element<V>(__builtin_inf()));
    }
};
template <class Arch> struct IsFinite {
    static constexpr TypeSet vector_types = floats;
    template <class V> static auto apply(V x) {
        return Simd<Arch>::absolute(x) < V(Element<V>(__builtin_inf()));
    }
};
template <class Arch> struct Signbit {
    static constexpr TypeSet vector_types = 0;
    template <Scalar T> static bool apply(T x) { return __builtin_signbit(x); }
};
template <class Arch> struct LogicalNot {
    static constexpr TypeSet vector_types = floats;
    template <class V> static auto apply(V x) { return x == V(Element<V>(0)); }
};
template <class Arch> struct Equal {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static auto apply(V left, V right) { return left == right; }
};
template <class Arch> struct NotEqual {
    static constexpr TypeSet vector_types = numbers;
    // Not `!=`: xsimd 8.1 finds a nan equal to itself with it on AVX.
    template <class V> static auto apply(V left, V right) { return !(left == right); }
};
template <class Arch> struct Less {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static auto apply(V left, V right) { return left < right; }
};
template <class Arch> struct LessEqual {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static auto apply(V left, V right) { return left <= right; }
};
template <class Arch> struct Greater {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static auto apply(V left, V right) { return left > right; }
};
template <class Arch> struct GreaterEqual {
    static constexpr TypeSet vector_types = numbers;
    template <class V> static auto apply(V left, V right) { return left >= right; }
};
template <class Arch> struct LogicalAnd {
    static constexpr TypeSet vector_types = 0;
    template <Scalar T> static bool apply(T left, T right) { return left != 0 && right != 0; }
};
template <class Arch> struct LogicalOr {
    static constexpr TypeSet vector_types = 0;
    template <Scalar T> static bool apply(T left, T right) { return left != 0 || right != 0; }
};
template <class Arch> struct LogicalXor {
    static constexpr TypeSet vector_types = 0;
    template <Scalar T> static bool apply(T left, T right) { return (left != 0) != (right != 0); }
};

// ---- three operands

// Works on bits, with a mask of all ones or zeros: no type needs its own form.
template <class Arch> struct Where {
    static constexpr TypeSet vector_types = numbers;
    template <class U> static U apply(U mask, U yes, U no) { return no ^ ((yes ^ no) & mask); }
};
template <class Arch> struct MultiplyAdd {
    static constexpr TypeSet vector_types = floats;
    template <class V> static V apply(V left, V right, V sum) {
        if constexpr (std::is_floating_point_v<Element<V>>)
            return Simd<Arch>::multiply_add(left, right, sum);
        else
            return sum + left * right;
    }
};

// ---- reductions: the operation that combines two elements

template <class Arch> using Sum = Add<Arch>;
template <class Arch> using Product = Multiply<Arch>;
template <class Arch> using Lowest = Minimum<Arch>;
template <class Arch> using Highest = Maximum<Arch>;
template <class Arch> using Dot = Add<Arch>;

} // namespace adder::vecext
