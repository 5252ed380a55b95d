// SPDX-License-Identifier: MIT
// Patterns of match statements (Python reference 8.6).
#include "syntax/parser_core.hpp"

namespace adder::syntax {

// What stands behind "case": one pattern, or a sequence without brackets.
PatternNode *Parser::patterns() {
    const Mark start = mark();
    std::vector<PatternNode *> items;
    if (open_pattern_sequence(items)) return make<MatchSequence>(start, list_of(items));
    return pattern();
}

// pattern ',' [patterns]
bool Parser::open_pattern_sequence(std::vector<PatternNode *> &patterns) {
    const Mark start = mark();
    PatternNode *first = maybe_star_pattern();
    if (first == nullptr || !accept(TokenKind::Comma)) {
        reset(start);
        return false;
    }
    patterns.push_back(first);
    pattern_sequence(patterns);
    return !has_failed();
}

bool Parser::pattern_sequence(std::vector<PatternNode *> &patterns) {
    const std::size_t before = patterns.size();
    while (PatternNode *item = maybe_star_pattern()) {
        patterns.push_back(item);
        if (!accept(TokenKind::Comma)) break;
    }
    return patterns.size() > before;
}

PatternNode *Parser::maybe_star_pattern() {
    return at(TokenKind::Star) ? star_pattern() : pattern();
}

PatternNode *Parser::star_pattern() {
    const Mark start = mark();
    accept(TokenKind::Star);
    Identifier name;
    if (!capture_name(name) && !accept_word("_")) return reset(start);
    return make<MatchStar>(start, name);
}

// [or_pattern 'as'] name
PatternNode *Parser::pattern() {
    const Nesting nesting(*this, 5);
    const Mark start = mark();
    PatternNode *inner = or_pattern();
    if (inner == nullptr || !at(TokenKind::As)) return inner;
    const Mark end = mark();
    accept(TokenKind::As);
    Identifier name;
    if (capture_name(name)) return make<MatchAs>(start, inner, name);
    if (use_invalid_rules_) {
        reset(start);
        invalid_as_pattern();
    }
    reset(end);
    return inner;
}

PatternNode *Parser::or_pattern() {
    const Mark start = mark();
    std::vector<PatternNode *> items;
    Mark end = start;
    while (PatternNode *item = closed_pattern()) {
        items.push_back(item);
        end = mark();
        if (!accept(TokenKind::VerticalBar)) break;
    }
    reset(end);
    if (items.empty()) return nullptr;
    return items.size() == 1 ? items[0] : make<MatchOr>(start, list_of(items));
}

PatternNode *Parser::closed_pattern() {
    return remembered<PatternNode>(Rule::ClosedPattern, [this] { return closed_pattern_uncached(); });
}

PatternNode *Parser::closed_pattern_uncached() {
    const auto singleton = [this](ConstantValue::Type type) {
        ConstantValue value;
        value.type = type;
        const Location location = token().location;
        ++position_;
        return make_at<MatchSingleton>(location, value);
    };
    switch (kind()) {
    case TokenKind::Name: return name_pattern();
    case TokenKind::Number:
    case TokenKind::Minus:
    case TokenKind::String: return literal_pattern();
    case TokenKind::None: return singleton(ConstantValue::Type::None);
    case TokenKind::True: return singleton(ConstantValue::Type::True);
    case TokenKind::False: return singleton(ConstantValue::Type::False);
    case TokenKind::LeftParenthesis: return parenthesized_pattern();
    case TokenKind::LeftBracket: return bracketed_pattern();
    case TokenKind::LeftBrace: return mapping_pattern();
    default: return nullptr;
    }
}

// --- literals

PatternNode *Parser::literal_pattern() {
    const Mark start = mark();
    ExpressionNode *value = at(TokenKind::String) ? strings() : literal_number();
    return value == nullptr ? nullptr : make<MatchValue>(start, value);
}

ExpressionNode *Parser::signed_number() {
    const Mark start = mark();
    const bool is_negative = accept(TokenKind::Minus);
    if (!at(TokenKind::Number)) return reset(start);
    ExpressionNode *value = number();
    if (value == nullptr || !is_negative) return value;
    return make<UnaryOp>(start, UnaryOperator::USub, value);
}

namespace {

bool is_imaginary(const ExpressionNode &number) {
    const auto *constant = node_if<Constant>(&number);
    return constant != nullptr && constant->value.type == ConstantValue::Type::Imaginary;
}

const ExpressionNode &without_sign(const ExpressionNode &number) {
    const auto *negative = node_if<UnaryOp>(&number);
    return negative != nullptr ? *negative->operand : number;
}

} // namespace

// A signed number, or a sum or difference of a real and an imaginary one.
ExpressionNode *Parser::literal_number() {
    const Mark start = mark();
    ExpressionNode *real = signed_number();
    if (real == nullptr || !at_any({TokenKind::Plus, TokenKind::Minus})) return real;
    if (is_imaginary(without_sign(*real))) {
        return raise_at(without_sign(*real).location, "real number required in complex literal");
    }
    const Operator op = at(TokenKind::Plus) ? Operator::Add : Operator::Sub;
    ++position_;
    if (!at(TokenKind::Number)) return reset(start);
    ExpressionNode *imaginary = number();
    if (imaginary == nullptr) return nullptr;
    if (!is_imaginary(*imaginary)) {
        return raise_at(imaginary->location, "imaginary number required in complex literal");
    }
    return make<BinOp>(start, real, op, imaginary);
}

// --- names

// A name that is bound: not "_", and not the beginning of something longer.
bool Parser::capture_name(Identifier &name) {
    if (!at(TokenKind::Name) || at_word("_")) return false;
    const TokenKind next = kind_ahead(1);
    if (next == TokenKind::Dot || next == TokenKind::LeftParenthesis || next == TokenKind::Equal)
        return false;
    name = identifier_of(token());
    ++position_;
    return true;
}

ExpressionNode *Parser::name_or_attribute() {
    const Mark start = mark();
    ExpressionNode *value = accept_name();
    while (value != nullptr && at(TokenKind::Dot) && kind_ahead(1) == TokenKind::Name) {
        ++position_;
        const Identifier name = identifier_of(token());
        ++position_;
        value = make<Attribute>(start, value, name, ExpressionContext::Load);
    }
    return value;
}

// A capture, "_", a dotted name, or a class.
PatternNode *Parser::name_pattern() {
    const Mark start = mark();
    Identifier name;
    if (capture_name(name)) return make<MatchAs>(start, static_cast<PatternNode *>(nullptr), name);
    if (accept_word("_")) {
        return make<MatchAs>(start, static_cast<PatternNode *>(nullptr), Identifier{});
    }
    ExpressionNode *value = name_or_attribute();
    if (at(TokenKind::LeftParenthesis)) return class_pattern(start, value);
    const bool is_value = is_node<Attribute>(*value) && !at_any({TokenKind::Dot, TokenKind::Equal});
    if (!is_value) return reset(start);
    return make<MatchValue>(start, value);
}

PatternNode *Parser::class_pattern(Mark start, ExpressionNode *cls) {
    accept(TokenKind::LeftParenthesis);
    const Mark first = mark();
    std::vector<PatternNode *> positional;
    std::vector<Identifier> names;
    std::vector<PatternNode *> values;
    positional_patterns(positional);
    const bool has_comma = positional.empty() || accept(TokenKind::Comma);
    if (has_comma && keyword_patterns(names, values)) accept(TokenKind::Comma);
    if (!at(TokenKind::RightParenthesis) && names.empty()) {
        reset(first); // `_=1` begins like the wildcard
        positional.clear();
        if (keyword_patterns(names, values)) accept(TokenKind::Comma);
    }
    if (accept(TokenKind::RightParenthesis)) {
        return make<MatchClass>(start, cls, list_of(positional),
                                arena_.copy_items(std::span<const Identifier>(names)), list_of(values));
    }
    reset(start);
    if (use_invalid_rules_) invalid_class_pattern();
    return nullptr;
}

bool Parser::positional_patterns(std::vector<PatternNode *> &patterns) {
    Mark end = mark();
    while (PatternNode *item = pattern()) {
        patterns.push_back(item);
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    reset(end);
    return !patterns.empty();
}

bool Parser::keyword_patterns(std::vector<Identifier> &names, std::vector<PatternNode *> &values) {
    Mark end = mark();
    Identifier name;
    PatternNode *value = nullptr;
    while (keyword_pattern(name, value)) {
        names.push_back(name);
        values.push_back(value);
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    reset(end);
    return !names.empty();
}

bool Parser::keyword_pattern(Identifier &name, PatternNode *&value) {
    const Mark start = mark();
    if (!at(TokenKind::Name) || kind_ahead(1) != TokenKind::Equal) return false;
    name = identifier_of(token());
    position_ += 2;
    value = pattern();
    if (value != nullptr) return true;
    reset(start);
    return false;
}

// --- groups, sequences, mappings

// A group when it holds one pattern without a comma, else a sequence.
PatternNode *Parser::parenthesized_pattern() {
    const Mark start = mark();
    accept(TokenKind::LeftParenthesis);
    std::vector<PatternNode *> items;
    const bool is_starred = at(TokenKind::Star);
    if (PatternNode *first = maybe_star_pattern()) {
        if (!is_starred && accept(TokenKind::RightParenthesis)) return first;
        if (!accept(TokenKind::Comma)) return reset(start);
        items.push_back(first);
        pattern_sequence(items);
    }
    if (!accept(TokenKind::RightParenthesis)) return reset(start);
    return make<MatchSequence>(start, list_of(items));
}

PatternNode *Parser::bracketed_pattern() {
    const Mark start = mark();
    accept(TokenKind::LeftBracket);
    std::vector<PatternNode *> items;
    pattern_sequence(items);
    if (!accept(TokenKind::RightBracket)) return reset(start);
    return make<MatchSequence>(start, list_of(items));
}

ExpressionNode *Parser::mapping_key() {
    switch (kind()) {
    case TokenKind::String: return strings();
    case TokenKind::None: return constant(ConstantValue::Type::None);
    case TokenKind::True: return constant(ConstantValue::Type::True);
    case TokenKind::False: return constant(ConstantValue::Type::False);
    case TokenKind::Name: {
        const Mark start = mark();
        ExpressionNode *value = name_or_attribute();
        return is_node<Attribute>(*value) ? value : reset(start);
    }
    default: return literal_number();
    }
}

PatternNode *Parser::mapping_pattern() {
    const Mark start = mark();
    accept(TokenKind::LeftBrace);
    PatternNode *node = mapping_contents(start);
    return node == nullptr ? reset(start) : node;
}

PatternNode *Parser::mapping_contents(Mark start) {
    Expressions keys;
    std::vector<PatternNode *> values;
    Identifier rest;
    while (!at(TokenKind::RightBrace)) {
        if (accept(TokenKind::DoubleStar)) {
            if (!capture_name(rest)) return nullptr;
            accept(TokenKind::Comma);
            break;
        }
        ExpressionNode *key = mapping_key();
        if (key == nullptr || !accept(TokenKind::Colon)) return nullptr;
        PatternNode *value = pattern();
        if (value == nullptr) return nullptr;
        keys.push_back(key);
        values.push_back(value);
        if (!accept(TokenKind::Comma)) break;
    }
    if (!accept(TokenKind::RightBrace)) return nullptr;
    return make<MatchMapping>(start, list_of(keys), list_of(values), rest);
}

} // namespace adder::syntax
