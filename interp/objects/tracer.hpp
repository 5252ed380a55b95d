// SPDX-License-Identifier: MIT
//
// The interface through which the run time reports what it does: one of the three doors upwards.
//
// The VM and the native door call it only in the traced loop; with no tracer set the untraced loop runs and
// nothing here is ever looked at. Implementations live in `trace`. Every PyObject * is borrowed for the call.
#pragma once

#include <Python.h>

#include <cstdint>

namespace adder::vm {
struct Frame;
}

namespace adder::objects {

// How bytecode found the native code that it calls.
enum class DoorKind : uint8_t {
    Method, // a row of a module's or type's method table
    Slot,   // a slot of a type: nb_add, tp_iternext, …
    Type,   // a type called: tp_new and tp_init
};

struct NativeCall {
    DoorKind kind;
    PyObject *callable;         // what CALL found, NULL for Slot
    const char *opcode;         // the instruction that led here
    const char *slot;           // "nb_add" for Slot, else NULL
    const char *name;           // function or type name
    const char *owner;          // module or type name, may be NULL
    int method_flags;           // METH_… for Method
    PyObject *const *arguments; // values on the VM stack
    Py_ssize_t argument_count;
    PyObject *keyword_names; // tuple or NULL
};

// A report may set an exception, which then goes on as if what is reported had raised it.
class Tracer {
  public:
    virtual ~Tracer() = default;
    // Before the instruction at `offset` (in code units) runs. `stack_depth` values lie at `stack_base`.
    virtual void instruction(vm::Frame *frame, int offset, PyObject *const *stack_base, int stack_depth) = 0;
    virtual void enter_frame(vm::Frame *frame) = 0;
    // `result` is NULL when the frame is left by an exception.
    virtual void leave_frame(vm::Frame *frame, PyObject *result, bool is_yield) = 0;
    virtual void enter_native(const NativeCall &call) = 0;
    virtual void leave_native(const NativeCall &call, PyObject *result) = 0;
    virtual void exception(vm::Frame *frame) = 0;
    // The pending StopIteration, which bytecode is about to take as the end of an iterator.
    virtual void stop_iteration(vm::Frame *) {}
    virtual void collection(int generation, Py_ssize_t collected) = 0;
};

} // namespace adder::objects
