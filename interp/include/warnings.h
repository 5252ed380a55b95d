/* SPDX-License-Identifier: MIT
 *
 * Warnings stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_WARNINGS_H
#define Py_WARNINGS_H
#include "Python.h"
#endif
