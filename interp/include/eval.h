/* SPDX-License-Identifier: MIT
 *
 * Functions that run code stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_EVAL_H
#define Py_EVAL_H
#include "Python.h"
#endif
