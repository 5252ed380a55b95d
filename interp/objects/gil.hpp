// SPDX-License-Identifier: MIT
//
// The global interpreter lock: who holds it may touch objects and is `thread()`.
//
// A thread that waits too long sets AttentionGil; the holder then gives way at its next backward jump or
// call.
#pragma once

#include "objects/runtime_state.hpp"

namespace adder::objects {

// Waits for the lock; from then on `state` is the running thread's.
void take_gil(ThreadState *state);
// Gives the lock up; thread() is NULL until it is taken again.
void drop_gil();
// Lets another thread run that asked for it; for the VM's slow path.
void yield_gil();
bool is_gil_held_by_caller();
// In a child process after fork: the lock belongs to the only thread there is, if it had it before.
void reset_gil_after_fork();

} // namespace adder::objects
