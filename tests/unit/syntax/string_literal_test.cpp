// SPDX-License-Identifier: MIT
// Prefixes, escapes, joining and f-strings, shown as trees or as the error's message.
#include "syntax/ast_dump.hpp"
#include "syntax/parser.hpp"

#include <gtest/gtest.h>

#include <string>

namespace adder::syntax {
namespace {

// What stands behind "body=" in the tree of an expression, or the message.
std::string value_of(std::string_view text) {
    const auto source = base::Source::from_text("<test>", text);
    base::Arena arena;
    const ParseResult result = parse(source, Mode::Expression, arena);
    if (result.root == nullptr) return result.error->message;
    const std::string tree = dump(*result.root);
    return tree.substr(16, tree.size() - 17);
}

TEST(StringLiteral, DecodesEscapes) {
    EXPECT_EQ(value_of(R"('\x41\101\u00e9\U0001F600\N{BULLET}\n\
b')"),
              "Constant(value='AAé😀•\\nb')");
    EXPECT_EQ(value_of(R"('\q\8')"), "Constant(value='\\\\q\\\\8')");
    EXPECT_EQ(value_of(R"(r'\n' '\ud800')"), "Constant(value='\\\\n\\ud800')");
    EXPECT_EQ(value_of(R"(b'\xff\0a' rb'\x')"), "Constant(value=b'\\xff\\x00a\\\\x')");
}

TEST(StringLiteral, RefusesBadEscapes) {
    EXPECT_EQ(value_of(R"('é\x4')"),
              "(unicode error) 'unicodeescape' codec can't decode bytes in position 10-12: "
              "truncated \\xXX escape");
    EXPECT_EQ(value_of(R"('\N{none such}')"),
              "(unicode error) 'unicodeescape' codec can't decode bytes in position 0-12: "
              "unknown Unicode character name");
    EXPECT_EQ(value_of(R"('\U00110000')"), "(unicode error) 'unicodeescape' codec can't decode bytes in "
                                           "position 0-9: illegal Unicode character");
    EXPECT_EQ(value_of(R"(b'\x4')"), "(value error) invalid \\x escape at position 0");
}

TEST(StringLiteral, JoinsNeighbours) {
    EXPECT_EQ(value_of("'a' \"b\" '''c'''"), "Constant(value='abc')");
    EXPECT_EQ(value_of("'a' b'b'"), "cannot mix bytes and nonbytes literals");
    EXPECT_EQ(value_of("b'é'"), "bytes can only contain ASCII literal characters");
    EXPECT_EQ(value_of("'a' f'{b}' 'c'"),
              "JoinedStr(values=[Constant(value='a'), FormattedValue(value=Name(id='b', ctx=Load()), "
              "conversion=-1), Constant(value='c')])");
}

TEST(FString, CutsFields) {
    EXPECT_EQ(value_of("f''"), "JoinedStr(values=[])");
    EXPECT_EQ(value_of("f'{{x}}'"), "JoinedStr(values=[Constant(value='{x}')])");
    EXPECT_EQ(value_of("f'{x = !s}'"), "JoinedStr(values=[Constant(value='x = '), FormattedValue(value=Name("
                                       "id='x', ctx=Load()), conversion=115)])");
    EXPECT_EQ(value_of("f'{x=}'"), "JoinedStr(values=[Constant(value='x='), FormattedValue(value=Name("
                                   "id='x', ctx=Load()), conversion=114)])");
    EXPECT_EQ(
        value_of("f'{x:>{w}}'"),
        "JoinedStr(values=[FormattedValue(value=Name(id='x', ctx=Load()), conversion=-1, "
        "format_spec=JoinedStr(values=[Constant(value='>'), FormattedValue(value=Name(id='w', ctx=Load()), "
        "conversion=-1)]))])");
    EXPECT_EQ(value_of("f'{x!=y}'"),
              "JoinedStr(values=[FormattedValue(value=Compare(left=Name(id='x', ctx=Load()), ops=[NotEq()], "
              "comparators=[Name(id='y', ctx=Load())]), conversion=-1)])");
}

TEST(FString, RefusesBadFields) {
    EXPECT_EQ(value_of("f'{'"), "f-string: expecting '}'");
    EXPECT_EQ(value_of("f'}'"), "f-string: single '}' is not allowed");
    EXPECT_EQ(value_of("f'{}'"), "f-string: empty expression not allowed");
    EXPECT_EQ(value_of("f'{!r}'"), "f-string: expression required before '!'");
    EXPECT_EQ(value_of("f'{x!z}'"), "f-string: invalid conversion character: expected 's', 'r', or 'a'");
    EXPECT_EQ(value_of("f'{a[}'"),
              "f-string: closing parenthesis '}' does not match opening parenthesis '['");
    EXPECT_EQ(value_of("f'{a\\n}'"), "f-string expression part cannot include a backslash");
    EXPECT_EQ(value_of("f'{a#}'"), "f-string expression part cannot include '#'");
    EXPECT_EQ(value_of("f'{a b}'"), "f-string: invalid syntax. Perhaps you forgot a comma?");
    EXPECT_EQ(value_of("f'{x:{y:{z:{w}}}}'"), "f-string: expressions nested too deeply");
}

} // namespace
} // namespace adder::syntax
