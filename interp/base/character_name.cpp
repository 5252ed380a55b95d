// SPDX-License-Identifier: MIT
// Hangul syllables are named after their parts (Unicode standard 3.12), ideographs after their numbers; both
// only in capitals. Control characters have no name but aliases (the standard's NameAliases.txt).
#include "base/character_name.hpp"

#include <unictype.h>
#include <uniname.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace adder::base {
namespace {

struct Alias {
    std::string_view name;
    char32_t code_point;
};

constexpr auto control_aliases = std::to_array<Alias>({
    {"NULL", 0x00},
    {"NUL", 0x00},
    {"START OF HEADING", 0x01},
    {"SOH", 0x01},
    {"START OF TEXT", 0x02},
    {"STX", 0x02},
    {"END OF TEXT", 0x03},
    {"ETX", 0x03},
    {"END OF TRANSMISSION", 0x04},
    {"EOT", 0x04},
    {"ENQUIRY", 0x05},
    {"ENQ", 0x05},
    {"ACKNOWLEDGE", 0x06},
    {"ACK", 0x06},
    {"ALERT", 0x07},
    {"BEL", 0x07},
    {"BACKSPACE", 0x08},
    {"BS", 0x08},
    {"CHARACTER TABULATION", 0x09},
    {"HORIZONTAL TABULATION", 0x09},
    {"HT", 0x09},
    {"TAB", 0x09},
    {"LINE FEED", 0x0A},
    {"NEW LINE", 0x0A},
    {"END OF LINE", 0x0A},
    {"LF", 0x0A},
    {"NL", 0x0A},
    {"EOL", 0x0A},
    {"LINE TABULATION", 0x0B},
    {"VERTICAL TABULATION", 0x0B},
    {"VT", 0x0B},
    {"FORM FEED", 0x0C},
    {"FF", 0x0C},
    {"CARRIAGE RETURN", 0x0D},
    {"CR", 0x0D},
    {"SHIFT OUT", 0x0E},
    {"LOCKING-SHIFT ONE", 0x0E},
    {"SO", 0x0E},
    {"SHIFT IN", 0x0F},
    {"LOCKING-SHIFT ZERO", 0x0F},
    {"SI", 0x0F},
    {"DATA LINK ESCAPE", 0x10},
    {"DLE", 0x10},
    {"DEVICE CONTROL ONE", 0x11},
    {"DC1", 0x11},
    {"DEVICE CONTROL TWO", 0x12},
    {"DC2", 0x12},
    {"DEVICE CONTROL THREE", 0x13},
    {"DC3", 0x13},
    {"DEVICE CONTROL FOUR", 0x14},
    {"DC4", 0x14},
    {"NEGATIVE ACKNOWLEDGE", 0x15},
    {"NAK", 0x15},
    {"SYNCHRONOUS IDLE", 0x16},
    {"SYN", 0x16},
    {"END OF TRANSMISSION BLOCK", 0x17},
    {"ETB", 0x17},
    {"CANCEL", 0x18},
    {"CAN", 0x18},
    {"END OF MEDIUM", 0x19},
    {"EOM", 0x19},

    {"SUBSTITUTE", 0x1A},
    {"SUB", 0x1A},
    {"ESCAPE", 0x1B},
    {"ESC", 0x1B},
    {"INFORMATION SEPARATOR FOUR", 0x1C},
    {"FILE SEPARATOR", 0x1C},
    {"FS", 0x1C},
    {"INFORMATION SEPARATOR THREE", 0x1D},
    {"GROUP SEPARATOR", 0x1D},
    {"GS", 0x1D},
    {"INFORMATION SEPARATOR TWO", 0x1E},
    {"RECORD SEPARATOR", 0x1E},
    {"RS", 0x1E},
    {"INFORMATION SEPARATOR ONE", 0x1F},
    {"UNIT SEPARATOR", 0x1F},
    {"US", 0x1F},
    {"DELETE", 0x7F},
    {"DEL", 0x7F},
    {"PADDING CHARACTER", 0x80},
    {"PAD", 0x80},
    {"HIGH OCTET PRESET", 0x81},
    {"HOP", 0x81},
    {"BREAK PERMITTED HERE", 0x82},
    {"BPH", 0x82},
    {"NO BREAK HERE", 0x83},
    {"NBH", 0x83},
    {"INDEX", 0x84},
    {"IND", 0x84},
    {"NEXT LINE", 0x85},
    {"NEL", 0x85},
    {"START OF SELECTED AREA", 0x86},
    {"SSA", 0x86},
    {"END OF SELECTED AREA", 0x87},
    {"ESA", 0x87},
    {"CHARACTER TABULATION SET", 0x88},
    {"HORIZONTAL TABULATION SET", 0x88},
    {"HTS", 0x88},
    {"CHARACTER TABULATION WITH JUSTIFICATION", 0x89},
    {"HORIZONTAL TABULATION WITH JUSTIFICATION", 0x89},
    {"HTJ", 0x89},
    {"LINE TABULATION SET", 0x8A},
    {"VERTICAL TABULATION SET", 0x8A},
    {"VTS", 0x8A},
    {"PARTIAL LINE FORWARD", 0x8B},
    {"PARTIAL LINE DOWN", 0x8B},
    {"PLD", 0x8B},
    {"PARTIAL LINE BACKWARD", 0x8C},
    {"PARTIAL LINE UP", 0x8C},
    {"PLU", 0x8C},
    {"REVERSE LINE FEED", 0x8D},
    {"REVERSE INDEX", 0x8D},
    {"RI", 0x8D},
    {"SINGLE SHIFT TWO", 0x8E},
    {"SINGLE-SHIFT-2", 0x8E},
    {"SS2", 0x8E},
    {"SINGLE SHIFT THREE", 0x8F},
    {"SINGLE-SHIFT-3", 0x8F},
    {"SS3", 0x8F},
    {"DEVICE CONTROL STRING", 0x90},
    {"DCS", 0x90},
    {"PRIVATE USE ONE", 0x91},
    {"PRIVATE USE-1", 0x91},
    {"PU1", 0x91},
    {"PRIVATE USE TWO", 0x92},
    {"PRIVATE USE-2", 0x92},
    {"PU2", 0x92},
    {"SET TRANSMIT STATE", 0x93},
    {"STS", 0x93},
    {"CANCEL CHARACTER", 0x94},
    {"CCH", 0x94},
    {"MESSAGE WAITING", 0x95},
    {"MW", 0x95},
    {"START OF GUARDED AREA", 0x96},
    {"START OF PROTECTED AREA", 0x96},
    {"SPA", 0x96},
    {"END OF GUARDED AREA", 0x97},
    {"END OF PROTECTED AREA", 0x97},
    {"EPA", 0x97},
    {"START OF STRING", 0x98},
    {"SOS", 0x98},
    {"SINGLE GRAPHIC CHARACTER INTRODUCER", 0x99},
    {"SGC", 0x99},
    {"SINGLE CHARACTER INTRODUCER", 0x9A},
    {"SCI", 0x9A},
    {"CONTROL SEQUENCE INTRODUCER", 0x9B},
    {"CSI", 0x9B},
    {"STRING TERMINATOR", 0x9C},
    {"ST", 0x9C},
    {"OPERATING SYSTEM COMMAND", 0x9D},
    {"OSC", 0x9D},
    {"PRIVACY MESSAGE", 0x9E},
    {"PM", 0x9E},
    {"APPLICATION PROGRAM COMMAND", 0x9F},
    {"APC", 0x9F},
});

constexpr std::string_view ideograph_prefix = "CJK UNIFIED IDEOGRAPH-";
constexpr std::string_view hangul_prefix = "HANGUL SYLLABLE ";

constexpr auto leading_consonants = std::to_array<std::string_view>(
    {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"});
constexpr auto vowels =
    std::to_array<std::string_view>({"A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
                                     "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"});
constexpr auto trailing_consonants = std::to_array<std::string_view>(
    {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
     "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"});

// Takes the longest part that the name begins with.
std::size_t take_part(std::string_view &name, std::span<const std::string_view> parts) {
    std::size_t best = parts.size();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (name.starts_with(parts[i]) && (best == parts.size() || parts[i].size() > parts[best].size()))
            best = i;
    }
    if (best != parts.size()) name.remove_prefix(parts[best].size());
    return best;
}

std::optional<char32_t> hangul_syllable(std::string_view name) {
    const std::size_t leading = take_part(name, leading_consonants);
    const std::size_t vowel = take_part(name, vowels);
    const std::size_t trailing = take_part(name, trailing_consonants);
    if (vowel == vowels.size() || !name.empty()) return std::nullopt;
    const std::size_t number = (leading * vowels.size() + vowel) * trailing_consonants.size() + trailing;
    return static_cast<char32_t>(0xAC00 + number);
}

std::optional<char32_t> ideograph(std::string_view digits) {
    if (digits.size() != 4 && digits.size() != 5) return std::nullopt;
    char32_t code_point = 0;
    for (char c : digits) {
        const bool is_digit = c >= '0' && c <= '9';
        if (!is_digit && (c < 'A' || c > 'F')) return std::nullopt;
        code_point = code_point * 16 + static_cast<char32_t>(is_digit ? c - '0' : c - 'A' + 10);
    }
    if (!uc_is_property_unified_ideograph(code_point)) return std::nullopt;
    return code_point;
}

} // namespace

std::optional<char32_t> character_of_name(std::string_view name) {
    if (name.starts_with(hangul_prefix)) return hangul_syllable(name.substr(hangul_prefix.size()));
    if (name.starts_with(ideograph_prefix)) return ideograph(name.substr(ideograph_prefix.size()));
    std::string capitals(name);
    for (char &c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (capitals.starts_with(hangul_prefix)) return std::nullopt;
    const auto alias = std::find_if(control_aliases.begin(), control_aliases.end(),
                                    [&](const Alias &row) { return row.name == capitals; });
    if (alias != control_aliases.end()) return alias->code_point;
    const ucs4_t code_point = unicode_name_character(capitals.c_str());
    if (code_point == UNINAME_INVALID) return std::nullopt;
    return code_point;
}

} // namespace adder::base
