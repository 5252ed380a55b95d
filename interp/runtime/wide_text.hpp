// SPDX-License-Identifier: MIT
//
// Text of the system in wchar_t, as the embedding API takes it, and back: UTF-8, where a byte that is none is
// a lone surrogate. Needs no interpreter.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace adder::runtime {

[[nodiscard]] std::wstring to_wide(std::string_view bytes);
// Nothing for a surrogate that stands for no byte, whose place is then in *error_position if that is given.
[[nodiscard]] std::optional<std::string> from_wide(std::wstring_view text, size_t *error_position = nullptr);

} // namespace adder::runtime
