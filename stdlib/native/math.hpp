// SPDX-License-Identifier: MIT
//
// The functions of module math that are algorithms of their own, by file; math.cpp has the table and
// everything that is one call of the C library. All follow the C API: new reference, or NULL with an
// exception.
#pragma once

#include <Python.h>

namespace adder::stdlib {

// Turns errno after `result` into ValueError "math domain error" or OverflowError "math range error". False
// for an underflow, which is no error.
bool raise_math_error(double result);
// Special method of the argument's type, bound; NULL without an error when there is none.
PyObject *lookup_special_method(PyObject *object, const char *name);

// math_special: Lanczos' approximation, with errno set as the C library does.
double gamma_function(double x);
double log_gamma(double x);

// math_sum
PyObject *math_fsum(PyObject *module, PyObject *iterable);
PyObject *math_prod(PyObject *module, PyObject *args, PyObject *kwargs);
PyObject *math_hypot(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *math_dist(PyObject *module, PyObject *const *args, Py_ssize_t count);

// math_integer
PyObject *math_factorial(PyObject *module, PyObject *number);
PyObject *math_gcd(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *math_lcm(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *math_isqrt(PyObject *module, PyObject *number);
PyObject *math_comb(PyObject *module, PyObject *const *args, Py_ssize_t count);
PyObject *math_perm(PyObject *module, PyObject *const *args, Py_ssize_t count);

} // namespace adder::stdlib
