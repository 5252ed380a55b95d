// SPDX-License-Identifier: MIT
//
// format() of decimal numbers: the mini-language of the library reference. Digits are rounded to the
// precision first; then the parts of the text are put together and filled up to the width.
#include "decimal_object.hpp"

#include <algorithm>
#include <climits>
#include <clocale>

namespace adder::stdlib::decimal {
namespace {

struct Specification {
    std::string fill = " "; // one character in UTF-8
    char align = 0;         // '<', '>', '^', '=' or 0
    char sign = '-';
    bool no_negative_zero = false;
    Py_ssize_t width = 0;
    Py_ssize_t precision = -1;
    char type = 0;
    std::string point = ".";
    std::string separator;
    std::string grouping;
};

size_t character_length(const std::string &text, size_t at) {
    size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) end++;
    return end - at;
}

bool is_align(char c) {
    return c == '<' || c == '>' || c == '^' || c == '=';
}

bool read_number(const std::string &text, size_t &at, Py_ssize_t &number) {
    if (at >= text.size() || text[at] < '0' || text[at] > '9') return false;
    number = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; at++) {
        number = number * 10 + (text[at] - '0');
        if (number > INT_MAX) return false;
    }
    return true;
}

void take_alignment(const std::string &text, size_t &at, Specification &result) {
    if (text.empty()) return;
    const size_t first = character_length(text, 0);
    if (first < text.size() && is_align(text[first])) {
        result.fill = text.substr(0, first);
        result.align = text[first];
        at = first + 1;
    } else if (is_align(text[0])) {
        result.align = text[0];
        at = 1;
    }
}

bool parse(const std::string &text, Specification &result) {
    size_t at = 0;
    take_alignment(text, at, result);
    const auto next = [&] { return at < text.size() ? text[at] : '\0'; };
    if (next() == '+' || next() == '-' || next() == ' ') result.sign = text[at++];
    if (next() == 'z') {
        result.no_negative_zero = true;
        at++;
    }
    if (next() == '0') {
        // Zeros are an alignment, which must not be given twice.
        if (result.align != 0) return false;
        result.align = '=';
        result.fill = "0";
        at++;
    }
    if (next() >= '0' && next() <= '9' && !read_number(text, at, result.width)) return false;
    if (next() == ',') {
        result.separator = ",";
        result.grouping = "\3";
        at++;
    }
    if (next() == '.' && !read_number(text, ++at, result.precision)) return false;
    if (at < text.size()) result.type = text[at++];
    return at == text.size() &&
           (result.type == 0 || std::string("eEfFgGn%").find(result.type) != std::string::npos);
}

// `n` is `g` with the separators of the locale.
bool apply_locale(Specification &result) {
    if (result.type != 'n') return true;
    if (!result.separator.empty()) return false;
    const lconv *convention = std::localeconv();
    result.type = 'g';
    result.point = convention->decimal_point;
    result.separator = convention->thousands_sep;
    result.grouping = convention->grouping;
    return true;
}

bool take_override(PyObject *overrides, const char *name, std::string &result) {
    const Owned key(PyUnicode_FromString(name));
    if (!key) return false;
    PyObject *value = PyDict_GetItemWithError(overrides, key.get());
    if (value == nullptr) return PyErr_Occurred() == nullptr;
    const char *text = PyUnicode_Check(value) ? PyUnicode_AsUTF8(value) : nullptr;
    if (text == nullptr) {
        PyErr_SetString(PyExc_ValueError, "invalid override dict");
        return false;
    }
    result = text;
    return true;
}

// --- digits

// Rounds to a count of significant digits.
void round_to(Number &number, int64_t digits, Rounding rounding) {
    const int64_t excess = number.digit_count() - digits;
    if (excess <= 0 || number.coefficient.is_zero()) return;
    const Remainder rest = shift_right(number.coefficient, excess);
    number.exponent += excess;
    if (rounds_up(number.coefficient, number.negative, rest, rounding))
        mpz_add_ui(number.coefficient, number.coefficient, 1);
    if (number.digit_count() > digits) {
        shift_right(number.coefficient, 1);
        number.exponent++;
    }
}

// Gives a number another exponent, by zeros or by rounding.
void rescale(Number &number, int64_t exponent, Rounding rounding, Limits &limits) {
    shift_left(number.coefficient, number.exponent - exponent, limits);
    const Remainder rest = shift_right(number.coefficient, exponent - number.exponent);
    if (rounds_up(number.coefficient, number.negative, rest, rounding))
        mpz_add_ui(number.coefficient, number.coefficient, 1);
    number.exponent = exponent;
}

bool is_fixed(char type) {
    return type == 'f' || type == 'F' || type == '%';
}
bool is_scientific(char type) {
    return type == 'e' || type == 'E';
}

void apply_precision(Number &number, const Specification &specification, Rounding rounding, Limits &limits) {
    const Py_ssize_t precision = specification.precision;
    if (specification.type == '%') number.exponent += 2;
    if (precision >= 0) {
        if (is_fixed(specification.type)) {
            rescale(number, -precision, rounding, limits);
        } else if (is_scientific(specification.type)) {
            round_to(number, precision + 1, rounding);
            const int64_t missing = number.coefficient.is_zero() ? 0 : precision + 1 - number.digit_count();
            shift_left(number.coefficient, missing, limits);
            number.exponent -= missing;
        } else {
            round_to(number, std::max<Py_ssize_t>(precision, 1), rounding);
        }
    } else if (is_fixed(specification.type) && number.exponent > 0) {
        rescale(number, 0, rounding, limits);
    }
}

// How many of the digits stand before the point.
int64_t digits_before_point(const Number &number, int64_t digits, const Specification &specification) {
    const int64_t all = number.exponent + digits;
    if (is_fixed(specification.type)) return all;
    if (is_scientific(specification.type))
        return number.coefficient.is_zero() && specification.precision >= 0 ? 1 - specification.precision : 1;
    return number.exponent <= 0 && all > -6 ? all : 1;
}

// Digits in groups. Zeros that fill up to `least` characters are grouped with the others.
std::string grouped(std::string digits, const Specification &specification, Py_ssize_t least) {
    if (specification.separator.empty() || specification.grouping.empty()) {
        if (static_cast<Py_ssize_t>(digits.size()) < least) digits.insert(0, least - digits.size(), '0');
        return digits;
    }
    std::string result;
    const auto separator = static_cast<Py_ssize_t>(specification.separator.size());
    for (size_t place = 0;;) {
        const char group = specification.grouping[place];
        if (place + 1 < specification.grouping.size()) place++;
        // A separator always has a digit before it.
        const Py_ssize_t wanted = std::max({static_cast<Py_ssize_t>(digits.size()), least, Py_ssize_t{1}});
        const Py_ssize_t size =
            group <= 0 || group == CHAR_MAX ? wanted : std::min<Py_ssize_t>(group, wanted);
        const size_t taken = std::min<size_t>(size, digits.size());
        result.insert(0, std::string(size - taken, '0') + digits.substr(digits.size() - taken));
        digits.erase(digits.size() - taken);
        least -= size;
        if (digits.empty() && least <= 0) return result;
        result.insert(0, specification.separator);
        least -= separator;
    }
}

std::string sign_of(const Number &number, char sign) {
    if (number.negative) return "-";
    return sign == '-' ? "" : std::string(1, sign);
}

struct Parts {
    std::string sign;
    std::string whole; // digits before the point
    std::string rest;  // point, digits behind it, exponent, percent sign
};

Parts split(const Number &number, const Specification &specification) {
    const std::string digits = digits_of(number.coefficient);
    const auto count = static_cast<int64_t>(digits.size());
    const int64_t point = digits_before_point(number, count, specification);
    Parts parts;
    std::string behind;
    if (point < 0) {
        parts.whole = "0";
        behind = std::string(-point, '0') + digits;
    } else if (point > count) {
        parts.whole = digits + std::string(point - count, '0');
    } else {
        parts.whole = point == 0 ? "0" : digits.substr(0, point);
        behind = digits.substr(point);
    }
    if (!behind.empty()) parts.rest = specification.point + behind;
    const int64_t exponent = number.exponent + count - point;
    const bool is_capital = specification.type == 'E' || specification.type == 'G';
    if (exponent != 0 || is_scientific(specification.type))
        parts.rest +=
            (is_capital ? "E" : "e") + std::string(exponent < 0 ? "" : "+") + std::to_string(exponent);
    if (specification.type == '%') parts.rest += "%";
    return parts;
}

Py_ssize_t length_of(const std::string &text) {
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::string repeated(const std::string &character, Py_ssize_t count) {
    std::string result;
    for (Py_ssize_t i = 0; i < count; i++) result += character;
    return result;
}

std::string aligned(const std::string &sign, const std::string &body, const Specification &specification) {
    const Py_ssize_t missing =
        std::max<Py_ssize_t>(0, specification.width - length_of(sign) - length_of(body));
    const auto fill = [&](Py_ssize_t count) { return repeated(specification.fill, count); };
    switch (specification.align) {
    case '<': return sign + body + fill(missing);
    case '=': return sign + fill(missing) + body;
    case '^': return fill(missing / 2) + sign + body + fill(missing - missing / 2);
    default: return fill(missing) + sign + body;
    }
}

std::string format_special(const Number &number, Specification &specification) {
    if (specification.fill == "0" && specification.align == '=') {
        specification.fill = " ";
        specification.align = '>';
    }
    Number magnitude = number;
    magnitude.negative = false;
    std::string body = to_text(magnitude, Notation::Scientific, true);
    if (specification.type == '%') body += "%";
    return aligned(sign_of(number, specification.sign), body, specification);
}

std::string format_finite(Number number, const Specification &specification, Rounding rounding,
                          Limits &limits) {
    // CPython 3.11 takes the sign of what only rounding makes zero, but not with the type F.
    const bool may_drop_sign =
        specification.no_negative_zero && (number.coefficient.is_zero() || specification.type != 'F');
    apply_precision(number, specification, rounding, limits);
    if (may_drop_sign && number.coefficient.is_zero()) number.negative = false;
    const Parts parts = split(number, specification);
    const std::string sign = sign_of(number, specification.sign);
    const bool has_zeros = specification.align == '=' && specification.fill == "0";
    const Py_ssize_t least = has_zeros ? specification.width - length_of(sign) - length_of(parts.rest) : 0;
    return aligned(sign, grouped(parts.whole, specification, least) + parts.rest, specification);
}

PyObject *invalid_format() {
    PyErr_SetString(PyExc_ValueError, "invalid format string");
    return nullptr;
}

} // namespace

PyObject *format_decimal(const Number &number, PyObject *text, PyObject *overrides, ContextObject *context) {
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "format arg must be str");
        return nullptr;
    }
    Py_ssize_t size;
    const char *characters = PyUnicode_AsUTF8AndSize(text, &size);
    if (characters == nullptr) return nullptr;
    Specification specification;
    if (!parse(std::string(characters, size), specification) || !apply_locale(specification))
        return invalid_format();
    if (specification.type == 0) specification.type = context->capitals ? 'G' : 'g';
    if (overrides != nullptr) {
        if (!PyDict_Check(overrides)) {
            PyErr_SetString(PyExc_TypeError, "optional argument must be a dict");
            return nullptr;
        }
        if (!take_override(overrides, "decimal_point", specification.point) ||
            !take_override(overrides, "thousands_sep", specification.separator) ||
            !take_override(overrides, "grouping", specification.grouping))
            return nullptr;
    }
    Limits limits = limits_of(context);
    const std::string result = number.is_finite()
                                   ? format_finite(number, specification, context->limits.rounding, limits)
                                   : format_special(number, specification);
    if ((limits.status & missing_memory) != 0) return PyErr_NoMemory();
    return PyUnicode_FromStringAndSize(result.data(), static_cast<Py_ssize_t>(result.size()));
}

} // namespace adder::stdlib::decimal
