/* SPDX-License-Identifier: MIT
 *
 * Python functions stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_FUNCOBJECT_H
#define Py_FUNCOBJECT_H
#include "Python.h"
#endif
