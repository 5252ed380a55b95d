// SPDX-License-Identifier: MIT
// The two passes, the token cursor, and the choice of the error that is reported. parser_core.hpp says how
// the parser works.
#include "syntax/parser.hpp"

#include "base/concat.hpp"
#include "base/utf8.hpp"
#include "syntax/parser_core.hpp"

#include <algorithm>

namespace adder::syntax {

ParseResult parse(const base::Source &source, Mode mode, base::Arena &arena, const ParseOptions &options) {
    Parser parser(source, mode, arena, options);
    ParseResult result = parser.parse_all();
    result.warnings = parser.take_warnings();
    return result;
}

// CPython's parser gives up at this count of nested rules.
constexpr int most_nesting = 6000;

Lexer::Style Parser::lexer_style(Mode mode) {
    switch (mode) {
    case Mode::File: return Lexer::Style::File;
    case Mode::Interactive: return Lexer::Style::Prompt;
    default: return Lexer::Style::Text;
    }
}

Parser::Parser(const base::Source &source, Mode mode, base::Arena &arena, const ParseOptions &options,
               Origin origin)
    : lexer_(source, lexer_style(mode)), mode_(mode), arena_(arena), options_(options), origin_(origin) {
    error_token_.kind = TokenKind::Error;
    tokens_.reserve(std::min<std::size_t>(source.text().size() / 4 + 8, 4096));
}

Parser::Nesting::Nesting(Parser &parser, int cost) : parser_(parser), cost_(cost) {
    parser.nesting_ += cost;
    if (parser.nesting_ > most_nesting && !parser.error_) {
        parser.error_ = SyntaxError{};
        parser.error_->kind = SyntaxErrorKind::MemoryError;
        parser.error_->has_place = false;
        parser.error_->has_text = false;
    }
}

// --- the two passes

ParseResult Parser::parse_all() {
    ParseResult result;
    result.root = module();
    if (result.root != nullptr && mode_ == Mode::Single && !lexer_.is_rest_blank()) {
        raise_at_last_token("multiple statements found while compiling a single statement");
        result.error = error_;
    }
    if (result.root != nullptr && !has_failed()) return result;
    result.root = nullptr;
    if (result.error) return result;
    // At a prompt the second pass may ask for more lines too.
    const bool is_cut_short = is_at_end_of_text();
    find_error();
    result.is_incomplete = (mode_ == Mode::Single && is_cut_short) ||
                           (mode_ == Mode::Interactive && (is_cut_short || is_at_end_of_text()));
    result.error = error_;
    return result;
}

bool Parser::is_at_end_of_text() const {
    return lexer_.state() == Lexer::State::EndOfText || lexer_.state() == Lexer::State::EndOfTextInString;
}

ExpressionNode *Parser::parse_f_string_expression() {
    ExpressionNode *value = star_expressions();
    if (value != nullptr && !has_failed()) return value;
    find_error();
    return nullptr;
}

void Parser::run_again(bool with_invalid_rules) {
    position_ = 0;
    is_repeated_ = true;
    use_invalid_rules_ = with_invalid_rules;
    memos_.clear();
    if (origin_.is_f_string) {
        static_cast<void>(star_expressions());
    } else {
        static_cast<void>(module());
    }
}

// The text did not parse: finds the error that is reported.
void Parser::find_error() {
    if (!error_ && has_failed_brace_) run_again(false);
    const Token last_token = tokens_.empty() ? Token{} : tokens_.back();
    if (!error_) run_again(true);
    if (!error_) {
        set_final_error(last_token);
        return;
    }
    const bool is_token_error = lexer_.state() != Lexer::State::Reading;
    if (!is_token_error && error_->kind != SyntaxErrorKind::MemoryError) check_remaining_tokens();
}

// The error of a text that no invalid_… rule explains.
void Parser::set_final_error(const Token &last_token) {
    if (last_token.kind == TokenKind::Indent || last_token.kind == TokenKind::Dedent) {
        const bool is_indent = last_token.kind == TokenKind::Indent;
        raise_indentation(is_indent ? "unexpected indent" : "unexpected unindent");
        return;
    }
    raise_at(last_token.location, "invalid syntax");
    check_remaining_tokens();
}

// Reads the rest of the text; an error in a token, or a parenthesis that stays open from an earlier line, is
// more likely the cause than what the parser stumbled over.
void Parser::check_remaining_tokens() {
    if (mode_ == Mode::Interactive) return;
    const int error_lineno = tokens_.empty() ? 0 : tokens_.back().location.lineno;
    const SyntaxError parser_error = *error_;
    error_.reset();
    Token ignored;
    while (lexer_.next(ignored) && ignored.kind != TokenKind::EndMarker) {
    }
    if (lexer_.has_warnings()) adopt_lexer_warnings();
    if (lexer_.error() && lexer_.is_error_in_token()) {
        adopt_lexer_error();
    } else if (lexer_.level() > 0 &&
               error_lineno > lexer_.innermost_parenthesis().lineno + origin_.lineno - 1) {
        raise_never_closed();
    } else {
        error_ = parser_error;
    }
}

// --- cursor

const Token &Parser::token_at(Mark mark) {
    if (error_) return error_token_;
    while (static_cast<std::size_t>(mark) >= tokens_.size()) {
        fetch_token();
        if (error_) return error_token_;
    }
    return tokens_[static_cast<std::size_t>(mark)];
}

void Parser::fetch_token() {
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::EndMarker) {
        tokens_.push_back(tokens_.back());
        return;
    }
    Token token;
    const bool is_read = lexer_.next(token);
    if (lexer_.has_warnings()) adopt_lexer_warnings();
    if (is_read && mode_ == Mode::Single && token.kind == TokenKind::EndMarker && has_statement_begun_) {
        token.kind = TokenKind::Newline;
        has_statement_begun_ = false;
        lexer_.close_blocks();
    } else {
        has_statement_begun_ = true;
    }
    if (!is_read) {
        token = error_token_;
        token.location = {lexer_.lineno(), -1, lexer_.lineno(), -1};
    }
    if (origin_.is_f_string) {
        if (token.location.end_lineno == 1) {
            token.location.col_offset += origin_.col_offset;
            token.location.end_col_offset += origin_.col_offset;
        }
        token.location.lineno += origin_.lineno - 1;
        token.location.end_lineno += origin_.lineno - 1;
    }
    tokens_.push_back(token);
    if (is_read) return;
    if (lexer_.error()) {
        adopt_lexer_error();
    } else {
        raise_end_of_text();
    }
}

// The text ended inside parentheses or behind a backslash.
void Parser::raise_end_of_text() {
    if (lexer_.level() > 0) {
        raise_never_closed();
    } else {
        raise_at_last_token("unexpected EOF while parsing");
    }
}

bool Parser::at_any(std::initializer_list<TokenKind> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind()) != kinds.end();
}

bool Parser::at_word(std::string_view soft_keyword) {
    return at(TokenKind::Name) && token().text == soft_keyword;
}

bool Parser::accept(TokenKind kind) {
    if (!at(kind)) return false;
    ++position_;
    return true;
}

bool Parser::accept_any(std::initializer_list<TokenKind> kinds) {
    if (!at_any(kinds)) return false;
    ++position_;
    return true;
}

bool Parser::accept_word(std::string_view soft_keyword) {
    if (!at_word(soft_keyword)) return false;
    ++position_;
    return true;
}

// Accepts the token or raises at once, in the first pass too: nothing else can stand here.
bool Parser::expect_forced(TokenKind kind) {
    if (accept(kind)) return true;
    // A brace that failed before has its say first, in the next pass.
    if (!is_repeated_ && has_failed_brace_) return false;
    if (!has_failed()) raise_at(token().location, "expected '" + std::string(token_text(kind)) + "'");
    return false;
}

// --- nodes

const Token &Parser::last_token_before_cursor() {
    Mark last = position_ - 1;
    const auto is_layout = [](TokenKind kind) {
        return kind == TokenKind::Newline || kind == TokenKind::Indent || kind == TokenKind::Dedent ||
               kind == TokenKind::EndMarker;
    };
    while (last > 0 && is_layout(tokens_[static_cast<std::size_t>(last)].kind)) --last;
    return tokens_[static_cast<std::size_t>(last)];
}

Location Parser::location_from(Mark start) {
    const Location &first = tokens_[static_cast<std::size_t>(start)].location;
    const Location &last = last_token_before_cursor().location;
    return {first.lineno, first.col_offset, last.end_lineno, last.end_col_offset};
}

Identifier Parser::identifier_of(const Token &name) {
    if (base::is_ascii(name.text)) return arena_.copy_text(name.text);
    return arena_.copy_text(base::to_nfkc(name.text));
}

ExpressionNode *Parser::accept_name(ExpressionContext context) {
    if (!at(TokenKind::Name)) return nullptr;
    const Token &name = token();
    ++position_;
    return make_at<Name>(name.location, identifier_of(name), context);
}

// --- errors

void Parser::adopt_lexer_error() {
    if (error_) return;
    error_ = lexer_.error();
    if (!origin_.is_f_string) return;
    if (!lexer_.is_error_in_token()) error_->message.insert(0, "f-string: ");
    error_->lineno += origin_.lineno - 1;
    error_->end_lineno += origin_.lineno - 1;
}

// The error of an f-string's expression, which says itself where it stands.
void Parser::adopt_inner_error(const SyntaxError &error) {
    if (!error_) error_ = error;
}

void Parser::adopt_lexer_warnings() {
    for (SyntaxWarning &warning : lexer_.take_warnings()) warnings_.push_back(std::move(warning));
}

// Their lines are counted from where the inner text begins.
void Parser::adopt_inner_warnings(Parser &inner) {
    for (SyntaxWarning &warning : inner.take_warnings()) {
        const int lines_before = inner.origin_.lineno - 1;
        warning.lineno += lines_before;
        warning.error.lineno += lines_before;
        warning.error.end_lineno += lines_before;
        warnings_.push_back(std::move(warning));
    }
}

void Parser::warn_of_escape(const Token &literal, std::string message) {
    const int first_line = origin_.lineno - 1;
    const Location place{
        literal.location.lineno - first_line, literal.location.col_offset - origin_.col_offset + 1,
        literal.location.end_lineno - first_line, literal.location.end_col_offset - origin_.col_offset + 1};
    warnings_.push_back(
        {.is_deprecation = true,
         .lineno = literal.location.lineno,
         .error = lexer_.make_error(SyntaxErrorKind::SyntaxError, place, std::move(message))});
}

bool Parser::begin_warning_literals(const char *place) {
    return warning_literals_.emplace(is_repeated_, place).second;
}

// Columns come as CPython passes them: bytes, from one; 0 and -1 stand for no end.
std::nullptr_t Parser::raise_known(SyntaxErrorKind kind, Location place, std::string message) {
    if (error_) return nullptr;
    const int first_line = origin_.lineno - 1;
    place.lineno -= first_line;
    place.end_lineno -= first_line;
    place.col_offset -= origin_.col_offset;
    if (place.end_col_offset > 0) place.end_col_offset -= origin_.col_offset;
    error_ = lexer_.make_error(kind, place, (origin_.is_f_string ? "f-string: " : "") + std::move(message));
    error_->lineno += first_line;
    error_->end_lineno += first_line;
    return nullptr;
}

std::nullptr_t Parser::raise_at_last_token(std::string message, SyntaxErrorKind kind) {
    if (tokens_.empty()) return raise_known(kind, {0, 0, 0, -1}, std::move(message));
    const Location &last = tokens_.back().location;
    Location place = last;
    place.col_offset = last.col_offset == -1 ? lexer_.error_column() : last.col_offset + 1;
    if (last.end_col_offset != -1) place.end_col_offset = last.end_col_offset + 1;
    return raise_known(kind, place, std::move(message));
}

std::nullptr_t Parser::raise_indentation(std::string message) {
    return raise_at_last_token(std::move(message), SyntaxErrorKind::IndentationError);
}

std::nullptr_t Parser::raise_at(const Location &location, std::string message) {
    return raise_range(location, location, std::move(message));
}

std::nullptr_t Parser::raise_range(const Location &first, const Location &last, std::string message) {
    return raise_known(SyntaxErrorKind::SyntaxError,
                       {first.lineno, first.col_offset + 1, last.end_lineno, last.end_col_offset + 1},
                       std::move(message));
}

// The range ends where the lexer stands.
std::nullptr_t Parser::raise_from(const Location &first, std::string message) {
    const int lineno = lexer_.lineno() + origin_.lineno - 1;
    return raise_known(SyntaxErrorKind::SyntaxError,
                       {first.lineno, first.col_offset + 1, lineno, lexer_.column()}, std::move(message));
}

void Parser::raise_never_closed() {
    const Lexer::OpenParenthesis &open = lexer_.innermost_parenthesis();
    const int lineno = open.lineno + origin_.lineno - 1;
    const int column = open.column + (open.lineno == 1 ? origin_.col_offset : 0);
    raise_known(SyntaxErrorKind::SyntaxError, {lineno, column + 1, lineno, 0},
                base::concat({"'", {&open.character, 1}, "' was never closed"}));
}

// --- modules

ModuleNode *Parser::module() {
    switch (mode_) {
    case Mode::File: return file();
    case Mode::Expression: return eval();
    case Mode::FunctionType: return func_type();
    default: return interactive();
    }
}

ModuleNode *Parser::file() {
    Statements body;
    statements(body);
    if (!accept(TokenKind::EndMarker)) return nullptr;
    return make_at<Module>({}, list_of(body));
}

ModuleNode *Parser::eval() {
    ExpressionNode *body = expressions();
    while (accept(TokenKind::Newline)) {
    }
    if (body == nullptr || !accept(TokenKind::EndMarker)) return nullptr;
    return make_at<Expression>({}, body);
}

// '(' [type_expressions] ')' '->' expression
ModuleNode *Parser::func_type() {
    Expressions types;
    if (!accept(TokenKind::LeftParenthesis)) return nullptr;
    if (!accept(TokenKind::RightParenthesis) &&
        (!type_expressions(types) || !accept(TokenKind::RightParenthesis)))
        return nullptr;
    if (!accept(TokenKind::Arrow)) return nullptr;
    ExpressionNode *returns = expression();
    while (accept(TokenKind::Newline)) {
    }
    if (returns == nullptr || !accept(TokenKind::EndMarker)) return nullptr;
    return make_at<FunctionType>({}, list_of(types), returns);
}

// ','.expression+, of which the last may have a star and two stars, in this order.
bool Parser::type_expressions(Expressions &types) {
    int stars = 0;
    do {
        const int before = stars;
        if (accept(TokenKind::Star))
            stars = 1;
        else if (accept(TokenKind::DoubleStar))
            stars = 2;
        if (before != 0 && stars <= before) return false;
        ExpressionNode *type = expression();
        if (type == nullptr) return false;
        types.push_back(type);
    } while (stars < 2 && accept(TokenKind::Comma));
    return true;
}

// One statement; a compound one ends with an empty line.
ModuleNode *Parser::interactive() {
    Statements body;
    if (StatementNode *compound = compound_statement()) {
        if (!accept(TokenKind::Newline)) return nullptr;
        body.push_back(compound);
    } else if (!simple_statements(body)) {
        const Mark start = mark();
        if (!accept(TokenKind::Newline)) return nullptr;
        body.push_back(make<Pass>(start));
    }
    return has_failed() ? nullptr : make_at<Interactive>({}, list_of(body));
}

} // namespace adder::syntax
