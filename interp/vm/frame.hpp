// SPDX-License-Identifier: MIT
//
// Frames: the activation of a code object on the thread's value stack, or inside a generator.
//
//     … caller's stack … | arguments, locals, cells, free variables | Frame | evaluation stack |
//
//  1. The callee's first fast variables are the caller's pushed arguments: a call copies nothing.
//  2. `instruction` and `stack_top` are up to date whenever other code than the loop runs.
//  3. A generator's frame lies in the generator object in the same form.
#pragma once

#include "bytecode/code.hpp"
#include "bytecode/opcode.hpp"
#include "objects/function.hpp"
#include "objects/object.hpp"

struct PyFrameObject;
struct PyGenObject;

namespace adder::objects {
struct ThreadState;
}

namespace adder::vm {

// Where a frame lies: on the thread's stack, in a generator, or, after it ended, in its frame object.
enum class FrameOwner : uint8_t { Stack, Generator, Object };

// Who resumed a generator's frame, and so what its caller's stack looks like.
enum class Resumption : uint8_t { Native, ForIter, Send };

struct Frame {
    PyCodeObject *code;         // borrowed from the function
    PyFunctionObject *function; // owned
    PyObject *globals;          // borrowed from the function
    PyObject *builtins;         // borrowed from the function
    PyObject *locals_dict;      // owned: namespace of a module or class body; NULL in functions
    PyFrameObject *object;      // owned: the frame as Python sees it, or NULL
    PyGenObject *generator;     // borrowed: the generator that this frame lies in, or NULL
    Frame *previous;            // caller
    uint16_t *instruction;      // next to run; while a call is under way, the one behind the call
    PyObject **variables;       // fast variables
    PyObject **stack_top;       // first free word of the evaluation stack
    PyObject **free_stack;      // first word of the thread's stack that the next frame may take
    int32_t resume_jump;        // Resumed frames: units to jump in the caller when the generator is finished
    FrameOwner owner;
    Resumption resumption;
    bool is_entry;       // the loop was entered with this frame: leaving it leaves the loop
    bool is_constructor; // an __init__ called for `Class(...)`: the instance is the result
};

// First word of the evaluation stack.
inline PyObject **stack_base(Frame *frame) {
    return reinterpret_cast<PyObject **>(frame + 1);
}
constexpr int frame_words = sizeof(Frame) / sizeof(PyObject *);

// Makes the frame behind `variables`, of which the first `argument_count` are set and owned; the others
// become NULL. Takes over the references to function and locals_dict.
Frame *make_frame(PyFunctionObject *function, PyObject *locals_dict, PyObject **variables,
                  int argument_count);
// Releases everything the frame owns; its frame object, if somebody else holds it, keeps the variables.
void clear_frame(Frame *frame);
// Ends the thread's running frame on the stack: finalizers of what it held see the caller as the running
// frame.
void leave_stack_frame(objects::ThreadState *thread, Frame *frame);

// What the compiler, or whoever made the code, wrote at a place of it.
inline bytecode::Opcode original_opcode(const PyCodeObject *code, const uint16_t *instruction) {
    return bytecode::opcode_of(
        code->data->instructions[static_cast<size_t>(instruction - code->instructions)]);
}

// Offset in code units of the instruction that is being run (with its prefixes skipped).
int current_offset(const Frame *frame);
int current_line(const Frame *frame);

// The frame object for Python's eyes, made when first asked for; borrowed, or NULL with MemoryError.
[[nodiscard]] PyFrameObject *frame_object(Frame *frame);

} // namespace adder::vm
