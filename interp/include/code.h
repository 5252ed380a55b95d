/* SPDX-License-Identifier: MIT
 *
 * Code objects stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_CODE_H
#define Py_CODE_H
#include "Python.h"
#endif
