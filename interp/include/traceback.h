/* SPDX-License-Identifier: MIT
 *
 * Tracebacks stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_TRACEBACK_H
#define Py_TRACEBACK_H
#include "Python.h"
#endif
