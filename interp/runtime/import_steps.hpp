// SPDX-License-Identifier: MIT
//
// The steps of an import (reference: "The import system", loading): a spec from the finders of sys.meta_path,
// a module from the spec, the module executed while it stands in sys.modules.
//
// The functions are importlib's _find_spec, module_from_spec, _load and _exec, and importlib is written on
// them.
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

// Asks the finders of sys.meta_path; `path` is NULL for a top-level module. Empty without an error when none
// knows the module.
[[nodiscard]] objects::Ref find_spec(PyObject *name, PyObject *path, PyObject *target);
// New module with the attributes that the spec gives it.
[[nodiscard]] objects::Ref module_from_spec(PyObject *spec);
// Makes the module, puts it into sys.modules and executes it; takes it out again when that fails.
[[nodiscard]] objects::Ref load_spec(PyObject *spec);
// Executes a module that stands in sys.modules once more; what stands there then.
[[nodiscard]] objects::Ref execute_again(PyObject *spec, PyObject *module);

} // namespace adder::runtime
