// SPDX-License-Identifier: MIT
//
// A regular expression as a tree: what the parser makes of a pattern and the generator turns into PCRE2's
// language. A sequence is matched in order; flags are those of module re. Characters are code points, or
// bytes.
#pragma once

#include <Python.h>

#include <cstdint>
#include <vector>

namespace adder::stdlib::regex {

enum Flag : uint32_t {
    flag_template = 1,
    flag_ignorecase = 2,
    flag_locale = 4,
    flag_multiline = 8,
    flag_dotall = 16,
    flag_unicode = 32,
    flag_verbose = 64,
    flag_debug = 128,
    flag_ascii = 256,
};

// Of these three one holds at a time.
inline constexpr uint32_t type_flags = flag_ascii | flag_locale | flag_unicode;
inline constexpr uint32_t global_flags = flag_debug | flag_template;

inline constexpr uint32_t max_repeat = 4294967295U;
inline constexpr uint32_t max_groups = 1073741823U;

enum class Op : uint8_t {
    Literal,       // value: the character
    Any,           // any character, with or without newline
    Set,           // items, negated
    At,            // value: a Place
    Branch,        // parts: the alternatives
    Group,         // value: number, 0 if it does not capture; added and removed flags; one part
    Greedy,        // minimum, maximum; one part
    Lazy,          //
    Possessive,    //
    Ahead,         // one part; negated
    Behind,        //
    Backreference, // value: group
    Conditional,   // value: group; parts: yes, and no if there is one
    Atomic,        // one part
};

enum class Place : uint8_t { Beginning, BeginningOfString, Boundary, NonBoundary, End, EndOfString };

enum class Category : uint8_t { Digit, NotDigit, Space, NotSpace, Word, NotWord };

// A range of characters, or a category.
struct SetItem {
    uint32_t first;
    uint32_t last;
    bool is_category = false;

    bool operator==(const SetItem &) const = default;
    [[nodiscard]] Category category() const { return static_cast<Category>(first); }
};

struct Node;
using Sequence = std::vector<Node>;

struct Node {
    Op op;
    bool negated = false;
    uint32_t value = 0;
    uint32_t minimum = 0;
    uint32_t maximum = 0;
    uint32_t added = 0;
    uint32_t removed = 0;
    std::vector<SetItem> items = {};
    std::vector<Sequence> parts = {};

    [[nodiscard]] bool is_repeat() const {
        return op == Op::Greedy || op == Op::Lazy || op == Op::Possessive;
    }
    [[nodiscard]] bool is_plain_group() const {
        return op == Op::Group && value == 0 && added == 0 && removed == 0;
    }
};

// How many characters a match has, at least and at most.
struct Width {
    uint64_t least = 0;
    uint64_t most = 0;
};

struct Tree {
    Sequence sequence;
    uint32_t flags = 0;
    std::vector<Width> group_widths; // by number; the first is not used

    [[nodiscard]] size_t group_count() const { return group_widths.size() - 1; }
};

// The width of a sequence; widths of groups it refers to are known.
[[nodiscard]] Width width_of(const Sequence &sequence, const std::vector<Width> &group_widths);

// The flags that hold inside of a group.
[[nodiscard]] inline uint32_t flags_inside(uint32_t flags, const Node &group) {
    if ((group.added & type_flags) != 0) flags &= ~type_flags;
    return (flags | group.added) & ~group.removed;
}

} // namespace adder::stdlib::regex
