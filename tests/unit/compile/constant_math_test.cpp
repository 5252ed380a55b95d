// SPDX-License-Identifier: MIT
// Folding: what Python's operators give, and what is left to the run time.
#include "compile_helpers.hpp"

#include "bytecode/constant_text.hpp"

namespace adder::compile {
namespace {

// repr of what the expression is folded to, or "" when code computes it.
std::string folded(const std::string &expression) {
    const Compiled compiled = compile_text(expression, {}, syntax::Mode::Expression);
    if (compiled.code == nullptr) return "error: " + compiled.error.message;
    return compiled.code->instructions.size() == 3 ? bytecode::constant_repr(compiled.code->constants.back())
                                                   : "";
}

TEST(ConstantMath, ComputesWithIntegersOfAnySize) {
    EXPECT_EQ(folded("2 ** 64 * 2 ** 40 - 1"), "20282409603651670423947251286015");
    EXPECT_EQ(folded("-7 // 2"), "-4");
    EXPECT_EQ(folded("-7 % 3"), "2");
    EXPECT_EQ(folded("1 << 64 >> 63"), "2");
    EXPECT_EQ(folded("~0xFF & 0xF0F"), "3840");
    EXPECT_EQ(folded("9223372036854775807 + 1"), "9223372036854775808");
    EXPECT_EQ(folded("-9223372036854775808"), "-9223372036854775808");
    EXPECT_EQ(folded("True & False"), "False");
    EXPECT_EQ(folded("True + True"), "2");
}

TEST(ConstantMath, ComputesWithFloatsByPythonsRules) {
    EXPECT_EQ(folded("7 / 2"), "3.5");
    EXPECT_EQ(folded("-5.5 % 2"), "0.5");
    EXPECT_EQ(folded("0.0 % -1.0"), "-0.0");
    EXPECT_EQ(folded("-5.5 // 2"), "-3.0");
    EXPECT_EQ(folded("2 ** -1"), "0.5");
    EXPECT_EQ(folded("-0.0"), "-0.0");
    EXPECT_EQ(folded("1e308 * 10"), "inf");
    EXPECT_EQ(folded("(1 + 2j) / (3 - 4j)"), "(-0.2+0.4j)");
    EXPECT_EQ(folded("1j ** 2"), "(-1+0j)");
}

TEST(ConstantMath, LeavesErrorsToTheRunTime) {
    for (const char *expression : {"1 / 0", "1 % 0", "1.0 // 0", "0 ** -1", "1 << -1", "'a' + 1", "'a'[5]",
                                   "-'a'", "1 @ 2", "(-8) ** 0.5", "10.0 ** 400", "None + 1"})
        EXPECT_EQ(folded(expression), "") << expression;
}

TEST(ConstantMath, LeavesLargeResultsToTheRunTime) {
    for (const char *expression : {"1 << 1000", "2 ** 1000", "'a' * 5000", "(1, 2) * 1000", "(0,) * 10 ** 9"})
        EXPECT_EQ(folded(expression), "") << expression;
    EXPECT_EQ(folded("'ab' * 3"), "'ababab'");
    EXPECT_EQ(folded("(1, 2) * 2"), "(1, 2, 1, 2)");
}

TEST(ConstantMath, TakesItemsByCharacter) {
    EXPECT_EQ(folded("'h\xC3\xA9llo'[1]"), "'\xC3\xA9'");
    EXPECT_EQ(folded("'abc'[-1]"), "'c'");
    EXPECT_EQ(folded("b'abc'[0]"), "97");
    EXPECT_EQ(folded("(1, (2, 3))[1]"), "(2, 3)");
}

} // namespace
} // namespace adder::compile
