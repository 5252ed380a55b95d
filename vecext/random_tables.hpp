// SPDX-License-Identifier: MIT
//
// The ziggurats of the normal and the exponential distribution: 256 layers of equal area that cover the
// density.
//
// Layer i reaches from 0 to its edge; a random point in it lies under the density for certain if it is left
// of the edge of the layer above, which `inner` tells in units of the random whole number that is drawn.
// Layer 0 stands for the lowest strip together with the tail. The tables are computed when the module is
// loaded, from the recurrence of Marsaglia and Tsang ("The Ziggurat Method for Generating Random Variables",
// 2000).
#pragma once

#include <cstdint>

namespace adder::vecext::random {

inline constexpr int layers = 256;

// The same layers for `Real` numbers made from `Whole` random ones.
template <class Real, class Whole> struct Layers {
    Real unit[layers];   // the layer's edge divided by the number of values that the whole number can have
    Real height[layers]; // the density at the edge; 1 for layer 0
    Whole inner[layers]; // whole numbers below this one need no further test
};

struct Ziggurat {
    Layers<double, std::uint64_t> wide;
    Layers<float, std::uint32_t> narrow;
};

inline constexpr double normal_tail = 3.6541528853610088;
inline constexpr double exponential_tail = 7.69711747013105;

extern const Ziggurat normal_ziggurat;
extern const Ziggurat exponential_ziggurat;

// The logarithms of the factorials that are not left to Stirling's series.
struct LogFactorials {
    double value[126];
};
extern const LogFactorials log_factorials;

} // namespace adder::vecext::random
