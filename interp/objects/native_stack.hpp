// SPDX-License-Identifier: MIT
//
// Depth that no call counts: objects that forward an operation to another object of their kind (an iterator
// over an iterator, a method of a method) nest without a limit, as CPython lets them, and only the C++ stack
// has an end. Who forwards asks here first; where Python code or a counted call lies between, enter_recursion
// is the one to ask.
#pragma once

#include "objects/error.hpp"
#include "objects/runtime_state.hpp"

namespace adder::objects {

// 0, or -1 with RecursionError when the C++ stack is nearly used up. A comparison, nothing to undo.
[[nodiscard]] inline int check_native_stack() {
    const bool is_low = static_cast<char *>(__builtin_frame_address(0)) < thread()->native_stack_limit;
    if (__builtin_expect(!is_low, 1)) return 0;
    return raise(PyExc_RecursionError, "maximum recursion depth exceeded");
}

} // namespace adder::objects
