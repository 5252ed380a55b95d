// SPDX-License-Identifier: MIT
// The loops around the operations: how a run is walked, apart from what is done with its elements.
//
// This file has the loops from elements to elements; reduce_loops.hpp those that combine elements with each
// other, cast_loops.hpp those that convert them. A loop has a vector body of lanes_of<Arch, E> elements and a
// scalar tail with the same functor. Inputs are streams (contiguous) or one repeated element; any other
// stride is staged through small contiguous blocks (staged_blocks.hpp), so every combination of operation and
// type has few bodies. The compiler is told not to vectorize by itself: what a trace reports as vector
// iterations and scalar tail is what the CPU executes.
#pragma once

#include <cstring>
#include <utility>

#include "vecext/element_ops.hpp"
#include "vecext/staged_blocks.hpp"

namespace adder::vecext {

// dtype.def's C++ types by row, and back.
template <class T> struct DTypeOf;
template <DType> struct CTypeOf;
#define ADDER_DTYPE(identifier, element, name, character, format, code, kind)                                \
    template <> struct DTypeOf<element> { static constexpr DType value = DType::identifier; };               \
    template <> struct CTypeOf<DType::identifier> { using type = element; };
#include "vecext/dtype.def"
#undef ADDER_DTYPE
template <class T> inline constexpr DType dtype_of = DTypeOf<T>::value;
template <DType row> using CType = typename CTypeOf<row>::type;

// Bools are computed with as bytes.
template <class T> using Stored = std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>;

template <class F, class T> struct Chosen { using type = F; };
template <class F, class T>
requires(std::is_same_v<T, bool> &&requires { typename F::boolean; }) struct Chosen<F, T> {
    using type = typename F::boolean;
};
template <class F, class T>
requires(is_complex<T> &&requires { typename F::complex; }) struct Chosen<F, T> {
    using type = typename F::complex;
};

// What an operation is for an element type at a level: functor, stored type, lanes of the body.
template <template <class> class Op, class T, class Arch> struct LoopTraits {
    using Functor = typename Chosen<Op<Arch>, T>::type;
    using E = Stored<T>;
    static constexpr bool has_vector =
        has_type(Functor::vector_types, dtype_of<T>) && !std::is_same_v<Arch, ScalarLevel>;
    static constexpr std::ptrdiff_t lanes = [] {
        if constexpr (has_vector)
            return lanes_of<Arch, E>;
        else
            return std::ptrdiff_t(1);
    }();
    // Long formulas on vectors set flags of the CPU without meaning: their results tell.
    static constexpr StatusSource status = std::is_floating_point_v<E> && requires { Functor::in_groups; }
    ? StatusSource::Result : StatusSource::Flags;
};

// Software prefetch. The CPU's own stops at page borders and does not look far enough while a long formula
// keeps the instruction window full. Measured on 8 MB arrays: exp 1.6 to 1.1 ms, sin 1.55 to 0.9 ms, a
// copy 1.2 to 0.7 ms; distances from 3 to 6 KB are alike, and arrays in cache lose by it.
template <class Arch> struct Prefetch {
    static constexpr std::ptrdiff_t line = 64, distance = 4096, worthwhile_bytes = 256 * 1024;
};

// ---- inputs of a loop

template <class E, class Arch> struct Stream {
    const E *from;
    auto vector(std::ptrdiff_t i) const { return Simd<Arch>::load(from + i); }
    auto group(std::ptrdiff_t i) const { return Simd<Arch>::load_group(from + i); }
    E element(std::ptrdiff_t i) const { return from[i]; }
    void prefetch(std::ptrdiff_t i) const { __builtin_prefetch(from + i); }
};
template <class E, class Arch> struct Repeat {
    E value;
    auto vector(std::ptrdiff_t) const {
        if constexpr (is_complex<E>) {
            using V = xsimd::batch<Real<E>, Arch>;
            return Simd<Arch>::pair_up(V(__real__ value), V(__imag__ value));
        } else {
            return xsimd::batch<E, Arch>(value);
        }
    }
    auto group(std::ptrdiff_t) const { return Group<E, Arch>(value); }
    E element(std::ptrdiff_t) const { return value; }
    void prefetch(std::ptrdiff_t) const {}
};
template <class E, class Arch> struct ProductStream {
    using Times = typename Chosen<Multiply<Arch>, E>::type;
    const E *left, *right;
    auto vector(std::ptrdiff_t i) const {
        return Times::apply(Simd<Arch>::load(left + i), Simd<Arch>::load(right + i));
    }
    E element(std::ptrdiff_t i) const { return Times::apply(left[i], right[i]); }
};
// Bytes 0 and 1 widened to all-zeros and all-ones elements.
template <class U, class Arch> struct MaskStream {
    const std::uint8_t *from;
    auto vector(std::ptrdiff_t i) const { return Simd<Arch>::template widen_mask<U>(from + i); }
    U element(std::ptrdiff_t i) const { return U(0) - U(from[i]); }
    void prefetch(std::ptrdiff_t i) const { __builtin_prefetch(from + i); }
};

// ---- element by element

// What a formula's results say of its errors: a nan or an infinity made of numbers that were neither. A
// functor with `has_pole` divides by zero where it becomes infinite, any other overflows.
template <class Functor, class Arch> struct ResultStatus {
    template <class E, class... In> static unsigned of_element(E result, In... in) {
        if (__builtin_isfinite(result) || (__builtin_isnan(in) || ...)) return 0;
        if (__builtin_isnan(result)) return status_invalid;
        if ((__builtin_isinf(in) || ...)) return 0;
        if constexpr (requires { Functor::has_pole; }) return status_divide;
        return sizeof...(In) == 2 && is_first_zero(in...) ? status_divide : status_overflow;
    }
    template <class E, class... Sources>
    [[gnu::noinline, gnu::cold]] static unsigned of_elements(const E *results, std::ptrdiff_t from,
                                                             std::ptrdiff_t count, Sources... in) {
        unsigned status = 0;
        for (std::ptrdiff_t i = 0; i < count; ++i) status |= of_element(results[i], in.element(from + i)...);
        return status;
    }

  private:
    template <class E, class... In> static bool is_first_zero(E first, In...) { return first == 0; }
};

// `inputs` operands of type E to one result of type R. Returns status bits, those of StatusSource::Result.
template <class Functor, class E, class R, class Arch, bool has_vector, int inputs> struct ElementLoop {
    using S = Simd<Arch>;

    static unsigned run(const Run &run) {
        unsigned status = 0;
        if (run.out_stride == sizeof(R) && choose(run, status)) return status;
        return run_staged(run, std::make_integer_sequence<int, inputs>());
    }

    // Whether the next input gets a body in which it is one repeated element. Each costs compile time and
    // code, so only those that occur have one: a number with an array, a matrix element with a row, numbers
    // in where().
    template <class... Sources>
    static constexpr bool may_repeat =
        inputs == 2 ? !(std::is_same_v<Sources, Repeat<E, Arch>> || ...)
                    : inputs == 3 &&
                          (sizeof...(Sources) == 0 || (std::is_same_v<Sources, MaskStream<E, Arch>> || ...));

    // Picks stream or repeat for each input in turn; false if there is no body for the strides.
    template <class... Sources> static bool choose(const Run &run, unsigned &status, Sources... sources) {
        if constexpr (sizeof...(Sources) == inputs) {
            status = body(reinterpret_cast<R *>(run.out), run.count, sources...);
            return true;
        } else {
            const Operand in = run.in[sizeof...(Sources)];
            const E *from = reinterpret_cast<const E *>(in.data);
            if (in.stride == sizeof(E)) return choose(run, status, sources..., Stream<E, Arch>{from});
            if constexpr (may_repeat<Sources...>) {
                if (in.stride == 0) return choose(run, status, sources..., Repeat<E, Arch>{*from});
            }
            return false;
        }
    }

    template <class... Sources> static unsigned body(R *out, std::ptrdiff_t count, Sources... in) {
        std::ptrdiff_t i = 0;
        unsigned status = 0;
        if constexpr (has_vector) {
            if (count * std::ptrdiff_t(sizeof(E)) >= Prefetch<Arch>::worthwhile_bytes)
                i = stream(out, count, status, in...);
            for (; i + step <= count; i += step) advance(out + i, i, status, in...);
            if constexpr (step > width) {
                for (; i + width <= count; i += width)
                    put(out + i, i, status, Functor::apply(in.vector(i)...), in...);
            }
        }
        for (; i < count; ++i) {
            const R result = R(Functor::apply(in.element(i)...));
            if constexpr (in_groups)
                status |= ResultStatus<Functor, Arch>::of_element(result, in.element(i)...);
            out[i] = result;
        }
        return status;
    }

  private:
    // Long runs: asks for the memory ahead of where it works. Returns how far it came.
    template <class... Sources>
    static std::ptrdiff_t stream(R *out, std::ptrdiff_t count, unsigned &status, Sources... in) {
        constexpr std::ptrdiff_t line = Prefetch<Arch>::line / sizeof(E),
                                 ahead = Prefetch<Arch>::distance / sizeof(E);
        constexpr std::ptrdiff_t chunk = step > line ? step : line;
        std::ptrdiff_t i = 0;
        for (; i + chunk + ahead <= count; i += chunk) {
            for (std::ptrdiff_t k = 0; k < chunk; k += line) {
                (in.prefetch(i + k + ahead), ...);
                __builtin_prefetch(out + i + k + ahead, 1);
            }
            for (std::ptrdiff_t k = 0; k < chunk; k += step) advance(out + i + k, i + k, status, in...);
        }
        return i;
    }

    static constexpr bool in_groups = std::is_floating_point_v<E> && requires { Functor::in_groups; };
    static constexpr std::ptrdiff_t width = lanes_of<Arch, E>;
    static constexpr std::ptrdiff_t step = in_groups ? width * group_width<Arch> : width;

    // One step of the vector body: a vector, or a group of them.
    template <class... Sources>
    [[gnu::always_inline]] static void advance(R *out, std::ptrdiff_t i, unsigned &status, Sources... in) {
        if constexpr (in_groups)
            put(out, i, status, Functor::apply(in.group(i)...), in...);
        else
            put(out, i, status, Functor::apply(in.vector(i)...), in...);
    }

    // The status is taken before the result is stored, which may be where the inputs are.
    template <class V, class... Sources>
    [[gnu::always_inline]] static void put(R *out, std::ptrdiff_t i, unsigned &status, const V &result,
                                           Sources... in) {
        if constexpr (std::is_same_v<Element<V>, V>) {
            S::template store_mask<E>(out, result);
        } else {
            if constexpr (in_groups) {
                if (!S::all(S::absolute(result) < V(E(__builtin_inf())))) [[unlikely]] {
                    constexpr std::ptrdiff_t count = sizeof(V) / sizeof(E);
                    E results[count];
                    S::store(results, result);
                    status |= ResultStatus<Functor, Arch>::of_elements(results, i, count, in...);
                }
            }
            S::store(out, result);
        }
    }

    template <int... index> static unsigned run_staged(const Run &run, std::integer_sequence<int, index...>) {
        using Stage = StagedBlocks<Arch>;
        unsigned status = 0;
        alignas(64) E staged[inputs][Stage::block];
        alignas(64) R results[Stage::block];
        for (std::ptrdiff_t start = 0; start < run.count; start += Stage::block) {
            const std::ptrdiff_t left = run.count - start, count = left < Stage::block ? left : Stage::block;
            R *const out = Stage::place(results, run, start);
            status |=
                body(out, count, Stream<E, Arch>{Stage::take(staged[index], run.in[index], start, count)}...);
            if (out == results) Stage::scatter(results, run, start, count);
        }
        return status;
    }
};

template <template <class> class Op, class T, class Arch, class R, int inputs>
struct ElementLoopOf : LoopTraits<Op, T, Arch> {
    using Traits = LoopTraits<Op, T, Arch>;
    using E = Stored<T>;
    using Elements = ElementLoop<typename Traits::Functor, E, R, Arch, Traits::has_vector, inputs>;

    static unsigned run(const Run &run) { return Elements::run(run); }
};

template <template <class> class Op, class T, class Arch>
struct UnaryLoop : ElementLoopOf<Op, T, Arch, Stored<T>, 1> {};
template <template <class> class Op, class T, class Arch>
struct PredicateLoop : ElementLoopOf<Op, T, Arch, std::uint8_t, 1> {};
template <template <class> class Op, class T, class Arch>
struct BinaryLoop : ElementLoopOf<Op, T, Arch, Stored<T>, 2> {};
template <template <class> class Op, class T, class Arch>
struct CompareLoop : ElementLoopOf<Op, T, Arch, std::uint8_t, 2> {};
template <template <class> class Op, class T, class Arch>
struct TernaryLoop : ElementLoopOf<Op, T, Arch, Stored<T>, 3> {};

// From complex elements to reals: the operation takes the two parts.
template <template <class> class Op, class T, class Arch> struct MagnitudeLoop {
    using R = Real<T>;
    using S = Simd<Arch>;
    using Functor = Op<Arch>;
    using Stage = StagedBlocks<Arch>;
    static constexpr bool has_vector = !std::is_same_v<Arch, ScalarLevel>;
    static constexpr std::ptrdiff_t lanes = lanes_of<Arch, R>;
    static constexpr StatusSource status = StatusSource::Result;

    static unsigned run(const Run &run) {
        unsigned status = 0;
        alignas(64) T staged[Stage::block];
        alignas(64) R results[Stage::block];
        for (std::ptrdiff_t start = 0; start < run.count; start += Stage::block) {
            const std::ptrdiff_t left = run.count - start, count = left < Stage::block ? left : Stage::block;
            R *const out = Stage::place(results, run, start);
            status |= body(out, count, Stage::take(staged, run.in[0], start, count));
            if (out == results) Stage::scatter(results, run, start, count);
        }
        return status;
    }

  private:
    static unsigned body(R *out, std::ptrdiff_t count, const T *from) {
        std::ptrdiff_t i = 0;
        bool is_finite = true;
        if constexpr (has_vector) {
            for (; i + lanes <= count; i += lanes) {
                const auto low = S::load(from + i), high = S::load(from + i + lanes / 2);
                const auto result = Functor::apply(S::even_lanes(low, high), S::odd_lanes(low, high));
                is_finite &= S::all(result < decltype(result)(R(__builtin_inf())));
                S::store(out + i, result);
            }
        }
        for (; i < count; ++i) {
            out[i] = Functor::apply(__real__ from[i], __imag__ from[i]);
            is_finite &= __builtin_isfinite(out[i]);
        }
        return is_finite ? 0 : status_of(out, count, from);
    }
    [[gnu::noinline, gnu::cold]] static unsigned status_of(const R *out, std::ptrdiff_t count,
                                                           const T *from) {
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const bool is_finite =
                __builtin_isfinite(__real__ from[i]) && __builtin_isfinite(__imag__ from[i]);
            if (is_finite && !__builtin_isfinite(out[i])) return status_overflow;
        }
        return 0;
    }
};

// where(): the first input is bytes. Elements are moved as bits, whatever their type.
template <template <class> class Op, class T, class Arch> struct SelectLoop : LoopTraits<Op, T, Arch> {
    using U = Bits<Stored<T>>;
    using Stage = StagedBlocks<Arch>;
    using Moves = ElementLoop<Op<Arch>, U, U, Arch, LoopTraits<Op, T, Arch>::has_vector, 3>;

    static unsigned run(const Run &run) {
        const bool is_streamed = run.in[0].stride == 1 && run.out_stride == sizeof(U);
        const auto *mask = reinterpret_cast<const std::uint8_t *>(run.in[0].data);
        unsigned status = 0;
        if (!is_streamed || !Moves::choose(run, status, MaskStream<U, Arch>{mask})) run_staged(run);
        return 0;
    }

  private:
    static void run_staged(const Run &run) {
        std::uint8_t mask[Stage::block];
        U yes[Stage::block], no[Stage::block], result[Stage::block];
        for (std::ptrdiff_t start = 0; start < run.count; start += Stage::block) {
            const std::ptrdiff_t left = run.count - start, count = left < Stage::block ? left : Stage::block;
            U *const out = Stage::place(result, run, start);
            Moves::body(out, count, MaskStream<U, Arch>{Stage::take(mask, run.in[0], start, count)},
                        Stream<U, Arch>{Stage::take(yes, run.in[1], start, count)},
                        Stream<U, Arch>{Stage::take(no, run.in[2], start, count)});
            if (out == result) Stage::scatter(result, run, start, count);
        }
    }
};

} // namespace adder::vecext
