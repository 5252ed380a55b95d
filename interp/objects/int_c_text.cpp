// SPDX-License-Identifier: MIT
//
// Ints in C text: PyLong_FromString, which tells where the number ends, and PyOS_strtoul and PyOS_strtol,
// C's functions with Python's prefixes and without a locale.
#include "objects/error.hpp"
#include "objects/int.hpp"
#include "objects/str.hpp"

#include <cerrno>
#include <climits>
#include <cstring>

namespace adder::objects {
namespace {

// What the character is worth as a digit; 37, more than any base, when it is none.
int digit_value(char character) {
    if (Py_ISDIGIT(character)) return character - '0';
    const char lower = static_cast<char>(Py_TOLOWER(character));
    return lower >= 'a' && lower <= 'z' ? lower - 'a' + 10 : 37;
}

const char *skip_spaces(const char *text) {
    while (Py_ISSPACE(*text)) ++text;
    return text;
}

// The base that the letter after a leading zero tells, or 0.
int base_of_letter(char letter) {
    switch (Py_TOLOWER(letter)) {
    case 'b': return 2;
    case 'o': return 8;
    case 'x': return 16;
    default: return 0;
    }
}

bool has_prefix(const char *text, int base) {
    return text[0] == '0' && base_of_letter(text[1]) == base;
}

// How far a text is a number.
struct Scan {
    const char *end;
    int base; // told when it is none
    bool is_number;
};

// Digits with single underscores between them.
Scan scan_digits(const char *text, int base) {
    const char *position = text, *after_digit = text;
    for (char last = '_'; *position == '_' || digit_value(*position) < base; ++position) {
        if (*position == '_' && last == '_') return {after_digit, base, false};
        if (*position != '_') after_digit = position + 1;
        last = *position;
    }
    return {after_digit, base, position == after_digit && position != text};
}

// With base 0 a leading zero announces a prefix, or is the number zero.
Scan scan_number(const char *text, int base) {
    text = skip_spaces(text);
    if (*text == '+' || *text == '-') ++text;
    const bool is_octal_of_old = base == 0 && *text == '0' && base_of_letter(text[1]) == 0;
    if (base == 0) base = *text == '0' && !is_octal_of_old ? base_of_letter(text[1]) : 10;
    if (has_prefix(text, base)) {
        text += 2;
        if (*text == '_') ++text;
    }
    Scan scan = scan_digits(text, base);
    if (is_octal_of_old && scan.is_number) {
        scan.base = 0;
        scan.is_number = std::strspn(text, "0_") >= static_cast<std::size_t>(scan.end - text);
    }
    return scan;
}

void raise_invalid_literal(const char *text, int base) {
    const Ref shown = Ref::steal(
        PyUnicode_FromStringAndSize(text, static_cast<Py_ssize_t>(std::min<std::size_t>(strlen(text), 200))));
    if (shown)
        PyErr_Format(PyExc_ValueError, "invalid literal for int() with base %d: %.200R", base, shown.get());
}

void store(char **end, const char *position) {
    if (end != nullptr) *end = const_cast<char *>(position);
}

// Reads digits to the last one; more than an unsigned long holds set errno.
unsigned long read_digits(const char *text, char **end, int base) {
    unsigned long result = 0;
    bool is_overflow = false;
    for (; digit_value(*text) < base; ++text) {
        is_overflow |=
            __builtin_mul_overflow(result, static_cast<unsigned long>(base), &result) ||
            __builtin_add_overflow(result, static_cast<unsigned long>(digit_value(*text)), &result);
    }
    store(end, text);
    if (!is_overflow) return result;
    errno = ERANGE;
    return ULONG_MAX;
}

} // namespace

extern "C" {

PyObject *PyLong_FromString(const char *text, char **end, int base) {
    TRY(check_text_base(base));
    const Scan scan = scan_number(text, base);
    const char *stop = scan.end;
    Ref number;
    if (scan.is_number) {
        number = TRY_REF(_PyLong_FromBytes(text, scan.end - text, base));
        stop = skip_spaces(scan.end);
    }
    store(end, stop);
    if (number && *stop == '\0') return number.release();
    raise_invalid_literal(text, scan.base);
    return nullptr;
}

unsigned long PyOS_strtoul(const char *text, char **end, int base) {
    text = skip_spaces(text);
    const int told = *text == '0' ? base_of_letter(text[1]) : 0;
    if (told != 0 && (base == 0 || base == told)) {
        if (digit_value(text[2]) < told) return read_digits(text + 2, end, told);
        store(end, text + 1);
        return 0;
    }
    if (base == 0 && *text == '0') {
        // Octal numbers of old are refused: the number is the zero.
        store(end, skip_spaces(text + std::strspn(text, "0")));
        return 0;
    }
    if (base == 0) base = 10;
    if (base >= 2 && base <= 36) return read_digits(text, end, base);
    store(end, text);
    return 0;
}

long PyOS_strtol(const char *text, char **end, int base) {
    text = skip_spaces(text);
    const bool is_negative = *text == '-';
    if (is_negative || *text == '+') ++text;
    const unsigned long magnitude = PyOS_strtoul(text, end, base);
    if (magnitude <= LONG_MAX + static_cast<unsigned long>(is_negative))
        return static_cast<long>(is_negative ? 0 - magnitude : magnitude);
    errno = ERANGE;
    return LONG_MAX;
}

} // extern "C"

} // namespace adder::objects
