// SPDX-License-Identifier: MIT
// Quotients and rests of whole numbers by vectors, for which CPUs have no instruction: through floats.
//
// A float with more digits than the numbers have gives the exact quotient: where it is not whole it is away
// from the next whole number by at least 1 / x of its size, more than a rounding. Numbers of up to 16 bits go
// through float32, wider ones through float64; int64 only where its numbers have at most 50 bits. One divisor
// for all is replaced by its inverse, for which (x + 1/2) / y takes the place of x / y: never nearer to a
// whole number than 1 / (2 y). Blocks with a division by zero, which is told, and with others that do not
// fit, go one by one.
#pragma once

#include "vecext/loops.hpp"

namespace adder::vecext {

template <template <class> class Op, class T, class Arch> struct DivisionLoop {
    using F = std::conditional_t<sizeof(T) <= 2, float, double>;
    using Elements = ElementLoop<Op<Arch>, T, T, Arch, false, 2>;
    using Stage = StagedBlocks<Arch>;
    using V = xsimd::batch<F, Arch>;
    static constexpr std::ptrdiff_t lanes = lanes_of<Arch, F>;
    static constexpr StatusSource status = StatusSource::Flags;

    static unsigned run(const Run &run) {
        if (run.count < lanes) return Elements::run(run);
        const bool is_repeated = Op<Arch>::rounds_down && run.in[1].stride == 0;
        alignas(64) T staged[2][Stage::block], results[Stage::block];
        alignas(64) F dividends[Stage::block], divisors[Stage::block];
        Found left_found, right_found;
        unsigned told = 0;
        for (std::ptrdiff_t start = 0; start < run.count; start += Stage::block) {
            const std::ptrdiff_t rest = run.count - start, count = rest < Stage::block ? rest : Stage::block;
            const T *left = Stage::take(staged[0], run.in[0], start, count);
            const T *right = Stage::take(staged[1], run.in[1], start, count);
            T *const out = Stage::place(results, run, start);
            left_found = to_floats(dividends, left, count);
            if (start == 0 || !is_repeated) right_found = to_floats(divisors, right, count);
            if (is_usual(left_found, right_found)) {
                divide(dividends, divisors, count, is_repeated);
                from_floats(out, dividends, count);
            } else {
                told |= Elements::body(out, count, Stream<T, Arch>{left}, Stream<T, Arch>{right});
            }
            if (out == results) Stage::scatter(results, run, start, count);
        }
        return told;
    }

  private:
    // What a block has that needs care.
    struct Found {
        bool zero = false, lowest = false, minus_one = false, wide = false;
    };
    static bool is_usual(Found left, Found right) {
        return !right.zero && !left.wide && !right.wide && !(left.lowest && right.minus_one);
    }

    using Whole = std::conditional_t<sizeof(F) == 4, std::int32_t, std::int64_t>;
    using Elementwise = typename LanesOf<T, lanes * sizeof(T)>::type;
    using Wholes = typename LanesOf<Whole, lanes * sizeof(F)>::type;
    using Floats = typename LanesOf<F, lanes * sizeof(F)>::type;
    // Added to a whole number of at most 50 bits it makes a float64 of it that is as much more than 1.5 *
    // 2**52.
    static constexpr std::int64_t magic_bits = 0x4338000000000000;
    static constexpr double magic = 0x1.8p52;
    static constexpr std::int64_t widest = std::int64_t(1) << 50;

    template <class Vector> static bool is_any_set(Vector mask) {
        std::uint64_t words[sizeof mask < 8 ? 1 : sizeof mask / 8] = {}, all = 0;
        std::memcpy(words, &mask, sizeof mask);
        for (const std::uint64_t word : words) all |= word;
        return all != 0;
    }

    // Behind the last number there are ones up to a whole vector.
    static Found to_floats(F *to, const T *from, std::ptrdiff_t count) {
        T last[lanes];
        auto zero = Elementwise{} != Elementwise{}, lowest = zero, minus_one = zero;
        Wholes wide{};
        for (std::ptrdiff_t i = 0; i < count; i += lanes) {
            const bool is_last = i + lanes > count;
            for (std::ptrdiff_t k = 0; is_last && k < lanes; ++k)
                last[k] = i + k < count ? from[i + k] : T(1);
            Elementwise numbers;
            std::memcpy(&numbers, is_last ? last : from + i, sizeof numbers);
            const Wholes wholes = __builtin_convertvector(numbers, Wholes);
            zero |= numbers == T(0);
            if constexpr (std::is_signed_v<T>) {
                lowest |= numbers == std::numeric_limits<T>::min();
                minus_one |= numbers == T(-1);
            }
            if constexpr (sizeof(T) == 8)
                wide |= std::is_signed_v<T> ? (wholes + widest) & ~(2 * widest - 1) : wholes & ~(widest - 1);
            Floats floats;
            if constexpr (sizeof(F) == 4)
                floats = __builtin_convertvector(wholes, Floats);
            else
                floats = __builtin_bit_cast(Floats, wholes + magic_bits) - magic;
            std::memcpy(to + i, &floats, sizeof floats);
        }
        return {is_any_set(zero), is_any_set(lowest), is_any_set(minus_one), is_any_set(wide)};
    }

    static void divide(F *dividends, const F *divisors, std::ptrdiff_t count, bool is_repeated) {
        const F divisor = divisors[0];
        const V inverse(F(1) / divisor), half(divisor < 0 ? F(-0.5) : F(0.5));
        for (std::ptrdiff_t i = 0; i < count; i += lanes) {
            const V left = V::load_aligned(dividends + i), right = V::load_aligned(divisors + i);
            const V quotient = is_repeated ? (left + half) * inverse : left / right;
            Op<Arch>::from_quotient(quotient, left, right).store_aligned(dividends + i);
        }
    }

    static void from_floats(T *to, const F *from, std::ptrdiff_t count) {
        for (std::ptrdiff_t i = 0; i < count; i += lanes) {
            Floats floats;
            std::memcpy(&floats, from + i, sizeof floats);
            Wholes wholes;
            if constexpr (sizeof(F) == 4)
                wholes = __builtin_convertvector(floats, Wholes);
            else
                wholes = __builtin_bit_cast(Wholes, floats + magic) - magic_bits;
            const Elementwise numbers = __builtin_convertvector(wholes, Elementwise);
            const std::ptrdiff_t left = count - i;
            std::memcpy(to + i, &numbers, left < lanes ? left * sizeof(T) : sizeof numbers);
        }
    }
};

template <template <class> class Op, class T, class Arch>
requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<Arch, ScalarLevel> &&
         requires { Op<Arch>::rounds_down; }) struct BinaryLoop<Op, T, Arch> : DivisionLoop<Op, T, Arch> {
};

} // namespace adder::vecext
