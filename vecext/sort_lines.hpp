// SPDX-License-Identifier: MIT
// Sorting of one contiguous line of elements.
//
// Long lines are sorted by radix: by one byte of the key at a time, from the lowest, each pass a stable
// distribution into 256 buckets; a pass in which all elements have the same byte is left out. Keys are the
// elements' bits, turned so that their order as unsigned numbers is that of the elements, nan last. Short
// lines and complex numbers are sorted by comparisons. Where the level in use sorts by vectors
// (sort_kernels.hpp) and the sort need not be stable, that is done instead.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>

#include "vecext/dispatch.hpp"
#include "vecext/sort_kernels.hpp"

namespace adder::vecext {

template <class T> struct ComplexPair { T real, imaginary; };

// Bools are sorted as the bytes that they are, complex numbers as pairs.
template <class T> struct SortedType { using type = T; };
template <> struct SortedType<bool> { using type = std::uint8_t; };
template <> struct SortedType<_Complex float> { using type = ComplexPair<float>; };
template <> struct SortedType<_Complex double> { using type = ComplexPair<double>; };
template <class T> using SortedAs = typename SortedType<T>::type;

struct IsBefore {
    template <class T> bool operator()(T left, T right) const {
        if constexpr (std::is_floating_point_v<T>)
            return left < right || (left == left && right != right);
        else
            return left < right;
    }
    template <class T> bool operator()(ComplexPair<T> left, ComplexPair<T> right) const {
        const IsBefore is_before;
        const bool left_nan = left.real != left.real || left.imaginary != left.imaginary;
        const bool right_nan = right.real != right.real || right.imaginary != right.imaginary;
        if (left_nan != right_nan) return right_nan;
        if (is_before(left.real, right.real)) return true;
        const bool is_same = left.real == right.real || (left.real != left.real && right.real != right.real);
        return is_same && is_before(left.imaginary, right.imaginary);
    }
};

template <class T>
using SortKey =
    std::conditional_t<sizeof(T) == 8, std::uint64_t,
                       std::conditional_t<sizeof(T) == 4, std::uint32_t,
                                          std::conditional_t<sizeof(T) == 2, std::uint16_t, std::uint8_t>>>;

// Numbers whose order is that of the elements: the sign bit turned over, all bits of negative floats. -0.0
// and 0.0 are one key, all nans the last.
template <class T> SortKey<T> to_key(T element) {
    using K = SortKey<T>;
    constexpr K sign = K(K(1) << (sizeof(T) * 8 - 1));
    if constexpr (std::is_floating_point_v<T>) {
        if (element != element) return std::numeric_limits<K>::max();
        const K key = std::bit_cast<K>(element + T(0));
        return key & sign ? K(~key) : K(key | sign);
    } else if constexpr (std::is_signed_v<T>) {
        return K(K(element) ^ sign);
    } else {
        return element;
    }
}

constexpr std::int64_t shortest_radix_line = 512;

struct RadixCounts {
    std::uint32_t of[8][256];
};

// Counts every byte of all keys in one pass.
template <class T> void count_bytes(const T *line, std::int64_t count, RadixCounts &counts) {
    std::memset(counts.of, 0, sizeof(T) * sizeof counts.of[0]);
    for (std::int64_t i = 0; i < count; ++i) {
        SortKey<T> key = to_key(line[i]);
        for (std::size_t byte = 0; byte < sizeof(T); ++byte) {
            ++counts.of[byte][key & 255];
            key = SortKey<T>(std::uint64_t(key) >> 8);
        }
    }
}

// Turns counts into first places. False if one bucket has all elements.
inline bool to_places(std::uint32_t (&counts)[256], std::int64_t count) {
    std::uint32_t place = 0;
    for (std::uint32_t &bucket : counts) {
        if (bucket == count) return false;
        const std::uint32_t size = bucket;
        bucket = place;
        place += size;
    }
    return true;
}

// False if there is no memory for it.
template <class T> bool radix_sort(T *line, std::int64_t count) {
    const std::unique_ptr<T[]> spare(new (std::nothrow) T[static_cast<std::size_t>(count)]);
    if (!spare) return false;
    RadixCounts counts;
    count_bytes(line, count, counts);
    T *from = line, *to = spare.get();
    for (std::size_t byte = 0; byte < sizeof(T); ++byte) {
        if (!to_places(counts.of[byte], count)) continue;
        std::uint32_t(&place)[256] = counts.of[byte];
        for (std::int64_t i = 0; i < count; ++i) {
            const T element = from[i];
            to[place[(std::uint64_t(to_key(element)) >> (8 * byte)) & 255]++] = element;
        }
        std::swap(from, to);
    }
    if (from != line) std::memcpy(line, from, sizeof(T) * static_cast<std::size_t>(count));
    return true;
}

template <class T> void sort_stably(T *line, std::int64_t count) {
    if constexpr (std::is_arithmetic_v<T>) {
        const bool is_long = count >= shortest_radix_line && count < (std::int64_t(1) << 32);
        if (is_long && radix_sort(line, count)) return;
        if constexpr (std::is_integral_v<T>)
            std::sort(line, line + count); // equal ones cannot be told apart
        else
            std::stable_sort(line, line + count, IsBefore{});
    } else {
        std::stable_sort(line, line + count, IsBefore{});
    }
}

// The level's kernel for the type, null if it has none.
template <class T> SortKernel<T> sort_kernel() {
    const SortKernels *kernels = nullptr;
#if defined(__x86_64__)
    if (dispatch.table == &kernels_avx512) kernels = &sort_kernels_avx512;
    if (dispatch.table == &kernels_avx2) kernels = &sort_kernels_avx2;
#endif
    if (kernels == nullptr) return nullptr;
    if constexpr (std::is_same_v<T, std::int32_t>) return kernels->int32;
    if constexpr (std::is_same_v<T, std::int64_t>) return kernels->int64;
    if constexpr (std::is_same_v<T, float>) return kernels->float32;
    if constexpr (std::is_same_v<T, double>) return kernels->float64;
    return nullptr;
}

// Moves nans behind all numbers; returns how many numbers there are.
template <class T> std::int64_t part_nans(T *line, std::int64_t count) {
    if constexpr (std::is_floating_point_v<T>)
        return std::partition(line, line + count, [](T element) { return element == element; }) - line;
    else
        return count;
}

// Equal elements in any order.
template <class T> void sort_line(T *line, std::int64_t count) {
    if constexpr (std::is_same_v<T, std::int32_t> || std::is_same_v<T, std::int64_t> ||
                  std::is_floating_point_v<T>) {
        constexpr std::int64_t shortest = 16, margin = 16;
        const SortKernel<T> kernel = count >= shortest ? sort_kernel<T>() : nullptr;
        constexpr std::int64_t most_on_stack = 512;
        T small[most_on_stack + margin];
        std::unique_ptr<T[]> large;
        if (kernel != nullptr && count > most_on_stack)
            large.reset(new (std::nothrow) T[std::size_t(count + margin)]);
        T *spare = count > most_on_stack ? large.get() : small;
        if (kernel != nullptr && spare != nullptr)
            return kernel(line, part_nans(line, count), spare, sort_stably<T>);
    }
    sort_stably(line, count);
}

// A key and where its element was.
template <class K> struct Placed {
    K key;
    std::uint32_t position;
};

template <class T> bool radix_argsort(const T *line, std::int64_t *positions, std::int64_t count) {
    using P = Placed<SortKey<T>>;
    const std::unique_ptr<P[]> first(new (std::nothrow) P[static_cast<std::size_t>(count)]);
    const std::unique_ptr<P[]> second(new (std::nothrow) P[static_cast<std::size_t>(count)]);
    if (!first || !second) return false;
    RadixCounts counts;
    count_bytes(line, count, counts);
    for (std::int64_t i = 0; i < count; ++i) first[std::size_t(i)] = {to_key(line[i]), std::uint32_t(i)};
    P *from = first.get(), *to = second.get();
    for (std::size_t byte = 0; byte < sizeof(T); ++byte) {
        if (!to_places(counts.of[byte], count)) continue;
        std::uint32_t(&place)[256] = counts.of[byte];
        for (std::int64_t i = 0; i < count; ++i)
            to[place[(std::uint64_t(from[i].key) >> (8 * byte)) & 255]++] = from[i];
        std::swap(from, to);
    }
    for (std::int64_t i = 0; i < count; ++i) positions[i] = from[i].position;
    return true;
}

// `positions` are 0, 1, … on entry; equal elements keep their order.
template <class T> void argsort_line(const T *line, std::int64_t *positions, std::int64_t count) {
    if constexpr (std::is_arithmetic_v<T>) {
        const bool is_long = count >= shortest_radix_line && count < (std::int64_t(1) << 32);
        if (is_long && radix_argsort(line, positions, count)) return;
    }
    std::stable_sort(positions, positions + count, [line](std::int64_t left, std::int64_t right) {
        return IsBefore{}(line[left], line[right]);
    });
}

} // namespace adder::vecext
