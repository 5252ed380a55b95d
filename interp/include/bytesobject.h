/* SPDX-License-Identifier: MIT
 *
 * Bytes stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_BYTESOBJECT_H
#define Py_BYTESOBJECT_H
#include "Python.h"
#endif
