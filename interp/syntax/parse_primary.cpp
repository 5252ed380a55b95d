// SPDX-License-Identifier: MIT
// Atoms, displays, comprehensions, attribute references and subscripts (Python reference 6.2 and 6.3). What a
// parenthesis, bracket or brace opens is decided by the token after its first element, so nothing is parsed
// twice.
#include "syntax/parser_core.hpp"

#include "base/number_text.hpp"
#include "syntax/string_literal.hpp"

namespace adder::syntax {

ExpressionNode *Parser::primary() {
    return remembered<ExpressionNode>(Rule::Primary, [this] {
        const Mark start = mark();
        ExpressionNode *value = atom();
        while (value != nullptr) {
            ExpressionNode *longer = primary_suffix(start, value);
            if (longer == nullptr) break;
            value = longer;
        }
        return value;
    });
}

// One ".name", call or subscript behind a primary.
ExpressionNode *Parser::primary_suffix(Mark start, ExpressionNode *value) {
    // CPython looks for a call's generator expression here, whose invalid_… rule takes any bracket.
    const bool is_bracket = at_any({TokenKind::LeftBracket, TokenKind::LeftBrace});
    if (use_invalid_rules_ && is_bracket) invalid_comprehension();
    switch (kind()) {
    case TokenKind::Dot: {
        const Mark end = mark();
        accept(TokenKind::Dot);
        if (!at(TokenKind::Name)) return reset(end);
        const Identifier name = identifier_of(token());
        ++position_;
        return make<Attribute>(start, value, name, ExpressionContext::Load);
    }
    case TokenKind::LeftParenthesis: return call(start, value);
    case TokenKind::LeftBracket: return subscript(start, value);
    default: return nullptr;
    }
}

ExpressionNode *Parser::subscript(Mark start, ExpressionNode *value) {
    const Mark end = mark();
    accept(TokenKind::LeftBracket);
    ExpressionNode *index = slices();
    if (index == nullptr || !accept(TokenKind::RightBracket)) return reset(end);
    return make<Subscript>(start, value, index, ExpressionContext::Load);
}

ExpressionNode *Parser::slices() {
    const auto item = [this]() -> ExpressionNode * {
        return at(TokenKind::Star) ? starred_expression() : slice();
    };
    const Mark start = mark();
    const bool is_starred = at(TokenKind::Star);
    ExpressionNode *first = item();
    if (first == nullptr) return nullptr;
    if (!is_starred && !at(TokenKind::Comma)) return first;
    Expressions items{first};
    while (accept(TokenKind::Comma)) {
        ExpressionNode *next = item();
        if (next == nullptr) break;
        items.push_back(next);
    }
    return make<Tuple>(start, list_of(items), ExpressionContext::Load);
}

ExpressionNode *Parser::slice() {
    const Mark start = mark();
    ExpressionNode *lower = nullptr;
    if (!at(TokenKind::Colon)) {
        lower = expression();
        const bool is_slice = lower != nullptr && at(TokenKind::Colon);
        if (!is_slice && lower != nullptr && !use_invalid_rules_ && !at(TokenKind::ColonEqual)) return lower;
        if (!is_slice) {
            reset(start);
            return named_expression();
        }
    }
    accept(TokenKind::Colon);
    ExpressionNode *upper = expression();
    ExpressionNode *step = accept(TokenKind::Colon) ? expression() : nullptr;
    return make<Slice>(start, lower, upper, step);
}

// --- atoms

ExpressionNode *Parser::atom() {
    switch (kind()) {
    case TokenKind::Name: return accept_name();
    case TokenKind::True: return constant(ConstantValue::Type::True);
    case TokenKind::False: return constant(ConstantValue::Type::False);
    case TokenKind::None: return constant(ConstantValue::Type::None);
    case TokenKind::Ellipsis: return constant(ConstantValue::Type::Ellipsis);
    case TokenKind::String: return strings();
    case TokenKind::Number: return number();
    case TokenKind::LeftParenthesis: return parenthesized();
    case TokenKind::LeftBracket: return bracketed();
    case TokenKind::LeftBrace: return braced();
    default: return nullptr;
    }
}

ExpressionNode *Parser::constant(ConstantValue::Type type) {
    const Location location = token().location;
    ++position_;
    ConstantValue value;
    value.type = type;
    return make_at<Constant>(location, value);
}

ExpressionNode *Parser::number() {
    const Token &literal = token();
    ++position_;
    std::string text;
    for (char c : literal.text) {
        if (c != '_') text.push_back(c);
    }
    const bool has_prefix =
        text.size() > 1 && std::string_view("xXoObB").find(text[1]) != std::string_view::npos;
    const bool is_imaginary = !has_prefix && (text.back() | 0x20) == 'j';
    ConstantValue value;
    // `07else`: CPython's lexer lets it pass because an exponent could follow, and then it is no int.
    const bool has_leading_zeros =
        text[0] == '0' && !has_prefix && text.find_first_not_of('0') != std::string::npos;
    if (is_imaginary || has_leading_zeros ||
        (!has_prefix && text.find_first_of(".eE") != std::string::npos)) {
        if (is_imaginary) text.pop_back();
        value.type = is_imaginary ? ConstantValue::Type::Imaginary : ConstantValue::Type::Float;
        value.number = base::parse_float(text).value_or(0.0);
        return make_at<Constant>(literal.location, value);
    }
    const auto integer = base::parse_integer_text(text, 0);
    if (base::exceeds_digit_limit(integer->digit_count, integer->base, options_.max_str_digits)) {
        return raise_range(
            {literal.location.lineno, -1, 0, 0}, {0, 0, literal.location.lineno, -1},
            base::digit_limit_message(integer->digit_count, options_.max_str_digits) +
                " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.");
    }
    value.type = ConstantValue::Type::Integer;
    if (const auto small = base::to_int64(*integer)) {
        value.integer = *small;
    } else {
        value.base = static_cast<std::uint8_t>(integer->base);
        value.text = arena_.copy_text(integer->digits);
    }
    return make_at<Constant>(literal.location, value);
}

ExpressionNode *Parser::strings() {
    return remembered<ExpressionNode>(Rule::Strings, [this]() -> ExpressionNode * {
        const Mark start = mark();
        while (accept(TokenKind::String)) {
        }
        if (has_failed()) return nullptr;
        const std::span<const Token> literals(tokens_.data() + start,
                                              static_cast<std::size_t>(mark() - start));
        return concatenate_strings(*this, literals);
    });
}

// --- parentheses

// A tuple, a group or a generator expression.
ExpressionNode *Parser::parenthesized() {
    const Nesting nesting(*this, 12);
    const Mark start = mark();
    accept(TokenKind::LeftParenthesis);
    if (ExpressionNode *node = parenthesized_contents(start)) return node;
    reset(start);
    if (use_invalid_rules_) {
        invalid_group();
        invalid_comprehension();
    }
    return nullptr;
}

ExpressionNode *Parser::parenthesized_contents(Mark start) {
    if (accept(TokenKind::RightParenthesis))
        return make<Tuple>(start, ExpressionList{}, ExpressionContext::Load);
    if (at(TokenKind::Yield)) {
        ExpressionNode *value = yield_expression();
        return accept(TokenKind::RightParenthesis) ? value : nullptr;
    }
    const bool is_starred = at(TokenKind::Star);
    ExpressionNode *first = star_named_expression();
    if (first == nullptr) return nullptr;
    if (at(TokenKind::Comma)) return tuple_rest(start, first);
    if (is_starred) return nullptr;
    if (at_any({TokenKind::For, TokenKind::Async})) {
        ComprehensionList clauses;
        if (!for_if_clauses(clauses) || !accept(TokenKind::RightParenthesis)) return nullptr;
        return make<GeneratorExp>(start, first, clauses);
    }
    return accept(TokenKind::RightParenthesis) ? first : nullptr;
}

ExpressionNode *Parser::tuple_rest(Mark start, ExpressionNode *first) {
    Expressions items{first};
    if (!more_items(items) || !accept(TokenKind::RightParenthesis)) return nullptr;
    return make<Tuple>(start, list_of(items), ExpressionContext::Load);
}

// (',' item)* [','] behind a first item.
bool Parser::more_items(Expressions &items) {
    while (accept(TokenKind::Comma)) {
        ExpressionNode *item = star_named_expression();
        if (item == nullptr) break;
        items.push_back(item);
    }
    return !has_failed();
}

bool Parser::star_named_expressions(Expressions &items) {
    ExpressionNode *first = star_named_expression();
    if (first == nullptr) return false;
    items.push_back(first);
    return more_items(items);
}

// The element of a generator expression: an expression, with ':=' only as a whole.
ExpressionNode *Parser::generator_element() {
    if (at(TokenKind::Name) && kind_ahead(1) == TokenKind::ColonEqual) return assignment_expression();
    return unnamed_expression();
}

ExpressionNode *Parser::generator_expression() {
    const Mark start = mark();
    if (!accept(TokenKind::LeftParenthesis)) return nullptr;
    ExpressionNode *element = generator_element();
    ComprehensionList clauses;
    if (element != nullptr && for_if_clauses(clauses) && accept(TokenKind::RightParenthesis)) {
        return make<GeneratorExp>(start, element, clauses);
    }
    reset(start);
    if (use_invalid_rules_) invalid_comprehension();
    return nullptr;
}

// --- brackets

// A list or a list comprehension.
ExpressionNode *Parser::bracketed() {
    const Nesting nesting(*this, 12);
    const Mark start = mark();
    accept(TokenKind::LeftBracket);
    if (ExpressionNode *node = bracketed_contents(start)) return node;
    reset(start);
    if (use_invalid_rules_) invalid_comprehension();
    return nullptr;
}

ExpressionNode *Parser::bracketed_contents(Mark start) {
    if (accept(TokenKind::RightBracket)) return make<List>(start, ExpressionList{}, ExpressionContext::Load);
    const bool is_starred = at(TokenKind::Star);
    ExpressionNode *first = star_named_expression();
    if (first == nullptr) return nullptr;
    if (!is_starred && at_any({TokenKind::For, TokenKind::Async})) {
        ComprehensionList clauses;
        if (!for_if_clauses(clauses) || !accept(TokenKind::RightBracket)) return nullptr;
        return make<ListComp>(start, first, clauses);
    }
    Expressions items{first};
    if (!more_items(items) || !accept(TokenKind::RightBracket)) return nullptr;
    return make<List>(start, list_of(items), ExpressionContext::Load);
}

// --- braces

// A dict, a set, or a comprehension of either.
ExpressionNode *Parser::braced() {
    const Nesting nesting(*this, 12);
    const Mark start = mark();
    accept(TokenKind::LeftBrace);
    if (ExpressionNode *node = braced_contents(start)) return node;
    reset(start);
    // CPython tries this rule even where it leaves the other invalid_… rules out, in its first pass too. Here
    // that is a pass of its own, since the first does not remember results.
    has_failed_brace_ = true;
    if (is_repeated_) invalid_double_starred_pairs();
    if (use_invalid_rules_) {
        invalid_dict_comprehension();
        invalid_comprehension();
    }
    return nullptr;
}

ExpressionNode *Parser::braced_contents(Mark start) {
    if (accept(TokenKind::RightBrace)) return make<Dict>(start, ExpressionList{}, ExpressionList{});
    if (accept(TokenKind::DoubleStar)) {
        ExpressionNode *mapping = bitwise_or();
        return mapping == nullptr ? nullptr : dict_rest(start, nullptr, mapping);
    }
    const bool is_starred = at(TokenKind::Star);
    const bool is_named = at(TokenKind::Name) && kind_ahead(1) == TokenKind::ColonEqual; // no key of a dict
    ExpressionNode *first = star_named_expression();
    if (first == nullptr) return nullptr;
    if (!is_starred && !is_named && accept(TokenKind::Colon)) {
        ExpressionNode *value = expression();
        if (value == nullptr) return nullptr;
        if (!at_any({TokenKind::For, TokenKind::Async})) return dict_rest(start, first, value);
        ComprehensionList clauses;
        if (!for_if_clauses(clauses) || !accept(TokenKind::RightBrace)) return nullptr;
        return make<DictComp>(start, first, value, clauses);
    }
    if (!is_starred && at_any({TokenKind::For, TokenKind::Async})) {
        ComprehensionList clauses;
        if (!for_if_clauses(clauses) || !accept(TokenKind::RightBrace)) return nullptr;
        return make<SetComp>(start, first, clauses);
    }
    Expressions items{first};
    if (!more_items(items) || !accept(TokenKind::RightBrace)) return nullptr;
    return make<Set>(start, list_of(items));
}

// One "key: value" or "**mapping", which has no key.
bool Parser::key_and_value(ExpressionNode *&key, ExpressionNode *&value) {
    const Mark start = mark();
    if (accept(TokenKind::DoubleStar)) {
        key = nullptr;
        value = bitwise_or();
    } else {
        key = expression();
        value = key != nullptr && accept(TokenKind::Colon) ? expression() : nullptr;
    }
    if (value != nullptr) return true;
    reset(start);
    return false;
}

ExpressionNode *Parser::dict_rest(Mark start, ExpressionNode *key, ExpressionNode *value) {
    Expressions keys{key};
    Expressions values{value};
    while (accept(TokenKind::Comma) && key_and_value(key, value)) {
        keys.push_back(key);
        values.push_back(value);
    }
    if (!accept(TokenKind::RightBrace)) return nullptr;
    return make<Dict>(start, list_of(keys), list_of(values));
}

// --- comprehensions

bool Parser::for_if_clauses(ComprehensionList &clauses) {
    std::vector<Comprehension *> items;
    while (Comprehension *clause = for_if_clause()) items.push_back(clause);
    clauses = list_of(items);
    return !items.empty() && !has_failed();
}

Comprehension *Parser::for_if_clause() {
    if (!at_any({TokenKind::For, TokenKind::Async})) return nullptr;
    const Mark start = mark();
    const bool is_async = accept(TokenKind::Async);
    if (!accept(TokenKind::For)) return reset(start);
    ExpressionNode *target = star_targets();
    if (target == nullptr || !accept(TokenKind::In)) {
        reset(start);
        if (use_invalid_rules_) invalid_for_target();
        return nullptr;
    }
    ExpressionNode *iterable = disjunction();
    if (iterable == nullptr) return reset(start);
    Expressions conditions;
    for (Mark end = mark(); accept(TokenKind::If); end = mark()) {
        ExpressionNode *condition = disjunction();
        if (condition == nullptr) {
            reset(end);
            break;
        }
        conditions.push_back(condition);
    }
    return make_at<Comprehension>({}, target, iterable, list_of(conditions), is_async ? 1 : 0);
}

} // namespace adder::syntax
