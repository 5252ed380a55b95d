// SPDX-License-Identifier: MIT
//
// The allocator by itself: blocks of all sizes, alignment, growth, release without a size.
#include "objects/heap.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <vector>

namespace adder::objects {
namespace {

TEST(Heap, GivesDistinctAlignedBlocks) {
    std::set<char *> seen;
    std::vector<void *> blocks;
    for (size_t size = 0; size <= 2 * small_limit; size++) {
        auto *block = static_cast<char *>(PyObject_Malloc(size));
        ASSERT_NE(block, nullptr);
        EXPECT_EQ(reinterpret_cast<uintptr_t>(block) % size_class_step, 0u);
        EXPECT_LT(reinterpret_cast<uintptr_t>(block), uintptr_t{1} << 48);
        std::memset(block, 0xAA, size);
        EXPECT_TRUE(seen.insert(block).second);
        blocks.push_back(block);
    }
    for (void *block : blocks) PyObject_Free(block);
}

TEST(Heap, KeepsContentsWhenResized) {
    auto *text = static_cast<char *>(PyMem_Malloc(10));
    std::strcpy(text, "contents");
    for (size_t size : {9u, 100u, 16u, 511u, 513u, 100000u, 20u, 9u}) {
        text = static_cast<char *>(PyMem_Realloc(text, size));
        ASSERT_NE(text, nullptr);
        EXPECT_STREQ(text, "contents");
    }
    PyMem_Free(text);
}

TEST(Heap, ZeroesAndRefusesTooMuch) {
    auto *block = static_cast<char *>(PyMem_Calloc(5, 7));
    for (int i = 0; i < 35; i++) EXPECT_EQ(block[i], 0);
    PyMem_Free(block);
    EXPECT_EQ(PyMem_Malloc(SIZE_MAX), nullptr);
    EXPECT_EQ(PyMem_Calloc(SIZE_MAX / 2, 4), nullptr);
    PyMem_Free(nullptr);
}

#ifndef ADDER_SANITIZED
TEST(Heap, ReusesWhatWasReleased) {
    void *first = allocate(48);
    release(first, 48);
    EXPECT_EQ(allocate(48), first);
    PyObject_Free(first);
    EXPECT_EQ(PyObject_Malloc(41), first);
    PyObject_Free(first);
}
#endif

} // namespace
} // namespace adder::objects
