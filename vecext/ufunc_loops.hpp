// SPDX-License-Identifier: MIT
// From the lambda of a universal function to its loops: what a unit that is compiled for one SIMD level
// makes.
//
// The lambda becomes an operation as those of element_ops.hpp and goes through the same ElementLoop, for
// every type of its set. The result is a constant table (ufunc_table.hpp). Errors of long formulas are told
// by their results, because in unused branches of where() vectors set the CPU's flags without meaning.
#pragma once

#include "vecext/ufunc_numbers.hpp"
#include "vecext/ufunc_table.hpp"

namespace adder::vecext {

// The CPU that a level's units are compiled for, by the level's name.
namespace ufunc_levels {
using scalar = ScalarLevel;
using sse2 = xsimd::sse2;
using avx2 = xsimd::fma3<xsimd::avx2>;
using avx512 = xsimd::avx512bw;
using neon64 = xsimd::neon64;
} // namespace ufunc_levels

// One universal function: its lambda is known by its type.
template <TypeSet types, class F> struct Ufunc {
    static_assert(std::is_empty_v<F> && std::is_default_constructible_v<F>,
                  "vecext: the lambda must not capture; write constants into it");
    static_assert(types != 0 && (types & ~reals) == 0,
                  "vecext: a ufunc may have floats, integers, reals or a part of them");
    const char *name, *text;
};

// A row of VECEXT_MODULE: ufunc("name", "documentation", [](auto x, auto y) { return …; }), for float32 and
// float64, or for the element types that are named: ufunc<reals>(…).
template <TypeSet types = floats, class F>
constexpr Ufunc<types, F> ufunc(const char *name, const char *text, F) {
    return {name, text};
}

// A lambda's shape, asked with single elements.
template <class F, class E, class Arch> struct LambdaShape {
    using N = Number<E, Arch>;
    static constexpr int inputs = [] {
        if constexpr (std::is_invocable_v<F, N>)
            return 1;
        else if constexpr (std::is_invocable_v<F, N, N>)
            return 2;
        else if constexpr (std::is_invocable_v<F, N, N, N>)
            return 3;
        else
            return 0;
    }();
    static_assert(inputs > 0,
                  "vecext: the lambda must take one, two or three numbers: [](auto x, auto y) { … }");

    template <class R> static constexpr bool is_question_result = std::is_same_v<R, Condition<E, Arch>>;
    static constexpr bool is_question = [] {
        if constexpr (inputs == 1)
            return is_question_result<std::invoke_result_t<F, N>>;
        else if constexpr (inputs == 2)
            return is_question_result<std::invoke_result_t<F, N, N>>;
        else
            return is_question_result<std::invoke_result_t<F, N, N, N>>;
    }();
    static_assert(!is_question || inputs < 3, "vecext: a question may have one or two inputs");
};

template <bool is_grouped> struct Grouping {};
template <> struct Grouping<true> { static constexpr bool in_groups = true; };

// The lambda as an operation of element_ops.hpp.
template <class F, class Arch, bool is_question> struct LambdaOperation : Grouping<!is_question> {
    template <class V, class... Rest> [[gnu::always_inline]] static auto apply(V first, Rest... rest) {
        return unwrap<V>(F{}(Number<V, Arch>(first), Number<Rest, Arch>(rest)...));
    }

  private:
    template <class V, class R> static auto unwrap(R result) {
        constexpr bool is_number = std::is_same_v<R, Number<V, Arch>>, is_plain = PlainNumber<R>;
        static_assert(is_number || is_plain || std::is_same_v<R, Condition<V, Arch>>,
                      "vecext: the lambda must return a number or a condition made of its arguments");
        if constexpr (is_number)
            return result.value;
        else if constexpr (is_plain)
            return Number<V, Arch>(result).value;
        else
            return result.mask;
    }
};

template <class Arch, TypeSet types, class F> struct UfuncRowBuilder {
    UfuncRow row;

    template <class T> constexpr void fill() {
        if constexpr (has_type(types, dtype_of<T>)) {
            using Shape = LambdaShape<F, T, Arch>;
            constexpr bool is_question = Shape::is_question, has_vector = !std::is_same_v<Arch, ScalarLevel>;
            using Operation = LambdaOperation<F, Arch, is_question>;
            using Result = std::conditional_t<is_question, std::uint8_t, T>;
            using Loop = ElementLoop<Operation, T, Result, Arch, has_vector, Shape::inputs>;
            const int index = static_cast<int>(dtype_of<T>);
            row.inputs = Shape::inputs;
            row.is_question = is_question;
            row.loops[index] = &Loop::run;
            row.lanes[index] = has_vector ? lanes_of<Arch, T> : 1;
            const bool is_told_by_result = std::is_floating_point_v<T> && !is_question;
            row.status[index] = is_told_by_result ? StatusSource::Result : StatusSource::Flags;
        }
    }
};

template <class Arch, TypeSet types, class F> constexpr UfuncRow make_ufunc_row(Ufunc<types, F> ufunc) {
    UfuncRowBuilder<Arch, types, F> builder{};
    builder.row.name = ufunc.name;
    builder.row.text = ufunc.text;
    builder.row.types = types;
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind) builder.template fill<type>();
#include "vecext/dtype.def"
#undef ADDER_DTYPE
    return builder.row;
}

template <int count> struct UfuncRows { UfuncRow row[count]; };
template <class Arch, class... Ufuncs>
constexpr UfuncRows<sizeof...(Ufuncs)> make_ufunc_rows(Ufuncs... ufuncs) {
    return {{make_ufunc_row<Arch>(ufuncs)...}};
}

} // namespace adder::vecext
