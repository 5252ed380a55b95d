// SPDX-License-Identifier: MIT
//
// The module sys: values that describe the interpreter, the standard streams, and functions on the running
// state.
#pragma once

#include "objects/object.hpp"
#include "runtime/options.hpp"

namespace adder::runtime {

// Makes the module; its dict becomes RuntimeState::sys_dict. 0 or -1.
[[nodiscard]] int make_sys_module(const Options &options);
// Sets stdin, stdout and stderr. 0 or -1.
[[nodiscard]] int set_standard_streams(const Options &options);
// Absolute path of the running executable.
[[nodiscard]] std::string executable_path();
// Folders of the standard library that exist.
[[nodiscard]] std::vector<std::string> library_folders();

// The functions' rows, in sys_functions.cpp.
extern PyMethodDef sys_functions[];
// Those about asynchronous generators, in sys_async.cpp.
extern PyMethodDef sys_async_functions[];
// version_info, flags, float_info and their like, in sys_values.cpp.
[[nodiscard]] int add_sys_values(PyObject *dict, const Options &options);

} // namespace adder::runtime
