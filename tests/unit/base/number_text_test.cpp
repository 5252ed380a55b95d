// SPDX-License-Identifier: MIT
// Numbers to text and back; the expected texts are CPython's.
#include "base/number_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace adder::base {
namespace {

TEST(FloatText, ReprIsTheShortestThatReadsBack) {
    EXPECT_EQ(float_repr(0.1), "0.1");
    EXPECT_EQ(float_repr(1.0), "1.0");
    EXPECT_EQ(float_repr(-0.0), "-0.0");
    EXPECT_EQ(float_repr(1e16), "1e+16");
    EXPECT_EQ(float_repr(123456789012345680.0), "1.2345678901234568e+17");
    EXPECT_EQ(float_repr(1e15), "1000000000000000.0");
    EXPECT_EQ(float_repr(0.0001), "0.0001");
    EXPECT_EQ(float_repr(0.00001), "1e-05");
    EXPECT_EQ(float_repr(5e-324), "5e-324");
    EXPECT_EQ(float_repr(1.7976931348623157e308), "1.7976931348623157e+308");
    EXPECT_EQ(float_repr(std::numeric_limits<double>::infinity()), "inf");
    EXPECT_EQ(float_repr(-std::numeric_limits<double>::quiet_NaN()), "nan");
}

TEST(FloatText, FormatsWithAnyPrecision) {
    EXPECT_EQ(format_float(2.5, 'f', 0), "2");
    EXPECT_EQ(format_float(0.5, 'f', 0, {.alternate = true}), "0.");
    EXPECT_EQ(format_float(1e22, 'f', 3), "10000000000000000000000.000");
    EXPECT_EQ(format_float(0.1, 'f', 30), "0.100000000000000005551115123126");
    EXPECT_EQ(format_float(12345.678, 'e', 2), "1.23e+04");
    EXPECT_EQ(format_float(12345.678, 'E', 0, {.alternate = true}), "1.E+04");
    EXPECT_EQ(format_float(100000.0, 'g', 6), "100000");
    EXPECT_EQ(format_float(1000000.0, 'g', 6), "1e+06");
    EXPECT_EQ(format_float(1.0, 'g', 3, {.alternate = true}), "1.00");
    EXPECT_EQ(format_float(3.0, 'g', 4, {.always_sign = true}), "+3");
    EXPECT_EQ(format_float(1.0, 'g', 1, {.add_dot_zero = true}), "1e+00");
    EXPECT_EQ(format_float(std::numeric_limits<double>::infinity(), 'F', 2), "INF");
    EXPECT_EQ(format_float(0.5, 'f', 2000).size(), 2002u);
}

TEST(FloatText, ParsesWhatFloatAccepts) {
    EXPECT_EQ(parse_float("1_0.5_0e-1_0"), 10.50e-10);
    EXPECT_EQ(parse_float(".5"), 0.5);
    EXPECT_EQ(parse_float("+5."), 5.0);
    EXPECT_EQ(parse_float("1e400"), std::numeric_limits<double>::infinity());
    EXPECT_EQ(parse_float("-1e-99999999999999999999"), -0.0);
    EXPECT_EQ(parse_float("-Infinity"), -std::numeric_limits<double>::infinity());
    EXPECT_TRUE(std::isnan(parse_float("NaN").value()));
    for (const char *text : {"", ".", "1e", "1__0", "_1", "1_", "0x10", "1 ", "infinit", "--1", "1._5"}) {
        EXPECT_FALSE(parse_float(text)) << text;
    }
}

TEST(FloatText, ReadsTheBeginningOfALongerText) {
    double value = 0;
    EXPECT_EQ(parse_float_prefix("-1.5e3+2j", value), 6u);
    EXPECT_EQ(value, -1500.0);
    EXPECT_EQ(parse_float_prefix("1e+", value), 1u);
    EXPECT_EQ(parse_float_prefix("x", value), 0u);
}

TEST(IntegerText, FollowsTheRulesOfInt) {
    EXPECT_EQ(parse_integer_text("-0x_fF", 0)->digits, "ff");
    EXPECT_TRUE(parse_integer_text("-1", 10)->is_negative);
    EXPECT_EQ(parse_integer_text("zz", 36)->digits, "zz");
    EXPECT_EQ(parse_integer_text("0b1", 16)->digits, "b1");
    EXPECT_EQ(parse_integer_text("00012", 10)->digit_count, 5u);
    for (const char *text : {"", "-", "0x", "1__0", "_1", "1_", "010", "0b2", "1e5"}) {
        EXPECT_FALSE(parse_integer_text(text, 0)) << text;
    }
}

TEST(IntegerText, ConvertsBetweenBases) {
    EXPECT_EQ(convert_digits("ffffffffffffffffffff", 16, 10), "1208925819614629174706175");
    EXPECT_EQ(integer_to_text(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(integer_to_text(255, 2), "11111111");
    EXPECT_EQ(to_int64(*parse_integer_text("-9223372036854775808", 10)),
              std::numeric_limits<std::int64_t>::min());
    EXPECT_FALSE(to_int64(*parse_integer_text("9223372036854775808", 10)));
}

TEST(IntegerText, LimitsDecimalDigitsOnly) {
    EXPECT_FALSE(exceeds_digit_limit(4300, 10));
    EXPECT_TRUE(exceeds_digit_limit(4301, 10));
    EXPECT_FALSE(exceeds_digit_limit(100'000, 16));
    EXPECT_FALSE(exceeds_digit_limit(100'000, 10, 0));
    EXPECT_EQ(digit_limit_message(5000),
              "Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; "
              "use sys.set_int_max_str_digits() to increase the limit");
}

} // namespace
} // namespace adder::base
