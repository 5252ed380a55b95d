// SPDX-License-Identifier: MIT
// UTF-8 text: reading and writing code points, finding what is wrong with bytes, and the character classes
// that the language is defined by. Classes and names of characters come from libunistring, whose Unicode
// version is CPython 3.11's; normalisation from utf8proc.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace adder::base {

struct DecodedCharacter {
    char32_t code_point;
    int length; // in bytes; 1 for a byte that begins no character, which then stands for itself
};

// The character at the beginning of a text that is not empty. Lone surrogates in three bytes are let through.
[[nodiscard]] DecodedCharacter decode_utf8(std::string_view text);

// Appends the character's one to four bytes; surrogates are written in three.
void append_utf8(std::string &text, char32_t code_point);

// The first place that strict UTF-8 does not allow, in the terms of CPython's UnicodeDecodeError.
struct Utf8Error {
    std::size_t start;
    std::size_t end;
    const char *reason;
};
[[nodiscard]] std::optional<Utf8Error> find_utf8_error(std::string_view bytes);

// "'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"
[[nodiscard]] std::string utf8_error_message(std::string_view bytes, const Utf8Error &error);

// The text with every invalid piece replaced by U+FFFD, as CPython's 'replace' handler does.
[[nodiscard]] std::string replace_invalid_utf8(std::string_view bytes);

// Count of characters in well-formed text.
[[nodiscard]] std::size_t count_characters(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view text);
[[nodiscard]] bool is_identifier_start(char32_t code_point);
[[nodiscard]] bool is_identifier_continue(char32_t code_point);

// What repr() shows as it is: str.isprintable for one character.
[[nodiscard]] bool is_printable(char32_t code_point);

// The text in normalisation form KC, as identifiers are compared; the text must be well-formed.
[[nodiscard]] std::string to_nfkc(std::string_view text);

} // namespace adder::base
