// SPDX-License-Identifier: MIT
//
// Imports: from a name in an import statement to a module in sys.modules.
//
//  - import: names, packages, relative imports, sys.modules; the C API's PyImport_ functions.
//  - module_finder: where a module is: built in, or in an entry of a search path.
//  - native_loader, module_spec: shared libraries; what modules know about themselves.
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

// The module of this absolute name, imported if need be; packages on the way are imported too. Empty with an
// error.
[[nodiscard]] objects::Ref import_module(PyObject *name);

// Gives `module` the attributes of a script that is run as __main__; `path` is a str, or NULL for -c and the
// REPL. 0 or -1.
[[nodiscard]] int set_main_attributes(PyObject *module, PyObject *path);

// Compiles and runs a source file in the module's namespace. 0 or -1.
[[nodiscard]] int run_source_file(PyObject *module, PyObject *path);

} // namespace adder::runtime
