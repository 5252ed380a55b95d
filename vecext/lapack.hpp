// SPDX-License-Identifier: MIT
// The functions of the module `_lapack`, in two units: factors of matrices, and their spectra.
//
// Each takes a stack of matrices and the arrays for its results, all made by the caller (vecext.linalg) with
// the same stack; an array that is not wanted is None. The matrix of any number type and any strides is
// copied into a column-major workspace of doubles or complex doubles, LAPACK runs there with the GIL
// released, and what it found is copied out. True, or False if LAPACK could not do one of the matrices.
#pragma once

#include "vecext/strided_buffer.hpp"

#include <algorithm>

namespace adder::vecext {

PyObject *lapack_solve(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_det(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_slogdet(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_cholesky(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_qr(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_qr_raw(PyObject *, PyObject *const *arguments, Py_ssize_t count);

PyObject *lapack_svd(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_eigh(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_eig(PyObject *, PyObject *const *arguments, Py_ssize_t count);
PyObject *lapack_lstsq(PyObject *, PyObject *const *arguments, Py_ssize_t count);

// ---- what both units need

enum class Outcome { Done, Failed, NoMemory };

class WithoutGil {
  public:
    WithoutGil() : state_(PyEval_SaveThread()) {}
    WithoutGil(const WithoutGil &) = delete;
    WithoutGil &operator=(const WithoutGil &) = delete;
    ~WithoutGil() { PyEval_RestoreThread(state_); }

  private:
    PyThreadState *state_;
};

inline PyObject *to_python(Outcome outcome) {
    if (outcome == Outcome::NoMemory) return PyErr_NoMemory();
    return PyBool_FromLong(outcome == Outcome::Done);
}

inline bool check_count(Py_ssize_t count, Py_ssize_t wanted) {
    if (count == wanted) return true;
    PyErr_Format(PyExc_TypeError, "expected %zd arguments, got %zd", wanted, count);
    return false;
}

// Whether the operand's item is a matrix (or vector) of this size; else a ValueError is set.
inline bool check_core(const StridedBuffer &operand, Py_ssize_t rows, Py_ssize_t columns = -1) {
    if (operand.core_length(0) == rows && (columns < 0 || operand.core_length(1) == columns)) return true;
    PyErr_SetString(PyExc_ValueError, "an operand has the wrong shape");
    return false;
}

inline int rows_of(const StridedBuffer &operand) {
    return static_cast<int>(operand.core_length(0));
}
inline int columns_of(const StridedBuffer &operand) {
    return static_cast<int>(operand.core_length(1));
}

inline std::size_t area(int rows, int columns) {
    return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
}

// The best size of a workspace, as LAPACK's query left it in the first element.
inline int work_size_of(double value) {
    return std::max(1, static_cast<int>(value));
}
inline int work_size_of(std::complex<double> value) {
    return work_size_of(value.real());
}

template <class T> void make_identity(T *matrix, int n) {
    std::fill_n(matrix, area(n, n), T(0));
    for (int i = 0; i < n; i++) matrix[area(i, n + 1)] = T(1);
}

} // namespace adder::vecext
