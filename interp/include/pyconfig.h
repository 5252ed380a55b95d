/* SPDX-License-Identifier: MIT
 *
 * Sizes of C types. They stand in adder/port.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYCONFIG_H
#define Py_PYCONFIG_H
#include "adder/port.h"
#endif
