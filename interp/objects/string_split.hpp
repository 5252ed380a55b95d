// SPDX-License-Identifier: MIT
//
// Taking sequences of characters apart, once for str and bytes: what a space or a line break is comes as a
// function of one character, and the pieces go to `pieces.add(start, end)`, which returns 0, or -1 with an
// exception. From the end, the pieces come in reverse.
#pragma once

#include "objects/object.hpp"
#include "objects/string_search.hpp"

namespace adder::objects::split {

template <class Text, class Pieces, class IsSpace>
[[nodiscard]] int at_spaces(const Text *text, Py_ssize_t length, Py_ssize_t max_split, Pieces &pieces,
                            IsSpace is_space) {
    for (Py_ssize_t i = 0;; max_split--) {
        while (i < length && is_space(text[i])) i++;
        if (i == length) return 0;
        const Py_ssize_t start = i;
        if (max_split == 0) return pieces.add(start, length);
        while (i < length && !is_space(text[i])) i++;
        TRY(pieces.add(start, i));
    }
}

template <class Text, class Pieces, class IsSpace>
[[nodiscard]] int at_spaces_from_end(const Text *text, Py_ssize_t length, Py_ssize_t max_split,
                                     Pieces &pieces, IsSpace is_space) {
    for (Py_ssize_t i = length;; max_split--) {
        while (i > 0 && is_space(text[i - 1])) i--;
        if (i == 0) return 0;
        const Py_ssize_t end = i;
        if (max_split == 0) return pieces.add(0, end);
        while (i > 0 && !is_space(text[i - 1])) i--;
        TRY(pieces.add(i, end));
    }
}

template <class Text, class Part, class Pieces>
[[nodiscard]] int at_part(const Text *text, Py_ssize_t length, const Part *part, Py_ssize_t part_length,
                          Py_ssize_t max_split, Pieces &pieces) {
    Py_ssize_t start = 0;
    for (; max_split != 0; max_split--) {
        const Py_ssize_t found = search::find(text + start, length - start, part, part_length);
        if (found < 0) break;
        TRY(pieces.add(start, start + found));
        start += found + part_length;
    }
    return pieces.add(start, length);
}

template <class Text, class Part, class Pieces>
[[nodiscard]] int at_part_from_end(const Text *text, Py_ssize_t length, const Part *part,
                                   Py_ssize_t part_length, Py_ssize_t max_split, Pieces &pieces) {
    Py_ssize_t end = length;
    for (; max_split != 0; max_split--) {
        const Py_ssize_t found = search::rfind(text, end, part, part_length);
        if (found < 0) break;
        TRY(pieces.add(found + part_length, end));
        end = found;
    }
    return pieces.add(0, end);
}

// "\r\n" is one line break.
template <class Text, class Pieces, class IsLineBreak>
[[nodiscard]] int at_line_breaks(const Text *text, Py_ssize_t length, bool keep_ends, Pieces &pieces,
                                 IsLineBreak is_line_break) {
    for (Py_ssize_t i = 0; i < length;) {
        const Py_ssize_t start = i;
        while (i < length && !is_line_break(text[i])) i++;
        Py_ssize_t end = i;
        if (i < length) {
            i += text[i] == '\r' && i + 1 < length && text[i + 1] == '\n' ? 2 : 1;
            if (keep_ends) end = i;
        }
        TRY(pieces.add(start, end));
    }
    return 0;
}

// What partition() gives; takes the three over, any of which may be NULL with an exception.
inline PyObject *make_triple(PyObject *first, PyObject *second, PyObject *third) {
    const Ref a = Ref::steal(first);
    const Ref b = Ref::steal(second);
    const Ref c = Ref::steal(third);
    return a && b && c ? PyTuple_Pack(3, a.get(), b.get(), c.get()) : nullptr;
}

} // namespace adder::objects::split
