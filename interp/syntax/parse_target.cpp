// SPDX-License-Identifier: MIT
// Targets of assignment, for and del (Python reference 7.2, 7.5 and 8.3). A target is parsed as the
// expression it looks like; then its shape is checked and its context set.
#include "syntax/parser_core.hpp"

#include <algorithm>

namespace adder::syntax {

bool Parser::is_single_target(const ExpressionNode &node) {
    return is_node<Name>(node) || is_node<Attribute>(node) || is_node<Subscript>(node);
}

bool Parser::is_star_target(const ExpressionNode &node) {
    const auto is_target = [](const ExpressionNode *element) { return is_star_target(*element); };
    if (const auto *starred = node_if<Starred>(&node)) {
        return !is_node<Starred>(*starred->value) && is_star_target(*starred->value);
    }
    if (const auto *tuple = node_if<Tuple>(&node)) {
        return std::all_of(tuple->elts.begin(), tuple->elts.end(), is_target);
    }
    if (const auto *list = node_if<List>(&node)) {
        return std::all_of(list->elts.begin(), list->elts.end(), is_target);
    }
    return is_single_target(node);
}

bool Parser::is_delete_target(const ExpressionNode &node) {
    const auto is_target = [](const ExpressionNode *element) { return is_delete_target(*element); };
    if (const auto *tuple = node_if<Tuple>(&node)) {
        return std::all_of(tuple->elts.begin(), tuple->elts.end(), is_target);
    }
    if (const auto *list = node_if<List>(&node)) {
        return std::all_of(list->elts.begin(), list->elts.end(), is_target);
    }
    return is_single_target(node);
}

// The elements of a tuple, list or starred get the context too.
void Parser::set_context(ExpressionNode &node, ExpressionContext context) {
    switch (node.kind) {
    case NodeKind::Name: as_node<Name>(node).ctx = context; break;
    case NodeKind::Attribute: as_node<Attribute>(node).ctx = context; break;
    case NodeKind::Subscript: as_node<Subscript>(node).ctx = context; break;
    case NodeKind::Starred:
        as_node<Starred>(node).ctx = context;
        set_context(*as_node<Starred>(node).value, context);
        break;
    case NodeKind::Tuple:
        as_node<Tuple>(node).ctx = context;
        for (ExpressionNode *element : as_node<Tuple>(node).elts) set_context(*element, context);
        break;
    case NodeKind::List:
        as_node<List>(node).ctx = context;
        for (ExpressionNode *element : as_node<List>(node).elts) set_context(*element, context);
        break;
    default: break;
    }
}

// star_target (',' star_target)* [','] in Store context.
ExpressionNode *Parser::star_targets() {
    const Mark start = mark();
    ExpressionNode *first = star_target();
    if (first == nullptr || !at(TokenKind::Comma)) return first;
    Expressions items{first};
    while (accept(TokenKind::Comma)) {
        ExpressionNode *item = star_target();
        if (item == nullptr) break;
        items.push_back(item);
    }
    return make<Tuple>(start, list_of(items), ExpressionContext::Store);
}

ExpressionNode *Parser::star_target() {
    return remembered<ExpressionNode>(Rule::StarTarget, [this] { return star_target_uncached(); });
}

ExpressionNode *Parser::star_target_uncached() {
    const Mark start = mark();
    if (accept(TokenKind::Star)) {
        ExpressionNode *value = at(TokenKind::Star) ? nullptr : star_target();
        if (value == nullptr) return reset(start);
        return make<Starred>(start, value, ExpressionContext::Store);
    }
    ExpressionNode *target = target_primary();
    if (target == nullptr || !is_star_target(*target)) return reset(start);
    set_context(*target, ExpressionContext::Store);
    return target;
}

// A primary as a target; literals and calls that nothing follows are left alone.
ExpressionNode *Parser::target_primary() {
    return at(TokenKind::Await) ? nullptr : primary();
}

ExpressionNode *Parser::delete_target() {
    return remembered<ExpressionNode>(Rule::DeleteTarget, [this]() -> ExpressionNode * {
        const Mark start = mark();
        ExpressionNode *target = target_primary();
        if (target == nullptr || !is_delete_target(*target)) return reset(start);
        set_context(*target, ExpressionContext::Del);
        return target;
    });
}

bool Parser::delete_targets(Expressions &targets) {
    do {
        ExpressionNode *target = delete_target();
        if (target == nullptr) break;
        targets.push_back(target);
    } while (accept(TokenKind::Comma));
    return !targets.empty();
}

} // namespace adder::syntax
