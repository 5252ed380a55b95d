// SPDX-License-Identifier: MIT
//
// How the rest of the program runs bytecode.
#pragma once

#include "objects/function.hpp"
#include "objects/runtime_state.hpp"

namespace adder::vm {

struct Frame;

// Connects the VM with the objects: call_function, frame and generator types. Called once, at start.
[[nodiscard]] int init_vm();
// Gives the thread its value stack; free_stack returns it.
[[nodiscard]] int allocate_stack(objects::ThreadState *thread);
void free_stack(objects::ThreadState *thread);

// Runs a code object in a namespace, as exec() and import do. New reference, or NULL. `locals` may be NULL
// for `globals`. `closure` is a tuple of cells for the code's free variables, or NULL.
[[nodiscard]] PyObject *run_code(PyObject *code, PyObject *globals, PyObject *locals,
                                 PyObject *closure = nullptr);

// Runs `frame`, which is linked as the innermost frame of the thread and marked as an entry, until it is
// left. New reference, or NULL with an exception. A generator's frame comes back at a yield as well.
[[nodiscard]] PyObject *run_frame(Frame *frame);
// The same with the pending exception raised where the frame stands.
[[nodiscard]] PyObject *run_throwing_frame(Frame *frame);

// Calls a Python function (the value of RuntimeState::call_function).
PyObject *call_function(PyObject *function, PyObject *const *arguments, size_t count_and_flag,
                        PyObject *keyword_names);

// Serves RuntimeState::attention: signals, collections, the GIL. 0, or -1 with an exception.
[[nodiscard]] int serve_attention();

} // namespace adder::vm
