// SPDX-License-Identifier: MIT
//
// Comprehensions and generator expressions: functions of one argument, the iterator of the outermost `for`.
#include "compile/generator.hpp"

namespace adder::compile {

// What the four kinds have in common.
struct Generator::ComprehensionParts {
    ComprehensionKind kind;
    const char *name;
    syntax::ComprehensionList generators;
    const syntax::ExpressionNode *element; // or key
    const syntax::ExpressionNode *value;   // of a dict's item, else null
};

namespace {

Opcode build_opcode(ComprehensionKind kind) {
    switch (kind) {
    case ComprehensionKind::List: return Opcode::BUILD_LIST;
    case ComprehensionKind::Set: return Opcode::BUILD_SET;
    default: return Opcode::BUILD_MAP;
    }
}

// `for x in [value]` is an assignment: the value, or null where it is a real loop.
const syntax::ExpressionNode *single_value(const syntax::ExpressionNode &iterable) {
    syntax::ExpressionList elements;
    if (const auto *list = syntax::node_if<syntax::List>(&iterable)) elements = list->elts;
    if (const auto *tuple = syntax::node_if<syntax::Tuple>(&iterable)) elements = tuple->elts;
    if (elements.size() != 1 || syntax::is_node<syntax::Starred>(*elements[0])) return nullptr;
    return elements[0];
}

} // namespace

void Generator::generate(const syntax::ListComp &node) {
    generate_comprehension(node, {ComprehensionKind::List, "<listcomp>", node.generators, node.elt, nullptr});
}

void Generator::generate(const syntax::SetComp &node) {
    generate_comprehension(node, {ComprehensionKind::Set, "<setcomp>", node.generators, node.elt, nullptr});
}

void Generator::generate(const syntax::DictComp &node) {
    generate_comprehension(node,
                           {ComprehensionKind::Dict, "<dictcomp>", node.generators, node.key, node.value});
}

void Generator::generate(const syntax::GeneratorExp &node) {
    generate_comprehension(node,
                           {ComprehensionKind::Generator, "<genexpr>", node.generators, node.elt, nullptr});
}

void Generator::generate_comprehension(const syntax::ExpressionNode &node, const ComprehensionParts &parts) {
    Unit &outer = *unit_;
    const bool is_generator = parts.kind == ComprehensionKind::Generator;
    const syntax::Comprehension &outermost = *parts.generators[0];

    enter_unit(UnitKind::Comprehension, node, parts.name, node.location.lineno);
    emitter().location = node.location;
    const bool is_async = unit_->scope.is_coroutine;
    const bool is_awaited = is_async && !is_generator;
    const bool is_outer_async = outer.kind == UnitKind::AsyncFunction ||
                                outer.kind == UnitKind::Comprehension || may_await_at_top_level(outer);
    if (is_awaited && !is_outer_async) fail("asynchronous comprehension outside of an asynchronous function");
    unit_->argument_count = 1;
    if (!is_generator) emit(build_opcode(parts.kind), 0);
    generate_comprehension_loop(parts, 0, 0);
    if (!is_generator) emit(Opcode::RETURN_VALUE);
    emit_function(leave_unit(true), 0);
    if (is_async) (void)awaits_at_top_level();

    generate_iterable(*outermost.iter);
    emit(outermost.is_async ? Opcode::GET_AITER : Opcode::GET_ITER);
    emit(Opcode::CALL, 0);
    if (is_awaited) emit_await(0);
}

// Loop `index` of the nest; `depth` iterators lie above the container that is filled.
void Generator::generate_comprehension_loop(const ComprehensionParts &parts, size_t index, int depth) {
    const NestingGuard guard(nesting_, diagnostics_);
    if (diagnostics_.has_failed()) return;
    if (parts.generators[index]->is_async) return generate_async_comprehension_loop(parts, index, depth);
    Block *start = make_block();
    Block *if_false = make_block();
    Block *end = make_block();
    const bool is_loop = begin_comprehension_loop(parts, index);
    if (is_loop) {
        ++depth;
        use_block(start);
        emit_jump(Opcode::FOR_ITER, end);
    }
    generate_comprehension_body(parts, index, depth, if_false);
    use_block(if_false);
    if (!is_loop) return;
    emit_jump(Opcode::JUMP, start);
    use_block(end);
}

// Puts the iterator on the stack; false when the value itself is there, and nothing is to be repeated.
bool Generator::begin_comprehension_loop(const ComprehensionParts &parts, size_t index) {
    const syntax::Comprehension &generator = *parts.generators[index];
    if (index == 0) {
        emit(Opcode::LOAD_FAST, 0);
        return true;
    }
    const syntax::ExpressionNode *value = generator.is_async ? nullptr : single_value(*generator.iter);
    if (value != nullptr && !folder_.constant(*value)) {
        generate_expression(*value);
        return false;
    }
    generate_iterable(*generator.iter);
    emit(generator.is_async ? Opcode::GET_AITER : Opcode::GET_ITER);
    return true;
}

void Generator::generate_comprehension_body(const ComprehensionParts &parts, size_t index, int depth,
                                            Block *if_false) {
    const syntax::Comprehension &generator = *parts.generators[index];
    generate_expression(*generator.target);
    for (const syntax::ExpressionNode *condition : generator.ifs)
        generate_jump_if(*condition, if_false, false);
    if (index + 1 < parts.generators.size())
        generate_comprehension_loop(parts, index + 1, depth);
    else
        generate_comprehension_element(parts, depth);
}

void Generator::generate_comprehension_element(const ComprehensionParts &parts, int depth) {
    generate_expression(*parts.element);
    switch (parts.kind) {
    case ComprehensionKind::List: return emit(Opcode::LIST_APPEND, depth + 1);
    case ComprehensionKind::Set: return emit(Opcode::SET_ADD, depth + 1);
    case ComprehensionKind::Dict: generate_expression(*parts.value); return emit(Opcode::MAP_ADD, depth + 1);
    default: emit_yield(); return emit(Opcode::POP_TOP);
    }
}

void Generator::generate_async_comprehension_loop(const ComprehensionParts &parts, size_t index, int depth) {
    Block *start = make_block();
    Block *if_false = make_block();
    Block *finished = make_block();
    begin_comprehension_loop(parts, index);
    use_block(start);
    push_frame_block({.kind = FrameBlockKind::AsyncComprehension, .start = start});
    emit_jump(Opcode::SETUP_FINALLY, finished);
    emit(Opcode::GET_ANEXT);
    emit_yield_from(true);
    emit(Opcode::POP_BLOCK);
    generate_comprehension_body(parts, index, depth + 1, if_false);
    use_block(if_false);
    emit_jump(Opcode::JUMP, start);
    pop_frame_block();
    use_block(finished);
    emit(Opcode::END_ASYNC_FOR);
}

} // namespace adder::compile
