/* SPDX-License-Identifier: MIT
 *
 * Slices stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_SLICEOBJECT_H
#define Py_SLICEOBJECT_H
#include "Python.h"
#endif
