// SPDX-License-Identifier: MIT
// Text to tokens, one at a time, with INDENT and DEDENT made from leading space (Python reference, chapter
// 2). The parser asks for tokens as it needs them, because an error in a token counts only when it is
// reached. Invariants:
// 1. the position never passes the end of the line that was begun last, so lineno() and column() say how far
//    the text was read, which some of CPython's messages show;
// 2. after an error the lexer stays where it is and gives no more tokens.
#pragma once

#include "base/source.hpp"
#include "syntax/syntax_error.hpp"
#include "syntax/token.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace adder::syntax {

class Lexer {
  public:
    // How the reading stands; what CPython's parser asks before it decides between two errors.
    enum class State : std::uint8_t { Reading, EndOfText, EndOfTextInString, Failed };

    // How the end of the text and empty lines are read.
    enum class Style : std::uint8_t {
        File,   // a last line without ending gets one
        Text,   // a last line without ending stays so
        Prompt, // as Text; an empty line is a NEWLINE and ends all blocks
    };
    Lexer(const base::Source &source, Style style);

    // The next token; false when there is none because of an error, which is then in error(), or because the
    // text ended inside parentheses or after a backslash (state EndOfText, no error).
    [[nodiscard]] bool next(Token &token);

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] const std::optional<SyntaxError> &error() const { return error_; }
    // Whether the error is about one token's text; others are about lines and indentation.
    [[nodiscard]] bool is_error_in_token() const { return is_error_in_token_; }
    [[nodiscard]] const base::Source &source() const { return source_; }
    [[nodiscard]] int lineno() const { return lineno_; }
    [[nodiscard]] int column() const { return static_cast<int>(position_ - line_start_); }
    // The same for an error without a place of its own: none at the end of a file.
    [[nodiscard]] int error_column() const {
        return source_.is_file() && state_ == State::EndOfText && !is_in_token_ ? 0 : column();
    }

    // An error with the line that CPython shows for it. Columns come in bytes from one; 0 and -1 stay.
    [[nodiscard]] SyntaxError make_error(SyntaxErrorKind kind, const Location &place,
                                         std::string message) const;

    [[nodiscard]] bool has_warnings() const { return !warnings_.empty(); }
    // What was noticed so far and not yet taken.
    [[nodiscard]] std::vector<SyntaxWarning> take_warnings() { return std::exchange(warnings_, {}); }

    // Ends all open blocks, as the end of an interactive statement does.
    void close_blocks();

    // Whether nothing but space and comments is left.
    [[nodiscard]] bool is_rest_blank() const;

    // Count of open parentheses, and where the innermost one stands.
    [[nodiscard]] int level() const { return level_; }
    struct OpenParenthesis {
        char character = 0;
        int lineno = 0;
        int column = 0;
    };
    [[nodiscard]] const OpenParenthesis &innermost_parenthesis() const {
        return parentheses_[static_cast<std::size_t>(level_ - 1)];
    }

  private:
    static constexpr int end_of_text = -1;
    static constexpr int most_open_parentheses = 200;
    static constexpr int most_indentations = 100;
    static constexpr int tab_size = 8;

    int read();
    void unread(int character);
    [[nodiscard]] int peek(std::size_t offset = 0) const;
    void begin_line();

    enum class Step : std::uint8_t { Token, Failed, Continue };
    Step read_indentation();
    Step change_indentation(int column, int alternative_column);
    Step read_token(Token &token);
    Step read_newline(Token &token);
    Step read_name(Token &token);
    Step read_number(Token &token);
    Step read_string(Token &token);
    Step read_operator(Token &token);
    Step read_end(Token &token);
    Step continue_line();
    Step open_parenthesis(char character);
    Step close_parenthesis(char character);
    void skip_comment();
    [[nodiscard]] std::string shown_line(int lineno) const;

    [[nodiscard]] bool verify_identifier();
    [[nodiscard]] bool is_string_start() const;
    [[nodiscard]] int read_decimal_digits();
    [[nodiscard]] bool read_digits_of_base(int base, const char *base_name, int &after);
    [[nodiscard]] bool read_after_leading_zeros(int &after);
    [[nodiscard]] bool read_fraction_and_exponent(int &after);
    [[nodiscard]] bool read_exponent(int &after);
    [[nodiscard]] bool verify_end_of_number(int after, const char *kind);
    void fail_bad_digit(int digit, const char *base_name);

    Step finish(Token &token, TokenKind kind);
    Step fail(std::string message);
    [[nodiscard]] SyntaxError error_in_line(std::string message, int column, int end_column) const;
    Step fail_at(std::string message, int column, int end_column);
    Step fail_in_line(SyntaxErrorKind kind, std::string message, int column, int end_offset);
    Step fail_undecodable(std::string_view bytes);
    Step fail_source();

    const base::Source &source_;
    std::string_view text_;
    Style style_;
    State state_ = State::Reading;
    std::optional<SyntaxError> error_;
    std::vector<SyntaxWarning> warnings_;
    bool is_error_in_token_ = false;

    std::size_t position_ = 0;
    std::size_t line_start_ = 0;
    std::size_t line_end_ = 0; // where the next line begins
    int lineno_ = 0;

    std::size_t buffer_start_ = 0; // of the lines that were read since no token was in progress
    bool is_in_token_ = false;
    std::size_t token_start_ = 0;
    std::size_t token_line_start_ = 0;
    int token_lineno_ = 0;

    bool is_at_line_start_ = true;
    bool is_blank_line_ = false;
    int pending_indentations_ = 0; // > 0: INDENT to give, < 0: DEDENTs to give
    int depth_ = 0;
    std::array<int, most_indentations> indentations_{};
    std::array<int, most_indentations> alternative_indentations_{}; // the same with tabs one column wide
    int level_ = 0;
    std::array<OpenParenthesis, most_open_parentheses> parentheses_{};
};

} // namespace adder::syntax
