// SPDX-License-Identifier: MIT
//
// Running text and code objects in namespaces: the namespaces of the running frame, and what PyEval_… and
// the built-in functions eval() and exec() share.
#pragma once

#include "objects/object.hpp"
#include "runtime/compile_text.hpp"

namespace adder::runtime {

// The running frame's global names; borrowed, NULL without an error when no frame runs.
PyObject *current_globals();
// Its local names: the namespace itself of a module or class body, a new dict for a function.
// Empty without an error when no frame runs.
[[nodiscard]] objects::Ref current_locals();
// Of the running frame's code: the __future__ features that text compiled on its behalf inherits.
uint32_t current_future_flags();

// Puts `__builtins__` into a namespace that has none. 0 or -1.
[[nodiscard]] int ensure_builtins(PyObject *globals);

// The source of compile(), eval() or exec(): str, bytes or another buffer. Nothing, with an error set, for
// everything else; `expected` completes "eval() arg 1 must be a …".
[[nodiscard]] std::optional<base::Source> source_from_object(PyObject *object, const std::string &filename,
                                                             const char *function, const char *expected);

} // namespace adder::runtime
