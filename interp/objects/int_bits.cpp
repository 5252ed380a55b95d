// SPDX-License-Identifier: MIT
//
// Ints as bit strings: shifts, & | ^ ~, bit_length, bit_count, and the bytes of to_bytes and from_bytes.
//
// Negative ints mean infinite two's complement (Python reference, "Binary bitwise operations"). Numbers of
// one limb take part as 128-bit integers; for longer ones GMP's mpz logic has the same meaning of the sign.
#include "objects/int.hpp"

#include <gmp.h>

#include <bit>

namespace adder::objects {
namespace {

Int128 as_int128(const IntView &view) {
    const Int128 magnitude = view.size == 0 ? 0 : view.limbs[0];
    return view.is_negative ? -magnitude : magnitude;
}

// Beyond this CPython has no digit count any more and says so, instead of asking for memory.
constexpr uint64_t most_shift = (static_cast<uint64_t>(PY_SSIZE_T_MAX) / sizeof(uint32_t)) * 30;

// How far to shift; all counts that do not fit become UINT64_MAX. -1 with ValueError for negative counts.
int shift_count(PyObject *value, uint64_t &count) {
    const IntView view(value);
    if (view.is_negative) {
        PyErr_SetString(PyExc_ValueError, "negative shift count");
        return -1;
    }
    count = view.size == 0 ? 0 : view.size == 1 ? view.limbs[0] : UINT64_MAX;
    return 0;
}

PyObject *shift_left(PyObject *value, uint64_t count) {
    const IntView view(value);
    if (view.size == 0) return small_int(0);
    if (view.size == 1 && count < 64) {
        return make_int_from_magnitude(static_cast<UInt128>(view.limbs[0]) << count, view.is_negative);
    }
    if (count >= most_shift) {
        PyErr_SetString(PyExc_OverflowError, "too many digits in integer");
        return nullptr;
    }
    const auto whole = static_cast<Py_ssize_t>(count / 64);
    const auto bits = static_cast<unsigned>(count % 64);
    const Py_ssize_t size = view.size + whole + 1;
    IntBuilder result(size);
    if (!result) return nullptr;
    mp_limb_t *limbs = result.limbs();
    if (whole > 0) mpn_zero(limbs, whole);
    if (bits == 0) {
        mpn_copyi(limbs + whole, view.limbs, view.size);
        limbs[size - 1] = 0;
    } else {
        limbs[size - 1] = mpn_lshift(limbs + whole, view.limbs, view.size, bits);
    }
    return result.finish(size, view.is_negative);
}

bool has_bits_below(const IntView &view, Py_ssize_t whole, unsigned bits) {
    if (whole > 0 && !mpn_zero_p(view.limbs, whole)) return true;
    return bits > 0 && (view.limbs[whole] & ((uint64_t{1} << bits) - 1)) != 0;
}

// Rounds down, so a negative number that loses bits goes one further from zero.
PyObject *shift_right(PyObject *value, uint64_t count) {
    const IntView view(value);
    if (count / 64 >= static_cast<uint64_t>(view.size)) return small_int(view.is_negative ? -1 : 0);
    const auto whole = static_cast<Py_ssize_t>(count / 64);
    const auto bits = static_cast<unsigned>(count % 64);
    const Py_ssize_t size = view.size - whole;
    IntBuilder result(size + 1);
    if (!result) return nullptr;
    if (bits == 0) {
        mpn_copyi(result.limbs(), view.limbs + whole, size);
    } else {
        mpn_rshift(result.limbs(), view.limbs + whole, size, bits);
    }
    result.limbs()[size] = 0;
    if (view.is_negative && has_bits_below(view, whole, bits)) {
        mpn_add_1(result.limbs(), result.limbs(), size + 1, 1);
    }
    return result.finish(size + 1, view.is_negative);
}

using MpzLogic = void (*)(mpz_ptr, mpz_srcptr, mpz_srcptr);

PyObject *combine_long(const IntView &a, const IntView &b, MpzLogic logic) {
    mpz_t x, y, result;
    mpz_roinit_n(x, a.limbs, a.is_negative ? -a.size : a.size);
    mpz_roinit_n(y, b.limbs, b.is_negative ? -b.size : b.size);
    mpz_init(result);
    logic(result, x, y);
    PyObject *value = make_int_from_limbs(mpz_limbs_read(result), static_cast<Py_ssize_t>(mpz_size(result)),
                                          mpz_sgn(result) < 0);
    mpz_clear(result);
    return value;
}

template <class WordLogic>
PyObject *combine(PyObject *a, PyObject *b, WordLogic word_logic, MpzLogic long_logic) {
    if (are_small_ints(a, b)) return small_int(word_logic(as_small_int(a), as_small_int(b)));
    const IntView x(a), y(b);
    if (x.size > 1 || y.size > 1) return combine_long(x, y, long_logic);
    return make_int(word_logic(as_int128(x), as_int128(y)));
}

// Bits that the two's complement form needs without its sign bit.
uint64_t two_complement_bits(const IntView &view) {
    const uint64_t bits = bit_length_of(view);
    if (!view.is_negative) return bits;
    const bool is_power_of_two = std::has_single_bit(view.limbs[view.size - 1]) &&
                                 (view.size == 1 || mpn_zero_p(view.limbs, view.size - 1));
    return bits - is_power_of_two;
}

bool fits_bytes(const IntView &view, size_t count, bool is_signed) {
    if (view.size == 0) return true;
    if (!is_signed) return (bit_length_of(view) + 7) / 8 <= count;
    const size_t bits = two_complement_bits(view);
    return count == 0 ? bits == 0 : bits / 8 < count; // CPython writes -1 into no bytes at all
}

void write_bytes(const IntView &view, unsigned char *bytes, size_t count, bool is_little_endian) {
    unsigned carry = view.is_negative ? 1 : 0;
    for (size_t i = 0; i < count; i++) {
        const size_t limb = i / 8;
        unsigned byte = limb < static_cast<size_t>(view.size) ? (view.limbs[limb] >> (i % 8 * 8)) & 0xff : 0;
        if (view.is_negative) {
            byte = (byte ^ 0xff) + carry;
            carry = byte >> 8;
        }
        bytes[is_little_endian ? i : count - 1 - i] = static_cast<unsigned char>(byte);
    }
}

} // namespace

uint64_t bit_length_of(const IntView &view) {
    if (view.size == 0) return 0;
    return static_cast<uint64_t>(view.size) * 64 -
           static_cast<uint64_t>(std::countl_zero(view.limbs[view.size - 1]));
}

PyObject *int_left_shift(PyObject *a, PyObject *b) {
    uint64_t count;
    TRY(shift_count(b, count));
    return shift_left(a, count);
}

PyObject *int_right_shift(PyObject *a, PyObject *b) {
    uint64_t count;
    TRY(shift_count(b, count));
    if (is_small_int(a)) return small_int(as_small_int(a) >> (count < 63 ? count : 63));
    return shift_right(a, count);
}

PyObject *int_and(PyObject *a, PyObject *b) {
    return combine(
        a, b, [](auto x, auto y) { return x & y; }, mpz_and);
}
PyObject *int_or(PyObject *a, PyObject *b) {
    return combine(
        a, b, [](auto x, auto y) { return x | y; }, mpz_ior);
}
PyObject *int_xor(PyObject *a, PyObject *b) {
    return combine(
        a, b, [](auto x, auto y) { return x ^ y; }, mpz_xor);
}

PyObject *int_invert(PyObject *a) {
    if (is_small_int(a)) return small_int(~as_small_int(a));
    const Ref next = TRY_REF(int_add(a, small_int(1)));
    return int_negative(next.get());
}

extern "C" {

int _PyLong_Sign(PyObject *number) {
    const IntView view(number);
    return view.size == 0 ? 0 : view.is_negative ? -1 : 1;
}

size_t _PyLong_NumBits(PyObject *number) {
    return bit_length_of(IntView(number));
}

PyObject *_PyLong_Lshift(PyObject *number, size_t count) {
    return shift_left(number, count);
}

PyObject *_PyLong_Rshift(PyObject *number, size_t count) {
    return shift_right(number, count);
}

int _PyLong_AsByteArray(PyLongObject *number, unsigned char *bytes, size_t n, int little_endian,
                        int is_signed) {
    const IntView view(reinterpret_cast<PyObject *>(number));
    if (view.is_negative && !is_signed) {
        PyErr_SetString(PyExc_OverflowError, "can't convert negative int to unsigned");
        return -1;
    }
    write_bytes(view, bytes, n, little_endian != 0);
    if (fits_bytes(view, n, is_signed != 0)) return 0;
    PyErr_SetString(PyExc_OverflowError, "int too big to convert");
    return -1;
}

PyObject *_PyLong_FromByteArray(const unsigned char *bytes, size_t n, int little_endian, int is_signed) {
    if (n == 0) return small_int(0);
    const auto byte_at = [&](size_t i) -> uint64_t { return bytes[little_endian ? i : n - 1 - i]; };
    const bool is_negative = is_signed && byte_at(n - 1) >= 0x80;
    const auto size = static_cast<Py_ssize_t>((n + 7) / 8);
    IntBuilder result(size);
    if (!result) return nullptr;
    uint64_t *limbs = result.limbs();
    for (Py_ssize_t limb = 0; limb < size; limb++) {
        limbs[limb] = is_negative ? UINT64_MAX : 0;
        for (size_t i = static_cast<size_t>(limb) * 8; i < n && i < static_cast<size_t>(limb + 1) * 8; i++) {
            limbs[limb] &= ~(uint64_t{0xff} << (i % 8 * 8));
            limbs[limb] |= byte_at(i) << (i % 8 * 8);
        }
    }
    if (is_negative) mpn_neg(limbs, limbs, size);
    return result.finish(size, is_negative);
}

} // extern "C"

} // namespace adder::objects
