// SPDX-License-Identifier: MIT
//
// A debugger's jump: a trace function assigns to `f_lineno`, and the frame goes on at that line.
//
// The assignment only moves the frame's instruction; what the new place does not need of the evaluation stack
// is dropped by the tracer's caller when the trace function has returned, so that one that raises after it
// jumped leaves the frame as it was.
#pragma once

#include "vm/frame.hpp"

namespace adder::vm {

// Moves the frame, which stands at an instruction that is about to run, to the first fitting one of `line` or
// of the next line with code. ValueError when there is none or the stacks do not fit.
[[nodiscard]] int move_to_line(Frame *frame, int64_t line);
// Drops what lies on the stack at `from` and is not there at `to`, both offsets in units.
void drop_for_jump(Frame *frame, int from, int to);

} // namespace adder::vm
