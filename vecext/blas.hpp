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

// out = left @ right with rows x inner and inner x columns elements, for float32, float64 and complex types.
// False, and nothing done, where BLAS cannot (other types, strides in both directions) or does not pay (few
// elements).
bool multiply_by_blas(DType dtype, MatrixIn left, MatrixIn right, MatrixOut out, std::int64_t rows,
                      std::int64_t inner, std::int64_t columns);

} // namespace adder::vecext
