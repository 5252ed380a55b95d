/* SPDX-License-Identifier: MIT
 *
 * Modules stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_MODULEOBJECT_H
#define Py_MODULEOBJECT_H
#include "Python.h"
#endif
