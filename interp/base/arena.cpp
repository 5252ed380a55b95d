// SPDX-License-Identifier: MIT
// The slow path of the arena: blocks double in size up to a limit, so that a small script costs little
// memory and a large one few allocations. An object larger than a block gets a block of its own size.
#include "base/arena.hpp"

#include <algorithm>

namespace adder::base {

void *Arena::allocate_in_new_block(std::size_t size, std::size_t alignment) {
    const std::size_t block_size = std::max(next_block_size_, size + alignment);
    next_block_size_ = std::min(next_block_size_ * 2, largest_block_size);
    blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[block_size]));
    allocated_bytes_ += block_size;
    cursor_ = blocks_.back().get();
    end_ = cursor_ + block_size;
    return allocate(size, alignment);
}

} // namespace adder::base
