// SPDX-License-Identifier: MIT
//
// with and async with (Python reference, section 8.5). `with a, b:` is `with a: with b:`. The bound __exit__
// stays below what the body leaves on the stack.
#include "compile/generator.hpp"

namespace adder::compile {

void Generator::generate(const syntax::With &node) {
    generate_with_item(node, 0, false);
}

void Generator::generate(const syntax::AsyncWith &node) {
    require_async_function("'async with' outside async function");
    generate_with_item(node, 0, true);
}

template <class Statement>
void Generator::generate_with_item(const Statement &node, size_t index, bool is_async) {
    const NestingGuard guard(nesting_, diagnostics_);
    if (diagnostics_.has_failed()) return;
    const syntax::WithItem &item = *node.items[index];
    Block *guarded = make_block();
    Block *raised = make_block();
    Block *exit = make_block();
    Block *cleanup = make_block();
    generate_expression(*item.context_expr);
    emit(is_async ? Opcode::BEFORE_ASYNC_WITH : Opcode::BEFORE_WITH);
    if (is_async) emit_await(1);
    emit_jump(Opcode::SETUP_WITH, raised);
    use_block(guarded);
    push_frame_block({.kind = is_async ? FrameBlockKind::AsyncWith : FrameBlockKind::With,
                      .start = guarded,
                      .exit = raised,
                      .location = node.location});
    if (item.optional_vars != nullptr)
        generate_expression(*item.optional_vars);
    else
        emit(Opcode::POP_TOP); // what __enter__ returned
    if (index + 1 < node.items.size())
        generate_with_item(node, index + 1, is_async);
    else
        generate_statements(node.body);
    pop_frame_block();
    if (!is_async) clear_location();
    emit(Opcode::POP_BLOCK);

    emitter().location = node.location;
    emit_exit_call(is_async);
    emit(Opcode::POP_TOP);
    emit_jump(Opcode::JUMP, exit);

    use_block(raised);
    emit_jump(Opcode::SETUP_CLEANUP, cleanup);
    emit(Opcode::PUSH_EXC_INFO);
    emit(Opcode::WITH_EXCEPT_START);
    if (is_async) emit_await(2);
    generate_with_cleanup(cleanup, exit);
}

// __exit__(None, None, None): the method and the first None lie where CALL expects method and self.
void Generator::emit_exit_call(bool is_async) {
    emit_none();
    emit_none();
    emit_none();
    emit(Opcode::CALL, 2);
    if (is_async) emit_await(2);
}

// The exception is dropped when __exit__ returned a true value.
void Generator::generate_with_cleanup(Block *cleanup, Block *exit) {
    clear_location();
    Block *suppress = make_block();
    emit_jump(Opcode::POP_JUMP_IF_TRUE, suppress);
    emit(Opcode::RERAISE, 2);
    use_block(cleanup);
    emit_pop_except_and_reraise();
    use_block(suppress);
    emit(Opcode::POP_TOP); // the exception
    emit(Opcode::POP_BLOCK);
    emit(Opcode::POP_EXCEPT);
    emit(Opcode::POP_TOP); // the offset
    emit(Opcode::POP_TOP); // __exit__
    use_block(exit);
}

} // namespace adder::compile
