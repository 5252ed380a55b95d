// SPDX-License-Identifier: MIT
//
// Floats as bytes in IEEE 754's formats of 16, 32 and 64 bits, for struct, array and the like.
#include "objects/object.hpp"

#include <cmath>
#include <cstring>

namespace adder::objects {
namespace {

void store(uint64_t bits, char *bytes, int size, bool is_little_endian) {
    for (int i = 0; i < size; i++) {
        bytes[is_little_endian ? i : size - 1 - i] = static_cast<char>(bits >> (8 * i));
    }
}

uint64_t load(const char *bytes, int size, bool is_little_endian) {
    uint64_t bits = 0;
    for (int i = 0; i < size; i++) {
        bits |= static_cast<uint64_t>(static_cast<unsigned char>(bytes[is_little_endian ? i : size - 1 - i]))
                << (8 * i);
    }
    return bits;
}

constexpr uint16_t half_infinity = 0x7c00;
constexpr uint16_t half_nan = 0x7e00;

// The magnitude as a half, rounded half to even; more than half_infinity - 1 means that it is too large.
unsigned half_magnitude(double magnitude) {
    if (magnitude < 0x1p-14) return static_cast<unsigned>(std::nearbyint(magnitude * 0x1p24)); // subnormal
    int exponent;
    const double fraction = std::frexp(magnitude, &exponent); // 0.5 <= fraction < 1
    if (exponent > 16) return half_infinity;
    const auto significand = static_cast<unsigned>(std::nearbyint(fraction * 0x1p11)); // 1024 to 2048
    return static_cast<unsigned>((exponent + 14) << 10) + significand - 1024;
}

} // namespace

extern "C" {

int PyFloat_Pack2(double x, char *bytes, int little_endian) {
    const unsigned sign = std::signbit(x) ? 0x8000 : 0;
    unsigned bits;
    if (std::isnan(x)) {
        bits = half_nan;
    } else if (std::isinf(x)) {
        bits = half_infinity;
    } else {
        bits = half_magnitude(std::fabs(x));
        if (bits >= half_infinity) {
            PyErr_SetString(PyExc_OverflowError, "float too large to pack with e format");
            return -1;
        }
    }
    store(sign | bits, bytes, 2, little_endian != 0);
    return 0;
}

int PyFloat_Pack4(double x, char *bytes, int little_endian) {
    const auto narrow = static_cast<float>(x);
    if (std::isinf(narrow) && !std::isinf(x)) {
        PyErr_SetString(PyExc_OverflowError, "float too large to pack with f format");
        return -1;
    }
    uint32_t bits;
    memcpy(&bits, &narrow, sizeof bits);
    store(bits, bytes, 4, little_endian != 0);
    return 0;
}

int PyFloat_Pack8(double x, char *bytes, int little_endian) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    store(bits, bytes, 8, little_endian != 0);
    return 0;
}

double PyFloat_Unpack2(const char *bytes, int little_endian) {
    const uint64_t bits = load(bytes, 2, little_endian != 0);
    const int exponent = static_cast<int>(bits >> 10 & 0x1f);
    const auto fraction = static_cast<double>(bits & 0x3ff);
    double magnitude;
    if (exponent == 0x1f) {
        magnitude = fraction == 0.0 ? HUGE_VAL : Py_NAN;
    } else if (exponent == 0) {
        magnitude = std::ldexp(fraction, -24);
    } else {
        magnitude = std::ldexp(fraction + 1024.0, exponent - 25);
    }
    return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

double PyFloat_Unpack4(const char *bytes, int little_endian) {
    const auto bits = static_cast<uint32_t>(load(bytes, 4, little_endian != 0));
    float narrow;
    memcpy(&narrow, &bits, sizeof narrow);
    return narrow;
}

double PyFloat_Unpack8(const char *bytes, int little_endian) {
    const uint64_t bits = load(bytes, 8, little_endian != 0);
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

} // extern "C"

} // namespace adder::objects
