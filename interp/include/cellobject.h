/* SPDX-License-Identifier: MIT
 *
 * Cells stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_CELLOBJECT_H
#define Py_CELLOBJECT_H
#include "Python.h"
#endif
