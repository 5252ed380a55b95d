// SPDX-License-Identifier: MIT
// Characters by their Unicode names, as \N{…} gives them. Most come from libunistring's table, whose Unicode
// version is CPython 3.11's; names that follow a rule, and those of control characters, are made here.
#pragma once

#include <optional>
#include <string_view>

namespace adder::base {

// The character of that name or alias; nothing when there is none. Case is ignored where CPython ignores it.
[[nodiscard]] std::optional<char32_t> character_of_name(std::string_view name);

} // namespace adder::base
