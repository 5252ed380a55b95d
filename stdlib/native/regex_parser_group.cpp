// SPDX-License-Identifier: MIT
//
// Everything that begins with an opening parenthesis: groups, assertions, conditions, comments, flags; and
// the rules for numbers and names of groups.
#include "regex_parser.hpp"

namespace adder::stdlib::regex {
namespace {

uint32_t flag_of(uint32_t letter) {
    switch (letter) {
    case 'i': return flag_ignorecase;
    case 'L': return flag_locale;
    case 'm': return flag_multiline;
    case 's': return flag_dotall;
    case 'x': return flag_verbose;
    case 'a': return flag_ascii;
    case 't': return flag_template;
    case 'u': return flag_unicode;
    default: return 0;
    }
}

} // namespace

void Parser::parse_group(Sequence &sequence, bool &verbose, int depth, bool is_first) {
    const size_t start = source_.position();
    source_.advance();
    if (!source_.accept('?')) {
        parse_group_body(sequence, {.op = Op::Group, .value = 1}, start, verbose, depth, nullptr, 0);
    } else if (source_.at_end()) {
        source_.fail(source_.position(), "unexpected end of pattern");
    } else {
        parse_extension(sequence, start, verbose, depth, is_first);
    }
}

void Parser::parse_extension(Sequence &sequence, size_t start, bool &verbose, int depth, bool is_first) {
    if (source_.accept('P')) {
        parse_python_extension(sequence, start, verbose, depth);
    } else if (source_.accept(':')) {
        parse_group_body(sequence, {.op = Op::Group}, start, verbose, depth, nullptr, 0);
    } else if (source_.accept('#')) {
        parse_comment_group(start);
    } else if (source_.is_one_of("=!<")) {
        parse_assertion(sequence, start, verbose, depth);
    } else if (source_.accept('(')) {
        parse_conditional(sequence, start, verbose, depth);
    } else if (source_.accept('>')) {
        parse_group_body(sequence, {.op = Op::Atomic}, start, verbose, depth, nullptr, 0);
    } else if (source_.is('-') || (!source_.is_escape() && flag_of(source_.character()) != 0)) {
        parse_flags(sequence, start, verbose, depth, is_first);
    } else {
        const size_t from = source_.position();
        source_.advance();
        source_.fail(from - 1, "unknown extension ?%U", source_.slice_from(from).get());
    }
}

void Parser::parse_python_extension(Sequence &sequence, size_t start, bool verbose, int depth) {
    if (source_.accept('<')) {
        const size_t name_start = source_.position();
        const Owned name = source_.take_until('>', "group name");
        if (!name) return source_.fail_as_pending();
        check_group_name(name.get(), name_start);
        parse_group_body(sequence, {.op = Op::Group, .value = 1}, start, verbose, depth, name.get(),
                         name_start);
    } else if (source_.accept('=')) {
        parse_named_reference(sequence);
    } else if (source_.at_end()) {
        source_.fail(source_.position(), "unexpected end of pattern");
    } else {
        const size_t from = source_.position();
        source_.advance();
        source_.fail(from - 2, "unknown extension ?P%U", source_.slice_from(from).get());
    }
}

void Parser::parse_named_reference(Sequence &sequence) {
    const size_t start = source_.position();
    const Owned name = source_.take_until(')', "group name");
    if (!name) return source_.fail_as_pending();
    check_group_name(name.get(), start);
    if (source_.failed()) return;
    PyObject *number = PyDict_GetItemWithError(names_, name.get());
    if (number == nullptr) return source_.fail(start, "unknown group name %R", name.get());
    const auto group = static_cast<size_t>(PyLong_AsSsize_t(number));
    if (!is_closed(group)) return source_.fail(start, "cannot refer to an open group");
    if (may_be_referred(group))
        sequence.push_back({.op = Op::Backreference, .value = static_cast<uint32_t>(group)});
}

void Parser::parse_comment_group(size_t start) {
    while (!source_.at_end() && !source_.is(')')) source_.advance();
    if (!source_.accept(')')) source_.fail(start, "missing ), unterminated comment");
}

bool Parser::close_parenthesis(size_t start) {
    if (source_.accept(')')) return true;
    source_.fail(start, "missing ), unterminated subpattern");
    return false;
}

void Parser::parse_assertion(Sequence &sequence, size_t start, bool verbose, int depth) {
    Node assertion{.op = Op::Ahead};
    if (source_.accept('<')) {
        assertion.op = Op::Behind;
        if (source_.at_end()) return source_.fail(source_.position(), "unexpected end of pattern");
    }
    const size_t from = source_.position();
    assertion.negated = source_.is('!');
    const bool is_known = source_.is_one_of("=!");
    source_.advance();
    if (!is_known) return source_.fail(from - 2, "unknown extension ?<%U", source_.slice_from(from).get());
    const bool is_outermost = assertion.op == Op::Behind && groups_before_lookbehind_ == no_group;
    if (is_outermost) groups_before_lookbehind_ = widths_.size();
    assertion.parts.push_back(parse_alternatives(verbose, depth + 1));
    if (is_outermost) groups_before_lookbehind_ = no_group;
    if (close_parenthesis(start)) sequence.push_back(std::move(assertion));
}

void Parser::parse_conditional(Sequence &sequence, size_t start, bool verbose, int depth) {
    Node conditional{.op = Op::Conditional, .value = parse_condition()};
    if (source_.failed() || !may_be_referred(conditional.value)) return;
    conditional.parts.push_back(parse_sequence(verbose, depth + 1, false));
    if (source_.accept('|')) {
        conditional.parts.push_back(parse_sequence(verbose, depth + 1, false));
        if (source_.is('|'))
            source_.fail(source_.position(), "conditional backref with more than two branches");
    }
    if (close_parenthesis(start)) sequence.push_back(std::move(conditional));
}

// The number of the group that a condition names.
uint32_t Parser::parse_condition() {
    const size_t start = source_.position();
    const Owned name = source_.take_until(')', "group name");
    if (!name) {
        source_.fail_as_pending();
        return 0;
    }
    if (PyUnicode_IsIdentifier(name.get()) == 0) return number_of_condition(name.get(), start);
    check_group_name(name.get(), start);
    if (source_.failed()) return 0;
    PyObject *number = PyDict_GetItemWithError(names_, name.get());
    if (number != nullptr) return static_cast<uint32_t>(PyLong_AsSsize_t(number));
    source_.fail(start, "unknown group name %R", name.get());
    return 0;
}

uint32_t Parser::number_of_condition(PyObject *name, size_t start) {
    const GroupNumber number = parse_group_number(name);
    const long value = number.value;
    if (value < 0) {
        source_.fail(start, "bad character in group name %R", name);
    } else if (value == 0) {
        source_.fail(start, "bad group number");
    } else if (value >= static_cast<long>(max_groups)) {
        source_.fail(start, "invalid group reference %S", number.number.get());
    } else {
        conditions_.emplace(static_cast<uint32_t>(value), start);
        if (!number.is_plain)
            source_.warn(PyExc_DeprecationWarning, pattern_stack_level,
                         source_.is_text() ? "bad character in group name %R at position %zu"
                                           : "bad character in group name %A at position %zu",
                         name, start);
        return static_cast<uint32_t>(value);
    }
    return 0;
}

// Behind "(?": flags for the whole pattern, or for a group.
void Parser::parse_flags(Sequence &sequence, size_t start, bool &verbose, int depth, bool is_first) {
    Node group{.op = Op::Group};
    if (!source_.is('-') && !parse_added_flags(group)) return;
    if (source_.accept(')')) {
        flags_ |= group.added;
        if (!is_first || !sequence.empty())
            return source_.fail(start, "global flags not at the start of the expression");
        verbose = (flags_ & flag_verbose) != 0;
        return;
    }
    if ((group.added & global_flags) != 0)
        return source_.fail(source_.position(), "bad inline flags: cannot turn on global flag");
    if (source_.accept('-') && !parse_removed_flags(group)) return;
    source_.advance();
    if ((group.removed & global_flags) != 0)
        return source_.fail(source_.position() - 1, "bad inline flags: cannot turn off global flag");
    if ((group.added & group.removed) != 0)
        return source_.fail(source_.position() - 1, "bad inline flags: flag turned on and off");
    const bool inner_verbose =
        (verbose || (group.added & flag_verbose) != 0) && (group.removed & flag_verbose) == 0;
    parse_group_body(sequence, std::move(group), start, inner_verbose, depth, nullptr, 0);
}

uint32_t Parser::take_flag(const char *expected) {
    const size_t at = source_.position();
    if (source_.at_end()) {
        source_.fail(at, "%s", expected);
        return 0;
    }
    const uint32_t letter = source_.character();
    const bool is_letter = !source_.is_escape() && Py_UNICODE_ISALPHA(letter) != 0;
    const uint32_t flag = source_.is_escape() ? 0 : flag_of(letter);
    source_.advance();
    if (flag == 0) source_.fail(at, "%s", is_letter ? "unknown flag" : expected);
    return flag;
}

// Letters up to a hyphen, colon or parenthesis, which stays ahead.
bool Parser::parse_added_flags(Node &group) {
    constexpr const char *expected = "missing -, : or )";
    do {
        const uint32_t flag = take_flag(expected);
        const size_t at = source_.position();
        if (source_.is_text() && flag == flag_locale)
            source_.fail(at, "bad inline flags: cannot use 'L' flag with a str pattern");
        if (!source_.is_text() && flag == flag_unicode)
            source_.fail(at, "bad inline flags: cannot use 'u' flag with a bytes pattern");
        group.added |= flag;
        if ((flag & type_flags) != 0 && (group.added & type_flags) != flag)
            source_.fail(at, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        if (source_.failed()) return false;
    } while (!source_.is_one_of(")-:"));
    return true;
}

// Letters up to a colon, which stays ahead.
bool Parser::parse_removed_flags(Node &group) {
    const char *expected = "missing flag";
    do {
        const uint32_t flag = take_flag(expected);
        if ((flag & type_flags) != 0)
            source_.fail(source_.position(), "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        if (source_.failed()) return false;
        group.removed |= flag;
        expected = "missing :";
    } while (!source_.is(':'));
    return true;
}

// What a group consists of, and its end. A value other than 0 says that the group captures.
void Parser::parse_group_body(Sequence &sequence, Node group, size_t start, bool verbose, int depth,
                              PyObject *name, size_t name_start) {
    if (group.value != 0) group.value = static_cast<uint32_t>(open_group(name, name_start));
    if (source_.failed()) return;
    group.parts.push_back(parse_alternatives(verbose, depth + 1));
    if (!close_parenthesis(start)) return;
    if (group.value != 0) widths_[group.value] = width_of(group.parts[0], widths_);
    sequence.push_back(std::move(group));
}

size_t Parser::open_group(PyObject *name, size_t name_start) {
    const size_t group = widths_.size();
    widths_.push_back(open_width);
    if (name == nullptr) return group;
    if (PyObject *other = PyDict_GetItemWithError(names_, name)) {
        source_.fail(name_start, "redefinition of group name %R as group %zu; was group %S", name, group,
                     other);
        return group;
    }
    const Owned number(PyLong_FromSize_t(group));
    if (!number || PyDict_SetItem(names_, name, number.get()) < 0) source_.fail_as_pending();
    return group;
}

bool Parser::is_closed(size_t group) const {
    return group < widths_.size() && widths_[group].least != open_width.least;
}

void Parser::check_group_name(PyObject *name, size_t start) {
    if (PyUnicode_IsIdentifier(name) == 0)
        source_.fail(start, "bad character in group name %R", name);
    else if (!source_.is_text() && !PyUnicode_IS_ASCII(name))
        source_.warn(PyExc_DeprecationWarning, pattern_stack_level,
                     "bad character in group name %A at position %zu", name, start);
}

bool Parser::may_be_referred(size_t group) {
    if (groups_before_lookbehind_ == no_group) return true;
    if (!is_closed(group)) {
        source_.fail(source_.position(), "cannot refer to an open group");
        return false;
    }
    if (group < groups_before_lookbehind_) return true;
    source_.fail(source_.position(), "cannot refer to group defined in the same lookbehind subpattern");
    return false;
}

} // namespace adder::stdlib::regex
