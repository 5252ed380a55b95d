/* SPDX-License-Identifier: MIT
 *
 * Objects and types stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_OBJECT_H
#define Py_OBJECT_H
#include "Python.h"
#endif
