// SPDX-License-Identifier: MIT
// Simple statements (Python reference, chapter 7). An assignment is parsed as an expression first; the token
// behind it tells what it is.
#include "syntax/parser_core.hpp"

namespace adder::syntax {

bool Parser::statements(Statements &out) {
    const std::size_t before = out.size();
    while (statement(out)) {
    }
    return out.size() > before && !has_failed();
}

bool Parser::statement(Statements &out) {
    const Mark start = mark();
    if (StatementNode *compound = compound_statement()) {
        out.push_back(compound);
        return true;
    }
    reset(start);
    return simple_statements(out);
}

// simple_statement (';' simple_statement)* [';'] NEWLINE
bool Parser::simple_statements(Statements &out) {
    const Mark start = mark();
    const std::size_t before = out.size();
    do {
        StatementNode *node = simple_statement();
        if (node == nullptr) break;
        out.push_back(node);
    } while (accept(TokenKind::Semicolon));
    if (out.size() > before && accept(TokenKind::Newline)) return true;
    out.resize(before);
    reset(start);
    return false;
}

StatementNode *Parser::simple_statement() {
    return remembered<StatementNode>(Rule::SimpleStatement, [this] { return simple_statement_uncached(); });
}

StatementNode *Parser::simple_statement_uncached() {
    const Mark start = mark();
    switch (kind()) {
    case TokenKind::Return: return return_statement();
    case TokenKind::Import: return import_name();
    case TokenKind::From: return import_from();
    case TokenKind::Raise: return raise_statement();
    case TokenKind::Pass: accept(TokenKind::Pass); return make<Pass>(start);
    case TokenKind::Del: return delete_statement();
    case TokenKind::Assert: return assert_statement();
    case TokenKind::Break: accept(TokenKind::Break); return make<Break>(start);
    case TokenKind::Continue: accept(TokenKind::Continue); return make<Continue>(start);
    case TokenKind::Global:
    case TokenKind::Nonlocal: return global_statement();
    default: return expression_statement();
    }
}

// --- assignments

StatementNode *Parser::expression_statement() {
    const Mark start = mark();
    if (StatementNode *node = assignment()) return node;
    reset(start);
    ExpressionNode *value = at(TokenKind::Yield) ? yield_expression() : star_expressions();
    return value == nullptr ? nullptr : make<Expr>(start, value);
}

// Any statement that begins with an expression. In the first pass a lone expression is one too, so that it
// is parsed once; the second pass leaves it to the caller, behind the invalid_… rule.
StatementNode *Parser::assignment() {
    const Mark start = mark();
    bool is_final = false;
    if (!at(TokenKind::Yield)) {
        ExpressionNode *first = target_or_value(true);
        if (first != nullptr) {
            const Mark end = mark();
            if (StatementNode *node = assignment_to(start, first, is_final)) return node;
            if (!use_invalid_rules_) {
                reset(end);
                return make<Expr>(start, first);
            }
        }
    }
    reset(start);
    if (use_invalid_rules_ && !is_final) invalid_assignment();
    return nullptr;
}

// What the token behind the first expression makes of it.
StatementNode *Parser::assignment_to(Mark start, ExpressionNode *first, bool &is_final) {
    switch (kind()) {
    case TokenKind::Colon: return annotated_assignment(start, first);
    case TokenKind::Equal: return assignment_chain(start, first);
    default: return augmented_assignment(start, first, is_final);
    }
}

// The second pass asks first whether it is a target, of which no rule for expressions complains: `print[x] =
// y`.
ExpressionNode *Parser::target_or_value(bool is_first) {
    if (use_invalid_rules_) {
        const Mark start = mark();
        ExpressionNode *target = star_targets();
        if (target != nullptr && (at(TokenKind::Equal) || (is_first && is_at_other_assignment())))
            return target;
        reset(start);
    }
    return star_expressions();
}

ExpressionNode *Parser::assigned_value() {
    return at(TokenKind::Yield) ? yield_expression() : star_expressions();
}

// target = target = value
StatementNode *Parser::assignment_chain(Mark start, ExpressionNode *first) {
    Expressions targets;
    ExpressionNode *value = first;
    while (at(TokenKind::Equal)) {
        if (!is_star_target(*value)) return nullptr;
        set_context(*value, ExpressionContext::Store);
        targets.push_back(value);
        accept(TokenKind::Equal);
        value = at(TokenKind::Yield) ? yield_expression() : target_or_value(false);
        if (value == nullptr) return nullptr;
    }
    return make<Assign>(start, list_of(targets), value);
}

// target: annotation [= value]. Only a name without parentheses is a simple target.
StatementNode *Parser::annotated_assignment(Mark start, ExpressionNode *target) {
    if (!is_single_target(*target)) return nullptr;
    const Mark end = mark();
    const bool is_simple = is_node<Name>(*target) && token_at(start).kind == TokenKind::Name;
    accept(TokenKind::Colon);
    ExpressionNode *annotation = expression();
    if (annotation == nullptr) return reset(end);
    set_context(*target, ExpressionContext::Store);
    ExpressionNode *value = nullptr;
    if (const Mark equal = mark(); accept(TokenKind::Equal)) {
        value = assigned_value();
        if (value == nullptr) reset(equal);
    }
    return make<AnnAssign>(start, target, annotation, value, is_simple ? 1 : 0);
}

namespace {

bool find_augmented_operator(TokenKind token, Operator &op) {
    switch (token) {
    case TokenKind::PlusEqual: op = Operator::Add; return true;
    case TokenKind::MinusEqual: op = Operator::Sub; return true;
    case TokenKind::StarEqual: op = Operator::Mult; return true;
    case TokenKind::AtEqual: op = Operator::MatMult; return true;
    case TokenKind::SlashEqual: op = Operator::Div; return true;
    case TokenKind::PercentEqual: op = Operator::Mod; return true;
    case TokenKind::AmpersandEqual: op = Operator::BitAnd; return true;
    case TokenKind::VerticalBarEqual: op = Operator::BitOr; return true;
    case TokenKind::CircumflexEqual: op = Operator::BitXor; return true;
    case TokenKind::LeftShiftEqual: op = Operator::LShift; return true;
    case TokenKind::RightShiftEqual: op = Operator::RShift; return true;
    case TokenKind::DoubleStarEqual: op = Operator::Pow; return true;
    case TokenKind::DoubleSlashEqual: op = Operator::FloorDiv; return true;
    default: return false;
    }
}

} // namespace

bool Parser::is_at_other_assignment() {
    Operator ignored{};
    return at(TokenKind::Colon) || find_augmented_operator(kind(), ignored);
}

// `is_final`: the target and operator are right, so that nothing else than an augmented assignment can be
// meant.
StatementNode *Parser::augmented_assignment(Mark start, ExpressionNode *target, bool &is_final) {
    Operator op{};
    if (!is_single_target(*target) || !find_augmented_operator(kind(), op)) return nullptr;
    is_final = true;
    ++position_;
    ExpressionNode *value = assigned_value();
    if (value == nullptr) return nullptr;
    set_context(*target, ExpressionContext::Store);
    return make<AugAssign>(start, target, op, value);
}

bool Parser::accept_augmented_operator() {
    Operator ignored{};
    if (!find_augmented_operator(kind(), ignored)) return false;
    ++position_;
    return true;
}

// --- keyword statements

StatementNode *Parser::return_statement() {
    const Mark start = mark();
    accept(TokenKind::Return);
    ExpressionNode *value = star_expressions();
    return make<Return>(start, value);
}

StatementNode *Parser::raise_statement() {
    const Mark start = mark();
    accept(TokenKind::Raise);
    ExpressionNode *exception = expression();
    ExpressionNode *cause = nullptr;
    if (const Mark end = mark(); exception != nullptr && accept(TokenKind::From)) {
        cause = expression();
        if (cause == nullptr) reset(end);
    }
    return make<Raise>(start, exception, cause);
}

// global and nonlocal
StatementNode *Parser::global_statement() {
    const Mark start = mark();
    const bool is_global = at(TokenKind::Global);
    ++position_;
    std::vector<Identifier> names;
    Mark end = start;
    while (at(TokenKind::Name)) {
        names.push_back(identifier_of(token()));
        ++position_;
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    if (names.empty()) return reset(start);
    reset(end);
    const IdentifierList list = arena_.copy_items(std::span<const Identifier>(names));
    if (is_global) return make<Global>(start, list);
    return make<Nonlocal>(start, list);
}

StatementNode *Parser::delete_statement() {
    const Mark start = mark();
    accept(TokenKind::Del);
    Expressions targets;
    if (delete_targets(targets) && at_any({TokenKind::Semicolon, TokenKind::Newline})) {
        return make<Delete>(start, list_of(targets));
    }
    reset(start);
    if (use_invalid_rules_) invalid_delete_statement();
    return nullptr;
}

StatementNode *Parser::assert_statement() {
    const Mark start = mark();
    accept(TokenKind::Assert);
    ExpressionNode *test = expression();
    if (test == nullptr) return reset(start);
    ExpressionNode *message = nullptr;
    if (const Mark end = mark(); accept(TokenKind::Comma)) {
        message = expression();
        if (message == nullptr) reset(end);
    }
    return make<Assert>(start, test, message);
}

// --- imports

StatementNode *Parser::import_name() {
    const Mark start = mark();
    accept(TokenKind::Import);
    std::vector<Alias *> names;
    Mark end = start;
    while (Alias *name = dotted_as_name()) {
        names.push_back(name);
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    reset(end);
    return names.empty() ? nullptr : make<Import>(start, list_of(names));
}

Alias *Parser::dotted_as_name() {
    const Mark start = mark();
    Identifier name;
    Identifier as_name;
    if (!dotted_name(name)) return nullptr;
    optional_as_name(as_name);
    return make<Alias>(start, name, as_name);
}

// NAME ('.' NAME)*, joined
bool Parser::dotted_name(Identifier &name) {
    if (!at(TokenKind::Name)) return false;
    name = identifier_of(token());
    ++position_;
    while (at(TokenKind::Dot) && kind_ahead(1) == TokenKind::Name) {
        ++position_;
        name = arena_.copy_text(std::string(name) + "." + std::string(identifier_of(token())));
        ++position_;
    }
    return true;
}

bool Parser::optional_as_name(Identifier &name) {
    if (!at(TokenKind::As) || kind_ahead(1) != TokenKind::Name) return false;
    ++position_;
    name = identifier_of(token());
    ++position_;
    return true;
}

StatementNode *Parser::import_from() {
    const Mark start = mark();
    accept(TokenKind::From);
    int level = 0;
    for (;; ++position_) {
        if (at(TokenKind::Dot)) {
            level += 1;
        } else if (at(TokenKind::Ellipsis)) {
            level += 3;
        } else {
            break;
        }
    }
    Identifier module;
    const bool has_module = dotted_name(module);
    std::vector<Alias *> names;
    if ((!has_module && level == 0) || !accept(TokenKind::Import) || !import_from_targets(names))
        return reset(start);
    return make<ImportFrom>(start, module, list_of(names), level);
}

bool Parser::import_from_targets(std::vector<Alias *> &names) {
    const Mark start = mark();
    if (accept(TokenKind::LeftParenthesis)) {
        if (import_from_names(names)) {
            accept(TokenKind::Comma);
            if (accept(TokenKind::RightParenthesis)) return true;
        }
    } else if (import_from_names(names)) {
        if (!at(TokenKind::Comma)) return true;
    } else if (accept(TokenKind::Star)) {
        names.push_back(make<Alias>(start, arena_.copy_text("*"), Identifier{}));
        return true;
    }
    reset(start);
    if (use_invalid_rules_) invalid_import_from_targets();
    return false;
}

bool Parser::import_from_names(std::vector<Alias *> &names) {
    Mark end = mark();
    while (at(TokenKind::Name)) {
        const Mark start = mark();
        const Identifier name = identifier_of(token());
        Identifier as_name;
        ++position_;
        optional_as_name(as_name);
        names.push_back(make<Alias>(start, name, as_name));
        end = mark();
        if (!accept(TokenKind::Comma)) break;
    }
    reset(end);
    return !names.empty();
}

} // namespace adder::syntax
