// SPDX-License-Identifier: MIT
//
// Timsort against std::stable_sort on arrays of many shapes, and what it leaves behind when a comparison
// fails.
#include "objects/heap.hpp"
#include "objects/timsort.hpp"
#include "objects/value.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace adder::objects {
namespace {

struct Element {
    PyObject *key;
    size_t place; // in the unsorted array
};

uint64_t number_of(const Element &element) {
    return word_of(element.key);
}

struct Less {
    bool operator()(PyObject *a, PyObject *b) const { return word_of(a) < word_of(b); }
};

// Fails at the call that `countdown` counts down to.
struct FailingLess {
    int *countdown;
    int operator()(PyObject *a, PyObject *b) const {
        return --*countdown == 0 ? -1 : word_of(a) < word_of(b);
    }
};

// Contradicts itself.
struct RandomLess {
    std::minstd_rand *random;
    bool operator()(PyObject *, PyObject *) const { return (*random)() & 1; }
};

using Shape = size_t (*)(size_t i, size_t count, std::minstd_rand &random);

const Shape shapes[] = {
    [](size_t, size_t count, std::minstd_rand &random) -> size_t { return random() % (count + 1); },
    [](size_t, size_t, std::minstd_rand &random) -> size_t { return random() % 5; },
    [](size_t i, size_t, std::minstd_rand &) { return i; },
    [](size_t i, size_t count, std::minstd_rand &) { return count - i; },
    [](size_t i, size_t, std::minstd_rand &) { return i / 9; },
    [](size_t i, size_t count, std::minstd_rand &) {
        return i < count / 2 ? i * 2 : (i - count / 2) * 2 + 1;
    },
    [](size_t i, size_t count, std::minstd_rand &random) -> size_t {
        return i % 37 == 0 ? random() % count : i;
    },
};

class TimsortTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { init_heap(); }

    std::vector<Element> make(Shape shape, size_t count) {
        std::vector<Element> elements;
        for (size_t i = 0; i < count; i++)
            elements.push_back({small_int(static_cast<int64_t>(shape(i, count, random_))), i});
        return elements;
    }

    static void expect_permutation(const std::vector<Element> &elements) {
        std::vector<bool> seen(elements.size());
        for (const Element &element : elements) {
            ASSERT_LT(element.place, elements.size());
            ASSERT_FALSE(seen[element.place]);
            seen[element.place] = true;
        }
    }

    std::minstd_rand random_{1};
};

constexpr size_t counts[] = {0, 1, 2, 3, 31, 32, 63, 64, 65, 100, 257, 1000, 5000};

TEST_F(TimsortTest, SortsStably) {
    for (const Shape shape : shapes) {
        for (const size_t count : counts) {
            std::vector<Element> elements = make(shape, count);
            std::vector<Element> expected = elements;
            const auto less = [](const Element &a, const Element &b) { return number_of(a) < number_of(b); };
            std::stable_sort(expected.begin(), expected.end(), less);
            Timsort<Element, Less> sort(Less{});
            ASSERT_EQ(sort.sort(elements.data(), static_cast<Py_ssize_t>(count)), 0);
            for (size_t i = 0; i < count; i++) ASSERT_EQ(elements[i].place, expected[i].place) << count;
        }
    }
}

TEST_F(TimsortTest, KeepsEveryElementWhenAComparisonFails) {
    for (const Shape shape : shapes) {
        for (int fails_at = 1; fails_at < 4000; fails_at += 37) {
            std::vector<Element> elements = make(shape, 500);
            int countdown = fails_at;
            Timsort<Element, FailingLess> sort(FailingLess{&countdown});
            const int status = sort.sort(elements.data(), 500);
            EXPECT_EQ(status, countdown <= 0 ? -1 : 0);
            expect_permutation(elements);
        }
    }
}

TEST_F(TimsortTest, SurvivesContradictingComparisons) {
    for (const size_t count : counts) {
        std::vector<Element> elements = make(shapes[0], count);
        Timsort<Element, RandomLess> sort(RandomLess{&random_});
        ASSERT_EQ(sort.sort(elements.data(), static_cast<Py_ssize_t>(count)), 0);
        expect_permutation(elements);
    }
}

} // namespace
} // namespace adder::objects
