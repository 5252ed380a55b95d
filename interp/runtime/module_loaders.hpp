// SPDX-License-Identifier: MIT
//
// The loaders: what makes and executes the module that a spec describes, under importlib's names.
//
// BuiltinImporter and FrozenImporter are finders too (path_finder). A loader of exactly one of these types is
// run without a look at its attributes; a subclass has its methods called.
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

enum class LoaderKind { Builtin, Source, Extension, Namespace };

extern PyTypeObject builtin_importer_type;
extern PyTypeObject file_loader_type;
extern PyTypeObject source_file_loader_type;
extern PyTypeObject extension_file_loader_type;
extern PyTypeObject namespace_loader_type;

// The loader that spec and module name; new reference. `path` is a str, or what __path__ is of a namespace.
[[nodiscard]] objects::Ref make_loader(LoaderKind kind, PyObject *name, PyObject *path);
// loader.create_module(spec), NULL and no error where the loader leaves it to the caller; new reference.
[[nodiscard]] objects::Ref create_module(PyObject *loader, PyObject *spec);
// loader.exec_module(module). 0 or -1.
[[nodiscard]] int exec_module(PyObject *loader, PyObject *module);

// Compiles and runs a source file in the module's namespace. 0 or -1.
[[nodiscard]] int run_source_file(PyObject *module, PyObject *path);

} // namespace adder::runtime
