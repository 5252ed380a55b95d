/* SPDX-License-Identifier: MIT
 *
 * Descriptors stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_DESCROBJECT_H
#define Py_DESCROBJECT_H
#include "Python.h"
#endif
