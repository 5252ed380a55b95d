/* SPDX-License-Identifier: MIT
 *
 * Thread states stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYSTATE_H
#define Py_PYSTATE_H
#include "Python.h"
#endif
