// SPDX-License-Identifier: MIT
//
// Context variables in C++: what the start needs. Everything else is include/adder/context.h.
#pragma once

namespace adder::objects {

// Readies the types Context, ContextVar and Token. 0 or -1.
[[nodiscard]] int init_contexts();

} // namespace adder::objects
