// SPDX-License-Identifier: MIT
// From shapes and strides to the one-dimensional runs that kernels take.
//
// A Walk is a common shape and, for each operand, the strides with which it is gone through: 0 along
// dimensions that the operand does not have. simplify() drops dimensions of length 1 and joins those that are
// one run in every operand, so an operation on contiguous arrays of any shape is one run.
#pragma once

#include "vecext/array.hpp"

#include <algorithm>

namespace adder::vecext {

inline constexpr int max_operands = 24; // of a fused pass; other operations have at most 5

struct Walk {
    int ndim = 0;
    int operands = 0;
    std::int64_t shape[max_ndim];
    std::int64_t strides[max_operands][max_ndim];
    char *data[max_operands];

    // Adds an operand that broadcasts to the shape; the result goes last.
    void add(char *at, int operand_ndim, const std::int64_t *operand_shape,
             const std::int64_t *operand_strides);
    void add(Array *array) { add(array->data, array->ndim, array->shape, array->strides); }
    // One element for the whole walk.
    void add_single(char *element) { add(element, 0, nullptr, nullptr); }

    bool is_empty() const;
    std::int64_t size() const; // of the shape, in elements
    // Orders the dimensions by one operand's strides, longest first: the input's for reductions, the output's
    // for copies and operations on elements. In both the order is free.
    void sort_by(int operand);
    void sort_by_last() { sort_by(operands - 1); }
    void simplify();
};

// Widens `shape` to hold the other; false if they do not fit.
bool broadcast_shape(Dimensions &shape, int ndim, const std::int64_t *other);

// Calls visit(const Run &) for every run of a simplified walk. The last operand is the run's output. Returns
// the status bits that the visits return, together.
template <class Visit> unsigned for_each_run(const Walk &walk, Visit visit) {
    unsigned status = 0;
    if (walk.is_empty()) return status;
    const int inner = walk.ndim - 1, inputs = walk.operands - 1;
    char *at[max_operands];
    std::copy_n(walk.data, walk.operands, at);
    std::int64_t index[max_ndim] = {};
    for (;;) {
        Run run{};
        for (int k = 0; k < inputs; ++k) run.in[k] = {at[k], inner < 0 ? 0 : walk.strides[k][inner]};
        run.out = at[inputs];
        run.out_stride = inner < 0 ? 0 : walk.strides[inputs][inner];
        run.count = inner < 0 ? 1 : walk.shape[inner];
        status |= visit(run);
        int axis = inner - 1;
        for (; axis >= 0; --axis) {
            for (int k = 0; k < walk.operands; ++k) at[k] += walk.strides[k][axis];
            if (++index[axis] < walk.shape[axis]) break;
            for (int k = 0; k < walk.operands; ++k) at[k] -= walk.strides[k][axis] * walk.shape[axis];
            index[axis] = 0;
        }
        if (axis < 0) return status;
    }
}

} // namespace adder::vecext
