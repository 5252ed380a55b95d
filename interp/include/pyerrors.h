/* SPDX-License-Identifier: MIT
 *
 * Exceptions stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYERRORS_H
#define Py_PYERRORS_H
#include "Python.h"
#endif
