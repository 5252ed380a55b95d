// SPDX-License-Identifier: MIT
// The loops around the operations: how a run is walked, apart from what is done with its elements.
//
// A loop has a vector body of lanes_of<Arch, E> elements and a scalar tail with the same functor. Inputs are
// streams (contiguous) or one repeated element; any other stride is staged through small contiguous blocks,
// so every combination of operation and type has few bodies. The compiler is told not to vectorize by itself:
// what a trace reports as vector iterations and scalar tail is what the CPU executes.
#pragma once

#include <cstring>
#include <utility>

#include "vecext/element_ops.hpp"

namespace adder::vecext {

// dtype.def's C++ types by row, and back.
template <class T> struct DTypeOf;
template <DType> struct CTypeOf;
#define ADDER_DTYPE(identifier, element, name, format, code, kind)                                           \
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

// What an operation is for an element type at a level: functor, stored type, lanes of the body.
template <template <class> class Op, class T, class Arch> struct LoopTraits {
    using Functor = typename Chosen<Op<Arch>, T>::type;
    using E = Stored<T>;
    static constexpr bool has_vector =
        has_type(Functor::vector_types, dtype_of<T>) && !std::is_same_v<Arch, ScalarLevel>;
    static constexpr std::ptrdiff_t lanes = has_vector ? lanes_of<Arch, E> : 1;
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
    auto vector(std::ptrdiff_t) const { return xsimd::batch<E, Arch>(value); }
    auto group(std::ptrdiff_t) const { return Group<E, Arch>(value); }
    E element(std::ptrdiff_t) const { return value; }
    void prefetch(std::ptrdiff_t) const {}
};
template <class E, class Arch> struct ProductStream {
    const E *left, *right;
    auto vector(std::ptrdiff_t i) const { return Simd<Arch>::load(left + i) * Simd<Arch>::load(right + i); }
    E element(std::ptrdiff_t i) const { return E(left[i] * right[i]); }
};
// Bytes 0 and 1 widened to all-zeros and all-ones elements.
template <class U, class Arch> struct MaskStream {
    const std::uint8_t *from;
    auto vector(std::ptrdiff_t i) const { return Simd<Arch>::template widen_mask<U>(from + i); }
    U element(std::ptrdiff_t i) const { return U(0) - U(from[i]); }
    void prefetch(std::ptrdiff_t i) const { __builtin_prefetch(from + i); }
};

// ---- element by element

template <class Arch> struct Staging {
    static constexpr std::ptrdiff_t block = 256;

    template <class E> static void gather(E *to, Operand from, std::ptrdiff_t start, std::ptrdiff_t count) {
        const char *at = from.data + start * from.stride;
        std::ptrdiff_t i = 0;
        do { // count is never 0
            std::memcpy(to + i, at, sizeof(E));
            at += from.stride;
        } while (++i < count);
    }
    template <class E>
    static void scatter(const E *from, char *to, std::ptrdiff_t stride, std::ptrdiff_t count) {
        for (std::ptrdiff_t i = 0; i < count; ++i, to += stride) std::memcpy(to, from + i, sizeof(E));
    }
};

// `inputs` operands of type E to one result of type R.
template <class Functor, class E, class R, class Arch, bool has_vector, int inputs> struct ElementLoop {
    using S = Simd<Arch>;

    static void run(const Run &run) {
        if (run.out_stride == sizeof(R) && choose(run)) return;
        run_staged(run, std::make_integer_sequence<int, inputs>());
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
    template <class... Sources> static bool choose(const Run &run, Sources... sources) {
        if constexpr (sizeof...(Sources) == inputs) {
            body(reinterpret_cast<R *>(run.out), run.count, sources...);
            return true;
        } else {
            const Operand in = run.in[sizeof...(Sources)];
            const E *from = reinterpret_cast<const E *>(in.data);
            if (in.stride == sizeof(E)) return choose(run, sources..., Stream<E, Arch>{from});
            if constexpr (may_repeat<Sources...>) {
                if (in.stride == 0) return choose(run, sources..., Repeat<E, Arch>{*from});
            }
            return false;
        }
    }

    template <class... Sources> static void body(R *out, std::ptrdiff_t count, Sources... in) {
        std::ptrdiff_t i = 0;
        if constexpr (has_vector) {
            if (count * std::ptrdiff_t(sizeof(E)) >= Prefetch<Arch>::worthwhile_bytes)
                i = stream(out, count, in...);
            for (; i + step <= count; i += step) advance(out + i, i, in...);
            if constexpr (step > width) {
                for (; i + width <= count; i += width) put(out + i, Functor::apply(in.vector(i)...));
            }
        }
        for (; i < count; ++i) out[i] = R(Functor::apply(in.element(i)...));
    }

  private:
    // Long runs: asks for the memory ahead of where it works. Returns how far it came.
    template <class... Sources> static std::ptrdiff_t stream(R *out, std::ptrdiff_t count, Sources... in) {
        constexpr std::ptrdiff_t line = Prefetch<Arch>::line / sizeof(E),
                                 ahead = Prefetch<Arch>::distance / sizeof(E);
        constexpr std::ptrdiff_t chunk = step > line ? step : line;
        std::ptrdiff_t i = 0;
        for (; i + chunk + ahead <= count; i += chunk) {
            for (std::ptrdiff_t k = 0; k < chunk; k += line) {
                (in.prefetch(i + k + ahead), ...);
                __builtin_prefetch(out + i + k + ahead, 1);
            }
            for (std::ptrdiff_t k = 0; k < chunk; k += step) advance(out + i + k, i + k, in...);
        }
        return i;
    }

    static constexpr bool in_groups = requires { Functor::in_groups; };
    static constexpr std::ptrdiff_t width = lanes_of<Arch, E>;
    static constexpr std::ptrdiff_t step = in_groups ? width * group_width<Arch> : width;

    // One step of the vector body: a vector, or a group of them.
    template <class... Sources>
    [[gnu::always_inline]] static void advance(R *out, std::ptrdiff_t i, Sources... in) {
        if constexpr (in_groups)
            S::store(out, Functor::apply(in.group(i)...));
        else
            put(out, Functor::apply(in.vector(i)...));
    }

    template <class A> static void put(R *out, xsimd::batch<R, A> result) { S::store(out, result); }
    template <class A> static void put(R *out, xsimd::batch_bool<E, A> result) {
        S::template store_mask<E>(out, result);
    }

    template <int... index> static void run_staged(const Run &run, std::integer_sequence<int, index...>) {
        using Stage = Staging<Arch>;
        E staged[inputs][Stage::block];
        R result[Stage::block];
        for (std::ptrdiff_t start = 0; start < run.count; start += Stage::block) {
            const std::ptrdiff_t left = run.count - start, count = left < Stage::block ? left : Stage::block;
            (Stage::gather(staged[index], run.in[index], start, count), ...);
            body(result, count, Stream<E, Arch>{staged[index]}...);
            Stage::scatter(result, run.out + start * run.out_stride, run.out_stride, count);
        }
    }
};

template <template <class> class Op, class T, class Arch, class R, int inputs>
struct ElementLoopOf : LoopTraits<Op, T, Arch>,
                       ElementLoop<typename LoopTraits<Op, T, Arch>::Functor, Stored<T>, R, Arch,
                                   LoopTraits<Op, T, Arch>::has_vector, inputs> {};

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

// where(): the first input is bytes. Elements are moved as bits, whatever their type.
template <template <class> class Op, class T, class Arch> struct SelectLoop : LoopTraits<Op, T, Arch> {
    using U = Bits<Stored<T>>;
    using Stage = Staging<Arch>;
    using Moves = ElementLoop<Op<Arch>, U, U, Arch, LoopTraits<Op, T, Arch>::has_vector, 3>;

    static void run(const Run &run) {
        const bool is_streamed = run.in[0].stride == 1 && run.out_stride == sizeof(U);
        const auto *mask = reinterpret_cast<const std::uint8_t *>(run.in[0].data);
        if (is_streamed && Moves::choose(run, MaskStream<U, Arch>{mask})) return;
        run_staged(run);
    }

  private:
    static void run_staged(const Run &run) {
        std::uint8_t mask[Stage::block];
        U yes[Stage::block], no[Stage::block], result[Stage::block];
        for (std::ptrdiff_t start = 0; start < run.count; start += Stage::block) {
            const std::ptrdiff_t left = run.count - start, count = left < Stage::block ? left : Stage::block;
            Stage::gather(mask, run.in[0], start, count);
            Stage::gather(yes, run.in[1], start, count);
            Stage::gather(no, run.in[2], start, count);
            Moves::body(result, count, MaskStream<U, Arch>{mask}, Stream<U, Arch>{yes}, Stream<U, Arch>{no});
            Stage::scatter(result, run.out + start * run.out_stride, run.out_stride, count);
        }
    }
};

// ---- reductions

// Halves the run until a block is left, and reduces a block in eight independent accumulators: a sum then has
// the rounding error of pairwise summation (each addition chain is at most 16 long, then log2 of the number
// of blocks).
template <class Functor, class E, class Arch, bool has_vector> struct Pairwise {
    using S = std::conditional_t<has_vector, Simd<Arch>, SimdScalars<Arch>>;
    static constexpr std::ptrdiff_t lanes = S::template lanes<E>;
    static constexpr std::ptrdiff_t block = 16 * 8 * lanes;

    static E reduce(Operand in, std::ptrdiff_t count) {
        if (count > block)
            return split(count, [&](auto from, auto size) { return reduce(at(in, from), size); });
        if (in.stride == sizeof(E)) return reduce_block(Stream<E, Arch>{first(in)}, count);
        E staged[block];
        Staging<Arch>::gather(staged, in, 0, count);
        return reduce_block(Stream<E, Arch>{staged}, count);
    }

    static E reduce_products(Operand left, Operand right, std::ptrdiff_t count) {
        if (count > block) {
            return split(count, [&](auto from, auto size) {
                return reduce_products(at(left, from), at(right, from), size);
            });
        }
        if (left.stride == sizeof(E) && right.stride == sizeof(E)) {
            return reduce_block(ProductStream<E, Arch>{first(left), first(right)}, count);
        }
        E staged[2][block];
        Staging<Arch>::gather(staged[0], left, 0, count);
        Staging<Arch>::gather(staged[1], right, 0, count);
        return reduce_block(ProductStream<E, Arch>{staged[0], staged[1]}, count);
    }

  private:
    static const E *first(Operand in) { return reinterpret_cast<const E *>(in.data); }
    static Operand at(Operand in, std::ptrdiff_t index) { return {in.data + index * in.stride, in.stride}; }

    template <class Part> static E split(std::ptrdiff_t count, Part part) {
        const std::ptrdiff_t half = (count / 2 + block - 1) / block * block;
        return Functor::apply(part(std::ptrdiff_t(0), half), part(half, count - half));
    }

    template <class Source> static auto take(Source in, std::ptrdiff_t i) {
        if constexpr (has_vector)
            return in.vector(i);
        else
            return in.element(i);
    }

    template <class Source> static E reduce_block(Source in, std::ptrdiff_t count) {
        if (count < lanes) return reduce_tail(in, in.element(0), 1, count);
        std::ptrdiff_t i = lanes;
        auto result = take(in, 0);
        if (count >= 8 * lanes) {
            i = 8 * lanes;
            result = reduce_eight(in, i, count);
        }
        for (; i + lanes <= count; i += lanes) result = Functor::apply(result, take(in, i));
        return reduce_tail(in, across(result), i, count);
    }
    template <class Source> static auto reduce_eight(Source in, std::ptrdiff_t &i, std::ptrdiff_t count) {
        decltype(take(in, 0)) sums[8];
        for (int k = 0; k < 8; ++k) sums[k] = take(in, k * lanes);
        for (; i + 8 * lanes <= count; i += 8 * lanes) {
            for (int k = 0; k < 8; ++k) sums[k] = Functor::apply(sums[k], take(in, i + k * lanes));
        }
        for (int width = 4; width > 0; width /= 2) {
            for (int k = 0; k < width; ++k) sums[k] = Functor::apply(sums[k], sums[k + width]);
        }
        return sums[0];
    }
    template <class Source>
    static E reduce_tail(Source in, E result, std::ptrdiff_t i, std::ptrdiff_t count) {
        for (; i < count; ++i) result = Functor::apply(result, in.element(i));
        return result;
    }
    // The lanes of one vector, halved until one is left.
    template <class V> static E across(V vector) {
        if constexpr (!has_vector) {
            return vector;
        } else {
            E elements[lanes];
            S::store(elements, vector);
            for (std::ptrdiff_t width = lanes / 2; width > 0; width /= 2) {
                for (std::ptrdiff_t k = 0; k < width; ++k) {
                    elements[k] = Functor::apply(elements[k], elements[k + width]);
                }
            }
            return elements[0];
        }
    }
};

template <template <class> class Op, class T, class Arch> struct ReduceLoop : LoopTraits<Op, T, Arch> {
    using Traits = LoopTraits<Op, T, Arch>;
    static void run(const Run &run) {
        using E = typename Traits::E;
        using F = typename Traits::Functor;
        if (run.count == 0) return;
        E *out = reinterpret_cast<E *>(run.out);
        *out = F::apply(*out, Pairwise<F, E, Arch, Traits::has_vector>::reduce(run.in[0], run.count));
    }
};

template <template <class> class Op, class T, class Arch> struct DotLoop : LoopTraits<Op, T, Arch> {
    // The products of int64 have no vector form, so neither has the loop.
    static constexpr bool has_vector = LoopTraits<Op, T, Arch>::has_vector && std::is_floating_point_v<T>;
    static constexpr std::ptrdiff_t lanes = has_vector ? lanes_of<Arch, T> : 1;
    static void run(const Run &run) {
        if (run.count == 0) return;
        T *out = reinterpret_cast<T *>(run.out);
        *out += Pairwise<Op<Arch>, T, Arch, has_vector>::reduce_products(run.in[0], run.in[1], run.count);
    }
};

// ---- conversion

template <class From, class To, class Arch> struct CastLoop {
    static void run(const Run &run) {
        const char *from = run.in[0].data;
        char *to = run.out;
        for (std::ptrdiff_t i = 0; i < run.count; ++i, from += run.in[0].stride, to += run.out_stride) {
            Stored<From> element;
            std::memcpy(&element, from, sizeof element);
            const Stored<To> converted = convert(element);
            std::memcpy(to, &converted, sizeof converted);
        }
    }

  private:
    static Stored<To> convert(Stored<From> x) {
        if constexpr (std::is_same_v<To, bool>)
            return x != 0;
        else if constexpr (std::is_floating_point_v<From> && std::is_same_v<To, std::int64_t>)
            return whole(x);
        else
            return To(x);
    }
    // Outside the range of int64, nan included, the result is the lowest int64, as on x86 CPUs.
    static std::int64_t whole(From x) {
        return x >= From(-0x1p63) && x < From(0x1p63) ? std::int64_t(x) : INT64_MIN;
    }
};

} // namespace adder::vecext
