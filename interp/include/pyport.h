/* SPDX-License-Identifier: MIT
 *
 * Plain C types and macros stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYPORT_H
#define Py_PYPORT_H
#include "Python.h"
#endif
