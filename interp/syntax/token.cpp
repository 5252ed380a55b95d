// SPDX-License-Identifier: MIT
// Keyword and operator lookup over tables made from token.def. Both tables are cut into ranges by the first
// character, so that a word is compared with a handful of rows at most.
#include "syntax/token.hpp"

#include <algorithm>
#include <array>

namespace adder::syntax {
namespace {

struct FixedToken {
    std::string_view text;
    TokenKind kind;
};

constexpr auto token_texts = std::to_array<std::string_view>({
#define TOKEN(kind, text) text,
#include "syntax/token.def"
});

constexpr auto keywords = [] {
    auto rows = std::to_array<FixedToken>({
#define KEYWORD(kind, text) {text, TokenKind::kind},
#include "syntax/token.def"
    });
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) { return a.text < b.text; });
    return rows;
}();

// Among operators of the same first character the longer come first, so the first match is the longest.
constexpr auto operators = [] {
    auto rows = std::to_array<FixedToken>({
#define OPERATOR(kind, text) {text, TokenKind::kind},
#define KEYWORD(kind, text)
#include "syntax/token.def"
    });
    std::sort(rows.begin(), rows.end(), [](const auto &a, const auto &b) {
        return a.text[0] != b.text[0] ? a.text[0] < b.text[0] : a.text.size() > b.text.size();
    });
    return rows;
}();

// Index of the first row for each ASCII character.
template <std::size_t Count> constexpr auto make_first_rows(const std::array<FixedToken, Count> &rows) {
    std::array<std::uint8_t, 129> first{};
    for (std::size_t character = 0; character < first.size(); ++character) {
        while (first[character] < Count &&
               static_cast<std::size_t>(rows[first[character]].text[0]) < character) {
            ++first[character];
        }
    }
    return first;
}

constexpr auto first_keyword = make_first_rows(keywords);
constexpr auto first_operator = make_first_rows(operators);

} // namespace

std::string_view token_text(TokenKind kind) {
    return token_texts[static_cast<std::size_t>(kind)];
}

TokenKind keyword_or_name(std::string_view word) {
    const auto first = static_cast<unsigned char>(word[0]);
    if (first >= 128) return TokenKind::Name;
    for (std::size_t row = first_keyword[first]; row < first_keyword[first + 1u]; ++row) {
        if (keywords[row].text == word) return keywords[row].kind;
    }
    return TokenKind::Name;
}

bool is_soft_keyword_prefix(std::string_view word) {
    const auto begins_with_word = [word](std::string_view keyword) { return keyword.starts_with(word); };
    return begins_with_word("match") || begins_with_word("case") || begins_with_word("_");
}

std::optional<TokenKind> match_operator(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first >= 128) return std::nullopt;
    for (std::size_t row = first_operator[first]; row < first_operator[first + 1u]; ++row) {
        if (text.starts_with(operators[row].text)) return operators[row].kind;
    }
    return std::nullopt;
}

} // namespace adder::syntax
