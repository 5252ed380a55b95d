// SPDX-License-Identifier: MIT
// Numeric literals (Python reference 2.4.4 to 2.4.7). Each function is handed or gives back the character
// after what it read; that character has been read too, so that an error stands where CPython puts it.
#include "syntax/lexer.hpp"

#include <string>

namespace adder::syntax {
namespace {

bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

int digit_value(int c) {
    if (is_digit(c)) return c - '0';
    const int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 16;
}

bool is_name_character(int c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}

} // namespace

Lexer::Step Lexer::read_number(Token &token) {
    position_ = token_start_;
    int after = 0;
    bool is_right = false;
    const int first = read();
    const int second = peek() | 0x20;
    if (first == '0' && second == 'x') {
        is_right = read_digits_of_base(16, "hexadecimal", after);
    } else if (first == '0' && second == 'o') {
        is_right = read_digits_of_base(8, "octal", after);
    } else if (first == '0' && second == 'b') {
        is_right = read_digits_of_base(2, "binary", after);
    } else if (first == '0') {
        is_right = read_after_leading_zeros(after);
    } else {
        unread(first);
        after = first == '.' ? read() : read_decimal_digits();
        is_right = after != 0 && read_fraction_and_exponent(after);
    }
    if (!is_right) return Step::Failed;
    unread(after);
    return finish(token, TokenKind::Number);
}

// Reads digits and single underscores between them. Returns the character after them, 0 after an error.
int Lexer::read_decimal_digits() {
    for (;;) {
        int character = read();
        while (is_digit(character)) character = read();
        if (character != '_') return character;
        character = read();
        if (!is_digit(character)) {
            unread(character);
            fail("invalid decimal literal");
            return 0;
        }
    }
}

// A digit that the base does not have stands where one is expected.
void Lexer::fail_bad_digit(int digit, const char *base_name) {
    fail(std::string("invalid digit '") + static_cast<char>(digit) + "' in " + base_name + " literal");
}

bool Lexer::read_digits_of_base(int base, const char *base_name, int &after) {
    read(); // the letter
    int character = read();
    do {
        if (character == '_') character = read();
        if (digit_value(character) >= base) {
            if (is_digit(character)) {
                fail_bad_digit(character, base_name);
            } else {
                unread(character);
                fail(std::string("invalid ") + base_name + " literal");
            }
            return false;
        }
        while (digit_value(character) < base) character = read();
    } while (character == '_');
    if (is_digit(character)) {
        fail_bad_digit(character, base_name);
        return false;
    }
    after = character;
    return verify_end_of_number(after, base_name);
}

// A literal that begins with 0 is zero, a float or imaginary; other decimal digits behind zeros are refused.
bool Lexer::read_after_leading_zeros(int &after) {
    after = read();
    for (;;) {
        if (after == '_') {
            after = read();
            if (!is_digit(after)) {
                unread(after);
                fail("invalid decimal literal");
                return false;
            }
        }
        if (after != '0') break;
        after = read();
    }
    const int zeros_end = column();
    const bool has_other_digits = is_digit(after);
    if (has_other_digits) {
        after = read_decimal_digits();
        if (after == 0) return false;
    }
    const int lower = after | 0x20;
    if (after == '.' || lower == 'e' || lower == 'j') return read_fraction_and_exponent(after);
    if (!has_other_digits) return verify_end_of_number(after, "decimal");
    unread(after);
    fail("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
    // The one place of a number that CPython counts in bytes.
    error_->offset = static_cast<int>(token_start_ - line_start_) + 1;
    error_->end_offset = zeros_end;
    return false;
}

bool Lexer::read_fraction_and_exponent(int &after) {
    if (after == '.') {
        after = read();
        if (is_digit(after)) {
            after = read_decimal_digits();
            if (after == 0) return false;
        }
    }
    if (after == 'e' || after == 'E') {
        const bool is_exponent = is_digit(peek()) || peek() == '+' || peek() == '-';
        if (!is_exponent)
            return verify_end_of_number(after, "decimal"); // 1else: the number ends before the e
        if (!read_exponent(after)) return false;
    }
    if (after == 'j' || after == 'J') {
        after = read();
        return verify_end_of_number(after, "imaginary");
    }
    return verify_end_of_number(after, "decimal");
}

bool Lexer::read_exponent(int &after) {
    const int sign_or_digit = read();
    if (is_digit(sign_or_digit)) {
        unread(sign_or_digit);
    } else if (const int digit = read(); !is_digit(digit)) {
        unread(digit);
        fail("invalid decimal literal");
        return false;
    } else {
        unread(digit);
    }
    after = read_decimal_digits();
    return after != 0;
}

// A name may not begin right after a number, except for the keywords that may follow one: "1if x else y".
bool Lexer::verify_end_of_number(int after, const char *kind) {
    if (!is_name_character(after)) return true;
    unread(after);
    const auto is_followed_by = [this](std::string_view keyword) {
        if (text_.substr(position_, keyword.size()) != keyword) return false;
        // CPython does not look behind these three.
        const bool is_open = keyword == "if" || keyword == "in" || keyword == "is";
        return is_open || !is_name_character(peek(keyword.size()));
    };
    for (const char *keyword : {"and", "else", "for", "if", "in", "is", "or", "not"}) {
        if (is_followed_by(keyword)) {
            const std::string message = std::string("invalid ") + kind + " literal";
            warnings_.push_back({.lineno = lineno_, .error = error_in_line(message, column(), column())});
            read();
            return true;
        }
    }
    fail(std::string("invalid ") + kind + " literal");
    return false;
}

} // namespace adder::syntax
