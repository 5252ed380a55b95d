// SPDX-License-Identifier: MIT
// How a module gives its universal functions to vecext: the Python side of ufunc.hpp, compiled for the
// baseline CPU.
//
// vecext._core offers a capsule. A module asks for it while it is imported, so both must have been built from
// headers of the same version; what else may be wrong is told by ImportError.
#pragma once

#include <Python.h>

#include "vecext/ufunc_table.hpp"

namespace adder::vecext {

struct UfuncInterface {
    int version; // ufunc_version of the vecext that offers it
    // Puts a ufunc object for every row into the module. The same table may come again. -1 with an exception.
    int (*add)(PyObject *module, const UfuncLevels &levels);
};
inline constexpr const char *ufunc_capsule = "vecext._core._ufunc_interface";

namespace {

// The interface of the vecext that is imported, or null with ImportError set.
[[maybe_unused]] const UfuncInterface *find_ufunc_interface(const char *module_name) {
    PyObject *core = PyImport_ImportModule("vecext._core");
    if (core == nullptr) {
        if (PyErr_ExceptionMatches(PyExc_ModuleNotFoundError))
            PyErr_Format(PyExc_ImportError, "%s needs the package vecext, which cannot be found",
                         module_name);
        return nullptr;
    }
    PyObject *capsule = PyObject_GetAttrString(core, "_ufunc_interface");
    Py_DECREF(core);
    PyErr_Clear();
    const bool is_known = capsule != nullptr && PyCapsule_IsValid(capsule, ufunc_capsule);
    const auto *interface = static_cast<const UfuncInterface *>(
        is_known ? PyCapsule_GetPointer(capsule, ufunc_capsule) : nullptr);
    Py_XDECREF(capsule);
    if (interface != nullptr && interface->version == ufunc_version) return interface;
    PyErr_Format(PyExc_ImportError,
                 "%s was built for version %d of vecext's ufuncs, this vecext has %d: build it again",
                 module_name, ufunc_version, interface != nullptr ? interface->version : 0);
    return nullptr;
}

// Puts the ufuncs of the tables into a module: for the Py_mod_exec function of a module. -1 with an
// exception.
[[maybe_unused, nodiscard]] int add_ufuncs(PyObject *module, const UfuncLevels &levels) {
    const char *name = PyModule_GetName(module);
    const UfuncInterface *interface = name != nullptr ? find_ufunc_interface(name) : nullptr;
    return interface != nullptr ? interface->add(module, levels) : -1;
}

} // namespace

} // namespace adder::vecext
