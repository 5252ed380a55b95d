// SPDX-License-Identifier: MIT
// LAPACK's routines by their Fortran symbols, with one C++ name for real and complex matrices.
//
// Only double precision: single-precision arrays are computed in double and rounded, as NumPy does. Matrices
// lie column by column without gaps. Every function returns LAPACK's `info`: 0 is success, positive a matrix
// that the routine could not do. The lengths of character arguments, which Fortran compilers append, are left
// out.
#pragma once

#include <complex>

namespace adder::vecext {

using Complex = std::complex<double>;

extern "C" {
void dgesv_(const int *, const int *, double *, const int *, int *, double *, const int *, int *);
void zgesv_(const int *, const int *, Complex *, const int *, int *, Complex *, const int *, int *);
void dgetrf_(const int *, const int *, double *, const int *, int *, int *);
void zgetrf_(const int *, const int *, Complex *, const int *, int *, int *);
void dpotrf_(const char *, const int *, double *, const int *, int *);
void zpotrf_(const char *, const int *, Complex *, const int *, int *);
void dgeqrf_(const int *, const int *, double *, const int *, double *, double *, const int *, int *);
void zgeqrf_(const int *, const int *, Complex *, const int *, Complex *, Complex *, const int *, int *);
void dorgqr_(const int *, const int *, const int *, double *, const int *, const double *, double *,
             const int *, int *);
void zungqr_(const int *, const int *, const int *, Complex *, const int *, const Complex *, Complex *,
             const int *, int *);
void dgesdd_(const char *, const int *, const int *, double *, const int *, double *, double *, const int *,
             double *, const int *, double *, const int *, int *, int *);
void zgesdd_(const char *, const int *, const int *, Complex *, const int *, double *, Complex *, const int *,
             Complex *, const int *, Complex *, const int *, double *, int *, int *);
void dsyevd_(const char *, const char *, const int *, double *, const int *, double *, double *, const int *,
             int *, const int *, int *);
void zheevd_(const char *, const char *, const int *, Complex *, const int *, double *, Complex *,
             const int *, double *, const int *, int *, const int *, int *);
void dgeev_(const char *, const char *, const int *, double *, const int *, double *, double *, double *,
            const int *, double *, const int *, double *, const int *, int *);
void zgeev_(const char *, const char *, const int *, Complex *, const int *, Complex *, Complex *,
            const int *, Complex *, const int *, Complex *, const int *, double *, int *);
void dgelsd_(const int *, const int *, const int *, double *, const int *, double *, const int *, double *,
             const double *, int *, double *, const int *, int *, int *);
void zgelsd_(const int *, const int *, const int *, Complex *, const int *, Complex *, const int *, double *,
             const double *, int *, Complex *, const int *, double *, int *, int *);
}

// The distance of columns may not be 0, not even in a matrix without rows.
inline int leading(int rows) {
    return rows > 0 ? rows : 1;
}

inline int gesv(int n, int columns, double *a, int *pivots, double *b) {
    const int line = leading(n);
    int info = 0;
    dgesv_(&n, &columns, a, &line, pivots, b, &line, &info);
    return info;
}
inline int gesv(int n, int columns, Complex *a, int *pivots, Complex *b) {
    const int line = leading(n);
    int info = 0;
    zgesv_(&n, &columns, a, &line, pivots, b, &line, &info);
    return info;
}

inline int getrf(int n, double *a, int *pivots) {
    const int line = leading(n);
    int info = 0;
    dgetrf_(&n, &n, a, &line, pivots, &info);
    return info;
}
inline int getrf(int n, Complex *a, int *pivots) {
    const int line = leading(n);
    int info = 0;
    zgetrf_(&n, &n, a, &line, pivots, &info);
    return info;
}

inline int potrf(char triangle, int n, double *a) {
    const int line = leading(n);
    int info = 0;
    dpotrf_(&triangle, &n, a, &line, &info);
    return info;
}
inline int potrf(char triangle, int n, Complex *a) {
    const int line = leading(n);
    int info = 0;
    zpotrf_(&triangle, &n, a, &line, &info);
    return info;
}

// In the routines below a `work_size` of -1 asks for the best size, which is put into work[0] (and the like).
inline int geqrf(int rows, int columns, double *a, double *tau, double *work, int work_size) {
    const int line = leading(rows);
    int info = 0;
    dgeqrf_(&rows, &columns, a, &line, tau, work, &work_size, &info);
    return info;
}
inline int geqrf(int rows, int columns, Complex *a, Complex *tau, Complex *work, int work_size) {
    const int line = leading(rows);
    int info = 0;
    zgeqrf_(&rows, &columns, a, &line, tau, work, &work_size, &info);
    return info;
}

inline int orgqr(int rows, int columns, int reflectors, double *q, const double *tau, double *work,
                 int work_size) {
    const int line = leading(rows);
    int info = 0;
    dorgqr_(&rows, &columns, &reflectors, q, &line, tau, work, &work_size, &info);
    return info;
}
inline int orgqr(int rows, int columns, int reflectors, Complex *q, const Complex *tau, Complex *work,
                 int work_size) {
    const int line = leading(rows);
    int info = 0;
    zungqr_(&rows, &columns, &reflectors, q, &line, tau, work, &work_size, &info);
    return info;
}

// `real_work` serves complex matrices only.
inline int gesdd(char job, int rows, int columns, double *a, double *s, double *u, double *vt, int vt_rows,
                 double *work, int work_size, double *, int *integers) {
    const int line = leading(rows), vt_line = leading(vt_rows);
    int info = 0;
    dgesdd_(&job, &rows, &columns, a, &line, s, u, &line, vt, &vt_line, work, &work_size, integers, &info);
    return info;
}
inline int gesdd(char job, int rows, int columns, Complex *a, double *s, Complex *u, Complex *vt, int vt_rows,
                 Complex *work, int work_size, double *real_work, int *integers) {
    const int line = leading(rows), vt_line = leading(vt_rows);
    int info = 0;
    zgesdd_(&job, &rows, &columns, a, &line, s, u, &line, vt, &vt_line, work, &work_size, real_work, integers,
            &info);
    return info;
}

inline int heevd(char job, char triangle, int n, double *a, double *w, double *work, int work_size, double *,
                 int, int *integers, int integers_size) {
    const int line = leading(n);
    int info = 0;
    dsyevd_(&job, &triangle, &n, a, &line, w, work, &work_size, integers, &integers_size, &info);
    return info;
}
inline int heevd(char job, char triangle, int n, Complex *a, double *w, Complex *work, int work_size,
                 double *real_work, int real_size, int *integers, int integers_size) {
    const int line = leading(n);
    int info = 0;
    zheevd_(&job, &triangle, &n, a, &line, w, work, &work_size, real_work, &real_size, integers,
            &integers_size, &info);
    return info;
}

// Eigenvalues of a real matrix come as two vectors, those of a complex one in `w` alone.
inline int geev(char job, int n, double *a, double *w, double *imaginary, double *vectors, double *work,
                int work_size, double *) {
    const char no_left = 'N';
    const int line = leading(n);
    int info = 0;
    dgeev_(&no_left, &job, &n, a, &line, w, imaginary, nullptr, &line, vectors, &line, work, &work_size,
           &info);
    return info;
}
inline int geev(char job, int n, Complex *a, Complex *w, Complex *, Complex *vectors, Complex *work,
                int work_size, double *real_work) {
    const char no_left = 'N';
    const int line = leading(n);
    int info = 0;
    zgeev_(&no_left, &job, &n, a, &line, w, nullptr, &line, vectors, &line, work, &work_size, real_work,
           &info);
    return info;
}

// `b` has max(rows, columns) rows: the right sides before, solutions and residuals after.
inline int gelsd(int rows, int columns, int sides, double *a, double *b, double *s, double rcond, int *rank,
                 double *work, int work_size, double *, int *integers) {
    const int line = leading(rows), b_line = leading(rows > columns ? rows : columns);
    int info = 0;
    dgelsd_(&rows, &columns, &sides, a, &line, b, &b_line, s, &rcond, rank, work, &work_size, integers,
            &info);
    return info;
}
inline int gelsd(int rows, int columns, int sides, Complex *a, Complex *b, double *s, double rcond, int *rank,
                 Complex *work, int work_size, double *real_work, int *integers) {
    const int line = leading(rows), b_line = leading(rows > columns ? rows : columns);
    int info = 0;
    zgelsd_(&rows, &columns, &sides, a, &line, b, &b_line, s, &rcond, rank, work, &work_size, real_work,
            integers, &info);
    return info;
}

} // namespace adder::vecext
