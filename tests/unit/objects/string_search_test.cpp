// SPDX-License-Identifier: MIT
//
// Searching: every algorithm against the plain one, on texts of few letters where near misses are frequent.
#include "objects/string_search.hpp"

#include <gtest/gtest.h>
#include <random>
#include <string>

namespace adder::objects::search {
namespace {

struct Case {
    std::u16string text;
    std::u16string part;
};

class SearchTest : public ::testing::Test {
  protected:
    Case next() {
        const size_t length = random_() % 400;
        const size_t part_length = 1 + random_() % 60;
        const unsigned letters = 1 + random_() % 3;
        Case result{letters_of(length, letters), letters_of(part_length, letters)};
        if (random_() % 2 == 0 && length > part_length)
            result.part = result.text.substr(random_() % (length - part_length), part_length);
        return result;
    }

  private:
    std::u16string letters_of(size_t length, unsigned letters) {
        std::u16string text;
        for (size_t i = 0; i < length; i++) text += static_cast<char16_t>('a' + random_() % letters);
        return text;
    }
    std::mt19937 random_{1};
};

const Py_UCS2 *data(const std::u16string &text) {
    return reinterpret_cast<const Py_UCS2 *>(text.data());
}
Py_ssize_t size(const std::u16string &text) {
    return static_cast<Py_ssize_t>(text.size());
}

TEST_F(SearchTest, AgreesWithThePlainSearch) {
    for (int i = 0; i < 20000; i++) {
        const Case c = next();
        EXPECT_EQ(find(data(c.text), size(c.text), data(c.part), size(c.part)),
                  static_cast<Py_ssize_t>(c.text.find(c.part)));
        EXPECT_EQ(rfind(data(c.text), size(c.text), data(c.part), size(c.part)),
                  static_cast<Py_ssize_t>(c.text.rfind(c.part)));
        if (c.text.size() >= c.part.size()) {
            EXPECT_EQ(find_two_way(data(c.text), size(c.text), data(c.part), size(c.part)),
                      static_cast<Py_ssize_t>(c.text.find(c.part)));
        }
    }
}

TEST_F(SearchTest, FindsNarrowPartsInWideText) {
    const std::u32string text = U"x\U0001F600abcabd";
    const auto *wide = reinterpret_cast<const Py_UCS4 *>(text.data());
    const Py_UCS1 part[] = {'a', 'b', 'd'};
    EXPECT_EQ(find(wide, Py_ssize_t{8}, part, Py_ssize_t{3}), 5);
    EXPECT_EQ(count(wide, Py_ssize_t{8}, part, Py_ssize_t{1}), 2);
    EXPECT_EQ(count(wide, Py_ssize_t{8}, part, Py_ssize_t{0}), 9);
}

} // namespace
} // namespace adder::objects::search
