// SPDX-License-Identifier: MIT
//
// What keeps code made by hand (types.CodeType, code.replace) from harm. The verifier proves how deep the
// stack is before each instruction; here, as it is about to run, the things that lie there are looked at.
// Code that the compiler made is never checked.
#pragma once

#include "vm/frame.hpp"

namespace adder::vm {

// For the instruction that the frame has just fetched, with its whole argument and the names that a KW_NAMES
// before it has set (or NULL). -1 with a SystemError that says what was found.
[[nodiscard]] int check_operands(Frame *frame, int argument, PyObject *keyword_names);

} // namespace adder::vm
