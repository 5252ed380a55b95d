/* SPDX-License-Identifier: MIT
 *
 * Arguments and modules stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_MODSUPPORT_H
#define Py_MODSUPPORT_H
#include "Python.h"
#endif
