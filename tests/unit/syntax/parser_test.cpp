// SPDX-License-Identifier: MIT
// Trees of small scripts, as ast.dump writes them. Whole files are compared with CPython by compare_trees.py;
// here stands what a reader looks for first, and the modes.
#include "syntax/ast_dump.hpp"
#include "syntax/parser.hpp"

#include <gtest/gtest.h>

#include <string>

namespace adder::syntax {
namespace {

std::string tree_of(std::string_view text, Mode mode = Mode::Expression) {
    const auto source = base::Source::from_text("<test>", text);
    base::Arena arena;
    const ParseResult result = parse(source, mode, arena);
    return result.root != nullptr ? dump(*result.root) : result.error->message;
}

TEST(Parser, FollowsPrecedence) {
    EXPECT_EQ(tree_of("-a ** b"),
              "Expression(body=UnaryOp(op=USub(), operand=BinOp(left=Name(id='a', ctx=Load()), op=Pow(), "
              "right=Name(id='b', ctx=Load()))))");
    EXPECT_EQ(tree_of("1 - 2 - 3"), "Expression(body=BinOp(left=BinOp(left=Constant(value=1), op=Sub(), "
                                    "right=Constant(value=2)), op=Sub(), right=Constant(value=3)))");
    EXPECT_EQ(tree_of("not a in b"),
              "Expression(body=UnaryOp(op=Not(), operand=Compare(left=Name(id='a', ctx=Load()), ops=[In()], "
              "comparators=[Name(id='b', ctx=Load())])))");
}

TEST(Parser, TellsWhatParenthesesHold) {
    EXPECT_EQ(tree_of("()"), "Expression(body=Tuple(elts=[], ctx=Load()))");
    EXPECT_EQ(tree_of("(a)"), "Expression(body=Name(id='a', ctx=Load()))");
    EXPECT_EQ(tree_of("(a,)"), "Expression(body=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load()))");
    EXPECT_EQ(tree_of("{**a}"), "Expression(body=Dict(keys=[None], values=[Name(id='a', ctx=Load())]))");
    EXPECT_EQ(
        tree_of("{(a := 1): b}"),
        "Expression(body=Dict(keys=[NamedExpr(target=Name(id='a', ctx=Store()), value=Constant(value=1))], "
        "values=[Name(id='b', ctx=Load())]))");
    EXPECT_EQ(tree_of("{}"), "Expression(body=Dict(keys=[], values=[]))");
}

TEST(Parser, ReadsConstants) {
    EXPECT_EQ(tree_of("0xFFFFFFFFFFFFFFFFFFFF"),
              "Expression(body=Constant(value=1208925819614629174706175))");
    EXPECT_EQ(tree_of("1_0.5e1"), "Expression(body=Constant(value=105.0))");
    EXPECT_EQ(tree_of("2j"), "Expression(body=Constant(value=2j))");
    EXPECT_EQ(tree_of("..."), "Expression(body=Constant(value=Ellipsis))");
    EXPECT_EQ(tree_of("u'a'"), "Expression(body=Constant(value='a', kind='u'))");
}

TEST(Parser, SetsContexts) {
    EXPECT_EQ(
        tree_of("a, *b = c", Mode::File),
        "Module(body=[Assign(targets=[Tuple(elts=[Name(id='a', ctx=Store()), Starred(value=Name(id='b', "
        "ctx=Store()), ctx=Store())], ctx=Store())], value=Name(id='c', ctx=Load()))], type_ignores=[])");
    EXPECT_EQ(tree_of("del a.b", Mode::File), "Module(body=[Delete(targets=[Attribute(value=Name(id='a', "
                                              "ctx=Load()), attr='b', ctx=Del())])], type_ignores=[])");
    EXPECT_EQ(tree_of("(a): b", Mode::File),
              "Module(body=[AnnAssign(target=Name(id='a', ctx=Store()), "
              "annotation=Name(id='b', ctx=Load()), simple=0)], type_ignores=[])");
}

TEST(Parser, TreatsMatchAsKeywordOnlyWhereItIsOne) {
    EXPECT_EQ(
        tree_of("match(x)", Mode::File),
        "Module(body=[Expr(value=Call(func=Name(id='match', ctx=Load()), args=[Name(id='x', ctx=Load())], "
        "keywords=[]))], type_ignores=[])");
    EXPECT_EQ(tree_of("match x:\n case _: pass", Mode::File),
              "Module(body=[Match(subject=Name(id='x', ctx=Load()), cases=[match_case(pattern=MatchAs(), "
              "body=[Pass()])])], type_ignores=[])");
}

TEST(Parser, NormalisesIdentifiers) {
    EXPECT_EQ(tree_of("ﬁ"), "Expression(body=Name(id='fi', ctx=Load()))");
}

TEST(Parser, SurvivesDeepNesting) {
    const std::string many(100'000, '(');
    EXPECT_EQ(tree_of(many), "too many nested parentheses");
    const auto source = base::Source::from_text("<test>", std::string(100'000, '-') + "1");
    base::Arena arena;
    const ParseResult result = parse(source, Mode::File, arena);
    ASSERT_TRUE(result.error);
    EXPECT_EQ(result.error->kind, SyntaxErrorKind::MemoryError);
}

TEST(Parser, StaysLinearOnNestedErrors) {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "f([{";
    EXPECT_EQ(tree_of(text + "a b"), "'{' was never closed");
}

bool is_incomplete(std::string_view text) {
    const auto source = base::Source::from_text("<stdin>", text);
    base::Arena arena;
    return parse(source, Mode::Interactive, arena).is_incomplete;
}

TEST(Parser, AsksForMoreLinesAtAPrompt) {
    for (const char *text : {"if 1:\n", "if 1:\n  x\n", "if 1: x\n", "x = (1,\n", "'''a\n", "x = 1 \\\n",
                             "@a\n", "f(\n", "if 1:\n  x\nelse:\n"}) {
        EXPECT_TRUE(is_incomplete(text)) << text;
    }
    for (const char *text : {"x = 1\n", "if 1:\n  x\n\n", "\n", "# c\n", "x = = 1\n", "'abc\n", "a b\n"}) {
        EXPECT_FALSE(is_incomplete(text)) << text;
    }
}

TEST(Parser, TakesOneStatementInSingleMode) {
    EXPECT_EQ(tree_of("x\n# c\n", Mode::Single), "Interactive(body=[Expr(value=Name(id='x', ctx=Load()))])");
    EXPECT_EQ(tree_of("x\ny", Mode::Single), "multiple statements found while compiling a single statement");
}

} // namespace
} // namespace adder::syntax
