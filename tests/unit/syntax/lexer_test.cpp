// SPDX-License-Identifier: MIT
// Tokens with their texts and places, indentation, and what the lexer refuses.
#include "syntax/lexer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace adder::syntax {
namespace {

const char *layout_name(TokenKind kind) {
    switch (kind) {
    case TokenKind::Newline: return "NEWLINE";
    case TokenKind::Indent: return "INDENT";
    case TokenKind::Dedent: return "DEDENT";
    case TokenKind::EndMarker: return "END";
    default: return nullptr;
    }
}

// The tokens' texts, separated by spaces; an error's message at the end.
std::string tokens_of(std::string_view text) {
    const auto source = base::Source::from_text("<test>", text);
    Lexer lexer(source, Lexer::Style::File);
    std::string result;
    Token token;
    while (lexer.next(token)) {
        const char *layout = layout_name(token.kind);
        result += layout != nullptr ? layout : std::string(token.text);
        if (token.kind == TokenKind::EndMarker) return result;
        result += ' ';
    }
    return result + "error: " + (lexer.error() ? lexer.error()->message : "end of text");
}

TEST(Lexer, CutsTextIntoTokens) {
    EXPECT_EQ(tokens_of("x = a**-1//b"), "x = a ** - 1 // b NEWLINE END");
    EXPECT_EQ(tokens_of("a:=b->...if"), "a := b -> ... if NEWLINE END");
    EXPECT_EQ(tokens_of("1if 2else 3"), "1 if 2 else 3 NEWLINE END");
    EXPECT_EQ(tokens_of("rb'a' F\"b\" ur'c'"), "rb'a' F\"b\" ur 'c' NEWLINE END");
    EXPECT_EQ(tokens_of("0x_1F 0o7 0b1 1_0.5e-3j .5 1. 00"), "0x_1F 0o7 0b1 1_0.5e-3j .5 1. 00 NEWLINE END");
}

TEST(Lexer, MakesIndentsAndDedents) {
    EXPECT_EQ(tokens_of("if x:\n  y\n\n  # c\n  z\nw"),
              "if x : NEWLINE INDENT y NEWLINE z NEWLINE DEDENT w NEWLINE END");
    EXPECT_EQ(tokens_of("if x:\n\ty"), "if x : NEWLINE INDENT y NEWLINE DEDENT END");
    EXPECT_EQ(tokens_of("(\n  a,\n b)"), "( a , b ) NEWLINE END");
    EXPECT_EQ(tokens_of("a \\\n  + b"), "a + b NEWLINE END");
    EXPECT_EQ(tokens_of("\f\nx"), "x NEWLINE END");
    EXPECT_EQ(tokens_of(""), "END");
}

TEST(Lexer, RefusesBadIndentation) {
    EXPECT_EQ(tokens_of("if x:\n    y\n  z"),
              "if x : NEWLINE INDENT y NEWLINE error: unindent does not match any outer indentation level");
    EXPECT_EQ(tokens_of("if x:\n        y\n\tz"),
              "if x : NEWLINE INDENT y NEWLINE error: inconsistent use of tabs and spaces in indentation");
}

TEST(Lexer, RefusesBadTokens) {
    EXPECT_EQ(tokens_of("'abc"), "error: unterminated string literal (detected at line 1)");
    EXPECT_EQ(tokens_of("'''abc\n\n"),
              "error: unterminated triple-quoted string literal (detected at line 2)");
    EXPECT_EQ(tokens_of("012"), "error: leading zeros in decimal integer literals are not permitted; "
                                "use an 0o prefix for octal integers");
    EXPECT_EQ(tokens_of("0o8"), "error: invalid digit '8' in octal literal");
    EXPECT_EQ(tokens_of("0b"), "error: invalid binary literal");
    EXPECT_EQ(tokens_of("1__0"), "error: invalid decimal literal");
    EXPECT_EQ(tokens_of("1x"), "error: invalid decimal literal");
    EXPECT_EQ(tokens_of("1jx"), "error: invalid imaginary literal");
    EXPECT_EQ(tokens_of("x €"), "x error: invalid character '€' (U+20AC)");
    EXPECT_EQ(tokens_of("\x01"), "error: invalid non-printable character U+0001");
    EXPECT_EQ(tokens_of("a \\ b"), "a error: unexpected character after line continuation character");
}

TEST(Lexer, MatchesParentheses) {
    EXPECT_EQ(tokens_of(")"), "error: unmatched ')'");
    EXPECT_EQ(tokens_of("(]"), "( error: closing parenthesis ']' does not match opening parenthesis '('");
    EXPECT_EQ(tokens_of("(\n]"),
              "( error: closing parenthesis ']' does not match opening parenthesis '(' on line 1");
    EXPECT_EQ(tokens_of("(a"), "( a error: end of text");
    const std::string deep = tokens_of(std::string(201, '('));
    EXPECT_EQ(deep.substr(400), "error: too many nested parentheses");
}

TEST(Lexer, PlacesTokensInBytes) {
    const auto source = base::Source::from_text("<test>", "é = '''\nx''' + y");
    Lexer lexer(source, Lexer::Style::File);
    Token token;
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(lexer.next(token));
    EXPECT_EQ(token.location.lineno, 1);
    EXPECT_EQ(token.location.col_offset, 5);
    EXPECT_EQ(token.location.end_lineno, 2);
    EXPECT_EQ(token.location.end_col_offset, 4);
}

} // namespace
} // namespace adder::syntax
