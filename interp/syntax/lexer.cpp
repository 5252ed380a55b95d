// SPDX-License-Identifier: MIT
// Lines, indentation, names, strings and operators; numbers are in lexer_number.cpp.
// CPython's messages show how far its tokenizer had read when it gave up. The functions here therefore read
// the same characters in the same order.
#include "syntax/lexer.hpp"

#include "base/concat.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace adder::syntax {
namespace {

bool is_digit(int c) {
    return c >= '0' && c <= '9';
}
bool is_name_start(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
}
bool is_name_character(int c) {
    return is_name_start(c) || is_digit(c);
}

std::string hexadecimal(char32_t code_point) {
    char text[16];
    std::snprintf(text, sizeof text, "%04X", static_cast<unsigned>(code_point));
    return text;
}

} // namespace

Lexer::Lexer(const base::Source &source, Style style) : source_(source), text_(source.text()), style_(style) {
    if (style != Style::File && source.is_newline_added()) text_.remove_suffix(1);
}

// --- characters

void Lexer::begin_line() {
    if (!is_in_token_) buffer_start_ = position_;
    line_start_ = position_;
    line_end_ = std::min(text_.find('\n', position_), text_.size() - 1) + 1;
    ++lineno_;
}

int Lexer::read() {
    if (position_ == line_end_) {
        if (position_ == text_.size()) {
            if (state_ == State::Reading) state_ = State::EndOfText;
            return end_of_text;
        }
        begin_line();
    }
    return static_cast<unsigned char>(text_[position_++]);
}

void Lexer::unread(int character) {
    if (character != end_of_text) --position_;
}

int Lexer::peek(std::size_t offset) const {
    return position_ + offset < line_end_ ? static_cast<unsigned char>(text_[position_ + offset])
                                          : end_of_text;
}

// --- errors

SyntaxError Lexer::error_in_line(std::string message, int column, int end_column) const {
    const std::string line(source_.line(lineno_));
    return SyntaxError{.message = std::move(message),
                       .lineno = lineno_,
                       .offset = source_.character_offset(lineno_, column),
                       .end_lineno = lineno_,
                       .end_offset = source_.character_offset(lineno_, end_column),
                       .text = base::replace_invalid_utf8(line)};
}

Lexer::Step Lexer::fail_at(std::string message, int column, int end_column) {
    state_ = State::Failed;
    is_error_in_token_ = true;
    error_ = error_in_line(std::move(message), column, end_column);
    return Step::Failed;
}

// The error stands at the last character that was read.
Lexer::Step Lexer::fail(std::string message) {
    return fail_at(std::move(message), column(), column());
}

Lexer::Step Lexer::fail_in_line(SyntaxErrorKind kind, std::string message, int column, int end_column) {
    state_ = State::Failed;
    error_ = make_error(kind, {lineno_, column + 1, lineno_, end_column}, std::move(message));
    return Step::Failed;
}

SyntaxError Lexer::make_error(SyntaxErrorKind kind, const Location &place, std::string message) const {
    const std::string line = shown_line(place.lineno);
    const auto to_offset = [&](int column) {
        if (column <= 0 || !source_.has_known_encoding()) return column;
        const auto size = std::min(static_cast<std::size_t>(column), line.size() + 1);
        return static_cast<int>(base::count_characters(line.substr(0, size)) + (size > line.size() ? 1 : 0));
    };
    return SyntaxError{.kind = kind,
                       .message = std::move(message),
                       .lineno = place.lineno,
                       .offset = to_offset(place.col_offset),
                       .end_lineno = place.end_lineno,
                       .end_offset = to_offset(place.end_col_offset),
                       .text = base::replace_invalid_utf8(line)};
}

// CPython takes the line of a script from its file if there is one of that name, or else from what its
// tokenizer has in its buffer: there the last line keeps its ending, and stands together with the lines that
// a string or a backslash joined to it.
std::string Lexer::shown_line(int lineno) const {
    if (lineno < 1) return "";
    if (style_ == Style::File && access(source_.filename().c_str(), R_OK) == 0) {
        const bool lacks_ending = source_.is_newline_added() && lineno == source_.line_count();
        return std::string(source_.line(lineno)) + (lacks_ending ? "" : "\n");
    }
    if (lineno >= lineno_) return std::string(text_.substr(buffer_start_, line_end_ - buffer_start_));
    return std::string(source_.line(lineno));
}

Lexer::Step Lexer::fail_undecodable(std::string_view bytes) {
    const auto bad = base::find_utf8_error(bytes);
    return fail_in_line(SyntaxErrorKind::SyntaxError,
                        "(unicode error) " + base::utf8_error_message(bytes, *bad), column() - 1, -1);
}

// The script's bytes could be decoded this far only.
Lexer::Step Lexer::fail_source() {
    const base::SourceError &cause = *source_.error();
    const bool is_null_byte = cause.kind == base::SourceError::Kind::NullByte;
    const bool is_text = cause.kind == base::SourceError::Kind::UndecodableText;
    state_ = State::Failed;
    is_error_in_token_ = true;
    error_ = SyntaxError{.kind = is_null_byte ? SyntaxErrorKind::ValueError : SyntaxErrorKind::SyntaxError,
                         .message = cause.message,
                         .lineno = 0,
                         .offset = -1,
                         .end_lineno = 0,
                         .end_offset = 0,
                         .text = {},
                         .has_place = is_text,
                         .has_text = false};
    return Step::Failed;
}

// --- indentation

// Reads the space at the beginning of a line and compares it with the open blocks.
Lexer::Step Lexer::read_indentation() {
    int column = 0;
    int alternative_column = 0;
    int continued_column = 0;
    is_at_line_start_ = false;
    is_blank_line_ = false;
    int character = read();
    for (;; character = read()) {
        if (character == ' ') {
            ++column;
            ++alternative_column;
        } else if (character == '\t') {
            column = (column / tab_size + 1) * tab_size;
            ++alternative_column;
        } else if (character == '\f') {
            column = alternative_column = 0;
        } else if (character == '\\') {
            // What stands before the first backslash is the indentation of the joined line.
            if (continued_column == 0) continued_column = column;
            if (continue_line() == Step::Failed) return Step::Failed;
        } else {
            break;
        }
    }
    if (character == end_of_text) {
        if (source_.error()) return fail_source();
        if (style_ == Style::Prompt) return Step::Failed; // a prompt could still give more
    }
    unread(character);
    if (continued_column != 0) column = alternative_column = continued_column;
    if (character == '#' || character == '\n') {
        const bool is_empty_at_prompt = style_ == Style::Prompt && column == 0 && character == '\n';
        if (style_ == Style::Prompt && !is_empty_at_prompt && lineno_ == 1) {
            column = alternative_column = 0; // a comment alone is a statement at a prompt
        } else {
            is_blank_line_ = !is_empty_at_prompt;
        }
    }
    return is_blank_line_ || level_ > 0 ? Step::Continue : change_indentation(column, alternative_column);
}

// Tabs are compared at two widths: where these disagree, the blocks would depend on the reader's tab size.
Lexer::Step Lexer::change_indentation(int column, int alternative_column) {
    const auto top = [&] { return indentations_[static_cast<std::size_t>(depth_)]; };
    const auto alternative_top = [&] { return alternative_indentations_[static_cast<std::size_t>(depth_)]; };
    const auto fail_tabs = [&] {
        position_ = line_end_;
        return fail_in_line(SyntaxErrorKind::TabError, "inconsistent use of tabs and spaces in indentation",
                            0, 0);
    };
    if (column == top()) return alternative_column == alternative_top() ? Step::Continue : fail_tabs();
    if (column > top()) {
        if (depth_ + 1 >= most_indentations) {
            position_ = line_end_;
            return fail_in_line(SyntaxErrorKind::IndentationError, "too many levels of indentation", 0, 0);
        }
        if (alternative_column <= alternative_top()) return fail_tabs();
        ++pending_indentations_;
        ++depth_;
        indentations_[static_cast<std::size_t>(depth_)] = column;
        alternative_indentations_[static_cast<std::size_t>(depth_)] = alternative_column;
        return Step::Continue;
    }
    while (depth_ > 0 && column < top()) {
        --pending_indentations_;
        --depth_;
    }
    if (column != top()) {
        position_ = line_end_;
        return fail_in_line(SyntaxErrorKind::IndentationError,
                            "unindent does not match any outer indentation level", Lexer::column() - 1, -1);
    }
    return alternative_column == alternative_top() ? Step::Continue : fail_tabs();
}

void Lexer::close_blocks() {
    pending_indentations_ = -depth_;
    depth_ = 0;
}

// --- tokens

bool Lexer::next(Token &token) {
    if (state_ == State::Failed) return false;
    Step step = Step::Continue;
    while (step == Step::Continue) {
        is_in_token_ = false;
        if (is_at_line_start_ && read_indentation() == Step::Failed) return false;
        token_start_ = position_;
        if (pending_indentations_ != 0) {
            const bool is_indent = pending_indentations_ > 0;
            pending_indentations_ += is_indent ? -1 : 1;
            token = Token{.kind = is_indent ? TokenKind::Indent : TokenKind::Dedent,
                          .level = 0,
                          .location = {lineno_, -1, lineno_, -1},
                          .text = {}};
            return true;
        }
        step = read_token(token);
    }
    return step == Step::Token;
}

Lexer::Step Lexer::finish(Token &token, TokenKind kind) {
    // CPython has looked at the character behind the token to know where it ends.
    const bool has_own_end = kind == TokenKind::String || token_text(kind).size() == 3;
    if (position_ == text_.size() && !has_own_end && text_.back() != '\n') state_ = State::EndOfText;
    token.kind = kind;
    token.level = static_cast<std::uint8_t>(level_);
    token.location = {token_lineno_, static_cast<int>(token_start_ - token_line_start_), lineno_, column()};
    token.text = text_.substr(token_start_, position_ - token_start_);
    return Step::Token;
}

Lexer::Step Lexer::read_token(Token &token) {
    int character = read();
    while (character == ' ' || character == '\t' || character == '\f') character = read();
    if (character == end_of_text) return read_end(token);
    is_in_token_ = true;
    token_start_ = position_ - 1;
    token_line_start_ = line_start_;
    token_lineno_ = lineno_;
    if (character == '#') { // the NEWLINE behind a comment begins where the comment does
        skip_comment();
        character = read();
        if (character == end_of_text) return read_end(token);
    }
    if (is_name_start(character)) return is_string_start() ? read_string(token) : read_name(token);
    if (character == '\n') return read_newline(token);
    if (is_digit(character) || (character == '.' && is_digit(peek()))) return read_number(token);
    if (character == '\'' || character == '"') return read_string(token);
    if (character == '\\') return continue_line();
    return read_operator(token);
}

void Lexer::skip_comment() {
    position_ = text_[line_end_ - 1] == '\n' ? line_end_ - 1 : line_end_;
}

bool Lexer::is_rest_blank() const {
    for (std::size_t at = position_; at < text_.size(); ++at) {
        const char c = text_[at];
        if (c == '#') {
            at = std::min(text_.find('\n', at), text_.size());
        } else if (c != ' ' && c != '\t' && c != '\n' && c != '\f') {
            return false;
        }
    }
    return true;
}

Lexer::Step Lexer::read_end(Token &token) {
    if (source_.error()) return fail_source();
    if (level_ > 0) return Step::Failed;
    token =
        Token{.kind = TokenKind::EndMarker, .level = 0, .location = {lineno_, -1, lineno_, -1}, .text = {}};
    return style_ == Style::Prompt ? Step::Failed : Step::Token;
}

Lexer::Step Lexer::read_newline(Token &token) {
    is_at_line_start_ = true;
    if (is_blank_line_ || level_ > 0) return Step::Continue;
    --position_; // the token does not include the line ending
    finish(token, TokenKind::Newline);
    ++position_;
    return Step::Token;
}

// A backslash joins this line with the next; nothing may follow it, and a next line must exist.
Lexer::Step Lexer::continue_line() {
    if (read() != '\n') {
        // CPython counts from where its buffer begins: that is before the lines that were joined already.
        return fail_in_line(SyntaxErrorKind::SyntaxError,
                            "unexpected character after line continuation character",
                            static_cast<int>(position_ - buffer_start_) - 1, 0);
    }
    const int character = read();
    if (character == end_of_text) return source_.error() ? fail_source() : Step::Failed;
    unread(character);
    return Step::Continue;
}

// Whether a string's quote follows a valid prefix; the first letter has been read.
bool Lexer::is_string_start() const {
    std::string_view rest = text_.substr(position_ - 1, 3);
    const std::size_t quote = rest.find_first_of("'\"");
    if (quote == std::string_view::npos) return false;
    char prefix[2] = {};
    for (std::size_t i = 0; i < quote; ++i) prefix[i] = static_cast<char>(rest[i] | 0x20);
    if (quote == 1) return prefix[0] == 'b' || prefix[0] == 'r' || prefix[0] == 'u' || prefix[0] == 'f';
    const bool has_raw = prefix[0] == 'r' || prefix[1] == 'r';
    const char other = prefix[0] == 'r' ? prefix[1] : prefix[0];
    return has_raw && (other == 'b' || other == 'f');
}

Lexer::Step Lexer::read_name(Token &token) {
    bool is_plain = static_cast<unsigned char>(text_[token_start_]) < 128;
    for (int character = peek(); is_name_character(character); character = peek()) {
        is_plain = is_plain && character < 128;
        ++position_;
    }
    if (!is_plain && !verify_identifier()) return Step::Failed;
    finish(token, TokenKind::Name);
    token.kind = keyword_or_name(token.text);
    return Step::Token;
}

// An identifier with characters beyond ASCII must be one by Unicode's rules.
bool Lexer::verify_identifier() {
    const std::string_view name = text_.substr(token_start_, position_ - token_start_);
    if (base::find_utf8_error(name)) {
        fail_undecodable(name);
        return false;
    }
    for (std::size_t at = 0; at < name.size();) {
        const auto [code_point, length] = base::decode_utf8(name.substr(at));
        const bool is_right =
            at == 0 ? base::is_identifier_start(code_point) : base::is_identifier_continue(code_point);
        if (!is_right) {
            position_ = token_start_ + at + static_cast<std::size_t>(length);
            const bool is_shown = base::is_printable(code_point);
            const std::string shown(name.substr(at, static_cast<std::size_t>(length)));
            fail(is_shown ? "invalid character '" + shown + "' (U+" + hexadecimal(code_point) + ")"
                          : "invalid non-printable character U+" + hexadecimal(code_point));
            return false;
        }
        at += static_cast<std::size_t>(length);
    }
    return true;
}

Lexer::Step Lexer::read_string(Token &token) {
    position_ = text_.find_first_of("'\"", token_start_);
    const int quote = read();
    int quote_count = 1;
    if (peek() == quote && peek(1) == quote) {
        quote_count = 3;
        position_ += 2;
    } else if (peek() == quote) {
        ++position_; // an empty string
        return finish(token, TokenKind::String);
    }
    for (int closing = 0; closing < quote_count;) {
        int character = read();
        if (character == end_of_text || (quote_count == 1 && character == '\n')) {
            if (character == end_of_text && source_.error()) return fail_source();
            const int detected = lineno_;
            lineno_ = token_lineno_;
            line_start_ = token_line_start_;
            position_ = token_start_ + 1;
            fail(std::string("unterminated ") + (quote_count == 3 ? "triple-quoted " : "") +
                 "string literal (detected at line " + std::to_string(detected) + ")");
            if (character == end_of_text) state_ = State::EndOfTextInString;
            return Step::Failed;
        }
        closing = character == quote ? closing + 1 : 0;
        if (character == '\\') read();
    }
    return finish(token, TokenKind::String);
}

Lexer::Step Lexer::read_operator(Token &token) {
    const std::string_view rest = text_.substr(token_start_, line_end_ - token_start_);
    if (rest.starts_with("<>")) {
        ++position_;
        return finish(token, TokenKind::Unknown);
    }
    const auto kind = match_operator(rest);
    if (!kind) {
        const char character = rest[0];
        if (character == '!' || character == '$' || character == '?' || character == '`') {
            return finish(token, TokenKind::Unknown);
        }
        return fail("invalid non-printable character U+" +
                    hexadecimal(static_cast<unsigned char>(character)));
    }
    position_ = token_start_ + token_text(*kind).size();
    switch (*kind) {
    case TokenKind::LeftParenthesis:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
        if (open_parenthesis(rest[0]) == Step::Failed) return Step::Failed;
        break;
    case TokenKind::RightParenthesis:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
        if (close_parenthesis(rest[0]) == Step::Failed) return Step::Failed;
        break;
    default: break;
    }
    return finish(token, *kind);
}

Lexer::Step Lexer::open_parenthesis(char character) {
    if (level_ >= most_open_parentheses) return fail("too many nested parentheses");
    parentheses_[static_cast<std::size_t>(level_)] = {character, lineno_,
                                                      static_cast<int>(token_start_ - line_start_)};
    ++level_;
    return Step::Continue;
}

Lexer::Step Lexer::close_parenthesis(char character) {
    if (level_ == 0) return fail(std::string("unmatched '") + character + "'");
    const OpenParenthesis &opening = innermost_parenthesis();
    --level_;
    const char expected = opening.character == '(' ? ')' : opening.character == '[' ? ']' : '}';
    if (character == expected) return Step::Continue;
    std::string message = base::concat({"closing parenthesis '",
                                        {&character, 1},
                                        "' does not match opening parenthesis '",
                                        {&opening.character, 1},
                                        "'"});
    if (opening.lineno != lineno_) message += " on line " + std::to_string(opening.lineno);
    return fail(std::move(message));
}

} // namespace adder::syntax
