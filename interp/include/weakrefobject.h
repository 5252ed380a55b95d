/* SPDX-License-Identifier: MIT
 *
 * Weak references stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_WEAKREFOBJECT_H
#define Py_WEAKREFOBJECT_H
#include "Python.h"
#endif
