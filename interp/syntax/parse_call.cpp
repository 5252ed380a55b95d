// SPDX-License-Identifier: MIT
// Calls and their arguments (Python reference 6.3.4). Positional arguments come first; behind the first
// keyword "*iterable" may still stand, behind the first "**mapping" only keywords and mappings.
#include "syntax/parser_core.hpp"

namespace adder::syntax {

ExpressionNode *Parser::call(Mark start, ExpressionNode *function) {
    const Nesting nesting(*this, 12);
    const Mark open = mark();
    if (use_invalid_rules_) {
        // CPython tries a lone generator expression first and with it its invalid_… rules.
        if (ExpressionNode *node = generator_call(start, function)) return node;
    }
    accept(TokenKind::LeftParenthesis);
    CallArguments out;
    if (!at(TokenKind::RightParenthesis) && !arguments(out)) {
        ExpressionNode *generator = use_invalid_rules_ ? nullptr : lone_generator(open, out);
        if (generator == nullptr) return reset(open);
        return make<Call>(start, function, list_of_one(generator), KeywordList{});
    }
    if (!accept(TokenKind::RightParenthesis)) return reset(open);
    return make<Call>(start, function, list_of(out.args), list_of(out.keywords));
}

// The one argument that was read before "for" is the element of a generator expression.
ExpressionNode *Parser::lone_generator(Mark open, const CallArguments &read) {
    if (read.args.size() != 1 || !read.keywords.empty() || is_node<Starred>(*read.args[0])) return nullptr;
    position_ = read.end;
    ComprehensionList clauses;
    if (!for_if_clauses(clauses) || !accept(TokenKind::RightParenthesis)) return nullptr;
    return make<GeneratorExp>(open, read.args[0], clauses);
}

// function(element for …): the parentheses belong to call and generator expression alike.
ExpressionNode *Parser::generator_call(Mark start, ExpressionNode *function) {
    ExpressionNode *generator = generator_expression();
    if (generator == nullptr) return nullptr;
    return make<Call>(start, function, list_of_one(generator), KeywordList{});
}

// args [','] with the closing parenthesis ahead.
bool Parser::arguments(CallArguments &out) {
    const Mark start = mark();
    if (args(out)) {
        accept(TokenKind::Comma);
        if (at(TokenKind::RightParenthesis)) return true;
    }
    reset(start);
    if (use_invalid_rules_) invalid_arguments();
    return false;
}

bool Parser::args(CallArguments &out) {
    const Mark start = mark();
    Mark end = start;
    while (positional_argument(out)) {
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    // A comma that no further positional argument follows belongs to the keywords or to the caller.
    if (mark() != end && !keyword_arguments(out)) reset(end);
    if (end == start && !keyword_arguments(out)) return false;
    out.location = location_from(start);
    out.end = mark();
    return !has_failed();
}

bool Parser::positional_argument(CallArguments &out) {
    const Mark start = mark();
    // "name=" can only begin a keyword argument.
    if (at(TokenKind::Name) && kind_ahead(1) == TokenKind::Equal && !use_invalid_rules_) return false;
    const bool is_starred = at(TokenKind::Star);
    ExpressionNode *value = is_starred ? starred_expression() : generator_element();
    if (value == nullptr || (!is_starred && at(TokenKind::Equal))) {
        reset(start);
        return false;
    }
    out.args.push_back(value);
    return true;
}

bool Parser::keyword_arguments(CallArguments &out) {
    bool is_after_unpacking = false;
    Mark end = mark();
    const Mark start = end;
    bool is_unpacking = false;
    while (keyword_argument(out, is_after_unpacking, is_unpacking)) {
        is_after_unpacking = is_after_unpacking || is_unpacking;
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    reset(end);
    return end != start;
}

bool Parser::keyword_argument(CallArguments &out, bool is_after_unpacking, bool &is_unpacking) {
    if (use_invalid_rules_) invalid_keyword_argument();
    const Mark start = mark();
    is_unpacking = at(TokenKind::DoubleStar);
    if (at(TokenKind::Name) && kind_ahead(1) == TokenKind::Equal) {
        const Identifier name = identifier_of(token());
        position_ += 2;
        if (ExpressionNode *value = expression()) {
            out.keywords.push_back(make<Keyword>(start, name, value));
            return true;
        }
    } else if (accept(TokenKind::DoubleStar)) {
        if (ExpressionNode *value = expression()) {
            out.keywords.push_back(make<Keyword>(start, Identifier{}, value));
            return true;
        }
    } else if (at(TokenKind::Star) && !is_after_unpacking) {
        if (ExpressionNode *value = starred_expression()) {
            out.args.push_back(value);
            return true;
        }
    }
    reset(start);
    return false;
}

} // namespace adder::syntax
