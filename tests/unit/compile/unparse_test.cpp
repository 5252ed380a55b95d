// SPDX-License-Identifier: MIT
// Annotations as text. The expected texts are CPython's.
#include "compile_helpers.hpp"

namespace adder::compile {
namespace {

std::string unparsed(const std::string &expression) {
    const Compiled compiled = compile_text("from __future__ import annotations\nx: " + expression);
    if (compiled.code == nullptr) return "error: " + compiled.error.message;
    for (const bytecode::Constant &constant : compiled.code->constants)
        if (const auto *text = std::get_if<bytecode::Text>(&constant.value))
            if (text->utf8 != "x") return text->utf8;
    return "";
}

TEST(Unparse, KeepsOnlyParenthesesThatMatter) {
    EXPECT_EQ(unparsed("((a + b)) * c - (d * e)"), "(a + b) * c - d * e");
    EXPECT_EQ(unparsed("(-a) ** (-b)"), "(-a) ** (-b)");
    EXPECT_EQ(unparsed("(a ** b) ** c ** d"), "(a ** b) ** c ** d");
    EXPECT_EQ(unparsed("(a and b) or (c and (d or e))"), "a and b or c and (d or e)");
    EXPECT_EQ(unparsed("not (a < b)"), "not a < b");
    EXPECT_EQ(unparsed("(a if b else c) if d else e"), "(a if b else c) if d else e");
    EXPECT_EQ(unparsed("(a, b)"), "(a, b)");
    EXPECT_EQ(unparsed("a[(b, c)]"), "a[b, c]");
}

TEST(Unparse, WritesEveryKindOfExpression) {
    EXPECT_EQ(unparsed("a.b(c,*d,e=1,**f)"), "a.b(c, *d, e=1, **f)");
    EXPECT_EQ(unparsed("lambda a,/,b=1,*c,d,e=2,**f:a"), "lambda a, /, b=1, *c, d, e=2, **f: a");
    EXPECT_EQ(unparsed("[x for x in y if z if w]"), "[x for x in y if z if w]");
    EXPECT_EQ(unparsed("{a:b,**c}"), "{a: b, **c}");
    EXPECT_EQ(unparsed("a[1:2,::3]"), "a[1:2, ::3]");
    EXPECT_EQ(unparsed("1 .real"), "1 .real");
    EXPECT_EQ(unparsed("f(x for x in y)"), "f(x for x in y)");
    EXPECT_EQ(unparsed("..."), "...");
}

TEST(Unparse, WritesLiterals) {
    EXPECT_EQ(unparsed("\"it's\""), "\"it's\"");
    EXPECT_EQ(unparsed("u'a' "), "u'a'");
    EXPECT_EQ(unparsed("0x_ff"), "255");
    EXPECT_EQ(unparsed("1e999"), "1e309");
    EXPECT_EQ(unparsed("b'\\x00\\n'"), "b'\\x00\\n'");
    EXPECT_EQ(unparsed("f'{a!r:>{b}}{{}}'"), "f'{a!r:>{b}}{{}}'");
    EXPECT_EQ(unparsed("f'{ {1} }'"), "f'{ {1}}'");
}

} // namespace
} // namespace adder::compile
