// SPDX-License-Identifier: MIT
//
// PyConfig as a command line, and a command line as a PyConfig.
#pragma once

#include "cli/command_line.hpp"

#include <Python.h>

namespace adder::cli {

// The settings as options, and what the command line fields ask to be run.
[[nodiscard]] CommandLine to_command_line(const PyConfig &config);
// Writes what a command line says into the settings, which keep what it does not speak of.
[[nodiscard]] PyStatus apply_command_line(const CommandLine &line, PyConfig &config);
// `to` is overwritten; its texts are copies.
[[nodiscard]] PyStatus copy_config(PyConfig &to, const PyConfig &from);

} // namespace adder::cli
