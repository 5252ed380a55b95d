/* SPDX-License-Identifier: MIT
 *
 * Frames stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYCORE_FRAME_H
#define Py_PYCORE_FRAME_H
#include "../Python.h"
#endif
