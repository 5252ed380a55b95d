// SPDX-License-Identifier: MIT
//
// The character database: libunistring's classes in CPython's terms.
//
// CPython defines its tests by fields of the Unicode files; each function names the property or categories.
#include "objects/unicode_data.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <unicase.h>
#include <unictype.h>
#include <uniname.h>
#include <unistr.h>

namespace adder::objects {

namespace {

constexpr uint8_t flags_of(unsigned ch) {
    uint8_t flags = 0;
    if (ch >= 'a' && ch <= 'z') flags |= AsciiLower;
    if (ch >= 'A' && ch <= 'Z') flags |= AsciiUpper;
    if (ch >= '0' && ch <= '9') flags |= AsciiDigit;
    if (ch == ' ' || (ch >= 0x09 && ch <= 0x0d) || (ch >= 0x1c && ch <= 0x1f)) flags |= AsciiSpace;
    if ((ch >= 0x0a && ch <= 0x0d) || (ch >= 0x1c && ch <= 0x1e)) flags |= AsciiLineBreak;
    if ((flags & AsciiAlnum) != 0 || ch == '_') flags |= AsciiIdentifier;
    if (ch >= 0x20 && ch < 0x7f) flags |= AsciiPrintable;
    return flags;
}

struct NumericCharacter {
    Py_UCS4 character;
    double value;
};

// Ideographs with kPrimaryNumeric, kAccountingNumeric or kOtherNumeric in Unihan, and two Pahawh Hmong
// numbers that are too large for libunistring's fractions; in order.
constexpr NumericCharacter more_numbers[] = {
    {0x3405, 5},     {0x3483, 2},     {0x382A, 5},    {0x3B4D, 7},  {0x4E00, 1},  {0x4E03, 7},
    {0x4E07, 10000}, {0x4E09, 3},     {0x4E5D, 9},    {0x4E8C, 2},  {0x4E94, 5},  {0x4E96, 4},
    {0x4EBF, 1e+08}, {0x4EC0, 10},    {0x4EDF, 1000}, {0x4EE8, 3},  {0x4F0D, 5},  {0x4F70, 100},
    {0x5104, 1e+08}, {0x5146, 1e+12}, {0x5169, 2},    {0x516B, 8},  {0x516D, 6},  {0x5341, 10},
    {0x5343, 1000},  {0x5344, 20},    {0x5345, 30},   {0x534C, 40}, {0x53C1, 3},  {0x53C2, 3},
    {0x53C3, 3},     {0x53C4, 3},     {0x56DB, 4},    {0x58F1, 1},  {0x58F9, 1},  {0x5E7A, 1},
    {0x5EFE, 9},     {0x5EFF, 20},    {0x5F0C, 1},    {0x5F0D, 2},  {0x5F0E, 3},  {0x5F10, 2},
    {0x62FE, 10},    {0x634C, 8},     {0x67D2, 7},    {0x6F06, 7},  {0x7396, 9},  {0x767E, 100},
    {0x8086, 4},     {0x842C, 10000}, {0x8CAE, 2},    {0x8CB3, 2},  {0x8D30, 2},  {0x9621, 1000},
    {0x9646, 6},     {0x964C, 100},   {0x9678, 6},    {0x96F6, 0},  {0xF96B, 3},  {0xF973, 10},
    {0xF978, 2},     {0xF9B2, 0},     {0xF9D1, 6},    {0xF9D3, 6},  {0xF9FD, 10}, {0x16B60, 1e10},
    {0x16B61, 1e12}, {0x20001, 7},    {0x20064, 4},   {0x200E2, 4}, {0x20121, 5}, {0x2092A, 1},
    {0x20983, 30},   {0x2098C, 40},   {0x2099C, 40},  {0x20AEA, 6}, {0x20AFD, 3}, {0x20B19, 3},
    {0x22390, 2},    {0x22998, 3},    {0x23B1B, 3},   {0x2626D, 4}, {0x2F890, 9},
};

const NumericCharacter *find_more_number(Py_UCS4 ch) {
    const auto *row = std::lower_bound(
        std::begin(more_numbers), std::end(more_numbers), ch,
        [](const NumericCharacter &number, Py_UCS4 wanted) { return number.character < wanted; });
    return row != std::end(more_numbers) && row->character == ch ? row : nullptr;
}

using FullMapping = uint32_t *(*)(const uint32_t *, size_t, const char *, uninorm_t, uint32_t *, size_t *);

int map_fully(FullMapping mapping, Py_UCS4 ch, Py_UCS4 (&result)[3]) {
    if (ch >= 0xd800 && ch <= 0xdfff) {
        result[0] = ch;
        return 1;
    }
    size_t length = 3;
    uint32_t *mapped = mapping(&ch, 1, nullptr, nullptr, result, &length);
    if (mapped == result && length >= 1) return static_cast<int>(length);
    if (mapped != nullptr && mapped != result) free(mapped);
    result[0] = ch;
    return 1;
}

bool has_category(Py_UCS4 ch, uint32_t mask) {
    return uc_is_general_category_withtable(ch, mask);
}

} // namespace

#define EIGHT(n)                                                                                             \
    flags_of(n), flags_of(n + 1), flags_of(n + 2), flags_of(n + 3), flags_of(n + 4), flags_of(n + 5),        \
        flags_of(n + 6), flags_of(n + 7)
constinit const uint8_t ascii_flags[128] = {
    EIGHT(0),  EIGHT(8),  EIGHT(16), EIGHT(24), EIGHT(32), EIGHT(40),  EIGHT(48),  EIGHT(56),
    EIGHT(64), EIGHT(72), EIGHT(80), EIGHT(88), EIGHT(96), EIGHT(104), EIGHT(112), EIGHT(120)};
#undef EIGHT

int to_full_lower(Py_UCS4 ch, Py_UCS4 (&result)[3]) {
    return map_fully(u32_tolower, ch, result);
}
int to_full_upper(Py_UCS4 ch, Py_UCS4 (&result)[3]) {
    return map_fully(u32_toupper, ch, result);
}
int to_full_title(Py_UCS4 ch, Py_UCS4 (&result)[3]) {
    return map_fully(u32_totitle, ch, result);
}
int to_full_fold(Py_UCS4 ch, Py_UCS4 (&result)[3]) {
    return map_fully(u32_casefold, ch, result);
}

bool is_cased(Py_UCS4 ch) {
    return uc_is_property_cased(ch);
}
bool is_case_ignorable(Py_UCS4 ch) {
    return uc_is_property_case_ignorable(ch);
}

bool character_name(Py_UCS4 ch, char (&buffer)[256]) {
    static_assert(sizeof buffer >= UNINAME_MAX);
    if (unicode_character_name(ch, buffer) != nullptr) {
        // libunistring 1.0 writes the final NJ of Hangul syllables as NI.
        if (ch >= 0xac00 && ch <= 0xd7a3 && (ch - 0xac00) % 28 == 5) buffer[strlen(buffer) - 1] = 'J';
        return true;
    }
    if (!uc_is_property_unified_ideograph(ch)) return false;
    snprintf(buffer, sizeof buffer, "CJK UNIFIED IDEOGRAPH-%X", static_cast<unsigned>(ch));
    return true;
}

extern "C" {

int _PyUnicode_IsLowercase(Py_UCS4 ch) {
    return uc_is_property_lowercase(ch);
}
int _PyUnicode_IsUppercase(Py_UCS4 ch) {
    return uc_is_property_uppercase(ch);
}
int _PyUnicode_IsTitlecase(Py_UCS4 ch) {
    return has_category(ch, UC_CATEGORY_MASK_Lt);
}

// Category Zs, or bidirectional class WS, B or S.
int _PyUnicode_IsWhitespace(Py_UCS4 ch) {
    if (ch < 128) return is_ascii_with(ch, AsciiSpace);
    if (has_category(ch, UC_CATEGORY_MASK_Zs)) return 1;
    const int direction = uc_bidi_class(ch);
    return direction == UC_BIDI_WS || direction == UC_BIDI_B || direction == UC_BIDI_S;
}

int _PyUnicode_IsLinebreak(Py_UCS4 ch) {
    if (ch < 128) return is_ascii_with(ch, AsciiLineBreak);
    return ch == 0x85 || ch == 0x2028 || ch == 0x2029;
}

int _PyUnicode_IsAlpha(Py_UCS4 ch) {
    return has_category(ch, UC_CATEGORY_MASK_Lm | UC_CATEGORY_MASK_Lt | UC_CATEGORY_MASK_Lu |
                                UC_CATEGORY_MASK_Ll | UC_CATEGORY_MASK_Lo);
}

// Everything but "other" and "separator" categories, and the space.
int _PyUnicode_IsPrintable(Py_UCS4 ch) {
    if (ch < 128) return is_ascii_with(ch, AsciiPrintable);
    return !has_category(ch, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs |
                                 UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl |
                                 UC_CATEGORY_MASK_Zp | UC_CATEGORY_MASK_Zs);
}

int _PyUnicode_ToDecimalDigit(Py_UCS4 ch) {
    return uc_decimal_value(ch);
}
int _PyUnicode_ToDigit(Py_UCS4 ch) {
    return uc_digit_value(ch);
}
int _PyUnicode_IsDecimalDigit(Py_UCS4 ch) {
    return uc_decimal_value(ch) >= 0;
}
int _PyUnicode_IsDigit(Py_UCS4 ch) {
    return uc_digit_value(ch) >= 0;
}
int _PyUnicode_IsNumeric(Py_UCS4 ch) {
    return uc_numeric_value(ch).denominator != 0 || find_more_number(ch) != nullptr;
}

double _PyUnicode_ToNumeric(Py_UCS4 ch) {
    if (const NumericCharacter *number = find_more_number(ch)) return number->value;
    const uc_fraction_t value = uc_numeric_value(ch);
    return value.denominator == 0 ? -1.0 : static_cast<double>(value.numerator) / value.denominator;
}

// UAX 31's XID_Start and XID_Continue: the properties with what normalisation NFKC would break taken out.
int _PyUnicode_IsXidStart(Py_UCS4 ch) {
    return uc_is_property_xid_start(ch);
}
int _PyUnicode_IsXidContinue(Py_UCS4 ch) {
    return uc_is_property_xid_continue(ch);
}

// Of a mapping to several characters these tell the first.
Py_UCS4 _PyUnicode_ToLowercase(Py_UCS4 ch) {
    Py_UCS4 mapped[3];
    to_full_lower(ch, mapped);
    return mapped[0];
}
Py_UCS4 _PyUnicode_ToUppercase(Py_UCS4 ch) {
    Py_UCS4 mapped[3];
    to_full_upper(ch, mapped);
    return mapped[0];
}
Py_UCS4 _PyUnicode_ToTitlecase(Py_UCS4 ch) {
    Py_UCS4 mapped[3];
    to_full_title(ch, mapped);
    return mapped[0];
}

} // extern "C"

} // namespace adder::objects
