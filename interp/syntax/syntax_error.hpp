// SPDX-License-Identifier: MIT
// What is wrong with a script, in the terms of CPython's SyntaxError: made by lexer, parser and compiler,
// turned into an exception or printed with a caret by whoever asked for the compilation.
// Offsets count characters from 1, as CPython's attributes do; 0 and -1 have CPython's meanings (the whole
// line, no end known).
#pragma once

#include <cstdint>
#include <string>

namespace adder::syntax {

enum class SyntaxErrorKind : std::uint8_t {
    SyntaxError,
    IndentationError,
    TabError,
    MemoryError,    // nested too deeply for the parser; CPython's has no message and no place
    RecursionError, // nested too deeply for the compiler
    ValueError,     // the text holds a null byte
    OverflowError,  // too large to count
};

struct SyntaxError {
    SyntaxErrorKind kind = SyntaxErrorKind::SyntaxError;
    std::string message;
    int lineno = 0;
    int offset = 0;
    int end_lineno = 0;
    int end_offset = 0;
    std::string text;              // the line, with its ending when CPython keeps it
    bool has_place = true;         // false: lineno, offsets and text are None in CPython
    bool has_text = true;          // false: text is None in CPython
    bool has_place_in_args = true; // false: CPython sets the attributes and leaves args the message
};

// What is legal and surely a mistake, or will be no longer legal.
struct SyntaxWarning {
    bool is_deprecation = false;
    int lineno = 0;
    SyntaxError error; // what it becomes when a filter makes errors of warnings; its message is the warning's
};

} // namespace adder::syntax
