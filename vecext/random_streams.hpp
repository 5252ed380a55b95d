// SPDX-License-Identifier: MIT
//
// The stream of random bits, PCG64 (O'Neill's permuted congruential generator XSL-RR 128/64), and whole
// numbers in a range. Everything random is a function of such a stream, and equal streams give the numbers
// that NumPy's give.
//
// A 64-bit word can serve two requests for 32 bits: its upper half waits in the stream for the next one.
// Whole numbers of 8 and 16 bits share 32 bits in the same way, but only within one call: SmallWords.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace adder::vecext::random {

using Word128 = unsigned __int128;

struct Pcg64 {
    Word128 state;
    Word128 increment;
    bool has_half;
    std::uint32_t half;

    std::uint64_t next64() {
        step();
        const auto folded = static_cast<std::uint64_t>(state >> 64) ^ static_cast<std::uint64_t>(state);
        return std::rotr(folded, static_cast<int>(state >> 122));
    }

    std::uint32_t next32() {
        if (has_half) {
            has_half = false;
            return half;
        }
        const std::uint64_t word = next64();
        has_half = true;
        half = static_cast<std::uint32_t>(word >> 32);
        return static_cast<std::uint32_t>(word);
    }

    // Uniform in [0, 1).
    double next_double() { return static_cast<double>(next64() >> 11) * 0x1p-53; }
    float next_float() { return static_cast<float>(next32() >> 8) * 0x1p-24f; }

    void step() { state = state * multiplier + increment; }

    // As if `count` numbers had been drawn, in logarithmic time.
    void advance(Word128 count);

    static constexpr Word128 multiplier = Word128{2549297995355413924U} << 64 | 4865540595714422341U;
};

// A stream that begins at `start`, on the track that `track` selects.
Pcg64 make_pcg64(Word128 start, Word128 track);

// ---- whole numbers in a range

// Hands out 32 bits in pieces of a narrower type.
class SmallWords {
  public:
    template <class Word, class Bits> Word next(Bits &stream) {
        constexpr int bits = std::numeric_limits<Word>::digits;
        if (left_ == 0) {
            bits_ = stream.next32();
            left_ = 32 / bits - 1;
        } else {
            bits_ >>= bits;
            --left_;
        }
        return static_cast<Word>(bits_);
    }

    // For bool, of which only the lowest bit of a piece counts.
    template <class Bits> bool next_bit(Bits &stream) {
        if (left_ == 0) {
            bits_ = stream.next32();
            left_ = 31;
        } else {
            bits_ >>= 1;
            --left_;
        }
        return bits_ & 1;
    }

  private:
    std::uint32_t bits_ = 0;
    int left_ = 0;
};

template <class Word> struct Doubled;
template <> struct Doubled<std::uint8_t> { using type = std::uint16_t; };
template <> struct Doubled<std::uint16_t> { using type = std::uint32_t; };
template <> struct Doubled<std::uint32_t> { using type = std::uint64_t; };
template <> struct Doubled<std::uint64_t> { using type = Word128; };

template <class Word, class Bits> Word next_word(Bits &stream, SmallWords &small) {
    if constexpr (sizeof(Word) == 8)
        return stream.next64();
    else if constexpr (sizeof(Word) == 4)
        return stream.next32();
    else
        return small.template next<Word>(stream);
}

// One of 0 … range, all equally likely, by Lemire's multiplication; range is not the largest Word.
template <class Word> Word multiply_into(Pcg64 &stream, Word range, SmallWords &small) {
    using Product = typename Doubled<Word>::type;
    constexpr int bits = std::numeric_limits<Word>::digits;
    const Word count = range + 1;
    Product product = static_cast<Product>(Product{next_word<Word>(stream, small)} * count);
    if (static_cast<Word>(product) < count) {
        const Word threshold = static_cast<Word>(std::numeric_limits<Word>::max() - range) % count;
        while (static_cast<Word>(product) < threshold)
            product = static_cast<Product>(Product{next_word<Word>(stream, small)} * count);
    }
    return static_cast<Word>(product >> bits);
}

// One of low … low + range, wrapping. Draws nothing if range is 0, and 32 bits if they are enough.
template <class Word> Word draw_integer(Pcg64 &stream, Word low, Word range, SmallWords &small) {
    if (range == 0) return low;
    if constexpr (sizeof(Word) == 8) {
        constexpr std::uint32_t narrow = std::numeric_limits<std::uint32_t>::max();
        if (range <= narrow)
            return low + draw_integer<std::uint32_t>(stream, 0, static_cast<std::uint32_t>(range), small);
    }
    if (range == std::numeric_limits<Word>::max())
        return static_cast<Word>(low + next_word<Word>(stream, small));
    return static_cast<Word>(low + multiply_into<Word>(stream, range, small));
}

// bool: low + range is 0 or 1.
template <> inline bool draw_integer<bool>(Pcg64 &stream, bool low, bool range, SmallWords &small) {
    return range ? small.next_bit(stream) : low;
}

// One of 0 … largest: masked bits, drawn until they are small enough.
std::uint64_t draw_interval(Pcg64 &stream, std::uint64_t largest);

// ---- selections

// Elements in memory, `stride` bytes apart.
struct Strip {
    char *data;
    std::ptrdiff_t count;
    std::ptrdiff_t stride;
    std::ptrdiff_t itemsize;
};

// Brings the elements into random order.
void shuffle(Pcg64 &stream, const Strip &strip);

// Fills `out` with different numbers of 0 … population - 1, in random order if they are to be shuffled.
// False if memory runs out.
[[nodiscard]] bool sample(Pcg64 &stream, std::int64_t population, std::int64_t count, bool is_shuffled,
                          std::int64_t *out);

} // namespace adder::vecext::random
