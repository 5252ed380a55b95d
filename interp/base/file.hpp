// SPDX-License-Identifier: MIT
//
// Whole files as bytes. The standard library's streams throw when a folder or a device is read; these do not.
#pragma once

#include <optional>
#include <string>

namespace adder::base {

// What can be opened and read to its end: a file, a pipe, a terminal. Nothing, with errno, where that fails.
[[nodiscard]] std::optional<std::string> read_file(const char *path);

// The same for regular files only: what is read for its lines must have an end.
[[nodiscard]] std::optional<std::string> read_regular_file(const char *path);

} // namespace adder::base
