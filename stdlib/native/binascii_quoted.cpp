// SPDX-License-Identifier: MIT
//
// Quoted-printable text after RFC 1521: what is no printable ASCII is '=' and two hexadecimal digits, and
// lines are broken before they get too long.
#include "binascii.hpp"

#include <string_view>

namespace adder::stdlib {
namespace {

constexpr size_t longest_line = 76;

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// Reads what follows an '=', which `at` stands behind.
void decode_escape(std::string_view text, size_t &at, std::string &result) {
    if (at >= text.size()) return;
    if (text[at] == '\n' || text[at] == '\r') {
        // A soft line break: nothing is left of it.
        while (at < text.size() && text[at] != '\n') at++;
        if (at < text.size()) at++;
    } else if (text[at] == '=') {
        result += '=';
        at++;
    } else if (at + 1 < text.size() && hex_digit(text[at]) >= 0 && hex_digit(text[at + 1]) >= 0) {
        result += static_cast<char>(hex_digit(text[at]) * 16 + hex_digit(text[at + 1]));
        at += 2;
    } else {
        result += '=';
    }
}

struct Style {
    bool quotes_tabs;
    bool is_text;
    bool is_header;
};

bool needs_escape(std::string_view data, size_t i, size_t line_length, const Style &style) {
    const auto c = static_cast<unsigned char>(data[i]);
    const bool is_last = i + 1 == data.size();
    if (c > 126 || c == '=' || (style.is_header && c == '_')) return true;
    if (c == '.' && line_length == 0)
        return is_last || data[i + 1] == '\n' || data[i + 1] == '\r' || data[i + 1] == '\0';
    if (!style.is_text && (c == '\r' || c == '\n')) return true;
    if ((c == '\t' || c == ' ') && is_last) return true;
    if (c >= 33 || c == '\r' || c == '\n') return false;
    return style.quotes_tabs || (c != '\t' && c != ' ');
}

void append_escape(std::string &result, unsigned char c) {
    constexpr const char *digits = "0123456789ABCDEF";
    result += '=';
    result += digits[c >> 4];
    result += digits[c & 15];
}

std::string encode(std::string_view data, const Style &style) {
    // Lines end as the first one does.
    const size_t first = data.find('\n');
    const bool has_returns = first != std::string_view::npos && first > 0 && data[first - 1] == '\r';
    const char *line_end = has_returns ? "\r\n" : "\n";
    std::string result;
    size_t line_length = 0;
    const auto make_room = [&](size_t size) {
        if (line_length + size < longest_line) return;
        result += '=';
        result += line_end;
        line_length = 0;
    };
    for (size_t i = 0; i < data.size();) {
        const char c = data[i];
        if (needs_escape(data, i, line_length, style)) {
            make_room(3);
            append_escape(result, static_cast<unsigned char>(c));
            line_length += 3;
            i++;
            continue;
        }
        const bool is_break = c == '\n' || (c == '\r' && i + 1 < data.size() && data[i + 1] == '\n');
        if (style.is_text && is_break) {
            // Blanks at the end of a line would be lost.
            if (!result.empty() && (result.back() == ' ' || result.back() == '\t') && line_length > 0) {
                const auto blank = static_cast<unsigned char>(result.back());
                result.pop_back();
                append_escape(result, blank);
            }
            result += line_end;
            line_length = 0;
            i += c == '\r' ? 2 : 1;
            continue;
        }
        if (i + 1 != data.size() && data[i + 1] != '\n') make_room(1);
        result += style.is_header && c == ' ' ? '_' : c;
        line_length++;
        i++;
    }
    return result;
}

} // namespace

PyObject *a2b_qp(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"data", "header", nullptr};
    PyObject *argument;
    int header = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|p:a2b_qp", const_cast<char **>(names), &argument,
                                     &header))
        return nullptr;
    Py_buffer buffer;
    if (!take_ascii(argument, buffer)) return nullptr;
    const std::string_view text(static_cast<const char *>(buffer.buf), static_cast<size_t>(buffer.len));
    std::string result;
    for (size_t at = 0; at < text.size();) {
        const char c = text[at++];
        if (c == '=')
            decode_escape(text, at, result);
        else
            result += header != 0 && c == '_' ? ' ' : c;
    }
    PyBuffer_Release(&buffer);
    return bytes_of(result);
}

PyObject *b2a_qp(PyObject *, PyObject *args, PyObject *keywords) {
    static const char *names[] = {"data", "quotetabs", "istext", "header", nullptr};
    Py_buffer buffer;
    int quotetabs = 0;
    int istext = 1;
    int header = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "y*|ppp:b2a_qp", const_cast<char **>(names), &buffer,
                                     &quotetabs, &istext, &header))
        return nullptr;
    const Style style = {.quotes_tabs = quotetabs != 0, .is_text = istext != 0, .is_header = header != 0};
    const std::string result =
        encode({static_cast<const char *>(buffer.buf), static_cast<size_t>(buffer.len)}, style);
    PyBuffer_Release(&buffer);
    return bytes_of(result);
}

} // namespace adder::stdlib
