// SPDX-License-Identifier: MIT
// The second pass's rules for statements: assignments to what cannot be assigned, headers without ':' and
// headers without a block.
#include "syntax/parser_core.hpp"

namespace adder::syntax {

// --- simple statements

void Parser::invalid_assignment() {
    const Mark start = mark();
    ExpressionNode *target = invalid_annotation_target();
    if (target != nullptr && accept(TokenKind::Colon) && expression() != nullptr && !has_failed()) {
        raise_at(target->location, "only single target (not " + name_of(*target) + ") can be annotated");
    }
    reset(start);
    target = star_named_expression();
    if (target != nullptr && accept(TokenKind::Comma)) {
        for (Expressions ignored; star_named_expressions(ignored);) {
        }
        if (accept(TokenKind::Colon) && expression() != nullptr) {
            raise_at(target->location, "only single target (not tuple) can be annotated");
        }
    }
    reset(start);
    target = expression();
    if (target != nullptr && accept(TokenKind::Colon) && expression() != nullptr && !has_failed()) {
        raise_at(target->location, "illegal target for annotation");
    }
    reset(start);
    skip_targets();
    const Mark last_target = mark();
    target = star_expressions();
    if (target != nullptr && accept(TokenKind::Equal)) invalid_target(target, TargetUse::Assign);
    reset(last_target);
    target = yield_expression();
    if (target != nullptr && accept(TokenKind::Equal)) {
        raise_at(target->location, "assignment to yield expression not possible");
    }
    reset(start);
    target = star_expressions();
    if (target != nullptr && accept_augmented_operator() && assigned_value() != nullptr && !has_failed()) {
        raise_at(target->location,
                 "'" + name_of(*target) + "' is an illegal expression for augmented assignment");
    }
    reset(start);
}

// (star_targets '=')*
void Parser::skip_targets() {
    for (;;) {
        const Mark start = mark();
        if (star_targets() == nullptr || !accept(TokenKind::Equal)) {
            reset(start);
            return;
        }
    }
}

// A list or tuple, perhaps in parentheses.
ExpressionNode *Parser::invalid_annotation_target() {
    const Mark start = mark();
    if (at(TokenKind::LeftBracket)) {
        ExpressionNode *node = bracketed();
        return node != nullptr && is_node<List>(*node) ? node : reset(start);
    }
    if (!at(TokenKind::LeftParenthesis)) return nullptr;
    ExpressionNode *node = parenthesized();
    if (node != nullptr && is_node<Tuple>(*node) &&
        node->location.col_offset == token_at(start).location.col_offset) {
        return node;
    }
    reset(start);
    accept(TokenKind::LeftParenthesis);
    node = invalid_annotation_target();
    return node != nullptr && accept(TokenKind::RightParenthesis) ? node : reset(start);
}

void Parser::invalid_delete_statement() {
    const Mark start = mark();
    accept(TokenKind::Del);
    invalid_target(star_expressions(), TargetUse::Delete);
    reset(start);
}

void Parser::invalid_import_from_targets() {
    const Mark start = mark();
    std::vector<Alias *> ignored;
    if (import_from_names(ignored) && accept(TokenKind::Comma) && accept(TokenKind::Newline)) {
        raise_at_last_token("trailing comma not allowed without surrounding parentheses");
    }
    reset(start);
}

// --- blocks

void Parser::invalid_block() {
    const Mark start = mark();
    if (accept(TokenKind::Newline) && !at(TokenKind::Indent)) raise_indentation("expected an indented block");
    reset(start);
}

// Behind a header: raises when ':' is missing at the end of the line (if the statement checks that) or when
// no block follows the ':'. `what` is how the message calls the statement.
void Parser::invalid_header_end(int lineno, const std::string &what, bool is_colon_checked) {
    if (has_failed()) return;
    if (is_colon_checked && accept(TokenKind::Newline)) {
        raise_at_last_token("expected ':'");
    } else if (accept(TokenKind::Colon) && accept(TokenKind::Newline) && !at(TokenKind::Indent)) {
        raise_indentation("expected an indented block after " + what + " on line " + std::to_string(lineno));
    }
}

void Parser::invalid_class_definition() {
    const Mark start = mark();
    const int lineno = token().location.lineno;
    if (accept(TokenKind::Class) && accept(TokenKind::Name)) {
        CallArguments ignored;
        if (const Mark open = mark(); accept(TokenKind::LeftParenthesis)) {
            if (!at(TokenKind::RightParenthesis)) static_cast<void>(arguments(ignored));
            if (!accept(TokenKind::RightParenthesis)) reset(open);
        }
        invalid_header_end(lineno, "class definition", true);
    }
    reset(start);
}

void Parser::invalid_function_definition() {
    const Mark start = mark();
    accept(TokenKind::Async);
    const int lineno = token().location.lineno;
    if (accept(TokenKind::Def) && accept(TokenKind::Name) && accept(TokenKind::LeftParenthesis)) {
        optional_parameters(function_style);
        if (accept(TokenKind::RightParenthesis)) {
            if (const Mark end = mark(); accept(TokenKind::Arrow) && expression() == nullptr) reset(end);
            invalid_header_end(lineno, "function definition", false);
        }
    }
    reset(start);
}

// if, elif and while
void Parser::invalid_condition_statement(TokenKind keyword) {
    const Mark start = mark();
    const int lineno = token().location.lineno;
    accept(keyword);
    if (named_expression() != nullptr) {
        invalid_header_end(lineno, "'" + std::string(token_text(keyword)) + "' statement", true);
    }
    reset(start);
}

// else and finally
void Parser::invalid_plain_header(TokenKind keyword) {
    const Mark start = mark();
    const int lineno = token().location.lineno;
    accept(keyword);
    invalid_header_end(lineno, "'" + std::string(token_text(keyword)) + "' statement", false);
    reset(start);
}

void Parser::invalid_for_statement() {
    const Mark start = mark();
    accept(TokenKind::Async);
    const int lineno = token().location.lineno;
    accept(TokenKind::For);
    if (star_targets() != nullptr && accept(TokenKind::In) && star_expressions() != nullptr) {
        invalid_header_end(lineno, "'for' statement", true);
    }
    reset(start);
}

// --- with

void Parser::invalid_with_statement_indent() {
    const Mark start = mark();
    accept(TokenKind::Async);
    const int lineno = token().location.lineno;
    accept(TokenKind::With);
    const Mark items = mark();
    for (const bool is_parenthesized : {false, true}) {
        if (invalid_with_items(is_parenthesized)) invalid_header_end(lineno, "'with' statement", false);
        reset(items);
    }
    reset(start);
}

void Parser::invalid_with_statement() {
    const Mark start = mark();
    accept(TokenKind::Async);
    accept(TokenKind::With);
    const Mark items = mark();
    for (const bool is_parenthesized : {false, true}) {
        if (invalid_with_items(is_parenthesized) && accept(TokenKind::Newline))
            raise_at_last_token("expected ':'");
        reset(items);
    }
    reset(start);
}

// ','.(expression ['as' target])+, perhaps in parentheses, where each item may then be a tuple.
bool Parser::invalid_with_items(bool is_parenthesized) {
    if (is_parenthesized && !accept(TokenKind::LeftParenthesis)) return false;
    Mark end = mark();
    const Mark first = end;
    while ((is_parenthesized ? expressions() : expression()) != nullptr) {
        if (const Mark as = mark(); accept(TokenKind::As) && star_target() == nullptr) reset(as);
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    if (end == first) return false;
    reset(end);
    if (!is_parenthesized) return !has_failed();
    accept(TokenKind::Comma);
    return accept(TokenKind::RightParenthesis);
}

void Parser::invalid_with_item() {
    const Mark start = mark();
    if (expression() != nullptr && accept(TokenKind::As)) {
        ExpressionNode *target = expression();
        if (target != nullptr && at_any({TokenKind::Comma, TokenKind::RightParenthesis, TokenKind::Colon})) {
            invalid_target(target, TargetUse::Assign);
        }
    }
    reset(start);
}

// --- try

void Parser::invalid_try_statement() {
    constexpr const char *mixed = "cannot have both 'except' and 'except*' on the same 'try'";
    const Mark start = mark();
    const int lineno = token().location.lineno;
    accept(TokenKind::Try);
    invalid_header_end(lineno, "'try' statement", false);
    reset(start + 1);
    StatementList body;
    if (accept(TokenKind::Colon) && block(body) && !has_failed() &&
        !at_any({TokenKind::Except, TokenKind::Finally})) {
        raise_at_last_token("expected 'except' or 'finally' block");
    }
    for (const bool is_star : {false, true}) {
        reset(start + 1);
        if (!accept(TokenKind::Colon)) break;
        while (block(body)) {
        }
        std::vector<ExceptHandler *> handlers;
        if (!except_blocks(is_star, handlers) || !at(TokenKind::Except)) continue;
        const Location except = token().location;
        ++position_;
        const Location star = token().location;
        Identifier name;
        if (!is_star && !accept(TokenKind::Star)) continue;
        if (expression() != nullptr) {
            optional_as_name(name);
        } else if (!is_star) {
            continue;
        }
        if (accept(TokenKind::Colon)) raise_range(except, is_star ? except : star, mixed);
    }
    reset(start);
}

void Parser::invalid_except_statement() {
    const Mark start = mark();
    accept(TokenKind::Except);
    const bool is_star = accept(TokenKind::Star);
    Identifier name;
    if (ExpressionNode *type = expression()) {
        const Mark after_type = mark();
        if (accept(TokenKind::Comma) && expressions() != nullptr) {
            optional_as_name(name);
            if (accept(TokenKind::Colon))
                raise_from(type->location, "multiple exception types must be parenthesized");
        }
        reset(after_type);
        optional_as_name(name);
        if (accept(TokenKind::Newline)) raise_at_last_token("expected ':'");
    } else if (is_star) {
        if (at_any({TokenKind::Newline, TokenKind::Colon}))
            raise_at_last_token("expected one or more exception types");
    } else if (accept(TokenKind::Newline)) {
        raise_at_last_token("expected ':'");
    }
    reset(start);
}

void Parser::invalid_except_indent(bool is_star) {
    const Mark start = mark();
    const int lineno = token().location.lineno;
    accept(TokenKind::Except);
    if (accept(TokenKind::Star) == is_star) {
        Identifier name;
        const bool has_type = expression() != nullptr;
        if (has_type) optional_as_name(name);
        if (has_type || !is_star) {
            invalid_header_end(lineno, is_star ? "'except*' statement" : "'except' statement", false);
        }
    }
    reset(start);
}

} // namespace adder::syntax
