// SPDX-License-Identifier: MIT
//
// The loop: fetch, dispatch, errors; nothing else.
#pragma once

#include "objects/runtime_state.hpp"
#include "vm/frame.hpp"

namespace adder::vm {

enum class LoopEnd : uint8_t {
    Left,   // the entry frame was left: the result is there, or NULL with an exception
    Switch, // the thread's innermost frame is to be continued in the other loop
    Thrown, // a C++ exception came out of the innermost frame's instruction; the one that stands for it is
            // pending
};

// Runs from `frame` on. `is_throwing`: an exception is pending and is raised at the frame's instruction.
template <bool Traced>
LoopEnd run_loop(objects::ThreadState *thread, Frame *frame, bool is_throwing, PyObject **result);

} // namespace adder::vm
