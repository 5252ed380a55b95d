/* SPDX-License-Identifier: MIT
 *
 * Frames. Their functions stand in adder/runtime.h; this header exists because sources for CPython include
 * it.
 */
#ifndef Py_FRAMEOBJECT_H
#define Py_FRAMEOBJECT_H
#include "Python.h"
#endif
