// SPDX-License-Identifier: MIT
// The second pass's rules for match statements and their patterns.
#include "syntax/parser_core.hpp"

namespace adder::syntax {

void Parser::invalid_match_statement() {
    const Mark start = mark();
    const int lineno = token().location.lineno;
    accept_word("match");
    if (subject_expression() != nullptr) invalid_header_end(lineno, "'match' statement", true);
    reset(start);
}

void Parser::invalid_case_block() {
    const Mark start = mark();
    const int lineno = token().location.lineno;
    if (accept_word("case") && patterns() != nullptr) {
        if (const Mark end = mark(); accept(TokenKind::If) && named_expression() == nullptr) reset(end);
        invalid_header_end(lineno, "'case' statement", true);
    }
    reset(start);
}

void Parser::invalid_as_pattern() {
    const Mark start = mark();
    if (or_pattern() != nullptr && accept(TokenKind::As)) {
        if (at_word("_")) {
            raise_at(token().location, "cannot use '_' as a target");
        } else if (!at(TokenKind::Name)) {
            if (ExpressionNode *target = expression()) raise_at(target->location, "invalid pattern target");
        }
    }
    reset(start);
}

// Class(keyword=…, positional)
void Parser::invalid_class_pattern() {
    const Mark start = mark();
    name_or_attribute();
    accept(TokenKind::LeftParenthesis);
    const Mark open = mark();
    std::vector<PatternNode *> positional;
    if (!positional_patterns(positional) || !accept(TokenKind::Comma)) reset(open);
    std::vector<Identifier> names;
    std::vector<PatternNode *> values;
    positional.clear();
    if (keyword_patterns(names, values) && accept(TokenKind::Comma) && positional_patterns(positional) &&
        !has_failed()) {
        raise_range(positional.front()->location, positional.back()->location,
                    "positional patterns follow keyword patterns");
    }
    reset(start);
}

} // namespace adder::syntax
