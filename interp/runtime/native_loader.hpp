// SPDX-License-Identifier: MIT
//
// From a shared library to a module: dlopen, PyInit_name, and a message of its own for every way this can
// fail.
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

// New module from the library at `path` (str), named by `spec`, initialised. Empty with ImportError,
// SystemError or what the library's init function raised.
[[nodiscard]] objects::Ref load_native_module(PyObject *spec, PyObject *module_name, PyObject *path);

// Runs an init function and both phases of what it returns; for built-in modules too. `path` may be NULL.
[[nodiscard]] objects::Ref run_init_function(PyObject *(*init)(void), PyObject *spec, PyObject *module_name,
                                             PyObject *path);

} // namespace adder::runtime
