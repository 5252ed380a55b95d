// SPDX-License-Identifier: MIT
// What operations mean for complex elements: the functors that LoopTraits puts in place of those for reals.
//
// The arithmetic also works on vectors, in which real and imaginary parts follow each other; both forms make
// the same roundings in the same order. Multiplication is the plain formula, division Smith's (Communications
// of the ACM 5, 1962, algorithm 116), as in NumPy; functions are those of the C library. Order is by the real
// part, then by the imaginary one.
#pragma once

#include "vecext/kernels.hpp"
#include "vecext/simd.hpp"

namespace adder::vecext {

// Elements of a complex type whose parts are R.
template <class R, class Arch> using ComplexVector = xsimd::batch<R, Arch>;

template <class Arch> struct ComplexParts {
    template <ComplexElement C> static C make(Real<C> real, Real<C> imaginary) {
        C result;
        __real__ result = real;
        __imag__ result = imaginary;
        return result;
    }
    template <ComplexElement C> static bool has_nan(C x) {
        return __builtin_isnan(__real__ x) || __builtin_isnan(__imag__ x);
    }
    // A function of single elements applied to those of vectors.
    template <class F, class R>
    [[gnu::noinline, gnu::cold]] static ComplexVector<R, Arch>
    map_elements(F function, ComplexVector<R, Arch> x, ComplexVector<R, Arch> y) {
        using S = Simd<Arch>;
        using C = std::conditional_t<sizeof(R) == 8, _Complex double, _Complex float>;
        constexpr std::ptrdiff_t count = S::template lanes<C>;
        C left[count], right[count];
        S::store(left, x);
        S::store(right, y);
        for (std::ptrdiff_t i = 0; i < count; ++i) left[i] = function(left[i], right[i]);
        return S::load(static_cast<const C *>(left));
    }
    template <ComplexElement C> static bool is_less(C x, C y) {
        const bool is_ordered = !__builtin_isunordered(__imag__ x, __imag__ y);
        return (__real__ x < __real__ y && is_ordered) ||
               (__real__ x == __real__ y && __imag__ x < __imag__ y);
    }
};

// ---- functions of the C library

#define ADDER_COMPLEX_FUNCTION(identifier, function)                                                         \
    template <class Arch> struct Complex##identifier {                                                       \
        static constexpr TypeSet vector_types = 0;                                                           \
        static _Complex double apply(_Complex double x) { return __builtin_##function(x); }                  \
        static _Complex float apply(_Complex float x) { return __builtin_##function##f(x); }                 \
    };
ADDER_COMPLEX_FUNCTION(Sqrt, csqrt)
ADDER_COMPLEX_FUNCTION(Exp, cexp)
ADDER_COMPLEX_FUNCTION(Log, clog)
ADDER_COMPLEX_FUNCTION(Sin, csin)
ADDER_COMPLEX_FUNCTION(Cos, ccos)
ADDER_COMPLEX_FUNCTION(Tan, ctan)
ADDER_COMPLEX_FUNCTION(Arcsin, casin)
ADDER_COMPLEX_FUNCTION(Arccos, cacos)
ADDER_COMPLEX_FUNCTION(Arctan, catan)
ADDER_COMPLEX_FUNCTION(Sinh, csinh)
ADDER_COMPLEX_FUNCTION(Cosh, ccosh)
ADDER_COMPLEX_FUNCTION(Tanh, ctanh)
ADDER_COMPLEX_FUNCTION(Arcsinh, casinh)
ADDER_COMPLEX_FUNCTION(Arccosh, cacosh)
ADDER_COMPLEX_FUNCTION(Arctanh, catanh)
#undef ADDER_COMPLEX_FUNCTION

// A factor of the argument or of the result makes one function of another.
template <class Arch> struct ComplexExp2 {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x) {
        constexpr Real<C> ln2 = Real<C>(0.693147180559945309417232121458176568L);
        return ComplexExp<Arch>::apply(
            ComplexParts<Arch>::template make<C>(ln2 * __real__ x, ln2 * __imag__ x));
    }
};
template <class Arch> struct ComplexLog2 {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x) {
        constexpr Real<C> log2e = Real<C>(1.442695040888963407359924681001892137L);
        const C y = ComplexLog<Arch>::apply(x);
        return ComplexParts<Arch>::template make<C>(__real__ y * log2e, __imag__ y * log2e);
    }
};
template <class Arch> struct ComplexLog10 {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x) {
        constexpr Real<C> log10e = Real<C>(0.434294481903251827651128918916605082L);
        const C y = ComplexLog<Arch>::apply(x);
        return ComplexParts<Arch>::template make<C>(__real__ y * log10e, __imag__ y * log10e);
    }
};
template <class Arch> struct ComplexLog1p {
    static constexpr TypeSet vector_types = 0;
    static _Complex double apply(_Complex double x) {
        const double length = ::hypot(__real__ x + 1, __imag__ x);
        return ComplexParts<Arch>::template make<_Complex double>(::log(length),
                                                                  ::atan2(__imag__ x, __real__ x + 1));
    }
    static _Complex float apply(_Complex float x) {
        const float length = ::hypotf(__real__ x + 1, __imag__ x);
        return ComplexParts<Arch>::template make<_Complex float>(::logf(length),
                                                                 ::atan2f(__imag__ x, __real__ x + 1));
    }
};
// exp(a) cos(b) - 1 without cancellation: expm1(a) cos(b) - 2 sin(b/2)**2.
template <class Arch> struct ComplexExpm1 {
    static constexpr TypeSet vector_types = 0;
    static _Complex double apply(_Complex double x) {
        const double a = ::sin(__imag__ x / 2);
        return ComplexParts<Arch>::template make<_Complex double>(
            ::expm1(__real__ x) * ::cos(__imag__ x) - 2 * a * a, ::exp(__real__ x) * ::sin(__imag__ x));
    }
    static _Complex float apply(_Complex float x) {
        const float a = ::sinf(__imag__ x / 2);
        return ComplexParts<Arch>::template make<_Complex float>(
            ::expm1f(__real__ x) * ::cosf(__imag__ x) - 2 * a * a, ::expf(__real__ x) * ::sinf(__imag__ x));
    }
};
template <class Arch> struct ComplexRint {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x) {
        return ComplexParts<Arch>::template make<C>(Real<C>(__builtin_rint(__real__ x)),
                                                    Real<C>(__builtin_rint(__imag__ x)));
    }
};
template <class Arch> struct ComplexConjugate {
    static constexpr TypeSet vector_types = complexes;
    template <ComplexElement C> static C apply(C x) {
        return ComplexParts<Arch>::template make<C>(__real__ x, -__imag__ x);
    }
    template <class R> static ComplexVector<R, Arch> apply(ComplexVector<R, Arch> x) {
        using S = Simd<Arch>;
        return S::pair_up(x, S::template from_bits<ComplexVector<R, Arch>>(
                                 S::bits(x) ^ Bits<ComplexVector<R, Arch>>(S::template sign_bit<R>())));
    }
};
// The sign of the real part, or of the imaginary one where the real part is zero.
template <class Arch> struct ComplexSign {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x) {
        using R = Real<C>;
        const R a = __real__ x, b = __imag__ x;
        if (ComplexParts<Arch>::has_nan(x))
            return ComplexParts<Arch>::template make<C>(R(__builtin_nan("")), 0);
        const R decisive = a != 0 ? a : b;
        return ComplexParts<Arch>::template make<C>(R(decisive > 0) - R(decisive < 0), 0);
    }
};

// ---- arithmetic

// Of each element of a vector the part with the larger size, and the other one; each in both places.
template <class V, class Arch> struct LargerPart {
    decltype(V() < V()) is_real;
    V part, other;

    explicit LargerPart(V x) {
        using S = Simd<Arch>;
        const V real = S::first_of_pairs(x), imaginary = S::second_of_pairs(x);
        is_real = S::absolute(real) >= S::absolute(imaginary);
        part = S::select(is_real, real, imaginary);
        other = S::select(is_real, imaginary, real);
    }
};

template <class Arch> struct ComplexMultiply {
    static constexpr TypeSet vector_types = complexes;
    template <ComplexElement C> static C apply(C x, C y) {
        return ComplexParts<Arch>::template make<C>(__real__ x * __real__ y - __imag__ x * __imag__ y,
                                                    __real__ x * __imag__ y + __imag__ x * __real__ y);
    }
    template <class R>
    static ComplexVector<R, Arch> apply(ComplexVector<R, Arch> x, ComplexVector<R, Arch> y) {
        using S = Simd<Arch>;
        const auto by_real = S::first_of_pairs(x) * y,
                   by_imaginary = S::second_of_pairs(x) * S::swap_pairs(y);
        return S::pair_up(by_real - by_imaginary, by_real + by_imaginary);
    }
};
template <class Arch> struct ComplexSquare {
    static constexpr TypeSet vector_types = complexes;
    template <class V> static V apply(V x) { return ComplexMultiply<Arch>::apply(x, x); }
};
template <class Arch> struct ComplexDivide {
    static constexpr TypeSet vector_types = complexes;
    template <ComplexElement C> static C apply(C x, C y) {
        using R = Real<C>;
        const R a = __real__ x, b = __imag__ x, c = __real__ y, d = __imag__ y;
        const R size_c = c < 0 ? -c : c, size_d = d < 0 ? -d : d;
        const bool is_real = size_c >= size_d;
        // Chosen before dividing: of two divisions the compiler may do both, and the other one's flags count.
        const R larger = is_real ? c : d, smaller = is_real ? d : c;
        if (larger == 0) [[unlikely]]
            return by_zero<C>(a, b, larger);
        const R ratio = smaller / larger, scale = R(1) / (larger + smaller * ratio);
        return is_real
                   ? ComplexParts<Arch>::template make<C>((a + b * ratio) * scale, (b - a * ratio) * scale)
                   : ComplexParts<Arch>::template make<C>((a * ratio + b) * scale, (b * ratio - a) * scale);
    }
    template <class R>
    static ComplexVector<R, Arch> apply(ComplexVector<R, Arch> x, ComplexVector<R, Arch> y) {
        using S = Simd<Arch>;
        using V = ComplexVector<R, Arch>;
        const LargerPart<V, Arch> larger(y);
        if (S::any(larger.part == V(R(0)))) [[unlikely]]
            return ComplexParts<Arch>::map_elements([](auto one, auto other) { return apply(one, other); }, x,
                                                    y);
        const V ratio = larger.other / larger.part, scale = V(R(1)) / (larger.part + larger.other * ratio);
        const V swapped = S::swap_pairs(x);
        const V first = S::select(larger.is_real, x, x * ratio),
                second = S::select(larger.is_real, swapped * ratio, swapped);
        return S::pair_up(first + second, first - second) * scale;
    }

  private:
    template <ComplexElement C>
    [[gnu::noinline, gnu::cold]] static C by_zero(Real<C> a, Real<C> b, Real<C> zero) {
        const Real<C> size = zero < 0 ? -zero : zero;
        return ComplexParts<Arch>::template make<C>(a / size, b / size);
    }
};
template <class Arch> struct ComplexReciprocal {
    static constexpr TypeSet vector_types = complexes;
    template <ComplexElement C> static C apply(C x) {
        using R = Real<C>;
        const R a = __real__ x, b = __imag__ x;
        const bool is_real = (a < 0 ? -a : a) >= (b < 0 ? -b : b);
        const R larger = is_real ? a : b, smaller = is_real ? b : a;
        const R ratio = smaller / larger, length = larger + smaller * ratio;
        return ComplexParts<Arch>::template make<C>((is_real ? R(1) : ratio) / length,
                                                    (is_real ? -ratio : R(-1)) / length);
    }
    template <class R> static ComplexVector<R, Arch> apply(ComplexVector<R, Arch> x) {
        using S = Simd<Arch>;
        using V = ComplexVector<R, Arch>;
        const LargerPart<V, Arch> larger(x);
        const V ratio = larger.other / larger.part, length = larger.part + larger.other * ratio, one(R(1));
        const V real = S::select(larger.is_real, one, ratio),
                imaginary = S::select(larger.is_real, ratio, one);
        return S::pair_up(real,
                          S::template from_bits<V>(S::bits(imaginary) ^ Bits<V>(S::template sign_bit<R>()))) /
               length;
    }
};
// Small whole powers by squaring, as they are exact more often; all others by the C library.
template <class Arch> struct ComplexPower {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x, C y) {
        using R = Real<C>;
        using Parts = ComplexParts<Arch>;
        if (__real__ y == 0 && __imag__ y == 0) return Parts::template make<C>(1, 0);
        if (__real__ x == 0 && __imag__ x == 0) {
            if (__real__ y > 0 && __imag__ y == 0) return Parts::template make<C>(0, 0);
            const R infinity = R(__builtin_inf()), invalid = infinity - infinity;
            return Parts::template make<C>(invalid, invalid);
        }
        const R whole = __real__ y;
        if (__imag__ y == 0 && whole > -100 && whole < 100 && whole == R(int(whole)))
            return by_squaring(x, int(whole));
        return library(x, y);
    }

  private:
    template <ComplexElement C> static C by_squaring(C x, int exponent) {
        using Times = ComplexMultiply<Arch>;
        if (exponent == 1) return x;
        C result = ComplexParts<Arch>::template make<C>(1, 0), factor = x;
        for (unsigned rest = exponent < 0 ? unsigned(-exponent) : unsigned(exponent); rest > 0; rest >>= 1) {
            if (rest & 1) result = Times::apply(result, factor);
            factor = Times::apply(factor, factor);
        }
        return exponent < 0 ? ComplexReciprocal<Arch>::apply(result) : result;
    }
    static _Complex double library(_Complex double x, _Complex double y) { return __builtin_cpow(x, y); }
    static _Complex float library(_Complex float x, _Complex float y) { return __builtin_cpowf(x, y); }
};

// ---- order and questions

template <class Arch> struct ComplexMinimum {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x, C y) {
        using Parts = ComplexParts<Arch>;
        if (Parts::has_nan(x)) return x;
        return Parts::has_nan(y) || !Parts::is_less(x, y) ? (x == y ? x : y) : x;
    }
};
template <class Arch> struct ComplexMaximum {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x, C y) {
        using Parts = ComplexParts<Arch>;
        if (Parts::has_nan(x)) return x;
        return Parts::has_nan(y) || !Parts::is_less(y, x) ? (x == y ? x : y) : x;
    }
};
template <class Arch> struct ComplexFmin {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x, C y) {
        using Parts = ComplexParts<Arch>;
        if (Parts::has_nan(y)) return x;
        return Parts::has_nan(x) || Parts::is_less(y, x) ? y : x;
    }
};
template <class Arch> struct ComplexFmax {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static C apply(C x, C y) {
        using Parts = ComplexParts<Arch>;
        if (Parts::has_nan(y)) return x;
        return Parts::has_nan(x) || Parts::is_less(x, y) ? y : x;
    }
};
template <class Arch> struct ComplexLess {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static bool apply(C x, C y) { return ComplexParts<Arch>::is_less(x, y); }
};
template <class Arch> struct ComplexGreater {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static bool apply(C x, C y) { return ComplexParts<Arch>::is_less(y, x); }
};
template <class Arch> struct ComplexLessEqual {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static bool apply(C x, C y) {
        const bool is_ordered = !__builtin_isunordered(__imag__ x, __imag__ y);
        return (__real__ x < __real__ y && is_ordered) ||
               (__real__ x == __real__ y && __imag__ x <= __imag__ y);
    }
};
template <class Arch> struct ComplexGreaterEqual {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static bool apply(C x, C y) { return ComplexLessEqual<Arch>::apply(y, x); }
};
template <class Arch> struct ComplexIsNan {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static bool apply(C x) { return ComplexParts<Arch>::has_nan(x); }
};
template <class Arch> struct ComplexIsInf {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static bool apply(C x) {
        return __builtin_isinf(__real__ x) || __builtin_isinf(__imag__ x);
    }
};
template <class Arch> struct ComplexIsFinite {
    static constexpr TypeSet vector_types = 0;
    template <ComplexElement C> static bool apply(C x) {
        return __builtin_isfinite(__real__ x) && __builtin_isfinite(__imag__ x);
    }
};

} // namespace adder::vecext
