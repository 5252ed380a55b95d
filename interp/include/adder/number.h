/* SPDX-License-Identifier: MIT
 *
 * Numbers: int, float, bool and complex.
 *
 * Most ints and floats live in the word (value.h); the structs below are what the others look like: ints
 * beyond 2^48, NaNs, and instances of subclasses. Read values through the functions and macros, which know
 * both.
 */
#ifndef ADDER_NUMBER_H
#define ADDER_NUMBER_H

#include "type.h"

Py_BEGIN_DECLS

    /* --- int ----------------------------------------------------------------------------------------------
     */

    /* Base 2^64, least significant digit first; the sign of ob_size is the sign of the number, its magnitude
     * the count of digits. The last digit is never zero, and zero has no digits. */
    typedef uint64_t digit;
struct _longobject {
    PyObject_VAR_HEAD digit ob_digit[1];
};
typedef struct _longobject PyLongObject;

#define PyLong_SHIFT 64

#define PyLong_Check(op) PyType_FastSubclass(Py_TYPE(op), Py_TPFLAGS_LONG_SUBCLASS)
#define PyLong_CheckExact(op) Py_IS_TYPE(op, &PyLong_Type)

PyAPI_FUNC(PyObject *) _PyLong_FromLongSlow(long long number);
static inline PyObject *_Adder_LongFromInt64(long long number) {
    if (number >= ADDER_INT_MIN && number <= ADDER_INT_MAX) return _Adder_FromInt(number);
    return _PyLong_FromLongSlow(number);
}
/* New references; NULL with MemoryError. */
PyAPI_FUNC(PyObject *) PyLong_FromLong(long number);
PyAPI_FUNC(PyObject *) PyLong_FromUnsignedLong(unsigned long number);
PyAPI_FUNC(PyObject *) PyLong_FromSsize_t(Py_ssize_t number);
PyAPI_FUNC(PyObject *) PyLong_FromSize_t(size_t number);
PyAPI_FUNC(PyObject *) PyLong_FromLongLong(long long number);
PyAPI_FUNC(PyObject *) PyLong_FromUnsignedLongLong(unsigned long long number);
/* Truncates; ValueError for NaN, OverflowError for infinities. */
PyAPI_FUNC(PyObject *) PyLong_FromDouble(double number);
PyAPI_FUNC(PyObject *) PyLong_FromVoidPtr(void *pointer);
/* What int(text, base) accepts; `end`, if given, is set behind what was read. */
PyAPI_FUNC(PyObject *) PyLong_FromString(const char *text, char **end, int base);
PyAPI_FUNC(PyObject *) PyLong_FromUnicodeObject(PyObject *text, int base);
PyAPI_FUNC(PyObject *) _PyLong_FromBytes(const char *text, Py_ssize_t length, int base);

/* -1 with TypeError or OverflowError: ask PyErr_Occurred. They call __index__ where CPython does. */
PyAPI_FUNC(long) PyLong_AsLong(PyObject *number);
PyAPI_FUNC(long) PyLong_AsLongAndOverflow(PyObject *number, int *overflow);
PyAPI_FUNC(long long) PyLong_AsLongLong(PyObject *number);
PyAPI_FUNC(long long) PyLong_AsLongLongAndOverflow(PyObject *number, int *overflow);
PyAPI_FUNC(Py_ssize_t) PyLong_AsSsize_t(PyObject *number);
PyAPI_FUNC(size_t) PyLong_AsSize_t(PyObject *number);
PyAPI_FUNC(unsigned long) PyLong_AsUnsignedLong(PyObject *number);
PyAPI_FUNC(unsigned long long) PyLong_AsUnsignedLongLong(PyObject *number);
/* The value modulo 2^64, without an overflow error. */
PyAPI_FUNC(unsigned long) PyLong_AsUnsignedLongMask(PyObject *number);
PyAPI_FUNC(unsigned long long) PyLong_AsUnsignedLongLongMask(PyObject *number);
PyAPI_FUNC(double) PyLong_AsDouble(PyObject *number);
PyAPI_FUNC(void *) PyLong_AsVoidPtr(PyObject *number);
PyAPI_FUNC(int) _PyLong_AsInt(PyObject *number);
#define PyLong_AS_LONG(op) PyLong_AsLong(op)
/* Small ints are read and made in place, without a call: each macro stands for the function of its name. */
static inline long _Adder_LongAsLong(PyObject *number) {
    return _Adder_IsInt(number) ? (long)_Adder_AsInt(number) : PyLong_AsLong(number);
}
static inline long long _Adder_LongAsLongLong(PyObject *number) {
    return _Adder_IsInt(number) ? _Adder_AsInt(number) : PyLong_AsLongLong(number);
}
static inline Py_ssize_t _Adder_LongAsSsize(PyObject *number) {
    return _Adder_IsInt(number) ? (Py_ssize_t)_Adder_AsInt(number) : PyLong_AsSsize_t(number);
}
#define PyLong_FromLong(...) _Adder_LongFromInt64(__VA_ARGS__)
#define PyLong_FromLongLong(...) _Adder_LongFromInt64(__VA_ARGS__)
#define PyLong_FromSsize_t(...) _Adder_LongFromInt64(__VA_ARGS__)
#define PyLong_AsLong(...) _Adder_LongAsLong(__VA_ARGS__)
#define PyLong_AsLongLong(...) _Adder_LongAsLongLong(__VA_ARGS__)
#define PyLong_AsSsize_t(...) _Adder_LongAsSsize(__VA_ARGS__)
#define PyLong_FromPid PyLong_FromLong
#define PyLong_AsPid PyLong_AsLong

/* sys.int_info; new reference. */
PyAPI_FUNC(PyObject *) PyLong_GetInfo(void);

/* The four below take an int (subclass instances included) and cannot fail, but for NumBits beyond size_t. */
PyAPI_FUNC(int) _PyLong_Sign(PyObject *number);
PyAPI_FUNC(size_t) _PyLong_NumBits(PyObject *number);
/* 0.5 <= |result| < 1 and its binary exponent, rounded half to even; 0.0 for zero. */
PyAPI_FUNC(double) _PyLong_Frexp(PyLongObject *number, Py_ssize_t *exponent);
/* Two's complement of `n` bytes; -1 with OverflowError when they are too few or the sign does not fit. */
PyAPI_FUNC(int) _PyLong_AsByteArray(PyLongObject *number, unsigned char *bytes, size_t n, int little_endian,
                                    int is_signed);
PyAPI_FUNC(PyObject *)
    _PyLong_FromByteArray(const unsigned char *bytes, size_t n, int little_endian, int is_signed);
/* The text with prefix in base 2, 8, 10 (none) or 16; new str. */
PyAPI_FUNC(PyObject *) _PyLong_Format(PyObject *number, int base);
PyAPI_FUNC(PyObject *) _PyLong_GCD(PyObject *a, PyObject *b);
PyAPI_FUNC(PyObject *) _PyLong_Lshift(PyObject *number, size_t count);
PyAPI_FUNC(PyObject *) _PyLong_Rshift(PyObject *number, size_t count);
/* The pair (quotient rounded half to even, remainder). */
PyAPI_FUNC(PyObject *) _PyLong_DivmodNear(PyObject *a, PyObject *b);
PyAPI_FUNC(PyObject *) _PyLong_Copy(PyLongObject *number);
/* An int object with room for `digit_count` digits, whose value the caller fills in. */
PyAPI_FUNC(PyLongObject *) _PyLong_New(Py_ssize_t digit_count);

/* "O&" converters. */
PyAPI_FUNC(int) _PyLong_UnsignedShort_Converter(PyObject *number, void *result);
PyAPI_FUNC(int) _PyLong_UnsignedInt_Converter(PyObject *number, void *result);
PyAPI_FUNC(int) _PyLong_UnsignedLong_Converter(PyObject *number, void *result);
PyAPI_FUNC(int) _PyLong_UnsignedLongLong_Converter(PyObject *number, void *result);
PyAPI_FUNC(int) _PyLong_Size_t_Converter(PyObject *number, void *result);

PyAPI_FUNC(unsigned long) PyOS_strtoul(const char *text, char **end, int base);
PyAPI_FUNC(long) PyOS_strtol(const char *text, char **end, int base);

/* --- bool --------------------------------------------------------------------------------------------- */

PyAPI_DATA(PyTypeObject) PyBool_Type;
#define PyBool_Check(op) Py_IS_TYPE(op, &PyBool_Type)
static inline PyObject *_Adder_BoolFromLong(long truth) {
    return Py_NewRef(truth ? Py_True : Py_False);
}
PyAPI_FUNC(PyObject *) PyBool_FromLong(long truth);

/* --- float -------------------------------------------------------------------------------------------- */

typedef struct {
    PyObject_HEAD double ob_fval;
} PyFloatObject;

#define PyFloat_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyFloat_Type)
#define PyFloat_CheckExact(op) Py_IS_TYPE(op, &PyFloat_Type)

/* `value` is a float or an instance of a subclass. */
static inline double _Adder_FloatAsDouble(const PyObject *value) {
    return _Adder_IsFloat(value) ? _Adder_AsFloat(value) : ((const PyFloatObject *)value)->ob_fval;
}
#define PyFloat_AS_DOUBLE(op) _Adder_FloatAsDouble(_PyObject_CAST(op))

PyAPI_FUNC(PyObject *) PyFloat_FromDouble(double number);
/* What float(text) accepts, for str, bytes and buffers. */
PyAPI_FUNC(PyObject *) PyFloat_FromString(PyObject *text);
/* Calls __float__ and __index__; -1.0 with an error: ask PyErr_Occurred. */
PyAPI_FUNC(double) PyFloat_AsDouble(PyObject *number);
/* Floats are made and read in place, as ints are. */
static inline PyObject *_Adder_FloatFromDouble(double number) {
    return number == number ? _Adder_FromFloat(number) : PyFloat_FromDouble(number);
}
static inline double _Adder_FloatOrConvert(PyObject *number) {
    return _Adder_IsFloat(number) ? _Adder_AsFloat(number) : PyFloat_AsDouble(number);
}
#define PyFloat_FromDouble(...) _Adder_FloatFromDouble(__VA_ARGS__)
#define PyFloat_AsDouble(...) _Adder_FloatOrConvert(__VA_ARGS__)
PyAPI_FUNC(double) PyFloat_GetMax(void);
PyAPI_FUNC(double) PyFloat_GetMin(void);
/* sys.float_info; new reference. */
PyAPI_FUNC(PyObject *) PyFloat_GetInfo(void);
#define Py_RETURN_NAN return PyFloat_FromDouble(Py_NAN)
#define Py_RETURN_INF(sign) return PyFloat_FromDouble(copysign(Py_HUGE_VAL, (sign)))

/* IEEE 754 binary16, 32, 64; -1 (or -1.0) with OverflowError. */
PyAPI_FUNC(int) PyFloat_Pack2(double x, char *bytes, int little_endian);
PyAPI_FUNC(int) PyFloat_Pack4(double x, char *bytes, int little_endian);
PyAPI_FUNC(int) PyFloat_Pack8(double x, char *bytes, int little_endian);
PyAPI_FUNC(double) PyFloat_Unpack2(const char *bytes, int little_endian);
PyAPI_FUNC(double) PyFloat_Unpack4(const char *bytes, int little_endian);
PyAPI_FUNC(double) PyFloat_Unpack8(const char *bytes, int little_endian);

#define Py_DTSF_SIGN 0x01
#define Py_DTSF_ADD_DOT_0 0x02
#define Py_DTSF_ALT 0x04
#define Py_DTSF_NO_NEG_0 0x08
#define Py_DTST_FINITE 0
#define Py_DTST_INFINITE 1
#define Py_DTST_NAN 2
/* Text by format()'s code 'e', 'f', 'g', 'r' or a capital; to be freed with PyMem_Free. */
PyAPI_FUNC(char *) PyOS_double_to_string(double value, char format_code, int precision, int flags, int *type);
/* Without `end` the whole text must be a number; -1.0 with ValueError, or with `overflow_exception` when it
 * is too large. */
PyAPI_FUNC(double) PyOS_string_to_double(const char *text, char **end, PyObject *overflow_exception);

/* --- complex ------------------------------------------------------------------------------------------ */

typedef struct {
    double real;
    double imag;
} Py_complex;

typedef struct {
    PyObject_HEAD Py_complex cval;
} PyComplexObject;

PyAPI_DATA(PyTypeObject) PyComplex_Type;
#define PyComplex_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), &PyComplex_Type)
#define PyComplex_CheckExact(op) Py_IS_TYPE(op, &PyComplex_Type)

PyAPI_FUNC(PyObject *) PyComplex_FromCComplex(Py_complex value);
PyAPI_FUNC(PyObject *) PyComplex_FromDoubles(double real, double imag);
/* Calls __complex__, then what float() calls; real -1.0 with an error: ask PyErr_Occurred. */
PyAPI_FUNC(Py_complex) PyComplex_AsCComplex(PyObject *number);
PyAPI_FUNC(double) PyComplex_RealAsDouble(PyObject *number);
PyAPI_FUNC(double) PyComplex_ImagAsDouble(PyObject *number);
PyAPI_FUNC(Py_complex) _Py_c_sum(Py_complex a, Py_complex b);
PyAPI_FUNC(Py_complex) _Py_c_diff(Py_complex a, Py_complex b);
PyAPI_FUNC(Py_complex) _Py_c_neg(Py_complex a);
PyAPI_FUNC(Py_complex) _Py_c_prod(Py_complex a, Py_complex b);
/* errno is EDOM after a division by zero. */
PyAPI_FUNC(Py_complex) _Py_c_quot(Py_complex a, Py_complex b);
PyAPI_FUNC(Py_complex) _Py_c_pow(Py_complex a, Py_complex b);
PyAPI_FUNC(double) _Py_c_abs(Py_complex a);

/* --- hash --------------------------------------------------------------------------------------------- */

/* Numbers hash modulo the prime 2^61 - 1, so that equal numbers of different types hash alike. */
#define _PyHASH_BITS 61
#define _PyHASH_MODULUS (((size_t)1 << _PyHASH_BITS) - 1)
#define _PyHASH_INF 314159
#define _PyHASH_MULTIPLIER 1000003UL
#define _PyHASH_IMAG _PyHASH_MULTIPLIER
/* A NaN hashes by the identity of `object`. */
PyAPI_FUNC(Py_hash_t) _Py_HashDouble(PyObject *object, double number);
PyAPI_FUNC(Py_hash_t) _Py_HashPointer(const void *pointer);

Py_END_DECLS

#endif
