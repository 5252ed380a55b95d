// SPDX-License-Identifier: MIT
//
// The finders of sys.meta_path and the hook of sys.path_hooks, under importlib's names: BuiltinImporter,
// FrozenImporter, PathFinder, FileFinder.
//
// The import system runs its own finders without a look at their attributes; it does so only while they stand
// in sys.meta_path, and honours what else the program puts there, into sys.path_hooks and into
// sys.path_importer_cache.
#pragma once

#include "objects/object.hpp"

#include <string>

namespace adder::runtime {

extern PyTypeObject frozen_importer_type;
extern PyTypeObject path_finder_type;
extern PyTypeObject file_finder_type;

// What finder.find_spec(name, path, target) says, `path` and `target` may be NULL; empty without an error
// when it does not know the module.
[[nodiscard]] objects::Ref ask_finder(PyObject *finder, PyObject *name, PyObject *path, PyObject *target);
// The finder for an entry of a search path, made by sys.path_hooks unless it is in sys.path_importer_cache;
// None where there is none. Empty with an error.
[[nodiscard]] objects::Ref importer_for(PyObject *entry);
// New spec of a built-in module.
[[nodiscard]] objects::Ref make_builtin_spec(PyObject *name);
// A library for CPython that stands where the module was looked for, or "".
[[nodiscard]] std::string find_foreign_library_on(PyObject *path, const std::string &name);
// Readies the types of finders, loaders and specs. 0 or -1.
[[nodiscard]] int init_path_finders();
// What sys.meta_path and sys.path_hooks begin with; new lists.
[[nodiscard]] objects::Ref default_meta_path();
[[nodiscard]] objects::Ref default_path_hooks();

} // namespace adder::runtime
