// SPDX-License-Identifier: MIT
//
// The standard format specification mini-language (library reference, "Format Specification Mini-Language"):
//
//     [[fill]align][sign][z][#][0][width][grouping][.precision][type]
//
// One struct for its parts, one parser with CPython's error texts, and the padding that all types share.
// format(), str.format, f-strings and every __format__ of a built-in type stand on it.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

struct FormatSpec {
    Py_UCS4 fill = ' ';
    Py_UCS4 align = '<';           // one of < > = ^
    bool has_align = false;        // as written, or by a leading 0
    bool alternate = false;        // #
    Py_UCS4 sign = 0;              // + - space, or 0 for none
    bool no_negative_zero = false; // z
    Py_ssize_t width = -1;         // -1: none
    Py_UCS4 grouping = 0;          // , or _ or 0
    Py_ssize_t precision = -1;     // -1: none
    Py_UCS4 type = 0;              // the default type when none is written
};

// Reads `text` (a str) from `start` to `end`. `value` is only named in errors ("Invalid format specifier '…'
// for object of type '…'"). 0, or -1 with ValueError.
[[nodiscard]] int parse_format_spec(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end,
                                    Py_UCS4 default_type, Py_UCS4 default_align, FormatSpec &spec);

// How many fill characters go before and behind a text of `length` characters.
struct Padding {
    Py_ssize_t left = 0;
    Py_ssize_t right = 0;
};
[[nodiscard]] Padding padding_for(const FormatSpec &spec, Py_ssize_t length);

// New str: text[0:length] of a str padded as the specification asks (its type, sign and grouping are not
// looked at).
[[nodiscard]] Ref pad_text(PyObject *text, Py_ssize_t length, const FormatSpec &spec);

// ValueError "Unknown format code 'x' for object of type 'int'".
void raise_unknown_format_code(Py_UCS4 code, const char *type_name);

} // namespace adder::objects
