// SPDX-License-Identifier: MIT
// Decoding by PEP 263 with CPython's messages. UTF-8, Latin-1 and ASCII are known; any other name is an
// encoding problem. A file is read as CPython's tokenizer does it: line by line, so that a syntax error
// before a bad byte comes first, and a NUL byte drops the rest of its line together with the line ending.
#include "base/source.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <cstdio>

namespace adder::base {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string translate_newlines(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 1);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t carriage_return = std::min(text.find('\r', at), text.size());
        result.append(text, at, carriage_return - at);
        at = carriage_return;
        if (at == text.size()) break;
        result.push_back('\n');
        at += text.substr(at).starts_with("\r\n") ? 2 : 1;
    }
    return result;
}

bool is_encoding_character(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '.';
}

// The name in a comment "coding: name" or "coding=name"; empty when the line has none.
std::string_view cookie_of_line(std::string_view line) {
    const std::size_t comment = line.find_first_not_of(" \t\f");
    if (comment == std::string_view::npos || line[comment] != '#') return {};
    for (std::size_t at = line.find("coding", comment); at != std::string_view::npos;
         at = line.find("coding", at + 1)) {
        std::string_view rest = line.substr(at + 6);
        if (rest.empty() || (rest[0] != ':' && rest[0] != '=')) continue;
        rest.remove_prefix(std::min(rest.find_first_not_of(" \t", 1), rest.size()));
        const auto end = std::find_if_not(rest.begin(), rest.end(), is_encoding_character);
        if (end != rest.begin()) return rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    }
    return {};
}

// A second line counts only below a first that is blank or a comment.
std::string_view find_cookie(std::string_view text) {
    for (int lineno = 1; lineno <= 2 && !text.empty(); ++lineno) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        if (const auto cookie = cookie_of_line(line); !cookie.empty()) return cookie;
        const std::size_t first = line.find_first_not_of(" \t\f");
        if (first != std::string_view::npos && line[first] != '#') return {};
        text.remove_prefix(std::min(end + (text.substr(end).starts_with("\r\n") ? 2 : 1), text.size()));
    }
    return {};
}

bool is_name_or_prefix(std::string_view text, std::string_view name) {
    return text.starts_with(name) && (text.size() == name.size() || text[name.size()] == '-');
}

// The names that CPython's tokenizer treats as its own two encodings.
std::string normal_encoding_name(std::string_view name) {
    std::string lowered;
    for (char c : name.substr(0, 12)) {
        lowered.push_back(c == '_' ? '-' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c));
    }
    if (is_name_or_prefix(lowered, "utf-8")) return "utf-8";
    for (const char *latin : {"latin-1", "iso-8859-1", "iso-latin-1"}) {
        if (is_name_or_prefix(lowered, latin)) return "iso-8859-1";
    }
    return std::string(name);
}

enum class Encoding { Utf8, Latin1, Ascii, Unknown };

Encoding encoding_of_name(std::string_view normal_name) {
    std::string lowered;
    for (char c : normal_name) {
        if (c != '-' && c != '_') lowered.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
    }
    for (const char *name : {"utf8", "u8", "utf", "utf8sig", "cp65001"}) {
        if (lowered == name) return Encoding::Utf8;
    }
    for (const char *name : {"iso88591", "latin1", "latin", "l1", "cp819", "8859", "isoir100"}) {
        if (lowered == name) return Encoding::Latin1;
    }
    for (const char *name : {"ascii", "usascii", "646", "ansix3.41968", "iso646us", "us"}) {
        if (lowered == name) return Encoding::Ascii;
    }
    return Encoding::Unknown;
}

// What the beginning of a script says about its encoding.
struct Preamble {
    std::string name = "utf-8";
    Encoding encoding = Encoding::Utf8;
    bool is_explicit = false;
    std::string problem;
};

// Takes the byte order mark off.
Preamble read_preamble(std::string_view &bytes) {
    Preamble preamble;
    const bool has_mark = bytes.starts_with(byte_order_mark);
    if (has_mark) bytes.remove_prefix(byte_order_mark.size());
    const std::string_view cookie = find_cookie(bytes);
    if (!cookie.empty()) preamble.name = normal_encoding_name(cookie);
    preamble.encoding = encoding_of_name(preamble.name);
    preamble.is_explicit = has_mark || !cookie.empty();
    if (has_mark && preamble.name != "utf-8")
        preamble.problem = "encoding problem: " + preamble.name + " with BOM";
    return preamble;
}

std::string latin1_to_utf8(std::string_view bytes) {
    std::string text;
    for (char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
    return text;
}

// Joins a line that holds a NUL to the next, without what followed the NUL.
std::string drop_after_nulls(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t line_size = std::min(text.find('\n'), text.size() - 1) + 1;
        result.append(text.substr(0, std::min(text.substr(0, line_size).find('\0'), line_size)));
        text.remove_prefix(line_size);
    }
    return result;
}

// Cuts the text before the line of the first bad byte.
std::optional<SourceError> cut_at_bad_byte(const std::string &filename, std::string &text) {
    const auto bad = find_utf8_error(text);
    if (!bad) return std::nullopt;
    const auto lineno =
        std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad->start), '\n') + 1;
    char message[64];
    std::snprintf(message, sizeof message, "Non-UTF-8 code starting with '\\x%.2x' in file ",
                  static_cast<unsigned char>(text[bad->start]));
    const std::size_t line_start = text.rfind('\n', bad->start) + 1;
    text.resize(line_start);
    return SourceError{SourceError::Kind::Undecodable,
                       message + filename + " on line " + std::to_string(lineno) +
                           ", but no encoding declared; see https://peps.python.org/pep-0263/ for details"};
}

} // namespace

Source Source::from_text(std::string filename, std::string_view text) {
    if (text.find('\0') != std::string_view::npos) return refuse_nulls(std::move(filename));
    return from_translated(std::move(filename), text, true);
}

// CPython takes a text that ends with \r\n for one without an ending and adds another newline.
Source Source::from_translated(std::string filename, std::string_view text, bool has_known_encoding) {
    Source source(std::move(filename), translate_newlines(text), has_known_encoding);
    if (!text.ends_with("\r\n")) return source;
    source.line_starts_.push_back(source.text_.size());
    source.text_.push_back('\n');
    source.is_newline_added_ = true;
    return source;
}

Source Source::refuse_nulls(std::string filename) {
    return {std::move(filename), "", true,
            SourceError{SourceError::Kind::NullByte, "source code string cannot contain null bytes"}};
}

Source Source::from_file_bytes(std::string filename, std::string_view bytes, SourceDecoder decode) {
    const Preamble preamble = read_preamble(bytes);
    const auto refuse = [&](std::string message) {
        return Source(std::move(filename), "", true,
                      SourceError{SourceError::Kind::Undecodable, std::move(message)});
    };
    if (!preamble.problem.empty()) return refuse(preamble.problem);
    const bool is_ascii_wrong = preamble.encoding == Encoding::Ascii && !is_ascii(bytes);
    std::string decoded;
    const bool is_unknown = preamble.encoding == Encoding::Unknown &&
                            (decode == nullptr || !decode(preamble.name, bytes, decoded));
    if (is_unknown || is_ascii_wrong) return refuse("encoding problem: " + preamble.name);
    if (preamble.encoding == Encoding::Latin1) decoded = latin1_to_utf8(bytes);
    std::string text = translate_newlines(
        preamble.encoding == Encoding::Latin1 || preamble.encoding == Encoding::Unknown ? decoded : bytes);
    if (text.find('\0') != std::string::npos) text = drop_after_nulls(text);
    std::optional<SourceError> error = cut_at_bad_byte(filename, text);
    Source source(std::move(filename), text, preamble.is_explicit, std::move(error));
    source.is_file_ = true;
    return source;
}

Source Source::from_bytes(std::string filename, std::string_view bytes, SourceDecoder decode) {
    if (bytes.find('\0') != std::string_view::npos) return refuse_nulls(std::move(filename));
    const Preamble preamble = read_preamble(bytes);
    const auto refuse = [&](std::string message) {
        return Source(std::move(filename), "", true,
                      SourceError{SourceError::Kind::UndecodableText, std::move(message)});
    };
    if (!preamble.problem.empty()) return refuse(preamble.problem);
    switch (preamble.encoding) {
    case Encoding::Utf8: return from_translated(std::move(filename), bytes, preamble.is_explicit);
    case Encoding::Latin1: return from_translated(std::move(filename), latin1_to_utf8(bytes), true);
    case Encoding::Unknown: {
        std::string result = "unknown encoding: " + preamble.name;
        if (decode == nullptr || !decode(preamble.name, bytes, result)) return refuse(result);
        return from_translated(std::move(filename), result, true);
    }
    case Encoding::Ascii: break;
    }
    const auto bad = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
    if (bad == bytes.end()) return from_translated(std::move(filename), bytes, true);
    char message[96];
    std::snprintf(message, sizeof message,
                  "'ascii' codec can't decode byte 0x%02x in position %zd: ordinal not in range(128)",
                  static_cast<unsigned char>(*bad), bad - bytes.begin());
    return refuse(message);
}

Source::Source(std::string filename, std::string_view text, bool has_known_encoding,
               std::optional<SourceError> error)
    : filename_(std::move(filename)), text_(text), error_(std::move(error)),
      has_known_encoding_(has_known_encoding) {
    if (!text_.empty() && text_.back() != '\n') {
        text_.push_back('\n');
        is_newline_added_ = true;
    }
    for (std::size_t start = 0; start < text_.size(); start = text_.find('\n', start) + 1) {
        line_starts_.push_back(start);
    }
}

std::size_t Source::line_start(int lineno) const {
    const auto index = static_cast<std::size_t>(lineno - 1);
    return index < line_starts_.size() ? line_starts_[index] : text_.size();
}

std::string_view Source::line(int lineno) const {
    if (lineno < 1 || lineno > line_count()) return {};
    const std::size_t start = line_start(lineno);
    return text().substr(start, line_start(lineno + 1) - start - 1);
}

int Source::character_offset(int lineno, int byte_offset) const {
    const std::string_view text = line(lineno);
    const auto length = std::min(static_cast<std::size_t>(std::max(byte_offset, 0)), text.size());
    const auto beyond = byte_offset - static_cast<int>(length);
    return static_cast<int>(count_characters(text.substr(0, length))) + std::max(beyond, 0);
}

} // namespace adder::base
