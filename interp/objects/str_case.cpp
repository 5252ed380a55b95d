// SPDX-License-Identifier: MIT
//
// Case: lower, upper, title, capitalize, swapcase, casefold.
//
// ASCII text keeps its length and is mapped byte by byte. Other text is mapped by Unicode's full mappings; a
// capital sigma at the end of a word becomes the final small sigma (The Unicode Standard, 3.13, Final_Sigma).
#include "objects/str_methods.hpp"
#include "objects/unicode_data.hpp"

namespace adder::objects::str_methods {

namespace {

using FullCase = Py_UCS4[3];
constexpr Py_UCS4 capital_sigma = 0x3a3;

// New ASCII str with every byte mapped.
template <class Map> PyObject *map_ascii(PyObject *self, Map &&map) {
    const Py_ssize_t length = str_length(self);
    PyObject *result = TRY(PyUnicode_New(length, 0x7f));
    if (length == 0) return result;
    const Py_UCS1 *from = PyUnicode_1BYTE_DATA(self);
    Py_UCS1 *to = PyUnicode_1BYTE_DATA(result);
    for (Py_ssize_t i = 0; i < length; i++) to[i] = map(from[i], i);
    if (length > 1) return result;
    PyObject *shared = Py_NewRef(latin1_str(to[0]));
    Py_DECREF(result);
    return shared;
}

// Eight letters at a time: every byte in the range gets its bit 5 flipped.
PyObject *flip_ascii_range(PyObject *self, unsigned char first, unsigned char last) {
    const Py_ssize_t length = str_length(self);
    if (length <= 1) {
        if (length == 0) return Py_NewRef(empty_str());
        const Py_UCS1 ch = PyUnicode_1BYTE_DATA(self)[0];
        return Py_NewRef(latin1_str(ch >= first && ch <= last ? ch ^ 32 : ch));
    }
    PyObject *result = TRY(PyUnicode_New(length, 0x7f));
    const Py_UCS1 *from = PyUnicode_1BYTE_DATA(self);
    Py_UCS1 *to = PyUnicode_1BYTE_DATA(result);
    constexpr uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t from_first = ones * (128u - first); // sets bit 7 where byte >= first
    const uint64_t past_last = ones * (127u - last);   // sets bit 7 where byte > last
    Py_ssize_t i = 0;
    for (; i + 8 <= length; i += 8) {
        uint64_t word;
        memcpy(&word, from + i, 8);
        const uint64_t in_range = ((word + from_first) & ~(word + past_last)) & (ones * 128);
        word ^= in_range >> 2;
        memcpy(to + i, &word, 8);
    }
    for (; i < length; i++) to[i] = from[i] >= first && from[i] <= last ? from[i] ^ 32 : from[i];
    return result;
}

// Whether the capital sigma at `index` ends a word: a cased character before it and none behind, both
// looked for past case-ignorable ones.
bool is_final_sigma(const TextView &text, Py_ssize_t index) {
    Py_ssize_t before = index - 1;
    while (before >= 0 && is_case_ignorable(text[before])) before--;
    if (before < 0 || !is_cased(text[before])) return false;
    Py_ssize_t behind = index + 1;
    while (behind < text.length && is_case_ignorable(text[behind])) behind++;
    return behind == text.length || !is_cased(text[behind]);
}

int lower_at(const TextView &text, Py_ssize_t index, FullCase &result) {
    if (text[index] != capital_sigma) return to_full_lower(text[index], result);
    result[0] = is_final_sigma(text, index) ? 0x3c2 : 0x3c3;
    return 1;
}

// New str from what `map` gives for every index.
template <class Map> PyObject *map_text(PyObject *self, Map &&map) {
    const TextView text(self);
    TextWriter writer(text.length);
    for (Py_ssize_t i = 0; i < text.length; i++) {
        FullCase mapped;
        const int count = map(text, i, mapped);
        for (int j = 0; j < count; j++) TRY(writer.write(mapped[j]));
    }
    return writer.finish();
}

} // namespace

ADDER_PLAIN_METHOD(lower) {
    (void)argument;
    if (PyUnicode_IS_ASCII(self)) return flip_ascii_range(self, 'A', 'Z');
    return map_text(self, lower_at);
}

ADDER_PLAIN_METHOD(upper) {
    (void)argument;
    if (PyUnicode_IS_ASCII(self)) return flip_ascii_range(self, 'a', 'z');
    return map_text(self, [](const TextView &text, Py_ssize_t i, FullCase &result) {
        return to_full_upper(text[i], result);
    });
}

ADDER_PLAIN_METHOD(casefold) {
    (void)argument;
    if (PyUnicode_IS_ASCII(self)) return flip_ascii_range(self, 'A', 'Z');
    return map_text(self, [](const TextView &text, Py_ssize_t i, FullCase &result) {
        return to_full_fold(text[i], result);
    });
}

ADDER_PLAIN_METHOD(capitalize) {
    (void)argument;
    if (PyUnicode_IS_ASCII(self))
        return map_ascii(
            self, [](unsigned char ch, Py_ssize_t i) { return i == 0 ? ascii_upper(ch) : ascii_lower(ch); });
    return map_text(self, [](const TextView &text, Py_ssize_t i, FullCase &result) {
        return i == 0 ? to_full_title(text[0], result) : lower_at(text, i, result);
    });
}

ADDER_PLAIN_METHOD(title) {
    (void)argument;
    bool is_in_word = false;
    if (PyUnicode_IS_ASCII(self))
        return map_ascii(self, [&](unsigned char ch, Py_ssize_t) {
            const unsigned char mapped = is_in_word ? ascii_lower(ch) : ascii_upper(ch);
            is_in_word = is_ascii_with(ch, AsciiAlpha);
            return mapped;
        });
    return map_text(self, [&](const TextView &text, Py_ssize_t i, FullCase &result) {
        const int count = is_in_word ? lower_at(text, i, result) : to_full_title(text[i], result);
        is_in_word = is_cased(text[i]);
        return count;
    });
}

ADDER_PLAIN_METHOD(swapcase) {
    (void)argument;
    if (PyUnicode_IS_ASCII(self))
        return map_ascii(self, [](unsigned char ch, Py_ssize_t) {
            return static_cast<unsigned char>(is_ascii_with(ch, AsciiAlpha) ? ch ^ 32 : ch);
        });
    return map_text(self, [](const TextView &text, Py_ssize_t i, FullCase &result) {
        if (Py_UNICODE_ISUPPER(text[i])) return lower_at(text, i, result);
        if (Py_UNICODE_ISLOWER(text[i])) return to_full_upper(text[i], result);
        result[0] = text[i];
        return 1;
    });
}

} // namespace adder::objects::str_methods
