// SPDX-License-Identifier: MIT
// The machine that runs a fused pass: block after block through all instructions, on all cores.
//
// A block of elements goes through the whole code before the next one begins, so that what one instruction
// writes is in the first-level cache when the next one reads it. Results do not depend on the number of
// threads: reductions to single elements are made in parts whose size depends on the shapes alone.
#pragma once

#include "vecext/fuse_pass.hpp"

namespace adder::vecext {

// Runs the pass on arrays of its input types, which broadcast together. Fills `made`, which has room for the
// pass's results. Raises ValueError for shapes that do not fit and for extremes of nothing, and what errstate
// asks for.
[[nodiscard]] int run_pass(const FusedPass &pass, Array *const *inputs, Ref *made);

// How many elements a block has.
std::int64_t block_length(const FusedPass &pass);

} // namespace adder::vecext
