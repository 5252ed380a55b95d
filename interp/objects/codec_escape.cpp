// SPDX-License-Identifier: MIT
//
// Backslash escapes as encodings: unicode-escape (str literals), raw-unicode-escape, and the escapes of bytes
// literals.
//
// Python reference, "String and Bytes literals".
#include "base/character_name.hpp"
#include "base/utf8.hpp"
#include "objects/codec.hpp"

#include <algorithm>
#include <cstdio>

namespace adder::objects {

namespace {

int hex_value(char ch) {
    if (ch >= '0' && ch <= '9') return ch - '0';
    if (ch >= 'a' && ch <= 'f') return ch - 'a' + 10;
    if (ch >= 'A' && ch <= 'F') return ch - 'A' + 10;
    return -1;
}

// Reads up to `count` hexadecimal digits from `position`, which moves behind them. True when all were there.
bool read_hex(std::string_view text, size_t &position, int count, Py_UCS4 &value) {
    value = 0;
    for (int i = 0; i < count; i++, position++) {
        const int digit = position < text.size() ? hex_value(text[position]) : -1;
        if (digit < 0) return false;
        value = value << 4 | static_cast<Py_UCS4>(digit);
    }
    return true;
}

// Up to three octal digits; the first has been seen.
Py_UCS4 read_octal(std::string_view text, size_t &position) {
    Py_UCS4 value = 0;
    for (int i = 0; i < 3 && position < text.size() && text[position] >= '0' && text[position] <= '7'; i++)
        value = value * 8 + static_cast<Py_UCS4>(text[position++] - '0');
    return value;
}

// The character of a one-letter escape; -1 when the letter has none, -2 for an escaped line end.
int simple_escape(char letter) {
    switch (letter) {
    case '\n': return -2;
    case '\\': return '\\';
    case '\'': return '\'';
    case '"': return '"';
    case 'b': return '\b';
    case 'f': return '\f';
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'v': return '\v';
    case 'a': return '\a';
    default: return -1;
    }
}

// Reads what stands behind a backslash. `position` moves behind it. NULL, or the reason why it is wrong.
const char *read_numeric_escape(std::string_view text, char letter, size_t &position, Py_UCS4 &ch) {
    switch (letter) {
    case 'x': return read_hex(text, position, 2, ch) ? nullptr : "truncated \\xXX escape";
    case 'u': return read_hex(text, position, 4, ch) ? nullptr : "truncated \\uXXXX escape";
    default:
        if (!read_hex(text, position, 8, ch)) return "truncated \\UXXXXXXXX escape";
        return ch > 0x10ffff ? "illegal Unicode character" : nullptr;
    }
}

const char *read_named_escape(std::string_view text, size_t &position, Py_UCS4 &ch) {
    constexpr const char *malformed = "malformed \\N character escape";
    if (position >= text.size() || text[position] != '{') return malformed;
    const size_t close = text.find('}', position);
    if (close == std::string_view::npos) {
        position = text.size();
        return malformed;
    }
    const std::string_view name = text.substr(position + 1, close - position - 1);
    position = close + 1;
    if (name.empty()) return malformed;
    const auto found = base::character_of_name(name);
    if (!found) return "unknown Unicode character name";
    ch = *found;
    return nullptr;
}

[[nodiscard]] int warn_invalid_escape(char letter) {
    return PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "invalid escape sequence '\\%c'",
                            static_cast<unsigned char>(letter));
}

[[nodiscard]] int warn_invalid_octal(const char *digits) {
    return PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "invalid octal escape sequence '\\%.3s'", digits);
}

// One escape of unicode-escape text; `position` is at the backslash. Returns the next position, or -1.
Py_ssize_t decode_escape(std::string_view text, size_t position, DecodeErrors &handler, TextWriter &writer) {
    const size_t start = position++;
    const auto fail = [&](const char *reason) {
        return handler.handle(static_cast<Py_ssize_t>(start), static_cast<Py_ssize_t>(position), reason,
                              writer);
    };
    if (position == text.size()) return fail("\\ at end of string");
    const char letter = text[position];
    const int simple = simple_escape(letter);
    if (simple != -1) {
        if (simple >= 0) TRY(writer.write(static_cast<Py_UCS4>(simple)));
        return static_cast<Py_ssize_t>(position + 1);
    }
    Py_UCS4 ch = 0;
    if (letter >= '0' && letter <= '7') {
        const char *digits = text.data() + position;
        ch = read_octal(text, position);
        if (ch > 0xff) TRY(warn_invalid_octal(digits));
    } else if (letter == 'x' || letter == 'u' || letter == 'U') {
        if (const char *reason = read_numeric_escape(text, letter, ++position, ch)) return fail(reason);
    } else if (letter == 'N') {
        if (const char *reason = read_named_escape(text, ++position, ch)) return fail(reason);
    } else {
        TRY(warn_invalid_escape(letter));
        TRY(writer.write('\\'));
        ch = static_cast<unsigned char>(letter);
        position++;
    }
    TRY(writer.write(ch));
    return static_cast<Py_ssize_t>(position);
}

// raw-unicode-escape knows \u and \U only.
Py_ssize_t decode_raw_escape(std::string_view text, size_t position, DecodeErrors &handler,
                             TextWriter &writer) {
    const size_t start = position++;
    const char letter = position < text.size() ? text[position] : '\0';
    if (letter != 'u' && letter != 'U') {
        TRY(writer.write('\\'));
        if (position == text.size()) return static_cast<Py_ssize_t>(position);
        TRY(writer.write(static_cast<unsigned char>(letter)));
        return static_cast<Py_ssize_t>(position + 1);
    }
    Py_UCS4 ch = 0;
    const char *reason = read_numeric_escape(text, letter, ++position, ch);
    if (reason != nullptr) {
        if (ch > 0x10ffff) reason = "\\Uxxxxxxxx out of range";
        return handler.handle(static_cast<Py_ssize_t>(start), static_cast<Py_ssize_t>(position), reason,
                              writer);
    }
    TRY(writer.write(ch));
    return static_cast<Py_ssize_t>(position);
}

// Whether more text could complete the escape that the text begins with and ends in.
bool is_cut_escape(std::string_view text, bool is_raw) {
    if (text.size() == 1) return true;
    const char letter = text[1];
    if (letter == 'N' && !is_raw)
        return text.size() == 2 || (text[2] == '{' && text.find('}') == std::string_view::npos);
    const size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : letter == 'x' && !is_raw ? 2 : 0;
    return text.size() < 2 + digits &&
           std::all_of(text.begin() + 2, text.end(), [](char ch) { return Py_ISXDIGIT(ch) != 0; });
}

// With `consumed`, an escape that the end of the text cuts is left for later.
template <class DecodeEscape>
PyObject *decode_escapes(std::string_view text, const char *encoding, const char *errors,
                         DecodeEscape &&decode_one, Py_ssize_t *consumed, bool is_raw) {
    DecodeErrors handler(encoding, errors, text);
    TextWriter writer(static_cast<Py_ssize_t>(text.size()));
    if (consumed != nullptr) *consumed = static_cast<Py_ssize_t>(text.size());
    for (size_t i = 0; i < text.size();) {
        if (text[i] != '\\') {
            TRY(writer.write(static_cast<unsigned char>(text[i++])));
            continue;
        }
        if (consumed != nullptr && is_cut_escape(text.substr(i), is_raw)) {
            *consumed = static_cast<Py_ssize_t>(i);
            break;
        }
        const Py_ssize_t next = decode_one(text, i, handler, writer);
        if (next < 0) return nullptr;
        i = static_cast<size_t>(next);
    }
    return writer.finish();
}

// --- encoding

void append_hex(std::string &output, Py_UCS4 ch, const char *two_digits) {
    char text[12];
    snprintf(text, sizeof text,
             ch < 0x100     ? two_digits
             : ch < 0x10000 ? "\\u%04x"
                            : "\\U%08x",
             static_cast<unsigned>(ch));
    output += text;
}

void append_unicode_escape(std::string &output, Py_UCS4 ch) {
    switch (ch) {
    case '\\': output += "\\\\"; break;
    case '\t': output += "\\t"; break;
    case '\n': output += "\\n"; break;
    case '\r': output += "\\r"; break;
    default:
        if (ch >= ' ' && ch < 127)
            output += static_cast<char>(ch);
        else
            append_hex(output, ch, "\\x%02x");
    }
}

template <class Append> PyObject *encode_escapes(PyObject *text, Append &&append) {
    if (!is_str(text)) {
        PyErr_BadArgument();
        return nullptr;
    }
    std::string output;
    const TextView view(text);
    for (Py_ssize_t i = 0; i < view.length; i++) append(output, view[i]);
    return PyBytes_FromStringAndSize(output.data(), static_cast<Py_ssize_t>(output.size()));
}

// --- bytes literals

// What a wrong \x escape of bytes becomes by the error handler; false with ValueError.
bool resolve_bytes_escape(const char *errors, size_t start, std::string &output) {
    const HandlerKind kind = handler_kind(errors);
    if (kind == HandlerKind::Strict) {
        raise_value_error("invalid \\x escape at position %zd", static_cast<Py_ssize_t>(start));
        return false;
    }
    if (kind == HandlerKind::Replace)
        output += '?';
    else if (kind != HandlerKind::Ignore) {
        raise_value_error("decoding error; unknown error handling code: %.400s", errors);
        return false;
    }
    return true;
}

} // namespace

PyObject *decode_unicode_escapes(std::string_view text, const char *errors, Py_ssize_t *consumed) {
    return decode_escapes(text, "unicodeescape", errors, decode_escape, consumed, false);
}

PyObject *decode_raw_unicode_escapes(std::string_view text, const char *errors, Py_ssize_t *consumed) {
    return decode_escapes(text, "rawunicodeescape", errors, decode_raw_escape, consumed, true);
}

PyObject *decode_bytes_escapes(std::string_view text, const char *errors) {
    std::string output;
    for (size_t i = 0; i < text.size();) {
        if (text[i] != '\\') {
            output += text[i++];
            continue;
        }
        const size_t start = i++;
        if (i == text.size()) return raise_value_error("Trailing \\ in string");
        const int simple = simple_escape(text[i]);
        Py_UCS4 ch = 0;
        if (simple != -1) {
            if (simple >= 0) output += static_cast<char>(simple);
            i++;
        } else if (text[i] >= '0' && text[i] <= '7') {
            const char *digits = text.data() + i;
            ch = read_octal(text, i);
            if (ch > 0xff) TRY(warn_invalid_octal(digits));
            output += static_cast<char>(ch);
        } else if (text[i] == 'x') {
            if (read_hex(text, ++i, 2, ch))
                output += static_cast<char>(ch);
            else if (!resolve_bytes_escape(errors, start, output))
                return nullptr;
        } else {
            TRY(warn_invalid_escape(text[i]));
            output += '\\';
            output += text[i++];
        }
    }
    return PyBytes_FromStringAndSize(output.data(), static_cast<Py_ssize_t>(output.size()));
}

extern "C" {

PyObject *PyUnicode_DecodeUnicodeEscape(const char *bytes, Py_ssize_t size, const char *errors) {
    return decode_unicode_escapes({bytes, static_cast<size_t>(size)}, errors, nullptr);
}

PyObject *PyUnicode_DecodeRawUnicodeEscape(const char *bytes, Py_ssize_t size, const char *errors) {
    return decode_raw_unicode_escapes({bytes, static_cast<size_t>(size)}, errors, nullptr);
}

PyObject *PyUnicode_AsUnicodeEscapeString(PyObject *text) {
    return encode_escapes(text, append_unicode_escape);
}

PyObject *PyUnicode_AsRawUnicodeEscapeString(PyObject *text) {
    return encode_escapes(text, [](std::string &output, Py_UCS4 ch) {
        if (ch < 0x100)
            output += static_cast<char>(ch);
        else
            append_hex(output, ch, "");
    });
}

PyObject *PyBytes_DecodeEscape(const char *text, Py_ssize_t size, const char *errors, Py_ssize_t,
                               const char *) {
    return decode_bytes_escapes({text, static_cast<size_t>(size)}, errors);
}

} // extern "C"

} // namespace adder::objects
