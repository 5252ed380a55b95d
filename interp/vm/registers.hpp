// SPDX-License-Identifier: MIT
//
// What the loop keeps in machine registers, and what an opcode's function may do with it.
//
// 1. Opcode functions are inlined into the loop and take `Registers &`; nothing that is not inlined may see
// it, or
//    the registers would live in memory. Slow paths are ordinary functions of frame and operands.
// 2. `save()` writes instruction and stack top to the frame; it comes before whatever may run other code.
// 3. On Flow::Error the instruction pointer stands behind the failing unit or within its caches, and the
// operands that
//    are still on the stack are released by the unwinder.
#pragma once

#include "bytecode/opcode.hpp"
#include "objects/runtime_state.hpp"
#include "objects/value.hpp"
#include "vm/caches.hpp"
#include "vm/frame.hpp"

#include <cstddef>

#define ADDER_OP template <class R> [[gnu::always_inline]] inline Flow
#define ADDER_INLINE [[gnu::always_inline]] inline
#define ADDER_COLD [[gnu::noinline]]

namespace adder::vm {

using bytecode::Opcode;
using objects::ThreadState;

// What the loop does next.
enum class Flow : uint8_t {
    Next,    // go on at the instruction pointer
    Error,   // an exception is pending: unwind, this frame joins the traceback
    Reraise, // the same, but the traceback has this frame already
    Exit,    // leave the loop with `result`
    Switch,  // tracing was switched on or off: go on in the other loop
    Checked, // the operands are in order: run the instruction that the code's data has here
    Generic, // the guess of a specialized form was wrong: run the generic form of the same instruction
};

// Py_NewRef where numbers in words and objects come as often as each other: neither is moved out of the way.
ADDER_INLINE PyObject *new_reference(PyObject *value) {
    if (__builtin_expect_with_probability(objects::is_pointer(value), 1, 0.7)) value->ob_refcnt++;
    return value;
}

template <bool Traced> struct Registers {
    static constexpr bool is_traced = Traced;

    uint16_t *ip;
    PyObject **sp;
    PyObject **variables;
    Frame *frame;
    ThreadState *thread;
    PyObject *keyword_names; // set by KW_NAMES for the CALL behind it; borrowed
    PyObject *result;        // of the loop, on Flow::Exit; owned

    ADDER_INLINE void push(PyObject *value) { *sp++ = value; }
    ADDER_INLINE PyObject *pop() { return *--sp; }
    ADDER_INLINE PyObject *&peek(int depth) { return sp[-depth]; }
    ADDER_INLINE void drop(int count) { sp -= count; }
    ADDER_INLINE PyCodeObject *code() { return frame->code; }

    ADDER_INLINE void save() {
        frame->instruction = ip;
        frame->stack_top = sp;
    }
    // Gives a reference up. A finalizer that this runs finds the line of the present instruction.
    ADDER_INLINE void release(PyObject *value) {
        if (!objects::is_pointer(value) || --value->ob_refcnt != 0) return;
        frame->instruction = ip;
        _Py_Dealloc(value);
    }
    ADDER_INLINE void release_if_any(PyObject *value) {
        if (value != nullptr) release(value);
    }
    ADDER_INLINE void load(Frame *other) {
        frame = other;
        thread->frame = other;
        ip = other->instruction;
        sp = other->stack_top;
        variables = other->variables;
    }
};

ADDER_INLINE bool needs_attention() {
    return __builtin_expect(objects::runtime.attention.load(std::memory_order_relaxed) != 0, 0);
}
// Serves the attention flag in the middle of bytecode; Switch when the other form of the loop is wanted.
[[nodiscard]] Flow attend(bool is_traced);

// Behind a jump that closes a loop: `origin` is where it would not have led. What a signal raises comes from
// the jump, so that the handlers around it are found.
template <class R> ADDER_INLINE Flow attend_after_jump(R &r, uint16_t *origin) {
    if (!needs_attention()) return Flow::Next;
    uint16_t *const target = r.ip;
    r.ip = origin;
    r.save();
    const Flow flow = attend(R::is_traced);
    if (flow == Flow::Error) return flow;
    r.ip = target;
    r.frame->instruction = target;
    return flow;
}

} // namespace adder::vm
