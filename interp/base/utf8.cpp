// SPDX-License-Identifier: MIT
// Decoding follows table 3-7 of the Unicode standard, so that what is refused, and how many bytes an error
// covers, is what CPython says.
#include "base/utf8.hpp"

#include <unictype.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace adder::base {
namespace {

using Byte = unsigned char;

bool is_continuation(Byte byte) {
    return (byte & 0xC0) == 0x80;
}

int expected_length(Byte lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

// Whether the second byte keeps the character from being overlong, a surrogate or beyond U+10FFFF.
bool is_second_byte(Byte lead, Byte second) {
    if (!is_continuation(second)) return false;
    switch (lead) {
    case 0xE0: return second >= 0xA0;
    case 0xED: return second <= 0x9F;
    case 0xF0: return second >= 0x90;
    case 0xF4: return second <= 0x8F;
    default: return true;
    }
}

// Checks the character at `at`; moves past it when it is right.
std::optional<Utf8Error> check_character(std::string_view bytes, std::size_t &at) {
    const auto lead = static_cast<Byte>(bytes[at]);
    const int length = expected_length(lead);
    if (length == 0) return Utf8Error{at, at + 1, "invalid start byte"};
    for (std::size_t i = 1; i < static_cast<std::size_t>(length); ++i) {
        if (at + i >= bytes.size()) return Utf8Error{at, at + i, "unexpected end of data"};
        const auto byte = static_cast<Byte>(bytes[at + i]);
        const bool is_right = i == 1 ? is_second_byte(lead, byte) : is_continuation(byte);
        if (!is_right) return Utf8Error{at, at + i, "invalid continuation byte"};
    }
    at += static_cast<std::size_t>(length);
    return std::nullopt;
}

std::optional<Utf8Error> find_error_from(std::string_view bytes, std::size_t at) {
    while (at < bytes.size()) {
        if (static_cast<Byte>(bytes[at]) < 0x80) {
            ++at;
        } else if (const auto error = check_character(bytes, at)) {
            return error;
        }
    }
    return std::nullopt;
}

} // namespace

DecodedCharacter decode_utf8(std::string_view text) {
    const auto lead = static_cast<Byte>(text[0]);
    const int length = expected_length(lead);
    if (length <= 1 || text.size() < static_cast<std::size_t>(length)) return {lead, 1};
    char32_t code_point = lead & (0xFFu >> (length + 1));
    for (int i = 1; i < length; ++i) {
        const auto byte = static_cast<Byte>(text[static_cast<std::size_t>(i)]);
        if (!is_continuation(byte)) return {lead, 1};
        code_point = (code_point << 6) | (byte & 0x3Fu);
    }
    return {code_point, length};
}

void append_utf8(std::string &text, char32_t code_point) {
    const auto continuation = [&](int shift) {
        text.push_back(static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)));
    };
    if (code_point < 0x80) {
        text.push_back(static_cast<char>(code_point));
    } else if (code_point < 0x800) {
        text.push_back(static_cast<char>(0xC0 | (code_point >> 6)));
        continuation(0);
    } else if (code_point < 0x10000) {
        text.push_back(static_cast<char>(0xE0 | (code_point >> 12)));
        continuation(6);
        continuation(0);
    } else {
        text.push_back(static_cast<char>(0xF0 | (code_point >> 18)));
        continuation(12);
        continuation(6);
        continuation(0);
    }
}

std::optional<Utf8Error> find_utf8_error(std::string_view bytes) {
    return find_error_from(bytes, 0);
}

std::string utf8_error_message(std::string_view bytes, const Utf8Error &error) {
    char place[96];
    if (error.end - error.start == 1) {
        std::snprintf(place, sizeof place, "byte 0x%02x in position %zu",
                      static_cast<Byte>(bytes[error.start]), error.start);
    } else {
        std::snprintf(place, sizeof place, "bytes in position %zu-%zu", error.start, error.end - 1);
    }
    return std::string("'utf-8' codec can't decode ") + place + ": " + error.reason;
}

std::string replace_invalid_utf8(std::string_view bytes) {
    std::string text;
    std::size_t at = 0;
    while (const auto error = find_error_from(bytes, at)) {
        text.append(bytes, at, error->start - at);
        append_utf8(text, 0xFFFD);
        at = error->end;
    }
    return text.append(bytes, at);
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return !is_continuation(static_cast<Byte>(c)); }));
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<Byte>(c) < 0x80; });
}

bool is_identifier_start(char32_t code_point) {
    return code_point == '_' || uc_is_property_xid_start(code_point);
}

bool is_identifier_continue(char32_t code_point) {
    return uc_is_property_xid_continue(code_point);
}

bool is_printable(char32_t code_point) {
    if (code_point < 0x7F) return code_point >= 0x20;
    constexpr std::uint32_t hidden = UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zs | UC_CATEGORY_MASK_Zl |
                                     UC_CATEGORY_MASK_Zp | UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
                                     UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co;
    return !uc_is_general_category_withtable(code_point, hidden);
}

std::string to_nfkc(std::string_view text) {
    utf8proc_uint8_t *mapped = nullptr;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t *>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    if (length < 0) return std::string(text);
    std::string result(reinterpret_cast<const char *>(mapped), static_cast<std::size_t>(length));
    std::free(mapped);
    return result;
}

} // namespace adder::base
