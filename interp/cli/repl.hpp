// SPDX-License-Identifier: MIT
//
// The prompt: read a statement, run it in __main__, print what it is worth, and go on.
#pragma once

namespace adder::cli {

// Runs until the end of input or exit(); the process's exit status. `shows_banner` is off with -q.
int run_repl(bool shows_banner);

} // namespace adder::cli
