// SPDX-License-Identifier: MIT
#include "vecext/broadcast.hpp"

#include <cstdlib>
#include <functional>
#include <numeric>

namespace adder::vecext {

void Walk::add(char *at, int operand_ndim, const std::int64_t *operand_shape,
               const std::int64_t *operand_strides) {
    const int missing = ndim - operand_ndim;
    for (int axis = 0; axis < ndim; ++axis) {
        const bool is_spread = axis < missing || operand_shape[axis - missing] == 1;
        strides[operands][axis] = is_spread ? 0 : operand_strides[axis - missing];
    }
    data[operands++] = at;
}

bool Walk::is_empty() const {
    return std::find(shape, shape + ndim, 0) != shape + ndim;
}

std::int64_t Walk::size() const {
    return std::accumulate(shape, shape + ndim, std::int64_t(1), std::multiplies<>());
}

void Walk::sort_by(int operand) {
    for (int end = 1; end < ndim; ++end) {
        for (int k = end; k > 0 && std::llabs(strides[operand][k - 1]) < std::llabs(strides[operand][k]);
             --k) {
            std::swap(shape[k - 1], shape[k]);
            for (int each = 0; each < operands; ++each) std::swap(strides[each][k - 1], strides[each][k]);
        }
    }
}

void Walk::simplify() {
    int kept = 0;
    for (int axis = 0; axis < ndim; ++axis) {
        if (shape[axis] == 1) continue;
        bool is_joined = kept > 0;
        for (int k = 0; k < operands && is_joined; ++k) {
            is_joined = strides[k][kept - 1] == strides[k][axis] * shape[axis];
        }
        if (!is_joined) ++kept;
        shape[kept - 1] = is_joined ? shape[kept - 1] * shape[axis] : shape[axis];
        for (int k = 0; k < operands; ++k) strides[k][kept - 1] = strides[k][axis];
    }
    ndim = kept;
}

bool broadcast_shape(Dimensions &shape, int ndim, const std::int64_t *other) {
    if (ndim > shape.ndim) {
        const int added = ndim - shape.ndim;
        std::copy_backward(shape.shape, shape.shape + shape.ndim, shape.shape + ndim);
        std::fill_n(shape.shape, added, 1);
        shape.ndim = ndim;
    }
    for (int axis = 0; axis < ndim; ++axis) {
        std::int64_t &length = shape.shape[shape.ndim - ndim + axis];
        if (length == 1)
            length = other[axis];
        else if (other[axis] != 1 && other[axis] != length)
            return false;
    }
    return true;
}

} // namespace adder::vecext
