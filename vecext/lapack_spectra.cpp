// SPDX-License-Identifier: MIT
// Singular values, eigenvalues, and least squares, which LAPACK finds by singular values.
#include "vecext/lapack.hpp"
#include "vecext/lapack_routines.hpp"

namespace adder::vecext {

namespace {

// ---- singular values

// Three workspaces of LAPACK's divide-and-conquer routines: numbers, real numbers, integers.
template <class T> struct Work {
    Workspace<T> numbers;
    Workspace<double> reals;
    Workspace<int> integers;
    int number_count = 0, real_count = 0, integer_count = 0;

    [[nodiscard]] bool allocate() {
        return numbers.resize(number_count) && reals.resize(real_count) && integers.resize(integer_count);
    }
};

struct SingularValues {
    const StridedBuffer &a, &s, &u, &vt;
    int rows, columns, count;
    char job; // as gesdd's: N no vectors, S the first `count`, A all

    int u_columns() const { return job == 'N' ? 0 : columns_of(u); }
    int vt_rows() const { return job == 'N' ? 0 : rows_of(vt); }

    template <class T> Outcome find(StackIterator &stack) const {
        Workspace<T> matrix, left, right;
        Workspace<double> values;
        Work<T> work;
        T best{};
        int no_integers = 0;
        double no_reals = 0;
        if (count > 0) {
            gesdd(job, rows, columns, nullptr, nullptr, static_cast<T *>(nullptr), static_cast<T *>(nullptr),
                  vt_rows(), &best, -1, &no_reals, &no_integers);
        }
        work.number_count = work_size_of(best);
        work.integer_count = 8 * count;
        const std::size_t small = count, large = std::max(rows, columns);
        if (!work.allocate() ||
            !work.reals.resize(small * std::max(5 * small + 7, 2 * large + 2 * small + 1)) ||
            !matrix.resize(area(rows, columns)) || !left.resize(area(rows, u_columns())) ||
            !right.resize(area(vt_rows(), columns)) || !values.resize(count))
            return Outcome::NoMemory;
        WithoutGil unlocked;
        for (; !stack.is_done(); stack.advance()) {
            a.read_matrix(stack.item(0), matrix.data());
            if (count == 0) {
                if (job == 'A') make_identity(left.data(), rows), make_identity(right.data(), columns);
            } else if (gesdd(job, rows, columns, matrix.data(), values.data(), left.data(), right.data(),
                             vt_rows(), work.numbers.data(), work.number_count, work.reals.data(),
                             work.integers.data()) != 0) {
                return Outcome::Failed;
            }
            s.write(stack.item(1), s.core_stride(0), count, values.data());
            if (job == 'N') continue;
            u.write_matrix(stack.item(2), left.data(), rows);
            vt.write_matrix(stack.item(3), right.data(), vt_rows());
        }
        return Outcome::Done;
    }
};

// ---- eigenvalues of Hermitian matrices

template <class T>
Outcome find_hermitian(StackIterator &stack, const StridedBuffer &a, const StridedBuffer &w,
                       const StridedBuffer &v, char triangle) {
    const int n = rows_of(a);
    const char job = v.is_open() ? 'V' : 'N';
    Workspace<T> matrix;
    Workspace<double> values;
    Work<T> work;
    T best{};
    double best_reals = 1;
    work.integer_count = 1;
    heevd(job, triangle, n, nullptr, nullptr, &best, -1, &best_reals, -1, &work.integer_count, -1);
    work.number_count = work_size_of(best);
    work.real_count = work_size_of(best_reals);
    if (!work.allocate() || !matrix.resize(area(n, n)) || !values.resize(n)) return Outcome::NoMemory;
    WithoutGil unlocked;
    for (; !stack.is_done(); stack.advance()) {
        a.read_matrix(stack.item(0), matrix.data());
        if (n > 0 &&
            heevd(job, triangle, n, matrix.data(), values.data(), work.numbers.data(), work.number_count,
                  work.reals.data(), work.real_count, work.integers.data(), work.integer_count) != 0)
            return Outcome::Failed;
        w.write(stack.item(1), w.core_stride(0), n, values.data());
        if (v.is_open()) v.write_matrix(stack.item(2), matrix.data(), n);
    }
    return Outcome::Done;
}

// ---- eigenvalues of any matrix

// The complex form of what geev gives for a real matrix: of a pair of conjugate values the first column is
// the vectors' real part and the second their imaginary part.
void join_parts(int n, const double *real, const double *imaginary, const double *vectors, Complex *values,
                Complex *columns) {
    for (int j = 0; j < n; j++) values[j] = {real[j], imaginary[j]};
    if (!columns) return;
    for (int j = 0; j < n; j++) {
        const bool is_pair = imaginary[j] != 0 && j + 1 < n;
        const double *first = vectors + area(j, n), *second = first + n;
        for (int i = 0; i < n; i++) {
            columns[area(j, n) + i] = {first[i], is_pair ? second[i] : 0};
            if (is_pair) columns[area(j + 1, n) + i] = {first[i], -second[i]};
        }
        if (is_pair) j++;
    }
}
void join_parts(int n, const Complex *w, const Complex *, const Complex *vectors, Complex *values,
                Complex *columns) {
    std::copy_n(w, n, values);
    if (columns) std::copy_n(vectors, area(n, n), columns);
}

template <class T>
Outcome find_eigenvalues(StackIterator &stack, const StridedBuffer &a, const StridedBuffer &w,
                         const StridedBuffer &v) {
    const int n = rows_of(a);
    const char job = v.is_open() ? 'V' : 'N';
    const std::size_t vector_count = v.is_open() ? area(n, n) : 0;
    Workspace<T> matrix, found, imaginary, vectors, work;
    Workspace<Complex> values, columns;
    Workspace<double> reals;
    T best{};
    double best_reals = 0;
    geev(job, n, nullptr, nullptr, nullptr, static_cast<T *>(nullptr), &best, -1, &best_reals);
    const int work_size = work_size_of(best);
    if (!matrix.resize(area(n, n)) || !found.resize(n) || !imaginary.resize(n) ||
        !vectors.resize(vector_count) || !work.resize(work_size) || !values.resize(n) ||
        !columns.resize(vector_count) || !reals.resize(2 * area(n, 1)))
        return Outcome::NoMemory;
    WithoutGil unlocked;
    for (; !stack.is_done(); stack.advance()) {
        a.read_matrix(stack.item(0), matrix.data());
        if (n > 0 && geev(job, n, matrix.data(), found.data(), imaginary.data(), vectors.data(), work.data(),
                          work_size, reals.data()) != 0)
            return Outcome::Failed;
        join_parts(n, found.data(), imaginary.data(), vectors.data(), values.data(),
                   v.is_open() ? columns.data() : nullptr);
        w.write(stack.item(1), w.core_stride(0), n, values.data());
        if (v.is_open()) v.write_matrix(stack.item(2), columns.data(), n);
    }
    return Outcome::Done;
}

// ---- least squares

// `x` has max(rows, columns) rows: right sides before; solutions, and below them the residuals, after. The
// rank, or -1 where the singular values were not found, -2 for want of memory.
template <class T>
int find_least_squares(const StridedBuffer &a, const StridedBuffer &x, const StridedBuffer &s, double rcond) {
    const int rows = rows_of(a), columns = columns_of(a), sides = columns_of(x), lines = rows_of(x);
    Workspace<T> matrix, right;
    Workspace<double> values;
    Work<T> work;
    T best{};
    double best_reals = 1;
    int rank = 0;
    work.integer_count = 1;
    gelsd(rows, columns, sides, nullptr, nullptr, nullptr, rcond, &rank, &best, -1, &best_reals,
          &work.integer_count);
    work.number_count = work_size_of(best);
    work.real_count = work_size_of(best_reals);
    work.integer_count = std::max(1, work.integer_count);
    if (!work.allocate() || !matrix.resize(area(rows, columns)) || !right.resize(area(lines, sides)) ||
        !values.resize(std::min(rows, columns)))
        return -2;
    WithoutGil unlocked;
    a.read_matrix(a.data(), matrix.data());
    x.read_matrix(x.data(), right.data());
    if (gelsd(rows, columns, sides, matrix.data(), right.data(), values.data(), rcond, &rank,
              work.numbers.data(), work.number_count, work.reals.data(), work.integers.data()) != 0)
        return -1;
    x.write_matrix(x.data(), right.data(), lines);
    s.write(s.data(), s.core_stride(0), std::min(rows, columns), values.data());
    return rank;
}

} // namespace

// ---- the module's functions

PyObject *lapack_svd(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, s, u, vt;
    StackIterator stack;
    if (!check_count(count, 4) || !a.open(arguments[0], 2, false) || !s.open(arguments[1], 1, true))
        return nullptr;
    const int rows = rows_of(a), columns = columns_of(a), small = std::min(rows, columns);
    if (!check_core(s, small)) return nullptr;
    char job = 'N';
    if (arguments[2] != Py_None) {
        if (!u.open(arguments[2], 2, true) || !vt.open(arguments[3], 2, true)) return nullptr;
        job = columns_of(u) == rows && rows_of(vt) == columns ? 'A' : 'S';
        if (!check_core(u, rows, job == 'A' ? rows : small) ||
            !check_core(vt, job == 'A' ? columns : small, columns))
            return nullptr;
    }
    if (!(job == 'N' ? stack.start(a, s) : stack.start(a, s, u, vt))) return nullptr;
    const SingularValues task{a, s, u, vt, rows, columns, small, job};
    return to_python(a.is_complex() ? task.find<Complex>(stack) : task.find<double>(stack));
}

PyObject *lapack_eigh(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, w, v;
    StackIterator stack;
    if (!check_count(count, 4) || !a.open(arguments[0], 2, false) || !w.open(arguments[1], 1, true))
        return nullptr;
    const Py_ssize_t n = a.core_length(0);
    const int is_upper = PyObject_IsTrue(arguments[3]);
    if (is_upper < 0 || !check_core(a, n, n) || !check_core(w, n)) return nullptr;
    const bool has_vectors = arguments[2] != Py_None;
    if (has_vectors && (!v.open(arguments[2], 2, true) || !check_core(v, n, n))) return nullptr;
    if (!(has_vectors ? stack.start(a, w, v) : stack.start(a, w))) return nullptr;
    const char triangle = is_upper ? 'U' : 'L';
    return to_python(a.is_complex() ? find_hermitian<Complex>(stack, a, w, v, triangle)
                                    : find_hermitian<double>(stack, a, w, v, triangle));
}

PyObject *lapack_eig(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, w, v;
    StackIterator stack;
    if (!check_count(count, 3) || !a.open(arguments[0], 2, false) || !w.open(arguments[1], 1, true))
        return nullptr;
    const Py_ssize_t n = a.core_length(0);
    if (!check_core(a, n, n) || !check_core(w, n)) return nullptr;
    const bool has_vectors = arguments[2] != Py_None;
    if (has_vectors && (!v.open(arguments[2], 2, true) || !check_core(v, n, n))) return nullptr;
    if (!(has_vectors ? stack.start(a, w, v) : stack.start(a, w))) return nullptr;
    return to_python(a.is_complex() ? find_eigenvalues<Complex>(stack, a, w, v)
                                    : find_eigenvalues<double>(stack, a, w, v));
}

PyObject *lapack_lstsq(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    StridedBuffer a, x, s;
    if (!check_count(count, 4) || !a.open(arguments[0], 2, false) || !x.open(arguments[1], 2, true) ||
        !s.open(arguments[2], 1, true))
        return nullptr;
    const Py_ssize_t rows = a.core_length(0), columns = a.core_length(1);
    const double rcond = PyFloat_AsDouble(arguments[3]);
    if ((rcond == -1 && PyErr_Occurred()) || !check_core(x, std::max(rows, columns)) ||
        !check_core(s, std::min(rows, columns)))
        return nullptr;
    if (a.stack_ndim() + x.stack_ndim() + s.stack_ndim() > 0) {
        PyErr_SetString(PyExc_ValueError, "wrong number of dimensions");
        return nullptr;
    }
    const int rank = x.is_complex() ? find_least_squares<Complex>(a, x, s, rcond)
                                    : find_least_squares<double>(a, x, s, rcond);
    return rank == -2 ? PyErr_NoMemory() : PyLong_FromLong(rank);
}

} // namespace adder::vecext
