// SPDX-License-Identifier: MIT
// Walks in which an operand lies across: transposed arrays.
//
// Row by row, every element of such an operand would be another cache line. Such a walk is gone through in
// tiles, and what lies across is turned over, a tile at a time, in a buffer in the first-level cache: kernels
// then see runs without gaps.
#pragma once

#include "vecext/broadcast.hpp"
#include "vecext/copying.hpp"

namespace adder::vecext {

// Whether an input goes through memory in shorter steps along another dimension than the innermost one, while
// the output moves along both. `other` is that dimension.
bool is_crossed(const Walk &walk, int &other);

inline constexpr std::int64_t tile_rows = 32, tile_columns = 128;

// A tile of a walk, and where its inputs are turned over.
class Tile {
  public:
    // `bytes` has the width of each input's elements; null: nothing is turned over.
    Tile(const Walk &whole, int other, const std::uint8_t *bytes);

    // The part of the walk that begins there.
    const Walk &take(std::int64_t row, std::int64_t column);

  private:
    static constexpr int most_turned = 2;

    const Walk &whole_;
    Walk part_;
    int other_, inner_, turned_ = 0;
    int operands_[most_turned];
    std::int64_t widths_[most_turned];
    alignas(64) char buffers_[most_turned][tile_rows * tile_columns * 16];
};

// The same as for_each_run.
template <class Visit>
unsigned for_each_run_tiled(const Walk &walk, const Visit &visit, const std::uint8_t *bytes) {
    int other;
    if (!is_crossed(walk, other)) return for_each_run(walk, visit);
    Tile tile(walk, other, bytes);
    unsigned status = 0;
    for (std::int64_t row = 0; row < walk.shape[other]; row += tile_rows) {
        for (std::int64_t column = 0; column < walk.shape[walk.ndim - 1]; column += tile_columns)
            status |= for_each_run(tile.take(row, column), visit);
    }
    return status;
}

} // namespace adder::vecext
