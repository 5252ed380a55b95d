// SPDX-License-Identifier: MIT
//
// Where a module is. The order: built-in modules, those of the library that nothing may replace, then for
// each entry of the search path a package (a folder with __init__.py), NAME.py, NAME.adder.so, NAME.so.
// Folders without __init__.py together make a namespace package when nothing else is found.
#pragma once

#include "objects/object.hpp"

#include <string>
#include <vector>

namespace adder::runtime {

enum class FoundKind { Nothing, Builtin, Source, Package, Native, NativePackage, Namespace };

struct FoundModule {
    FoundKind kind = FoundKind::Nothing;
    PyObject *(*init)(void) = nullptr; // of a built-in module
    std::string file;                  // source or library
    std::vector<std::string> folders;  // of a package
    std::string foreign_library;       // one for CPython that stands where a library was looked for
};

// `search_path` is a sequence of str, or NULL for sys.path with the built-in modules before it; `name` is the
// full name. Entries that are no str are passed over.
[[nodiscard]] FoundModule find_module(const std::string &name, PyObject *search_path);

// Adds a module to the built-in ones. The name must stay valid.
void add_builtin_module(const char *name, PyObject *(*init)(void));
// New tuple of the names, sorted: sys.builtin_module_names.
[[nodiscard]] objects::Ref builtin_module_names();

} // namespace adder::runtime
