// SPDX-License-Identifier: MIT
//
// Where a module is: the table of built-in modules, and the look into one folder. The order there: a package
// (a folder with __init__.py), NAME.py, NAME.adder.so, NAME.so; a folder without __init__.py is a part of a
// namespace package when nothing else is found.
#pragma once

#include "objects/object.hpp"

#include <string>
#include <vector>

namespace adder::runtime {

enum class FoundKind { Nothing, Source, Package, Native, NativePackage, NamespacePart };

struct FoundModule {
    FoundKind kind = FoundKind::Nothing;
    std::string file;   // source or library
    std::string folder; // of a package
};

// `name` is the last part of the module's name.
[[nodiscard]] FoundModule find_in_folder(const std::string &folder, const std::string &name);
// A module of the library that no file beside the script replaces, as CPython has it loaded at its start.
[[nodiscard]] FoundModule find_preloaded(const std::string &name);
// A library for CPython of this name in the folder, or "".
[[nodiscard]] std::string find_foreign_library(const std::string &folder, const std::string &name);

// What follows the last dot of a module's full name.
[[nodiscard]] std::string last_part(const std::string &name);
// Folder and name with one slash between.
[[nodiscard]] std::string join_path(const std::string &folder, const std::string &name);
// The absolute form of an entry of a search path; "" means the current folder.
[[nodiscard]] std::string folder_of_entry(const std::string &entry);
[[nodiscard]] bool is_file(const std::string &path);
[[nodiscard]] bool is_folder(const std::string &path);

using InitFunction = PyObject *(*)(void);

// Adds a module to the built-in ones. The name must stay valid.
void add_builtin_module(const char *name, InitFunction init);
[[nodiscard]] bool is_builtin(const std::string &name);
// NULL when no built-in module has the name, and for those that are there from the beginning.
[[nodiscard]] InitFunction find_builtin(const std::string &name);
// New tuple of the names, sorted: sys.builtin_module_names.
[[nodiscard]] objects::Ref builtin_module_names();

} // namespace adder::runtime
