// SPDX-License-Identifier: MIT
// Compound statements (Python reference, chapter 8). In the second pass each statement first looks for a
// header without ':' or without a block, as its invalid_… rule describes.
#include "syntax/parser_core.hpp"

namespace adder::syntax {

StatementNode *Parser::compound_statement() {
    const Nesting nesting(*this, 3);
    switch (kind()) {
    case TokenKind::Def: return function_definition(mark(), {});
    case TokenKind::At: return decorated();
    case TokenKind::Async: return async_statement();
    case TokenKind::If: return if_statement();
    case TokenKind::Class: return class_definition(mark(), {});
    case TokenKind::With: return with_statement();
    case TokenKind::For: return for_statement();
    case TokenKind::Try: return try_statement();
    case TokenKind::While: return while_statement();
    case TokenKind::Name: return at_word("match") ? match_statement() : nullptr;
    default: return nullptr;
    }
}

StatementNode *Parser::async_statement() {
    switch (kind_ahead(1)) {
    case TokenKind::Def: return function_definition(mark(), {});
    case TokenKind::With: return with_statement();
    case TokenKind::For: return for_statement();
    default: return nullptr;
    }
}

// A block: lines of their own, indented, or statements behind the colon.
bool Parser::block(StatementList &body) {
    if (!is_repeated_) return block_uncached(body);
    StatementList *const found = remembered<StatementList>(Rule::Block, [&]() -> StatementList * {
        StatementList list;
        return block_uncached(list) ? arena_.make<StatementList>(list) : nullptr;
    });
    if (found != nullptr) body = *found;
    return found != nullptr;
}

bool Parser::block_uncached(StatementList &body) {
    const Mark start = mark();
    Statements items;
    if (accept(TokenKind::Newline)) {
        if (accept(TokenKind::Indent) && statements(items) && accept(TokenKind::Dedent)) {
            body = list_of(items);
            return true;
        }
        reset(start);
        if (use_invalid_rules_) invalid_block();
        return false;
    }
    if (!simple_statements(items)) return false;
    body = list_of(items);
    return true;
}

// --- definitions

StatementNode *Parser::decorated() {
    const Mark start = mark();
    Expressions decorators;
    while (accept(TokenKind::At)) {
        ExpressionNode *decorator = named_expression();
        if (decorator == nullptr || !accept(TokenKind::Newline)) return reset(start);
        decorators.push_back(decorator);
    }
    const ExpressionList list = list_of(decorators);
    StatementNode *node =
        at(TokenKind::Class) ? class_definition(mark(), list) : function_definition(mark(), list);
    return node == nullptr ? reset(start) : node;
}

StatementNode *Parser::function_definition(Mark start, ExpressionList decorators) {
    if (!at_any({TokenKind::Def, TokenKind::Async})) return nullptr;
    if (use_invalid_rules_) invalid_function_definition();
    const bool is_async = accept(TokenKind::Async);
    if (!accept(TokenKind::Def) || !at(TokenKind::Name)) return reset(start);
    const Identifier name = identifier_of(token());
    ++position_;
    if (!expect_forced(TokenKind::LeftParenthesis)) return reset(start);
    Arguments *parameters = optional_parameters(function_style);
    if (!accept(TokenKind::RightParenthesis)) return reset(start);
    ExpressionNode *returns = nullptr;
    if (const Mark end = mark(); accept(TokenKind::Arrow)) {
        returns = expression();
        if (returns == nullptr) reset(end);
    }
    StatementList body;
    if (!expect_forced(TokenKind::Colon) || !block(body)) return reset(start);
    if (is_async) return make<AsyncFunctionDef>(start, name, parameters, body, decorators, returns);
    return make<FunctionDef>(start, name, parameters, body, decorators, returns);
}

StatementNode *Parser::class_definition(Mark start, ExpressionList decorators) {
    if (use_invalid_rules_) invalid_class_definition();
    if (!accept(TokenKind::Class) || !at(TokenKind::Name)) return reset(start);
    const Identifier name = identifier_of(token());
    ++position_;
    CallArguments bases;
    if (const Mark open = mark(); accept(TokenKind::LeftParenthesis)) {
        if (!at(TokenKind::RightParenthesis)) static_cast<void>(arguments(bases));
        if (!accept(TokenKind::RightParenthesis)) reset(open);
    }
    StatementList body;
    if (!accept(TokenKind::Colon) || !block(body)) return reset(start);
    return make<ClassDef>(start, name, list_of(bases.args), list_of(bases.keywords), body, decorators);
}

// --- if, while, for

StatementNode *Parser::if_statement() {
    return if_or_elif(TokenKind::If);
}

StatementNode *Parser::if_or_elif(TokenKind keyword) {
    const Nesting nesting(*this, 1);
    if (use_invalid_rules_) invalid_condition_statement(keyword);
    const Mark start = mark();
    accept(keyword);
    ExpressionNode *test = named_expression();
    StatementList body;
    if (test == nullptr || !accept(TokenKind::Colon) || !block(body)) return reset(start);
    StatementList orelse;
    if (at(TokenKind::Elif)) {
        const Mark end = mark();
        StatementNode *elif = if_or_elif(TokenKind::Elif);
        if (elif != nullptr) {
            orelse = list_of_one(elif);
        } else {
            reset(end);
        }
    } else {
        else_block(orelse);
    }
    return make<If>(start, test, body, orelse);
}

bool Parser::else_block(StatementList &body) {
    const Mark start = mark();
    if (!at(TokenKind::Else)) return false;
    if (use_invalid_rules_) invalid_plain_header(TokenKind::Else);
    accept(TokenKind::Else);
    if (expect_forced(TokenKind::Colon) && block(body)) return true;
    reset(start);
    return false;
}

StatementNode *Parser::while_statement() {
    if (use_invalid_rules_) invalid_condition_statement(TokenKind::While);
    const Mark start = mark();
    accept(TokenKind::While);
    ExpressionNode *test = named_expression();
    StatementList body;
    StatementList orelse;
    if (test == nullptr || !accept(TokenKind::Colon) || !block(body)) return reset(start);
    else_block(orelse);
    return make<While>(start, test, body, orelse);
}

StatementNode *Parser::for_statement() {
    if (use_invalid_rules_) invalid_for_statement();
    const Mark start = mark();
    const bool is_async = accept(TokenKind::Async);
    accept(TokenKind::For);
    ExpressionNode *target = star_targets();
    if (target == nullptr || !accept(TokenKind::In)) {
        reset(start);
        if (use_invalid_rules_) invalid_for_target();
        return nullptr;
    }
    ExpressionNode *iterable = star_expressions();
    StatementList body;
    StatementList orelse;
    if (iterable == nullptr || !accept(TokenKind::Colon) || !block(body)) return reset(start);
    else_block(orelse);
    if (is_async) return make<AsyncFor>(start, target, iterable, body, orelse);
    return make<For>(start, target, iterable, body, orelse);
}

// --- with

StatementNode *Parser::with_statement() {
    if (use_invalid_rules_) invalid_with_statement_indent();
    const Mark start = mark();
    const bool is_async = accept(TokenKind::Async);
    accept(TokenKind::With);
    const Mark first_item = mark();
    std::vector<WithItem *> items;
    StatementList body;
    bool has_header = parenthesized_with_items(items);
    if (!has_header) {
        items.clear();
        reset(first_item);
        has_header = with_items(items) && accept(TokenKind::Colon);
    }
    if (!has_header || !block(body)) {
        reset(start);
        if (use_invalid_rules_) invalid_with_statement();
        return nullptr;
    }
    if (is_async) return make<AsyncWith>(start, list_of(items), body);
    return make<With>(start, list_of(items), body);
}

// '(' items [','] ')' ':' — else the parenthesis belongs to the first item's expression.
bool Parser::parenthesized_with_items(std::vector<WithItem *> &items) {
    if (!accept(TokenKind::LeftParenthesis) || !with_items(items)) return false;
    accept(TokenKind::Comma);
    return accept(TokenKind::RightParenthesis) && accept(TokenKind::Colon);
}

bool Parser::with_items(std::vector<WithItem *> &items) {
    Mark end = mark();
    while (WithItem *item = with_item()) {
        items.push_back(item);
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    reset(end);
    return !items.empty();
}

WithItem *Parser::with_item() {
    const Mark start = mark();
    ExpressionNode *context = expression();
    if (context == nullptr) return nullptr;
    const Mark end = mark();
    if (accept(TokenKind::As)) {
        ExpressionNode *target = star_target();
        if (target != nullptr && at_any({TokenKind::Comma, TokenKind::RightParenthesis, TokenKind::Colon})) {
            return make_at<WithItem>({}, context, target);
        }
        if (use_invalid_rules_) {
            reset(start);
            invalid_with_item();
        }
        reset(end);
    }
    return make_at<WithItem>({}, context, static_cast<ExpressionNode *>(nullptr));
}

// --- try

StatementNode *Parser::try_statement() {
    if (use_invalid_rules_) invalid_try_statement();
    const Mark start = mark();
    accept(TokenKind::Try);
    StatementList body;
    StatementList orelse;
    StatementList finalbody;
    if (!expect_forced(TokenKind::Colon) || !block(body)) return reset(start);
    std::vector<ExceptHandler *> handlers;
    if (finally_block(finalbody)) return make<Try>(start, body, list_of(handlers), orelse, finalbody);
    const bool is_star = at(TokenKind::Except) && kind_ahead(1) == TokenKind::Star;
    if (!except_blocks(is_star, handlers)) return reset(start);
    else_block(orelse);
    finally_block(finalbody);
    if (is_star) return make<TryStar>(start, body, list_of(handlers), orelse, finalbody);
    return make<Try>(start, body, list_of(handlers), orelse, finalbody);
}

bool Parser::except_blocks(bool is_star, std::vector<ExceptHandler *> &handlers) {
    while (ExceptHandler *handler = except_block(is_star)) handlers.push_back(handler);
    return !handlers.empty() && !has_failed();
}

ExceptHandler *Parser::except_block(bool is_star) {
    if (!at(TokenKind::Except)) return nullptr;
    if (use_invalid_rules_) invalid_except_indent(is_star);
    const Mark start = mark();
    accept(TokenKind::Except);
    ExpressionNode *type = nullptr;
    Identifier name;
    StatementList body;
    if (accept(TokenKind::Star) == is_star) {
        type = expression();
        if (type != nullptr) optional_as_name(name);
        const bool has_needed_type = type != nullptr || !is_star;
        if (has_needed_type && accept(TokenKind::Colon) && block(body)) {
            return make<ExceptHandler>(start, type, name, body);
        }
    }
    reset(start);
    if (use_invalid_rules_) invalid_except_statement();
    return nullptr;
}

bool Parser::finally_block(StatementList &body) {
    const Mark start = mark();
    if (!at(TokenKind::Finally)) return false;
    if (use_invalid_rules_) invalid_plain_header(TokenKind::Finally);
    accept(TokenKind::Finally);
    if (expect_forced(TokenKind::Colon) && block(body)) return true;
    reset(start);
    return false;
}

// --- match

// "match" is a name too: what does not parse as a match statement is tried as an expression.
StatementNode *Parser::match_statement() {
    const Mark start = mark();
    accept_word("match");
    ExpressionNode *subject = subject_expression();
    if (subject != nullptr && accept(TokenKind::Colon) && accept(TokenKind::Newline) &&
        accept(TokenKind::Indent)) {
        std::vector<MatchCase *> cases;
        while (MatchCase *item = case_block()) cases.push_back(item);
        if (!cases.empty() && accept(TokenKind::Dedent)) return make<Match>(start, subject, list_of(cases));
    }
    reset(start);
    if (use_invalid_rules_) invalid_match_statement();
    return nullptr;
}

ExpressionNode *Parser::subject_expression() {
    const Mark start = mark();
    const bool is_starred = at(TokenKind::Star);
    ExpressionNode *first = star_named_expression();
    if (first == nullptr || (!at(TokenKind::Comma) && !is_starred)) return first;
    if (!at(TokenKind::Comma)) return reset(start);
    Expressions items{first};
    if (!more_items(items)) return reset(start);
    return make<Tuple>(start, list_of(items), ExpressionContext::Load);
}

MatchCase *Parser::case_block() {
    if (use_invalid_rules_) invalid_case_block();
    const Mark start = mark();
    if (!accept_word("case")) return nullptr;
    PatternNode *pattern = patterns();
    if (pattern == nullptr) return reset(start);
    ExpressionNode *guard = nullptr;
    if (const Mark end = mark(); accept(TokenKind::If)) {
        guard = named_expression();
        if (guard == nullptr) reset(end);
    }
    StatementList body;
    if (!accept(TokenKind::Colon) || !block(body)) return reset(start);
    return make_at<MatchCase>({}, pattern, guard, body);
}

} // namespace adder::syntax
