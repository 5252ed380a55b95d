// SPDX-License-Identifier: MIT
// Quicksort by vectors. Included by the units of sort_kernels.hpp, each of which names its vectors.
//
// A vector of elements is compared with the pivot at once and pressed together twice: the smaller ones are
// written back to the left, the others into spare memory, from where they come back behind them. No branch
// depends on an element. Short lines are sorted by rank: an element's place is the number of those before it,
// which vectors count.
//
// `V` has: T, width, vector, load, store, repeat, less and less_equal (as bits), press (the elements whose
// bit is set, moved to the front).
#pragma once

#include <cstdint>

namespace adder::vecext {

namespace {

template <class V> struct VectorSort {
    using T = typename V::T;
    using Fallback = void (*)(T *line, std::int64_t count);
    static constexpr std::int64_t width = V::width, shortest = width == 16 ? 48 : 32;

    static void run(T *line, std::int64_t count, T *spare, Fallback fallback) {
        int depth = 4;
        for (std::int64_t rest = count; rest > 0; rest /= 2) depth += 2;
        sort(line, count, spare, depth, fallback);
    }

  private:
    static void sort(T *line, std::int64_t count, T *spare, int depth, Fallback fallback) {
        while (count > shortest) {
            if (depth-- == 0) return fallback(line, count);
            const T pivot = choose_pivot(line, count);
            std::int64_t low = divide<false>(line, count, spare, pivot);
            if (low == 0) {
                // The pivot is the lowest: all that equal it are where they belong.
                low = divide<true>(line, count, spare, pivot);
                line += low;
                count -= low;
            } else if (low < count - low) {
                sort(line, low, spare, depth, fallback);
                line += low;
                count -= low;
            } else {
                sort(line + low, count - low, spare, depth, fallback);
                count = low;
            }
        }
        sort_by_rank(line, count);
    }

    static T lower(T a, T b) { return a < b ? a : b; }
    static T higher(T a, T b) { return a < b ? b : a; }
    static T middle(T a, T b, T c) { return higher(lower(a, b), lower(higher(a, b), c)); }
    // The median of three medians of three.
    static T choose_pivot(const T *line, std::int64_t count) {
        const std::int64_t step = count / 9;
        T medians[3];
        for (int k = 0; k < 3; ++k) {
            const T *at = line + step * (3 * k + 1) - step / 2;
            medians[k] = middle(at[0], at[step], at[2 * step]);
        }
        return middle(medians[0], medians[1], medians[2]);
    }

    template <bool takes_equal> static bool is_low(T element, T pivot) {
        return takes_equal ? element <= pivot : element < pivot;
    }

    // Moves the elements below the pivot to the front, the others behind them; returns how many are below.
    template <bool takes_equal> static std::int64_t divide(T *line, std::int64_t count, T *spare, T pivot) {
        const typename V::vector pivots = V::repeat(pivot);
        std::int64_t low = 0, high = 0, i = 0;
        for (; i + width <= count; i += width) {
            const typename V::vector elements = V::load(line + i);
            const unsigned bits = takes_equal ? V::less_equal(elements, pivots) : V::less(elements, pivots);
            const int found = __builtin_popcount(bits);
            V::store(line + low, V::press(elements, bits)); // not beyond what was read
            V::store(spare + high, V::press(elements, ~bits & ((1u << width) - 1)));
            low += found;
            high += width - found;
        }
        for (; i < count; ++i) {
            const T element = line[i];
            if (is_low<takes_equal>(element, pivot))
                line[low++] = element;
            else
                spare[high++] = element;
        }
        copy(spare, line + low, high);
        return low;
    }

    static void copy(const T *from, T *to, std::int64_t count) {
        std::int64_t i = 0;
        for (; i + width <= count; i += width) V::store(to + i, V::load(from + i));
        for (; i < count; ++i) to[i] = from[i];
    }

    static void sort_by_rank(T *line, std::int64_t count) {
        if (count < 2) return;
        // Behind the line lies what is below nothing in it.
        T all[shortest];
        T highest = line[0];
        for (std::int64_t i = 0; i < count; ++i) {
            all[i] = line[i];
            highest = higher(highest, line[i]);
        }
        for (std::int64_t i = count; i < shortest; ++i) all[i] = highest;
        constexpr int vectors = shortest / width;
        typename V::vector others[vectors];
        for (int k = 0; k < vectors; ++k) others[k] = V::load(all + k * width);
        std::uint64_t filled = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const typename V::vector element = V::repeat(all[i]);
            int below = 0;
            for (int k = 0; k < vectors; ++k) below += __builtin_popcount(V::less(others[k], element));
            line[below] = all[i];
            filled |= std::uint64_t(1) << below;
        }
        // Equal elements have one rank: their other places are those that nobody filled.
        const std::uint64_t inside = (std::uint64_t(1) << count) - 1;
        for (std::uint64_t empty = ~filled & inside; empty != 0; empty &= empty - 1) {
            const int place = __builtin_ctzll(empty);
            line[place] = line[place - 1];
        }
    }
};

} // namespace

} // namespace adder::vecext
