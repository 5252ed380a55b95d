// SPDX-License-Identifier: MIT
//
// Ints from and to C numbers: the PyLong_From… and PyLong_As… functions, with CPython's rules about which of
// them call __index__, which wrap and which raise, and the exact way to and from floats.
#include "objects/float.hpp"
#include "objects/int.hpp"

#include <gmp.h>

#include <algorithm>
#include <climits>

namespace adder::objects {
namespace {

// The top 64 bits, the last one also standing for every non-zero bit below; rounding these once gives the
// correctly rounded value.
uint64_t top_bits(const IntView &view, uint64_t bits) {
    const auto whole = static_cast<Py_ssize_t>((bits - 64) / 64);
    const auto shift = static_cast<unsigned>((bits - 64) % 64);
    uint64_t top = view.limbs[whole] >> shift;
    bool has_more = whole > 0 && !mpn_zero_p(view.limbs, whole);
    if (shift > 0) {
        top |= view.limbs[whole + 1] << (64 - shift);
        has_more = has_more || (view.limbs[whole] << (64 - shift)) != 0;
    }
    return top | has_more;
}

struct ScaledDouble {
    double mantissa; // magnitude, as an integer below 2^64
    uint64_t exponent;
};

ScaledDouble scaled_double(const IntView &view) {
    const uint64_t bits = bit_length_of(view);
    if (bits <= 64) return {view.size == 0 ? 0.0 : static_cast<double>(view.limbs[0]), 0};
    return {static_cast<double>(top_bits(view, bits)), bits - 64};
}

void raise_overflow(const char *c_type) {
    PyErr_Format(PyExc_OverflowError, "Python int too large to convert to C %s", c_type);
}

// The int that `number` is or that its __index__ gives; empty with TypeError.
Ref to_index(PyObject *number) {
    if (number == nullptr) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (is_int(number)) return Ref::borrow(number);
    return Ref::steal(PyNumber_Index(number));
}

bool require_int(PyObject *number) {
    if (number == nullptr) {
        PyErr_BadInternalCall();
        return false;
    }
    if (is_int(number)) return true;
    PyErr_SetString(PyExc_TypeError, "an integer is required");
    return false;
}

// False when the int is negative or needs more than 64 bits.
bool to_uint64(PyObject *number, uint64_t &result) {
    const IntView view(number);
    result = view.size == 0 ? 0 : view.limbs[0];
    return view.size <= 1 && !view.is_negative;
}

uint64_t wrap_to_uint64(PyObject *number) {
    const IntView view(number);
    const uint64_t low = view.size == 0 ? 0 : view.limbs[0];
    return view.is_negative ? 0 - low : low;
}

// What the four converters to unsigned C types share; `c_type` and `negative_type` complete the texts.
bool to_unsigned(PyObject *number, const char *negative_text, const char *c_type, uint64_t &result) {
    if (!require_int(number)) return false;
    if (to_uint64(number, result)) return true;
    if (is_int_negative(number)) {
        PyErr_SetString(PyExc_OverflowError, negative_text);
    } else {
        raise_overflow(c_type);
    }
    return false;
}

// `too_large` is the text for what 64 bits do not hold, `c_type` completes that for what T does not.
template <class T>
int convert_unsigned(PyObject *number, void *result, const char *c_type, const char *too_large) {
    if (!require_int(number)) return 0;
    uint64_t value;
    if (is_int_negative(number)) {
        PyErr_SetString(PyExc_ValueError, "value must be positive");
        return 0;
    }
    if (!to_uint64(number, value)) {
        PyErr_SetString(PyExc_OverflowError, too_large);
        return 0;
    }
    if (value > static_cast<T>(-1)) {
        PyErr_Format(PyExc_OverflowError, "Python int too large for C %s", c_type);
        return 0;
    }
    *static_cast<T *>(result) = static_cast<T>(value);
    return 1;
}

} // namespace

int to_double(PyObject *value, double &result) {
    const IntView view(value);
    const auto [mantissa, exponent] = scaled_double(view);
    result = exponent > 2000 ? HUGE_VAL : std::ldexp(mantissa, static_cast<int>(exponent));
    if (view.is_negative) result = -result;
    if (!std::isinf(result)) return 0;
    PyErr_SetString(PyExc_OverflowError, "int too large to convert to float");
    return -1;
}

extern "C" {

PyObject *_PyLong_FromLongSlow(long long number) {
    return make_int(static_cast<int64_t>(number));
}
PyObject *(PyLong_FromLong)(long number) {
    return make_int(static_cast<int64_t>(number));
}
PyObject *(PyLong_FromSsize_t)(Py_ssize_t number) {
    return make_int(static_cast<int64_t>(number));
}
PyObject *(PyLong_FromLongLong)(long long number) {
    return make_int(static_cast<int64_t>(number));
}
PyObject *PyLong_FromUnsignedLong(unsigned long number) {
    return make_int_from_magnitude(number, false);
}
PyObject *PyLong_FromUnsignedLongLong(unsigned long long number) {
    return make_int_from_magnitude(number, false);
}
PyObject *PyLong_FromSize_t(size_t number) {
    return make_int_from_magnitude(number, false);
}
PyObject *PyLong_FromVoidPtr(void *pointer) {
    return make_int_from_magnitude(reinterpret_cast<uintptr_t>(pointer), false);
}

PyObject *PyLong_FromDouble(double number) {
    if (std::fabs(number) < 0x1p62) return make_int(static_cast<int64_t>(number));
    if (std::isinf(number)) {
        PyErr_SetString(PyExc_OverflowError, "cannot convert float infinity to integer");
        return nullptr;
    }
    if (std::isnan(number)) {
        PyErr_SetString(PyExc_ValueError, "cannot convert float NaN to integer");
        return nullptr;
    }
    int exponent;
    const double fraction = std::frexp(std::fabs(number), &exponent);
    const auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, 53));
    const Ref integer = TRY_REF(make_int_from_magnitude(mantissa, number < 0));
    return _PyLong_Lshift(integer.get(), static_cast<size_t>(exponent - 53));
}

long long PyLong_AsLongLongAndOverflow(PyObject *number, int *overflow) {
    *overflow = 0;
    const Ref index = to_index(number);
    if (!index) return -1;
    int64_t result;
    if (to_int64(index.get(), result)) return result;
    *overflow = is_int_negative(index.get()) ? -1 : 1;
    return -1;
}

long PyLong_AsLongAndOverflow(PyObject *number, int *overflow) {
    return PyLong_AsLongLongAndOverflow(number, overflow);
}

long(PyLong_AsLong)(PyObject *number) {
    if (number != nullptr && is_small_int(number)) return as_small_int(number);
    int overflow;
    const long result = PyLong_AsLongAndOverflow(number, &overflow);
    if (overflow != 0) raise_overflow("long");
    return result;
}

int _PyLong_AsInt(PyObject *number) {
    int overflow;
    const long result = PyLong_AsLongAndOverflow(number, &overflow);
    if (overflow == 0 && result >= INT_MIN && result <= INT_MAX) return static_cast<int>(result);
    raise_overflow("int");
    return -1;
}

long long(PyLong_AsLongLong)(PyObject *number) {
    int overflow;
    const long long result = PyLong_AsLongLongAndOverflow(number, &overflow);
    if (overflow != 0) PyErr_SetString(PyExc_OverflowError, "int too big to convert");
    return result;
}

Py_ssize_t(PyLong_AsSsize_t)(PyObject *number) {
    if (!require_int(number)) return -1;
    int64_t result;
    if (to_int64(number, result)) return result;
    raise_overflow("ssize_t");
    return -1;
}

unsigned long PyLong_AsUnsignedLong(PyObject *number) {
    uint64_t result;
    if (to_unsigned(number, "can't convert negative value to unsigned int", "unsigned long", result))
        return result;
    return static_cast<unsigned long>(-1);
}

size_t PyLong_AsSize_t(PyObject *number) {
    uint64_t result;
    if (to_unsigned(number, "can't convert negative value to size_t", "size_t", result)) return result;
    return static_cast<size_t>(-1);
}

unsigned long long PyLong_AsUnsignedLongLong(PyObject *number) {
    if (!require_int(number)) return static_cast<unsigned long long>(-1);
    uint64_t result;
    if (to_uint64(number, result)) return result;
    PyErr_SetString(PyExc_OverflowError, is_int_negative(number) ? "can't convert negative int to unsigned"
                                                                 : "int too big to convert");
    return static_cast<unsigned long long>(-1);
}

unsigned long long PyLong_AsUnsignedLongLongMask(PyObject *number) {
    const Ref index = to_index(number);
    return index ? wrap_to_uint64(index.get()) : static_cast<unsigned long long>(-1);
}

unsigned long PyLong_AsUnsignedLongMask(PyObject *number) {
    return PyLong_AsUnsignedLongLongMask(number);
}

double PyLong_AsDouble(PyObject *number) {
    double result;
    if (!require_int(number) || to_double(number, result) < 0) return -1.0;
    return result;
}

void *PyLong_AsVoidPtr(PyObject *number) {
    if (!require_int(number)) return nullptr;
    if (is_int_negative(number)) {
        const long result = PyLong_AsLong(number);
        return result == -1 && PyErr_Occurred() ? nullptr : reinterpret_cast<void *>(result);
    }
    const unsigned long result = PyLong_AsUnsignedLong(number);
    return PyErr_Occurred() ? nullptr : reinterpret_cast<void *>(result);
}

double _PyLong_Frexp(PyLongObject *number, Py_ssize_t *exponent) {
    const IntView view(reinterpret_cast<PyObject *>(number));
    const auto [mantissa, scale] = scaled_double(view);
    int bits;
    const double fraction = std::frexp(mantissa, &bits);
    *exponent = view.size == 0 ? 0 : static_cast<Py_ssize_t>(scale) + bits;
    return view.is_negative ? -fraction : fraction;
}

int _PyLong_UnsignedShort_Converter(PyObject *number, void *result) {
    return convert_unsigned<unsigned short>(number, result, "unsigned short",
                                            "Python int too large to convert to C unsigned long");
}
int _PyLong_UnsignedInt_Converter(PyObject *number, void *result) {
    return convert_unsigned<unsigned int>(number, result, "unsigned int",
                                          "Python int too large to convert to C unsigned long");
}
int _PyLong_UnsignedLong_Converter(PyObject *number, void *result) {
    return convert_unsigned<unsigned long>(number, result, "unsigned long",
                                           "Python int too large to convert to C unsigned long");
}
int _PyLong_UnsignedLongLong_Converter(PyObject *number, void *result) {
    return convert_unsigned<unsigned long long>(number, result, "unsigned long long",
                                                "int too big to convert");
}
int _PyLong_Size_t_Converter(PyObject *number, void *result) {
    return convert_unsigned<size_t>(number, result, "size_t", "Python int too large to convert to C size_t");
}

} // extern "C"

} // namespace adder::objects
