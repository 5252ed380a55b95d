// SPDX-License-Identifier: MIT
// Decoding of scripts and their line table; the messages are CPython's.
#include "base/source.hpp"

#include <gtest/gtest.h>

#include <string>

namespace adder::base {
namespace {

using namespace std::string_literals;

TEST(Source, TranslatesLineEndingsAndAddsTheLast) {
    const auto source = Source::from_text("a.py", "a\r\nb\rc");
    EXPECT_EQ(source.text(), "a\nb\nc\n");
    EXPECT_TRUE(source.is_newline_added());
    EXPECT_EQ(source.line_count(), 3);
    EXPECT_EQ(source.line(2), "b");
    EXPECT_EQ(source.line(4), "");
}

TEST(Source, CountsCharacters) {
    const auto source = Source::from_text("a.py", "é = 1\n");
    EXPECT_EQ(source.character_offset(1, 2), 1);
    EXPECT_EQ(source.character_offset(1, 6), 5);
}

TEST(Source, RefusesNullBytesInText) {
    const auto source = Source::from_text("a.py", "a\0b"s);
    ASSERT_TRUE(source.error());
    EXPECT_EQ(source.error()->kind, SourceError::Kind::NullByte);
    EXPECT_EQ(source.error()->message, "source code string cannot contain null bytes");
}

TEST(Source, DecodesByMarkAndCookie) {
    EXPECT_EQ(Source::from_file_bytes("a.py", "\xEF\xBB\xBFx\n").text(), "x\n");
    EXPECT_EQ(Source::from_file_bytes("a.py", "#!x\n# coding: latin-1\n'\xE9'\n").line(3), "'é'");
    EXPECT_EQ(Source::from_file_bytes("a.py", "# vim: set fileencoding=UTF_8 :\nx\n").line(2), "x");
    EXPECT_FALSE(Source::from_file_bytes("a.py", "x\n# coding: unknown\n").error());
}

TEST(Source, StopsAFileAtTheLineOfABadByte) {
    const auto source = Source::from_file_bytes("a.py", "x = 1\ny = '\xFF'\n");
    EXPECT_EQ(source.text(), "x = 1\n");
    ASSERT_TRUE(source.error());
    EXPECT_EQ(source.error()->message,
              "Non-UTF-8 code starting with '\\xff' in file a.py on line 2, but no encoding declared; "
              "see https://peps.python.org/pep-0263/ for details");
}

TEST(Source, NamesEncodingProblems) {
    EXPECT_EQ(Source::from_file_bytes("a.py", "# coding: nothing\n").error()->message,
              "encoding problem: nothing");
    EXPECT_EQ(Source::from_bytes("a.py", "# coding: nothing\n").error()->message,
              "unknown encoding: nothing");
    EXPECT_EQ(Source::from_file_bytes("a.py", "\xEF\xBB\xBF# coding: latin-1\n").error()->message,
              "encoding problem: iso-8859-1 with BOM");
    EXPECT_EQ(Source::from_bytes("a.py", "# coding: ascii\n'\xE9'").error()->message,
              "'ascii' codec can't decode byte 0xe9 in position 17: ordinal not in range(128)");
}

TEST(Source, DropsTheRestOfAFilesLineAfterNull) {
    EXPECT_EQ(Source::from_file_bytes("a.py", "a\0b\nc\n"s).text(), "ac\n");
    EXPECT_EQ(Source::from_file_bytes("a.py", "\0\0"s).text(), "");
}

} // namespace
} // namespace adder::base
