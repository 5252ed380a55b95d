// SPDX-License-Identifier: MIT
//
// Imports: from a name in an import statement to a module in sys.modules.
//
//  - import: names, packages, relative imports, sys.modules; the C API's PyImport_ functions.
//  - import_steps: finding a spec, making a module after it, executing it.
//  - path_finder, module_finder: the finders of sys.meta_path; the look into a folder.
//  - module_loaders, native_loader, module_spec: running source, opening libraries, what modules know about
//    themselves.
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

// The module of this absolute name, imported if need be; packages on the way are imported too. Empty with an
// error.
[[nodiscard]] objects::Ref import_module(PyObject *name);

// Gives `module` the attributes of a script that is run as __main__; `path` is a str, or NULL for -c and the
// REPL. 0 or -1.
[[nodiscard]] int set_main_attributes(PyObject *module, PyObject *path);

} // namespace adder::runtime
