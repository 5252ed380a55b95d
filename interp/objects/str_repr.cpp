// SPDX-License-Identifier: MIT
//
// repr() of strs: quotes, escapes of what is not printable, and the all-ASCII form of ascii().
#include "objects/error.hpp"
#include "objects/str.hpp"
#include "objects/unicode_data.hpp"

namespace adder::objects {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

// \x, \u or \U with as many digits as the character needs.
[[nodiscard]] int write_hex_escape(TextWriter &writer, Py_UCS4 character) {
    const int digits = character < 0x100 ? 2 : character < 0x10000 ? 4 : 8;
    char text[10] = {'\\', digits == 2 ? 'x' : digits == 4 ? 'u' : 'U'};
    for (int i = 0; i < digits; i++) text[2 + i] = hex_digits[character >> (4 * (digits - 1 - i)) & 15];
    return writer.write_ascii(text, 2 + digits);
}

[[nodiscard]] int write_escaped(TextWriter &writer, Py_UCS4 character, Py_UCS4 quote) {
    switch (character) {
    case '\t': return writer.write_ascii("\\t", 2);
    case '\n': return writer.write_ascii("\\n", 2);
    case '\r': return writer.write_ascii("\\r", 2);
    case '\\': return writer.write_ascii("\\\\", 2);
    default: break;
    }
    if (character == quote) TRY(writer.write('\\'));
    if (is_printable(character)) return writer.write(character);
    return write_hex_escape(writer, character);
}

struct QuoteCount {
    bool has_single = false;
    bool has_double = false;
    bool needs_escape = false;
};

QuoteCount look_through(const TextView &text) {
    QuoteCount result;
    for (Py_ssize_t i = 0; i < text.length; i++) {
        const Py_UCS4 ch = text[i];
        if (ch == '\'')
            result.has_single = true;
        else if (ch == '"')
            result.has_double = true;
        else if (ch == '\\' || !is_printable(ch))
            result.needs_escape = true;
    }
    return result;
}

} // namespace

PyObject *str_repr(PyObject *text) {
    const TextView view(text);
    const QuoteCount quotes = look_through(view);
    const Py_UCS4 quote = quotes.has_single && !quotes.has_double ? '"' : '\'';
    const bool is_plain = !quotes.needs_escape && !(quotes.has_single && quotes.has_double);
    TextWriter writer(view.length + 2, !is_plain);
    TRY(_PyUnicodeWriter_Prepare(writer.c_writer(), is_plain ? view.length + 2 : 2,
                                 PyUnicode_MAX_CHAR_VALUE(text)));
    TRY(writer.write(quote));
    if (is_plain)
        TRY(writer.write(text));
    else
        for (Py_ssize_t i = 0; i < view.length; i++) TRY(write_escaped(writer, view[i], quote));
    TRY(writer.write(quote));
    // The width may have been reserved for characters that were then written as escapes.
    PyObject *result = TRY(writer.finish());
    if (PyUnicode_IS_ASCII(result) || is_plain) return result;
    PyObject *least = make_str(TextView(result));
    Py_DECREF(result);
    return least;
}

PyObject *escape_non_ascii(PyObject *text) {
    if (PyUnicode_IS_ASCII(text)) return exact_str(text);
    const TextView view(text);
    TextWriter writer(view.length);
    for (Py_ssize_t i = 0; i < view.length; i++) {
        if (view[i] < 128)
            TRY(writer.write(view[i]));
        else
            TRY(write_hex_escape(writer, view[i]));
    }
    return writer.finish();
}

} // namespace adder::objects
