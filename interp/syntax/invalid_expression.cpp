// SPDX-License-Identifier: MIT
// The second pass's rules for expressions: what is often written by mistake, and what CPython says to it.
// Alternatives stand in CPython's order, since the first that matches speaks.
#include "syntax/parser_core.hpp"

#include <algorithm>

namespace adder::syntax {
namespace {

// What an expression is called in a message.
const char *expression_name(const ExpressionNode &node) {
    switch (node.kind) {
    case NodeKind::Attribute: return "attribute";
    case NodeKind::Subscript: return "subscript";
    case NodeKind::Starred: return "starred";
    case NodeKind::Name: return "name";
    case NodeKind::List: return "list";
    case NodeKind::Tuple: return "tuple";
    case NodeKind::Lambda: return "lambda";
    case NodeKind::Call: return "function call";
    case NodeKind::BoolOp:
    case NodeKind::BinOp:
    case NodeKind::UnaryOp: return "expression";
    case NodeKind::GeneratorExp: return "generator expression";
    case NodeKind::Yield:
    case NodeKind::YieldFrom: return "yield expression";
    case NodeKind::Await: return "await expression";
    case NodeKind::ListComp: return "list comprehension";
    case NodeKind::SetComp: return "set comprehension";
    case NodeKind::DictComp: return "dict comprehension";
    case NodeKind::Dict: return "dict literal";
    case NodeKind::Set: return "set display";
    case NodeKind::JoinedStr:
    case NodeKind::FormattedValue: return "f-string expression";
    case NodeKind::Compare: return "comparison";
    case NodeKind::IfExp: return "conditional expression";
    case NodeKind::NamedExpr: return "named expression";
    case NodeKind::Constant:
        switch (as_node<Constant>(node).value.type) {
        case ConstantValue::Type::None: return "None";
        case ConstantValue::Type::False: return "False";
        case ConstantValue::Type::True: return "True";
        case ConstantValue::Type::Ellipsis: return "ellipsis";
        default: return "literal";
        }
    default: return "expression";
    }
}

// A statement of Python 2.
bool is_legacy_statement(const ExpressionNode &node) {
    const auto *name = node_if<Name>(&node);
    return name != nullptr && (name->id == "print" || name->id == "exec");
}

const Location &end_of_clauses(ComprehensionList clauses) {
    const Comprehension &last = *clauses.back();
    return last.ifs.empty() ? last.iter->location : last.ifs.back()->location;
}

constexpr const char *maybe_equality = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
constexpr const char *needs_parentheses = "Generator expression must be parenthesized";
constexpr const char *starred_value = "cannot use a starred expression in a dictionary value";
constexpr const char *missing_value = "expression expected after dictionary key and ':'";

} // namespace

std::string Parser::name_of(const ExpressionNode &node) {
    return expression_name(node);
}

// Two expressions side by side inside parentheses, or "if" without "else".
void Parser::invalid_expression() {
    const Mark start = mark();
    const bool is_prefix_like = at(TokenKind::Name) && kind_ahead(1) == TokenKind::String;
    const bool is_soft = at(TokenKind::Name) && is_soft_keyword_prefix(token().text);
    if (!is_prefix_like && !is_soft) {
        ExpressionNode *first = disjunction();
        ExpressionNode *second = first == nullptr ? nullptr : expression_without_invalid();
        if (second != nullptr && !has_failed() && !is_legacy_statement(*first) &&
            token_at(mark() - 1).level > 0) {
            raise_range(first->location, second->location, "invalid syntax. Perhaps you forgot a comma?");
        }
        reset(start);
    }
    ExpressionNode *body = disjunction();
    if (body != nullptr && accept(TokenKind::If)) {
        ExpressionNode *test = disjunction();
        if (test != nullptr && !has_failed() && !at_any({TokenKind::Else, TokenKind::Colon})) {
            raise_range(body->location, test->location, "expected 'else' after 'if' expression");
        }
    }
    reset(start);
}

// print x, exec x
void Parser::invalid_legacy_expression() {
    const Mark start = mark();
    if (at(TokenKind::Name) && kind_ahead(1) != TokenKind::LeftParenthesis) {
        ExpressionNode *name = accept_name();
        ExpressionNode *argument = star_expressions();
        if (argument != nullptr && !has_failed() && is_legacy_statement(*name)) {
            const std::string id(as_node<Name>(*name).id);
            raise_range(name->location, argument->location,
                        "Missing parentheses in call to '" + id + "'. Did you mean " + id + "(...)?");
        }
    }
    reset(start);
}

void Parser::invalid_named_expression() {
    const Mark start = mark();
    remembered<ExpressionNode>(Rule::InvalidNamedExpression, [this]() -> ExpressionNode * {
        invalid_named_expression_uncached();
        return nullptr;
    });
    reset(start);
}

void Parser::invalid_named_expression_uncached() {
    const Mark start = mark();
    ExpressionNode *target = expression();
    if (target != nullptr && accept(TokenKind::ColonEqual) && expression() != nullptr && !has_failed()) {
        raise_at(target->location, "cannot use assignment expressions with " + name_of(*target));
    }
    reset(start);
    const auto is_at_assignment = [this] { return at_any({TokenKind::Equal, TokenKind::ColonEqual}); };
    if (at(TokenKind::Name) && kind_ahead(1) == TokenKind::Equal) {
        const Location name = token().location;
        position_ += 2;
        ExpressionNode *value = bitwise_or();
        if (value != nullptr && !has_failed() && !is_at_assignment()) {
            raise_range(name, value->location, maybe_equality);
        }
        reset(start);
    }
    const bool is_value = at_any({TokenKind::True, TokenKind::None, TokenKind::False});
    ExpressionNode *display = at(TokenKind::LeftParenthesis) ? parenthesized()
                              : at(TokenKind::LeftBracket)   ? bracketed()
                                                             : nullptr;
    reset(start);
    const bool is_display =
        display != nullptr &&
        (is_node<List>(*display) || is_node<GeneratorExp>(*display) || is_node<Tuple>(*display));
    if (is_value || is_display) return;
    target = bitwise_or();
    if (target != nullptr && accept(TokenKind::Equal) && bitwise_or() != nullptr && !has_failed() &&
        !is_at_assignment()) {
        raise_at(target->location,
                 "cannot assign to " + name_of(*target) + " here. Maybe you meant '==' instead of '='?");
    }
    reset(start);
}

// --- displays

void Parser::invalid_group() {
    const Mark start = mark();
    accept(TokenKind::LeftParenthesis);
    if (at(TokenKind::Star)) {
        ExpressionNode *starred = starred_expression();
        if (starred != nullptr && accept(TokenKind::RightParenthesis)) {
            raise_at(starred->location, "cannot use starred expression here");
        }
    } else if (at(TokenKind::DoubleStar)) {
        const Location stars = token().location;
        ++position_;
        if (expression() != nullptr && accept(TokenKind::RightParenthesis)) {
            raise_at(stars, "cannot use double starred expression here");
        }
    }
    reset(start);
}

void Parser::invalid_comprehension() {
    const Mark start = mark();
    const bool is_parenthesis = at(TokenKind::LeftParenthesis);
    ++position_;
    ComprehensionList clauses;
    if (ExpressionNode *starred = starred_expression(); starred != nullptr && for_if_clauses(clauses)) {
        raise_at(starred->location, "iterable unpacking cannot be used in comprehension");
    }
    reset(start);
    if (is_parenthesis) return;
    constexpr const char *message = "did you forget parentheses around the comprehension target?";
    ++position_;
    ExpressionNode *first = star_named_expression();
    if (first != nullptr && at(TokenKind::Comma)) {
        const Location comma = token().location;
        const Mark after_first = mark() + 1;
        accept(TokenKind::Comma);
        Expressions rest;
        if (star_named_expressions(rest) && for_if_clauses(clauses)) {
            raise_range(first->location, rest.back()->location, message);
        }
        reset(after_first);
        if (for_if_clauses(clauses)) raise_range(first->location, comma, message);
    }
    reset(start);
}

void Parser::invalid_dict_comprehension() {
    const Mark start = mark();
    accept(TokenKind::LeftBrace);
    const Location stars = token().location;
    ComprehensionList clauses;
    if (accept(TokenKind::DoubleStar) && bitwise_or() != nullptr && for_if_clauses(clauses) &&
        accept(TokenKind::RightBrace)) {
        raise_at(stars, "dict unpacking cannot be used in dict comprehension");
    }
    reset(start);
}

void Parser::invalid_double_starred_pairs() {
    const Mark start = mark();
    accept(TokenKind::LeftBrace);
    const Mark first = mark();
    ExpressionNode *key = nullptr;
    ExpressionNode *value = nullptr;
    Mark end = first;
    while (key_and_value(key, value)) {
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    if (end != first) {
        reset(end);
        if (accept(TokenKind::Comma)) invalid_pair(true);
    }
    reset(first);
    invalid_pair(false);
    reset(start);
}

// A key without value; behind other pairs, also a key without ':'.
void Parser::invalid_pair(bool is_after_pairs) {
    const Mark start = mark();
    ExpressionNode *key = expression();
    if (key != nullptr && !has_failed() && is_after_pairs && !at(TokenKind::Colon)) {
        const Location &place = key->location;
        raise_known(SyntaxErrorKind::SyntaxError, {place.lineno, place.end_col_offset, place.end_lineno, 0},
                    "':' expected after dictionary key");
    }
    if (key != nullptr && at(TokenKind::Colon)) {
        const Location colon = token().location;
        ++position_;
        const Location star = token().location;
        if (at_any({TokenKind::RightBrace, TokenKind::Comma})) raise_at(colon, missing_value);
        if (accept(TokenKind::Star) && bitwise_or() != nullptr) raise_from(star, starred_value);
    }
    reset(start);
}

// --- calls

void Parser::invalid_arguments() {
    const Mark start = mark();
    CallArguments first;
    const bool has_args = args(first);
    const Mark after_args = mark();
    if (has_args && accept(TokenKind::Comma) && at(TokenKind::Star)) {
        // The star belongs to the range that CPython's rule matches before it raises.
        raise_at(first.location, "iterable argument unpacking follows keyword argument unpacking");
    }
    reset(start);
    ComprehensionList clauses;
    ExpressionNode *element = expression();
    if (element != nullptr && for_if_clauses(clauses) && accept(TokenKind::Comma)) {
        const Mark after_comma = mark();
        CallArguments more;
        ComprehensionList more_clauses;
        if (!args(more)) {
            reset(after_comma);
            static_cast<void>(expression() != nullptr && for_if_clauses(more_clauses));
        }
        raise_range(element->location, end_of_clauses(clauses), needs_parentheses);
    }
    reset(start);
    invalid_keyword_with_clauses();
    if (!has_args) return;
    reset(after_args);
    if (for_if_clauses(clauses) && first.args.size() > 1) {
        raise_range(first.args.back()->location, end_of_clauses(clauses), needs_parentheses);
    }
    reset(after_args);
    if (accept(TokenKind::Comma)) {
        const Mark after_comma = mark();
        element = expression();
        if (element != nullptr && for_if_clauses(clauses)) {
            raise_range(element->location, end_of_clauses(clauses), needs_parentheses);
        }
        reset(after_comma);
        CallArguments second;
        if (args(second)) raise_positional_after_keyword(first);
    }
    reset(start);
}

void Parser::raise_positional_after_keyword(const CallArguments &first) {
    const bool has_unpacking = std::any_of(first.keywords.begin(), first.keywords.end(),
                                           [](const Keyword *keyword) { return !is_present(keyword->arg); });
    raise_at_last_token(has_unpacking ? "positional argument follows keyword argument unpacking"
                                      : "positional argument follows keyword argument");
}

// name=element for …
void Parser::invalid_keyword_with_clauses() {
    const Mark start = mark();
    if (at(TokenKind::Name) && kind_ahead(1) == TokenKind::Equal) {
        const Location name = token().location;
        const Location equal = token_at(start + 1).location;
        position_ += 2;
        ComprehensionList clauses;
        if (expression() != nullptr && for_if_clauses(clauses)) raise_range(name, equal, maybe_equality);
    }
    reset(start);
}

void Parser::invalid_keyword_argument() {
    const Mark start = mark();
    const Token first = token();
    if (at_any({TokenKind::True, TokenKind::False, TokenKind::None}) && kind_ahead(1) == TokenKind::Equal) {
        raise_range(first.location, token_at(start + 1).location,
                    "cannot assign to " + std::string(first.text));
        return;
    }
    invalid_keyword_with_clauses();
    const bool is_keyword = at(TokenKind::Name) && kind_ahead(1) == TokenKind::Equal;
    if (is_keyword) return;
    ExpressionNode *target = expression();
    if (target != nullptr && at(TokenKind::Equal)) {
        raise_range(target->location, token().location,
                    "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    reset(start);
}

// --- targets

const ExpressionNode *Parser::find_invalid_target(const ExpressionNode *node, TargetUse use) {
    const auto find_in = [use](ExpressionList elements) -> const ExpressionNode * {
        for (const ExpressionNode *element : elements) {
            if (const ExpressionNode *found = find_invalid_target(element, use)) return found;
        }
        return nullptr;
    };
    switch (node->kind) {
    case NodeKind::List: return find_in(as_node<List>(*node).elts);
    case NodeKind::Tuple: return find_in(as_node<Tuple>(*node).elts);
    case NodeKind::Starred:
        return use == TargetUse::Delete ? node : find_invalid_target(as_node<Starred>(*node).value, use);
    case NodeKind::Compare: {
        // "for a in b" was read as a comparison.
        const auto &comparison = as_node<Compare>(*node);
        if (use != TargetUse::For) return node;
        return comparison.ops[0] == ComparisonOperator::In ? find_invalid_target(comparison.left, use)
                                                           : nullptr;
    }
    case NodeKind::Name:
    case NodeKind::Subscript:
    case NodeKind::Attribute: return nullptr;
    default: return node;
    }
}

void Parser::invalid_target(const ExpressionNode *node, TargetUse use) {
    if (node == nullptr || has_failed()) return;
    const ExpressionNode *invalid = find_invalid_target(node, use);
    if (invalid == nullptr) return;
    raise_at(invalid->location,
             (use == TargetUse::Delete ? "cannot delete " : "cannot assign to ") + name_of(*invalid));
}

void Parser::invalid_for_target() {
    const Mark start = mark();
    accept(TokenKind::Async);
    if (accept(TokenKind::For)) invalid_target(star_expressions(), TargetUse::For);
    reset(start);
}

} // namespace adder::syntax
