// SPDX-License-Identifier: MIT
// Messages with their spans. A case reads "text -> line:offset-line:offset message"; all are CPython's.
#include "syntax/parser.hpp"

#include <gtest/gtest.h>

#include <string>

namespace adder::syntax {
namespace {

std::string error_of(std::string_view text) {
    const auto source = base::Source::from_text("<test>", text);
    base::Arena arena;
    const ParseResult result = parse(source, Mode::File, arena);
    if (result.root != nullptr) return "no error";
    const SyntaxError &error = *result.error;
    const auto place = [](int lineno, int offset) {
        return std::to_string(lineno) + ":" + std::to_string(offset);
    };
    return place(error.lineno, error.offset) + "-" + place(error.end_lineno, error.end_offset) + " " +
           error.message;
}

TEST(SyntaxError, SaysWhatIsProbablyMeant) {
    EXPECT_EQ(error_of("x = (1 2)"), "1:6-1:9 invalid syntax. Perhaps you forgot a comma?");
    EXPECT_EQ(error_of("if x = 1: pass"),
              "1:4-1:9 invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    EXPECT_EQ(error_of("f() = 1"),
              "1:1-1:4 cannot assign to function call here. Maybe you meant '==' instead of '='?");
    EXPECT_EQ(error_of("print 'a'"),
              "1:1-1:10 Missing parentheses in call to 'print'. Did you mean print(...)?");
    EXPECT_EQ(error_of("x = 1 if 2"), "1:5-1:11 expected 'else' after 'if' expression");
    EXPECT_EQ(error_of("a b"), "1:3-1:4 invalid syntax");
}

TEST(SyntaxError, KnowsWhatCannotBeATarget) {
    EXPECT_EQ(error_of("None = 1"), "1:1-1:5 cannot assign to None");
    EXPECT_EQ(error_of("(a, 1) = x"), "1:5-1:6 cannot assign to literal");
    EXPECT_EQ(error_of("del f()"), "1:5-1:8 cannot delete function call");
    EXPECT_EQ(error_of("for 1 in x: pass"), "1:5-1:6 cannot assign to literal");
    EXPECT_EQ(error_of("a + 1 += 2"),
              "1:1-1:6 'expression' is an illegal expression for augmented assignment");
    EXPECT_EQ(error_of("(a, b): int"), "1:1-1:7 only single target (not tuple) can be annotated");
    EXPECT_EQ(error_of("with a as 1: pass"), "1:11-1:12 cannot assign to literal");
}

TEST(SyntaxError, KnowsCallsAndParameters) {
    EXPECT_EQ(error_of("f(a=1, b)"), "1:9-1:10 positional argument follows keyword argument");
    EXPECT_EQ(error_of("f(**a, b)"), "1:9-1:10 positional argument follows keyword argument unpacking");
    EXPECT_EQ(error_of("f(x for x in y, 1)"), "1:3-1:15 Generator expression must be parenthesized");
    EXPECT_EQ(error_of("f(a.b=1)"),
              "1:3-1:7 expression cannot contain assignment, perhaps you meant \"==\"?");
    EXPECT_EQ(error_of("def f(a=1, b): pass"), "1:12-1:13 non-default argument follows default argument");
    EXPECT_EQ(error_of("def f(*): pass"), "1:7-1:8 named arguments must follow bare *");
    EXPECT_EQ(error_of("def f(**a, b): pass"), "1:12-1:13 arguments cannot follow var-keyword argument");
    EXPECT_EQ(error_of("lambda *: 1"), "1:9-1:10 named arguments must follow bare *");
}

TEST(SyntaxError, KnowsBlocks) {
    EXPECT_EQ(error_of("if x\n  y"), "1:5-1:5 expected ':'");
    EXPECT_EQ(error_of("def f()\n  y"), "1:8-1:8 expected ':'");
    EXPECT_EQ(error_of("if x:\ny"), "2:1-2:2 expected an indented block after 'if' statement on line 1");
    EXPECT_EQ(error_of("class A:\n"), "1:9-1:-1 expected an indented block after class definition on line 1");
    EXPECT_EQ(error_of("  x"), "1:2-1:-1 unexpected indent");
    EXPECT_EQ(error_of("try:\n  x\ny"), "3:1-3:2 expected 'except' or 'finally' block");
    EXPECT_EQ(error_of("try: x\nexcept a, b: y"), "2:8-2:12 multiple exception types must be parenthesized");
}

TEST(SyntaxError, PrefersErrorsInTokens) {
    EXPECT_EQ(error_of("x = (\ny = 1"), "1:5-1:0 '(' was never closed");
    EXPECT_EQ(error_of("x = = 1\n'"), "2:1-2:1 unterminated string literal (detected at line 2)");
}

TEST(SyntaxError, CountsCharactersOfText) {
    EXPECT_EQ(error_of("é = ('é' 1)"), "1:6-1:11 invalid syntax. Perhaps you forgot a comma?");
}

} // namespace
} // namespace adder::syntax
