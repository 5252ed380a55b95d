// SPDX-License-Identifier: MIT
// Memory for the elements of arrays that do not fit into the array object.
//
// Blocks are aligned to a cache line, large ones to a huge page, which the kernel is asked to use. The last
// few large blocks that were freed are kept: a fresh 8 MB result otherwise costs more in page faults than in
// arithmetic (measured: 2000 faults, 1 ms, for an addition of 0.9 ms). The system may take their pages when memory is short.
#pragma once

#include <cstddef>

namespace adder::vecext {

// Uninitialised memory, or null when there is none. A size of 0 is allowed.
[[nodiscard]] char *allocate_elements(std::size_t bytes);
// `bytes` is what the block was asked for with.
void free_elements(char *block, std::size_t bytes);

} // namespace adder::vecext
