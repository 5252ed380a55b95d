/* SPDX-License-Identifier: MIT
 *
 * Flags of the compiler stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_COMPILE_H
#define Py_COMPILE_H
#include "Python.h"
#endif
