// SPDX-License-Identifier: MIT
// Products of large matrices of floats by BLAS.
#pragma once

#include "vecext/dtype.hpp"

namespace adder::vecext {

// A matrix in memory: strides in bytes from row to row and from column to column.
struct MatrixIn {
    const char *data;
    std::int64_t row, column;
};
// A matrix whose rows are without gaps.
struct MatrixOut {
    char *data;
    std::int64_t row;
};

// Whether BLAS can multiply matrices of rows x inner and inner x columns elements, and it pays: not other
// types than float32, float64 and complex ones, strides in both directions, few elements.
bool is_for_blas(DType dtype, MatrixIn left, MatrixIn right, std::int64_t rows, std::int64_t inner,
                 std::int64_t columns);
// out = left @ right, large products on all cores. Fails only with an exception that a signal raised.
[[nodiscard]] int multiply_by_blas(DType dtype, MatrixIn left, MatrixIn right, MatrixOut out,
                                   std::int64_t rows, std::int64_t inner, std::int64_t columns);

} // namespace adder::vecext
