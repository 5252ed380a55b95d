// SPDX-License-Identifier: MIT
//
// Start, run, stop: the map of the program.
//
//   start ─ heap, stack, names, types, exceptions, VM, then builtins, sys and the standard streams
//   run_* ─ text in, status out; an exception that nobody catches is printed here
//   stop  ─ exit functions, streams flushed, modules taken apart, last collection
//
// One interpreter exists in a process; start and stop are called once, by cli/main or an embedding program.
#pragma once

#include "objects/object.hpp"
#include "runtime/options.hpp"

#include <string>

namespace adder::runtime {

// 0, or -1 after printing why the interpreter cannot start.
[[nodiscard]] int start(const Options &options);
// 0, or -1 when standard output could not be written.
[[nodiscard]] int stop();

// Each runs in __main__ and gives the process's exit status. `filename` is what tracebacks show.
[[nodiscard]] int run_text(const std::string &text, const std::string &filename);
[[nodiscard]] int run_file(const std::string &path);
[[nodiscard]] int run_stdin();
// `-m name`. `program` is how the interpreter was invoked, for its complaints.
[[nodiscard]] int run_module(const std::string &module_name, const std::string &program);
// The script `folder`/__main__.py.
[[nodiscard]] int run_folder(const std::string &folder, const std::string &program);

// Prints the pending exception and gives the exit status it means: SystemExit's code, 130 for an interrupt,
// else 1.
[[nodiscard]] int report_uncaught();
// The dict of __main__; borrowed, NULL with an error.
[[nodiscard]] PyObject *main_namespace();
// Puts an entry before all others of sys.path.
[[nodiscard]] int prepend_to_path(const std::string &entry);
// Replaces sys.argv[0].
[[nodiscard]] int set_first_argument(const std::string &text);

} // namespace adder::runtime
