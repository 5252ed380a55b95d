// SPDX-License-Identifier: MIT
#include "vecext/tiling.hpp"

#include <cstdlib>

namespace adder::vecext {

bool is_crossed(const Walk &walk, int &other) {
    constexpr std::int64_t line = 64, smallest = 4096;
    if (walk.ndim < 2 || walk.size() < smallest) return false;
    const int inner = walk.ndim - 1, output = walk.operands - 1;
    other = -1;
    for (int k = 0; k < output; ++k) {
        const std::int64_t far = std::llabs(walk.strides[k][inner]);
        if (far < line) continue;
        std::int64_t nearest = far;
        for (int axis = 0; axis < inner; ++axis) {
            const std::int64_t stride = std::llabs(walk.strides[k][axis]);
            if (stride == 0 || stride >= nearest || walk.strides[output][axis] == 0) continue;
            nearest = stride;
            other = axis;
        }
    }
    return other >= 0 && walk.strides[output][inner] != 0;
}

Tile::Tile(const Walk &whole, int other, const std::uint8_t *bytes)
    : whole_(whole), part_(whole), other_(other), inner_(whole.ndim - 1) {
    if (bytes == nullptr || whole.ndim != 2) return;
    for (int k = 0; k < whole.operands - 1 && turned_ < most_turned; ++k) {
        const std::int64_t far = std::llabs(whole.strides[k][inner_]);
        if (far <= bytes[k] || std::llabs(whole.strides[k][other]) >= far) continue;
        operands_[turned_] = k;
        widths_[turned_++] = bytes[k];
        part_.strides[k][inner_] = bytes[k];
        part_.strides[k][other] = tile_columns * bytes[k];
    }
}

namespace {

// rows x columns elements into rows that are tile_columns long; the source is read along its short steps.
template <class U>
void turn_over(const char *from, std::int64_t row_step, std::int64_t column_step, std::int64_t rows,
               std::int64_t columns, char *buffer) {
    U *to = reinterpret_cast<U *>(buffer);
    for (std::int64_t column = 0; column < columns; ++column, from += column_step) {
        for (std::int64_t row = 0; row < rows; ++row)
            to[row * tile_columns + column] = *reinterpret_cast<const U *>(from + row * row_step);
    }
}

} // namespace

const Walk &Tile::take(std::int64_t row, std::int64_t column) {
    const std::int64_t rows = std::min(tile_rows, whole_.shape[other_] - row);
    const std::int64_t columns = std::min(tile_columns, whole_.shape[inner_] - column);
    part_.shape[other_] = rows;
    part_.shape[inner_] = columns;
    for (int k = 0; k < whole_.operands; ++k)
        part_.data[k] = whole_.data[k] + row * whole_.strides[k][other_] + column * whole_.strides[k][inner_];
    for (int n = 0; n < turned_; ++n) {
        const int k = operands_[n];
        visit_width(widths_[n], [&](auto type) {
            using U = typename decltype(type)::type;
            turn_over<U>(part_.data[k], whole_.strides[k][other_], whole_.strides[k][inner_], rows, columns,
                         buffers_[n]);
        });
        part_.data[k] = buffers_[n];
    }
    return part_;
}

} // namespace adder::vecext
