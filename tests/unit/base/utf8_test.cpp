// SPDX-License-Identifier: MIT
// UTF-8 decoding with CPython's words for what is wrong, and character classes.
#include "base/utf8.hpp"

#include "base/character_name.hpp"

#include <gtest/gtest.h>

namespace adder::base {
namespace {

std::string message_of(std::string_view bytes) {
    const auto error = find_utf8_error(bytes);
    return error ? utf8_error_message(bytes, *error) : "";
}

TEST(Utf8, FindsTheFirstError) {
    EXPECT_EQ(message_of("aé€😀"), "");
    EXPECT_EQ(message_of("a\xFF"), "'utf-8' codec can't decode byte 0xff in position 1: invalid start byte");
    EXPECT_EQ(message_of("\xC3("),
              "'utf-8' codec can't decode byte 0xc3 in position 0: invalid continuation byte");
    EXPECT_EQ(message_of("\xE2\x82"),
              "'utf-8' codec can't decode bytes in position 0-1: unexpected end of data");
    EXPECT_EQ(message_of("\xED\xA0\x80"),
              "'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte");
    EXPECT_EQ(message_of("\xC0\x80"),
              "'utf-8' codec can't decode byte 0xc0 in position 0: invalid start byte");
}

TEST(Utf8, WritesAndReadsEveryLength) {
    for (const char32_t code_point : {U'a', U'é', U'€', char32_t{0xD800}, U'😀', char32_t{0x10FFFF}}) {
        std::string text;
        append_utf8(text, code_point);
        const auto [decoded, length] = decode_utf8(text);
        EXPECT_EQ(decoded, code_point);
        EXPECT_EQ(static_cast<std::size_t>(length), text.size());
    }
    EXPECT_EQ(count_characters("aé€😀"), 4u);
    EXPECT_EQ(replace_invalid_utf8("a\xFF\xE2\x82z"), "a\uFFFD\uFFFDz");
}

TEST(Utf8, KnowsCharacterClasses) {
    EXPECT_TRUE(is_identifier_start(U'é'));
    EXPECT_FALSE(is_identifier_start(U'1'));
    EXPECT_TRUE(is_identifier_continue(U'\u0301'));
    EXPECT_FALSE(is_identifier_start(U'€'));
    EXPECT_TRUE(is_printable(U'€'));
    EXPECT_FALSE(is_printable(U'\u00A0'));
    EXPECT_FALSE(is_printable(U'\u200B'));
}

TEST(Utf8, NormalisesAndNamesCharacters) {
    EXPECT_EQ(to_nfkc("ﬁ"), "fi");
    EXPECT_EQ(to_nfkc("e\u0301"), "é");
    EXPECT_EQ(character_of_name("GREEK SMALL LETTER ALPHA"), U'α');
    EXPECT_EQ(character_of_name("latin small letter e with acute"), U'é');
    EXPECT_EQ(character_of_name("HANGUL SYLLABLE GANJ"), U'갅');
    EXPECT_EQ(character_of_name("CJK UNIFIED IDEOGRAPH-4E00"), U'一');
    EXPECT_EQ(character_of_name("line feed"), U'\n');
    EXPECT_FALSE(character_of_name("CJK UNIFIED IDEOGRAPH-1234"));
    EXPECT_FALSE(character_of_name("NO SUCH CHARACTER"));
}

} // namespace
} // namespace adder::base
