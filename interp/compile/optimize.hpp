// SPDX-License-Identifier: MIT
//
// Improves the flow graph of one code object and settles the lines of artificial instructions. What is done,
// and what is left alone, is what CPython 3.11 does: a line of the source that runs keeps at least one
// instruction.
#pragma once

#include "compile/emitter.hpp"

namespace adder::compile {

// Afterwards no reachable block is empty, unreachable ones are, and every exit has a line.
void optimize(Emitter &emitter, int first_line);

// Removes the no-ops of a block, but for one that is the only instruction of its line.
void remove_nops(Block &block);

} // namespace adder::compile
