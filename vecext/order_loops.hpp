// SPDX-License-Identifier: MIT
// Sorting with vectors: a quicksort whose every step handles a vector of keys.
//
// A line is split at a pivot: each vector's keys that are not above it close ranks at the line's front, the
// others in spare memory, from where they go behind. No branch depends on a key. Lines of up to `capacity`
// keys are sorted by a bitonic network in registers: key i, counted through lanes and vectors, is compared
// with key i ^ x for a fixed series of x. Level (moving_avx2.cpp, moving_avx512.cpp) says what a vector is.
// Invariant: every function has the level in its type (see simd.hpp).
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

namespace adder::vecext {

template <class Level> struct Network {
    using Key = typename Level::Key;
    using Vector = typename Level::Vector;
    static constexpr int width = Level::width;
    static constexpr int most_vectors = 16;
    static constexpr std::int64_t capacity = most_vectors * width;

    // Each lane with the one whose number differs in the bits of `x`: the lower number gets the lower key.
    template <int x> static Vector exchange_lanes(Vector keys) {
        const Vector others = Level::template turn<x>(keys);
        return Level::template merge<x>(Level::lower(keys, others), Level::higher(keys, others));
    }
    // Lanes at the distances `x`, x/2, … 1.
    template <int x> static Vector merge_lanes(Vector keys) {
        if constexpr (x > 0)
            return merge_lanes<x / 2>(exchange_lanes<x>(keys));
        else
            return keys;
    }
    // Vectors whose lanes are sorted in blocks of `sorted`, to vectors sorted whole.
    template <int sorted> static Vector sort_lanes(Vector keys) {
        if constexpr (sorted < width)
            return sort_lanes<2 * sorted>(merge_lanes<sorted / 2>(exchange_lanes<2 * sorted - 1>(keys)));
        else
            return keys;
    }

    // Two vectors, the second against its direction.
    static void exchange_mirrored(Vector &left, Vector &right) {
        const Vector mirrored = Level::template turn<width - 1>(right);
        right = Level::template turn<width - 1>(Level::higher(left, mirrored));
        left = Level::lower(left, mirrored);
    }
    static void exchange(Vector &left, Vector &right) {
        const Vector lower = Level::lower(left, right);
        right = Level::higher(left, right);
        left = lower;
    }

    // Vectors at the distances `distance`, distance/2, … 1, then lanes.
    template <int count, int distance> static void merge_vectors(Vector *keys) {
        if constexpr (distance > 0) {
#pragma GCC unroll 16
            for (int i = 0; i < count; ++i) {
                if ((i & distance) == 0) exchange(keys[i], keys[i ^ distance]);
            }
            merge_vectors<count, distance / 2>(keys);
        } else {
#pragma GCC unroll 16
            for (int i = 0; i < count; ++i) keys[i] = merge_lanes<width / 2>(keys[i]);
        }
    }
    // Groups of `sorted` vectors that are in order, to groups twice as long.
    template <int count, int sorted> static void join_vectors(Vector *keys) {
        if constexpr (sorted < count) {
#pragma GCC unroll 16
            for (int i = 0; i < count; ++i) {
                if ((i & sorted) == 0) exchange_mirrored(keys[i], keys[i ^ (2 * sorted - 1)]);
            }
            merge_vectors<count, sorted / 2>(keys);
            join_vectors<count, 2 * sorted>(keys);
        }
    }

    // In place, behind the last key filled up with the greatest.
    template <int count> static void sort_vectors(Key *line, std::int64_t size) {
        alignas(64) Key padded[count * width];
        const Vector greatest = Level::fill(std::numeric_limits<Key>::max());
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) Level::store(padded + i * width, greatest);
        std::memcpy(padded, line, sizeof(Key) * static_cast<std::size_t>(size));
        Vector keys[count];
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) keys[i] = sort_lanes<1>(Level::load(padded + i * width));
        join_vectors<count, 1>(keys);
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) Level::store(padded + i * width, keys[i]);
        std::memcpy(line, padded, sizeof(Key) * static_cast<std::size_t>(size));
    }

    static void sort(Key *line, std::int64_t size) {
        if (size <= width) return sort_vectors<1>(line, size);
        if (size <= 2 * width) return sort_vectors<2>(line, size);
        if (size <= 4 * width) return sort_vectors<4>(line, size);
        if (size <= 8 * width) return sort_vectors<8>(line, size);
        sort_vectors<most_vectors>(line, size);
    }
};

template <class Level> struct Quicksort {
    using Key = typename Level::Key;
    using Vector = typename Level::Vector;
    static constexpr int width = Level::width;

    // What was found while a line was split: how many keys are not above the pivot, and the extreme keys.
    struct Split {
        std::int64_t low_count;
        Key least, greatest;
    };

    // The middle one of keys from all over the line.
    static Key choose_pivot(const Key *keys, std::int64_t count) {
        constexpr int most = 64;
        const int size = count < 16 * most ? most / 4 : most;
        Key sample[most];
        for (int i = 0; i < size; ++i) sample[i] = keys[count * i / size];
        Network<Level>::sort(sample, size);
        return sample[size / 2];
    }

    static Key extreme_lane(Vector keys, bool is_least) {
        Key lanes[width];
        Level::store(lanes, keys);
        Key found = lanes[0];
        for (const Key key : lanes) found = (is_least ? key < found : key > found) ? key : found;
        return found;
    }

    // Stores of whole vectors are safe: at the front they end where the line was already read.
    static Split split(Key *keys, std::int64_t count, Key *spare, Key pivot) {
        const Vector limit = Level::fill(pivot);
        Vector least = limit, greatest = limit;
        Key *low = keys, *high = spare;
        std::int64_t i = 0;
        for (; i + width <= count; i += width) {
            const Vector part = Level::load(keys + i);
            const unsigned is_high = Level::above(part, limit);
            least = Level::lower(least, part);
            greatest = Level::higher(greatest, part);
            Level::store(low, Level::compress(part, ~is_high & Level::all_lanes));
            Level::store(high, Level::compress(part, is_high));
            const int high_count = __builtin_popcount(is_high);
            high += high_count;
            low += width - high_count;
        }
        Split result{0, extreme_lane(least, true), extreme_lane(greatest, false)};
        for (; i < count; ++i) {
            const Key key = keys[i];
            result.least = key < result.least ? key : result.least;
            result.greatest = key > result.greatest ? key : result.greatest;
            *(key > pivot ? high : low)++ = key;
        }
        std::memcpy(low, spare, static_cast<std::size_t>(high - spare) * sizeof(Key));
        result.low_count = low - keys;
        return result;
    }

    static bool order_part(Key *keys, std::int64_t count, Key *spare, std::int64_t first, std::int64_t last,
                           int splits_left) {
        while (count > Network<Level>::capacity) {
            if (first >= last || first >= count || last <= 0) return true;
            if (splits_left-- == 0) return false;
            const Key pivot = choose_pivot(keys, count);
            const Split found = split(keys, count, spare, pivot);
            if (found.low_count == count) {
                if (found.least == pivot) return true; // all are equal
                // The pivot is the greatest key: those like it go to the end and are done.
                count = split(keys, count, spare, pivot - 1).low_count;
                continue;
            }
            const bool is_low_done = found.least == pivot, is_high_done = found.greatest == pivot + 1;
            if (!is_low_done && !order_part(keys, found.low_count, spare, first, last, splits_left))
                return false;
            if (is_high_done) return true;
            keys += found.low_count;
            count -= found.low_count;
            first -= found.low_count;
            last -= found.low_count;
        }
        Network<Level>::sort(keys, count);
        return true;
    }

    static bool order(Key *keys, std::int64_t count, Key *spare, std::int64_t first, std::int64_t last) {
        const int bits = 64 - __builtin_clzll(static_cast<unsigned long long>(count) | 1);
        return order_part(keys, count, spare, first, last, 2 * bits);
    }
};

// Left to the compiler, which makes vectors of it. Float is the type whose bits the keys are.
template <class Level, class Float> struct KeyTurn {
    using Key = typename Level::Key;

    static unsigned run(Key *bits, std::int64_t count) {
        constexpr int sign = sizeof(Key) * 8 - 1;
        constexpr Key positive = std::numeric_limits<Key>::max(),
                      negative_zero = std::numeric_limits<Key>::min();
        constexpr Key infinity = std::bit_cast<Key>(std::numeric_limits<Float>::infinity());
        Key has_nan = 0, has_zero = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const Key given = bits[i];
            has_nan |= (given & positive) > infinity;
            has_zero |= given == negative_zero;
            bits[i] = given ^ ((given >> sign) & positive);
        }
        return unsigned(has_nan != 0) | unsigned(has_zero != 0) << 1;
    }
};

} // namespace adder::vecext
