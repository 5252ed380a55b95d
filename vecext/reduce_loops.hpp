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
        alignas(64) E staged[block];
        StagedBlocks<Arch>::gather(staged, in, count);
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
        alignas(64) E staged[2][block];
        const E *const from = StagedBlocks<Arch>::take(staged[0], left, 0, count);
        return reduce_block(
            ProductStream<E, Arch>{from, StagedBlocks<Arch>::take(staged[1], right, 0, count)}, count);
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
        Total total{};
        for (std::ptrdiff_t i = 0; i < run.count; ++i, from += run.in[0].stride, to += run.out_stride) {
            Total element;
            std::memcpy(&element, from, sizeof element);
            total = i == 0 ? element : Total(Traits::Functor::apply(total, element));
            std::memcpy(to, &total, sizeof total);
        }
        return 0;
    }

  private:
    // Both parts of complex elements are added at once.
    static auto make_total() {
        if constexpr (is_complex<E> && std::is_same_v<typename Traits::Functor, Add<Arch>>)
            return typename LanesOf<Real<E>, sizeof(E)>::type{};
        else
            return E{};
    }
    using Total = decltype(make_total());
};

// Block by block: the extreme of a block by vectors, its place at the end, in the first block that no other
// beats. The first nan wins.
template <template <class> class Op, class T, class Arch> struct PositionLoop : LoopTraits<Op, T, Arch> {
    using Traits = LoopTraits<Op, T, Arch>;
    using E = typename Traits::E;
    using F = typename Traits::Functor;
    using S = Simd<Arch>;
    static constexpr std::ptrdiff_t block = 2048;

    static unsigned run(const Run &run) {
        std::ptrdiff_t found = 0;
        E best{};
        for (std::ptrdiff_t start = 0; start < run.count; start += block) {
            const E extreme =
                Pairwise<F, E, Arch, Traits::has_vector>::reduce(at(run, start), size(run, start));
            const bool is_nan = extreme != extreme;
            if (start == 0 || is_nan || (extreme != best && F::apply(best, extreme) == extreme)) {
                best = extreme;
                found = start;
            }
            if (is_nan || is_last(best)) break;
        }
        const std::int64_t place = found + place_of(best, at(run, found), size(run, found));
        std::memcpy(run.out, &place, sizeof place);
        return 0;
    }

  private:
    static Operand at(const Run &run, std::ptrdiff_t start) {
        return {run.in[0].data + start * run.in[0].stride, run.in[0].stride};
    }
    static std::ptrdiff_t size(const Run &run, std::ptrdiff_t start) {
        return run.count - start < block ? run.count - start : block;
    }
    // Nothing beats it: one of the two bools.
    static bool is_last(E extreme) {
        if constexpr (std::is_same_v<T, bool>)
            return extreme == F::apply(E(0), E(1));
        else
            return false;
    }

    static std::ptrdiff_t place_of(E extreme, Operand part, std::ptrdiff_t count) {
        std::ptrdiff_t i = 0;
        if constexpr (Traits::has_vector) {
            if (part.stride == sizeof(E) && extreme == extreme) i = skip_others(extreme, part, count);
        }
        for (const char *at = part.data + i * part.stride; i < count; ++i, at += part.stride) {
            E element;
            std::memcpy(&element, at, sizeof element);
            if (element == extreme || (element != element && extreme != extreme)) return i;
        }
        return 0;
    }
    // How many vectors' elements come before the first vector with the extreme.
    static std::ptrdiff_t skip_others(E extreme, Operand part, std::ptrdiff_t count) {
        constexpr std::ptrdiff_t lanes = Traits::lanes;
        const E *from = reinterpret_cast<const E *>(part.data);
        const xsimd::batch<E, Arch> wanted(extreme);
        std::ptrdiff_t i = 0;
        while (i + lanes <= count && !S::any(S::load(from + i) == wanted)) i += lanes;
        return i;
    }
};

} // namespace adder::vecext
