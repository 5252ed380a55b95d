// SPDX-License-Identifier: MIT
//
// The older stream of random bits, MT19937 (Matsumoto and Nishimura's Mersenne twister), and the
// distributions as numpy.random drew them before Generator: normal numbers by Marsaglia's polar method, of
// which every second one waits in the stream, exponential ones by inversion, whole numbers by masked
// rejection. Operations and their order are NumPy's, so that the same seed gives the same numbers.
#pragma once

#include "vecext/random_streams.hpp"

#include <type_traits>

namespace adder::vecext::random {

struct Twister {
    static constexpr int length = 624;
    std::uint32_t words[length];
    int position; // of the next word; `length` when all have been handed out
    bool has_normal;
    double normal;

    void seed(std::uint32_t number);
    void seed(const std::uint32_t *numbers, std::ptrdiff_t count);

    std::uint32_t next32() {
        if (position == length) twist();
        std::uint32_t word = words[position++];
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c5680;
        word ^= word << 15 & 0xefc60000;
        return word ^ word >> 18;
    }

    std::uint64_t next64() {
        const std::uint64_t high = next32();
        return high << 32 | next32();
    }

    // Uniform in [0, 1), with 53 random bits.
    double next_double() {
        const double high = next32() >> 5;
        const double low = next32() >> 6;
        return (high * 0x1p26 + low) * 0x1p-53;
    }

  private:
    void twist();
};

// ---- whole numbers: masked bits, drawn until they are small enough

template <class Word> Word bits_over(Word largest) {
    return static_cast<Word>(static_cast<Word>(~Word{0}) >> std::countl_zero(largest));
}

// One of low … low + range, wrapping. Draws nothing if range is 0, and 32 bits if they are enough.
template <class Word> Word draw_integer(Twister &stream, Word low, Word range, SmallWords &small) {
    if constexpr (std::is_same_v<Word, bool>) {
        return range ? small.next_bit(stream) : low;
    } else {
        if (range == 0) return low;
        if constexpr (sizeof(Word) == 8) {
            if (range <= std::numeric_limits<std::uint32_t>::max())
                return low + draw_integer<std::uint32_t>(stream, 0, static_cast<std::uint32_t>(range), small);
        }
        const Word mask = bits_over(range);
        Word number;
        do number = static_cast<Word>(next_word<Word>(stream, small) & mask);
        while (number > range);
        return static_cast<Word>(low + number);
    }
}

// One of 0 … largest.
std::uint64_t draw_interval(Twister &stream, std::uint64_t largest);
// Brings the elements into random order.
void shuffle(Twister &stream, const Strip &strip);

// ---- distributions

inline double uniform01(Twister &stream) {
    return stream.next_double();
}
double standard_normal(Twister &stream);
double standard_exponential(Twister &stream);
double standard_gamma(Twister &stream, double shape);
double uniform(Twister &stream, double low, double range);
double normal(Twister &stream, double location, double scale);
double lognormal(Twister &stream, double mean, double sigma);
double exponential(Twister &stream, double scale);
double gamma(Twister &stream, double shape, double scale);
double beta(Twister &stream, double a, double b);
double chisquare(Twister &stream, double degrees);
double standard_t(Twister &stream, double degrees);
double pareto(Twister &stream, double shape);
double weibull(Twister &stream, double shape);
std::int64_t poisson(Twister &stream, double mean);
std::int64_t binomial(Twister &stream, double probability, std::int64_t count);

} // namespace adder::vecext::random
