// SPDX-License-Identifier: MIT
#include "vecext/blas.hpp"

#include <algorithm>
#include <climits>

#include "vecext/dispatch.hpp"

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
// OpenBLAS's own; absent in another BLAS.
void openblas_set_num_threads(int) __attribute__((weak));
int openblas_get_num_threads(void) __attribute__((weak));
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

// One call of BLAS.
struct Gemm {
    DType dtype;
    Layout a, b;
    const char *left, *right;
    char *out;
    int line; // distance of the result's rows in elements
    int rows, inner, columns;
};

void multiply_panel(const Gemm &gemm) {
    static constexpr float one[] = {1, 0}, zero[] = {0, 0};
    static constexpr double one_double[] = {1, 0}, zero_double[] = {0, 0};
    const auto call = [&gemm](auto routine, const auto *alpha, const auto *beta) {
        routine(&gemm.b.transposed, &gemm.a.transposed, &gemm.columns, &gemm.rows, &gemm.inner, alpha,
                gemm.right, &gemm.b.distance, gemm.left, &gemm.a.distance, beta, gemm.out, &gemm.line);
    };
    switch (gemm.dtype) {
    case DType::Float32: return call(sgemm_, one, zero);
    case DType::Float64: return call(dgemm_, one_double, zero_double);
    case DType::Complex64: return call(cgemm_, one, zero);
    default: return call(zgemm_, one_double, zero_double);
    }
}

// Large products are cut into panels of rows or columns of the result, whatever the number of threads: BLAS
// packs the other matrix anew for each, so they are few. Measured on squares of 1024: panels of 256 cost 7 %
// on one thread, panels of 512 2 %.
constexpr std::int64_t worth_dividing = 1 << 24, widest_panel = 512, panel_unit = 32;

std::int64_t panel_width(std::int64_t length) {
    const std::int64_t parts = std::max<std::int64_t>((length + widest_panel - 1) / widest_panel, 2);
    const std::int64_t width = (length + parts - 1) / parts;
    return (width + panel_unit - 1) / panel_unit * panel_unit;
}

Gemm rows_of(Gemm gemm, MatrixIn left, MatrixOut out, std::int64_t start, std::int64_t count) {
    gemm.left += start * left.row;
    gemm.out += start * out.row;
    gemm.rows = static_cast<int>(count);
    return gemm;
}
Gemm columns_of(Gemm gemm, MatrixIn right, std::int64_t start, std::int64_t count) {
    gemm.right += start * right.column;
    gemm.out += start * itemsize(gemm.dtype);
    gemm.columns = static_cast<int>(count);
    return gemm;
}

// OpenBLAS works in the thread that calls it while one of these lives: how its own threads share the work
// could show in the last bits. What the program set for it otherwise is as before afterwards.
class SingleThread {
  public:
    SingleThread() : before_(openblas_get_num_threads ? openblas_get_num_threads() : 1) {
        if (before_ > 1) openblas_set_num_threads(1);
    }
    SingleThread(const SingleThread &) = delete;
    SingleThread &operator=(const SingleThread &) = delete;
    ~SingleThread() {
        if (before_ > 1) openblas_set_num_threads(before_);
    }

  private:
    int before_;
};

bool is_worth_dividing(const Gemm &gemm) {
    return std::int64_t(gemm.rows) * gemm.inner * gemm.columns >= worth_dividing;
}
std::int64_t panels_of(const Gemm &gemm) {
    const std::int64_t length = std::max(gemm.rows, gemm.columns), panel = panel_width(length);
    return (length + panel - 1) / panel;
}

int run_gemm(const Gemm &whole, MatrixIn left, MatrixIn right, MatrixOut out) {
    if (!is_worth_dividing(whole)) {
        multiply_panel(whole);
        return 0;
    }
    const bool cuts_rows = whole.rows >= whole.columns;
    const std::int64_t length = cuts_rows ? whole.rows : whole.columns, panel = panel_width(length);
    const SingleThread scope;
    const unsigned status = parallel_for(panels_of(whole), [&](std::int64_t number) {
        const std::int64_t start = number * panel, count = std::min(panel, length - start);
        multiply_panel(cuts_rows ? rows_of(whole, left, out, start, count)
                                 : columns_of(whole, right, start, count));
        return 0u;
    });
    return status & status_raised ? -1 : 0;
}

} // namespace

bool is_for_blas(DType dtype, MatrixIn left, MatrixIn right, std::int64_t rows, std::int64_t inner,
                 std::int64_t columns) {
    const bool is_small = rows * columns * inner < 2048;
    const bool is_huge = rows > INT_MAX || columns > INT_MAX || inner > INT_MAX;
    if ((!is_float(dtype) && !is_complex_type(dtype)) || is_small || is_huge || rows == 1 || columns == 1)
        return false;
    Layout a, b;
    return find_layout(left, rows, inner, itemsize(dtype), a) &&
           find_layout(right, inner, columns, itemsize(dtype), b);
}

int multiply_by_blas(DType dtype, MatrixIn left, MatrixIn right, MatrixOut out, std::int64_t rows,
                     std::int64_t inner, std::int64_t columns) {
    const std::int64_t width = itemsize(dtype);
    Layout a, b;
    find_layout(left, rows, inner, width, a);
    find_layout(right, inner, columns, width, b);
    const Gemm whole{dtype,
                     a,
                     b,
                     left.data,
                     right.data,
                     out.data,
                     static_cast<int>(out.row / width),
                     static_cast<int>(rows),
                     static_cast<int>(inner),
                     static_cast<int>(columns)};
    if (!is_traced()) return run_gemm(whole, left, right, out);
    const KernelChoice choice{nullptr, "matmul", dtype, 1, StatusSource::Flags, {}, 0};
    KernelReport report(choice);
    report.count_library("BLAS", rows * columns, (rows * inner + inner * columns + rows * columns) * width);
    if (is_worth_dividing(whole)) report.use_threads(threads_for(panels_of(whole)));
    report.start();
    const int answer = run_gemm(whole, left, right, out);
    report.finish();
    return answer;
}

} // namespace adder::vecext
