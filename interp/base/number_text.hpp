// SPDX-License-Identifier: MIT
// Numbers to text and back, by Python's rules: shared by the lexer, int(), float(), repr() and format().
// Floats stand on std::to_chars and std::from_chars (shortest text, correct rounding at any precision),
// integers on GMP. Texts are ASCII: a caller that takes other digits or spaces turns them into ASCII first.
#pragma once

#include <gmp.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adder::base {

// How to lay out a float; the names are those of CPython's PyOS_double_to_string.
struct FloatTextOptions {
    bool always_sign = false;  // '+' before what is not negative
    bool add_dot_zero = false; // "1" becomes "1.0" where no exponent is written
    bool alternate = false;    // keep the point and, for 'g', trailing zeros (the '#' flag)
};

// repr(value): the shortest text that reads back as the same value.
[[nodiscard]] std::string float_repr(double value);

// The same into a buffer with room for float_repr_room characters; the end of what was written.
inline constexpr std::size_t float_repr_room = 32;
char *write_float_repr(char *out, double value);

// The text for one of format()'s codes 'e', 'f', 'g' and their capitals, or 'r' for the shortest digits (then
// precision is ignored). Infinities and NaN come as "inf" and "nan" ("INF", "NAN" for capitals).
[[nodiscard]] std::string format_float(double value, char code, int precision, FloatTextOptions options = {});

// What float() accepts after whitespace was stripped: decimal text with underscores between digits, inf, nan.
[[nodiscard]] std::optional<double> parse_float(std::string_view text);

// Reads the longest float at the beginning of the text (no underscores, no leading space), as complex()
// needs. Returns the count of characters read, 0 when there is none.
[[nodiscard]] std::size_t parse_float_prefix(std::string_view text, double &value);

// An integer's text after its rules were checked: the digits alone, without prefix, underscores and leading
// zeros, in lower case ("0" for zero).
struct IntegerText {
    bool is_negative = false;
    int base = 10;
    std::string digits;
    std::size_t digit_count = 0; // as written, leading zeros included: what the digit limit counts
};

// What int(text, base) accepts after whitespace was stripped; base 0 or 2 to 36. With base 0 a literal's
// prefix decides and "010" is refused, as Python does.
[[nodiscard]] std::optional<IntegerText> parse_integer_text(std::string_view text, int base);

// The value when it fits 64 bits.
[[nodiscard]] std::optional<std::int64_t> to_int64(const IntegerText &text);

// Sets `result`, which the caller has initialised.
void to_mpz(const IntegerText &text, mpz_ptr result);

// Digits in lower case with a sign for negative values and without prefix. Cost: less than quadratic.
[[nodiscard]] std::string integer_to_text(mpz_srcptr value, int base = 10);
[[nodiscard]] std::string integer_to_text(std::int64_t value, int base = 10);

// The digits of a number in another base: both in 2 to 36.
[[nodiscard]] std::string convert_digits(std::string_view digits, int from_base, int to_base);

// CPython's guard against quadratic conversions: more digits than the limit are refused, except in bases that
// are powers of two. A limit of 0 means none.
inline constexpr int default_max_str_digits = 4300;
[[nodiscard]] bool exceeds_digit_limit(std::size_t digit_count, int base, int limit = default_max_str_digits);

// The text of the ValueError: "Exceeds the limit (4300 digits) for integer string conversion: value has …".
[[nodiscard]] std::string digit_limit_message(std::size_t digit_count, int limit = default_max_str_digits);
// The same for conversion to text, where the count is not known: "… conversion; use
// sys.set_int_max_str_digits() …".
[[nodiscard]] std::string digit_limit_message_to_text(int limit = default_max_str_digits);

} // namespace adder::base
