// SPDX-License-Identifier: MIT
//
// Warnings: the state that C++ code and the Python module `warnings` share, and issuing one.
#pragma once

#include "objects/object.hpp"

#include <string>

namespace adder::objects {

// What decides about warnings; made when it is first asked for. While the module `warnings` is loaded, its
// attributes `filters`, `defaultaction` and `onceregistry` are asked in place of these.
struct WarningState {
    PyObject *filters;        // list of (action, message, category, module, line), newest first
    PyObject *default_action; // str
    PyObject *once_registry;  // dict
    long version = 0;         // of the filters: registries of another version are out of date
};
// NULL with MemoryError.
[[nodiscard]] WarningState *warning_state();

// Adds the filter of a `-W` option, "action:message:category:module:line". False when it makes no sense, with
// the text of CPython's complaint in `problem`.
[[nodiscard]] bool add_warning_option(const std::string &option, std::string &problem);

// A warning for the frame `level` steps out. `message` is a text or an instance of the class, `category` is
// NULL for UserWarning, `source` the object it is about, or NULL. 0, or -1 with an exception.
[[nodiscard]] int issue_warning(PyObject *message, PyObject *category, Py_ssize_t level, PyObject *source);
// A warning with a place of its own; `module` and `registry` may be NULL or None.
[[nodiscard]] int issue_warning_at(PyObject *message, PyObject *category, PyObject *filename, int line,
                                   PyObject *module, PyObject *registry, PyObject *source);

} // namespace adder::objects
