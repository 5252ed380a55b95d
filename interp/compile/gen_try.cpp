// SPDX-License-Identifier: MIT
//
// try with except, except* and finally, and what it takes to leave statements by return, break and continue
// (Python reference, section 8.4). Handlers cost nothing until something is raised: SETUP_… and POP_BLOCK
// only mark which code they guard. `finally` bodies are generated once for every way out.
//
// A handler finds on the stack [lasti] exception; PUSH_EXC_INFO puts the exception handled before below it,
// POP_EXCEPT takes it away again. Each handler is itself guarded by a cleanup that does so when it raises.
#include "compile/generator.hpp"

namespace adder::compile {

// --- leaving statements

const FrameBlock *Generator::leave_frame_blocks(bool keeps_top, bool stops_at_loop) {
    // Code for leaving a statement lies outside of it: the frame blocks are taken away meanwhile.
    std::vector<FrameBlock> left;
    std::vector<FrameBlock> &frame_blocks = unit_->frame_blocks;
    const FrameBlock *loop = nullptr;
    while (!frame_blocks.empty() && !diagnostics_.has_failed()) {
        const FrameBlock top = frame_blocks.back();
        if (top.kind == FrameBlockKind::ExceptionGroupHandler) {
            fail("'break', 'continue' and 'return' cannot appear in an except* block");
            break;
        }
        if (stops_at_loop && (top.kind == FrameBlockKind::WhileLoop || top.kind == FrameBlockKind::ForLoop))
            break;
        frame_blocks.pop_back();
        left.push_back(top);
        leave_frame_block(top, keeps_top);
    }
    const size_t loop_depth = frame_blocks.size();
    frame_blocks.insert(frame_blocks.end(), left.rbegin(), left.rend());
    if (stops_at_loop && loop_depth > 0) loop = &frame_blocks[loop_depth - 1];
    return loop;
}

void Generator::leave_frame_block(const FrameBlock &frame_block, bool keeps_top) {
    switch (frame_block.kind) {
    case FrameBlockKind::WhileLoop:
    case FrameBlockKind::ExceptionHandler:
    case FrameBlockKind::ExceptionGroupHandler:
    case FrameBlockKind::AsyncComprehension: return;
    case FrameBlockKind::ForLoop:
    case FrameBlockKind::PopValue: emit_swap_if(keeps_top); return emit(Opcode::POP_TOP);
    case FrameBlockKind::TryExcept: return emit(Opcode::POP_BLOCK);
    case FrameBlockKind::FinallyTry: return leave_finally(frame_block, keeps_top);
    case FrameBlockKind::FinallyEnd:
        emit_swap_if(keeps_top);
        emit(Opcode::POP_TOP); // the exception
        emit_swap_if(keeps_top);
        emit(Opcode::POP_BLOCK);
        return emit(Opcode::POP_EXCEPT);
    case FrameBlockKind::With:
    case FrameBlockKind::AsyncWith: return leave_with(frame_block, keeps_top);
    case FrameBlockKind::HandlerCleanup: return leave_handler(frame_block, keeps_top);
    }
}

void Generator::leave_finally(const FrameBlock &frame_block, bool keeps_top) {
    emit(Opcode::POP_BLOCK);
    if (keeps_top) push_frame_block({.kind = FrameBlockKind::PopValue});
    generate_statements(frame_block.finalbody);
    if (keeps_top) pop_frame_block();
    clear_location(); // what follows seems to run after the statement that leaves
}

void Generator::leave_with(const FrameBlock &frame_block, bool keeps_top) {
    emitter().location = frame_block.location;
    emit(Opcode::POP_BLOCK);
    emit_swap_if(keeps_top);
    emit_exit_call(frame_block.kind == FrameBlockKind::AsyncWith);
    emit(Opcode::POP_TOP);
    clear_location();
}

void Generator::leave_handler(const FrameBlock &frame_block, bool keeps_top) {
    if (!frame_block.name.empty()) emit(Opcode::POP_BLOCK);
    emit_swap_if(keeps_top);
    emit(Opcode::POP_BLOCK);
    emit(Opcode::POP_EXCEPT);
    if (!frame_block.name.empty()) emit_unbind(frame_block.name);
}

void Generator::emit_swap_if(bool is_wanted) {
    if (is_wanted) emit(Opcode::SWAP, 2);
}

// --- finally

void Generator::generate(const syntax::Try &node) {
    node.finalbody.empty() ? generate_guarded(node) : generate_try_finally(node);
}

void Generator::generate(const syntax::TryStar &node) {
    node.finalbody.empty() ? generate_guarded(node) : generate_try_finally(node);
}

template <class Statement> void Generator::generate_try_finally(const Statement &node) {
    Block *guarded = make_block();
    Block *raised = make_block();
    Block *exit = make_block();
    Block *cleanup = make_block();
    emit_jump(Opcode::SETUP_FINALLY, raised);
    use_block(guarded);
    push_frame_block({.kind = FrameBlockKind::FinallyTry, .start = guarded, .finalbody = node.finalbody});
    if (node.handlers.empty())
        generate_statements(node.body);
    else
        generate_guarded(node);
    emitter().emit_artificial(Opcode::POP_BLOCK);
    pop_frame_block();
    generate_statements(node.finalbody);
    emit_artificial_jump(Opcode::JUMP, exit);

    use_block(raised);
    push_frame_block({.kind = FrameBlockKind::FinallyEnd, .start = raised});
    clear_location();
    emit_jump(Opcode::SETUP_CLEANUP, cleanup);
    emit(Opcode::PUSH_EXC_INFO);
    generate_statements(node.finalbody);
    pop_frame_block();
    emit(Opcode::RERAISE, 0);
    use_block(cleanup);
    emit_pop_except_and_reraise();
    use_block(exit);
}

// The end of every handler that raised itself.
void Generator::emit_pop_except_and_reraise() {
    emit(Opcode::COPY, 3);
    emit(Opcode::POP_EXCEPT);
    emit(Opcode::RERAISE, 1);
}

// --- except

void Generator::generate_guarded_body(syntax::StatementList body, Block *raised) {
    Block *guarded = make_block();
    emit_jump(Opcode::SETUP_FINALLY, raised);
    use_block(guarded);
    push_frame_block({.kind = FrameBlockKind::TryExcept, .start = guarded});
    generate_statements(body);
    pop_frame_block();
    emitter().emit_artificial(Opcode::POP_BLOCK);
}

void Generator::generate_guarded(const syntax::Try &node) {
    Block *raised = make_block();
    Block *end = make_block();
    Block *cleanup = make_block();
    generate_guarded_body(node.body, raised);
    generate_statements(node.orelse);
    emit_artificial_jump(Opcode::JUMP, end);

    use_block(raised);
    clear_location();
    emit_jump(Opcode::SETUP_CLEANUP, cleanup);
    emit(Opcode::PUSH_EXC_INFO);
    push_frame_block({.kind = FrameBlockKind::ExceptionHandler});
    for (const syntax::ExceptHandler *handler : node.handlers) {
        emitter().location = handler->location;
        if (handler->type == nullptr && handler != node.handlers.back())
            fail("default 'except:' must be last");
        generate_handler(*handler, end);
    }
    clear_location();
    pop_frame_block();
    emit(Opcode::RERAISE, 0);
    use_block(cleanup);
    emit_pop_except_and_reraise();
    use_block(end);
}

void Generator::generate_handler(const syntax::ExceptHandler &handler, Block *end) {
    Block *next = make_block();
    if (handler.type != nullptr) {
        generate_expression(*handler.type);
        emit(Opcode::CHECK_EXC_MATCH);
        emit_jump(Opcode::POP_JUMP_IF_FALSE, next);
    }
    if (syntax::is_present(handler.name)) {
        generate_named_handler(handler, end);
    } else {
        Block *body = make_block();
        emit(Opcode::POP_TOP);
        use_block(body);
        push_frame_block({.kind = FrameBlockKind::HandlerCleanup, .start = body});
        generate_statements(handler.body);
        pop_frame_block();
        clear_location();
        emit(Opcode::POP_BLOCK);
        emit(Opcode::POP_EXCEPT);
        emit_jump(Opcode::JUMP, end);
    }
    use_block(next);
}

// The name is unbound at the end, whatever happens, since the exception refers to this frame.
void Generator::generate_named_handler(const syntax::ExceptHandler &handler, Block *end) {
    Block *body = make_block();
    Block *raised = make_block();
    store_name(handler.name);
    emit_jump(Opcode::SETUP_CLEANUP, raised);
    use_block(body);
    push_frame_block({.kind = FrameBlockKind::HandlerCleanup, .start = body, .name = handler.name});
    generate_statements(handler.body);
    pop_frame_block();
    clear_location();
    emit(Opcode::POP_BLOCK);
    emit(Opcode::POP_BLOCK);
    emit(Opcode::POP_EXCEPT);
    emit_unbind(handler.name);
    emit_jump(Opcode::JUMP, end);
    use_block(raised);
    clear_location();
    emit_unbind(handler.name);
    emit(Opcode::RERAISE, 1);
}

// The body may have deleted the name itself, so it is bound first.
void Generator::emit_unbind(std::string_view name) {
    emit_none();
    store_name(name);
    delete_name(name);
}

// --- except*

// Every handler takes its part of the group; what handlers raise is collected in a list and raised together
// with the rest at the end. On the stack: previous exception, original group, list, rest of the group.
void Generator::generate_guarded(const syntax::TryStar &node) {
    Block *raised = make_block();
    Block *otherwise = make_block();
    Block *end = make_block();
    Block *cleanup = make_block();
    Block *reraise = make_block();
    generate_guarded_body(node.body, raised);
    emit_artificial_jump(Opcode::JUMP, otherwise);

    use_block(raised);
    clear_location();
    emit_jump(Opcode::SETUP_CLEANUP, cleanup);
    emit(Opcode::PUSH_EXC_INFO);
    push_frame_block({.kind = FrameBlockKind::ExceptionGroupHandler});
    for (const syntax::ExceptHandler *handler : node.handlers)
        generate_star_handler(*handler, handler == node.handlers.front(), handler == node.handlers.back(),
                              reraise);
    clear_location();
    pop_frame_block();
    generate_star_reraise(reraise, end);
    use_block(cleanup);
    emit_pop_except_and_reraise();
    use_block(otherwise);
    generate_statements(node.orelse);
    use_block(end);
}

void Generator::generate_star_handler(const syntax::ExceptHandler &handler, bool is_first, bool is_last,
                                      Block *reraise) {
    emitter().location = handler.location;
    Block *no_match = make_block();
    Block *next = make_block();
    Block *next_with_error = make_block();
    if (is_first) {
        emit(Opcode::COPY, 1);
        emit(Opcode::BUILD_LIST, 0);
        emit(Opcode::SWAP, 2);
    }
    if (handler.type != nullptr) {
        generate_expression(*handler.type);
        emit(Opcode::CHECK_EG_MATCH);
        emit(Opcode::COPY, 1);
        emit_jump(Opcode::POP_JUMP_IF_NONE, no_match);
    }
    generate_star_handler_body(handler, next, next_with_error);
    use_block(next);
    emitter().emit_artificial(Opcode::NOP);
    emit_jump(Opcode::JUMP, next_with_error);
    use_block(no_match);
    emit(Opcode::POP_TOP);
    use_block(next_with_error);
    if (!is_last) return;
    emit(Opcode::LIST_APPEND, 1); // what no handler took
    emit_jump(Opcode::JUMP, reraise);
}

void Generator::generate_star_handler_body(const syntax::ExceptHandler &handler, Block *next,
                                           Block *next_with_error) {
    const std::string_view name = handler.name;
    Block *body = make_block();
    Block *raised = make_block();
    if (syntax::is_present(name))
        store_name(name);
    else
        emit(Opcode::POP_TOP);
    emit_jump(Opcode::SETUP_CLEANUP, raised);
    use_block(body);
    push_frame_block({.kind = FrameBlockKind::HandlerCleanup, .start = body, .name = name});
    generate_statements(handler.body);
    pop_frame_block();
    clear_location();
    emit(Opcode::POP_BLOCK);
    if (syntax::is_present(name)) emit_unbind(name);
    emit_jump(Opcode::JUMP, next);
    use_block(raised);
    clear_location();
    if (syntax::is_present(name)) emit_unbind(name);
    emit(Opcode::LIST_APPEND, 3);
    emit(Opcode::POP_TOP); // the offset
    emit_jump(Opcode::JUMP, next_with_error);
}

// Raises what is left of the group, or goes on.
void Generator::generate_star_reraise(Block *start, Block *end) {
    Block *raise = make_block();
    use_block(start);
    emit(Opcode::PREP_RERAISE_STAR);
    emit(Opcode::COPY, 1);
    emit_jump(Opcode::POP_JUMP_IF_NOT_NONE, raise);
    emit(Opcode::POP_TOP);
    emit(Opcode::POP_BLOCK);
    emit(Opcode::POP_EXCEPT);
    emit_jump(Opcode::JUMP, end);
    use_block(raise);
    emit(Opcode::POP_BLOCK);
    emit(Opcode::SWAP, 2);
    emit(Opcode::POP_EXCEPT);
    emit(Opcode::RERAISE, 0);
}

} // namespace adder::compile
