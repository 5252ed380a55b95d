// SPDX-License-Identifier: MIT
//
// The loop. Every opcode's meaning is a function in ops_*.hpp that is inlined here; this file only fetches
// the next instruction, jumps to its function, and handles what the function says to do next.
//
// 1. Labels and the jump table are made from opcodes.def. Each instruction ends in a jump of its own to the
//    next, so that the branch predictor sees which instruction follows which.
// 2. A generic instruction with inline caches counts its runs in its first cell and is specialized when it is
//    warm.
// 3. The traced loop is the same template; only there is the tracer asked before each instruction. loop.cpp
//    and loop_traced.cpp hold one each: they are the slowest units to compile.
#pragma once

#include "objects/error.hpp"

#include "vm/loop.hpp"
#include "vm/operand_check.hpp"
#include "vm/ops_call.hpp"
#include "vm/specialize.hpp"
#include "vm/unwind.hpp"

namespace adder::vm {

// 0, or -1 when the tracer raised.
inline int report_instruction(Frame *frame, int offset) {
    objects::Tracer *tracer = objects::runtime.tracer;
    if (tracer == nullptr) return 0;
    PyObject **base = stack_base(frame);
    tracer->instruction(frame, offset, base, static_cast<int>(frame->stack_top - base));
    return objects::is_error_pending() ? -1 : 0;
}

// Code made by hand: nothing is known of what its instructions find on the stack.
ADDER_OP op_CHECKED(R &r, int arg) {
    r.save();
    return check_operands(r.frame, arg, r.keyword_names) < 0 ? Flow::Error : Flow::Checked;
}

// The loop itself builds the wider argument.
ADDER_OP op_EXTENDED_ARG(R &, int) {
    __builtin_unreachable();
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

template <bool Traced>
LoopEnd run_loop(objects::ThreadState *thread, Frame *frame, bool is_throwing, PyObject **result) {
    static const void *const labels[256] = {
#define OPCODE(name, operand, cache_units, effect, jump_effect, picture) &&start_##name,
#define SPECIALIZED(name, generic, picture) &&start_##name,
#include "bytecode/opcodes.def"
#undef OPCODE
#undef SPECIALIZED
    };

    Registers<Traced> r;
    r.thread = thread;
    r.keyword_names = nullptr;
    r.result = nullptr;
    r.load(frame);
    int arg = 0;
    Flow flow = Flow::Error;

#define DISPATCH()                                                                                           \
    do {                                                                                                     \
        if constexpr (Traced) {                                                                              \
            r.save();                                                                                        \
            if (report_instruction(r.frame, static_cast<int>(r.ip - r.frame->code->instructions)) < 0) {     \
                ++r.ip;                                                                                      \
                flow = Flow::Error;                                                                          \
                goto handle;                                                                                 \
            }                                                                                                \
            r.load(r.frame); /* a debugger may have jumped */                                                \
        }                                                                                                    \
        const unsigned unit = *r.ip++;                                                                       \
        arg = static_cast<int>(unit >> 8);                                                                   \
        goto *labels[unit & 0xFF];                                                                           \
    } while (false)

// EXTENDED_ARG: the next instruction's argument gets eight higher bits.
#define DISPATCH_EXTENDED()                                                                                  \
    do {                                                                                                     \
        const unsigned unit = *r.ip++;                                                                       \
        arg = arg << 8 | static_cast<int>(unit >> 8);                                                        \
        goto *labels[unit & 0xFF];                                                                           \
    } while (false)

    if (is_throwing) goto handle;
    DISPATCH();

#define OPCODE(name, operand, cache_units, effect, jump_effect, picture)                                     \
    start_##name : if constexpr (Opcode::name == Opcode::EXTENDED_ARG) DISPATCH_EXTENDED();                  \
    if constexpr ((cache_units) > 0) {                                                                       \
        if (__builtin_expect(++*r.ip == warm_counter, 0))                                                    \
            specialize(r.frame, r.ip, r.sp, arg, r.keyword_names);                                           \
    }                                                                                                        \
    generic_##name : __attribute__((unused));                                                                \
    flow = op_##name(r, arg);                                                                                \
    if (__builtin_expect(flow != Flow::Next, 0)) goto handle;                                                \
    DISPATCH();

#define SPECIALIZED(name, generic, picture)                                                                  \
    start_##name : flow = op_##name(r, arg);                                                                 \
    if (__builtin_expect(flow != Flow::Next, 0)) {                                                           \
        if (flow != Flow::Generic) goto handle;                                                              \
        note_miss(r.ip);                                                                                     \
        goto generic_##generic;                                                                              \
    }                                                                                                        \
    DISPATCH();

#include "bytecode/opcodes.def"
#undef OPCODE
#undef SPECIALIZED

handle:
    switch (flow) {
    case Flow::Exit: *result = r.result; return LoopEnd::Left;
    case Flow::Switch: return LoopEnd::Switch;
    case Flow::Checked: goto *labels[static_cast<int>(original_opcode(r.frame->code, r.ip - 1))];
    default: break;
    }
    r.save();
    r.keyword_names = nullptr;
    frame = unwind(thread, r.frame, flow == Flow::Reraise);
    if (frame == nullptr) {
        *result = nullptr;
        return LoopEnd::Left;
    }
    r.load(frame);
    DISPATCH();
#undef DISPATCH
#undef DISPATCH_EXTENDED
}

#pragma GCC diagnostic pop

} // namespace adder::vm
