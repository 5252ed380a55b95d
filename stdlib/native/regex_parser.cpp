// SPDX-License-Identifier: MIT
//
// Sequences, alternatives and repeats; groups stand in regex_parser_group.cpp, escapes and sets in
// regex_parser_set.cpp. After an error the source is at its end, so loops stop by themselves and what they
// made is thrown away.
#include "regex_parser.hpp"

#include <algorithm>

namespace adder::stdlib::regex {
namespace {

constexpr const char *digits = "0123456789";

// A branch whose alternatives are single characters or sets is a set.
bool is_set_of_characters(const std::vector<Sequence> &parts) {
    return std::all_of(parts.begin(), parts.end(), [](const Sequence &part) {
        return part.size() == 1 && (part[0].op == Op::Literal || (part[0].op == Op::Set && !part[0].negated));
    });
}

Node set_of(const std::vector<Sequence> &parts) {
    Node set{.op = Op::Set};
    for (const Sequence &part : parts) {
        if (part[0].op == Op::Literal)
            set.items.push_back({part[0].value, part[0].value});
        else
            set.items.insert(set.items.end(), part[0].items.begin(), part[0].items.end());
    }
    return set;
}

bool check_flags(PyObject *pattern, uint32_t &flags) {
    const char *message = nullptr;
    if (PyUnicode_Check(pattern)) {
        if ((flags & flag_locale) != 0)
            message = "cannot use LOCALE flag with a str pattern";
        else if ((flags & flag_ascii) == 0)
            flags |= flag_unicode;
        else if ((flags & flag_unicode) != 0)
            message = "ASCII and UNICODE flags are incompatible";
    } else if ((flags & flag_unicode) != 0) {
        message = "cannot use UNICODE flag with a bytes pattern";
    } else if ((flags & flag_locale) != 0 && (flags & flag_ascii) != 0) {
        message = "ASCII and LOCALE flags are incompatible";
    }
    if (message == nullptr) return true;
    PyErr_SetString(PyExc_ValueError, message);
    return false;
}

} // namespace

Parser::Parser(PyObject *pattern, uint32_t flags, PyObject *names)
    : source_(pattern), names_(names), flags_(flags) {}

bool Parser::parse(Tree &tree) {
    if (source_.failed()) return false;
    tree.sequence = parse_alternatives((flags_ & flag_verbose) != 0, 0);
    if (source_.failed() || !check_flags(source_.pattern(), flags_)) return false;
    if (!source_.at_end()) source_.fail(source_.position(), "unbalanced parenthesis");
    for (const auto &[group, position] : conditions_)
        if (group >= widths_.size())
            source_.fail(position, "invalid group reference %u", static_cast<unsigned>(group));
    tree.flags = flags_;
    tree.group_widths = std::move(widths_);
    return !source_.failed();
}

Sequence Parser::parse_alternatives(bool verbose, int depth) {
    // CPython's parser has two frames a level.
    if (depth * 2 >= Py_GetRecursionLimit() || depth >= 2000) {
        PyErr_SetString(PyExc_RecursionError, "maximum recursion depth exceeded");
        source_.fail_as_pending();
        return {};
    }
    std::vector<Sequence> parts;
    parts.push_back(parse_sequence(verbose, depth, depth == 0));
    while (source_.accept('|')) {
        if (depth == 0) verbose = (flags_ & flag_verbose) != 0;
        parts.push_back(parse_sequence(verbose, depth, false));
    }
    if (parts.size() == 1) return std::move(parts[0]);
    Sequence result;
    if (is_set_of_characters(parts))
        result.push_back(set_of(parts));
    else
        result.push_back({.op = Op::Branch, .parts = std::move(parts)});
    return result;
}

Sequence Parser::parse_sequence(bool verbose, int depth, bool is_first) {
    Sequence sequence;
    while (!source_.at_end() && !source_.is('|') && !source_.is(')')) {
        if (verbose && source_.is_one_of(" \t\n\r\v\f")) {
            source_.advance();
        } else if (verbose && source_.is('#')) {
            skip_comment();
        } else {
            parse_item(sequence, verbose, depth, is_first);
        }
    }
    return sequence;
}

void Parser::skip_comment() {
    while (!source_.at_end() && !source_.is('\n')) source_.advance();
    source_.advance();
}

void Parser::parse_item(Sequence &sequence, bool &verbose, int depth, bool is_first) {
    if (source_.is_escape()) {
        sequence.push_back(parse_escape());
    } else if (source_.is_one_of("*+?{")) {
        parse_repeat(sequence);
    } else if (source_.is('[')) {
        sequence.push_back(parse_set());
    } else if (source_.is('(')) {
        parse_group(sequence, verbose, depth, is_first);
    } else if (source_.accept('.')) {
        sequence.push_back({.op = Op::Any});
    } else if (source_.accept('^')) {
        sequence.push_back({.op = Op::At, .value = static_cast<uint32_t>(Place::Beginning)});
    } else if (source_.accept('$')) {
        sequence.push_back({.op = Op::At, .value = static_cast<uint32_t>(Place::End)});
    } else {
        sequence.push_back({.op = Op::Literal, .value = source_.character()});
        source_.advance();
    }
}

// A count in braces, which may be missing. max_repeat stands for every larger number.
std::optional<uint32_t> Parser::parse_count() {
    if (!source_.is_one_of(digits)) return {};
    uint64_t value = 0;
    for (; source_.is_one_of(digits); source_.advance())
        value = std::min<uint64_t>(value * 10 + source_.character() - '0', max_repeat);
    return static_cast<uint32_t>(value);
}

// The counts behind an opening brace. False if this is no quantifier, and the brace is a character.
bool Parser::parse_counts(Node &repeat, size_t start) {
    if (source_.is('}')) return false;
    const std::optional<uint32_t> minimum = parse_count();
    const std::optional<uint32_t> maximum = source_.accept(',') ? parse_count() : minimum;
    repeat.minimum = minimum.value_or(0);
    repeat.maximum = maximum.value_or(max_repeat);
    if (!source_.accept('}')) {
        source_.seek(start);
        return false;
    }
    if (repeat.minimum == max_repeat || maximum == max_repeat) {
        PyErr_SetString(PyExc_OverflowError, "the repetition number is too large");
        source_.fail_as_pending();
    } else if (repeat.maximum < repeat.minimum) {
        source_.fail(start, "min repeat greater than max repeat");
    }
    return true;
}

void Parser::parse_repeat(Sequence &sequence) {
    const size_t at = source_.position();
    const uint32_t sign = source_.character();
    source_.advance();
    Node repeat{.op = Op::Greedy, .minimum = sign == '+' ? 1U : 0U, .maximum = sign == '?' ? 1 : max_repeat};
    if (sign == '{' && !parse_counts(repeat, at + 1)) {
        sequence.push_back({.op = Op::Literal, .value = sign});
        return;
    }
    if (sequence.empty() || sequence.back().op == Op::At) {
        source_.fail(at, "nothing to repeat");
        return;
    }
    if (sequence.back().is_repeat()) {
        source_.fail(at, "multiple repeat");
        return;
    }
    if (source_.accept('?'))
        repeat.op = Op::Lazy;
    else if (source_.accept('+'))
        repeat.op = Op::Possessive;
    Node &item = sequence.back();
    if (item.is_plain_group()) {
        repeat.parts = std::move(item.parts);
    } else {
        repeat.parts.emplace_back();
        repeat.parts[0].push_back(std::move(item));
    }
    sequence.back() = std::move(repeat);
}

} // namespace adder::stdlib::regex
