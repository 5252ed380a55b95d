// SPDX-License-Identifier: MIT
//
// Calls that another thread or a signal handler asked for: they wait here until the main thread's bytecode
// looks at RuntimeState::attention.
#pragma once

namespace adder::objects {

// Runs the waiting calls, in the main thread only. 0, or -1 with the exception of the first call that fails;
// those behind it stay.
[[nodiscard]] int run_pending_calls();

} // namespace adder::objects
