// SPDX-License-Identifier: MIT
// Closing ranks: the elements where a mask is true, or their positions, one behind the other.
//
// Every vector's wanted elements are brought to its front and stored, the next vector's over what lies behind
// them. Where a whole vector would go beyond the result's end, its part is copied. Eight bytes of the mask
// without a true one are passed over at once. Invariant: every function has the level in its type.
#pragma once

#include <cstdint>
#include <cstring>

namespace adder::vecext {

template <class Level> struct MaskLoops {
    // Calls take(place, bits, number of bits) for every `width` mask bytes (1, 2, 4, 8 or 16) of which one is
    // true.
    static std::uint64_t load_mask(const std::uint8_t *mask, std::int64_t bytes) {
        std::uint64_t word = 0;
        std::memcpy(&word, mask, static_cast<std::size_t>(bytes));
        return word;
    }

    static std::int64_t count_true(const std::uint8_t *mask, std::int64_t count) {
        std::int64_t total = 0, i = 0;
        for (; i + Level::mask_bytes <= count; i += Level::mask_bytes)
            total += __builtin_popcountll(Level::mask_bits(mask + i));
        for (; i < count; ++i) total += mask[i];
        return total;
    }

    static void true_positions(const std::uint8_t *mask, std::int64_t count, std::int64_t *to,
                               std::int64_t found) {
        const std::int64_t *const end = to + found;
        std::int64_t i = 0;
        for (; i + Level::mask_bytes <= count && to < end; i += Level::mask_bytes) {
            for (std::uint64_t bits = Level::mask_bits(mask + i); bits != 0; bits &= bits - 1)
                *to++ = i + __builtin_ctzll(bits);
        }
        for (; i < count && to < end; ++i) {
            if (mask[i]) *to++ = i;
        }
    }
};

// Mover: `width` elements, `bytes` of one; moved(from, mask word) gives a vector with the wanted ones first.
template <class Mover> struct CompressLoop {
    static constexpr int width = Mover::width, bytes = Mover::bytes;

    static void run(const char *from, const std::uint8_t *mask, std::int64_t count, char *to,
                    std::int64_t found) {
        std::int64_t i = 0;
        for (; i + width <= count && found > 0; i += width, from += width * bytes) {
            std::uint64_t word = 0;
            std::memcpy(&word, mask + i, width);
            if (word == 0) continue;
            const int wanted = __builtin_popcountll(word);
            if (found >= width) {
                Mover::store(to, from, word);
            } else {
                alignas(64) char part[width * bytes];
                Mover::store(part, from, word);
                std::memcpy(to, part, static_cast<std::size_t>(wanted * bytes));
            }
            to += wanted * bytes;
            found -= wanted;
        }
        for (; i < count && found > 0; ++i, from += bytes) {
            if (!mask[i]) continue;
            std::memcpy(to, from, bytes);
            to += bytes;
            --found;
        }
    }
};

} // namespace adder::vecext
