/* SPDX-License-Identifier: MIT
 *
 * Struct sequences stand in Python.h; this header exists because sources for CPython include it.
 */
#ifndef Py_STRUCTSEQ_H
#define Py_STRUCTSEQ_H
#include "Python.h"
#endif
