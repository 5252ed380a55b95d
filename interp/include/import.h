/* SPDX-License-Identifier: MIT
 *
 * Imports stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_IMPORT_H
#define Py_IMPORT_H
#include "Python.h"
#endif
