// SPDX-License-Identifier: MIT
//
// What Unicode says about characters: classes, numeric values, case.
//
// The data is libunistring's, which has the version of CPython 3.11 (Unicode 14); the numeric values of CJK
// ideographs, which come from Unihan, are a table here. ASCII is answered from a table of flags without a
// call.
#pragma once

#include <Python.h>

namespace adder::objects {

enum AsciiFlag : uint8_t {
    AsciiLower = 1,
    AsciiUpper = 2,
    AsciiDigit = 4,
    AsciiSpace = 8,      // white space of str: 0x1c to 0x1f too
    AsciiLineBreak = 16, // of str.splitlines
    AsciiIdentifier = 32,
    AsciiPrintable = 64,
    AsciiAlpha = AsciiLower | AsciiUpper,
    AsciiAlnum = AsciiAlpha | AsciiDigit,
};
extern const uint8_t ascii_flags[128];

inline bool is_ascii_with(Py_UCS4 ch, uint8_t flags) {
    return (ascii_flags[ch] & flags) != 0;
}

inline bool is_space(Py_UCS4 ch) {
    return ch < 128 ? is_ascii_with(ch, AsciiSpace) : _PyUnicode_IsWhitespace(ch) != 0;
}
inline bool is_line_break(Py_UCS4 ch) {
    return ch < 128 ? is_ascii_with(ch, AsciiLineBreak) : _PyUnicode_IsLinebreak(ch) != 0;
}
inline bool is_printable(Py_UCS4 ch) {
    return ch < 128 ? is_ascii_with(ch, AsciiPrintable) : _PyUnicode_IsPrintable(ch) != 0;
}

inline unsigned char ascii_lower(unsigned char ch) {
    return ch >= 'A' && ch <= 'Z' ? ch + 32 : ch;
}
inline unsigned char ascii_upper(unsigned char ch) {
    return ch >= 'a' && ch <= 'z' ? ch - 32 : ch;
}

// Full case mappings, one to three characters without regard to the neighbours; return how many.
int to_full_lower(Py_UCS4 ch, Py_UCS4 (&result)[3]);
int to_full_upper(Py_UCS4 ch, Py_UCS4 (&result)[3]);
int to_full_title(Py_UCS4 ch, Py_UCS4 (&result)[3]);
int to_full_fold(Py_UCS4 ch, Py_UCS4 (&result)[3]);

[[nodiscard]] bool is_cased(Py_UCS4 ch);
[[nodiscard]] bool is_case_ignorable(Py_UCS4 ch);

// The Unicode name, upper case, into `buffer`; false when the character has none.
[[nodiscard]] bool character_name(Py_UCS4 ch, char (&buffer)[256]);

} // namespace adder::objects
