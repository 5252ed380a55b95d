/* SPDX-License-Identifier: MIT
 *
 * Functions that run text stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYTHONRUN_H
#define Py_PYTHONRUN_H
#include "Python.h"
#endif
