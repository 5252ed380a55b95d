/* SPDX-License-Identifier: MIT
 *
 * Integers and their digits stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_LONGINTREPR_H
#define Py_LONGINTREPR_H
#include "Python.h"
#endif
