/* SPDX-License-Identifier: MIT
 *
 * What the platform has. It stands in adder/platform.h; this header exists because sources for CPython
 * include it.
 */
#ifndef Py_PYCONFIG_H
#define Py_PYCONFIG_H
#include "adder/platform.h"
#endif
