// SPDX-License-Identifier: MIT
//
// Operators, conditions, names, attributes, items, f-strings, yield and await.
#include "base/utf8.hpp"
#include "compile/generator.hpp"

namespace adder::compile {

namespace {

// F-strings of more parts are joined from a list.
constexpr size_t max_parts_on_stack = 30;

using bytecode::BinaryOperator;
using syntax::ComparisonOperator;

BinaryOperator binary_operator_of(syntax::Operator syntax_operator) {
    switch (syntax_operator) {
    case syntax::Operator::Add: return BinaryOperator::Add;
    case syntax::Operator::Sub: return BinaryOperator::Subtract;
    case syntax::Operator::Mult: return BinaryOperator::Multiply;
    case syntax::Operator::MatMult: return BinaryOperator::MatrixMultiply;
    case syntax::Operator::Div: return BinaryOperator::TrueDivide;
    case syntax::Operator::Mod: return BinaryOperator::Remainder;
    case syntax::Operator::Pow: return BinaryOperator::Power;
    case syntax::Operator::LShift: return BinaryOperator::Lshift;
    case syntax::Operator::RShift: return BinaryOperator::Rshift;
    case syntax::Operator::BitOr: return BinaryOperator::Or;
    case syntax::Operator::BitXor: return BinaryOperator::Xor;
    case syntax::Operator::BitAnd: return BinaryOperator::And;
    case syntax::Operator::FloorDiv: return BinaryOperator::FloorDivide;
    }
    __builtin_unreachable();
}

// The opposite of a test that always gives a bool; nothing for the comparisons that objects define.
std::optional<ComparisonOperator> opposite_of(ComparisonOperator comparison) {
    switch (comparison) {
    case ComparisonOperator::Is: return ComparisonOperator::IsNot;
    case ComparisonOperator::IsNot: return ComparisonOperator::Is;
    case ComparisonOperator::In: return ComparisonOperator::NotIn;
    case ComparisonOperator::NotIn: return ComparisonOperator::In;
    default: return std::nullopt;
    }
}

// A single comparison, below any number of `not` that its operator can take in.
struct SimpleCompare {
    const syntax::Compare *node;
    ComparisonOperator comparison;
};
std::optional<SimpleCompare> simple_compare(const syntax::ExpressionNode &node) {
    if (const auto *compare = syntax::node_if<syntax::Compare>(&node)) {
        if (compare->ops.size() != 1) return std::nullopt;
        return SimpleCompare{compare, compare->ops[0]};
    }
    const auto *unary = syntax::node_if<syntax::UnaryOp>(&node);
    if (unary == nullptr || unary->op != syntax::UnaryOperator::Not) return std::nullopt;
    const std::optional<SimpleCompare> inner = simple_compare(*unary->operand);
    if (!inner) return std::nullopt;
    const std::optional<ComparisonOperator> opposite = opposite_of(inner->comparison);
    if (!opposite) return std::nullopt;
    return SimpleCompare{inner->node, *opposite};
}

Opcode jump_if(bool condition) {
    return condition ? Opcode::POP_JUMP_IF_TRUE : Opcode::POP_JUMP_IF_FALSE;
}

} // namespace

int operator_argument(syntax::Operator syntax_operator, bool is_inplace) {
    const int argument = static_cast<int>(binary_operator_of(syntax_operator));
    return is_inplace ? argument + static_cast<int>(BinaryOperator::InplaceAdd) : argument;
}

void Generator::generate_expression(const syntax::ExpressionNode &node) {
    const NestingGuard guard(nesting_, diagnostics_);
    if (diagnostics_.has_failed()) return;
    const LocationScope location(emitter(), node.location);
    if (std::optional<Constant> constant = folder_.constant(node))
        return emitter().emit_constant(std::move(*constant));
    syntax::visit(node, [this](const auto &expression) { generate(expression); });
}

void Generator::generate_optional(const syntax::ExpressionNode *node) {
    if (node != nullptr)
        generate_expression(*node);
    else
        emit_none();
}

// What is only iterated or searched: a list is made as a tuple, and literals of constants are constants.
void Generator::generate_iterable(const syntax::ExpressionNode &node) {
    const LocationScope location(emitter(), node.location);
    if (std::optional<Constant> constant = folder_.iterable_constant(node))
        return emitter().emit_constant(std::move(*constant));
    const auto *list = syntax::node_if<syntax::List>(&node);
    if (list == nullptr) return generate_expression(node);
    for (const syntax::ExpressionNode *element : list->elts)
        if (syntax::is_node<syntax::Starred>(*element)) return generate_expression(node);
    generate_display(list->elts, 0, tuple_display);
}

// --- conditions

// Jumps when the truth of the expression is `condition`. A comparison leaves its location to the jump behind
// it.
void Generator::generate_jump_if(const syntax::ExpressionNode &node, Block *target, bool condition) {
    const NestingGuard guard(nesting_, diagnostics_);
    if (diagnostics_.has_failed()) return;
    if (const std::optional<SimpleCompare> compare = simple_compare(node)) {
        emitter().location = compare->node->location;
        generate_simple_compare(*compare->node, compare->comparison);
        return emit_jump(jump_if(condition), target);
    }
    if (!folder_.constant(node)) {
        const auto *unary = syntax::node_if<syntax::UnaryOp>(&node);
        if (unary != nullptr && unary->op == syntax::UnaryOperator::Not)
            return generate_jump_if(*unary->operand, target, !condition);
        if (const auto *bool_op = syntax::node_if<syntax::BoolOp>(&node))
            return jump_if_any(*bool_op, target, condition);
        if (const auto *choice = syntax::node_if<syntax::IfExp>(&node))
            return jump_if_either(*choice, target, condition);
        if (const auto *compare = syntax::node_if<syntax::Compare>(&node))
            return jump_if_chain(*compare, target, condition);
    }
    generate_expression(node);
    emit_jump(jump_if(condition), target);
}

void Generator::jump_if_any(const syntax::BoolOp &node, Block *target, bool condition) {
    const bool decisive = node.op == syntax::BooleanOperator::Or;
    Block *decided = decisive == condition ? target : make_block();
    for (const syntax::ExpressionNode *value : node.values.first(node.values.size() - 1))
        generate_jump_if(*value, decided, decisive);
    generate_jump_if(*node.values.back(), target, condition);
    if (decided != target) use_block(decided);
}

void Generator::jump_if_either(const syntax::IfExp &node, Block *target, bool condition) {
    Block *end = make_block();
    Block *otherwise = make_block();
    generate_jump_if(*node.test, otherwise, false);
    generate_jump_if(*node.body, target, condition);
    emit_artificial_jump(Opcode::JUMP, end);
    use_block(otherwise);
    generate_jump_if(*node.orelse, target, condition);
    use_block(end);
}

// a < b < c: the middle operand is kept below while it is compared. All comparisons but the last one end the
// chain with the jump when they are false.
void Generator::generate_chain(const syntax::Compare &node, Opcode jump, Block *cleanup) {
    generate_expression(*node.left);
    const size_t last = node.ops.size() - 1;
    for (size_t index = 0; index < last; ++index) {
        generate_expression(*node.comparators[index]);
        emit(Opcode::SWAP, 2);
        emit(Opcode::COPY, 2);
        emit_comparison(node.ops[index]);
        emit_jump(jump, cleanup);
    }
    generate_comparand(node, last);
    emit_comparison(node.ops[last]);
}

void Generator::jump_if_chain(const syntax::Compare &node, Block *target, bool condition) {
    emitter().location = node.location;
    warn_about_compare(node, node.ops);
    Block *cleanup = make_block();
    generate_chain(node, Opcode::POP_JUMP_IF_FALSE, cleanup);
    emit_jump(jump_if(condition), target);
    Block *end = make_block();
    emit_artificial_jump(Opcode::JUMP, end);
    use_block(cleanup);
    emit(Opcode::POP_TOP);
    if (!condition) emit_artificial_jump(Opcode::JUMP, target);
    use_block(end);
}

void Generator::generate(const syntax::BoolOp &node) {
    const Opcode jump =
        node.op == syntax::BooleanOperator::And ? Opcode::JUMP_IF_FALSE_OR_POP : Opcode::JUMP_IF_TRUE_OR_POP;
    Block *end = make_block();
    for (const syntax::ExpressionNode *value : node.values.first(node.values.size() - 1)) {
        generate_expression(*value);
        emit_jump(jump, end);
        use_block(make_block());
    }
    generate_expression(*node.values.back());
    use_block(end);
}

void Generator::generate(const syntax::IfExp &node) {
    Block *end = make_block();
    Block *otherwise = make_block();
    generate_jump_if(*node.test, otherwise, false);
    generate_expression(*node.body);
    emit_artificial_jump(Opcode::JUMP, end);
    use_block(otherwise);
    generate_expression(*node.orelse);
    use_block(end);
}

// --- operators

// A chain of operators leans to the left: it is generated in a loop, whatever its length.
void Generator::generate(const syntax::BinOp &node) {
    std::vector<const syntax::BinOp *> chain{&node};
    while (const auto *left = syntax::node_if<syntax::BinOp>(chain.back()->left)) {
        if (folder_.constant(*left) || folder_.formatted_string(*chain.back())) break;
        chain.push_back(left);
    }
    const syntax::BinOp &first = *chain.back();
    if (const syntax::JoinedStr *formatted = folder_.formatted_string(first)) {
        const LocationScope location(emitter(), first.location);
        generate(*formatted);
        chain.pop_back();
    } else {
        generate_expression(*first.left);
    }
    for (; !chain.empty(); chain.pop_back()) {
        generate_expression(*chain.back()->right);
        const LocationScope location(emitter(), chain.back()->location);
        emit(Opcode::BINARY_OP, operator_argument(chain.back()->op, false));
    }
}

void Generator::generate(const syntax::UnaryOp &node) {
    if (const std::optional<SimpleCompare> compare = simple_compare(node)) {
        emitter().location = compare->node->location;
        return generate_simple_compare(*compare->node, compare->comparison);
    }
    generate_expression(*node.operand);
    switch (node.op) {
    case syntax::UnaryOperator::Invert: return emit(Opcode::UNARY_INVERT);
    case syntax::UnaryOperator::Not: return emit(Opcode::UNARY_NOT);
    case syntax::UnaryOperator::UAdd: return emit(Opcode::UNARY_POSITIVE);
    case syntax::UnaryOperator::USub: return emit(Opcode::UNARY_NEGATIVE);
    }
}

void Generator::emit_comparison(ComparisonOperator comparison) {
    switch (comparison) {
    case ComparisonOperator::Lt: return emit(Opcode::COMPARE_OP, 0);
    case ComparisonOperator::LtE: return emit(Opcode::COMPARE_OP, 1);
    case ComparisonOperator::Eq: return emit(Opcode::COMPARE_OP, 2);
    case ComparisonOperator::NotEq: return emit(Opcode::COMPARE_OP, 3);
    case ComparisonOperator::Gt: return emit(Opcode::COMPARE_OP, 4);
    case ComparisonOperator::GtE: return emit(Opcode::COMPARE_OP, 5);
    case ComparisonOperator::Is: return emit(Opcode::IS_OP, 0);
    case ComparisonOperator::IsNot: return emit(Opcode::IS_OP, 1);
    case ComparisonOperator::In: return emit(Opcode::CONTAINS_OP, 0);
    case ComparisonOperator::NotIn: return emit(Opcode::CONTAINS_OP, 1);
    }
}

// The last operand of a chain may be a container that is only searched.
void Generator::generate_comparand(const syntax::Compare &node, size_t index) {
    const bool is_search =
        node.ops[index] == ComparisonOperator::In || node.ops[index] == ComparisonOperator::NotIn;
    if (is_search && index + 1 == node.ops.size())
        generate_iterable(*node.comparators[index]);
    else
        generate_expression(*node.comparators[index]);
}

void Generator::generate_simple_compare(const syntax::Compare &node, ComparisonOperator comparison) {
    warn_about_compare(node, {&comparison, 1});
    generate_expression(*node.left);
    generate_comparand(node, 0);
    emit_comparison(comparison);
}

void Generator::generate(const syntax::Compare &node) {
    if (node.ops.size() == 1) return generate_simple_compare(node, node.ops[0]);
    warn_about_compare(node, node.ops);
    Block *cleanup = make_block();
    generate_chain(node, Opcode::JUMP_IF_FALSE_OR_POP, cleanup);
    Block *end = make_block();
    emit_artificial_jump(Opcode::JUMP, end);
    use_block(cleanup);
    emit(Opcode::SWAP, 2);
    emit(Opcode::POP_TOP);
    use_block(end);
}

// --- names, attributes, items

void Generator::generate(const syntax::Name &node) {
    generate_name(node.id, node.ctx);
}

void Generator::generate(const syntax::NamedExpr &node) {
    generate_expression(*node.value);
    emit(Opcode::COPY, 1);
    generate_expression(*node.target);
}

// An attribute on another line than its object is told by its own name.
void Generator::move_location_to_attribute(const syntax::Attribute &node) {
    Location &location = emitter().location;
    if (location.lineno == node.location.end_lineno) return;
    location.lineno = node.location.end_lineno;
    location.col_offset = node.location.end_col_offset - static_cast<int>(base::count_characters(node.attr));
}

void Generator::generate(const syntax::Attribute &node) {
    generate_expression(*node.value);
    move_location_to_attribute(node);
    switch (node.ctx) {
    case syntax::ExpressionContext::Load: return emit_name(Opcode::LOAD_ATTR, node.attr);
    case syntax::ExpressionContext::Store:
        check_name(node.attr, node.ctx);
        return emit_name(Opcode::STORE_ATTR, node.attr);
    case syntax::ExpressionContext::Del: return emit_name(Opcode::DELETE_ATTR, node.attr);
    }
}

void Generator::generate(const syntax::Subscript &node) {
    if (node.ctx == syntax::ExpressionContext::Load) warn_about_subscript(node);
    generate_expression(*node.value);
    generate_expression(*node.slice);
    switch (node.ctx) {
    case syntax::ExpressionContext::Load: return emit(Opcode::BINARY_SUBSCR);
    case syntax::ExpressionContext::Store: return emit(Opcode::STORE_SUBSCR);
    case syntax::ExpressionContext::Del: return emit(Opcode::DELETE_SUBSCR);
    }
}

void Generator::generate(const syntax::Slice &node) {
    generate_optional(node.lower);
    generate_optional(node.upper);
    if (node.step != nullptr) generate_expression(*node.step);
    emit(Opcode::BUILD_SLICE, node.step != nullptr ? 3 : 2);
}

void Generator::generate(const syntax::Starred &node) {
    fail(node.ctx == syntax::ExpressionContext::Store ? "starred assignment target must be in a list or tuple"
                                                      : "can't use starred expression here");
}

void Generator::generate(const syntax::Constant &node) {
    emitter().emit_constant(constant_of(node.value));
}

// --- f-strings

void Generator::generate(const syntax::JoinedStr &node) {
    if (node.values.size() <= max_parts_on_stack) {
        generate_expressions(node.values);
        if (node.values.size() != 1) emit(Opcode::BUILD_STRING, static_cast<int>(node.values.size()));
        return;
    }
    emitter().emit_constant(make_text(""));
    emit_name(Opcode::LOAD_METHOD, "join");
    emit(Opcode::BUILD_LIST, 0);
    for (const syntax::ExpressionNode *value : node.values) {
        generate_expression(*value);
        emit(Opcode::LIST_APPEND, 1);
    }
    emit(Opcode::CALL, 1);
}

void Generator::generate(const syntax::FormattedValue &node) {
    generate_expression(*node.value);
    int flags = 0;
    if (node.conversion == 's') flags = 1;
    if (node.conversion == 'r') flags = 2;
    if (node.conversion == 'a') flags = 3;
    if (node.format_spec != nullptr) {
        generate_expression(*node.format_spec);
        flags |= 4;
    }
    emit(Opcode::FORMAT_VALUE, flags);
}

// --- yield and await

void Generator::emit_yield() {
    if (unit_->scope.is_generator && unit_->scope.is_coroutine) emit(Opcode::ASYNC_GEN_WRAP);
    emit(Opcode::YIELD_VALUE);
    emit(Opcode::RESUME, 1);
}

// Sends None to the receiver below and hands on what it yields, until it is finished.
void Generator::emit_yield_from(bool is_await) {
    emit_none();
    Block *start = make_block();
    Block *resume = make_block();
    Block *exit = make_block();
    use_block(start);
    emit_jump(Opcode::SEND, exit);
    use_block(resume);
    emit(Opcode::YIELD_VALUE);
    emit(Opcode::RESUME, is_await ? 3 : 2);
    emit_jump(Opcode::JUMP_NO_INTERRUPT, start);
    use_block(exit);
}

// `reason`: 0 an await, 1 the entry of `async with`, 2 its exit; error texts tell them apart.
void Generator::emit_await(int reason) {
    emit(Opcode::GET_AWAITABLE, reason);
    emit_yield_from(true);
}

void Generator::generate(const syntax::Yield &node) {
    if (unit_->scope.kind != BlockKind::Function) return fail("'yield' outside function");
    generate_optional(node.value);
    emit_yield();
}

void Generator::generate(const syntax::YieldFrom &node) {
    if (unit_->scope.kind != BlockKind::Function) return fail("'yield' outside function");
    if (unit_->kind == UnitKind::AsyncFunction) return fail("'yield from' inside async function");
    generate_expression(*node.value);
    emit(Opcode::GET_YIELD_FROM_ITER);
    emit_yield_from(false);
}

void Generator::generate(const syntax::Await &node) {
    if (!awaits_at_top_level()) {
        if (unit_->scope.kind != BlockKind::Function) return fail("'await' outside function");
        if (unit_->kind != UnitKind::AsyncFunction && unit_->kind != UnitKind::Comprehension)
            return fail("'await' outside async function");
    }
    generate_expression(*node.value);
    emit_await(0);
}

} // namespace adder::compile
