// SPDX-License-Identifier: MIT
// Expressions from yield and lambda down to await (Python reference 6.4 to 6.16). Binary operators climb by
// precedence; where an operator's right side does not parse, the left side stands and the cursor is before
// the operator.
#include "syntax/parser_core.hpp"

#include <array>

namespace adder::syntax {
namespace {

struct BinaryOperator {
    TokenKind token;
    Operator op;
    int precedence;
};

// Reference 6.6 to 6.9, loosest first; all are left-associative.
constexpr auto binary_operators = std::to_array<BinaryOperator>({
    {TokenKind::VerticalBar, Operator::BitOr, 1},
    {TokenKind::Circumflex, Operator::BitXor, 2},
    {TokenKind::Ampersand, Operator::BitAnd, 3},
    {TokenKind::LeftShift, Operator::LShift, 4},
    {TokenKind::RightShift, Operator::RShift, 4},
    {TokenKind::Plus, Operator::Add, 5},
    {TokenKind::Minus, Operator::Sub, 5},
    {TokenKind::Star, Operator::Mult, 6},
    {TokenKind::Slash, Operator::Div, 6},
    {TokenKind::DoubleSlash, Operator::FloorDiv, 6},
    {TokenKind::Percent, Operator::Mod, 6},
    {TokenKind::At, Operator::MatMult, 6},
});

// By token kind; precedence 0 for what is no binary operator.
constexpr auto operator_of_token = [] {
    std::array<BinaryOperator, 256> table{};
    for (const BinaryOperator &row : binary_operators) table[static_cast<std::size_t>(row.token)] = row;
    return table;
}();

} // namespace

// item (',' item)* [','] as a tuple, or the item alone when no comma follows.
template <class ParseItem> ExpressionNode *Parser::tuple_or_single(ParseItem parse_item) {
    const Mark start = mark();
    ExpressionNode *first = parse_item();
    if (first == nullptr || !at(TokenKind::Comma)) return first;
    Expressions items{first};
    while (accept(TokenKind::Comma)) {
        ExpressionNode *item = parse_item();
        if (item == nullptr) break;
        items.push_back(item);
    }
    return make<Tuple>(start, list_of(items), ExpressionContext::Load);
}

ExpressionNode *Parser::expressions() {
    return tuple_or_single([this] { return expression(); });
}

ExpressionNode *Parser::star_expressions() {
    return tuple_or_single([this] { return star_expression(); });
}

ExpressionNode *Parser::star_expression() {
    return remembered<ExpressionNode>(Rule::StarExpression, [this]() -> ExpressionNode * {
        const Mark start = mark();
        if (!accept(TokenKind::Star)) return expression();
        ExpressionNode *value = bitwise_or();
        if (value == nullptr) return reset(start);
        return make<Starred>(start, value, ExpressionContext::Load);
    });
}

ExpressionNode *Parser::star_named_expression() {
    const Mark start = mark();
    if (!accept(TokenKind::Star)) return named_expression();
    ExpressionNode *value = bitwise_or();
    if (value == nullptr) return reset(start);
    return make<Starred>(start, value, ExpressionContext::Load);
}

// '*' expression, as an argument of a call or in a subscript.
ExpressionNode *Parser::starred_expression() {
    const Mark start = mark();
    if (!accept(TokenKind::Star)) return nullptr;
    ExpressionNode *value = expression();
    if (value == nullptr) return reset(start);
    return make<Starred>(start, value, ExpressionContext::Load);
}

ExpressionNode *Parser::assignment_expression() {
    const Mark start = mark();
    if (!at(TokenKind::Name) || kind_ahead(1) != TokenKind::ColonEqual) return nullptr;
    ExpressionNode *target = accept_name(ExpressionContext::Store);
    accept(TokenKind::ColonEqual);
    ExpressionNode *value = expression();
    if (value == nullptr) return reset(start);
    return make<NamedExpr>(start, target, value);
}

// An expression that ':=' does not follow.
ExpressionNode *Parser::unnamed_expression() {
    const Mark start = mark();
    ExpressionNode *value = expression();
    return value != nullptr && at(TokenKind::ColonEqual) ? reset(start) : value;
}

ExpressionNode *Parser::named_expression() {
    const bool is_assignment = at(TokenKind::Name) && kind_ahead(1) == TokenKind::ColonEqual;
    if (is_assignment) return assignment_expression();
    if (use_invalid_rules_) invalid_named_expression();
    return unnamed_expression();
}

ExpressionNode *Parser::expression() {
    const Nesting nesting(*this, 1);
    return remembered<ExpressionNode>(Rule::Expression, [this] { return expression_uncached(); });
}

ExpressionNode *Parser::expression_uncached() {
    if (use_invalid_rules_) {
        invalid_expression();
        invalid_legacy_expression();
    }
    return conditional_or_lambda();
}

ExpressionNode *Parser::conditional_or_lambda() {
    if (at(TokenKind::Lambda)) return lambda();
    const Mark start = mark();
    ExpressionNode *body = disjunction();
    if (body == nullptr || !at(TokenKind::If)) return body;
    const Mark end = mark();
    accept(TokenKind::If);
    ExpressionNode *test = disjunction();
    if (test == nullptr || !accept(TokenKind::Else)) {
        reset(end);
        return body;
    }
    ExpressionNode *orelse = expression();
    if (orelse == nullptr) {
        reset(end);
        return body;
    }
    return make<IfExp>(start, test, body, orelse);
}

ExpressionNode *Parser::expression_without_invalid() {
    const WithoutInvalidRules without(*this);
    return conditional_or_lambda();
}

ExpressionNode *Parser::yield_expression() {
    const Mark start = mark();
    if (!accept(TokenKind::Yield)) return nullptr;
    if (const Mark from = mark(); accept(TokenKind::From)) {
        if (ExpressionNode *value = expression()) return make<YieldFrom>(start, value);
        reset(from);
    }
    ExpressionNode *value = star_expressions();
    return make<Yield>(start, value);
}

ExpressionNode *Parser::lambda() {
    const Nesting nesting(*this, 1);
    const Mark start = mark();
    accept(TokenKind::Lambda);
    Arguments *parameters = optional_parameters(lambda_style);
    if (!accept(TokenKind::Colon)) return reset(start);
    ExpressionNode *body = expression();
    if (body == nullptr) return reset(start);
    return make<Lambda>(start, parameters, body);
}

ExpressionNode *Parser::disjunction() {
    return remembered<ExpressionNode>(Rule::Disjunction, [this]() -> ExpressionNode * {
        const Mark start = mark();
        ExpressionNode *first = conjunction();
        if (first == nullptr || !at(TokenKind::Or)) return first;
        Expressions values{first};
        for (Mark end = mark(); accept(TokenKind::Or); end = mark()) {
            ExpressionNode *value = conjunction();
            if (value == nullptr) {
                reset(end);
                break;
            }
            values.push_back(value);
        }
        if (values.size() == 1) return first;
        return make<BoolOp>(start, BooleanOperator::Or, list_of(values));
    });
}

ExpressionNode *Parser::conjunction() {
    return remembered<ExpressionNode>(Rule::Conjunction, [this]() -> ExpressionNode * {
        const Mark start = mark();
        ExpressionNode *first = inversion();
        if (first == nullptr || !at(TokenKind::And)) return first;
        Expressions values{first};
        for (Mark end = mark(); accept(TokenKind::And); end = mark()) {
            ExpressionNode *value = inversion();
            if (value == nullptr) {
                reset(end);
                break;
            }
            values.push_back(value);
        }
        if (values.size() == 1) return first;
        return make<BoolOp>(start, BooleanOperator::And, list_of(values));
    });
}

ExpressionNode *Parser::inversion() {
    if (!at(TokenKind::Not)) return comparison();
    const Nesting nesting(*this, 1);
    return remembered<ExpressionNode>(Rule::Inversion, [this]() -> ExpressionNode * {
        const Mark start = mark();
        accept(TokenKind::Not);
        ExpressionNode *operand = inversion();
        if (operand == nullptr) return reset(start);
        return make<UnaryOp>(start, UnaryOperator::Not, operand);
    });
}

// Accepts one comparison operator; "not in" and "is not" are two tokens.
bool Parser::comparison_operator(ComparisonOperator &op) {
    const auto take = [&](ComparisonOperator found, int token_count) {
        op = found;
        position_ += token_count;
        return true;
    };
    switch (kind()) {
    case TokenKind::EqualEqual: return take(ComparisonOperator::Eq, 1);
    case TokenKind::NotEqual:
        if (!options_.is_barry_bdfl) return take(ComparisonOperator::NotEq, 1);
        raise_at_last_token("with Barry as BDFL, use '<>' instead of '!='");
        return false;
    case TokenKind::Unknown:
        return options_.is_barry_bdfl && token().text == "<>" && take(ComparisonOperator::NotEq, 1);
    case TokenKind::Less: return take(ComparisonOperator::Lt, 1);
    case TokenKind::LessEqual: return take(ComparisonOperator::LtE, 1);
    case TokenKind::Greater: return take(ComparisonOperator::Gt, 1);
    case TokenKind::GreaterEqual: return take(ComparisonOperator::GtE, 1);
    case TokenKind::In: return take(ComparisonOperator::In, 1);
    case TokenKind::Not: return kind_ahead(1) == TokenKind::In && take(ComparisonOperator::NotIn, 2);
    case TokenKind::Is:
        if (kind_ahead(1) == TokenKind::Not) return take(ComparisonOperator::IsNot, 2);
        return take(ComparisonOperator::Is, 1);
    default: return false;
    }
}

ExpressionNode *Parser::comparison() {
    const Mark start = mark();
    ExpressionNode *left = bitwise_or();
    if (left == nullptr) return nullptr;
    std::vector<ComparisonOperator> operators;
    Expressions comparators;
    ComparisonOperator op{};
    for (Mark end = mark(); comparison_operator(op); end = mark()) {
        ExpressionNode *right = bitwise_or();
        if (right == nullptr) {
            reset(end);
            break;
        }
        operators.push_back(op);
        comparators.push_back(right);
    }
    if (operators.empty()) return left;
    return make<Compare>(start, left, arena_.copy_items(std::span<const ComparisonOperator>(operators)),
                         list_of(comparators));
}

ExpressionNode *Parser::bitwise_or() {
    return remembered<ExpressionNode>(Rule::BitwiseOr, [this] { return binary(1); });
}

ExpressionNode *Parser::binary(int least_precedence) {
    const Mark start = mark();
    ExpressionNode *left = factor();
    while (left != nullptr) {
        const BinaryOperator &row = operator_of_token[static_cast<std::size_t>(kind())];
        if (row.precedence < least_precedence || row.precedence == 0) break;
        const Mark end = mark();
        ++position_;
        ExpressionNode *right = binary(row.precedence + 1);
        if (right == nullptr) {
            reset(end);
            break;
        }
        left = make<BinOp>(start, left, row.op, right);
    }
    return left;
}

ExpressionNode *Parser::factor() {
    UnaryOperator op{};
    switch (kind()) {
    case TokenKind::Plus: op = UnaryOperator::UAdd; break;
    case TokenKind::Minus: op = UnaryOperator::USub; break;
    case TokenKind::Tilde: op = UnaryOperator::Invert; break;
    default: return power();
    }
    const Nesting nesting(*this, 1);
    return remembered<ExpressionNode>(Rule::Factor, [this, op]() -> ExpressionNode * {
        const Mark start = mark();
        ++position_;
        ExpressionNode *operand = factor();
        if (operand == nullptr) return reset(start);
        return make<UnaryOp>(start, op, operand);
    });
}

ExpressionNode *Parser::power() {
    const Mark start = mark();
    ExpressionNode *base = await_primary();
    if (base == nullptr || !at(TokenKind::DoubleStar)) return base;
    const Nesting nesting(*this, 2);
    const Mark end = mark();
    accept(TokenKind::DoubleStar);
    ExpressionNode *exponent = factor();
    if (exponent == nullptr) {
        reset(end);
        return base;
    }
    return make<BinOp>(start, base, Operator::Pow, exponent);
}

ExpressionNode *Parser::await_primary() {
    return remembered<ExpressionNode>(Rule::AwaitPrimary, [this]() -> ExpressionNode * {
        const Mark start = mark();
        if (!accept(TokenKind::Await)) return primary();
        ExpressionNode *value = primary();
        if (value == nullptr) return reset(start);
        return make<Await>(start, value);
    });
}

} // namespace adder::syntax
