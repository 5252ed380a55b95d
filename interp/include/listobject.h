/* SPDX-License-Identifier: MIT
 *
 * Lists stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_LISTOBJECT_H
#define Py_LISTOBJECT_H
#include "Python.h"
#endif
