/* SPDX-License-Identifier: MIT
 *
 * Sets stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_SETOBJECT_H
#define Py_SETOBJECT_H
#include "Python.h"
#endif
