// SPDX-License-Identifier: MIT
//
// Seeding and jumping, and random orders and selections.
#include "vecext/random_streams.hpp"

#include "vecext/random_twister.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <numeric>

namespace adder::vecext::random {
namespace {

struct FreeMemory {
    void operator()(void *memory) const { std::free(memory); }
};
template <class T> using Memory = std::unique_ptr<T[], FreeMemory>;

template <class T> Memory<T> allocate(std::uint64_t count) {
    if (count > std::numeric_limits<std::size_t>::max() / sizeof(T)) return nullptr;
    return Memory<T>(static_cast<T *>(std::malloc(std::max<std::size_t>(count, 1) * sizeof(T))));
}

// The smallest number of the form 2**n - 1 that is not less.
std::uint64_t mask_over(std::uint64_t largest) {
    return largest == 0 ? 0 : ~std::uint64_t{0} >> std::countl_zero(largest);
}

// Puts the elements from the last one down to `first` in their final places.
void shuffle_tail(Pcg64 &stream, std::int64_t *numbers, std::int64_t count, std::int64_t first) {
    SmallWords unused;
    for (std::int64_t i = count - 1; i >= first; --i)
        std::swap(numbers[i],
                  numbers[draw_integer<std::uint64_t>(stream, 0, static_cast<std::uint64_t>(i), unused)]);
}

// A set of numbers in open addressing; `mask` + 1 places, more than there will be numbers.
class NumberSet {
  public:
    explicit NumberSet(std::uint64_t mask) : mask_(mask), places_(allocate<std::uint64_t>(mask + 1)) {
        if (places_) std::fill_n(places_.get(), mask + 1, empty);
    }

    bool is_allocated() const { return places_ != nullptr; }

    // False if it is there already.
    bool add(std::uint64_t number) {
        std::uint64_t place = number & mask_;
        while (places_[place] != empty) {
            if (places_[place] == number) return false;
            place = (place + 1) & mask_;
        }
        places_[place] = number;
        return true;
    }

  private:
    static constexpr std::uint64_t empty = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t mask_;
    Memory<std::uint64_t> places_;
};

// For a large part of a population: shuffles only as many of its members as are wanted.
bool sample_by_shuffling(Pcg64 &stream, std::int64_t population, std::int64_t count, std::int64_t *out) {
    const Memory<std::int64_t> members = allocate<std::int64_t>(static_cast<std::uint64_t>(population));
    if (!members) return false;
    std::iota(members.get(), members.get() + population, std::int64_t{0});
    shuffle_tail(stream, members.get(), population, std::max<std::int64_t>(population - count, 1));
    std::copy(members.get() + (population - count), members.get() + population, out);
    return true;
}

// Floyd's algorithm: each new member is drawn from those before it, or is itself if that one is taken.
bool sample_by_set(Pcg64 &stream, std::int64_t population, std::int64_t count, bool is_shuffled,
                   std::int64_t *out) {
    NumberSet taken(mask_over(static_cast<std::uint64_t>(1.2 * static_cast<double>(count))));
    if (!taken.is_allocated()) return false;
    SmallWords unused;
    for (std::int64_t i = population - count; i < population; ++i) {
        std::uint64_t number = draw_integer<std::uint64_t>(stream, 0, static_cast<std::uint64_t>(i), unused);
        if (!taken.add(number)) {
            number = static_cast<std::uint64_t>(i);
            taken.add(number);
        }
        *out++ = static_cast<std::int64_t>(number);
    }
    if (is_shuffled) shuffle_tail(stream, out - count, count, 1);
    return true;
}

template <class Bits> std::uint64_t any_interval(Bits &stream, std::uint64_t largest) {
    if (largest == 0) return 0;
    const std::uint64_t mask = mask_over(largest);
    std::uint64_t number;
    do {
        number =
            (largest <= std::numeric_limits<std::uint32_t>::max() ? stream.next32() : stream.next64()) & mask;
    } while (number > largest);
    return number;
}

template <class Bits, class Move> void shuffle_with(Bits &stream, std::ptrdiff_t count, Move move) {
    for (std::ptrdiff_t i = count - 1; i >= 1; --i)
        move(i, static_cast<std::ptrdiff_t>(any_interval(stream, static_cast<std::uint64_t>(i))));
}

template <class T, class Bits> void shuffle_items(Bits &stream, const Strip &strip) {
    shuffle_with(stream, strip.count, [&](std::ptrdiff_t i, std::ptrdiff_t j) {
        char *first = strip.data + i * strip.stride;
        char *second = strip.data + j * strip.stride;
        T one;
        T other;
        std::memcpy(&one, first, sizeof(T));
        std::memcpy(&other, second, sizeof(T));
        std::memcpy(first, &other, sizeof(T));
        std::memcpy(second, &one, sizeof(T));
    });
}

template <class Bits> void any_shuffle(Bits &stream, const Strip &strip) {
    switch (strip.itemsize) {
    case 1: return shuffle_items<std::uint8_t>(stream, strip);
    case 2: return shuffle_items<std::uint16_t>(stream, strip);
    case 4: return shuffle_items<std::uint32_t>(stream, strip);
    case 8: return shuffle_items<std::uint64_t>(stream, strip);
    default:
        shuffle_with(stream, strip.count, [&](std::ptrdiff_t i, std::ptrdiff_t j) {
            char *first = strip.data + i * strip.stride;
            std::swap_ranges(first, first + strip.itemsize, strip.data + j * strip.stride);
        });
    }
}

} // namespace

void Pcg64::advance(Word128 count) {
    // The step taken 2**n times is again a step, with its own multiplier and increment.
    Word128 factor = multiplier;
    Word128 summand = increment;
    for (; count != 0; count >>= 1) {
        if (count & 1) state = state * factor + summand;
        summand *= factor + 1;
        factor *= factor;
    }
    has_half = false;
    half = 0;
}

Pcg64 make_pcg64(Word128 start, Word128 track) {
    Pcg64 stream = {.state = 0, .increment = track << 1 | 1, .has_half = false, .half = 0};
    stream.step();
    stream.state += start;
    stream.step();
    return stream;
}

std::uint64_t draw_interval(Pcg64 &stream, std::uint64_t largest) {
    return any_interval(stream, largest);
}
std::uint64_t draw_interval(Twister &stream, std::uint64_t largest) {
    return any_interval(stream, largest);
}

void shuffle(Pcg64 &stream, const Strip &strip) {
    any_shuffle(stream, strip);
}
void shuffle(Twister &stream, const Strip &strip) {
    any_shuffle(stream, strip);
}

bool sample(Pcg64 &stream, std::int64_t population, std::int64_t count, bool is_shuffled, std::int64_t *out) {
    // Where the set begins to cost more than the whole population.
    const std::int64_t part = is_shuffled ? 50 : 20;
    if (population > 10000 && count > population / part)
        return sample_by_shuffling(stream, population, count, out);
    return sample_by_set(stream, population, count, is_shuffled, out);
}

} // namespace adder::vecext::random
