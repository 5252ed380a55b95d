/* SPDX-License-Identifier: MIT
 *
 * The version. It stands in adder/port.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PATCHLEVEL_H
#define Py_PATCHLEVEL_H
#include "adder/port.h"
#endif
