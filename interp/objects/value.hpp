// SPDX-License-Identifier: MIT
//
// How a Python value is stored: the C++ view of include/adder/value.h, which states the encoding.
//
// Everything here is free of cost: a test or a conversion of one word. Functions with `as_` assert that the
// kind is right; `make_float` alone may allocate, because a NaN is a heap object (two NaNs made apart
// are not identical, so they must not be one word).
#pragma once

#include <Python.h>

#include <cassert>
#include <cstdint>

namespace adder::objects {

inline uint64_t word_of(const PyObject *value) {
    return reinterpret_cast<uint64_t>(value);
}
inline PyObject *value_of(uint64_t word) {
    return reinterpret_cast<PyObject *>(word);
}

inline bool is_pointer(const PyObject *value) {
    return _Adder_IsPointer(value);
}
// An int that lives in the word. Ints beyond 2^48 and instances of subclasses are heap objects.
inline bool is_small_int(const PyObject *value) {
    return _Adder_IsInt(value);
}
inline bool are_small_ints(const PyObject *a, const PyObject *b) {
    return (word_of(a) & word_of(b)) >= ADDER_INT_BASE;
}
// A float that lives in the word: every float but NaNs and instances of subclasses.
inline bool is_word_float(const PyObject *value) {
    return _Adder_IsFloat(value);
}

inline int64_t as_small_int(const PyObject *value) {
    assert(is_small_int(value));
    return _Adder_AsInt(value);
}
inline double as_word_float(const PyObject *value) {
    assert(is_word_float(value));
    return _Adder_AsFloat(value);
}

inline bool fits_small_int(int64_t number) {
    return number >= ADDER_INT_MIN && number <= ADDER_INT_MAX;
}
inline PyObject *small_int(int64_t number) {
    assert(fits_small_int(number));
    return _Adder_FromInt(number);
}

// New NaN object, or NULL with MemoryError (objects/float.cpp).
PyObject *make_nan(double number);

// New reference; allocates for a NaN only.
inline PyObject *make_float(double number) {
    if (__builtin_expect(number != number, 0)) return make_nan(number);
    return _Adder_FromFloat(number);
}

static_assert(sizeof(PyObject *) == 8, "a value is one 64-bit word");
static_assert(ADDER_FLOAT_OFFSET + ADDER_FLOAT_LAST_BITS < ADDER_INT_BASE, "floats end before ints begin");
static_assert(ADDER_INT_BIAS + static_cast<uint64_t>(ADDER_INT_MIN) == ADDER_INT_BASE,
              "the smallest int is the first");
static_assert(ADDER_INT_BIAS + static_cast<uint64_t>(ADDER_INT_MAX) == UINT64_MAX,
              "the largest int is the last");

} // namespace adder::objects
