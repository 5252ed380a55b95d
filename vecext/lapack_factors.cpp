// SPDX-License-Identifier: MIT
// Linear equations, determinants, and the factors of Cholesky and of QR.
#include "vecext/lapack.hpp"
#include "vecext/lapack_routines.hpp"

#include <cmath>

namespace adder::vecext {

namespace {

// ---- equations and inverses

// Without a right side it is the identity, and the result the inverse. Where a
// matrix is singular all is NaN, and the others are done all the same.
template <class T>
Outcome solve_all(StackIterator &stack, const StridedBuffer &a, const StridedBuffer &x,
                  const StridedBuffer &b) {
    const int n = rows_of(a), columns = columns_of(x);
    Workspace<T> matrix, sides;
    Workspace<int> pivots;
    if (!matrix.resize(area(n, n)) || !sides.resize(area(n, columns)) || !pivots.resize(n))
        return Outcome::NoMemory;
    WithoutGil unlocked;
    Outcome outcome = Outcome::Done;
    for (; !stack.is_done(); stack.advance()) {
        a.read_matrix(stack.item(0), matrix.data());
        if (b.is_open()) {
            b.read_matrix(stack.item(2), sides.data());
        } else {
            make_identity(sides.data(), n);
        }
        if (n > 0 && columns > 0 && gesv(n, columns, matrix.data(), pivots.data(), sides.data()) != 0) {
            std::fill_n(sides.data(), area(n, columns), T(NAN));
            outcome = Outcome::Failed;
        }
        x.write_matrix(stack.item(1), sides.data(), n);
    }
    return outcome;
}

// ---- determinants

template <class T> struct Determinant {
    T sign;
    double logarithm;
};

double sign_of(double value) {
    return value < 0 ? -1 : 1;
}
Complex sign_of(Complex value) {
    return value / std::abs(value);
}

// Of a matrix that is overwritten.
template <class T> Determinant<T> find_determinant(T *matrix, int *pivots, int n) {
    if (n > 0 && getrf(n, matrix, pivots) > 0) return {T(0), -INFINITY};
    Determinant<T> result{T(1), 0};
    for (int i = 0; i < n; i++) {
        const T element = matrix[area(i, n + 1)];
        if (pivots[i] != i + 1) result.sign = -result.sign;
        result.sign *= sign_of(element);
        result.logarithm += std::log(std::abs(element));
    }
    return result;
}

// The determinants, or where there is a third operand their signs and logarithms.
template <class T>
Outcome find_determinants(StackIterator &stack, const StridedBuffer &a, const StridedBuffer &first,
                          const StridedBuffer &logarithm) {
    const int n = rows_of(a);
    Workspace<T> matrix;
    Workspace<int> pivots;
    if (!matrix.resize(area(n, n)) || !pivots.resize(n)) return Outcome::NoMemory;
    WithoutGil unlocked;
    for (; !stack.is_done(); stack.advance()) {
        a.read_matrix(stack.item(0), matrix.data());
        Determinant<T> found = find_determinant(matrix.data(), pivots.data(), n);
        if (logarithm.is_open()) {
            logarithm.write(stack.item(2), 0, 1, &found.logarithm);
        } else {
            found.sign *= std::exp(found.logarithm);
        }
        first.write(stack.item(1), 0, 1, &found.sign);
    }
    return Outcome::Done;
}

// ---- Cholesky

template <class T>
Outcome factor_cholesky(StackIterator &stack, const StridedBuffer &a, const StridedBuffer &out,
                        char triangle) {
    const int n = rows_of(a);
    Workspace<T> matrix;
    if (!matrix.resize(area(n, n))) return Outcome::NoMemory;
    WithoutGil unlocked;
    for (; !stack.is_done(); stack.advance()) {
        a.read_matrix(stack.item(0), matrix.data());
        if (n > 0 && potrf(triangle, n, matrix.data()) != 0) return Outcome::Failed;
        for (int j = 0; j < n; j++) {
            T *column = matrix.data() + area(j, n);
            if (triangle == 'L') {
                std::fill_n(column, j, T(0));
            } else {
                std::fill_n(column + j + 1, n - j - 1, T(0));
            }
        }
        out.write_matrix(stack.item(1), matrix.data(), n);
    }
    return Outcome::Done;
}

// ---- QR

// The factors of one matrix after another: R above the diagonal and the reflectors of Q below it, as LAPACK
// leaves them, and the reflectors' scales.
template <class T> class Reflections {
  public:
    [[nodiscard]] bool allocate(int rows, int columns, int q_columns) {
        rows_ = rows, columns_ = columns, count_ = std::min(rows, columns);
        T best_factor{}, best_q{};
        geqrf(rows, columns, nullptr, nullptr, &best_factor, -1);
        if (q_columns >= count_) orgqr(rows, q_columns, count_, nullptr, nullptr, &best_q, -1);
        work_size_ = std::max(work_size_of(best_factor), work_size_of(best_q));
        return matrix_.resize(area(rows, std::max(columns, q_columns))) && scales_.resize(count_) &&
               work_.resize(work_size_);
    }
    bool factor(const StridedBuffer &a, const char *item) {
        a.read_matrix(item, matrix_.data());
        return count_ == 0 ||
               geqrf(rows_, columns_, matrix_.data(), scales_.data(), work_.data(), work_size_) == 0;
    }
    // Q with `columns` columns in place of the reflectors. Without any it is the identity.
    bool unfold(int columns) {
        return area(rows_, columns) == 0 ||
               orgqr(rows_, columns, count_, matrix_.data(), scales_.data(), work_.data(), work_size_) == 0;
    }
    void write_r(const StridedBuffer &r, char *to, T *column) const {
        const int lines = rows_of(r);
        for (int j = 0; j < columns_; j++) {
            const int height = std::min(j + 1, lines);
            std::copy_n(matrix_.data() + area(j, rows_), height, column);
            std::fill_n(column + height, lines - height, T(0));
            r.write(to + j * r.core_stride(1), r.core_stride(0), lines, column);
        }
    }
    const T *matrix() const { return matrix_.data(); }
    const T *scales() const { return scales_.data(); }

  private:
    Workspace<T> matrix_, scales_, work_;
    int rows_ = 0, columns_ = 0, count_ = 0, work_size_ = 0;
};

template <class T>
Outcome factor_qr(StackIterator &stack, const StridedBuffer &a, const StridedBuffer &r,
                  const StridedBuffer &q) {
    const int rows = rows_of(a), q_columns = q.is_open() ? columns_of(q) : 0;
    Reflections<T> reflections;
    Workspace<T> column;
    if (!reflections.allocate(rows, columns_of(a), q_columns) || !column.resize(rows))
        return Outcome::NoMemory;
    WithoutGil unlocked;
    for (; !stack.is_done(); stack.advance()) {
        if (!reflections.factor(a, stack.item(0))) return Outcome::Failed;
        reflections.write_r(r, stack.item(1), column.data());
        if (!q.is_open()) continue;
        if (!reflections.unfold(q_columns)) return Outcome::Failed;
        q.write_matrix(stack.item(2), reflections.matrix(), rows);
    }
    return Outcome::Done;
}

template <class T>
Outcome factor_qr_raw(StackIterator &stack, const StridedBuffer &a, const StridedBuffer &factors,
                      const StridedBuffer &tau) {
    Reflections<T> reflections;
    if (!reflections.allocate(rows_of(a), columns_of(a), 0)) return Outcome::NoMemory;
    WithoutGil unlocked;
    for (; !stack.is_done(); stack.advance()) {
        if (!reflections.factor(a, stack.item(0))) return Outcome::Failed;
        factors.write_matrix(stack.item(1), reflections.matrix(), rows_of(a));
        tau.write(stack.item(2), tau.core_stride(0), rows_of(tau), reflections.scales());
    }
    return Outcome::Done;
}

PyObject *determinants_of(PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, first, logarithm;
    StackIterator stack;
    if (!a.open(arguments[0], 2, false) || !check_core(a, a.core_length(1)) ||
        !first.open(arguments[1], 0, true))
        return nullptr;
    if (count > 2 && !logarithm.open(arguments[2], 0, true)) return nullptr;
    if (!(count > 2 ? stack.start(a, first, logarithm) : stack.start(a, first))) return nullptr;
    return to_python(a.is_complex() ? find_determinants<Complex>(stack, a, first, logarithm)
                                    : find_determinants<double>(stack, a, first, logarithm));
}

} // namespace

// ---- the module's functions

PyObject *lapack_solve(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, b, x;
    StackIterator stack;
    if (!check_count(count, 3) || !a.open(arguments[0], 2, false) || !x.open(arguments[2], 2, true))
        return nullptr;
    const bool has_sides = arguments[1] != Py_None;
    if (has_sides && !b.open(arguments[1], 2, false)) return nullptr;
    const Py_ssize_t n = a.core_length(0);
    if (!check_core(a, n, n) || !check_core(x, n, has_sides ? b.core_length(1) : n)) return nullptr;
    if (has_sides && !check_core(b, n)) return nullptr;
    if (!(has_sides ? stack.start(a, x, b) : stack.start(a, x))) return nullptr;
    const bool is_complex = a.is_complex() || (has_sides && b.is_complex());
    return to_python(is_complex ? solve_all<Complex>(stack, a, x, b) : solve_all<double>(stack, a, x, b));
}

PyObject *lapack_det(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    return check_count(count, 2) ? determinants_of(arguments, count) : nullptr;
}

PyObject *lapack_slogdet(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    return check_count(count, 3) ? determinants_of(arguments, count) : nullptr;
}

PyObject *lapack_cholesky(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, out;
    StackIterator stack;
    if (!check_count(count, 3) || !a.open(arguments[0], 2, false) || !out.open(arguments[1], 2, true))
        return nullptr;
    const Py_ssize_t n = a.core_length(0);
    const int is_upper = PyObject_IsTrue(arguments[2]);
    if (is_upper < 0 || !check_core(a, n, n) || !check_core(out, n, n) || !stack.start(a, out))
        return nullptr;
    const char triangle = is_upper ? 'U' : 'L';
    return to_python(a.is_complex() ? factor_cholesky<Complex>(stack, a, out, triangle)
                                    : factor_cholesky<double>(stack, a, out, triangle));
}

PyObject *lapack_qr(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, r, q;
    StackIterator stack;
    if (!check_count(count, 3) || !a.open(arguments[0], 2, false) || !r.open(arguments[1], 2, true))
        return nullptr;
    const int rows = rows_of(a), columns = columns_of(a), small = std::min(rows, columns);
    const bool has_q = arguments[2] != Py_None, is_complete = rows_of(r) == rows;
    const int lines = is_complete ? rows : small;
    if (!check_core(r, lines, columns)) return nullptr;
    if (has_q && (!q.open(arguments[2], 2, true) || !check_core(q, rows, lines))) return nullptr;
    if (!(has_q ? stack.start(a, r, q) : stack.start(a, r))) return nullptr;
    return to_python(a.is_complex() ? factor_qr<Complex>(stack, a, r, q) : factor_qr<double>(stack, a, r, q));
}

PyObject *lapack_qr_raw(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, factors, tau;
    StackIterator stack;
    if (!check_count(count, 3) || !a.open(arguments[0], 2, false) || !factors.open(arguments[1], 2, true) ||
        !tau.open(arguments[2], 1, true))
        return nullptr;
    const Py_ssize_t rows = a.core_length(0), columns = a.core_length(1);
    if (!check_core(factors, rows, columns) || !check_core(tau, std::min(rows, columns)) ||
        !stack.start(a, factors, tau))
        return nullptr;
    return to_python(a.is_complex() ? factor_qr_raw<Complex>(stack, a, factors, tau)
                                    : factor_qr_raw<double>(stack, a, factors, tau));
}

} // namespace adder::vecext
