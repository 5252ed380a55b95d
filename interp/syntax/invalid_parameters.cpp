// SPDX-License-Identifier: MIT
// The second pass's rules for parameters of functions and lambdas: wrong order, stray '/', '*' and '**'.
#include "syntax/parser_core.hpp"

namespace adder::syntax {

// parameter* of one kind; the count of them.
int Parser::skip_parameters(ParameterStyle style, Default rule) {
    int count = 0;
    for (Parameter ignored; parameter(style, rule, ignored);) ++count;
    return count;
}

// parameters '/' (',' or the end ahead)
bool Parser::skip_slash(ParameterStyle style) {
    const Mark start = mark();
    const bool has_parameters =
        skip_parameters(style, Default::Forbidden) + skip_parameters(style, Default::Required) > 0;
    if (has_parameters && accept(TokenKind::Slash) && end_of_parameter(style)) return true;
    reset(start);
    return false;
}

void Parser::invalid_parameters(ParameterStyle style) {
    const Mark start = mark();
    invalid_parameter_order(style);
    reset(start);
    invalid_parameter_parentheses(style);
    reset(start);
    if (at(TokenKind::Slash) && kind_ahead(1) == TokenKind::Comma) {
        raise_at(token().location, "at least one argument must precede /");
    }
    if (skip_slash(style)) {
        skip_parameters(style, Default::Optional);
        if (at(TokenKind::Slash)) raise_at(token().location, "/ may appear only once");
    }
    reset(start);
    skip_slash(style);
    skip_parameters(style, Default::Optional);
    if (accept(TokenKind::Star)) {
        Parameter ignored;
        if (accept(TokenKind::Comma) || parameter(style, Default::Forbidden, ignored)) {
            skip_parameters(style, Default::Optional);
            if (at(TokenKind::Slash)) raise_at(token().location, "/ must be ahead of *");
        }
    }
    reset(start);
    if (skip_parameters(style, Default::Optional) > 0 && accept(TokenKind::Slash) && at(TokenKind::Star)) {
        raise_at(token().location, "expected comma between / and *");
    }
    reset(start);
}

void Parser::invalid_parameter_order(ParameterStyle style) {
    const Mark start = mark();
    skip_parameters(style, Default::Forbidden);
    const Mark after_plain = mark();
    // CPython's rule begins again behind the parameters without default: '/' needs one with a default there.
    bool has_defaults = skip_parameters(style, Default::Required) > 0;
    if (has_defaults) {
        const Mark after_defaults = mark();
        if (!accept(TokenKind::Slash) || !end_of_parameter(style)) reset(after_defaults);
    } else {
        reset(after_plain);
    }
    Parameter found;
    if (has_defaults && parameter(style, Default::Forbidden, found) && !has_failed()) {
        raise_at(found.arg->location, "non-default argument follows default argument");
    }
    reset(start);
}

void Parser::invalid_parameter_parentheses(ParameterStyle style) {
    const Mark start = mark();
    skip_parameters(style, Default::Forbidden);
    const Location open = token().location;
    if (accept(TokenKind::LeftParenthesis)) {
        bool has_parameters = false;
        if (style.is_lambda) {
            Mark end = mark();
            while (bare_parameter(style) != nullptr) {
                has_parameters = true;
                end = mark();
                if (!accept(TokenKind::Comma)) break;
            }
            reset(end);
        } else {
            has_parameters = skip_parameters(style, Default::Forbidden) > 0;
        }
        accept(TokenKind::Comma);
        if (has_parameters && at(TokenKind::RightParenthesis)) {
            raise_range(open, token().location,
                        style.is_lambda ? "Lambda expression parameters cannot be parenthesized"
                                        : "Function parameters cannot be parenthesized");
        }
    }
    reset(start);
}

void Parser::invalid_default() {
    if (kind_ahead(1) == TokenKind::RightParenthesis || kind_ahead(1) == TokenKind::Comma) {
        raise_at(token().location, "expected default value expression");
    }
}

void Parser::invalid_star_etc(ParameterStyle style) {
    const Mark start = mark();
    const Location star = token().location;
    if (!accept(TokenKind::Star)) return;
    const bool is_bare =
        at(style.end) ||
        (at(TokenKind::Comma) && (kind_ahead(1) == style.end || kind_ahead(1) == TokenKind::DoubleStar));
    if (is_bare) {
        constexpr const char *message = "named arguments must follow bare *";
        if (style.is_lambda) {
            raise_at_last_token(message);
        } else {
            raise_at(star, message);
        }
    }
    if (bare_parameter(style) != nullptr && at(TokenKind::Equal)) {
        raise_at(token().location, "var-positional argument cannot have default value");
    }
    reset(start + 1);
    Parameter ignored;
    if (parameter(style, Default::Forbidden, ignored) || accept(TokenKind::Comma)) {
        skip_parameters(style, Default::Optional);
        const Location second = token().location;
        if (accept(TokenKind::Star) &&
            (parameter(style, Default::Forbidden, ignored) || accept(TokenKind::Comma))) {
            raise_at(second, "* argument may appear only once");
        }
    }
    reset(start);
}

void Parser::invalid_kwds(ParameterStyle style) {
    const Mark start = mark();
    if (accept(TokenKind::DoubleStar) && bare_parameter(style) != nullptr) {
        if (at(TokenKind::Equal)) {
            raise_at(token().location, "var-keyword argument cannot have default value");
        } else if (accept(TokenKind::Comma)) {
            constexpr const char *message = "arguments cannot follow var-keyword argument";
            const Location next = token().location;
            if (Arg *parameter = bare_parameter(style)) {
                raise_at(parameter->location, message);
            } else if (at_any({TokenKind::Star, TokenKind::DoubleStar, TokenKind::Slash})) {
                raise_at(next, message);
            }
        }
    }
    reset(start);
}

} // namespace adder::syntax
