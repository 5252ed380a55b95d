// SPDX-License-Identifier: MIT
//
// What a module knows about where it came from: ModuleSpec (PEP 451), and a module made after one.
//
// The specs of modules that the interpreter finds itself name its own loaders (module_loaders); a finder of
// the program may name any other.
#pragma once

#include "objects/object.hpp"

namespace adder::runtime {

extern PyTypeObject module_spec_type;

// sys.implementation.cache_tag: what names of files with compiled code bear.
inline constexpr const char *cache_tag = "adder-1";

struct SpecOptions {
    PyObject *name;                  // str
    PyObject *loader;                // or None
    PyObject *origin = nullptr;      // str, or NULL for None
    PyObject *search_path = nullptr; // list for packages, or NULL
    bool has_location = false;       // the origin is a file
};

// New ModuleSpec.
[[nodiscard]] objects::Ref make_spec(const SpecOptions &options);
// The package that the spec's module belongs to, by its attribute `parent`.
[[nodiscard]] objects::Ref parent_of_spec(PyObject *spec);
// Sets __spec__, __loader__, __package__, and __file__, __cached__ and __path__ where the spec has them:
// those that are not there yet, or all of them. 0 or -1.
[[nodiscard]] int set_module_attributes(PyObject *module, PyObject *spec, bool overrides = true);
// Whether the object is a ModuleSpec of which no attribute was taken over by a subclass.
inline bool is_plain_spec(PyObject *object) {
    return Py_IS_TYPE(object, &module_spec_type);
}
void set_initializing(PyObject *spec, bool is_initializing);
// The file that compiled code of a source file would be kept in; empty with an error.
[[nodiscard]] objects::Ref cached_name(PyObject *source_path);

} // namespace adder::runtime
