// SPDX-License-Identifier: MIT
//
// Handler look-up: where an exception goes.
#pragma once

#include "objects/runtime_state.hpp"
#include "vm/frame.hpp"

namespace adder::vm {

// An exception is pending in `frame`, whose instruction and stack top are saved. Finds the handler in it or
// in a caller's frame, leaving frames on the way; the frame with the handler is ready to go on at it. NULL:
// the loop's entry frame was left and the exception is the loop's result. `is_reraised` keeps the first frame
// out of the traceback, since it is there already.
Frame *unwind(objects::ThreadState *thread, Frame *frame, bool is_reraised);

} // namespace adder::vm
