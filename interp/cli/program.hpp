// SPDX-License-Identifier: MIT
//
// The program: a command line run from start to exit status.
#pragma once

#include "cli/command_line.hpp"

namespace adder::cli {

// What stands before a start for help, version or a bad command line: its exit status; -1 when the
// interpreter is to start.
[[nodiscard]] int status_without_start(const CommandLine &line);
// Starts the interpreter with the built-in modules of the program. 0, or -1 after printing why not.
[[nodiscard]] int start_program(const CommandLine &line);
// Does what the line asks for in the started interpreter, stops it, and gives the exit status.
[[nodiscard]] int run_and_stop(const CommandLine &line);

} // namespace adder::cli
