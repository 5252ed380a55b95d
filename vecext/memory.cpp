// SPDX-License-Identifier: MIT
#include "vecext/memory.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#if defined(__linux__)
#include <sys/mman.h>
#endif
#include <unistd.h>

namespace adder::vecext {

namespace {

constexpr std::size_t cache_line = 64, huge_page = std::size_t(2) << 20;
constexpr std::size_t smallest_kept = std::size_t(256) << 10;

struct Block {
    char *data = nullptr;
    std::size_t capacity = 0;
};

// The freed blocks, oldest first to go. Used with the GIL held.
struct KeptBlocks {
    Block blocks[8];
    std::size_t total = 0;
    std::size_t next_to_evict = 0;
};
KeptBlocks kept;

// How much freed memory is kept at most: an eighth of the machine's, and not more than this. The system may
// take it back before (hand_back).
constexpr std::size_t most_kept = std::size_t(512) << 20;
std::size_t kept_limit() {
    static const std::size_t limit = [] {
        const long pages = sysconf(_SC_PHYS_PAGES), bytes = sysconf(_SC_PAGESIZE);
        return pages > 0 && bytes > 0 ? std::min(most_kept, std::size_t(pages) / 8 * std::size_t(bytes))
                                      : most_kept;
    }();
    return limit;
}

// Tells the system that it may take the pages of a large block when memory is short; while it does not, the
// next array finds them in place, without the page faults that new memory costs: on a*b+c of 80 MB 40 % of
// the time.
void hand_back([[maybe_unused]] char *data, [[maybe_unused]] std::size_t capacity) {
#if defined(MADV_FREE)
    if (capacity >= 2 * huge_page) madvise(data, capacity, MADV_FREE);
#endif
}

std::size_t alignment_of(std::size_t bytes) {
    return bytes >= 2 * huge_page ? huge_page : cache_line;
}

// The size of the block that serves a request: derived from the request alone, so that freeing finds it
// again.
std::size_t capacity_for(std::size_t bytes) {
    const std::size_t alignment = alignment_of(bytes);
    return bytes == 0 ? cache_line : (bytes + alignment - 1) / alignment * alignment;
}

char *take_kept(std::size_t capacity) {
    for (Block &block : kept.blocks) {
        if (block.data == nullptr || block.capacity != capacity) continue;
        char *data = block.data;
        kept.total -= capacity;
        block = {};
        return data;
    }
    return nullptr;
}

void evict(Block &block) {
    if (block.data == nullptr) return;
    std::free(block.data);
    kept.total -= block.capacity;
    block = {};
}

Block &empty_slot() {
    for (Block &block : kept.blocks) {
        if (block.data == nullptr) return block;
    }
    Block &oldest = kept.blocks[kept.next_to_evict++ % std::size(kept.blocks)];
    evict(oldest);
    return oldest;
}

} // namespace

char *allocate_elements(std::size_t bytes) {
    if (bytes > SIZE_MAX / 2) return nullptr;
    const std::size_t capacity = capacity_for(bytes);
    if (capacity >= smallest_kept) {
        if (char *data = take_kept(capacity)) return data;
    }
    char *data = static_cast<char *>(std::aligned_alloc(alignment_of(bytes), capacity));
#if defined(__linux__)
    if (data != nullptr && capacity >= 2 * huge_page) madvise(data, capacity, MADV_HUGEPAGE);
#endif
    return data;
}

void free_elements(char *block, std::size_t bytes) {
    const std::size_t capacity = capacity_for(bytes);
    if (capacity < smallest_kept || capacity > kept_limit() / 2) {
        std::free(block);
        return;
    }
    for (Block &old : kept.blocks) {
        if (kept.total + capacity > kept_limit()) evict(old);
    }
    hand_back(block, capacity);
    empty_slot() = {block, capacity};
    kept.total += capacity;
}

} // namespace adder::vecext
