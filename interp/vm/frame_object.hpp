// SPDX-License-Identifier: MIT
//
// Frame objects: a frame as Python code sees it, through tracebacks and sys._getframe().
//
// While the frame runs, the object only points to it. When the frame ends and somebody still holds the
// object, the variables move into the object (detach), so that a traceback can show them later.
#pragma once

#include "vm/frame.hpp"

struct PyFrameObject {
    PyObject_HEAD int shown_line; // f_lineno, if not 0, instead of the line that runs; extensions set it
    adder::vm::Frame *frame; // running frame, or the detached copy in `storage`
    PyObject *back;                        // frame object of the caller, once detached
    PyObject *trace;                       // f_trace
    PyObject *locals;                      // dict of f_locals and locals() of a function, once asked for
    PyObject **storage;                    // PyMem block of a detached frame: variables and Frame
    int last_traced;                       // offset of the instruction that a tracer saw last, in units
    int traced_event; // PyTrace_… that a hook is being told of this frame; PyTrace_CALL otherwise
    bool trace_lines;
    bool trace_opcodes;
};

namespace adder::vm {

// Called when `frame` is about to be cleared: moves its variables to the object, or lets the object go.
void detach_frame_object(Frame *frame);
// Names and values as f_locals shows them: for functions one dict a frame, brought up to date by every call,
// which keeps what else was put into it; the namespace itself for others. New reference.
[[nodiscard]] PyObject *frame_locals(Frame *frame);
// Gives a function's variables the values that they have in that dict.
void store_frame_locals(Frame *frame);
[[nodiscard]] int init_frame_type();
// The value of RuntimeState::find_super_arguments (super_arguments.cpp).
int find_super_arguments(PyObject **cls, PyObject **object);

} // namespace adder::vm
