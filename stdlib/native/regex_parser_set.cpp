// SPDX-License-Identifier: MIT
//
// Escapes, and sets of characters in brackets. After a failure the values that are returned do not matter.
#include "regex_parser.hpp"

#include <algorithm>

namespace adder::stdlib::regex {
namespace {

constexpr const char *octal_digits = "01234567";
constexpr const char *hexadecimal_digits = "0123456789abcdefABCDEF";

bool is_digit(uint32_t character) {
    return character >= '0' && character <= '9';
}

bool is_letter(uint32_t character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

// The control character that the letter stands for, as in C.
std::optional<uint32_t> control_character(uint32_t letter) {
    switch (letter) {
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return {};
    }
}

std::optional<Category> category_of(uint32_t letter) {
    switch (letter) {
    case 'd': return Category::Digit;
    case 'D': return Category::NotDigit;
    case 's': return Category::Space;
    case 'S': return Category::NotSpace;
    case 'w': return Category::Word;
    case 'W': return Category::NotWord;
    default: return {};
    }
}

std::optional<Place> place_of(uint32_t letter) {
    switch (letter) {
    case 'A': return Place::BeginningOfString;
    case 'b': return Place::Boundary;
    case 'B': return Place::NonBoundary;
    case 'Z': return Place::EndOfString;
    default: return {};
    }
}

SetItem category_item(Category category) {
    return {static_cast<uint32_t>(category), 0, true};
}

uint32_t number_in(const uint32_t *text, size_t count, uint32_t base) {
    uint64_t value = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t digit = is_digit(text[i]) ? text[i] - '0' : (text[i] | 0x20) - 'a' + 10;
        value = std::min<uint64_t>(value * base + digit, UINT32_MAX);
    }
    return static_cast<uint32_t>(value);
}

// An item that is given twice counts once.
void add_item(Node &set, SetItem item) {
    if (std::find(set.items.begin(), set.items.end(), item) == set.items.end()) set.items.push_back(item);
}

} // namespace

Node Parser::parse_escape() {
    const size_t start = source_.position();
    const uint32_t character = source_.character();
    source_.advance();
    if (const auto place = place_of(character)) return {.op = Op::At, .value = static_cast<uint32_t>(*place)};
    if (const auto category = category_of(character))
        return {.op = Op::Set, .items = {category_item(*category)}};
    if (const auto control = control_character(character)) return {.op = Op::Literal, .value = *control};
    if (is_digit(character)) return parse_digits_escape(start);
    return {.op = Op::Literal, .value = parse_common_escape(start, character)};
}

// An octal escape or the number of a group.
Node Parser::parse_digits_escape(size_t start) {
    const uint32_t *text = source_.text() + start + 1;
    if (text[0] == '0') {
        source_.skip_while(2, octal_digits);
        return {.op = Op::Literal, .value = number_in(text, source_.position() - start - 1, 8)};
    }
    const size_t before = source_.position();
    source_.skip_while(1, "0123456789");
    const bool has_two = source_.position() > before;
    if (has_two && text[0] <= '7' && text[1] <= '7' && source_.is_one_of(octal_digits)) {
        source_.advance();
        return {.op = Op::Literal, .value = octal_value(start)};
    }
    const uint32_t group = number_in(text, has_two ? 2 : 1, 10);
    if (group >= widths_.size()) {
        source_.fail(start + 1, "invalid group reference %u", static_cast<unsigned>(group));
    } else if (!is_closed(group)) {
        source_.fail(start, "cannot refer to an open group");
    } else if (may_be_referred(group)) {
        return {.op = Op::Backreference, .value = group};
    }
    return {.op = Op::Any};
}

SetItem Parser::parse_set_escape() {
    const size_t start = source_.position();
    const uint32_t character = source_.character();
    source_.advance();
    if (const auto category = category_of(character)) return category_item(*category);
    uint32_t value;
    if (const auto control = control_character(character)) {
        value = *control;
    } else if (character >= '0' && character <= '7') {
        source_.skip_while(2, octal_digits);
        value = octal_value(start);
    } else {
        value = parse_common_escape(start, character);
    }
    return {value, value};
}

uint32_t Parser::octal_value(size_t start) {
    const uint32_t value = number_in(source_.text() + start + 1, source_.position() - start - 1, 8);
    if (value > 0377)
        source_.fail(start, "octal escape value %U outside of range 0-0o377",
                     source_.slice_from(start).get());
    return value;
}

uint32_t Parser::parse_common_escape(size_t start, uint32_t character) {
    if (character == 'x') return parse_hexadecimal(start, 2);
    if (source_.is_text() && character == 'u') return parse_hexadecimal(start, 4);
    if (source_.is_text() && character == 'U') return parse_hexadecimal(start, 8);
    if (source_.is_text() && character == 'N') return parse_character_name(start);
    if (is_digit(character) || is_letter(character))
        source_.fail(start, "bad escape %U", source_.slice(start, start + 2).get());
    return character;
}

uint32_t Parser::parse_hexadecimal(size_t start, size_t digits) {
    source_.skip_while(digits, hexadecimal_digits);
    const size_t count = source_.position() - start - 2;
    if (count != digits) {
        source_.fail(start, "incomplete escape %U", source_.slice_from(start).get());
        return 0;
    }
    const uint32_t value = number_in(source_.text() + start + 2, count, 16);
    if (value > 0x10ffff) source_.fail(start, "bad escape %U", source_.slice_from(start).get());
    return value;
}

// The decoder of string literals knows the names.
uint32_t Parser::parse_character_name(size_t start) {
    if (!source_.accept('{')) {
        source_.fail(source_.position(), "missing {");
        return 0;
    }
    const Owned name = source_.take_until('}', "character name");
    if (!name) {
        source_.fail_as_pending();
        return 0;
    }
    const Owned escape(PyUnicode_FromFormat("\\N{%U}", name.get()));
    const Owned bytes(escape ? PyUnicode_AsEncodedString(escape.get(), "ascii", "replace") : nullptr);
    Owned text;
    if (bytes)
        text = Owned(PyUnicode_DecodeUnicodeEscape(PyBytes_AS_STRING(bytes.get()),
                                                   PyBytes_GET_SIZE(bytes.get()), "strict"));
    if (text && PyUnicode_GET_LENGTH(text.get()) == 1) return PyUnicode_READ_CHAR(text.get(), 0);
    PyErr_Clear();
    source_.fail(start, "undefined character name %R", name.get());
    return 0;
}

void Parser::warn_about_set_operator(uint32_t character) {
    const char *name = character == '-'   ? "difference"
                       : character == '&' ? "intersection"
                       : character == '~' ? "symmetric difference"
                                          : "union";
    source_.warn(PyExc_FutureWarning, pattern_stack_level, "Possible set %s at position %zu", name,
                 source_.position() - 1);
}

Node Parser::parse_set() {
    const size_t start = source_.position();
    source_.advance();
    if (source_.is('['))
        source_.warn(PyExc_FutureWarning, pattern_stack_level, "Possible nested set at position %zu",
                     source_.position());
    Node set{.op = Op::Set, .negated = source_.accept('^')};
    while (parse_set_item(set, start)) {
    }
    if (!set.negated && set.items.size() == 1 && !set.items[0].is_category &&
        set.items[0].first == set.items[0].last)
        return {.op = Op::Literal, .value = set.items[0].first};
    return set;
}

// Adds the next character, category or range. False behind the closing bracket and after a failure.
bool Parser::parse_set_item(Node &set, size_t set_start) {
    const size_t start = source_.position();
    if (source_.at_end()) {
        source_.fail(set_start, "unterminated character set");
        return false;
    }
    if (!set.items.empty() && source_.accept(']')) return false;
    SetItem item;
    if (source_.is_escape()) {
        item = parse_set_escape();
    } else {
        const uint32_t character = source_.character();
        const bool may_be_operator = !set.items.empty() && source_.is_one_of("-&~|");
        source_.advance();
        if (may_be_operator && source_.is(character)) warn_about_set_operator(character);
        item = {character, character};
    }
    if (source_.accept('-')) return parse_set_range(set, item, start, set_start);
    if (source_.failed()) return false;
    add_item(set, item);
    return true;
}

// What follows a hyphen behind an item.
bool Parser::parse_set_range(Node &set, SetItem first, size_t start, size_t set_start) {
    const size_t middle = source_.position();
    if (source_.at_end()) {
        source_.fail(set_start, "unterminated character set");
        return false;
    }
    if (source_.accept(']')) {
        add_item(set, first);
        add_item(set, {'-', '-'});
        return false;
    }
    SetItem last;
    if (source_.is_escape()) {
        last = parse_set_escape();
    } else {
        last = {source_.character(), source_.character()};
        source_.advance();
        if (last.first == '-')
            source_.warn(PyExc_FutureWarning, pattern_stack_level, "Possible set difference at position %zu",
                         source_.position() - 2);
    }
    if (source_.failed()) return false;
    if (first.is_category || last.is_category || last.first < first.first) {
        // The message has the first two characters of a longer escape.
        const size_t first_size = source_.text()[start] == '\\' ? 2 : 1;
        const size_t last_size = source_.text()[middle] == '\\' ? 2 : 1;
        source_.fail(source_.position() - first_size - 1 - last_size, "bad character range %U-%U",
                     source_.slice(start, start + first_size).get(),
                     source_.slice(middle, middle + last_size).get());
        return false;
    }
    add_item(set, {first.first, last.first});
    return true;
}

} // namespace adder::stdlib::regex
