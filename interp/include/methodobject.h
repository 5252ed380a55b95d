/* SPDX-License-Identifier: MIT
 *
 * Native functions stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_METHODOBJECT_H
#define Py_METHODOBJECT_H
#include "Python.h"
#endif
