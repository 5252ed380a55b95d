// SPDX-License-Identifier: MIT
//
// Sets of characters as module re means them, brought into a form that PCRE2 has: ranges, and for the
// characters above U+00FF the Unicode properties that stand for categories. Which characters are alike when
// case is ignored is decided here, not by PCRE2.
#pragma once

#include "regex_tree.hpp"

#include <utility>

namespace adder::stdlib::regex {

using Range = std::pair<uint32_t, uint32_t>;

// Ranges in order, which neither touch nor overlap.
class RangeSet {
  public:
    void add(uint32_t first, uint32_t last) { ranges_.emplace_back(first, last); }
    // Call when all ranges were added. Characters above `most` are left out.
    void normalize(uint32_t most);
    [[nodiscard]] RangeSet complement(uint32_t most) const;
    [[nodiscard]] const std::vector<Range> &ranges() const { return ranges_; }
    [[nodiscard]] bool contains(uint32_t character) const;

  private:
    std::vector<Range> ranges_;
};

// Categories of the characters above U+00FF, where they are not spelled out.
struct Properties {
    bool digits = false;
    bool not_digits = false;
    bool words = false;
    bool not_words = false;

    [[nodiscard]] bool any() const { return digits || not_digits || words || not_words; }
};

struct CharacterSet {
    RangeSet ranges;
    Properties properties;
};

// Fills the set of a node with op Literal or Set, not negated, among the characters up to `most`. False with
// an exception.
[[nodiscard]] bool find_characters(const Node &node, uint32_t flags, uint32_t most, CharacterSet &set);

// True if the character is a word character under these flags.
[[nodiscard]] bool is_word_character(uint32_t character, uint32_t flags);

// The character's lower case under these flags.
[[nodiscard]] uint32_t to_lower_case(uint32_t character, uint32_t flags);

} // namespace adder::stdlib::regex
