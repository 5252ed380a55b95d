// SPDX-License-Identifier: MIT
// A token: its kind, its place, and where its text stands in the source. Kinds come from token.def.
// INDENT, DEDENT and the end marker have no place in their line: their columns are -1, as in CPython.
#pragma once

#include "syntax/ast.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace adder::syntax {

enum class TokenKind : std::uint8_t {
#define TOKEN(kind, text) kind,
#include "syntax/token.def"
};

struct Token {
    TokenKind kind = TokenKind::EndMarker;
    std::uint8_t level = 0; // how many parentheses are open after it
    Location location;
    std::string_view text; // in the source; empty for INDENT, DEDENT and the end marker
};

// The fixed text of an operator or keyword, else "".
[[nodiscard]] std::string_view token_text(TokenKind kind);

// The keyword that this word is, or Name.
[[nodiscard]] TokenKind keyword_or_name(std::string_view word);

// Whether "match", "case" or "_" begins with the word: how CPython asks for a soft keyword.
[[nodiscard]] bool is_soft_keyword_prefix(std::string_view word);

// The operator that begins the text, as long as possible; nothing when none does.
[[nodiscard]] std::optional<TokenKind> match_operator(std::string_view text);

} // namespace adder::syntax
