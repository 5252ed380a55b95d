// SPDX-License-Identifier: MIT
//
// The built-in function open().
#pragma once

#include <Python.h>

namespace adder::runtime {

// ValueError for what cannot end lines, LookupError for an encoding that is not known. 0 or -1.
[[nodiscard]] int check_newline(PyObject *newline);
[[nodiscard]] int check_encoding(const char *encoding);

// The row of `open` for module builtins.
extern PyMethodDef file_functions[];

} // namespace adder::runtime
