// SPDX-License-Identifier: MIT
//
// The table under dict, with small ints as keys: order, probing through deleted entries, widths of slots.
#include "objects/hash_table.hpp"
#include "objects/heap.hpp"

#include <gtest/gtest.h>

namespace adder::objects {
namespace {

PyObject *key_of(int64_t number) {
    return small_int(number);
}
Py_ssize_t find(DictTable *table, int64_t number) {
    return find_small_int(table, key_of(number), number);
}

class HashTableTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { init_heap(); }
};

TEST_F(HashTableTest, SharedEmptyTableHasNothing) {
    EXPECT_EQ(find(&shared_empty_table, 5), missing);
    EXPECT_EQ(shared_empty_table.usable, 0);
}

TEST_F(HashTableTest, SizesLeaveAThirdFree) {
    EXPECT_EQ(table_log2_for(1), 3);
    EXPECT_EQ(table_log2_for(5), 3);
    EXPECT_EQ(table_log2_for(6), 4);
    for (const Py_ssize_t count : {1, 10, 100, 1000, 100000})
        EXPECT_GE(usable_entries(table_log2_for(count)), count);
}

// Tables up to 2^17 slots, so that slots of 1, 2 and 4 bytes occur.
TEST_F(HashTableTest, FindsEntriesInOrderOfInsertion) {
    for (const int log2 : {3, 7, 8, 15, 16, 17}) {
        DictTable *table = make_table(log2);
        const Py_ssize_t count = table->usable;
        // Multiples of a power of two collide in the low bits.
        for (Py_ssize_t i = 0; i < count; i++) append_entry(table, i * 64, key_of(i * 64), key_of(i));
        EXPECT_EQ(table->usable, 0);
        for (Py_ssize_t i = 0; i < count; i++) ASSERT_EQ(find(table, i * 64), i);
        EXPECT_EQ(find(table, 1), missing);
        free_table(table);
    }
}

TEST_F(HashTableTest, DeletedEntriesDoNotEndAProbe) {
    DictTable *table = make_table(3);
    // All start at slot 0.
    for (int64_t i = 0; i < 4; i++) append_entry(table, i * 8, key_of(i * 8), key_of(i));
    delete_entry(table, 0);
    delete_entry(table, 2);
    EXPECT_EQ(find(table, 0), missing);
    EXPECT_EQ(find(table, 8), 1);
    EXPECT_EQ(find(table, 24), 3);
    DictTable *compact = copy_compacted(table, 3);
    EXPECT_EQ(compact->entry_count, 2);
    EXPECT_EQ(find(compact, 8), 0);
    EXPECT_EQ(find(compact, 24), 1);
    free_table(table);
    free_table(compact);
}

TEST_F(HashTableTest, MinusOneHashesAsMinusTwo) {
    EXPECT_EQ(hash_of(key_of(-1)), -2);
    EXPECT_EQ(hash_of(key_of(-2)), -2);
    DictTable *table = make_table(3);
    append_entry(table, -2, key_of(-1), key_of(0));
    append_entry(table, -2, key_of(-2), key_of(1));
    EXPECT_EQ(find_small_int(table, key_of(-1), -2), 0);
    EXPECT_EQ(find_small_int(table, key_of(-2), -2), 1);
    free_table(table);
}

} // namespace
} // namespace adder::objects
