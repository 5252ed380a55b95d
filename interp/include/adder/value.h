/* SPDX-License-Identifier: MIT
 *
 * The public half of the value encoding: what a `PyObject *` is.
 *
 * A value is one 64-bit word:
 *   1. 0                                  NULL, "no value"
 *   2. 1 .. 2^48-1                        the address of a heap object, as it is
 *   3. 2^48 + bits of a double            a float that is no NaN; -inf has the largest bits
 *   4. 0xFFFF000000000000 + i             an int i with -2^48 <= i < 2^48
 * Ranges 2, 3 and 4 do not meet: doubles end at 0xFFF1000000000000, ints start at 0xFFFE000000000000.
 * The bias makes int arithmetic plain word arithmetic: a + b - bias is the sum, and it is an int
 * exactly when the result is still >= ADDER_INT_BASE. Order of words is order of ints.
 * An exact int in this range, and a float that is no NaN, is never a heap object: equal words mean equal
 * values and the other way round. Subclass instances and NaNs are heap objects.
 *
 * Only this file and objects/value.hpp know the encoding. Extensions use Py_TYPE and the like.
 */
#ifndef ADDER_VALUE_H
#define ADDER_VALUE_H

#include "port.h"

Py_BEGIN_DECLS

    typedef struct _object PyObject;
typedef struct _typeobject PyTypeObject;

#define ADDER_FLOAT_OFFSET UINT64_C(0x0001000000000000)
#define ADDER_FLOAT_LAST_BITS UINT64_C(0xFFF0000000000000)
#define ADDER_INT_BASE UINT64_C(0xFFFE000000000000)
#define ADDER_INT_BIAS UINT64_C(0xFFFF000000000000)
#define ADDER_INT_MIN (-(INT64_C(1) << 48))
#define ADDER_INT_MAX ((INT64_C(1) << 48) - 1)

static inline int _Adder_IsPointer(const PyObject *value) {
    return ((uint64_t)(uintptr_t)value >> 48) == 0;
}

static inline int _Adder_IsInt(const PyObject *value) {
    return (uint64_t)(uintptr_t)value >= ADDER_INT_BASE;
}

static inline int _Adder_IsFloat(const PyObject *value) {
    return (uint64_t)(uintptr_t)value - ADDER_FLOAT_OFFSET <= ADDER_FLOAT_LAST_BITS;
}

static inline int64_t _Adder_AsInt(const PyObject *value) {
    return (int64_t)((uint64_t)(uintptr_t)value - ADDER_INT_BIAS);
}

static inline double _Adder_AsFloat(const PyObject *value) {
    uint64_t bits = (uint64_t)(uintptr_t)value - ADDER_FLOAT_OFFSET;
    double result;
    memcpy(&result, &bits, sizeof result);
    return result;
}

/* The caller has checked that the number fits (ADDER_INT_MIN to ADDER_INT_MAX). */
static inline PyObject *_Adder_FromInt(int64_t number) {
    return (PyObject *)(uintptr_t)((uint64_t)number + ADDER_INT_BIAS);
}

/* The caller has checked that the number is no NaN. */
static inline PyObject *_Adder_FromFloat(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return (PyObject *)(uintptr_t)(bits + ADDER_FLOAT_OFFSET);
}

Py_END_DECLS

#endif
