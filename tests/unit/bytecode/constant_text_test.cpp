// SPDX-License-Identifier: MIT
// repr() of constants. The expected texts are CPython's.
#include "bytecode/constant_text.hpp"

#include <gtest/gtest.h>

namespace adder::bytecode {
namespace {

TEST(ConstantText, TextPrefersSingleQuotes) {
    EXPECT_EQ(text_repr("a"), "'a'");
    EXPECT_EQ(text_repr("it's"), "\"it's\"");
    EXPECT_EQ(text_repr("'\""), "'\\'\"'");
    EXPECT_EQ(text_repr("\n\t\\\x01\x7f"), "'\\n\\t\\\\\\x01\\x7f'");
    EXPECT_EQ(text_repr("\xC3\xA9\xC2\xA0"), "'\xC3\xA9\\xa0'");
    EXPECT_EQ(text_repr("\xED\xA0\x80"), "'\\ud800'");
    EXPECT_EQ(text_repr("\xF4\x8F\xBF\xBF"), "'\\U0010ffff'");
}

TEST(ConstantText, NumbersReadBack) {
    EXPECT_EQ(constant_repr({1.0}), "1.0");
    EXPECT_EQ(constant_repr({std::complex<double>(0.0, 2.0)}), "2j");
    EXPECT_EQ(constant_repr({std::complex<double>(-0.0, -2.5)}), "(-0-2.5j)");
    EXPECT_EQ(constant_repr({BigInt{.is_negative = true, .hex_digits = "10000000000000000"}}),
              "-18446744073709551616");
}

TEST(ConstantText, ContainersShowTheirItems) {
    EXPECT_EQ(constant_repr({TupleConstant{}}), "()");
    EXPECT_EQ(constant_repr({TupleConstant{{Constant{true}}}}), "(True,)");
    EXPECT_EQ(constant_repr({FrozensetConstant{{Constant{NoneConstant{}}}}}), "frozenset({None})");
    EXPECT_EQ(constant_repr({Bytes{std::string("a\0'", 3)}}), "b\"a\\x00'\"");
}

} // namespace
} // namespace adder::bytecode
