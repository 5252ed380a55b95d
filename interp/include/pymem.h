/* SPDX-License-Identifier: MIT
 *
 * Memory functions stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYMEM_H
#define Py_PYMEM_H
#include "Python.h"
#endif
