// SPDX-License-Identifier: MIT
//
// + - * // % / ** of ints. Numbers of up to one limb go through 128-bit arithmetic, longer ones through GMP's
// mpn functions straight into the result object; mpz is used where GMP has the algorithm only there (modular
// powers). Sizes are checked before GMP sees them, since it ends the process when it gets no memory.
#include "objects/float.hpp"
#include "objects/int.hpp"

#include <gmp.h>

#include <algorithm>
#include <cfloat>
#include <vector>

namespace adder::objects {
namespace {

static_assert(sizeof(mp_limb_t) == sizeof(uint64_t) && GMP_NAIL_BITS == 0);

// Scratch limbs: on the stack while they are few.
class Scratch {
  public:
    explicit Scratch(Py_ssize_t count)
        : limbs_(count <= inline_count ? inline_
                                       : static_cast<mp_limb_t *>(
                                             PyMem_Malloc(static_cast<size_t>(count) * sizeof(mp_limb_t)))) {
        if (limbs_ == nullptr) PyErr_NoMemory();
    }
    Scratch(const Scratch &) = delete;
    Scratch &operator=(const Scratch &) = delete;
    ~Scratch() {
        if (limbs_ != inline_) PyMem_Free(limbs_);
    }
    explicit operator bool() const { return limbs_ != nullptr; }
    mp_limb_t *get() { return limbs_; }

  private:
    static constexpr Py_ssize_t inline_count = 32;
    mp_limb_t inline_[inline_count];
    mp_limb_t *limbs_;
};

// A GMP integer that frees itself.
class Mpz {
  public:
    Mpz() { mpz_init(value_); }
    Mpz(const Mpz &) = delete;
    Mpz &operator=(const Mpz &) = delete;
    ~Mpz() { mpz_clear(value_); }
    operator mpz_ptr() { return value_; }
    [[nodiscard]] bool is_zero() const { return mpz_size(value_) == 0; }
    PyObject *to_int() const {
        return make_int_from_limbs(mpz_limbs_read(value_), static_cast<Py_ssize_t>(mpz_size(value_)),
                                   mpz_sgn(value_) < 0);
    }

  private:
    mpz_t value_;
};

// An int's limbs as a read-only GMP integer.
class MpzView {
  public:
    explicit MpzView(const IntView &view) {
        mpz_roinit_n(value_, view.limbs, view.is_negative ? -view.size : view.size);
    }
    operator mpz_srcptr() const { return value_; }

  private:
    mpz_t value_;
};

Int128 as_int128(const IntView &view) {
    const Int128 magnitude = view.size == 0 ? 0 : view.limbs[0];
    return view.is_negative ? -magnitude : magnitude;
}

bool are_single(const IntView &a, const IntView &b) {
    return a.size <= 1 && b.size <= 1;
}

int compare_magnitudes(const IntView &a, const IntView &b) {
    if (a.size != b.size) return a.size < b.size ? -1 : 1;
    return a.size == 0 ? 0 : mpn_cmp(a.limbs, b.limbs, a.size);
}

PyObject *add_magnitudes(const IntView &a, const IntView &b, bool is_negative) {
    const IntView &longer = a.size >= b.size ? a : b;
    const IntView &shorter = a.size >= b.size ? b : a;
    IntBuilder sum(longer.size + 1);
    if (!sum) return nullptr;
    mp_limb_t carry;
    if (shorter.size == 0) {
        mpn_copyi(sum.limbs(), longer.limbs, longer.size);
        carry = 0;
    } else {
        carry = mpn_add(sum.limbs(), longer.limbs, longer.size, shorter.limbs, shorter.size);
    }
    sum.limbs()[longer.size] = carry;
    return sum.finish(longer.size + 1, is_negative);
}

// |a| - |b| with the sign of a.
PyObject *subtract_magnitudes(const IntView &a, const IntView &b, bool a_is_negative) {
    const int order = compare_magnitudes(a, b);
    if (order == 0) return small_int(0);
    const IntView &larger = order > 0 ? a : b;
    const IntView &smaller = order > 0 ? b : a;
    IntBuilder difference(larger.size);
    if (!difference) return nullptr;
    if (smaller.size == 0) {
        mpn_copyi(difference.limbs(), larger.limbs, larger.size);
    } else {
        mpn_sub(difference.limbs(), larger.limbs, larger.size, smaller.limbs, smaller.size);
    }
    return difference.finish(larger.size, order > 0 ? a_is_negative : !a_is_negative);
}

PyObject *multiply_views(const IntView &a, const IntView &b) {
    const IntView &longer = a.size >= b.size ? a : b;
    const IntView &shorter = a.size >= b.size ? b : a;
    const bool is_negative = a.is_negative != b.is_negative;
    if (shorter.size == 0) return small_int(0);
    const Py_ssize_t size = a.size + b.size;
    IntBuilder product(size);
    if (!product) return nullptr;
    if (shorter.size == 1) {
        product.limbs()[size - 1] = mpn_mul_1(product.limbs(), longer.limbs, longer.size, shorter.limbs[0]);
    } else if (a.limbs == b.limbs) {
        mpn_sqr(product.limbs(), a.limbs, a.size);
    } else {
        mpn_mul(product.limbs(), longer.limbs, longer.size, shorter.limbs, shorter.size);
    }
    return product.finish(size, is_negative);
}

// --- division

void raise_zero_division(const char *text) {
    PyErr_SetString(PyExc_ZeroDivisionError, text);
}
constexpr const char *division_by_zero = "integer division or modulo by zero";

// Turns the truncated remainder's magnitude (in `limbs`) into the floored one's: divisor - remainder when the
// signs differ. Returns whether the quotient has to go one further from zero.
bool floor_remainder(mp_limb_t *limbs, const IntView &a, const IntView &b) {
    if (a.is_negative == b.is_negative || mpn_zero_p(limbs, b.size)) return false;
    mpn_sub_n(limbs, b.limbs, limbs, b.size);
    return true;
}

// Both results are optional. b is not zero.
[[nodiscard]] int divide_views(const IntView &a, const IntView &b, PyObject **quotient,
                               PyObject **remainder) {
    if (are_single(a, b)) {
        const Int128 x = as_int128(a);
        const Int128 y = as_int128(b);
        const Int128 r = x % y;
        const bool is_off = r != 0 && (r < 0) != (y < 0);
        if (remainder != nullptr && (*remainder = make_int(is_off ? r + y : r)) == nullptr) return -1;
        if (quotient != nullptr && (*quotient = make_int(x / y - is_off)) == nullptr) {
            if (remainder != nullptr) Py_CLEAR(*remainder);
            return -1;
        }
        return 0;
    }
    const Py_ssize_t quotient_size = std::max<Py_ssize_t>(a.size - b.size + 1, 0);
    IntBuilder q(quotient_size + 1);
    if (!q) return -1;
    IntBuilder r(b.size);
    if (!r) return -1;
    if (quotient_size == 0) {
        mpn_copyi(r.limbs(), a.limbs, a.size);
        mpn_zero(r.limbs() + a.size, b.size - a.size);
    } else if (b.size == 1) {
        r.limbs()[0] = mpn_divrem_1(q.limbs(), 0, a.limbs, a.size, b.limbs[0]);
    } else {
        mpn_tdiv_qr(q.limbs(), r.limbs(), 0, a.limbs, a.size, b.limbs, b.size);
    }
    const bool is_off = floor_remainder(r.limbs(), a, b);
    if (remainder != nullptr && (*remainder = r.finish(b.size, b.is_negative)) == nullptr) return -1;
    if (quotient == nullptr) return 0;
    q.limbs()[quotient_size] = 0;
    if (is_off) mpn_add_1(q.limbs(), q.limbs(), quotient_size + 1, 1);
    *quotient = q.finish(quotient_size + 1, a.is_negative != b.is_negative);
    if (*quotient == nullptr && remainder != nullptr) Py_CLEAR(*remainder);
    return *quotient == nullptr ? -1 : 0;
}

// --- true division

constexpr int mantissa_bits = DBL_MANT_DIG;

PyObject *raise_quotient_overflow() {
    PyErr_SetString(PyExc_OverflowError, "integer division result too large for a float");
    return nullptr;
}

// floor(|a| / |b| / 2**shift); its lowest bit is set too when that is not exact. The result fits 64 bits.
uint64_t scaled_quotient(const IntView &a, const IntView &b, int64_t shift) {
    Mpz numerator, denominator, quotient, remainder;
    mpz_abs(numerator, MpzView(a));
    mpz_abs(denominator, MpzView(b));
    if (shift <= 0) {
        mpz_mul_2exp(numerator, numerator, static_cast<mp_bitcnt_t>(-shift));
    } else {
        mpz_mul_2exp(denominator, denominator, static_cast<mp_bitcnt_t>(shift));
    }
    mpz_tdiv_qr(quotient, remainder, numerator, denominator);
    return mpz_get_ui(quotient) | !remainder.is_zero();
}

// The quotient is computed with at least two bits more than a float holds and rounded once, half to even.
PyObject *divide_to_float(const IntView &a, const IntView &b) {
    const bool is_negative = a.is_negative != b.is_negative;
    const auto bits = static_cast<int64_t>(bit_length_of(a)) - static_cast<int64_t>(bit_length_of(b));
    if (bits > DBL_MAX_EXP) return raise_quotient_overflow();
    if (bits < DBL_MIN_EXP - mantissa_bits - 1) return make_float(is_negative ? -0.0 : 0.0);
    const int64_t shift = std::max<int64_t>(bits, DBL_MIN_EXP) - mantissa_bits - 2;
    uint64_t quotient = scaled_quotient(a, b, shift);
    const int quotient_bits = 64 - __builtin_clzll(quotient | 1);
    const int64_t extra_bits = std::max<int64_t>(quotient_bits, DBL_MIN_EXP - shift) - mantissa_bits;
    const uint64_t half = uint64_t{1} << (extra_bits - 1);
    if ((quotient & half) != 0 && (quotient & (3 * half - 1)) != 0) quotient += half;
    quotient &= ~(2 * half - 1);
    const double result = std::ldexp(static_cast<double>(quotient), static_cast<int>(shift));
    if (std::isinf(result)) return raise_quotient_overflow();
    return make_float(is_negative ? -result : result);
}

bool is_exact_in_double(const IntView &view) {
    return view.size == 0 || (view.size == 1 && view.limbs[0] <= (uint64_t{1} << mantissa_bits));
}

double small_double(const IntView &view) {
    const auto magnitude = view.size == 0 ? 0.0 : static_cast<double>(view.limbs[0]);
    return view.is_negative ? -magnitude : magnitude;
}

// --- powers

// Larger results would take GMP minutes and gigabytes.
constexpr uint64_t most_power_bits = uint64_t{1} << 34;

bool is_power_of_two(const IntView &view) {
    if (view.size == 0) return false;
    const mp_limb_t top = view.limbs[view.size - 1];
    return (top & (top - 1)) == 0 && (view.size == 1 || mpn_zero_p(view.limbs, view.size - 1));
}

PyObject *power_of_two(const IntView &base, uint64_t exponent, bool is_negative) {
    Ref one = Ref::steal(small_int(is_negative ? -1 : 1));
    uint64_t shift;
    if (__builtin_mul_overflow(bit_length_of(base) - 1, exponent, &shift)) return PyErr_NoMemory();
    return _PyLong_Lshift(one.get(), shift);
}

PyObject *positive_power(const IntView &base, const IntView &exponent) {
    if (exponent.size == 0) return small_int(1);
    if (base.size == 0) return small_int(0);
    const bool is_negative = base.is_negative && (exponent.limbs[0] & 1) != 0;
    if (base.size == 1 && base.limbs[0] == 1) return small_int(is_negative ? -1 : 1);
    if (exponent.size > 1) return PyErr_NoMemory();
    const uint64_t times = exponent.limbs[0];
    if (is_power_of_two(base)) return power_of_two(base, times, is_negative);
    uint64_t bits;
    if (__builtin_mul_overflow(bit_length_of(base), times, &bits) || bits > most_power_bits)
        return PyErr_NoMemory();
    if (bits <= 126 && base.size == 1) {
        Int128 result = 1;
        for (uint64_t i = 0; i < times; i++) result *= static_cast<Int128>(base.limbs[0]);
        return make_int(is_negative ? -result : result);
    }
    Mpz result;
    mpz_pow_ui(result, MpzView(base), times);
    return result.to_int();
}

// pow(base, exponent, modulus) for non-zero modulus; the result has the modulus's sign.
PyObject *modular_power(const IntView &base, const IntView &exponent, const IntView &modulus) {
    if (modulus.size == 1 && modulus.limbs[0] == 1) return small_int(0);
    Mpz result, positive_modulus, positive_exponent;
    mpz_abs(positive_modulus, MpzView(modulus));
    mpz_abs(positive_exponent, MpzView(exponent));
    mpz_fdiv_r(result, MpzView(base), positive_modulus);
    if (exponent.is_negative && mpz_invert(result, result, positive_modulus) == 0) {
        PyErr_SetString(PyExc_ValueError, "base is not invertible for the given modulus");
        return nullptr;
    }
    mpz_powm(result, result, positive_exponent, positive_modulus);
    if (modulus.is_negative && !result.is_zero()) mpz_sub(result, result, positive_modulus);
    return result.to_int();
}

PyObject *negative_power(PyObject *base, PyObject *exponent) {
    double x, y, result;
    TRY(to_double(base, x));
    TRY(to_double(exponent, y));
    TRY(float_power(x, y, result)); // an integral exponent never gives a complex result
    return make_float(result);
}

} // namespace

PyObject *add_ints(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    if (are_single(x, y)) return make_int(as_int128(x) + as_int128(y));
    if (x.is_negative == y.is_negative) return add_magnitudes(x, y, x.is_negative);
    return subtract_magnitudes(x, y, x.is_negative);
}

PyObject *subtract_ints(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    if (are_single(x, y)) return make_int(as_int128(x) - as_int128(y));
    if (x.is_negative != y.is_negative) return add_magnitudes(x, y, x.is_negative);
    return subtract_magnitudes(x, y, x.is_negative);
}

PyObject *multiply_ints(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    if (!are_single(x, y)) return multiply_views(x, y);
    if (x.size == 0 || y.size == 0) return small_int(0);
    return make_int_from_magnitude(static_cast<UInt128>(x.limbs[0]) * y.limbs[0],
                                   x.is_negative != y.is_negative);
}

PyObject *int_floor_divide(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    if (y.size == 0) {
        raise_zero_division(division_by_zero);
        return nullptr;
    }
    PyObject *quotient = nullptr;
    return divide_views(x, y, &quotient, nullptr) < 0 ? nullptr : quotient;
}

PyObject *int_modulo(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    if (y.size == 0) {
        raise_zero_division("integer modulo by zero");
        return nullptr;
    }
    PyObject *remainder = nullptr;
    return divide_views(x, y, nullptr, &remainder) < 0 ? nullptr : remainder;
}

PyObject *int_divmod(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    if (y.size == 0) {
        raise_zero_division(division_by_zero);
        return nullptr;
    }
    PyObject *quotient = nullptr, *remainder = nullptr;
    TRY(divide_views(x, y, &quotient, &remainder));
    const Ref owned_quotient = Ref::steal(quotient), owned_remainder = Ref::steal(remainder);
    return PyTuple_Pack(2, quotient, remainder);
}

PyObject *int_true_divide(PyObject *a, PyObject *b) {
    const IntView x(a), y(b);
    if (y.size == 0) {
        raise_zero_division("division by zero");
        return nullptr;
    }
    if (x.size == 0) return make_float(y.is_negative ? -0.0 : 0.0);
    if (is_exact_in_double(x) && is_exact_in_double(y)) return make_float(small_double(x) / small_double(y));
    return divide_to_float(x, y);
}

PyObject *int_power(PyObject *a, PyObject *b, PyObject *modulus) {
    const IntView exponent(b);
    if (modulus != nullptr && modulus != Py_None) {
        const IntView m(modulus);
        if (m.size == 0) {
            PyErr_SetString(PyExc_ValueError, "pow() 3rd argument cannot be 0");
            return nullptr;
        }
        return modular_power(IntView(a), exponent, m);
    }
    if (exponent.is_negative) return negative_power(a, b);
    return positive_power(IntView(a), exponent);
}

PyObject *int_negative(PyObject *a) {
    if (is_small_int(a)) return make_int(-as_small_int(a));
    const IntView view(a);
    return make_int_from_limbs(view.limbs, view.size, !view.is_negative);
}

PyObject *int_absolute(PyObject *a) {
    return is_int_negative(a) ? int_negative(a) : to_exact_int(a);
}

int divmod_near(PyObject *a, PyObject *b, Ref &quotient, Ref &remainder) {
    const IntView x(a), y(b);
    if (y.size == 0) {
        raise_zero_division(division_by_zero);
        return -1;
    }
    PyObject *q = nullptr, *r = nullptr;
    TRY(divide_views(x, y, &q, &r));
    quotient = Ref::steal(q);
    remainder = Ref::steal(r);
    // The floored remainder r has b's sign: one more when 2r is beyond b, or equal to it and q odd.
    const Ref twice = TRY_REF(int_add(r, r));
    const int order = y.is_negative ? compare_ints(b, twice.get()) : compare_ints(twice.get(), b);
    const IntView quotient_view(q);
    const bool is_odd = quotient_view.size > 0 && (quotient_view.limbs[0] & 1) != 0;
    if (order < 0 || (order == 0 && !is_odd)) return 0;
    Ref next_quotient = TRY_REF(int_add(q, small_int(1)));
    remainder = TRY_REF(int_subtract(r, b));
    quotient = std::move(next_quotient);
    return 0;
}

} // namespace adder::objects
