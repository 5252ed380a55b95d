/* SPDX-License-Identifier: MIT
 *
 * The C API of Adder: the part of CPython 3.11's that extensions need, source-compatible.
 * This is the header an extension includes, with datetime.h where it makes dates and times.
 */
#ifndef Py_PYTHON_H
#define Py_PYTHON_H

#include "adder/abstract.h"
#include "adder/buffer.h"
#include "adder/callable.h"
#include "adder/clock.h"
#include "adder/container.h"
#include "adder/context.h"
#include "adder/cython.h"
#include "adder/embed.h"
#include "adder/error.h"
#include "adder/generator.h"
#include "adder/heap.h"
#include "adder/module.h"
#include "adder/number.h"
#include "adder/object.h"
#include "adder/port.h"
#include "adder/runtime.h"
#include "adder/text.h"
#include "adder/thread.h"
#include "adder/type.h"
#include "adder/value.h"

/* Sources in C++, among them pybind11's headers, read `->ob_type` of any value, where a number has no memory
 * to read. */
#if defined(__cplusplus) && !defined(ADDER_CORE)
#define ob_type adder_type()
#endif

#endif
