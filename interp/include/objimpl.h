/* SPDX-License-Identifier: MIT
 *
 * Memory of objects stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_OBJIMPL_H
#define Py_OBJIMPL_H
#include "Python.h"
#endif
