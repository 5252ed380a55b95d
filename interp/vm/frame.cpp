// SPDX-License-Identifier: MIT
//
// Making and clearing frames, and finding out where one is.
#include "vm/frame.hpp"

#include "objects/runtime_state.hpp"
#include "vm/frame_object.hpp"

#include <utility>

namespace adder::vm {

Frame *make_frame(PyFunctionObject *function, PyObject *locals_dict, PyObject **variables,
                  int argument_count) {
    PyCodeObject *code = function->code;
    for (int i = argument_count; i < code->variable_count; i++) variables[i] = nullptr;
    // A function made of a module's code works on its globals.
    if (locals_dict == nullptr && (code->flags & bytecode::CodeOptimized) == 0)
        locals_dict = Py_NewRef(function->globals);
    Frame *frame = reinterpret_cast<Frame *>(variables + code->variable_count);
    *frame = Frame{
        .code = code,
        .function = function,
        .globals = function->globals,
        .builtins = function->builtins,
        .locals_dict = locals_dict,
        .object = nullptr,
        .generator = nullptr,
        .previous = nullptr,
        .instruction = code->instructions,
        .variables = variables,
        .stack_top = stack_base(frame),
        .free_stack = stack_base(frame) + code->stack_size,
        .resume_jump = 0,
        .owner = FrameOwner::Stack,
        .resumption = Resumption::Native,
        .is_entry = false,
        .is_constructor = false,
    };
    return frame;
}

void clear_frame(Frame *frame) {
    if (frame->object != nullptr) detach_frame_object(frame);
    // Release the stack first and from the top, then the variables in order, as CPython does.
    while (frame->stack_top > stack_base(frame)) Py_XDECREF(*--frame->stack_top);
    for (int i = 0; i < frame->code->variable_count; i++) {
        PyObject *value = frame->variables[i];
        frame->variables[i] = nullptr;
        Py_XDECREF(value);
    }
    Py_CLEAR(frame->locals_dict);
    // A finalizer may have asked for this frame's object.
    if (frame->object != nullptr) detach_frame_object(frame);
    Py_DECREF(frame->function);
}

void leave_stack_frame(objects::ThreadState *thread, Frame *frame) {
    Frame *caller = frame->previous;
    thread->recursion_depth--;
    thread->frame = caller;
    // Until it is cleared, frames that finalizers enter begin behind it.
    PyObject **&free_stack = caller != nullptr ? caller->free_stack : thread->stack_begin;
    PyObject **const begin = std::exchange(free_stack, frame->free_stack);
    clear_frame(frame);
    free_stack = begin;
}

int current_offset(const Frame *frame) {
    const auto offset = static_cast<int>(frame->instruction - frame->code->instructions) - 1;
    return offset < 0 ? 0 : offset;
}

int current_line(const Frame *frame) {
    return objects::position_of(frame->code, current_offset(frame)).line;
}

} // namespace adder::vm
