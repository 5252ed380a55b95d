// SPDX-License-Identifier: MIT
//
// The command line, as python3 reads it.
#pragma once

#include "runtime/options.hpp"

#include <string>

namespace adder::cli {

enum class Action { Repl, StandardInput, Text, Module, File, Version, Help, Bad, Unstartable };

struct CommandLine {
    runtime::Options options;
    Action action = Action::Repl;
    std::string text; // program text, module name or file name
    int version_count = 0;
};

// Never fails: a complaint was printed when the action is Bad or, for settings without sense, Unstartable.
[[nodiscard]] CommandLine parse_command_line(int argument_count, char **arguments);
void print_help(const std::string &program);

} // namespace adder::cli
