// SPDX-License-Identifier: MIT
//
// From the text of a pattern to its tree, with module re's errors, warnings and their positions. The grammar
// is that of the library reference, section "Regular Expression Syntax".
#pragma once

#include "regex_source.hpp"
#include "regex_tree.hpp"

#include <map>
#include <optional>

namespace adder::stdlib::regex {

// Frames between a warning and the caller of a function of module re.
inline constexpr int pattern_stack_level = 3;

class Parser {
  public:
    // `names` is a dict that gets the numbers of named groups.
    Parser(PyObject *pattern, uint32_t flags, PyObject *names);

    // True with the tree, or false with an exception.
    [[nodiscard]] bool parse(Tree &tree);

  private:
    static constexpr size_t no_group = SIZE_MAX;
    // The width of a group that is not closed yet.
    static constexpr Width open_width{UINT64_MAX, 0};

    // Sequences and what they consist of.
    [[nodiscard]] Sequence parse_alternatives(bool verbose, int depth);
    [[nodiscard]] Sequence parse_sequence(bool verbose, int depth, bool is_first);
    void parse_item(Sequence &sequence, bool &verbose, int depth, bool is_first);
    void skip_comment();
    void parse_repeat(Sequence &sequence);
    [[nodiscard]] bool parse_counts(Node &repeat, size_t start);
    [[nodiscard]] std::optional<uint32_t> parse_count();

    // What may stand behind an opening parenthesis.
    void parse_group(Sequence &sequence, bool &verbose, int depth, bool is_first);
    void parse_extension(Sequence &sequence, size_t start, bool &verbose, int depth, bool is_first);
    void parse_python_extension(Sequence &sequence, size_t start, bool verbose, int depth);
    void parse_named_reference(Sequence &sequence);
    void parse_comment_group(size_t start);
    void parse_assertion(Sequence &sequence, size_t start, bool verbose, int depth);
    void parse_conditional(Sequence &sequence, size_t start, bool verbose, int depth);
    [[nodiscard]] uint32_t parse_condition();
    [[nodiscard]] uint32_t number_of_condition(PyObject *name, size_t start);
    void parse_flags(Sequence &sequence, size_t start, bool &verbose, int depth, bool is_first);
    [[nodiscard]] bool parse_added_flags(Node &group);
    [[nodiscard]] bool parse_removed_flags(Node &group);
    // The flag of the letter ahead, which is passed; 0 with an error that says what else was expected.
    [[nodiscard]] uint32_t take_flag(const char *expected);
    void parse_group_body(Sequence &sequence, Node group, size_t start, bool verbose, int depth,
                          PyObject *name, size_t name_start);
    [[nodiscard]] bool close_parenthesis(size_t start);

    // Escapes and sets.
    [[nodiscard]] Node parse_escape();
    [[nodiscard]] Node parse_digits_escape(size_t start);
    [[nodiscard]] SetItem parse_set_escape();
    // \x, \u, \U, \N and letters without a meaning: what an escape means in a set and outside.
    [[nodiscard]] uint32_t parse_common_escape(size_t start, uint32_t character);
    [[nodiscard]] uint32_t parse_hexadecimal(size_t start, size_t digits);
    [[nodiscard]] uint32_t parse_character_name(size_t start);
    [[nodiscard]] uint32_t octal_value(size_t start);
    [[nodiscard]] Node parse_set();
    [[nodiscard]] bool parse_set_item(Node &set, size_t start);
    [[nodiscard]] bool parse_set_range(Node &set, SetItem first, size_t start, size_t set_start);
    void warn_about_set_operator(uint32_t character);

    // Groups.
    [[nodiscard]] size_t open_group(PyObject *name, size_t name_start);
    [[nodiscard]] bool is_closed(size_t group) const;
    void check_group_name(PyObject *name, size_t start);
    // False with an error at `position` when a look-behind refers to a group of its own.
    [[nodiscard]] bool may_be_referred(size_t group);

    Source source_;
    PyObject *names_;
    uint32_t flags_;
    std::vector<Width> widths_{Width{}};
    size_t groups_before_lookbehind_ = no_group;
    std::map<uint32_t, size_t> conditions_; // group number to the first position that asks for it
};

} // namespace adder::stdlib::regex
