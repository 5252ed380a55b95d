// SPDX-License-Identifier: MIT
//
// Ints: arithmetic for C++ code and the VM, beside the C API of include/adder/number.h.
//
//  1. An exact int from -2^48 to 2^48 - 1 is a word (objects/value). Every function here that makes an int
//  keeps
//     to this; only instances of subclasses, and True and False, hold small numbers in an object.
//  2. A heap int is PyLongObject: magnitude in 64-bit limbs as GMP's mpn functions take it, sign in ob_size.
//  3. "int" as a parameter means any of these, subclass instances included; nothing here calls Python code.
//
// Files: int (storage, comparison, methods, type), int_arithmetic (+ - * // % **), int_bits (shifts, logic,
// bytes), int_convert (C numbers), int_text (parsing, decimal text), int_bool.
#pragma once

#include "objects/object.hpp"
#include "objects/value.hpp"

#include <string>
#include <string_view>

namespace adder::objects {

// Makes GMP report missing memory by std::bad_alloc; comes before the first int.
void init_ints();

using Int128 = __int128;
using UInt128 = unsigned __int128;

// --- making ints: new references, NULL with MemoryError

PyObject *make_int_from_magnitude(UInt128 magnitude, bool is_negative);

inline PyObject *make_int(int64_t number) {
    if (__builtin_expect(fits_small_int(number), 1)) return small_int(number);
    const auto bits = static_cast<UInt128>(number);
    return make_int_from_magnitude(number < 0 ? -bits : bits, number < 0);
}
inline PyObject *make_int(Int128 number) {
    if (number >= ADDER_INT_MIN && number <= ADDER_INT_MAX) return small_int(static_cast<int64_t>(number));
    const auto bits = static_cast<UInt128>(number);
    return make_int_from_magnitude(number < 0 ? -bits : bits, number < 0);
}
PyObject *make_int_from_limbs(const uint64_t *limbs, Py_ssize_t count, bool is_negative);

// An int under construction: `limbs()` is written, then finish() strips zeros and picks the canonical form.
// Empty, with MemoryError or OverflowError set, when there is no room.
class IntBuilder {
  public:
    explicit IntBuilder(Py_ssize_t limb_count);
    IntBuilder(const IntBuilder &) = delete;
    IntBuilder &operator=(const IntBuilder &) = delete;
    ~IntBuilder();
    explicit operator bool() const { return object_ != nullptr; }
    [[nodiscard]] uint64_t *limbs() { return object_->ob_digit; }
    [[nodiscard]] PyObject *finish(Py_ssize_t limb_count, bool is_negative);

  private:
    PyLongObject *object_;
};

// --- looking at ints

// Sign and magnitude of an int, which must outlive the view.
class IntView {
  public:
    explicit IntView(PyObject *value) {
        if (is_small_int(value)) {
            const int64_t number = as_small_int(value);
            is_negative = number < 0;
            word_ = is_negative ? -static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
            limbs = &word_;
            size = word_ != 0;
        } else {
            const auto *object = reinterpret_cast<PyLongObject *>(value);
            is_negative = Py_SIZE(object) < 0;
            limbs = object->ob_digit;
            size = is_negative ? -Py_SIZE(object) : Py_SIZE(object);
        }
    }
    IntView(const IntView &) = delete;
    IntView &operator=(const IntView &) = delete;

    const uint64_t *limbs;
    Py_ssize_t size;
    bool is_negative;

  private:
    uint64_t word_ = 0;
};

inline bool is_int(PyObject *value) {
    return is_small_int(value) || PyLong_Check(value);
}
inline bool is_exact_int(PyObject *value) {
    return PyLong_CheckExact(value);
}

// False, without an error, when the int needs more than 64 bits.
inline bool to_int64(PyObject *value, int64_t &result) {
    if (__builtin_expect(is_small_int(value), 1)) {
        result = as_small_int(value);
        return true;
    }
    const IntView view(value);
    if (view.size > 1) return false;
    const uint64_t magnitude = view.size == 0 ? 0 : view.limbs[0];
    const uint64_t limit = static_cast<uint64_t>(INT64_MAX) + view.is_negative;
    if (magnitude > limit) return false;
    result = static_cast<int64_t>(view.is_negative ? 0 - magnitude : magnitude);
    return true;
}
inline bool is_int_zero(PyObject *value) {
    return is_small_int(value) ? as_small_int(value) == 0 : Py_SIZE(value) == 0;
}
inline bool is_int_negative(PyObject *value) {
    return is_small_int(value) ? as_small_int(value) < 0 : Py_SIZE(value) < 0;
}
uint64_t bit_length_of(const IntView &view);

// -1, 0 or 1.
int compare_ints(PyObject *a, PyObject *b);
// Exactly, without rounding the int; 2 when the float is a NaN.
int compare_int_with_double(PyObject *a, double b);
Py_hash_t hash_int(PyObject *value);

// --- arithmetic: new references, NULL with an error

// Python's rules: the quotient is rounded down, the remainder has the divisor's sign. The divisor is not 0,
// and the operands are in the range of small ints.
inline int64_t floor_divide(int64_t a, int64_t b) {
    const int64_t quotient = a / b;
    return quotient - (a % b != 0 && (a ^ b) < 0);
}
inline int64_t floor_modulo(int64_t a, int64_t b) {
    const int64_t remainder = a % b;
    return remainder != 0 && (remainder ^ b) < 0 ? remainder + b : remainder;
}

PyObject *add_ints(PyObject *a, PyObject *b);
PyObject *subtract_ints(PyObject *a, PyObject *b);
PyObject *multiply_ints(PyObject *a, PyObject *b);

inline PyObject *int_add(PyObject *a, PyObject *b) {
    if (are_small_ints(a, b)) return make_int(as_small_int(a) + as_small_int(b));
    return add_ints(a, b);
}
inline PyObject *int_subtract(PyObject *a, PyObject *b) {
    if (are_small_ints(a, b)) return make_int(as_small_int(a) - as_small_int(b));
    return subtract_ints(a, b);
}
inline PyObject *int_multiply(PyObject *a, PyObject *b) {
    if (!are_small_ints(a, b)) return multiply_ints(a, b);
    int64_t product;
    if (!__builtin_mul_overflow(as_small_int(a), as_small_int(b), &product)) return make_int(product);
    return make_int(static_cast<Int128>(as_small_int(a)) * as_small_int(b));
}
// ZeroDivisionError with the text of each operator.
[[nodiscard]] PyObject *int_floor_divide(PyObject *a, PyObject *b);
[[nodiscard]] PyObject *int_modulo(PyObject *a, PyObject *b);
[[nodiscard]] PyObject *int_divmod(PyObject *a, PyObject *b);
// Correctly rounded; OverflowError when the quotient is too large for a float.
[[nodiscard]] PyObject *int_true_divide(PyObject *a, PyObject *b);
// `modulus` may be NULL. Negative exponents give a float, or an inverse under a modulus.
[[nodiscard]] PyObject *int_power(PyObject *a, PyObject *b, PyObject *modulus);
[[nodiscard]] PyObject *int_negative(PyObject *a);
[[nodiscard]] PyObject *int_absolute(PyObject *a);
[[nodiscard]] PyObject *int_invert(PyObject *a);
[[nodiscard]] PyObject *int_left_shift(PyObject *a, PyObject *b);
[[nodiscard]] PyObject *int_right_shift(PyObject *a, PyObject *b);
[[nodiscard]] PyObject *int_and(PyObject *a, PyObject *b);
[[nodiscard]] PyObject *int_or(PyObject *a, PyObject *b);
[[nodiscard]] PyObject *int_xor(PyObject *a, PyObject *b);
// The int of the same value that is exact: the value itself, or a copy of a subclass instance.
[[nodiscard]] PyObject *to_exact_int(PyObject *a);
// Quotient rounded half to even, and remainder.
[[nodiscard]] int divmod_near(PyObject *a, PyObject *b, Ref &quotient, Ref &remainder);

// --- conversions

// The nearest float, ties to even; -1 with OverflowError "int too large to convert to float".
[[nodiscard]] int to_double(PyObject *value, double &result);
// -1 with ValueError unless `base` is one that int(text, base) takes.
[[nodiscard]] int check_text_base(int base);
// Text without prefix in base 2 to 36, '-' in front of negative numbers. -1 with ValueError beyond the digit
// limit.
[[nodiscard]] int int_to_text(PyObject *value, int base, std::string &result);
// New str of str(value); the fast way for words.
[[nodiscard]] PyObject *int_to_str(PyObject *value);

} // namespace adder::objects
