// SPDX-License-Identifier: MIT
//
// Binding of arguments to parameters (reference manual 6.3.4).
#pragma once

#include "vm/frame.hpp"

namespace adder::vm {

// Writes owned references to all argument variables at `variables` (room for total_arguments): positional
// ones, defaults, keyword-only ones, * and **. Arguments are borrowed: `count` positional ones and then those
// that the tuple `keyword_names` (or NULL) names. 0, or -1 with a TypeError in CPython's words and nothing
// written.
[[nodiscard]] int bind_arguments(PyFunctionObject *function, PyObject *const *arguments, Py_ssize_t count,
                                 PyObject *keyword_names, PyObject **variables);

} // namespace adder::vm
