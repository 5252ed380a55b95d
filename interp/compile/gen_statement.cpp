// SPDX-License-Identifier: MIT
//
// Simple statements, imports, conditions and loops.
#include "compile/generator.hpp"

namespace adder::compile {

void Generator::generate_statement(const syntax::StatementNode &node) {
    const NestingGuard guard(nesting_, diagnostics_);
    if (diagnostics_.has_failed()) return;
    emitter().location = node.location;
    syntax::visit(node, [this](const auto &statement) { generate(statement); });
}

void Generator::generate_statements(syntax::StatementList statements) {
    for (const syntax::StatementNode *statement : statements) generate_statement(*statement);
}

// --- expressions and assignment

void Generator::generate(const syntax::Expr &node) {
    if (is_interactive_ && unit_->parent == nullptr) {
        generate_expression(*node.value);
        return emit(Opcode::PRINT_EXPR);
    }
    if (folder_.constant(*node.value)) return emit(Opcode::NOP); // its line still runs
    generate_expression(*node.value);
    clear_location();
    emit(Opcode::POP_TOP);
}

void Generator::generate(const syntax::Pass &) {
    emit(Opcode::NOP);
}

void Generator::generate(const syntax::Assign &node) {
    generate_expression(*node.value);
    for (size_t index = 0; index < node.targets.size(); ++index) {
        if (index + 1 < node.targets.size()) emit(Opcode::COPY, 1);
        generate_expression(*node.targets[index]);
    }
}

void Generator::generate(const syntax::AugAssign &node) {
    load_augmented_target(*node.target);
    generate_expression(*node.value);
    emit(Opcode::BINARY_OP, operator_argument(node.op, true));
    store_augmented_target(*node.target);
}

// Leaves what the store needs below the value.
void Generator::load_augmented_target(const syntax::ExpressionNode &target) {
    const LocationScope location(emitter(), target.location);
    if (const auto *attribute = syntax::node_if<syntax::Attribute>(&target)) {
        generate_expression(*attribute->value);
        emit(Opcode::COPY, 1);
        move_location_to_attribute(*attribute);
        emit_name(Opcode::LOAD_ATTR, attribute->attr);
    } else if (const auto *subscript = syntax::node_if<syntax::Subscript>(&target)) {
        generate_expression(*subscript->value);
        generate_expression(*subscript->slice);
        emit(Opcode::COPY, 2);
        emit(Opcode::COPY, 2);
        emit(Opcode::BINARY_SUBSCR);
    } else {
        load_name(syntax::as_node<syntax::Name>(target).id);
    }
}

void Generator::store_augmented_target(const syntax::ExpressionNode &target) {
    emitter().location = target.location;
    if (const auto *attribute = syntax::node_if<syntax::Attribute>(&target)) {
        move_location_to_attribute(*attribute);
        emit(Opcode::SWAP, 2);
        emit_name(Opcode::STORE_ATTR, attribute->attr);
    } else if (syntax::is_node<syntax::Subscript>(target)) {
        emit(Opcode::SWAP, 3);
        emit(Opcode::SWAP, 2);
        emit(Opcode::STORE_SUBSCR);
    } else {
        store_name(syntax::as_node<syntax::Name>(target).id);
    }
}

// The annotation is evaluated last, and only where it is kept: in modules and classes.
void Generator::generate(const syntax::AnnAssign &node) {
    if (node.value != nullptr) {
        generate_expression(*node.value);
        generate_expression(*node.target);
    }
    if (const auto *name = syntax::node_if<syntax::Name>(node.target)) {
        check_name(name->id, syntax::ExpressionContext::Store);
        store_annotation(node, *name);
    } else if (const auto *attribute = syntax::node_if<syntax::Attribute>(node.target)) {
        check_name(attribute->attr, syntax::ExpressionContext::Store);
        if (node.value == nullptr) evaluate_and_drop(*attribute->value);
    } else if (const auto *subscript = syntax::node_if<syntax::Subscript>(node.target)) {
        if (node.value == nullptr) {
            evaluate_and_drop(*subscript->value);
            evaluate_index_and_drop(*subscript->slice);
        }
    }
    const bool is_evaluated = unit_->kind == UnitKind::Module || unit_->kind == UnitKind::Class;
    if (!node.simple && is_evaluated && !keeps_annotations_as_text()) evaluate_and_drop(*node.annotation);
}

void Generator::store_annotation(const syntax::AnnAssign &node, const syntax::Name &target) {
    if (!node.simple || (unit_->kind != UnitKind::Module && unit_->kind != UnitKind::Class)) return;
    if (keeps_annotations_as_text())
        emit_annotation_text(*node.annotation);
    else
        generate_expression(*node.annotation);
    emit_name(Opcode::LOAD_NAME, "__annotations__");
    emitter().emit_constant(make_text(mangled(target.id)));
    emit(Opcode::STORE_SUBSCR);
}

void Generator::evaluate_and_drop(const syntax::ExpressionNode &node) {
    generate_expression(node);
    emit(Opcode::POP_TOP);
}

void Generator::evaluate_index_and_drop(const syntax::ExpressionNode &node) {
    if (const auto *slice = syntax::node_if<syntax::Slice>(&node)) {
        for (const syntax::ExpressionNode *part : {slice->lower, slice->upper, slice->step})
            if (part != nullptr) evaluate_and_drop(*part);
    } else if (const auto *tuple = syntax::node_if<syntax::Tuple>(&node)) {
        for (const syntax::ExpressionNode *element : tuple->elts) evaluate_index_and_drop(*element);
    } else {
        evaluate_and_drop(node);
    }
}

void Generator::generate(const syntax::Delete &node) {
    generate_expressions(node.targets);
}

// --- assert and raise

void Generator::generate(const syntax::Assert &node) {
    const auto *tuple = syntax::node_if<syntax::Tuple>(node.test);
    if (tuple != nullptr && !tuple->elts.empty())
        warn("assertion is always true, perhaps remove parentheses?");
    if (options_.optimize > 0) return;
    Block *end = make_block();
    generate_jump_if(*node.test, end, true);
    emit(Opcode::LOAD_ASSERTION_ERROR);
    if (node.msg != nullptr) {
        generate_expression(*node.msg);
        emit(Opcode::CALL, 0); // the class lies where a method would, the message where its self would
    }
    emit(Opcode::RAISE_VARARGS, 1);
    use_block(end);
}

void Generator::generate(const syntax::Raise &node) {
    int count = 0;
    for (const syntax::ExpressionNode *part : {node.exc, node.cause}) {
        if (part == nullptr) break;
        generate_expression(*part);
        ++count;
    }
    emit(Opcode::RAISE_VARARGS, count);
}

// --- imports

void Generator::generate(const syntax::Import &node) {
    for (const syntax::Alias *alias : node.names) {
        emitter().emit_constant(make_int(0));
        emit_none();
        emit_name(Opcode::IMPORT_NAME, alias->name);
        if (syntax::is_present(alias->asname))
            generate_import_as(*alias);
        else
            store_name(alias->name.substr(0, alias->name.find('.')));
    }
}

// `import a.b.c as d`: IMPORT_NAME left a, and c is wanted.
void Generator::generate_import_as(const syntax::Alias &alias) {
    size_t dot = alias.name.find('.');
    if (dot == std::string_view::npos) return store_name(alias.asname);
    while (true) {
        const size_t start = dot + 1;
        dot = alias.name.find('.', start);
        emit_name(Opcode::IMPORT_FROM, alias.name.substr(start, dot - start));
        if (dot == std::string_view::npos) break;
        emit(Opcode::SWAP, 2);
        emit(Opcode::POP_TOP);
    }
    store_name(alias.asname);
    emit(Opcode::POP_TOP);
}

void Generator::generate(const syntax::ImportFrom &node) {
    emitter().emit_constant(make_int(node.level));
    std::vector<Constant> names;
    for (const syntax::Alias *alias : node.names) names.push_back(make_text(alias->name));
    if (node.location.lineno > future_.last_lineno && node.module == "__future__")
        return fail("from __future__ imports must occur at the beginning of the file");
    emitter().emit_constant(make_tuple(std::move(names)));
    emit_name(Opcode::IMPORT_NAME, syntax::is_present(node.module) ? node.module : "");
    if (node.names[0]->name == "*") return emit(Opcode::IMPORT_STAR);
    for (const syntax::Alias *alias : node.names) {
        emit_name(Opcode::IMPORT_FROM, alias->name);
        store_name(syntax::is_present(alias->asname) ? alias->asname : alias->name);
    }
    emit(Opcode::POP_TOP);
}

// --- conditions and loops

// An `elif` is an If that stands alone in orelse: chains of any length are generated in a loop.
void Generator::generate(const syntax::If &first) {
    std::vector<Block *> ends;
    for (const syntax::If *node = &first;;) {
        Block *end = ends.emplace_back(make_block());
        Block *otherwise = node->orelse.empty() ? end : make_block();
        generate_jump_if(*node->test, otherwise, false);
        generate_statements(node->body);
        if (node->orelse.empty()) break;
        emit_artificial_jump(Opcode::JUMP, end);
        use_block(otherwise);
        const auto *next = node->orelse.size() == 1 ? syntax::node_if<syntax::If>(node->orelse[0]) : nullptr;
        if (next == nullptr) {
            generate_statements(node->orelse);
            break;
        }
        emitter().location = next->location;
        node = next;
    }
    for (; !ends.empty(); ends.pop_back()) use_block(ends.back());
}

void Generator::generate(const syntax::For &node) {
    Block *start = make_block();
    Block *body = make_block();
    Block *exhausted = make_block();
    Block *end = make_block();
    push_frame_block({.kind = FrameBlockKind::ForLoop, .start = start, .exit = end});
    generate_iterable(*node.iter);
    emit(Opcode::GET_ITER);
    use_block(start);
    emit_jump(Opcode::FOR_ITER, exhausted);
    use_block(body);
    generate_expression(*node.target);
    generate_statements(node.body);
    clear_location();
    emit_jump(Opcode::JUMP, start);
    use_block(exhausted);
    pop_frame_block();
    generate_statements(node.orelse);
    use_block(end);
}

void Generator::generate(const syntax::AsyncFor &node) {
    require_async_function("'async for' outside async function");
    Block *start = make_block();
    Block *exhausted = make_block();
    Block *end = make_block();
    generate_expression(*node.iter);
    emit(Opcode::GET_AITER);
    use_block(start);
    push_frame_block({.kind = FrameBlockKind::ForLoop, .start = start, .exit = end});
    emit_jump(Opcode::SETUP_FINALLY, exhausted);
    emit(Opcode::GET_ANEXT);
    emit_yield_from(true);
    emit(Opcode::POP_BLOCK);
    generate_expression(*node.target);
    generate_statements(node.body);
    clear_location();
    emit_jump(Opcode::JUMP, start);
    pop_frame_block();
    use_block(exhausted);
    emitter().location = node.iter->location; // the loop ends at the `for`, not in its body
    emit(Opcode::END_ASYNC_FOR);
    generate_statements(node.orelse);
    use_block(end);
}

// The condition is tested again at the bottom, so that a round has one jump.
void Generator::generate(const syntax::While &node) {
    Block *loop = make_block();
    Block *body = make_block();
    Block *finished = make_block();
    Block *end = make_block();
    use_block(loop);
    push_frame_block({.kind = FrameBlockKind::WhileLoop, .start = loop, .exit = end});
    generate_jump_if(*node.test, finished, false);
    use_block(body);
    generate_statements(node.body);
    emitter().location = node.location;
    generate_jump_if(*node.test, body, true);
    pop_frame_block();
    use_block(finished);
    generate_statements(node.orelse);
    use_block(end);
}

void Generator::require_async_function(const char *message) {
    if (unit_->kind != UnitKind::AsyncFunction && !awaits_at_top_level()) fail(message);
}

// --- leaving

void Generator::generate(const syntax::Return &node) {
    if (unit_->scope.kind != BlockKind::Function) return fail("'return' outside function");
    if (node.value != nullptr && unit_->scope.is_coroutine && unit_->scope.is_generator)
        return fail("'return' with value in async generator");
    std::optional<Constant> constant = node.value != nullptr ? folder_.constant(*node.value) : make_none();
    if (!constant) {
        generate_expression(*node.value);
    } else if (node.value != nullptr) {
        emitter().location = node.value->location;
        emit(Opcode::NOP);
    }
    if (node.value == nullptr || node.value->location.lineno != node.location.lineno) {
        emitter().location = node.location;
        emit(Opcode::NOP);
    }
    leave_frame_blocks(!constant, false);
    if (constant) emitter().emit_constant(std::move(*constant));
    emit(Opcode::RETURN_VALUE);
}

void Generator::generate(const syntax::Break &node) {
    emit(Opcode::NOP); // the line runs
    const FrameBlock *loop = leave_frame_blocks(false, true);
    if (loop == nullptr) return diagnostics_.fail("'break' outside loop", node.location);
    leave_frame_block(*loop, false);
    emit_jump(Opcode::JUMP, loop->exit);
}

void Generator::generate(const syntax::Continue &node) {
    emit(Opcode::NOP); // the line runs
    const FrameBlock *loop = leave_frame_blocks(false, true);
    if (loop == nullptr) return diagnostics_.fail("'continue' not properly in loop", node.location);
    emit_jump(Opcode::JUMP, loop->start);
}

} // namespace adder::compile
