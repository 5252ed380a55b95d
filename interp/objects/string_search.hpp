// SPDX-License-Identifier: MIT
//
// Searching in sequences of characters of 1, 2 or 4 bytes: find, find from the end, count.
//
// Needles may be narrower than the text, never wider. Bytes go to memchr and memmem; wider text is filtered
// by the needle's first and last character and, when that does not help, handed to the two-way algorithm, so
// that a search forwards is linear whatever the input. Positions are -1 for "not there".
#pragma once

#include <Python.h>

#include <cstring>

namespace adder::objects::search {

template <class Text>
inline Py_ssize_t find_character(const Text *text, Py_ssize_t length, Py_UCS4 character) {
    if constexpr (sizeof(Text) == 1) {
        if (length <= 0 || character > 0xff) return -1;
        const void *found = memchr(text, static_cast<int>(character), static_cast<size_t>(length));
        return found == nullptr ? -1 : static_cast<const Text *>(found) - text;
    } else {
        for (Py_ssize_t i = 0; i < length; i++)
            if (text[i] == character) return i;
        return -1;
    }
}

template <class Text>
inline Py_ssize_t rfind_character(const Text *text, Py_ssize_t length, Py_UCS4 character) {
    if constexpr (sizeof(Text) == 1) {
        if (length <= 0 || character > 0xff) return -1;
        const void *found = memrchr(text, static_cast<int>(character), static_cast<size_t>(length));
        return found == nullptr ? -1 : static_cast<const Text *>(found) - text;
    } else {
        for (Py_ssize_t i = length; i-- > 0;)
            if (text[i] == character) return i;
        return -1;
    }
}

template <class Text, class Part> inline bool matches(const Text *text, const Part *part, Py_ssize_t length) {
    if constexpr (sizeof(Text) == sizeof(Part)) {
        return memcmp(text, part, static_cast<size_t>(length) * sizeof(Text)) == 0;
    } else {
        for (Py_ssize_t i = 0; i < length; i++)
            if (text[i] != part[i]) return false;
        return true;
    }
}

// Crochemore and Perrin, "Two-way string-matching": the needle is cut at its critical factorisation.
struct Factorisation {
    Py_ssize_t cut;
    Py_ssize_t period;
};

template <class Part> Factorisation maximal_suffix(const Part *part, Py_ssize_t length, bool is_reversed) {
    Py_ssize_t suffix = 0;
    Py_ssize_t candidate = 1;
    Py_ssize_t k = 0;
    Py_ssize_t period = 1;
    while (candidate + k < length) {
        const Part a = part[candidate + k];
        const Part b = part[suffix + k];
        if (is_reversed ? b < a : a < b) {
            candidate += k + 1;
            k = 0;
            period = candidate - suffix;
        } else if (a == b) {
            if (k + 1 != period) {
                k++;
            } else {
                candidate += period;
                k = 0;
            }
        } else {
            suffix = candidate++;
            k = 0;
            period = 1;
        }
    }
    return {suffix, period};
}

template <class Part> Factorisation factorise(const Part *part, Py_ssize_t length) {
    const Factorisation forward = maximal_suffix(part, length, false);
    const Factorisation backward = maximal_suffix(part, length, true);
    return forward.cut > backward.cut ? forward : backward;
}

template <class Text, class Part>
Py_ssize_t find_two_way(const Text *text, Py_ssize_t length, const Part *part, Py_ssize_t part_length) {
    const auto [cut, period] = factorise(part, part_length);
    const bool is_periodic = matches(part, part + period, cut);
    const Py_ssize_t shift = is_periodic ? period : Py_MAX(cut, part_length - cut) + 1;
    Py_ssize_t known = 0; // characters at the front that are known to match
    for (Py_ssize_t start = 0; start <= length - part_length;) {
        const Text *window = text + start;
        Py_ssize_t i = Py_MAX(cut, known);
        while (i < part_length && window[i] == part[i]) i++;
        if (i < part_length) {
            start += i - cut + 1;
            known = 0;
            continue;
        }
        i = cut;
        while (i > known && window[i - 1] == part[i - 1]) i--;
        if (i <= known) return start;
        start += shift;
        known = is_periodic ? part_length - period : 0;
    }
    return -1;
}

// Looks for the first character, checks the last, compares; gives up for the two-way algorithm when it has
// compared much more than it has passed over.
template <class Text, class Part>
Py_ssize_t find_filtered(const Text *text, Py_ssize_t length, const Part *part, Py_ssize_t part_length) {
    const Py_ssize_t last = part_length - 1;
    const Py_ssize_t end = length - last;
    Py_ssize_t wasted = 0;
    for (Py_ssize_t i = 0; i < end; i++) {
        const Py_ssize_t step = find_character(text + i, end - i, part[0]);
        if (step < 0) return -1;
        i += step;
        if (text[i + last] != part[last]) continue;
        if (matches(text + i, part, part_length)) return i;
        wasted += part_length;
        if (wasted > 4 * (i + 256)) {
            const Py_ssize_t found = find_two_way(text + i, length - i, part, part_length);
            return found < 0 ? -1 : found + i;
        }
    }
    return -1;
}

template <class Text, class Part>
Py_ssize_t find(const Text *text, Py_ssize_t length, const Part *part, Py_ssize_t part_length) {
    if (part_length > length) return -1;
    if (part_length == 0) return 0;
    if (part_length == 1) return find_character(text, length, part[0]);
    if constexpr (sizeof(Text) == 1) {
        const void *found = memmem(text, static_cast<size_t>(length), part, static_cast<size_t>(part_length));
        return found == nullptr ? -1 : static_cast<const Text *>(found) - text;
    } else {
        return find_filtered(text, length, part, part_length);
    }
}

template <class Text, class Part>
Py_ssize_t rfind(const Text *text, Py_ssize_t length, const Part *part, Py_ssize_t part_length) {
    if (part_length > length) return -1;
    if (part_length == 0) return length;
    if (part_length == 1) return rfind_character(text, length, part[0]);
    Py_ssize_t end = length - part_length + 1;
    while (end > 0) {
        end = rfind_character(text, end, part[0]);
        if (end < 0) return -1;
        if (text[end + part_length - 1] == part[part_length - 1] && matches(text + end, part, part_length))
            return end;
    }
    return -1;
}

// Occurrences that do not overlap; an empty needle is found between all characters.
template <class Text, class Part>
Py_ssize_t count(const Text *text, Py_ssize_t length, const Part *part, Py_ssize_t part_length,
                 Py_ssize_t max_count = PY_SSIZE_T_MAX) {
    if (part_length == 0) return Py_MIN(length + 1, max_count);
    Py_ssize_t result = 0;
    while (result < max_count) {
        const Py_ssize_t found = find(text, length, part, part_length);
        if (found < 0) break;
        result++;
        text += found + part_length;
        length -= found + part_length;
    }
    return result;
}

} // namespace adder::objects::search
