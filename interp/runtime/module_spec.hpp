// SPDX-License-Identifier: MIT
//
// What a module knows about where it came from: ModuleSpec (PEP 451) and the loaders, under importlib's
// names.
//
// The import system itself is C++ and asks none of them; they are there for programs to look at.
#pragma once

#include "objects/object.hpp"

#include <string>

namespace adder::runtime {

enum class LoaderKind { Builtin, Source, Extension, Namespace };

struct SpecOptions {
    PyObject *name; // str
    LoaderKind kind;
    PyObject *origin = nullptr;      // str, or NULL for None
    PyObject *search_path = nullptr; // list for packages, or NULL
};

// New ModuleSpec.
[[nodiscard]] objects::Ref make_spec(const SpecOptions &options);
// The loader alone, as __loader__ of a script; new reference.
[[nodiscard]] objects::Ref make_loader(LoaderKind kind, PyObject *name, PyObject *path);
// Sets __spec__, __loader__, __package__, and __file__ and __path__ where the spec has them. 0 or -1.
[[nodiscard]] int set_module_attributes(PyObject *module, PyObject *spec);
void set_initializing(PyObject *spec, bool is_initializing);
// Readies the types; they live as long as the process. 0 or -1.
[[nodiscard]] int init_module_specs();

} // namespace adder::runtime
