/* SPDX-License-Identifier: MIT
 *
 * Integers stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_LONGOBJECT_H
#define Py_LONGOBJECT_H
#include "Python.h"
#endif
