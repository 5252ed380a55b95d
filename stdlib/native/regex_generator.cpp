// SPDX-License-Identifier: MIT
//
// Sequences, groups and repeats in PCRE2's language; sets, places and characters stand in
// regex_generator_set.cpp. A node becomes one item, so that a quantifier can follow it.
#include "regex_generator.hpp"

#include <algorithm>
#include <string>

namespace adder::stdlib::regex {
namespace {

// PCRE2's largest count.
constexpr uint32_t max_count = 65535;
// No subject is so long in practice: a larger maximum is none, a larger minimum never matches.
constexpr uint32_t count_limit = 1U << 24;
// PCRE2 writes the code of a repeated group once for each repetition; more units than this are refused.
constexpr double size_limit = 1U << 24;
// Optional repetitions of groups lie within one another.
constexpr uint32_t depth_limit = 200;

bool is_single_character(const Sequence &sequence) {
    return sequence.size() == 1 &&
           (sequence[0].op == Op::Literal || sequence[0].op == Op::Any || sequence[0].op == Op::Set);
}

double size_of(const Sequence &sequence);

double size_of(const Node &node) {
    double size = 4;
    for (const Sequence &part : node.parts) size += size_of(part);
    if (!node.is_repeat() || is_single_character(node.parts[0])) return size;
    const uint32_t last = node.maximum < count_limit ? node.maximum : node.minimum;
    return size * std::max(1U, last);
}

double size_of(const Sequence &sequence) {
    double size = 0;
    for (const Node &node : sequence) size += size_of(node);
    return size;
}

template <class Question> bool any_node(const Sequence &sequence, Question question) {
    return std::any_of(sequence.begin(), sequence.end(), [&](const Node &node) {
        return question(node) || std::any_of(node.parts.begin(), node.parts.end(),
                                             [&](const Sequence &part) { return any_node(part, question); });
    });
}

bool has_captures(const Sequence &sequence) {
    return any_node(sequence, [](const Node &node) { return node.op == Op::Group && node.value != 0; });
}

// A loop around a choice can take exponential time: it looks for signals.
bool may_explode(const Node &repeat) {
    return repeat.maximum > max_count && any_node(repeat.parts[0], [](const Node &node) {
               return node.op == Op::Branch || (node.is_repeat() && node.maximum > 1);
           });
}

// Three repeats without an end in one sequence take cubic time and more: signals are looked for at the last
// one.
const Node *last_of_many_repeats(const Sequence &sequence) {
    const Node *last = nullptr;
    int count = 0;
    for (const Node &node : sequence) {
        if (!node.is_repeat() || node.maximum <= max_count) continue;
        last = &node;
        count++;
    }
    return count >= 3 ? last : nullptr;
}

// A call back into Program.
constexpr const char *look_for_signals = "(?C1)";

} // namespace

bool Generator::generate() {
    if (size_of(tree_.sequence) > size_limit) {
        PyErr_SetString(PyExc_OverflowError, "regular expression is too large");
        return false;
    }
    put_body(tree_.sequence, tree_.flags);
    return !failed_;
}

void Generator::put(const char *text) {
    for (; *text != 0; text++) text_.push_back(static_cast<unsigned char>(*text));
}

void Generator::put_number(uint64_t number) {
    put(std::to_string(number).c_str());
}

void Generator::set_caseless(bool caseless) {
    if (caseless_ == caseless) return;
    put(caseless ? "(?i)" : "(?-i)");
    caseless_ = caseless;
}

void Generator::put_sequence(const Sequence &sequence, uint32_t flags) {
    const Node *watched = last_of_many_repeats(sequence);
    for (const Node &node : sequence) {
        if (&node == watched) put(look_for_signals);
        put_node(node, flags);
    }
}

void Generator::put_body(const Sequence &sequence, uint32_t flags) {
    if (sequence.size() == 1 && sequence[0].op == Op::Branch)
        put_alternatives(sequence[0], flags);
    else
        put_sequence(sequence, flags);
}

void Generator::put_alternatives(const Node &branch, uint32_t flags) {
    for (size_t i = 0; i < branch.parts.size(); i++) {
        if (i > 0) put('|');
        put_sequence(branch.parts[i], flags);
    }
}

void Generator::put_group(const char *opening, const Sequence &sequence, uint32_t flags) {
    const bool outside = caseless_;
    put(opening);
    put_body(sequence, flags);
    put(')');
    caseless_ = outside;
}

void Generator::put_node(const Node &node, uint32_t flags) {
    switch (node.op) {
    case Op::Literal:
    case Op::Set: return put_set(node, flags);
    case Op::Any: return put((flags & flag_dotall) != 0 ? "." : "\\N");
    case Op::At: return put_place(static_cast<Place>(node.value), flags);
    case Op::Branch: {
        const bool outside = caseless_;
        put("(?:");
        put_alternatives(node, flags);
        put(')');
        caseless_ = outside;
        return;
    }
    case Op::Group:
        if (node.value == 0) return put_sequence(node.parts[0], flags_inside(flags, node));
        return put_group("(", node.parts[0], flags_inside(flags, node));
    case Op::Atomic: return put_group("(?>", node.parts[0], flags);
    case Op::Ahead: return put_group(node.negated ? "(?!" : "(?=", node.parts[0], flags);
    case Op::Behind: return put_behind(node, flags);
    case Op::Greedy:
    case Op::Lazy:
    case Op::Possessive: return put_repeat(node, flags);
    case Op::Backreference: return put_backreference(node, flags);
    case Op::Conditional: return put_conditional(node, flags);
    }
}

// PCRE2 finds a width of nothing in fewer patterns than Python does; looking ahead is the same then.
void Generator::put_behind(const Node &node, uint32_t flags) {
    const bool is_empty = width_of(node.parts[0], tree_.group_widths).most == 0;
    if (is_empty) return put_group(node.negated ? "(?!" : "(?=", node.parts[0], flags);
    put_group(node.negated ? "(?<!" : "(?<=", node.parts[0], flags);
}

void Generator::put_conditional(const Node &node, uint32_t flags) {
    const bool outside = caseless_;
    put("(?(");
    put_number(node.value);
    put(')');
    put_sequence(node.parts[0], flags);
    if (node.parts.size() > 1) {
        put('|');
        put_sequence(node.parts[1], flags);
    }
    put(')');
    caseless_ = outside;
}

void Generator::put_backreference(const Node &node, uint32_t flags) {
    const bool ignores_case = (flags & flag_ignorecase) != 0;
    set_caseless(ignores_case);
    if (ignores_case && (flags & flag_unicode) != 0 && most_ > 0x7f) needs_unicode_case_ = true;
    put("\\g{");
    put_number(node.value);
    put('}');
}

void Generator::put_counts(uint32_t minimum, uint32_t maximum) {
    if (maximum == max_repeat && minimum <= 1) return put(minimum == 0 ? '*' : '+');
    if (minimum == 0 && maximum == 1) return put('?');
    put('{');
    put_number(minimum);
    if (maximum != minimum) {
        put(',');
        if (maximum != max_repeat) put_number(maximum);
    }
    put('}');
}

// The repeated item without its quantifier.
void Generator::put_repeated(const Node &node, uint32_t flags, bool watched) {
    const Sequence &body = node.parts[0];
    const bool is_capture = body.size() == 1 && body[0].op == Op::Group && body[0].value != 0;
    if (is_single_character(body) || (is_capture && !watched)) return put_node(body[0], flags);
    const bool outside = caseless_;
    put("(?:");
    if (watched) put(look_for_signals);
    put_body(body, flags);
    put(')');
    caseless_ = outside;
}

// A repeat of what has no width: once is as good as often, and never needs nothing but its groups.
void Generator::put_empty_repeat(const Node &node, uint32_t flags) {
    const Sequence &body = node.parts[0];
    const bool outside = caseless_;
    put(node.maximum == 0                          ? "(?(DEFINE)(?:"
        : node.op == Op::Possessive                ? "(?>"
        : node.op == Op::Lazy && node.minimum == 0 ? "(?:|"
                                                   : "(?:");
    put_body(body, flags);
    if (node.maximum == 0)
        put(')');
    else if (node.minimum == 0 && node.op != Op::Lazy)
        put('|');
    put(')');
    caseless_ = outside;
}

void Generator::put_repeat(const Node &node, uint32_t flags) {
    const Sequence &body = node.parts[0];
    if (node.maximum == 0 || width_of(body, tree_.group_widths).most == 0)
        return put_empty_repeat(node, flags);
    uint32_t minimum = node.minimum;
    const uint32_t maximum = node.maximum > count_limit ? max_repeat : node.maximum;
    if (minimum > count_limit) {
        if (width_of(body, tree_.group_widths).least > 0) return put("(?!)");
        minimum = max_count;
    }
    const bool is_long = minimum > max_count || (maximum > max_count && maximum != max_repeat);
    if (is_long) return put_long_repeat(node, flags, minimum, maximum);
    if (!is_single_character(body) && maximum != max_repeat && maximum - minimum > depth_limit)
        is_deep_ = true;
    const bool watched = maximum == max_repeat && may_explode(node);
    // The switch of case must stand before the item that is repeated, not in it.
    put_repeated(node, flags, watched);
    put_counts(minimum, maximum);
    if (node.op != Op::Greedy) put(node.op == Op::Lazy ? '?' : '+');
}

// Counts that PCRE2 does not know, as repeats that follow one another.
void Generator::put_long_repeat(const Node &node, uint32_t flags, uint32_t minimum, uint32_t maximum) {
    if (has_captures(node.parts[0])) {
        PyErr_SetString(PyExc_OverflowError, "the repetition number is too large");
        failed_ = true;
        return;
    }
    const bool outside = caseless_;
    put(node.op == Op::Possessive ? "(?>" : "(?:");
    const auto put_piece = [&](uint32_t least, uint32_t most) {
        put_repeated(node, flags, false);
        put_counts(least, most);
        if (node.op == Op::Lazy) put('?');
    };
    if (!is_single_character(node.parts[0])) is_deep_ = true;
    uint32_t left = maximum == max_repeat ? 0 : maximum - minimum;
    for (; minimum > max_count; minimum -= max_count) put_piece(max_count, max_count);
    put_piece(minimum, maximum == max_repeat ? max_repeat : minimum);
    for (; left > max_count; left -= max_count) put_piece(0, max_count);
    if (left > 0) put_piece(0, left);
    put(')');
    caseless_ = outside;
}

} // namespace adder::stdlib::regex
