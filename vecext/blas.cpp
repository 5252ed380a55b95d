// SPDX-License-Identifier: MIT
#include "vecext/blas.hpp"

#include <climits>

// The Fortran interface of BLAS, column by column: what it calls A, B and C are our right and left matrix and
// the result, transposed. The lengths of the character arguments, which Fortran compilers append, are left
// out as everywhere.
extern "C" {
void sgemm_(const char *, const char *, const int *, const int *, const int *, const float *, const void *,
            const int *, const void *, const int *, const float *, void *, const int *);
void dgemm_(const char *, const char *, const int *, const int *, const int *, const double *, const void *,
            const int *, const void *, const int *, const double *, void *, const int *);
void cgemm_(const char *, const char *, const int *, const int *, const int *, const void *, const void *,
            const int *, const void *, const int *, const void *, void *, const int *);
void zgemm_(const char *, const char *, const int *, const int *, const int *, const void *, const void *,
            const int *, const void *, const int *, const void *, void *, const int *);
}

namespace adder::vecext {

namespace {

// How BLAS is told of a matrix: whether it lies column by column (from our rows' point of view), and the
// distance of its lines in elements.
struct Layout {
    char transposed;
    int distance;
};

bool find_layout(MatrixIn matrix, std::int64_t rows, std::int64_t columns, std::int64_t width,
                 Layout &layout) {
    const bool has_rows = matrix.column == width || columns == 1;
    const bool has_columns = matrix.row == width || rows == 1;
    if (!has_rows && !has_columns) return false;
    const std::int64_t lines = has_rows ? matrix.row : matrix.column, shortest = has_rows ? columns : rows;
    const std::int64_t count = has_rows ? rows : columns;
    const std::int64_t distance = count == 1 ? shortest : lines / width;
    if (distance < shortest || distance < 1 || distance > INT_MAX || (count > 1 && lines % width != 0))
        return false;
    layout = {has_rows ? 'N' : 'T', static_cast<int>(distance)};
    return true;
}

} // namespace

bool multiply_by_blas(DType dtype, MatrixIn left, MatrixIn right, MatrixOut out, std::int64_t rows,
                      std::int64_t inner, std::int64_t columns) {
    const std::int64_t width = itemsize(dtype);
    const bool is_small = rows * columns * inner < 2048;
    const bool is_huge = rows > INT_MAX || columns > INT_MAX || inner > INT_MAX;
    if ((!is_float(dtype) && !is_complex_type(dtype)) || is_small || is_huge || rows == 1 || columns == 1)
        return false;
    Layout a, b;
    if (!find_layout(left, rows, inner, width, a) || !find_layout(right, inner, columns, width, b))
        return false;
    const int m = static_cast<int>(columns), n = static_cast<int>(rows), k = static_cast<int>(inner);
    const int line = static_cast<int>(out.row / width);
    static constexpr float one[] = {1, 0}, zero[] = {0, 0};
    static constexpr double one_double[] = {1, 0}, zero_double[] = {0, 0};
    PyThreadState *state = PyEval_SaveThread();
    switch (dtype) {
    case DType::Float32:
        sgemm_(&b.transposed, &a.transposed, &m, &n, &k, one, right.data, &b.distance, left.data, &a.distance,
               zero, out.data, &line);
        break;
    case DType::Float64:
        dgemm_(&b.transposed, &a.transposed, &m, &n, &k, one_double, right.data, &b.distance, left.data,
               &a.distance, zero_double, out.data, &line);
        break;
    case DType::Complex64:
        cgemm_(&b.transposed, &a.transposed, &m, &n, &k, one, right.data, &b.distance, left.data, &a.distance,
               zero, out.data, &line);
        break;
    default:
        zgemm_(&b.transposed, &a.transposed, &m, &n, &k, one_double, right.data, &b.distance, left.data,
               &a.distance, zero_double, out.data, &line);
        break;
    }
    PyEval_RestoreThread(state);
    return true;
}

} // namespace adder::vecext
