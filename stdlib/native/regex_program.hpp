// SPDX-License-Identifier: MIT
//
// A pattern compiled by PCRE2 for subjects of one width, and all that concerns running it: native code once
// it pays, the stack of that code, and what happens when a limit is reached. PCRE2's libraries for units of
// 8, 16 and 32 bits, without their Unicode modes, fit the three widths of str, so no subject is ever
// converted.
#pragma once

#include "regex_generator.hpp"

#include <cstddef>
#include <memory>

namespace adder::stdlib::regex {

enum class Mode : uint8_t { Search, Match, FullMatch };

class Program {
  public:
    virtual ~Program() = default;

    // 1 for a match, whose offsets offsets() has until the next call; 0 for none; -1 with an exception. With
    // `not_empty` a match at the start has a character.
    [[nodiscard]] virtual int run(const void *subject, size_t length, size_t start, bool not_empty) = 0;
    // Pairs of start and end by group; PCRE2_UNSET, which is SIZE_MAX, for a group that took no part.
    [[nodiscard]] virtual const size_t *offsets() const = 0;
    // Bytes a character.
    [[nodiscard]] virtual int width() const = 0;
};

// NULL with an exception. A pattern that is too large for the narrow libraries gets a wider one.
[[nodiscard]] std::unique_ptr<Program> compile_program(const Tree &tree, int width, uint32_t most, Mode mode);

} // namespace adder::stdlib::regex
