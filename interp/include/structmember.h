/* SPDX-License-Identifier: MIT
 *
 * Member tables of types. The types and codes stand in adder/callable.h; this header exists because
 * sources for CPython include it by this name.
 */
#ifndef Py_STRUCTMEMBER_H
#define Py_STRUCTMEMBER_H
#include "Python.h"
#endif
