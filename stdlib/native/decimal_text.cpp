// SPDX-License-Identifier: MIT
//
// Decimal numbers from text and to text, after the General Decimal Arithmetic Specification's "Conversions".
#include "decimal_number.hpp"

#include <algorithm>
#include <vector>

namespace adder::stdlib::decimal {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// The text without its first characters if these are `word` in any case.
bool skip_word(std::string_view &text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (size_t i = 0; i < word.size(); i++)
        if ((text[i] | 0x20) != word[i]) return false;
    text.remove_prefix(word.size());
    return true;
}

std::string_view take_digits(std::string_view &text) {
    const size_t end = std::find_if_not(text.begin(), text.end(), is_digit) - text.begin();
    const std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    return digits;
}

void set_digits(Integer &coefficient, std::string digits) {
    if (digits.empty()) digits = "0";
    mpz_set_str(coefficient, digits.c_str(), 10);
}

// Far beyond every exponent that a number can have, and far from an overflow of sums.
constexpr int64_t far_exponent = 4 * most_exponent;

int64_t read_exponent(std::string_view digits, bool negative) {
    int64_t value = 0;
    for (const char digit : digits) value = std::min(far_exponent, value * 10 + (digit - '0'));
    return negative ? -value : value;
}

bool parse_special(std::string_view text, Number &result) {
    if (skip_word(text, "inf")) {
        result.kind = Kind::Infinity;
        return text.empty() || (skip_word(text, "inity") && text.empty());
    }
    result.kind = skip_word(text, "snan")  ? Kind::SignalingNan
                  : skip_word(text, "nan") ? Kind::QuietNan
                                           : Kind::Finite;
    if (result.kind == Kind::Finite) return false;
    set_digits(result.coefficient, std::string(take_digits(text)));
    return text.empty();
}

bool parse_finite(std::string_view text, Number &result) {
    std::string digits(take_digits(text));
    int64_t exponent = 0;
    if (!text.empty() && text[0] == '.') {
        text.remove_prefix(1);
        const std::string_view places = take_digits(text);
        exponent = -static_cast<int64_t>(places.size());
        digits += places;
    }
    if (digits.empty()) return false;
    if (!text.empty() && (text[0] | 0x20) == 'e') {
        text.remove_prefix(1);
        const bool negative = !text.empty() && text[0] == '-';
        if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
        const std::string_view exponent_digits = take_digits(text);
        if (exponent_digits.empty()) return false;
        exponent += read_exponent(exponent_digits, negative);
    }
    if (!text.empty()) return false;
    set_digits(result.coefficient, std::move(digits));
    result.exponent = exponent;
    return true;
}

bool parse_signed(std::string_view text, Number &result) {
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        result.negative = text[0] == '-';
        text.remove_prefix(1);
    }
    if (text.empty()) return false;
    return is_digit(text[0]) || text[0] == '.' ? parse_finite(text, result) : parse_special(text, result);
}

} // namespace

Number parse(std::string_view text, Limits &limits) {
    Number result;
    if (!parse_signed(text, result)) return make_invalid(limits, conversion_syntax);
    const int64_t room = limits.precision - (limits.clamp ? 1 : 0);
    if (result.is_nan() && !result.coefficient.is_zero() && result.digit_count() > room)
        return make_invalid(limits, conversion_syntax);
    finish(result, limits);
    return result;
}

Number parse_exact(std::string_view text, Limits &limits) {
    Limits widest = widest_limits();
    Number result = parse(text, widest);
    if ((widest.status & (inexact | rounded | clamped)) != 0) return make_invalid(limits);
    limits.status |= widest.status & error_signals;
    return result;
}

std::string digits_of(const Integer &coefficient) {
    std::string text(mpz_sizeinbase(coefficient, 10) + 2, '\0');
    mpz_get_str(text.data(), 10, coefficient);
    text.resize(std::char_traits<char>::length(text.c_str()));
    return text;
}

namespace {

std::string special_text(const Number &number) {
    if (number.is_infinite()) return "Infinity";
    std::string text = number.kind == Kind::QuietNan ? "NaN" : "sNaN";
    if (!number.coefficient.is_zero()) text += digits_of(number.coefficient);
    return text;
}

// How many digits stand before the point in a notation with an exponent or without one.
int64_t place_of_point(const Number &number, int64_t digits, Notation notation) {
    const int64_t all = number.exponent + digits;
    if (number.exponent <= 0 && all > -6) return all;
    if (notation == Notation::Scientific) return 1;
    const auto modulo = [](int64_t value) { return ((value % 3) + 3) % 3; };
    if (number.coefficient.is_zero()) return modulo(all + 1) - 1;
    return modulo(all - 1) + 1;
}

} // namespace

std::string to_text(const Number &number, Notation notation, bool capitals) {
    std::string text = number.negative ? "-" : "";
    if (!number.is_finite()) return text + special_text(number);
    const std::string digits = digits_of(number.coefficient);
    const auto count = static_cast<int64_t>(digits.size());
    const int64_t point = place_of_point(number, count, notation);
    if (point <= 0)
        text += "0." + std::string(-point, '0') + digits;
    else if (point >= count)
        text += digits + std::string(point - count, '0');
    else
        text += digits.substr(0, point) + "." + digits.substr(point);
    const int64_t exponent = number.exponent + count - point;
    if (exponent == 0) return text;
    return text + (capitals ? 'E' : 'e') + (exponent > 0 ? "+" : "") + std::to_string(exponent);
}

} // namespace adder::stdlib::decimal
