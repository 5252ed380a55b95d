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

#ifndef ADDER_CORE
/* The size of any value, as CPython's is of any object: an int in the word has a digit with its sign, or
 * none. The headers' own functions know that theirs is an object and read the field. */
static inline Py_ssize_t _Adder_Size(const PyObject *value) {
    if (__builtin_expect(_Adder_IsPointer(value), 1)) return ((const PyVarObject *)value)->ob_size;
    const int64_t number = _Adder_IsInt(value) ? _Adder_AsInt(value) : 0;
    return (number > 0) - (number < 0);
}
#undef Py_SIZE
#define Py_SIZE(op) _Adder_Size(_PyObject_CAST(op))

/* Sources in C++, among them pybind11's headers, read `->ob_type` of any value, where a number has no memory
 * to read. */
#ifdef __cplusplus
#define ob_type adder_type()
#endif
#endif

#endif
