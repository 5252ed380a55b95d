/* SPDX-License-Identifier: MIT
 *
 * Tuples stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_TUPLEOBJECT_H
#define Py_TUPLEOBJECT_H
#include "Python.h"
#endif
