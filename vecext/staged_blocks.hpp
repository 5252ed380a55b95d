// SPDX-License-Identifier: MIT
// Runs with gaps, a block at a time: inputs are gathered into contiguous blocks, results scattered from one.
//
// What is contiguous already is used where it lies, and a single repeated element fills its block once. Every
// second element, as in the real parts of complex ones or in a[::2], is taken out of whole vectors; the last
// one never, because the vector would end behind it.
#pragma once

#include "vecext/kernels.hpp"
#include "vecext/simd.hpp"

namespace adder::vecext {

template <class Arch> struct StagedBlocks {
    static constexpr std::ptrdiff_t block = 256;

    // `count` elements from number `start` on, as a contiguous block: `staged` or where they lie.
    template <class E>
    static const E *take(E *staged, Operand from, std::ptrdiff_t start, std::ptrdiff_t count) {
        const char *at = from.data + start * from.stride;
        if (from.stride == sizeof(E)) return reinterpret_cast<const E *>(at);
        if (from.stride != 0 || start == 0) gather(staged, {at, from.stride}, count);
        return staged;
    }

    // Where the results of a block go: their place in the run if that is contiguous, else `staged`.
    template <class E> static E *place(E *staged, const Run &run, std::ptrdiff_t start) {
        return run.out_stride == sizeof(E) ? reinterpret_cast<E *>(run.out) + start : staged;
    }
    template <class E>
    static void scatter(const E *from, const Run &run, std::ptrdiff_t start, std::ptrdiff_t count) {
        char *to = run.out + start * run.out_stride;
        std::ptrdiff_t i = 0;
        for (; i + 4 <= count; i += 4, to += 4 * run.out_stride) {
            put(to, from[i]);
            put(to + run.out_stride, from[i + 1]);
            put(to + 2 * run.out_stride, from[i + 2]);
            put(to + 3 * run.out_stride, from[i + 3]);
        }
        for (; i < count; ++i, to += run.out_stride) put(to, from[i]);
    }

    template <class E> static void gather(E *to, Operand from, std::ptrdiff_t count) {
        std::ptrdiff_t i = 0;
        if (from.stride == 2 * sizeof(E)) i = gather_every_second(to, from.data, count);
        const char *at = from.data + i * from.stride;
        for (; i + 4 <= count; i += 4, at += 4 * from.stride) {
            const E one = get<E>(at), two = get<E>(at + from.stride), three = get<E>(at + 2 * from.stride),
                    four = get<E>(at + 3 * from.stride);
            to[i] = one;
            to[i + 1] = two;
            to[i + 2] = three;
            to[i + 3] = four;
        }
        // At most three: said so, for the compiler takes the count for anything.
        for (std::ptrdiff_t left = (count - i) & 3; left > 0; --left, ++i, at += from.stride)
            to[i] = get<E>(at);
    }

  private:
    template <class E> static E get(const char *from) {
        E element;
        std::memcpy(&element, from, sizeof element);
        return element;
    }
    template <class E> static void put(char *to, E element) { std::memcpy(to, &element, sizeof element); }

    // Returns how many it gathered.
    template <class E>
    static std::ptrdiff_t gather_every_second(E *to, const char *from, std::ptrdiff_t count) {
        std::ptrdiff_t i = 0;
        if constexpr (!std::is_same_v<Arch, ScalarLevel> && sizeof(E) <= 8) {
            constexpr std::ptrdiff_t bytes = sizeof(xsimd::batch<std::uint8_t, Arch>),
                                     width = bytes / sizeof(E);
            for (; i + width < count; i += width, from += 2 * bytes) {
                if constexpr (sizeof(E) == 8) {
                    using S = Simd<Arch>;
                    const double *pairs = reinterpret_cast<const double *>(from);
                    S::store(reinterpret_cast<double *>(to + i),
                             S::even_lanes(S::load(pairs), S::load(pairs + width)));
                } else {
                    cut_low_halves<bytes / 2, E>(to + i, from);
                    cut_low_halves<bytes / 2, E>(to + i + width / 2, from + bytes);
                }
            }
        }
        return i;
    }
    // The first of each two elements is the low half of a number of twice the width.
    template <std::size_t bytes, class E> static void cut_low_halves(E *to, const char *from) {
        using Half = Bits<E>;
        using Whole = std::conditional_t<sizeof(E) == 1, std::uint16_t,
                                         std::conditional_t<sizeof(E) == 2, std::uint32_t, std::uint64_t>>;
        typename LanesOf<Whole, 2 * bytes>::type pairs;
        std::memcpy(&pairs, from, sizeof pairs);
        const auto halves = __builtin_convertvector(pairs, typename LanesOf<Half, bytes>::type);
        std::memcpy(to, &halves, sizeof halves);
    }
};

} // namespace adder::vecext
