/* SPDX-License-Identifier: MIT
 *
 * Generators stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_GENOBJECT_H
#define Py_GENOBJECT_H
#include "Python.h"
#endif
