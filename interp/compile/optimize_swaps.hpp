// SPDX-License-Identifier: MIT
//
// Fewer SWAPs: runs of them are reduced to the shortest run with the same effect, and where only stores
// follow, the stores change places instead of the values. Patterns and tuple assignments make such code.
#pragma once

#include "compile/flow_graph.hpp"

namespace adder::compile {

// Improves the SWAPs that begin at `index` of the block; returns the index of the last instruction looked at.
size_t optimize_swaps(Block &block, size_t index);

} // namespace adder::compile
