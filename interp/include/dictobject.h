/* SPDX-License-Identifier: MIT
 *
 * Dictionaries stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_DICTOBJECT_H
#define Py_DICTOBJECT_H
#include "Python.h"
#endif
