// SPDX-License-Identifier: MIT
// Backslash escapes in the body of a literal to characters or bytes (Python reference 2.4.1), with the
// messages of CPython's decoders.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace adder::syntax {

struct EscapeReport {
    std::string error;
    std::string warning; // of the first escape that is none, if there is one
};

// The body's text as UTF-8, surrogates in three bytes; nothing when the report's error says why not.
[[nodiscard]] std::optional<std::string> decode_string_escapes(std::string_view body, EscapeReport &report);

// The same for bytes; the body is ASCII.
[[nodiscard]] std::optional<std::string> decode_bytes_escapes(std::string_view body, EscapeReport &report);

// The warning of a backslash before a character that it does not escape.
[[nodiscard]] std::string invalid_escape_warning(char letter);

} // namespace adder::syntax
