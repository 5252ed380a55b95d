/* SPDX-License-Identifier: MIT
 *
 * Functions that run code stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_CEVAL_H
#define Py_CEVAL_H
#include "Python.h"
#endif
