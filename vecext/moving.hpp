// SPDX-License-Identifier: MIT
// The border to the kernels that move elements instead of computing with them: ordering keys, closing ranks
// behind a mask.
//
// They are apart from the table of kernels.hpp because they know no operation and no element type, only
// widths. A level has them if its instructions make them faster than plain loops: a null entry sends the
// caller to its own loop. As with all kernels, only plain types and function pointers cross the border.
#pragma once

#include <cstddef>
#include <cstdint>

namespace adder::vecext {

// Brings the keys into ascending order, or at least so far that those at the places [first, last) are where
// sorting would put them and no key stands on the wrong side of them. `spare` has room for `count` keys and
// spare_room more. False if the keys split badly: they are then in any order, and to be sorted otherwise.
template <class Key>
using OrderKeys = bool (*)(Key *keys, std::int64_t count, Key *spare, std::int64_t first, std::int64_t last);
inline constexpr std::int64_t spare_room = 16;

// Turns the bits of floats into numbers of the same order, or back: negative floats lie the other way round.
// Bit 0 of the result tells that a nan is among those given, bit 1 a negative zero.
template <class Key> using TurnKeys = unsigned (*)(Key *bits, std::int64_t count);

// Stores those of `count` elements whose byte in the mask is 1 (the others are 0), one behind the other.
// There are `found` of them, and no more is written.
using CompressElements = void (*)(const char *from, const std::uint8_t *mask, std::int64_t count, char *to,
                                  std::int64_t found);
// Stores the numbers of the bytes that are 1, of which there are `found`.
using TruePositions = void (*)(const std::uint8_t *mask, std::int64_t count, std::int64_t *to,
                               std::int64_t found);

struct MovingKernels {
    OrderKeys<std::int32_t> order_narrow;
    OrderKeys<std::int64_t> order_wide;
    TurnKeys<std::int32_t> turn_narrow;
    TurnKeys<std::int64_t> turn_wide;
    CompressElements compress[4]; // of 1, 2, 4 and 8 bytes
    TruePositions true_positions;
    std::int64_t (*count_true)(const std::uint8_t *mask, std::int64_t count);
};

#if defined(__x86_64__)
extern const MovingKernels moving_kernels_avx2, moving_kernels_avx512;
#endif

// Those of the active level.
const MovingKernels &moving_kernels();

} // namespace adder::vecext
