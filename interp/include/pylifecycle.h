/* SPDX-License-Identifier: MIT
 *
 * Start and stop stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYLIFECYCLE_H
#define Py_PYLIFECYCLE_H
#include "Python.h"
#endif
