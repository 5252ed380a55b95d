// SPDX-License-Identifier: MIT
//
// Ints from and to text, on base/number_text (grammar, digit limit) and GMP (subquadratic conversion).
// Short texts, which are nearly all there are, are read and written without an allocation on the way.
#include "base/number_text.hpp"
#include "objects/int.hpp"
#include "objects/runtime_state.hpp"
#include "objects/str.hpp"

#include <gmp.h>

#include <charconv>

namespace adder::objects {
namespace {

void raise_value_error(const std::string &text) {
    PyErr_SetString(PyExc_ValueError, text.c_str());
}

// Numbers with fewer limbs than this have fewer digits than the smallest limit that can be set (640).
constexpr Py_ssize_t always_allowed_limbs = 32;

int text_too_long() {
    raise_value_error(base::digit_limit_message_to_text(runtime.int_max_str_digits));
    return -1;
}

bool is_limited(int base) {
    return runtime.int_max_str_digits > 0 && (base & (base - 1)) != 0;
}

int long_int_to_text(const IntView &view, int base, std::string &result) {
    mpz_t value;
    mpz_roinit_n(value, view.limbs, view.is_negative ? -view.size : view.size);
    const auto limit = static_cast<size_t>(runtime.int_max_str_digits);
    const bool may_exceed = is_limited(base) && view.size >= always_allowed_limbs;
    // mpz_sizeinbase is exact or one too large.
    if (may_exceed && mpz_sizeinbase(value, base) > limit + 1) return text_too_long();
    result = base::integer_to_text(value, base);
    if (may_exceed && result.size() - view.is_negative > limit) return text_too_long();
    return 0;
}

std::string_view strip_spaces(std::string_view text) {
    while (!text.empty() && Py_ISSPACE(text.front())) text.remove_prefix(1);
    while (!text.empty() && Py_ISSPACE(text.back())) text.remove_suffix(1);
    return text;
}

// Plain decimal digits that fit the word, the common case; NULL without an error for everything else.
PyObject *parse_plain_decimal(std::string_view text) {
    const bool is_negative = !text.empty() && text.front() == '-';
    if (is_negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 14) return nullptr;
    int64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return nullptr;
        number = number * 10 + (c - '0');
    }
    return small_int(is_negative ? -number : number);
}

PyObject *make_int_from_text(const base::IntegerText &parsed) {
    if (const auto number = base::to_int64(parsed)) return make_int(*number);
    mpz_t value;
    mpz_init(value);
    base::to_mpz(parsed, value);
    PyObject *result = make_int_from_limbs(mpz_limbs_read(value), static_cast<Py_ssize_t>(mpz_size(value)),
                                           mpz_sgn(value) < 0);
    mpz_clear(value);
    return result;
}

// How many digits the text begins with: what the limit counts even when junk follows.
size_t leading_digit_count(std::string_view text) {
    size_t count = 0;
    for (const char c : text) {
        if (c == '_' || c == '+' || c == '-') continue;
        if (!Py_ISALNUM(c)) break;
        count += Py_ISDIGIT(c);
        if (!Py_ISDIGIT(c)) break;
    }
    return count;
}

// The int, or NULL; with an error set only when the digit limit is exceeded.
PyObject *parse_int(std::string_view text, int base) {
    text = strip_spaces(text);
    if (base == 10) {
        if (PyObject *number = parse_plain_decimal(text)) return number;
    }
    const int limit = runtime.int_max_str_digits;
    const auto parsed = base::parse_integer_text(text, base);
    const size_t digit_count = parsed ? parsed->digit_count : leading_digit_count(text);
    if (base::exceeds_digit_limit(digit_count, parsed ? parsed->base : base, limit)) {
        raise_value_error(base::digit_limit_message(digit_count, limit));
        return nullptr;
    }
    return parsed ? make_int_from_text(*parsed) : nullptr;
}

void raise_invalid_literal(int base, PyObject *text) {
    PyErr_Format(PyExc_ValueError, "invalid literal for int() with base %d: %.200R", base, text);
}

std::string_view prefix_of(int base) {
    switch (base) {
    case 2: return "0b";
    case 8: return "0o";
    case 16: return "0x";
    default: return "";
    }
}

} // namespace

int check_text_base(int base) {
    if (base == 0 || (base >= 2 && base <= 36)) return 0;
    raise_value_error("int() arg 2 must be >= 2 and <= 36");
    return -1;
}

int int_to_text(PyObject *value, int base, std::string &result) {
    int64_t number;
    if (!to_int64(value, number)) return long_int_to_text(IntView(value), base, result);
    result = base::integer_to_text(number, base);
    return 0;
}

PyObject *int_to_str(PyObject *value) {
    int64_t number;
    if (to_int64(value, number)) {
        if (number >= 0 && number < 10) return Py_NewRef(latin1_str(static_cast<Py_UCS4>('0' + number)));
        char buffer[24];
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
        return make_ascii_str(buffer, end - buffer);
    }
    std::string text;
    TRY(long_int_to_text(IntView(value), 10, text));
    return make_ascii_str(text.data(), static_cast<Py_ssize_t>(text.size()));
}

extern "C" {

PyObject *_PyLong_FromBytes(const char *text, Py_ssize_t length, int base) {
    TRY(check_text_base(base));
    PyObject *result = parse_int({text, static_cast<size_t>(length)}, base);
    if (result != nullptr || PyErr_Occurred()) return result;
    const Ref bytes = TRY_REF(PyBytes_FromStringAndSize(text, length < 200 ? length : 200));
    raise_invalid_literal(base, bytes.get());
    return nullptr;
}

PyObject *PyLong_FromUnicodeObject(PyObject *text, int base) {
    TRY(check_text_base(base));
    const Ref ascii = TRY_REF(_PyUnicode_TransformDecimalAndSpaceToASCII(text));
    const auto length = static_cast<size_t>(PyUnicode_GET_LENGTH(ascii.get()));
    PyObject *result =
        parse_int({reinterpret_cast<const char *>(PyUnicode_1BYTE_DATA(ascii.get())), length}, base);
    if (result != nullptr || PyErr_Occurred()) return result;
    raise_invalid_literal(base, text);
    return nullptr;
}

PyObject *_PyLong_Format(PyObject *number, int base) {
    if (!is_int(number)) {
        PyErr_BadInternalCall();
        return nullptr;
    }
    if (base == 10) return int_to_str(number);
    std::string text;
    TRY(int_to_text(number, base, text));
    text.insert(text.front() == '-' ? 1 : 0, prefix_of(base));
    return make_ascii_str(text.data(), static_cast<Py_ssize_t>(text.size()));
}

} // extern "C"

} // namespace adder::objects
