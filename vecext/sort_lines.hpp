// SPDX-License-Identifier: MIT
// Sorting of one contiguous line of elements.
//
// Elements of 4 and 8 bytes are sorted by the vector kernels (moving.hpp) as keys: their bits, turned so that
// their order as signed numbers is that of the elements. nan are set apart before. To sort positions, key and
// position are packed into one number of 64 bits; what of a key does not fit in decides afterwards among
// those that are the same without it. Lines that are in order already, in either direction, are found first.
//
// Where a level has no such kernels, and for narrow elements, long lines are sorted by radix: by one byte of
// the key at a time, from the lowest, each pass a stable distribution into 256 buckets; a pass in which all
// elements have the same byte is left out. Short lines and complex numbers are sorted by comparisons.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

#include "vecext/dtype.hpp"
#include "vecext/memory.hpp"
#include "vecext/moving.hpp"

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
            return (left < right) | ((left == left) & (right != right)); // no branches
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
        const K bits = std::bit_cast<K>(element + T(0));
        const K turned = bits ^ (K(std::make_signed_t<K>(bits) >> (sizeof(K) * 8 - 1)) | sign);
        return element != element ? std::numeric_limits<K>::max() : turned;
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

// ---- by vector kernels

// Memory for one sort after the other.
class SortSpace {
  public:
    SortSpace() = default;
    SortSpace(const SortSpace &) = delete;
    SortSpace &operator=(const SortSpace &) = delete;
    ~SortSpace() {
        if (block_ != nullptr) free_elements(block_, bytes_);
    }

    // Room for `count` elements and spare_room more; null if there is no memory for it.
    template <class T> T *room_for(std::int64_t count) {
        const std::size_t bytes = static_cast<std::size_t>(count + spare_room) * sizeof(T);
        if (bytes <= sizeof small_) return reinterpret_cast<T *>(small_);
        if (bytes > bytes_) {
            if (block_ != nullptr) free_elements(block_, bytes_);
            block_ = allocate_elements(bytes);
            bytes_ = block_ != nullptr ? bytes : 0;
        }
        return reinterpret_cast<T *>(block_);
    }

  private:
    alignas(64) char small_[2304];
    char *block_ = nullptr;
    std::size_t bytes_ = 0;
};

// The spare memory and the packed numbers of a sort.
struct SortSpaces {
    SortSpace spare, packed;
};

template <class T> using OrderedKey = std::conditional_t<sizeof(T) == 8, std::int64_t, std::int32_t>;
template <class T>
inline constexpr bool is_ordered_by_keys = std::is_arithmetic_v<T> && (sizeof(T) == 4 || sizeof(T) == 8);

template <class K> OrderKeys<K> order_kernel() {
    if constexpr (sizeof(K) == 8)
        return moving_kernels().order_wide;
    else
        return moving_kernels().order_narrow;
}

template <class T> bool is_in_order(const T *line, std::int64_t count) {
    for (std::int64_t i = 1; i < count; ++i) {
        if (IsBefore{}(line[i], line[i - 1])) return false;
    }
    return true;
}
// Strictly, so that no equal elements change their places when the line is reversed.
template <class T> bool is_in_reverse(const T *line, std::int64_t count) {
    for (std::int64_t i = 1; i < count; ++i) {
        if (!(line[i] < line[i - 1])) return false;
    }
    return true;
}

// Turns a line to keys or back. Bit 0 of the result tells of a nan, bit 1 of a negative zero among the given.
template <class T> unsigned turn_keys(T *line, std::int64_t count) {
    using K = OrderedKey<T>;
    K *bits = reinterpret_cast<K *>(line);
    if constexpr (std::is_floating_point_v<T>) {
        if constexpr (sizeof(T) == 8)
            return moving_kernels().turn_wide(bits, count);
        else
            return moving_kernels().turn_narrow(bits, count);
    } else if constexpr (std::is_unsigned_v<T>) {
        for (std::int64_t i = 0; i < count; ++i) bits[i] ^= std::numeric_limits<K>::min();
    }
    return 0;
}

// The zeros in their order, for lines with negative ones: as keys they differ.
template <class T> std::vector<T> zeros_of(const T *line, std::int64_t count) {
    std::vector<T> zeros;
    std::copy_if(line, line + count, std::back_inserter(zeros), [](T element) { return element == 0; });
    return zeros;
}

// To keys: nan behind all others as they are, zeros of both signs in `zeros`. Returns how many are keys.
template <class T> std::int64_t make_keys(T *line, std::int64_t count, std::vector<T> &zeros) {
    const unsigned found = turn_keys(line, count);
    if (found == 0) return count;
    turn_keys(line, count);
    const auto is_number = [](T element) { return element == element; };
    count = std::stable_partition(line, line + count, is_number) - line;
    if (found & 2) zeros = zeros_of(line, count);
    turn_keys(line, count);
    return count;
}

// Sorts by keys as far as the places [first, last) need it. False if that cannot be done.
template <class T>
bool order_by_keys(T *line, std::int64_t count, std::int64_t first, std::int64_t last, SortSpaces &spaces) {
    using K = OrderedKey<T>;
    const OrderKeys<K> order = order_kernel<K>();
    K *spare = order != nullptr ? spaces.spare.room_for<K>(count) : nullptr;
    if (spare == nullptr) return false;
    std::vector<T> zeros;
    count = make_keys(line, count, zeros);
    K *keys = reinterpret_cast<K *>(line);
    if (!order(keys, count, spare, first, last)) std::sort(keys, keys + count);
    turn_keys(line, count);
    if (!zeros.empty() && first == 0 && last >= count)
        std::copy(zeros.begin(), zeros.end(), std::lower_bound(line, line + count, T(0)));
    return true;
}

// Equal elements keep their order, zeros of both signs and nan among them.
template <class T> void sort_line(T *line, std::int64_t count, SortSpaces &spaces) {
    if (count < 2) return;
    if constexpr (is_ordered_by_keys<T>) {
        if (is_in_order(line, count)) return;
        if (is_in_reverse(line, count)) return std::reverse(line, line + count);
        if (order_by_keys(line, count, 0, count, spaces)) return;
    }
    if constexpr (std::is_arithmetic_v<T>) {
        const bool is_long = count >= shortest_radix_line && count < (std::int64_t(1) << 32);
        if (is_long && radix_sort(line, count)) return;
    }
    if constexpr (std::is_integral_v<T>)
        std::sort(line, line + count);
    else
        std::stable_sort(line, line + count, IsBefore{});
}

// Brings the elements at the places, which ascend, to where sorting would put them.
template <class T>
void partition_line(T *line, std::int64_t count, const std::vector<std::int64_t> &places,
                    SortSpaces &spaces) {
    if (places.empty()) return;
    if constexpr (is_ordered_by_keys<T>) {
        if (order_by_keys(line, count, places.front(), places.back() + 1, spaces)) return;
    }
    T *start = line;
    for (const std::int64_t place : places) {
        if (line + place >= start) std::nth_element(start, line + place, line + count, IsBefore{});
        start = line + place + 1;
    }
}

// ---- positions

// A key and where its element was.
template <class K> struct Placed {
    K key;
    std::uint32_t position;
};

// Bytes: every position goes straight to its place.
template <class T> void count_argsort(const T *line, std::int64_t *positions, std::int64_t count) {
    RadixCounts counts;
    count_bytes(line, count, counts);
    if (!to_places(counts.of[0], count)) return;
    for (std::int64_t i = 0; i < count; ++i) positions[counts.of[0][to_key(line[i])]++] = i;
}

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

// How keys and positions share 64 bits: the keys' distances from the least one without their last bits,
// if there is no room for them, then the position.
struct Packing {
    std::uint64_t least;
    int position_bits, lost_bits;
    bool is_exact; // all keys have the same last bits
};
template <class T> Packing choose_packing(const T *line, std::int64_t count) {
    const SortKey<T> first = to_key(line[0]);
    SortKey<T> least = first, greatest = first, varying = 0;
    for (std::int64_t i = 1; i < count; ++i) {
        const SortKey<T> key = to_key(line[i]);
        varying |= key ^ first;
        least = std::min(least, key);
        greatest = std::max(greatest, key);
    }
    const int position_bits = std::bit_width(static_cast<std::uint64_t>(count - 1));
    const int key_bits = std::bit_width(std::uint64_t(greatest) - least);
    const int lost_bits = std::max(0, key_bits + position_bits - 64);
    return {least, position_bits, lost_bits, lost_bits <= std::countr_zero(std::uint64_t(varying))};
}

// Positions whose keys were the same without their lost bits, by the elements.
template <class T>
void order_ties(const T *line, const std::int64_t *packed, std::int64_t *positions, std::int64_t count,
                const Packing &packing) {
    const auto is_later = [line](std::int64_t left, std::int64_t right) {
        return IsBefore{}(line[right], line[left]);
    };
    const auto is_sooner = [line](std::int64_t left, std::int64_t right) {
        if (IsBefore{}(line[left], line[right])) return true;
        return !IsBefore{}(line[right], line[left]) && left < right;
    };
    for (std::int64_t start = 0, end; start < count; start = end) {
        end = start + 1;
        while (end < count && (packed[end] ^ packed[start]) >> packing.position_bits == 0) ++end;
        if (end - start == 1) continue;
        std::int64_t *const first = positions + start, *const last = positions + end;
        if (std::adjacent_find(first, last, is_later) != last) std::sort(first, last, is_sooner);
    }
}

template <class T>
bool argsort_by_keys(const T *line, std::int64_t *positions, std::int64_t count, SortSpaces &spaces) {
    const OrderKeys<std::int64_t> order = moving_kernels().order_wide;
    if (order == nullptr) return false;
    auto *spare = spaces.spare.room_for<std::int64_t>(count);
    auto *packed = spaces.packed.room_for<std::int64_t>(count);
    if (spare == nullptr || packed == nullptr) return false;
    const Packing packing = choose_packing(line, count);
    constexpr std::int64_t sign = std::numeric_limits<std::int64_t>::min();
    for (std::int64_t i = 0; i < count; ++i) {
        const std::uint64_t distance = (std::uint64_t(to_key(line[i])) - packing.least) >> packing.lost_bits;
        packed[i] = std::int64_t(distance << packing.position_bits | std::uint64_t(i)) ^ sign;
    }
    if (!order(packed, count, spare, 0, count)) std::sort(packed, packed + count);
    const std::int64_t mask = (std::int64_t(1) << packing.position_bits) - 1;
    for (std::int64_t i = 0; i < count; ++i) positions[i] = packed[i] & mask;
    if (!packing.is_exact) order_ties(line, packed, positions, count, packing);
    return true;
}

// `positions` are 0, 1, … on entry; equal elements keep their order.
template <class T>
void argsort_line(const T *line, std::int64_t *positions, std::int64_t count, SortSpaces &spaces) {
    if (count < 2) return;
    if constexpr (std::is_arithmetic_v<T>) {
        if (is_in_order(line, count)) return;
        if (is_in_reverse(line, count)) return std::reverse(positions, positions + count);
        const bool is_long = count >= shortest_radix_line && count < (std::int64_t(1) << 32);
        if constexpr (sizeof(T) == 1) {
            if (is_long) return count_argsort(line, positions, count);
        }
        if (sizeof(T) <= 2 && is_long && radix_argsort(line, positions, count)) return;
        if (argsort_by_keys(line, positions, count, spaces)) return;
        if (is_long && radix_argsort(line, positions, count)) return;
    }
    std::stable_sort(positions, positions + count, [line](std::int64_t left, std::int64_t right) {
        return IsBefore{}(line[left], line[right]);
    });
}

// The positions of lesser elements than the one at `place`, of equal ones and of greater ones. `copy` is a
// copy of the line, which is reordered. False if there is no memory.
template <class T>
bool argpartition_line(const T *line, T *copy, std::int64_t *positions, std::int64_t count,
                       std::int64_t place, SortSpaces &spaces) {
    partition_line(copy, count, {place}, spaces);
    const T middle = copy[place];
    auto *equal = spaces.packed.room_for<std::int64_t>(count);
    if (equal == nullptr) return false;
    // Without branches: every position is written at three places, of which one moves on.
    std::int64_t lesser = 0, equals = 0, behind = count - 1;
    for (std::int64_t i = 0; i < count; ++i) {
        const bool is_less = IsBefore{}(line[i], middle), is_greater = IsBefore{}(middle, line[i]);
        positions[lesser] = i;
        lesser += is_less;
        positions[behind] = i;
        behind -= is_greater;
        equal[equals] = i;
        equals += !is_less & !is_greater;
    }
    std::copy_n(equal, equals, positions + lesser);
    return true;
}

} // namespace adder::vecext
