// SPDX-License-Identifier: MIT
//
// Proof that a code object cannot lead the VM astray: every operand is in range, every jump and handler lands
// on an instruction, caches are empty, and on every path the stack has one depth at each instruction, never
// below zero and never above stack_size. Run on all compiled code in tests and debug builds.
#pragma once

#include "bytecode/code.hpp"
#include "bytecode/opcode.hpp"

#include <optional>
#include <string>

namespace adder::bytecode {

// The first rule that is broken, with its place, or nothing. Nested code objects are verified too. Linear in
// size.
[[nodiscard]] std::optional<std::string> verify(const Code &code);

// How many words an instruction expects on the stack: those it takes away and those it only looks at.
[[nodiscard]] int operand_count(Opcode opcode, int argument);

} // namespace adder::bytecode
