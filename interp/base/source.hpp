// SPDX-License-Identifier: MIT
// The text of one script, decoded to UTF-8 and with every line ending turned into '\n', plus its line table.
// Data comes from a file's bytes (decoded as PEP 263 says) or from a string; it goes to the lexer and to
// whoever shows a line of it: syntax errors, tracebacks, traces.
// Invariants:
// 1. the text is well-formed UTF-8, except that a string handed to from_text may hold lone surrogates in
//    the three-byte form (WTF-8);
// 2. lines count from 1 as Python's do; byte offsets and character offsets count from 0.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace adder::base {

// Why a file's bytes are no source text; CPython reports it as a SyntaxError.
struct SourceError {
    std::string message;
    int lineno = 0;           // 0: belongs to no line
    int character_offset = 0; // from 1, 0: none
    std::string line_text;    // as CPython shows it; empty: none
    bool is_bare = false;     // CPython reports this one without a file name and a line
};

class Source {
  public:
    // A source from a string that the program already holds as text (exec, eval, -c, the REPL).
    [[nodiscard]] static Source from_text(std::string filename, std::string_view text);

    // A source from a file's bytes: byte order mark, coding cookie, then the decoding they ask for.
    // On failure returns nothing and fills `error`.
    [[nodiscard]] static std::optional<Source> from_bytes(std::string filename, std::string_view bytes,
                                                          SourceError &error);

    [[nodiscard]] const std::string &filename() const { return filename_; }
    [[nodiscard]] std::string_view text() const { return text_; }
    [[nodiscard]] int line_count() const { return static_cast<int>(line_starts_.size()); }

    // The line without its ending; empty for a line that does not exist.
    [[nodiscard]] std::string_view line(int lineno) const;

    // Byte offset of the line's first character in text().
    [[nodiscard]] std::size_t line_start(int lineno) const {
        return line_starts_[static_cast<std::size_t>(lineno - 1)];
    }

    // Turns a byte offset in a line into an offset in characters, as CPython reports them.
    [[nodiscard]] int character_offset(int lineno, int byte_offset) const;

  private:
    Source(std::string filename, std::string text);

    std::string filename_;
    std::string text_;
    std::vector<std::size_t> line_starts_;
};

} // namespace adder::base
