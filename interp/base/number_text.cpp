// SPDX-License-Identifier: MIT
// Floats are taken apart into digits and the place of the decimal point by std::to_chars in scientific form,
// then laid out as Python does it; parsing checks Python's grammar first and leaves the arithmetic to
// std::from_chars. Integers go through GMP's mpz_set_str and mpz_get_str.
#include "base/number_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace adder::base {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return to_lower(a) == b; });
}

// --- float to text

// The value is 0.DIGITS * 10**point.
struct DecimalDigits {
    std::string digits;
    int point = 0;
};

// Takes "d.ddde±xx" apart.
DecimalDigits split_scientific(std::string_view text) {
    DecimalDigits result;
    const std::size_t exponent_at = text.find('e');
    for (char c : text.substr(0, exponent_at)) {
        if (is_digit(c)) result.digits.push_back(c);
    }
    std::string_view exponent = text.substr(exponent_at + 1);
    const bool is_negative = exponent.front() == '-';
    exponent.remove_prefix(1);
    int magnitude = 0;
    std::from_chars(exponent.data(), exponent.data() + exponent.size(), magnitude);
    result.point = (is_negative ? -magnitude : magnitude) + 1;
    return result;
}

DecimalDigits shortest_digits(double magnitude) {
    char buffer[64];
    const auto [end, error] =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific);
    static_cast<void>(error);
    return split_scientific({buffer, static_cast<std::size_t>(end - buffer)});
}

// No double has more significant digits than this, so further ones are zeros and are not asked for.
constexpr int most_significant_digits = 800;
// Nor more digits than this behind the point.
constexpr int most_fraction_digits = 1080;

DecimalDigits rounded_digits(double magnitude, int digit_count) {
    const int asked = std::min(digit_count, most_significant_digits);
    char buffer[most_significant_digits + 32];
    const auto [end, error] =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific, asked - 1);
    static_cast<void>(error);
    return split_scientific({buffer, static_cast<std::size_t>(end - buffer)});
}

void append_zeros(std::string &text, int count) {
    if (count > 0) text.append(static_cast<std::size_t>(count), '0');
}

std::string fixed_text(double magnitude, int precision, bool alternate) {
    const int asked = std::min(precision, most_fraction_digits);
    char buffer[most_fraction_digits + 400];
    const auto [end, error] =
        std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::fixed, asked);
    static_cast<void>(error);
    std::string text(buffer, end);
    append_zeros(text, precision - asked);
    if (precision == 0 && alternate) text.push_back('.');
    return text;
}

// `digit_count` is how many digits to write at least, padding with zeros.
std::string exponent_text(const DecimalDigits &number, int digit_count, bool alternate) {
    std::string text(1, number.digits.front());
    if (number.digits.size() > 1 || digit_count > 1 || alternate) text.push_back('.');
    text.append(number.digits, 1);
    append_zeros(text, digit_count - static_cast<int>(number.digits.size()));
    const int exponent = number.point - 1;
    text.append(exponent < 0 ? "e-" : "e+");
    const std::string magnitude = std::to_string(std::abs(exponent));
    if (magnitude.size() < 2) text.push_back('0');
    return text.append(magnitude);
}

std::string positional_text(const DecimalDigits &number, int digit_count, FloatTextOptions options) {
    std::string digits = number.digits;
    append_zeros(digits, std::max(digit_count, number.point) - static_cast<int>(digits.size()));
    std::string text;
    if (number.point <= 0) {
        text = "0.";
        append_zeros(text, -number.point);
        return text.append(digits);
    }
    const auto point = static_cast<std::size_t>(number.point);
    text = digits.substr(0, point);
    if (digits.size() > point) return text.append(".").append(digits, point);
    if (options.add_dot_zero) return text.append(".0");
    return options.alternate ? text.append(".") : text;
}

std::string general_text(double magnitude, int precision, FloatTextOptions options) {
    const int digit_count = std::max(precision, 1);
    DecimalDigits number = rounded_digits(magnitude, digit_count);
    if (!options.alternate) {
        while (number.digits.size() > 1 && number.digits.back() == '0') number.digits.pop_back();
    }
    const int padded_count = options.alternate ? digit_count : 0;
    // With a dot-zero to come, a number as wide as the precision leaves no digit for it.
    const int widest = options.add_dot_zero ? digit_count - 1 : digit_count;
    const bool has_exponent = number.point <= -4 || number.point > widest;
    if (has_exponent) return exponent_text(number, padded_count, options.alternate);
    return positional_text(number, padded_count, options);
}

std::string shortest_text(double magnitude, FloatTextOptions options) {
    const DecimalDigits number = shortest_digits(magnitude);
    if (number.point <= -4 || number.point > 16) return exponent_text(number, 0, options.alternate);
    return positional_text(number, 0, options);
}

char *copy_text(char *out, std::string_view text) {
    return std::copy(text.begin(), text.end(), out);
}

// The shortest digits of a finite magnitude, laid out as repr() does, without an allocation.
char *write_shortest(char *out, double magnitude) {
    char text[32]; // d.ddde±xx
    const char *end = std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific).ptr;
    const char *exponent_at = std::find(text, const_cast<char *>(end), 'e');
    char digits[20];
    digits[0] = text[0];
    const char *digits_end = exponent_at - text > 2
                                 ? std::copy(static_cast<const char *>(text) + 2, exponent_at, digits + 1)
                                 : digits + 1;
    const auto count = static_cast<int>(digits_end - digits);
    int exponent = 0;
    std::from_chars(exponent_at + (exponent_at[1] == '+' ? 2 : 1), end, exponent);
    const int point = exponent + 1;
    if (point <= -4 || point > 16) {
        out = copy_text(out, {digits, 1});
        if (count > 1) *out++ = '.';
        out = std::copy(static_cast<const char *>(digits) + 1, digits_end, out);
        return std::copy(exponent_at, end, out);
    }
    if (point <= 0) {
        out = std::fill_n(copy_text(out, "0."), -point, '0');
        return std::copy(static_cast<const char *>(digits), digits_end, out);
    }
    out = copy_text(out, {digits, static_cast<std::size_t>(std::min(point, count))});
    if (count <= point) return copy_text(std::fill_n(out, point - count, '0'), ".0");
    *out++ = '.';
    return std::copy(static_cast<const char *>(digits) + point, digits_end, out);
}

std::string magnitude_text(double magnitude, char lower_code, int precision, FloatTextOptions options) {
    if (std::isnan(magnitude)) return "nan";
    if (std::isinf(magnitude)) return "inf";
    switch (lower_code) {
    case 'e':
        return exponent_text(rounded_digits(magnitude, precision + 1), precision + 1, options.alternate);
    case 'f': return fixed_text(magnitude, precision, options.alternate);
    case 'g': return general_text(magnitude, precision, options);
    default: return shortest_text(magnitude, options);
    }
}

// --- text to float

std::size_t count_digits(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    return end - from;
}

// Length of "digits [. digits] [e digits]" at the beginning, 0 when there is none.
std::size_t decimal_length(std::string_view text) {
    const std::size_t whole = count_digits(text, 0);
    std::size_t end = whole;
    if (end < text.size() && text[end] == '.') {
        const std::size_t fraction = count_digits(text, end + 1);
        if (whole + fraction == 0) return 0;
        end += 1 + fraction;
    }
    if (end == 0) return 0;
    if (end < text.size() && to_lower(text[end]) == 'e') {
        std::size_t exponent = end + 1;
        if (exponent < text.size() && (text[exponent] == '+' || text[exponent] == '-')) ++exponent;
        const std::size_t count = count_digits(text, exponent);
        if (count > 0) end = exponent + count;
    }
    return end;
}

// Whether a decimal text that no double can hold is too large rather than too small.
bool is_too_large(std::string_view text) {
    long long point = 0;
    bool seen_point = false;
    bool seen_nonzero = false;
    std::size_t at = 0;
    for (; at < text.size() && to_lower(text[at]) != 'e'; ++at) {
        if (text[at] == '.') {
            seen_point = true;
        } else if (seen_nonzero || text[at] != '0') {
            seen_nonzero = true;
            point += !seen_point;
        } else {
            point -= seen_point;
        }
    }
    if (at < text.size()) {
        std::string_view exponent = text.substr(at + 1);
        const bool is_negative = exponent.front() == '-';
        if (is_negative || exponent.front() == '+') exponent.remove_prefix(1);
        long long magnitude = 0;
        const auto parsed = std::from_chars(exponent.data(), exponent.data() + exponent.size(), magnitude);
        if (parsed.ec != std::errc{}) return !is_negative;
        magnitude = std::min(magnitude, std::numeric_limits<long long>::max() / 2);
        point += is_negative ? -magnitude : magnitude;
    }
    return point > 0;
}

double decimal_value(std::string_view text) {
    double value = 0.0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc::result_out_of_range) return value;
    return is_too_large(text) ? std::numeric_limits<double>::infinity() : 0.0;
}

// Length of "inf", "infinity" or "nan" at the beginning, 0 when there is none.
std::size_t special_length(std::string_view text, double &value) {
    if (equals_ignoring_case(text.substr(0, 3), "nan")) {
        value = std::numeric_limits<double>::quiet_NaN();
        return 3;
    }
    if (!equals_ignoring_case(text.substr(0, 3), "inf")) return 0;
    value = std::numeric_limits<double>::infinity();
    return equals_ignoring_case(text.substr(0, 8), "infinity") ? 8 : 3;
}

// --- integers

int digit_value(char c) {
    if (is_digit(c)) return c - '0';
    const char lower = to_lower(c);
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 36;
}

int prefix_base(std::string_view text) {
    if (text.size() < 2 || text[0] != '0') return 0;
    switch (to_lower(text[1])) {
    case 'b': return 2;
    case 'o': return 8;
    case 'x': return 16;
    default: return 0;
    }
}

// Copies the digits; false when one is wrong or an underscore does not stand between two digits.
bool copy_digits(std::string_view text, int base, std::string &digits) {
    bool after_digit = false;
    for (char c : text) {
        if (c == '_') {
            if (!after_digit) return false;
            after_digit = false;
        } else {
            if (digit_value(c) >= base) return false;
            digits.push_back(to_lower(c));
            after_digit = true;
        }
    }
    return after_digit;
}

} // namespace

char *write_float_repr(char *out, double value) {
    if (std::isnan(value)) return copy_text(out, "nan");
    if (std::signbit(value)) *out++ = '-';
    const double magnitude = std::fabs(value);
    if (std::isinf(magnitude)) return copy_text(out, "inf");
    if (magnitude < 1e15 && magnitude == std::floor(magnitude)) {
        out = std::to_chars(out, out + 16, static_cast<std::uint64_t>(magnitude)).ptr;
        return copy_text(out, ".0");
    }
    return write_shortest(out, magnitude);
}

std::string float_repr(double value) {
    char buffer[float_repr_room];
    return {buffer, write_float_repr(buffer, value)};
}

std::string format_float(double value, char code, int precision, FloatTextOptions options) {
    const char lower_code = to_lower(code);
    std::string text = magnitude_text(std::fabs(value), lower_code, precision, options);
    const bool is_negative = std::signbit(value) && !std::isnan(value);
    if (is_negative) {
        text.insert(text.begin(), '-');
    } else if (options.always_sign) {
        text.insert(text.begin(), '+');
    }
    if (code != lower_code) {
        for (char &c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
    }
    return text;
}

std::size_t parse_float_prefix(std::string_view text, double &value) {
    const std::size_t sign = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    const std::string_view unsigned_text = text.substr(sign);
    double magnitude = 0.0;
    std::size_t length = special_length(unsigned_text, magnitude);
    if (length == 0) {
        length = decimal_length(unsigned_text);
        if (length == 0) return 0;
        magnitude = decimal_value(unsigned_text.substr(0, length));
    }
    value = sign == 1 && text[0] == '-' ? -magnitude : magnitude;
    return sign + length;
}

std::optional<double> parse_float(std::string_view text) {
    std::string without_underscores;
    if (text.find('_') != std::string_view::npos) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '_') {
                without_underscores.push_back(text[i]);
            } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
                return std::nullopt;
            }
        }
        text = without_underscores;
    }
    double value = 0.0;
    const std::size_t length = parse_float_prefix(text, value);
    if (length == 0 || length != text.size()) return std::nullopt;
    return value;
}

std::optional<IntegerText> parse_integer_text(std::string_view text, int base) {
    IntegerText result;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        result.is_negative = text[0] == '-';
        text.remove_prefix(1);
    }
    const int prefixed = prefix_base(text);
    const bool is_prefixed = prefixed != 0 && (base == 0 || base == prefixed);
    if (is_prefixed) {
        text.remove_prefix(2);
        if (!text.empty() && text[0] == '_') text.remove_prefix(1); // 0x_ff
    }
    result.base = is_prefixed ? prefixed : (base == 0 ? 10 : base);
    if (!copy_digits(text, result.base, result.digits)) return std::nullopt;
    result.digit_count = result.digits.size();
    const std::size_t first = std::min(result.digits.find_first_not_of('0'), result.digits.size() - 1);
    const bool is_zero = result.digits[first] == '0';
    if (base == 0 && !is_prefixed && first > 0 && !is_zero) return std::nullopt; // 010 is no literal
    result.digits.erase(0, first);
    return result;
}

std::optional<std::int64_t> to_int64(const IntegerText &text) {
    std::int64_t value = 0;
    const std::string signed_text = text.is_negative ? "-" + text.digits : text.digits;
    const char *end = signed_text.data() + signed_text.size();
    if (std::from_chars(signed_text.data(), end, value, text.base).ec != std::errc{}) return std::nullopt;
    return value;
}

void to_mpz(const IntegerText &text, mpz_ptr result) {
    mpz_set_str(result, text.digits.c_str(), text.base);
    if (text.is_negative) mpz_neg(result, result);
}

std::string integer_to_text(mpz_srcptr value, int base) {
    std::string text(mpz_sizeinbase(value, base) + 2, '\0');
    mpz_get_str(text.data(), base, value);
    text.resize(text.find('\0'));
    return text;
}

std::string integer_to_text(std::int64_t value, int base) {
    char buffer[72];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, value, base);
    return {buffer, result.ptr};
}

std::string convert_digits(std::string_view digits, int from_base, int to_base) {
    mpz_t value;
    mpz_init_set_str(value, std::string(digits).c_str(), from_base);
    std::string result = integer_to_text(value, to_base);
    mpz_clear(value);
    return result;
}

bool exceeds_digit_limit(std::size_t digit_count, int base, int limit) {
    const bool is_power_of_two = (base & (base - 1)) == 0;
    return limit > 0 && !is_power_of_two && digit_count > static_cast<std::size_t>(limit);
}

std::string digit_limit_message(std::size_t digit_count, int limit) {
    return "Exceeds the limit (" + std::to_string(limit) +
           " digits) for integer string conversion: value has " + std::to_string(digit_count) +
           " digits; use sys.set_int_max_str_digits() to increase the limit";
}

std::string digit_limit_message_to_text(int limit) {
    return "Exceeds the limit (" + std::to_string(limit) +
           " digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";
}

} // namespace adder::base
