// SPDX-License-Identifier: MIT
// CPython writes every character beyond ASCII as a ten-character escape before it decodes a string, and its
// messages count positions in that text. Positions here are counted the same way.
#include "syntax/string_escape.hpp"

#include "base/character_name.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace adder::syntax {
namespace {

// The value of a one-letter escape, or -1.
int simple_escape(char letter) {
    switch (letter) {
    case '\\': return '\\';
    case '\'': return '\'';
    case '"': return '"';
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
    }
}

bool is_octal(char c) {
    return c >= '0' && c <= '7';
}

int hexadecimal_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

unsigned read_octal(std::string_view body, std::size_t &at) {
    unsigned value = 0;
    for (int count = 0; count < 3 && at < body.size() && is_octal(body[at]); ++count) {
        value = value * 8 + static_cast<unsigned>(body[at++] - '0');
    }
    return value;
}

// Octal digits say at most 0o377.
void warn_of_octal(std::string_view digits, unsigned value, EscapeReport &report) {
    if (value <= 0xFF || !report.warning.empty()) return;
    report.warning = "invalid octal escape sequence '\\" + std::string(digits) + "'";
}

void warn_of_escape(char letter, EscapeReport &report) {
    if (report.warning.empty()) report.warning = invalid_escape_warning(letter);
}

class StringDecoder {
  public:
    StringDecoder(std::string_view body, EscapeReport &report) : body_(body), report_(report) {}

    bool decode() {
        while (at_ < body_.size()) {
            if (body_[at_] == '\\') {
                if (!decode_escape()) return false;
            } else {
                const std::size_t end = std::min(body_.find('\\', at_), body_.size());
                text_.append(body_, at_, end - at_);
                at_ = end;
            }
        }
        return true;
    }

    [[nodiscard]] std::string &text() { return text_; }

  private:
    bool decode_escape() {
        const std::size_t start = at_++;
        if (at_ == body_.size()) { // a brace of an f-string follows
            text_.push_back('\\');
            return true;
        }
        const char letter = body_[at_];
        if (const int simple = simple_escape(letter); simple >= 0) {
            text_.push_back(static_cast<char>(simple));
            ++at_;
            return true;
        }
        if (is_octal(letter)) {
            const unsigned value = read_octal(body_, at_);
            warn_of_octal(body_.substr(start + 1, at_ - start - 1), value, report_);
            base::append_utf8(text_, value);
            return true;
        }
        switch (letter) {
        case '\n': ++at_; return true;
        case 'x': return decode_hexadecimal(start, 2, "truncated \\xXX escape");
        case 'u': return decode_hexadecimal(start, 4, "truncated \\uXXXX escape");
        case 'U': return decode_hexadecimal(start, 8, "truncated \\UXXXXXXXX escape");
        case 'N': return decode_name(start);
        default: // no escape: both characters stay
            if ((letter & 0x80) == 0) warn_of_escape(letter, report_);
            text_.push_back('\\');
            return true;
        }
    }

    bool decode_hexadecimal(std::size_t start, int digit_count, const char *message) {
        ++at_;
        char32_t value = 0;
        for (int i = 0; i < digit_count; ++i, ++at_) {
            const int digit = at_ < body_.size() ? hexadecimal_value(body_[at_]) : -1;
            if (digit < 0) return fail(start, message);
            value = value * 16 + static_cast<char32_t>(digit);
        }
        if (value > 0x10FFFF) return fail(start, "illegal Unicode character");
        base::append_utf8(text_, value);
        return true;
    }

    bool decode_name(std::size_t start) {
        ++at_;
        if (at_ >= body_.size() || body_[at_] != '{') return fail(start, "malformed \\N character escape");
        const std::size_t name_start = ++at_;
        at_ = std::min(body_.find('}', at_), body_.size());
        if (at_ == body_.size() || at_ == name_start) return fail(start, "malformed \\N character escape");
        const auto code_point = base::character_of_name(body_.substr(name_start, at_ - name_start));
        ++at_;
        if (!code_point) return fail(start, "unknown Unicode character name");
        base::append_utf8(text_, *code_point);
        return true;
    }

    // Where an offset in the body stands in the text that CPython decodes.
    [[nodiscard]] std::size_t reported_position(std::size_t offset) const {
        std::size_t position = 0;
        for (std::size_t at = 0; at < offset;) {
            const auto [code_point, length] = base::decode_utf8(body_.substr(at));
            position += code_point < 128 ? 1 : 10;
            const bool is_backslash = code_point == '\\';
            at += static_cast<std::size_t>(length);
            if (!is_backslash || at >= offset) continue;
            if ((body_[at] & 0x80) != 0) {
                position += 5; // a backslash that escapes nothing is written as an escape itself
            } else {
                ++position;
                ++at;
            }
        }
        return position;
    }

    bool fail(std::size_t start, const char *message) {
        const std::size_t first = reported_position(start);
        const std::size_t last = reported_position(at_) - 1;
        std::string &error = report_.error;
        error = "(unicode error) 'unicodeescape' codec can't decode ";
        error += last == first ? "byte 0x5c in position " + std::to_string(first)
                               : "bytes in position " + std::to_string(first) + "-" + std::to_string(last);
        error += std::string(": ") + message;
        return false;
    }

    std::string_view body_;
    std::size_t at_ = 0;
    std::string text_;
    EscapeReport &report_;
};

} // namespace

std::string invalid_escape_warning(char letter) {
    return std::string("invalid escape sequence '\\") + letter + "'";
}

std::optional<std::string> decode_string_escapes(std::string_view body, EscapeReport &report) {
    if (const auto bad = base::find_utf8_error(body)) {
        report.error = "(unicode error) " + base::utf8_error_message(body, *bad);
        return std::nullopt;
    }
    if (body.find('\\') == std::string_view::npos) return std::string(body);
    StringDecoder decoder(body, report);
    if (decoder.decode()) return std::move(decoder.text());
    return std::nullopt;
}

std::optional<std::string> decode_bytes_escapes(std::string_view body, EscapeReport &report) {
    std::string bytes;
    for (std::size_t at = 0; at < body.size();) {
        if (body[at] != '\\') {
            bytes.push_back(body[at++]);
            continue;
        }
        const std::size_t start = at++;
        const char letter = body[at];
        if (const int simple = simple_escape(letter); simple >= 0) {
            bytes.push_back(static_cast<char>(simple));
            ++at;
        } else if (is_octal(letter)) {
            const unsigned value = read_octal(body, at);
            warn_of_octal(body.substr(start + 1, at - start - 1), value, report);
            bytes.push_back(static_cast<char>(value));
        } else if (letter == '\n') {
            ++at;
        } else if (letter == 'x') {
            const int high = at + 1 < body.size() ? hexadecimal_value(body[at + 1]) : -1;
            const int low = at + 2 < body.size() ? hexadecimal_value(body[at + 2]) : -1;
            if (high < 0 || low < 0) {
                report.error = "(value error) invalid \\x escape at position " + std::to_string(start);
                return std::nullopt;
            }
            bytes.push_back(static_cast<char>(high * 16 + low));
            at += 3;
        } else {
            warn_of_escape(letter, report);
            bytes.push_back('\\'); // no escape: both characters stay
        }
    }
    return bytes;
}

} // namespace adder::syntax
