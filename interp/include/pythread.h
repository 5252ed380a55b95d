/* SPDX-License-Identifier: MIT
 *
 * Threads and locks. They stand in adder/thread.h; this header exists because sources for CPython include it.
 */
#ifndef Py_PYTHREAD_H
#define Py_PYTHREAD_H
#include "adder/thread.h"
#endif
