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

#include "objects/function.hpp"
#include "objects/object.hpp"

struct PyFrameObject;

namespace adder::vm {

enum class FrameOwner : uint8_t { Stack, Generator, Object };

struct Frame {
    PyCodeObject *code;       // borrowed from the function
    PyFunctionObject *function; // owned
    PyObject *globals;        // borrowed from the function
    PyObject *builtins;       // borrowed from the function
    PyObject *locals_dict;    // owned: namespace of a module or class body; NULL in functions
    PyFrameObject *object;    // owned: the frame as Python sees it, or NULL
    Frame *previous;          // caller
    uint16_t *instruction;    // next to run; while a call is under way, the one behind the call
    PyObject **variables;     // fast variables
    PyObject **stack_top;     // first free word of the evaluation stack
    FrameOwner owner;
    bool is_entry;            // the loop was entered with this frame: returning from it leaves the loop
    bool is_constructor;      // an __init__ called for `Class(...)`: the instance is the result
    bool is_cleared;
};

inline PyObject **stack_base(Frame *frame) { return reinterpret_cast<PyObject **>(frame + 1); }
constexpr int frame_words = sizeof(Frame) / sizeof(PyObject *);

// Offset in code units of the instruction that is being run (with its prefixes skipped).
int current_offset(const Frame *frame);
int current_line(const Frame *frame);

// The frame object for Python's eyes, made when first asked for; borrowed, or NULL with MemoryError.
[[nodiscard]] PyFrameObject *frame_object(Frame *frame);

} // namespace adder::vm
