// SPDX-License-Identifier: MIT
//
// Characters, sets and places in PCRE2's language. A set is written as its own ranges or as those of its
// complement, whichever are fewer; PCRE2 makes bitmaps of what lies below U+0100.
#define PCRE2_CODE_UNIT_WIDTH 0
#include "regex_generator.hpp"

#include <pcre2.h>

#include <algorithm>

namespace adder::stdlib::regex {
namespace {

bool is_ascii_letter(uint32_t character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

bool is_ascii_alphanumeric(uint32_t character) {
    return is_ascii_letter(character) || (character >= '0' && character <= '9');
}

bool is_single(const RangeSet &set) {
    return set.ranges().size() == 1 && set.ranges()[0].first == set.ranges()[0].second;
}

// A letter of ASCII and its other case, and nothing else.
bool is_letter_pair(const RangeSet &set) {
    const auto &ranges = set.ranges();
    return ranges.size() == 2 && ranges[0].first == ranges[0].second && ranges[1].first == ranges[1].second &&
           ranges[0].first >= 'A' && ranges[0].first <= 'Z' && ranges[1].first == ranges[0].first + 32;
}

// PCRE2 10.43 counts marks and more connectors as parts of words.
constexpr bool has_words_of_python = PCRE2_MAJOR == 10 && PCRE2_MINOR < 43;

bool adds_unicode(const Sequence &sequence) {
    return std::any_of(sequence.begin(), sequence.end(), [](const Node &node) {
        return (node.added & flag_unicode) != 0 ||
               std::any_of(node.parts.begin(), node.parts.end(), adds_unicode);
    });
}

} // namespace

bool Generator::uses_unicode_words() const {
    return most_ > 0x7f && ((tree_.flags & flag_unicode) != 0 || adds_unicode(tree_.sequence));
}

void Generator::put_literal(uint32_t character) {
    if (is_ascii_letter(character) || character >= 0x80) set_caseless(false);
    if (character < 0x80 && !is_ascii_alphanumeric(character) && character > ' ') put('\\');
    put(character);
}

void Generator::put_class_character(uint32_t character) {
    if (character < 0x80 && !is_ascii_alphanumeric(character) && character > ' ') put('\\');
    put(character);
}

void Generator::put_ranges(const RangeSet &ranges) {
    for (const auto &[first, last] : ranges.ranges()) {
        put_class_character(first);
        if (last == first) continue;
        if (last > first + 1) put('-');
        put_class_character(last);
    }
}

void Generator::put_class(const CharacterSet &set, bool negated) {
    set_caseless(false);
    put(negated ? "[^" : "[");
    put_ranges(set.ranges);
    if (set.properties.words) put("\\p{L}\\p{N}");
    if (set.properties.digits) put("\\p{Nd}");
    if (set.properties.not_digits) put("\\P{Nd}");
    put(']');
}

// Every set is put through here that PCRE2 needs no properties for.
void Generator::put_plain_set(const RangeSet &ranges) {
    const RangeSet others = ranges.complement(most_);
    if (ranges.ranges().empty()) return put("(?!)");
    if (others.ranges().empty()) return put('.');
    if (is_single(ranges)) return put_literal(ranges.ranges()[0].first);
    if (is_letter_pair(ranges)) {
        set_caseless(true);
        return put(ranges.ranges()[1].first);
    }
    if (is_single(others) && others.ranges()[0].first == '\n') return put("\\N");
    const bool negated = others.ranges().size() <= ranges.ranges().size() ||
                         (most_ > 0xff && ranges.ranges().back().second == most_);
    put_class({negated ? others : ranges, {}}, negated);
}

void Generator::put_set(const Node &node, uint32_t flags) {
    CharacterSet set;
    if (failed_ || !find_characters(node, flags, most_, set)) {
        failed_ = true;
        return;
    }
    if (!set.properties.any())
        put_plain_set(node.negated ? set.ranges.complement(most_) : set.ranges);
    else if (set.properties.not_words)
        put_not_words_set(set, node.negated);
    else
        put_class(set, node.negated);
}

void Generator::put_word_class(uint32_t flags, bool negated) {
    const Node word{
        .op = Op::Set, .negated = negated, .items = {{static_cast<uint32_t>(Category::Word), 0, true}}};
    put_set(word, flags);
}

// The set has what is no word above U+00FF, for which there is no property: an alternative, or in a negated
// set an assertion. Below, the ranges have everything.
void Generator::put_not_words_set(const CharacterSet &set, bool negated) {
    CharacterSet rest = set;
    rest.properties.not_words = false;
    const bool outside = caseless_;
    put(negated ? "(?:(?!" : "(?:");
    if (rest.ranges.ranges().empty() && !rest.properties.any())
        put("(?!)");
    else
        put_class(rest, false);
    if (negated) {
        put(")[\\x00-\\xff\\p{L}\\p{N}]");
    } else {
        put("|[^\\x00-\\xff\\p{L}\\p{N}]");
    }
    put(')');
    caseless_ = outside;
}

void Generator::put_place(Place place, uint32_t flags) {
    const bool multiline = (flags & flag_multiline) != 0;
    switch (place) {
    case Place::Beginning: return put(multiline ? "^" : "\\A");
    case Place::BeginningOfString: return put("\\A");
    case Place::End: return put(multiline ? "$" : "\\Z");
    case Place::EndOfString: return put("\\z");
    case Place::Boundary:
    case Place::NonBoundary: return put_boundary(place == Place::NonBoundary, flags);
    }
}

// PCRE2 knows the words of ASCII, or of all of Unicode, but not of both in one pattern. In an empty string
// there is neither a boundary nor the contrary.
void Generator::put_boundary(bool negated, uint32_t flags) {
    const bool is_unicode = (flags & flag_unicode) != 0 && most_ > 0x7f;
    const bool is_locale = (flags & flag_locale) != 0;
    if (!is_locale && is_unicode == uses_unicode_words() && (!is_unicode || has_words_of_python)) {
        needs_unicode_words_ |= is_unicode;
        return put(negated ? "(?:\\B(?!\\A\\z))" : "\\b");
    }
    const bool outside = caseless_;
    const auto put_look = [&](const char *opening) {
        const bool before = caseless_;
        put(opening);
        put_word_class(flags, false);
        put(')');
        caseless_ = before;
    };
    put("(?:");
    if (negated) put("(?!\\A\\z)(?:");
    put_look("(?<=");
    put_look(negated ? "(?=" : "(?!");
    put('|');
    put_look("(?<!");
    put_look(negated ? "(?!" : "(?=");
    if (negated) put(')');
    put(')');
    caseless_ = outside;
}

} // namespace adder::stdlib::regex
