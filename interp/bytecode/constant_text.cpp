// SPDX-License-Identifier: MIT
//
// repr() of constants, by the rules of the Python types they become.
#include "bytecode/constant_text.hpp"

#include "base/number_text.hpp"
#include "base/utf8.hpp"

#include <cmath>
#include <cstdio>

namespace adder::bytecode {

namespace {

// Python prefers single quotes; double quotes only where they save escapes.
char quote_for(std::string_view text) {
    const bool has_single = text.find('\'') != std::string_view::npos;
    const bool has_double = text.find('"') != std::string_view::npos;
    return has_single && !has_double ? '"' : '\'';
}

void append_hex(std::string &result, const char *format, unsigned value) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, format, value);
    result += buffer;
}

// Appends what quote, backslash and line controls become; false for any other character.
bool append_common_escape(std::string &result, unsigned character, char quote) {
    switch (character) {
    case '\\': result += "\\\\"; return true;
    case '\t': result += "\\t"; return true;
    case '\n': result += "\\n"; return true;
    case '\r': result += "\\r"; return true;
    default: break;
    }
    if (character != static_cast<unsigned char>(quote)) return false;
    result += '\\';
    result += quote;
    return true;
}

void append_character(std::string &result, char32_t character) {
    if (base::is_printable(character))
        base::append_utf8(result, character);
    else if (character <= 0xFF)
        append_hex(result, "\\x%02x", character);
    else if (character <= 0xFFFF)
        append_hex(result, "\\u%04x", character);
    else
        append_hex(result, "\\U%08x", character);
}

std::string complex_repr(std::complex<double> value) {
    const bool has_real = value.real() != 0.0 || std::signbit(value.real());
    std::string imaginary = base::float_repr(value.imag());
    if (imaginary.ends_with(".0")) imaginary.resize(imaginary.size() - 2);
    if (!has_real) return imaginary + "j";
    std::string real = base::float_repr(value.real());
    if (real.ends_with(".0")) real.resize(real.size() - 2);
    if (imaginary[0] != '-') imaginary.insert(0, "+");
    return "(" + real + imaginary + "j)";
}

std::string join_reprs(const std::vector<Constant> &items) {
    std::string result;
    for (const Constant &item : items) {
        if (!result.empty()) result += ", ";
        result += constant_repr(item);
    }
    return result;
}

struct Repr {
    std::string operator()(NoneConstant) const { return "None"; }
    std::string operator()(EllipsisConstant) const { return "Ellipsis"; }
    std::string operator()(bool value) const { return value ? "True" : "False"; }
    std::string operator()(int64_t value) const { return std::to_string(value); }
    std::string operator()(const BigInt &value) const {
        return (value.is_negative ? "-" : "") + base::convert_digits(value.hex_digits, 16, 10);
    }
    std::string operator()(double value) const { return base::float_repr(value); }
    std::string operator()(std::complex<double> value) const { return complex_repr(value); }
    std::string operator()(const Text &value) const { return text_repr(value.utf8); }
    std::string operator()(const Bytes &value) const { return bytes_repr(value.bytes); }
    std::string operator()(const TupleConstant &value) const {
        return "(" + join_reprs(value.items) + (value.items.size() == 1 ? ",)" : ")");
    }
    std::string operator()(const FrozensetConstant &value) const {
        return value.items.empty() ? "frozenset()" : "frozenset({" + join_reprs(value.items) + "})";
    }
    std::string operator()(const std::shared_ptr<Code> &code) const {
        return "<code object " + code->name + ", file \"" + code->filename + "\", line " +
               std::to_string(code->first_line) + ">";
    }
};

} // namespace

std::string text_repr(std::string_view utf8) {
    const char quote = quote_for(utf8);
    std::string result(1, quote);
    while (!utf8.empty()) {
        const base::DecodedCharacter character = base::decode_utf8(utf8);
        if (!append_common_escape(result, character.code_point, quote))
            append_character(result, character.code_point);
        utf8.remove_prefix(static_cast<size_t>(character.length));
    }
    return result + quote;
}

std::string bytes_repr(std::string_view bytes) {
    const char quote = quote_for(bytes);
    std::string result = "b";
    result += quote;
    for (const char character : bytes) {
        const auto byte = static_cast<unsigned char>(character);
        if (append_common_escape(result, byte, quote)) continue;
        if (byte >= 0x20 && byte < 0x7F)
            result += character;
        else
            append_hex(result, "\\x%02x", byte);
    }
    return result + quote;
}

std::string constant_repr(const Constant &constant) {
    return std::visit(Repr{}, constant.value);
}

} // namespace adder::bytecode
