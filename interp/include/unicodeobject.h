/* SPDX-License-Identifier: MIT
 *
 * Strings stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_UNICODEOBJECT_H
#define Py_UNICODEOBJECT_H
#include "Python.h"
#endif
