// SPDX-License-Identifier: MIT
// The text of one script in UTF-8 with every line ending turned into '\n', plus its line table. It comes from
// a file's bytes (decoded as PEP 263 says), from bytes or from a str handed to compile(), and goes to the
// lexer and to whoever shows a line of it: syntax errors, tracebacks, traces.
// Invariants:
// 1. lines count from 1 as Python's do; byte offsets and character offsets count from 0;
// 2. a text that is not empty ends in '\n' (one is added where the script has none);
// 3. the text is well-formed UTF-8, except that compile()'s bytes are taken as they are: the lexer refuses
//    bad ones where they matter, as CPython does;
// 4. when error() is set, the text stops before the place of the error; what stands there is still text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace adder::base {

// Why the rest of a script is no text. CPython reports it as a SyntaxError when it gets there.
struct SourceError {
    enum class Kind : std::uint8_t {
        NullByte,       // in text for compile(): ValueError
        Undecodable,    // a file's bytes: SyntaxError without file name and line
        UndecodableText // bytes for compile(): SyntaxError at line 0
    };
    Kind kind = Kind::Undecodable;
    std::string message;
};

// Decodes `bytes` by a codec that this folder does not know: true with UTF-8 in `result`, or false with the
// reason.
using SourceDecoder = bool (*)(const std::string &encoding, std::string_view bytes, std::string &result);

class Source {
  public:
    // From text that the program already holds: exec, eval, -c, a line of the REPL.
    [[nodiscard]] static Source from_text(std::string filename, std::string_view text);

    // From a script file: byte order mark, coding cookie, then the decoding they ask for. Without a decoder,
    // other encodings than UTF-8, Latin-1 and ASCII are an error.
    [[nodiscard]] static Source from_file_bytes(std::string filename, std::string_view bytes,
                                                SourceDecoder decode = nullptr);

    // From bytes for compile(), as the import system hands them over.
    [[nodiscard]] static Source from_bytes(std::string filename, std::string_view bytes,
                                           SourceDecoder decode = nullptr);

    [[nodiscard]] const std::string &filename() const { return filename_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] const std::optional<SourceError> &error() const { return error_; }
    [[nodiscard]] int line_count() const { return static_cast<int>(line_starts_.size()); }

    // Whether an encoding was known before the text was read: from a str, a cookie or a byte order mark.
    // CPython counts an error's columns in characters then, else in bytes.
    [[nodiscard]] bool has_known_encoding() const { return has_known_encoding_; }

    // Whether it was read as a file is, line by line; an error at its end has no column then.
    [[nodiscard]] bool is_file() const { return is_file_; }

    // Whether the script itself ended without a line ending.
    [[nodiscard]] bool is_newline_added() const { return is_newline_added_; }

    // The line without its ending; empty for a line that does not exist.
    [[nodiscard]] std::string_view line(int lineno) const;

    // Byte offset of the line's first character in text(); text().size() for a line beyond the last.
    [[nodiscard]] std::size_t line_start(int lineno) const;

    // Turns a byte offset in a line into an offset in characters, as CPython reports them.
    [[nodiscard]] int character_offset(int lineno, int byte_offset) const;

  private:
    static Source refuse_nulls(std::string filename);
    static Source from_translated(std::string filename, std::string_view text, bool has_known_encoding);
    Source(std::string filename, std::string_view text, bool has_known_encoding,
           std::optional<SourceError> error = std::nullopt);

    std::string filename_;
    std::string text_;
    std::vector<std::size_t> line_starts_;
    std::optional<SourceError> error_;
    bool has_known_encoding_ = false;
    bool is_file_ = false;
    bool is_newline_added_ = false;
};

} // namespace adder::base
