// SPDX-License-Identifier: MIT
//
// The built-in function open().
#pragma once

#include <Python.h>

namespace adder::runtime {

// The row of `open` for module builtins.
extern PyMethodDef file_functions[];

} // namespace adder::runtime
