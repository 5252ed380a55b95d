// SPDX-License-Identifier: MIT
// The loops that combine the elements of a run with each other: to one (Reduce, Dot), to as many (Scan), or
// to the place of the one that wins (Position).
#pragma once

#include "vecext/loops.hpp"

namespace adder::vecext {

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
    static unsigned run(const Run &run) {
        using E = typename Traits::E;
        using F = typename Traits::Functor;
        if (run.count == 0) return 0;
        E *out = reinterpret_cast<E *>(run.out);
        *out = F::apply(*out, Pairwise<F, E, Arch, Traits::has_vector>::reduce(run.in[0], run.count));
        return 0;
    }
};

template <template <class> class Op, class T, class Arch> struct DotLoop : LoopTraits<Op, T, Arch> {
    static constexpr bool has_vector = LoopTraits<Op, T, Arch>::has_vector;
    static unsigned run(const Run &run) {
        if (run.count == 0) return 0;
        T *out = reinterpret_cast<T *>(run.out);
        *out = T(*out +
                 Pairwise<Op<Arch>, T, Arch, has_vector>::reduce_products(run.in[0], run.in[1], run.count));
        return 0;
    }
};

// Each result needs the one before it, and its rounding shall be that of the same sum made one by one.
template <template <class> class Op, class T, class Arch> struct ScanLoop : LoopTraits<Op, T, Arch> {
    using Traits = LoopTraits<Op, T, Arch>;
    using E = typename Traits::E;
    static constexpr std::ptrdiff_t lanes = 1;

    static unsigned run(const Run &run) {
        const char *from = run.in[0].data;
        char *to = run.out;
        E total{};
        for (std::ptrdiff_t i = 0; i < run.count; ++i, from += run.in[0].stride, to += run.out_stride) {
            E element;
            std::memcpy(&element, from, sizeof element);
            total = i == 0 ? element : E(Traits::Functor::apply(total, element));
            std::memcpy(to, &total, sizeof total);
        }
        return 0;
    }
};

// Block by block: the extreme of a block by vectors, its place only in blocks that beat all before. The first
// nan wins.
template <template <class> class Op, class T, class Arch> struct PositionLoop : LoopTraits<Op, T, Arch> {
    using Traits = LoopTraits<Op, T, Arch>;
    using E = typename Traits::E;
    using F = typename Traits::Functor;
    static constexpr std::ptrdiff_t block = 2048;

    static unsigned run(const Run &run) {
        std::int64_t found = 0;
        E best{};
        for (std::ptrdiff_t start = 0; start < run.count; start += block) {
            const std::ptrdiff_t left = run.count - start, count = left < block ? left : block;
            const Operand part{run.in[0].data + start * run.in[0].stride, run.in[0].stride};
            const E extreme = Pairwise<F, E, Arch, Traits::has_vector>::reduce(part, count);
            const bool is_nan = extreme != extreme;
            if (start > 0 && !is_nan && (extreme == best || F::apply(best, extreme) != extreme)) continue;
            best = extreme;
            found = start + place_of(extreme, part, count);
            if (is_nan) break;
        }
        std::memcpy(run.out, &found, sizeof found);
        return 0;
    }

  private:
    static std::ptrdiff_t place_of(E extreme, Operand part, std::ptrdiff_t count) {
        const char *at = part.data;
        for (std::ptrdiff_t i = 0; i < count; ++i, at += part.stride) {
            E element;
            std::memcpy(&element, at, sizeof element);
            if (element == extreme || (element != element && extreme != extreme)) return i;
        }
        return 0;
    }
};

} // namespace adder::vecext
