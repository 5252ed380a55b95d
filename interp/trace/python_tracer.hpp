// SPDX-License-Identifier: MIT
//
// sys.settrace and sys.setprofile, PyEval_SetTrace and PyEval_SetProfile: functions in Python or C that are
// called with what the traced loop reports (Python library reference, `sys`).
//
//  1. Every thread has its own pair of functions; while one of them runs, nothing is reported to it.
//  2. A function that raises is taken away, and its exception goes on in the frame that was reported.
//  3. The recorder may listen at the same time: what comes here is passed on to it first.
#pragma once

#include "objects/object.hpp"
#include "objects/runtime_state.hpp"
#include "objects/tracer.hpp"

namespace adder::trace {

enum class HookKind : uint8_t { Trace, Profile };

// Sets the calling thread's function, None or NULL for none; or a function in C and the object it is called
// with.
void set_hook(HookKind kind, PyObject *function, Py_tracefunc c_function = nullptr);
// The calling thread's function, or the object of the one in C; borrowed, or NULL.
PyObject *get_hook(HookKind kind);
// Takes away the functions of a thread that ends.
void forget_thread(objects::ThreadState *thread);
// Lets the recorder listen too; NULL ends that.
void set_recorder(objects::Tracer *recorder);

} // namespace adder::trace
