// SPDX-License-Identifier: MIT
//
// Characters are alike without regard to case when their lower cases are equal, or become equal in upper
// case. One table has all characters of which that is true, in classes; ASCII letters alone do without it.
#include "regex_charset.hpp"

#include "owned.hpp"

#include <algorithm>
#include <cctype>
#include <memory>

namespace adder::stdlib::regex {
namespace {

constexpr uint32_t last_latin1 = 0xff;

struct CasedCharacter {
    uint32_t character;
    uint32_t representative;
};

// All characters that have others like them, ordered by character and by representative.
struct CaseTable {
    std::vector<CasedCharacter> by_character;
    std::vector<CasedCharacter> by_representative;
};

// Cased characters end before this one.
constexpr uint32_t end_of_cased = 0x1f000;

std::vector<uint32_t> lower_case_characters() {
    std::vector<uint32_t> result;
    for (uint32_t character = 0; character < end_of_cased; character++) {
        const uint32_t lower = Py_UNICODE_TOLOWER(character);
        const bool is_cased = lower != character || Py_UNICODE_TOUPPER(character) != character;
        if (is_cased || Py_UNICODE_ISLOWER(character) != 0) result.push_back(lower);
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

// The full upper case of each character, which may be several characters. Empty without memory.
Owned upper_cases(const std::vector<uint32_t> &characters) {
    std::vector<uint32_t> lines;
    for (const uint32_t character : characters) {
        lines.push_back(character);
        lines.push_back('\n');
    }
    const Owned text(
        PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, lines.data(), static_cast<Py_ssize_t>(lines.size())));
    const Owned upper(text ? PyObject_CallMethod(text.get(), "upper", nullptr) : nullptr);
    return Owned(upper ? PyUnicode_Splitlines(upper.get(), 0) : nullptr);
}

// Appends for every lower-case character the first that has the same upper case. False with an exception.
bool find_lower_case_classes(std::vector<CasedCharacter> &result) {
    const std::vector<uint32_t> lower = lower_case_characters();
    const Owned upper = upper_cases(lower);
    const Owned first(upper ? PyDict_New() : nullptr);
    if (!first) return false;
    for (size_t i = 0; i < lower.size(); i++) {
        const Owned number(PyLong_FromSize_t(lower[i]));
        PyObject *key = PyList_GET_ITEM(upper.get(), static_cast<Py_ssize_t>(i));
        PyObject *representative = number ? PyDict_SetDefault(first.get(), key, number.get()) : nullptr;
        if (representative == nullptr) return false;
        result.push_back({lower[i], static_cast<uint32_t>(PyLong_AsSsize_t(representative))});
    }
    return true;
}

const CasedCharacter *find(const std::vector<CasedCharacter> &table, uint32_t character) {
    const auto found = std::lower_bound(
        table.begin(), table.end(), character,
        [](const CasedCharacter &cased, uint32_t wanted) { return cased.character < wanted; });
    return found != table.end() && found->character == character ? &*found : nullptr;
}

std::unique_ptr<const CaseTable> make_case_table() {
    std::vector<CasedCharacter> lower;
    if (!find_lower_case_classes(lower)) return nullptr;
    auto made = std::make_unique<CaseTable>();
    CaseTable &table = *made;
    for (uint32_t character = 0; character < end_of_cased; character++)
        if (const CasedCharacter *found = find(lower, Py_UNICODE_TOLOWER(character)))
            table.by_character.push_back({character, found->representative});
    table.by_representative = table.by_character;
    std::stable_sort(table.by_representative.begin(), table.by_representative.end(),
                     [](const CasedCharacter &left, const CasedCharacter &right) {
                         return left.representative < right.representative;
                     });
    return made;
}

// NULL with an exception. The table is the same whoever asks, so that the process has one.
const CaseTable *case_table() {
    static std::unique_ptr<const CaseTable> table;
    if (!table) table = make_case_table();
    return table.get();
}

void add_class(RangeSet &set, const std::vector<CasedCharacter> &table, uint32_t representative) {
    auto member = std::lower_bound(
        table.begin(), table.end(), representative,
        [](const CasedCharacter &cased, uint32_t wanted) { return cased.representative < wanted; });
    for (; member != table.end() && member->representative == representative; ++member)
        set.add(member->character, member->character);
}

// Adds what is like an ASCII letter of the range, of ASCII letters alone.
void add_ascii_cases(RangeSet &set, uint32_t first, uint32_t last) {
    const auto add_overlap = [&](uint32_t from, uint32_t to, int distance) {
        const uint32_t low = std::max(first, from);
        const uint32_t high = std::min(last, to);
        if (low <= high)
            set.add(low + static_cast<uint32_t>(distance), high + static_cast<uint32_t>(distance));
    };
    add_overlap('a', 'z', 'A' - 'a');
    add_overlap('A', 'Z', 'a' - 'A');
}

void add_locale_cases(RangeSet &set, uint32_t first, uint32_t last) {
    for (uint32_t i = 0; i <= last_latin1; i++) {
        const auto lower = static_cast<uint32_t>(std::tolower(static_cast<int>(i)));
        const auto upper = static_cast<uint32_t>(std::toupper(static_cast<int>(i)));
        if ((lower >= first && lower <= last) || (upper >= first && upper <= last)) set.add(i, i);
    }
}

bool add_unicode_cases(RangeSet &set, uint32_t first, uint32_t last) {
    const CaseTable *table = case_table();
    if (table == nullptr) return false;
    const auto end = table->by_character.end();
    auto cased = std::lower_bound(
        table->by_character.begin(), end, first,
        [](const CasedCharacter &entry, uint32_t wanted) { return entry.character < wanted; });
    for (; cased != end && cased->character <= last; ++cased)
        add_class(set, table->by_representative, cased->representative);
    return true;
}

// False with an exception.
bool add_range(RangeSet &set, uint32_t first, uint32_t last, uint32_t flags, uint32_t most) {
    set.add(first, last);
    if ((flags & flag_ignorecase) == 0) return true;
    if ((flags & flag_locale) != 0)
        add_locale_cases(set, first, last);
    else if ((flags & flag_unicode) == 0 || (last < 0x80 && most <= last_latin1))
        add_ascii_cases(set, first, last);
    else
        return add_unicode_cases(set, first, last);
    return true;
}

bool is_space_character(uint32_t character, uint32_t flags) {
    if ((flags & flag_unicode) != 0) return Py_UNICODE_ISSPACE(character) != 0;
    return character == ' ' || (character >= '\t' && character <= '\r');
}

bool is_digit_character(uint32_t character, uint32_t flags) {
    if ((flags & flag_unicode) != 0) return Py_UNICODE_ISDECIMAL(character) != 0;
    return character >= '0' && character <= '9';
}

// Adds the characters up to `last` of which the question is answered as wanted.
template <class Question>
void add_where(RangeSet &set, uint32_t last, uint32_t flags, bool wanted, Question question) {
    for (uint32_t character = 0; character <= last; character++)
        if (question(character, flags) == wanted) set.add(character, character);
}

// White space above Latin-1 is few ranges, which are spelled out.
constexpr Range wide_spaces[] = {{0x1680, 0x1680}, {0x2000, 0x200a}, {0x2028, 0x2029},
                                 {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}};

void add_spaces(RangeSet &set, uint32_t flags, bool wanted) {
    add_where(set, last_latin1, flags, wanted, is_space_character);
    const bool is_unicode = (flags & flag_unicode) != 0;
    uint32_t next = last_latin1 + 1;
    for (const auto &[first, last] : wide_spaces) {
        if (!is_unicode) break;
        if (wanted)
            set.add(first, last);
        else
            set.add(next, first - 1);
        next = last + 1;
    }
    if (!wanted) set.add(next, 0x10ffff);
}

// Adds the digits or words, or those that are not: spelled out up to U+00FF, as a property above it.
template <class Question>
void add_category(RangeSet &set, uint32_t flags, bool wanted, Question question, bool &property) {
    add_where(set, last_latin1, flags, wanted, question);
    if ((flags & flag_unicode) != 0)
        property = true;
    else if (!wanted)
        set.add(last_latin1 + 1, 0x10ffff);
}

void add_category(CharacterSet &set, Category category, uint32_t flags) {
    Properties &properties = set.properties;
    switch (category) {
    case Category::Space:
    case Category::NotSpace: return add_spaces(set.ranges, flags, category == Category::Space);
    case Category::Digit: return add_category(set.ranges, flags, true, is_digit_character, properties.digits);
    case Category::NotDigit:
        return add_category(set.ranges, flags, false, is_digit_character, properties.not_digits);
    case Category::Word: return add_category(set.ranges, flags, true, is_word_character, properties.words);
    case Category::NotWord:
        return add_category(set.ranges, flags, false, is_word_character, properties.not_words);
    }
}

} // namespace

void RangeSet::normalize(uint32_t most) {
    std::sort(ranges_.begin(), ranges_.end());
    std::vector<Range> result;
    for (auto [first, last] : ranges_) {
        if (first > most) break;
        last = std::min(last, most);
        if (!result.empty() && first <= result.back().second + 1)
            result.back().second = std::max(result.back().second, last);
        else
            result.emplace_back(first, last);
    }
    ranges_ = std::move(result);
}

RangeSet RangeSet::complement(uint32_t most) const {
    RangeSet result;
    uint32_t next = 0;
    for (const auto &[first, last] : ranges_) {
        if (first > next) result.add(next, first - 1);
        next = last + 1;
    }
    if (next <= most) result.add(next, most);
    return result;
}

bool RangeSet::contains(uint32_t character) const {
    return std::any_of(ranges_.begin(), ranges_.end(), [&](const Range &range) {
        return range.first <= character && character <= range.second;
    });
}

bool is_word_character(uint32_t character, uint32_t flags) {
    if (character == '_') return true;
    if ((flags & flag_unicode) != 0) return Py_UNICODE_ISALNUM(character) != 0;
    if ((flags & flag_locale) != 0)
        return character <= last_latin1 && std::isalnum(static_cast<int>(character)) != 0;
    return character < 0x80 && Py_ISALNUM(character) != 0;
}

uint32_t to_lower_case(uint32_t character, uint32_t flags) {
    if ((flags & flag_unicode) != 0) return Py_UNICODE_TOLOWER(character);
    return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
}

bool find_characters(const Node &node, uint32_t flags, uint32_t most, CharacterSet &set) {
    if (node.op == Op::Literal && !add_range(set.ranges, node.value, node.value, flags, most)) return false;
    for (const SetItem &item : node.items) {
        if (item.is_category)
            add_category(set, item.category(), flags);
        else if (!add_range(set.ranges, item.first, item.last, flags, most))
            return false;
    }
    set.ranges.normalize(most);
    if (most <= last_latin1) set.properties = {};
    return true;
}

} // namespace adder::stdlib::regex
