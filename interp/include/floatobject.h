/* SPDX-License-Identifier: MIT
 *
 * Floats stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_FLOATOBJECT_H
#define Py_FLOATOBJECT_H
#include "Python.h"
#endif
