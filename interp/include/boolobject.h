/* SPDX-License-Identifier: MIT
 *
 * Truth values stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_BOOLOBJECT_H
#define Py_BOOLOBJECT_H
#include "Python.h"
#endif
