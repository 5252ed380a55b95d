// SPDX-License-Identifier: MIT
//
// Floats by Python's rules where they differ from C's: floor division and modulo, powers, exact rounding to
// decimal digits, exact ratios, and the hash that agrees with int's.
#include "objects/float.hpp"

#include "objects/error.hpp"
#include "objects/int.hpp"

#include <cerrno>
#include <cfloat>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

namespace adder::objects {
namespace {

bool is_odd_integer(double number) {
    return std::fmod(std::fabs(number), 2.0) == 1.0;
}

// base ** exponent where one of them is a NaN or infinite, or the base is 1; nothing for all other cases.
std::optional<double> special_power(double base, double exponent) {
    if (exponent == 0) return 1.0;
    if (std::isnan(base)) return base;
    if (std::isnan(exponent)) return base == 1.0 ? 1.0 : exponent;
    if (std::isinf(exponent)) {
        base = std::fabs(base);
        if (base == 1.0) return 1.0;
        return (exponent > 0.0) == (base > 1.0) ? std::fabs(exponent) : 0.0;
    }
    if (std::isinf(base)) {
        const bool is_odd = is_odd_integer(exponent);
        if (exponent > 0.0) return is_odd ? base : std::fabs(base);
        return is_odd ? std::copysign(0.0, base) : 0.0;
    }
    return std::nullopt;
}

double parse_exact(const char *begin, const char *end) {
    double result = 0.0;
    if (std::from_chars(begin, end, result).ec == std::errc::result_out_of_range) return HUGE_VAL;
    return result;
}

// |number| rounded to a multiple of 10**-digits for digits < 0.
double round_before_point(double magnitude, Py_ssize_t digits) {
    // All digits that a double can have in front of the exponent, so that a tie is seen as one.
    char buffer[800];
    const char *end =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific, 767).ptr;
    const char *e = static_cast<const char *>(memchr(buffer, 'e', static_cast<size_t>(end - buffer)));
    const Py_ssize_t exponent = strtol(std::string(e + 1, end).c_str(), nullptr, 10);
    const Py_ssize_t kept = exponent + digits; // digits kept behind the first one
    if (kept < -1) return 0.0;
    if (kept == -1) {
        const std::string_view rest(buffer + 1, static_cast<size_t>(e - buffer - 1));
        const bool has_rest = rest.find_first_not_of(".0") != std::string_view::npos;
        const bool is_above_half = buffer[0] > '5' || (buffer[0] == '5' && has_rest);
        if (!is_above_half) return 0.0;
        const std::string unit = "1e" + std::to_string(exponent + 1);
        return parse_exact(unit.data(), unit.data() + unit.size());
    }
    end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific,
                        static_cast<int>(kept))
              .ptr;
    return parse_exact(buffer, end);
}

double round_behind_point(double magnitude, int digits) {
    char buffer[800];
    const char *end =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::fixed, digits).ptr;
    return parse_exact(buffer, end);
}

} // namespace

double float_modulo(double a, double b) {
    const double remainder = std::fmod(a, b);
    if (remainder == 0) return std::copysign(0.0, b);
    return (b < 0) != (remainder < 0) ? remainder + b : remainder;
}

double float_floor_divide(double a, double b) {
    const double remainder = std::fmod(a, b);
    double quotient = (a - remainder) / b;
    if (remainder != 0 && (b < 0) != (remainder < 0)) quotient -= 1.0;
    if (quotient == 0) return std::copysign(0.0, a / b);
    const double floor = std::floor(quotient);
    return quotient - floor > 0.5 ? floor + 1.0 : floor;
}

int float_power(double base, double exponent, double &result) {
    if (const auto special = special_power(base, exponent)) {
        result = *special;
        return 0;
    }
    if (base == 0.0) {
        if (exponent < 0.0) {
            PyErr_SetString(PyExc_ZeroDivisionError, "0.0 cannot be raised to a negative power");
            return -1;
        }
        result = is_odd_integer(exponent) ? base : 0.0;
        return 0;
    }
    bool is_negative = false;
    if (base < 0.0) {
        if (exponent != std::floor(exponent)) return 1;
        base = -base;
        is_negative = is_odd_integer(exponent);
    }
    errno = 0;
    result = base == 1.0 ? 1.0 : std::pow(base, exponent);
    if (is_negative) result = -result;
    if (!std::isinf(result)) return 0;
    errno = ERANGE;
    PyErr_SetFromErrno(PyExc_OverflowError);
    return -1;
}

std::optional<double> round_float(double number, Py_ssize_t digits) {
    constexpr Py_ssize_t most_digits = static_cast<Py_ssize_t>((DBL_MANT_DIG - DBL_MIN_EXP) * 0.30103);
    constexpr Py_ssize_t least_digits = -static_cast<Py_ssize_t>((DBL_MAX_EXP + 1) * 0.30103);
    if (!std::isfinite(number) || digits > most_digits || number == 0.0) return number;
    if (digits < least_digits) return 0.0 * number;
    const double magnitude = std::fabs(number);
    const double rounded = digits < 0 ? round_before_point(magnitude, digits)
                                      : round_behind_point(magnitude, static_cast<int>(digits));
    if (std::isinf(rounded)) return std::nullopt;
    return std::copysign(rounded, number);
}

int float_ratio(double number, Ref &numerator, Ref &denominator) {
    if (std::isinf(number)) return raise(PyExc_OverflowError, "cannot convert Infinity to integer ratio");
    if (std::isnan(number)) return raise_value_error("cannot convert NaN to integer ratio");
    int exponent;
    double mantissa = std::frexp(number, &exponent);
    while (mantissa != std::floor(mantissa)) {
        mantissa *= 2.0;
        exponent--;
    }
    numerator = TRY_REF(PyLong_FromDouble(mantissa));
    denominator = Ref::steal(small_int(1));
    Ref &scaled = exponent > 0 ? numerator : denominator;
    scaled = TRY_REF(_PyLong_Lshift(scaled.get(), static_cast<size_t>(std::abs(exponent))));
    return 0;
}

bool to_float_operand(PyObject *value, double &result) {
    if (is_float(value)) {
        result = as_double(value);
        return true;
    }
    if (is_small_int(value)) {
        result = static_cast<double>(as_small_int(value));
        return true;
    }
    return PyLong_Check(value) && to_double(value, result) == 0;
}

extern "C" {

// The lowest four bits of an address are always zero, so they go to the other end.
Py_hash_t _Py_HashPointer(const void *pointer) {
    const auto bits = reinterpret_cast<uintptr_t>(pointer);
    const auto hash = static_cast<Py_hash_t>((bits >> 4) | (bits << 60));
    return hash == -1 ? -2 : hash;
}

Py_hash_t _Py_HashDouble(PyObject *object, double number) {
    if (std::fabs(number) < 0x1p53 && number == std::trunc(number)) {
        const auto integer = static_cast<Py_hash_t>(number);
        return integer == -1 ? -2 : integer;
    }
    if (std::isinf(number)) return number > 0 ? _PyHASH_INF : -_PyHASH_INF;
    if (std::isnan(number)) return _Py_HashPointer(object);
    int exponent;
    double mantissa = std::frexp(std::fabs(number), &exponent);
    // The number modulo 2^61 - 1, taking 28 bits of the mantissa at a time.
    uint64_t hash = 0;
    while (mantissa != 0.0) {
        hash = ((hash << 28) & _PyHASH_MODULUS) | (hash >> (_PyHASH_BITS - 28));
        mantissa *= 0x1p28;
        exponent -= 28;
        const auto bits = static_cast<uint64_t>(mantissa);
        mantissa -= static_cast<double>(bits);
        hash += bits;
        if (hash >= _PyHASH_MODULUS) hash -= _PyHASH_MODULUS;
    }
    exponent = exponent >= 0 ? exponent % _PyHASH_BITS : _PyHASH_BITS - 1 - ((-1 - exponent) % _PyHASH_BITS);
    hash = ((hash << exponent) & _PyHASH_MODULUS) | (hash >> (_PyHASH_BITS - exponent));
    const auto result = static_cast<Py_hash_t>(number < 0 ? 0 - hash : hash);
    return result == -1 ? -2 : result;
}

} // extern "C"

} // namespace adder::objects
