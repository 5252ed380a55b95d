// SPDX-License-Identifier: MIT
#include "vecext/division.hpp"

#include "vecext/threads.hpp"

namespace adder::vecext {

namespace {

// Shorter pieces of rows cost more for the jumps between them than another thread gains; pieces of what is
// one row only because of the threads are as long as they can be.
constexpr std::int64_t shortest_piece = 64, long_piece = 4096;

std::int64_t piece_of_rows(std::int64_t length) {
    const std::int64_t share = (length + threads_for(length) - 1) / threads_for(length);
    return std::max(std::min(share, long_piece), shortest_piece);
}

Division cut(const Walk &walk, int axis, std::int64_t elements) {
    if (axis < 0 || walk.is_empty()) return {};
    const std::int64_t length = walk.shape[axis], across = walk.size() / length;
    std::int64_t step = std::max<std::int64_t>(elements / std::max<std::int64_t>(across, 1), 1);
    if (axis == walk.ndim - 1) step = std::max(step, walk.ndim > 1 ? piece_of_rows(length) : shortest_piece);
    if (step >= length) return {};
    return {axis, step, (length + step - 1) / step};
}

} // namespace

Walk Division::part(const Walk &whole, std::int64_t number) const {
    Walk part = whole;
    if (axis < 0) return part;
    const std::int64_t start = number * step;
    part.shape[axis] = std::min(step, whole.shape[axis] - start);
    for (int k = 0; k < whole.operands; ++k) part.data[k] += start * whole.strides[k][axis];
    return part;
}

Division divide(const Walk &walk, std::int64_t elements, std::uint32_t moving) {
    int longest = -1;
    for (int axis = 0; axis < walk.ndim; ++axis) {
        bool moves = true;
        for (int k = 0; k < walk.operands; ++k) {
            if ((moving >> k & 1) && walk.strides[k][axis] == 0) moves = false;
        }
        if (moves && (longest < 0 || walk.shape[axis] > walk.shape[longest])) longest = axis;
    }
    return cut(walk, longest, elements);
}

} // namespace adder::vecext
