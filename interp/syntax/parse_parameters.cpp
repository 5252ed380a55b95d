// SPDX-License-Identifier: MIT
// Parameters of functions and lambdas (Python reference 8.7): positional-only before '/', then ordinary, each
// group without defaults first; then '*name' or '*', keyword-only, and '**name'.
#include "syntax/parser_core.hpp"

namespace adder::syntax {

Arguments *Parser::optional_parameters(ParameterStyle style) {
    ParameterLists lists;
    if (use_invalid_rules_) invalid_parameters(style);
    if (!at(style.end)) static_cast<void>(parameters(style, lists));
    return make_arguments(lists);
}

Arguments *Parser::make_arguments(const ParameterLists &lists) {
    return make_at<Arguments>({}, list_of(lists.positional_only), list_of(lists.positional), lists.vararg,
                              list_of(lists.keyword_only), list_of(lists.keyword_defaults), lists.kwarg,
                              list_of(lists.defaults));
}

bool Parser::parameters(ParameterStyle style, ParameterLists &lists) {
    const bool has_positional = positional_parameters(style, lists);
    const bool has_rest = star_etc(style, lists);
    return has_positional || has_rest;
}

bool Parser::positional_parameters(ParameterStyle style, ParameterLists &lists) {
    const Mark start = mark();
    bool has_slash = false;
    for (;;) {
        Parameter found;
        if (parameter(style, lists.defaults.empty() ? Default::Optional : Default::Required, found)) {
            lists.positional.push_back(found.arg);
            if (found.default_value != nullptr) lists.defaults.push_back(found.default_value);
        } else if (at(TokenKind::Slash) && !has_slash && !lists.positional.empty()) {
            const Mark slash = mark();
            accept(TokenKind::Slash);
            if (!end_of_parameter(style)) {
                reset(slash);
                break;
            }
            lists.positional_only.swap(lists.positional);
            has_slash = true;
        } else {
            break;
        }
    }
    return mark() != start;
}

// What follows a parameter: a comma, or the end of the list ahead.
bool Parser::end_of_parameter(ParameterStyle style) {
    if (!accept(TokenKind::Comma)) return at(style.end);
    if (!style.is_lambda) static_cast<void>(token()); // CPython looks here for a type comment
    return true;
}

// One parameter with the comma behind it.
bool Parser::parameter(ParameterStyle style, Default rule, Parameter &out) {
    const Mark start = mark();
    out.arg = bare_parameter(style);
    out.default_value = nullptr;
    if (out.arg == nullptr) return false;
    if (rule != Default::Forbidden && at(TokenKind::Equal)) out.default_value = default_value();
    const bool lacks_default = rule == Default::Required && out.default_value == nullptr;
    if (!lacks_default && end_of_parameter(style)) return true;
    reset(start);
    return false;
}

// NAME [':' annotation]; only behind '*' the annotation may be starred.
Arg *Parser::bare_parameter(ParameterStyle style, bool may_be_starred) {
    const Mark start = mark();
    if (!at(TokenKind::Name)) return nullptr;
    const Identifier name = identifier_of(token());
    ++position_;
    ExpressionNode *annotation = nullptr;
    if (const Mark colon = mark(); !style.is_lambda && accept(TokenKind::Colon)) {
        annotation = may_be_starred ? star_expression() : expression();
        if (annotation == nullptr) reset(colon);
    }
    return make<Arg>(start, name, annotation);
}

ExpressionNode *Parser::default_value() {
    const Mark start = mark();
    accept(TokenKind::Equal);
    if (ExpressionNode *value = expression()) return value;
    reset(start);
    if (use_invalid_rules_) invalid_default();
    return nullptr;
}

bool Parser::star_etc(ParameterStyle style, ParameterLists &lists) {
    if (use_invalid_rules_) invalid_star_etc(style);
    const Mark start = mark();
    if (!accept(TokenKind::Star)) return kwds(style, lists);
    const bool is_bare = accept(TokenKind::Comma);
    if (!is_bare) {
        lists.vararg = bare_parameter(style, true);
        if (lists.vararg == nullptr || !end_of_parameter(style)) {
            lists.vararg = nullptr;
            reset(start);
            return false;
        }
    }
    Parameter found;
    while (parameter(style, Default::Optional, found)) {
        lists.keyword_only.push_back(found.arg);
        lists.keyword_defaults.push_back(found.default_value);
    }
    if (is_bare && lists.keyword_only.empty()) {
        reset(start);
        return false;
    }
    kwds(style, lists);
    return true;
}

bool Parser::kwds(ParameterStyle style, ParameterLists &lists) {
    if (use_invalid_rules_) invalid_kwds(style);
    const Mark start = mark();
    Parameter found;
    if (accept(TokenKind::DoubleStar) && parameter(style, Default::Forbidden, found)) {
        lists.kwarg = found.arg;
        return true;
    }
    reset(start);
    return false;
}

} // namespace adder::syntax
