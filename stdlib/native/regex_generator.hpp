// SPDX-License-Identifier: MIT
//
// From the tree to a pattern in PCRE2's language. Every name, category, flag and rule of case that Python
// defines in its own way is spelled out, so that the compiled pattern needs no mode of PCRE2 but those that
// Program sets: a dot matches everything, ^ and $ are those of lines. Groups keep their numbers.
#pragma once

#include "regex_charset.hpp"

namespace adder::stdlib::regex {

class Generator {
  public:
    // For subjects whose characters are at most `most`.
    Generator(const Tree &tree, uint32_t most) : tree_(tree), most_(most) {}

    // False with an exception.
    [[nodiscard]] bool generate();

    [[nodiscard]] const std::vector<uint32_t> &text() const { return text_; }
    // References to groups ignore the case of all letters.
    [[nodiscard]] bool needs_unicode_case() const { return needs_unicode_case_; }
    // Boundaries of words are those of Unicode's words.
    [[nodiscard]] bool needs_unicode_words() const { return needs_unicode_words_; }
    // Optional groups are nested so deeply that nothing but the plain matcher should see them.
    [[nodiscard]] bool is_deep() const { return is_deep_; }

  private:
    void put(uint32_t character) { text_.push_back(character); }
    void put(const char *text);
    void put_number(uint64_t number);
    void put_class_character(uint32_t character);
    void put_literal(uint32_t character);
    void put_ranges(const RangeSet &ranges);
    // Switches PCRE2's caseless mode, which ends with the group in which it began.
    void set_caseless(bool caseless);

    void put_sequence(const Sequence &sequence, uint32_t flags);
    void put_node(const Node &node, uint32_t flags);
    void put_group(const char *opening, const Sequence &sequence, uint32_t flags);
    void put_alternatives(const Node &branch, uint32_t flags);
    // The sequence, where alternatives need no parentheses of their own.
    void put_body(const Sequence &sequence, uint32_t flags);
    void put_behind(const Node &node, uint32_t flags);
    void put_conditional(const Node &node, uint32_t flags);
    void put_backreference(const Node &node, uint32_t flags);

    void put_set(const Node &node, uint32_t flags);
    void put_plain_set(const RangeSet &ranges);
    void put_class(const CharacterSet &set, bool negated);
    void put_not_words_set(const CharacterSet &set, bool negated);
    void put_word_class(uint32_t flags, bool negated);
    void put_place(Place place, uint32_t flags);
    void put_boundary(bool negated, uint32_t flags);
    [[nodiscard]] bool uses_unicode_words() const;

    void put_repeat(const Node &node, uint32_t flags);
    void put_empty_repeat(const Node &node, uint32_t flags);
    void put_repeated(const Node &node, uint32_t flags, bool watched);
    void put_counts(uint32_t minimum, uint32_t maximum);
    void put_long_repeat(const Node &node, uint32_t flags, uint32_t minimum, uint32_t maximum);

    const Tree &tree_;
    uint32_t most_;
    std::vector<uint32_t> text_;
    bool caseless_ = false;
    bool needs_unicode_case_ = false;
    bool needs_unicode_words_ = false;
    bool is_deep_ = false;
    bool failed_ = false; // with an exception
};

} // namespace adder::stdlib::regex
