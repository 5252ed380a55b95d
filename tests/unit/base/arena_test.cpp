// SPDX-License-Identifier: MIT
// What the arena promises: aligned memory that stays where it is.
#include "base/arena.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace adder::base {
namespace {

TEST(Arena, KeepsWhatItHandedOutInPlace) {
    Arena arena;
    std::vector<int *> numbers;
    for (int i = 0; i < 100'000; ++i) numbers.push_back(arena.make<int>(i));
    for (int i = 0; i < 100'000; ++i) ASSERT_EQ(*numbers[static_cast<std::size_t>(i)], i);
}

TEST(Arena, AlignsEveryAllocation) {
    Arena arena;
    for (const std::size_t alignment : {1u, 2u, 8u, 16u, 64u, 1u, 64u}) {
        const auto address = reinterpret_cast<std::uintptr_t>(arena.allocate(3, alignment));
        EXPECT_EQ(address % alignment, 0u);
    }
}

TEST(Arena, GivesLargeObjectsTheirOwnBlock) {
    Arena arena;
    std::vector<int> items(1'000'000);
    std::iota(items.begin(), items.end(), 0);
    const std::span<int> copy = arena.copy_items(std::span<const int>(items));
    EXPECT_TRUE(std::equal(items.begin(), items.end(), copy.begin(), copy.end()));
    EXPECT_GE(arena.allocated_bytes(), items.size() * sizeof(int));
}

TEST(Arena, CopiesTexts) {
    Arena arena;
    std::string text = "abc";
    const std::string_view copy = arena.copy_text(text);
    text = "xyz";
    EXPECT_EQ(copy, "abc");
    EXPECT_NE(arena.copy_text("").data(), nullptr);
}

} // namespace
} // namespace adder::base
