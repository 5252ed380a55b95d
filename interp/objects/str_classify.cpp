// SPDX-License-Identifier: MIT
//
// Questions about all characters of a str: isalpha, isdigit, islower, istitle, isidentifier, …
#include "objects/str_methods.hpp"
#include "objects/unicode_data.hpp"

namespace adder::objects::str_methods {

namespace {

// Whether `test` holds for every character and there is at least one.
template <class Test> PyObject *all_characters(PyObject *self, Test &&test) {
    const TextView text(self);
    if (text.length == 0) Py_RETURN_FALSE;
    for (Py_ssize_t i = 0; i < text.length; i++)
        if (!test(text[i])) Py_RETURN_FALSE;
    Py_RETURN_TRUE;
}

// The same for ASCII flags and, beyond ASCII, a Unicode test.
template <class Test> PyObject *all_of_class(PyObject *self, uint8_t flags, Test &&test) {
    return all_characters(self,
                          [&](Py_UCS4 ch) { return ch < 128 ? is_ascii_with(ch, flags) : test(ch) != 0; });
}

bool is_lower(Py_UCS4 ch) {
    return ch < 128 ? is_ascii_with(ch, AsciiLower) : Py_UNICODE_ISLOWER(ch) != 0;
}
bool is_upper(Py_UCS4 ch) {
    return ch < 128 ? is_ascii_with(ch, AsciiUpper) : Py_UNICODE_ISUPPER(ch) != 0;
}
bool is_title(Py_UCS4 ch) {
    return ch >= 128 && Py_UNICODE_ISTITLE(ch) != 0;
}

// Some character of the wanted case, and none of the others.
template <class Wanted, class Other>
PyObject *has_only_case(PyObject *self, Wanted &&is_wanted, Other &&is_other) {
    const TextView text(self);
    bool found = false;
    for (Py_ssize_t i = 0; i < text.length; i++) {
        if (is_other(text[i]) || is_title(text[i])) Py_RETURN_FALSE;
        found = found || is_wanted(text[i]);
    }
    return new_bool(found);
}

} // namespace

ADDER_PLAIN_METHOD(isascii_method) {
    (void)argument;
    return new_bool(PyUnicode_IS_ASCII(self));
}

ADDER_PLAIN_METHOD(islower) {
    (void)argument;
    return has_only_case(self, is_lower, is_upper);
}

ADDER_PLAIN_METHOD(isupper) {
    (void)argument;
    return has_only_case(self, is_upper, is_lower);
}

// Capitals only where no cased character is before, small letters only where one is, and at least one of
// them.
ADDER_PLAIN_METHOD(istitle) {
    (void)argument;
    const TextView text(self);
    bool found = false;
    bool is_in_word = false;
    for (Py_ssize_t i = 0; i < text.length; i++) {
        const bool is_capital = is_upper(text[i]) || is_title(text[i]);
        const bool is_small = !is_capital && is_lower(text[i]);
        if ((is_capital && is_in_word) || (is_small && !is_in_word)) Py_RETURN_FALSE;
        is_in_word = is_capital || is_small;
        found = found || is_in_word;
    }
    return new_bool(found);
}

ADDER_PLAIN_METHOD(isspace) {
    (void)argument;
    return all_of_class(self, AsciiSpace, [](Py_UCS4 ch) { return Py_UNICODE_ISSPACE(ch); });
}

ADDER_PLAIN_METHOD(isdecimal) {
    (void)argument;
    return all_of_class(self, AsciiDigit, [](Py_UCS4 ch) { return Py_UNICODE_ISDECIMAL(ch); });
}

ADDER_PLAIN_METHOD(isdigit) {
    (void)argument;
    return all_of_class(self, AsciiDigit, [](Py_UCS4 ch) { return Py_UNICODE_ISDIGIT(ch); });
}

ADDER_PLAIN_METHOD(isnumeric) {
    (void)argument;
    return all_of_class(self, AsciiDigit, [](Py_UCS4 ch) { return Py_UNICODE_ISNUMERIC(ch); });
}

ADDER_PLAIN_METHOD(isalpha) {
    (void)argument;
    return all_of_class(self, AsciiAlpha, [](Py_UCS4 ch) { return Py_UNICODE_ISALPHA(ch); });
}

ADDER_PLAIN_METHOD(isalnum) {
    (void)argument;
    return all_of_class(self, AsciiAlnum, [](Py_UCS4 ch) { return Py_UNICODE_ISALNUM(ch); });
}

ADDER_PLAIN_METHOD(isidentifier) {
    (void)argument;
    return new_bool(PyUnicode_IsIdentifier(self));
}

ADDER_PLAIN_METHOD(isprintable) {
    (void)argument;
    if (str_length(self) == 0) Py_RETURN_TRUE;
    return all_characters(self, is_printable);
}

} // namespace adder::objects::str_methods

// Python reference, "Identifiers and keywords".
int PyUnicode_IsIdentifier(PyObject *text) {
    const adder::objects::TextView view(text);
    if (view.length == 0) return 0;
    if (view[0] != '_' && !_PyUnicode_IsXidStart(view[0])) return 0;
    for (Py_ssize_t i = 1; i < view.length; i++)
        if (!_PyUnicode_IsXidContinue(view[i])) return 0;
    return 1;
}
