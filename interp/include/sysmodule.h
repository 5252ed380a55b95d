/* SPDX-License-Identifier: MIT
 *
 * Functions of sys stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_SYSMODULE_H
#define Py_SYSMODULE_H
#include "Python.h"
#endif
