// SPDX-License-Identifier: MIT
// What the lambda of a universal function is called with: numbers that may be vectors.
//
// Number<V, Arch> is one element, a vector or a group of vectors, and has one vocabulary for all of them:
// operators, and the functions of vecext as friends, which argument-dependent lookup finds under their usual
// names (sqrt, exp, min, …) and in vecext's accuracy. A plain number beside it takes on its type. Comparisons
// give a Condition, for where(). As everything in kernels, all members have Arch in their type (simd.hpp).
#pragma once

#include "vecext/loops.hpp"

namespace adder::vecext {

template <class V, class Arch> class Number;
template <class V, class Arch> class Condition;

template <class A>
concept PlainNumber = std::is_arithmetic_v<A>;

// Applies an operation of element_ops.hpp to elements, vectors and groups alike.
template <template <class> class Op, class Arch> struct Application {
    template <class V, class... Rest> [[gnu::always_inline]] static auto of(V first, Rest... rest) {
        if constexpr (
            !requires { V::width; } || requires { Op<Arch>::in_groups; })
            return Op<Arch>::apply(first, rest...);
        else
            return by_parts(first, rest...);
    }

  private:
    template <class T, class... Rest> static auto by_parts(Group<T, Arch> first, Rest... rest) {
        using Part = decltype(Op<Arch>::apply(first.part[0], rest.part[0]...));
        using Mask = xsimd::batch_bool<T, Arch>;
        using Result = std::conditional_t<std::is_same_v<Part, Mask>, GroupMask<T, Arch>, Group<T, Arch>>;
        return Group<T, Arch>::template map<Result>([](auto... part) { return Op<Arch>::apply(part...); },
                                                    first, rest...);
    }
};

// Functors that only conditions need.
template <class Arch> struct Both {
    template <class M> static M apply(M left, M right) { return left & right; }
};
template <class Arch> struct Either {
    template <class M> static M apply(M left, M right) { return left | right; }
};
template <class Arch> struct Not {
    template <class M> static M apply(M mask) { return !mask; }
};

template <class V, class Arch> class Condition {
  public:
    using Mask = decltype(std::declval<V>() < std::declval<V>());
    Mask mask;

    explicit Condition(Mask set) : mask(set) {}

    friend Condition operator&&(Condition a, Condition b) { return combine<Both>(a.mask, b.mask); }
    friend Condition operator||(Condition a, Condition b) { return combine<Either>(a.mask, b.mask); }
    friend Condition operator&(Condition a, Condition b) { return a && b; }
    friend Condition operator|(Condition a, Condition b) { return a || b; }
    friend Condition operator!(Condition a) { return combine<Not>(a.mask); }
    // `yes` where the condition holds, else `no`; both are computed.
    friend Number<V, Arch> where(Condition condition, Number<V, Arch> yes, Number<V, Arch> no) {
        return Number<V, Arch>(Simd<Arch>::select(condition.mask, yes.value, no.value));
    }

    template <std::same_as<bool> B> explicit operator B() const {
        static_assert(sizeof(B) == 0, "vecext: a condition differs from element to element; write "
                                      "where(condition, yes, no) in place of `if` and `?:`");
        return false;
    }

  private:
    template <template <class> class Op, class... M> static Condition combine(M... masks) {
        if constexpr (std::is_same_v<Mask, GroupMask<Element<V>, Arch>>)
            return Condition(Group<Element<V>, Arch>::template map<Mask>(
                [](auto... part) { return Op<Arch>::apply(part...); }, masks...));
        else
            return Condition(Op<Arch>::apply(masks...));
    }
};

template <class V, class Arch> class Number {
  public:
    using E = Element<V>;
    using Answer = Condition<V, Arch>;
    V value;

    explicit Number(V in_all_lanes) requires(!PlainNumber<V>) : value(in_all_lanes) {}
    template <PlainNumber A> Number(A number) : value(E(number)) {
        static_assert(
            std::is_floating_point_v<E> || std::is_integral_v<A>,
            "vecext: a fraction beside whole numbers; give the ufunc float types only: ufunc<floats>(…)");
    }

    friend Number operator+(Number a, Number b) { return make<Add>(a, b); }
    friend Number operator-(Number a, Number b) { return make<Subtract>(a, b); }
    friend Number operator*(Number a, Number b) { return make<Multiply>(a, b); }
    friend Number operator/(Number a, Number b) { return of_floats<Divide>(a, b); }
    friend Number operator-(Number a) { return make<Negative>(a); }
    friend Number operator+(Number a) { return a; }
    friend Number operator&(Number a, Number b) { return of_integers<BitwiseAnd>(a, b); }
    friend Number operator|(Number a, Number b) { return of_integers<BitwiseOr>(a, b); }
    friend Number operator^(Number a, Number b) { return of_integers<BitwiseXor>(a, b); }
    friend Number operator~(Number a) { return of_integers<Invert>(a); }
    friend Number &operator+=(Number &a, Number b) { return a = a + b; }
    friend Number &operator-=(Number &a, Number b) { return a = a - b; }
    friend Number &operator*=(Number &a, Number b) { return a = a * b; }
    friend Number &operator/=(Number &a, Number b) { return a = a / b; }

    friend Answer operator<(Number a, Number b) { return ask<Less>(a, b); }
    friend Answer operator<=(Number a, Number b) { return ask<LessEqual>(a, b); }
    friend Answer operator>(Number a, Number b) { return ask<Greater>(a, b); }
    friend Answer operator>=(Number a, Number b) { return ask<GreaterEqual>(a, b); }
    friend Answer operator==(Number a, Number b) { return ask<Equal>(a, b); }
    friend Answer operator!=(Number a, Number b) { return ask<NotEqual>(a, b); }
    friend Answer isnan(Number x) { return x != x; }
    friend Answer isfinite(Number x) { return abs(x) <= of_element(std::numeric_limits<E>::max()); }
    friend Answer isinf(Number x) { return abs(x) > of_element(std::numeric_limits<E>::max()); }

    friend Number abs(Number x) { return make<Absolute>(x); }
    friend Number min(Number a, Number b) { return make<Minimum>(a, b); }
    friend Number max(Number a, Number b) { return make<Maximum>(a, b); }
    // a * b + c, with one rounding at levels that have it.
    friend Number fma(Number a, Number b, Number c) { return of_floats<MultiplyAdd>(a, b, c); }
    friend Number sqrt(Number x) { return of_floats<Sqrt>(x); }
    friend Number cbrt(Number x) { return of_floats<Cbrt>(x); }
    friend Number exp(Number x) { return of_floats<Exp>(x); }
    friend Number exp2(Number x) { return of_floats<Exp2>(x); }
    friend Number expm1(Number x) { return of_floats<Expm1>(x); }
    friend Number log(Number x) { return of_floats<Log>(x); }
    friend Number log2(Number x) { return of_floats<Log2>(x); }
    friend Number log10(Number x) { return of_floats<Log10>(x); }
    friend Number log1p(Number x) { return of_floats<Log1p>(x); }
    friend Number sin(Number x) { return of_floats<Sin>(x); }
    friend Number cos(Number x) { return of_floats<Cos>(x); }
    friend Number tan(Number x) { return of_floats<Tan>(x); }
    friend Number asin(Number x) { return of_floats<Arcsin>(x); }
    friend Number acos(Number x) { return of_floats<Arccos>(x); }
    friend Number atan(Number x) { return of_floats<Arctan>(x); }
    friend Number sinh(Number x) { return of_floats<Sinh>(x); }
    friend Number cosh(Number x) { return of_floats<Cosh>(x); }
    friend Number tanh(Number x) { return of_floats<Tanh>(x); }
    friend Number asinh(Number x) { return of_floats<Arcsinh>(x); }
    friend Number acosh(Number x) { return of_floats<Arccosh>(x); }
    friend Number atanh(Number x) { return of_floats<Arctanh>(x); }
    friend Number floor(Number x) { return of_floats<Floor>(x); }
    friend Number ceil(Number x) { return of_floats<Ceil>(x); }
    friend Number trunc(Number x) { return of_floats<Trunc>(x); }
    friend Number rint(Number x) { return of_floats<Rint>(x); }
    friend Number pow(Number base, Number exponent) { return of_floats<Power>(base, exponent); }
    friend Number atan2(Number y, Number x) { return of_floats<Arctan2>(y, x); }
    friend Number hypot(Number x, Number y) { return of_floats<Hypot>(x, y); }
    friend Number copysign(Number size, Number sign) { return of_floats<Copysign>(size, sign); }

  private:
    static Number of_element(E element) { return Number(element); }

    template <template <class> class Op, class... In> static Number make(In... in) {
        return Number(V(Application<Op, Arch>::of(in.value...)));
    }
    template <template <class> class Op, class... In> static Answer ask(In... in) {
        return Answer(Application<Op, Arch>::of(in.value...));
    }
    template <template <class> class Op, class... In> static Number of_floats(In... in) {
        static_assert(std::is_floating_point_v<E>,
                      "vecext: division, roots and the like are of floats; give the ufunc float types only: "
                      "ufunc<floats>(…)");
        return make<Op>(in...);
    }
    template <template <class> class Op, class... In> static Number of_integers(In... in) {
        static_assert(std::is_integral_v<E>,
                      "vecext: bits are of whole numbers; give the ufunc integer types "
                      "only: ufunc<integers>(…)");
        return make<Op>(in...);
    }
};

} // namespace adder::vecext
