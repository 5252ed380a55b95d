// SPDX-License-Identifier: MIT
//
// The steps: look into the file, open it, find the init function, call it, run the module's phases. A library
// stays open for ever: its code and tables are referred to by objects.
#include "runtime/native_loader.hpp"

#include "objects/error.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "runtime/library_file.hpp"

#include <cstdlib>
#include <cstring>
#include <cxxabi.h>
#include <dlfcn.h>
#include <memory>
#include <string>

namespace adder::runtime {

namespace {

using InitFunction = PyObject *(*)(void);

const char *const rebuild_hint = "rebuild it with `adder -m ext build`";

std::string last_part(const char *module_name) {
    const char *dot = std::strrchr(module_name, '.');
    return dot == nullptr ? module_name : dot + 1;
}

objects::Failure raise_import_error(PyObject *module_name, PyObject *path, const std::string &message) {
    objects::Ref text = objects::Ref::steal(PyUnicode_DecodeFSDefault(message.c_str()));
    if (text) PyErr_SetImportError(text.get(), module_name, path);
    return {};
}

std::string quoted(const char *path) {
    return std::string("'") + path + "'";
}

// Complains about a library that cannot work here, before any of its code runs.
int check_library(const LibraryFile &library, const char *file, PyObject *module_name, PyObject *path) {
    std::string problem;
    if (!library.is_elf) {
        problem = quoted(file) + " is not a shared library";
    } else if (!library.is_for_this_machine) {
        problem = quoted(file) + " is a shared library for another machine (" + library.machine +
                  "), this is " + this_machine_name() + "; " + rebuild_hint;
    } else if (!library.is_complete) {
        problem = quoted(file) + " is cut off: parts of the shared library are missing; " + rebuild_hint;
    } else if (!library.adder_abi && !library.init_functions.empty()) {
        problem = quoted(file) + " is built for CPython, not for Adder; " + rebuild_hint;
    } else if (library.adder_abi && *library.adder_abi != ADDER_ABI_VERSION) {
        problem = quoted(file) + " is built for Adder ABI " + std::to_string(*library.adder_abi) +
                  ", this is ABI " + std::to_string(ADDER_ABI_VERSION) + "; " + rebuild_hint;
    }
    if (problem.empty()) return 0;
    return raise_import_error(module_name, path, problem);
}

// A name of C++ as it was written, any other as it is.
std::string readable_symbol(const std::string &symbol) {
    std::unique_ptr<char, void (*)(void *)> text(
        abi::__cxa_demangle(symbol.c_str(), nullptr, nullptr, nullptr), std::free);
    return text ? text.get() : symbol;
}

// What dlopen complained about, made clearer when it is a symbol that is not there.
std::string explain_open_error(const char *file, const std::string &error) {
    const char *marker = "undefined symbol: ";
    size_t place = error.find(marker);
    if (place == std::string::npos) return error;
    std::string symbol = error.substr(place + std::strlen(marker));
    symbol = symbol.substr(0, symbol.find_first_of(" ,"));
    bool is_api = symbol.starts_with("Py") || symbol.starts_with("_Py");
    return quoted(file) + " needs the symbol '" + readable_symbol(symbol) +
           (is_api ? "', which Adder does not offer; `adder -m ext check` lists all such symbols"
                   : "', which is not there; build with the source or the library (-l) that defines it");
}

// What may have been meant as the init function.
std::string explain_look_alike(const std::string &name, const std::string &symbol) {
    std::string advice = "declare it as `PyMODINIT_FUNC " + symbol + "(void)`";
    if (name == symbol) return " no PyInit_ function; " + symbol + " is there but hidden: " + advice;
    if (name.starts_with("_Z"))
        return " no PyInit_ function, but '" + readable_symbol(name) + "' with C++ linkage: " + advice;
    return " no PyInit_ function, but '" + name + "': " + advice;
}

std::string explain_missing_init(const char *file, const std::string &symbol, const LibraryFile &library) {
    std::string text = "dynamic module does not define module export function (" + symbol +
                       "): " + quoted(file) + " exports";
    if (library.init_functions.empty()) {
        if (!library.look_alikes.empty())
            return text + explain_look_alike(library.look_alikes.front(), symbol);
        return text + " no PyInit_ function; the module needs a `PyMODINIT_FUNC " + symbol + "(void)`";
    }
    for (size_t i = 0; i < library.init_functions.size(); i++)
        text += (i == 0 ? " " : ", ") + library.init_functions[i];
    if (library.init_functions.size() > 1) return text;
    std::string name = library.init_functions.front().substr(std::strlen("PyInit_"));
    return text + "; rename the file to '" + name + ".adder.so', or the function";
}

// The result of an init function must be a module or a definition, and must agree with the pending exception.
int check_init_result(PyObject *result, const char *text) {
    if (result == nullptr) {
        if (objects::is_error_pending()) return -1;
        return objects::raise(PyExc_SystemError, "initialization of %s failed without raising an exception",
                              text);
    }
    if (objects::is_error_pending())
        return objects::raise(PyExc_SystemError, "initialization of %s raised unreported exception", text);
    if (Py_TYPE(result) == nullptr)
        return objects::raise(PyExc_SystemError, "init function of %s returned uninitialized object", text);
    return 0;
}

// Multi-phase: makes the module from its definition and executes it.
objects::Ref make_by_phases(PyModuleDef *definition, PyObject *spec) {
    objects::Ref module = TRY_REF(PyModule_FromDefAndSpec(definition, spec));
    if (!PyModule_Check(module.get())) return module;
    TRY(PyModule_ExecDef(module.get(), definition));
    return module;
}

// What a later import of a single-phase module without a state of its own starts from.
int keep_copy(PyModuleDef *definition, PyObject *module) {
    if (definition->m_size != -1) return 0;
    objects::Ref copy = TRY_REF(PyDict_Copy(objects::module_dict(module)));
    Py_XSETREF(definition->m_base.m_copy, copy.release());
    return 0;
}

// The definition that this init function made a module of before, if its module can be had again without it.
PyModuleDef *find_copied_definition(InitFunction init) {
    PyObject *states = objects::runtime.module_states;
    for (Py_ssize_t i = 0; states != nullptr && i < PyList_GET_SIZE(states); i++) {
        PyObject *module = PyList_GET_ITEM(states, i);
        PyModuleDef *definition = PyModule_Check(module) ? PyModule_GetDef(module) : nullptr;
        if (definition != nullptr && definition->m_base.m_init == init &&
            definition->m_base.m_copy != nullptr)
            return definition;
    }
    return nullptr;
}

// A new module object with what the first one held when it was initialized.
objects::Ref copy_module(PyModuleDef *definition, PyObject *module_name) {
    objects::Ref module = TRY_REF(PyModule_NewObject(module_name));
    TRY(PyDict_Update(objects::module_dict(module.get()), definition->m_base.m_copy));
    objects::as_module(module.get())->definition = definition;
    TRY(PyState_AddModule(module.get(), definition));
    return module;
}

} // namespace

objects::Ref run_init_function(InitFunction init, PyObject *spec, PyObject *module_name, PyObject *path) {
    const char *text = PyUnicode_AsUTF8(module_name);
    if (text == nullptr) return {};
    const char *outer_context = std::exchange(objects::runtime.package_context, text);
    PyObject *result = init();
    objects::runtime.package_context = outer_context;
    TRY(check_init_result(result, text));
    if (Py_IS_TYPE(result, &PyModuleDef_Type))
        return make_by_phases(reinterpret_cast<PyModuleDef *>(result), spec);
    objects::Ref module = objects::Ref::steal(result);
    PyModuleDef *definition = PyModule_Check(result) ? PyModule_GetDef(result) : nullptr;
    if (definition == nullptr)
        return objects::raise(PyExc_SystemError, "initialization of %s did not return an extension module",
                              text);
    definition->m_base.m_init = init;
    if (path != nullptr) TRY(PyModule_AddObjectRef(module.get(), "__file__", path));
    TRY(PyState_AddModule(module.get(), definition));
    TRY(keep_copy(definition, module.get()));
    return module;
}

objects::Ref load_native_module(PyObject *spec, PyObject *module_name, PyObject *path) {
    objects::Ref encoded = TRY_REF(PyUnicode_EncodeFSDefault(path));
    const char *file = PyBytes_AS_STRING(encoded.get());
    const char *text = PyUnicode_AsUTF8(module_name);
    if (text == nullptr) return {};
    LibraryFile library = inspect_library(file);
    TRY(check_library(library, file, module_name, path));
    std::string opened = std::strchr(file, '/') == nullptr ? std::string("./") + file : file;
    void *handle = dlopen(opened.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) return raise_import_error(module_name, path, explain_open_error(file, dlerror()));
    std::string symbol = "PyInit_" + last_part(text);
    auto init = reinterpret_cast<InitFunction>(dlsym(handle, symbol.c_str()));
    if (init == nullptr)
        return raise_import_error(module_name, path, explain_missing_init(file, symbol, library));
    if (PyModuleDef *definition = find_copied_definition(init)) return copy_module(definition, module_name);
    return run_init_function(init, spec, module_name, path);
}

} // namespace adder::runtime
