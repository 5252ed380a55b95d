// SPDX-License-Identifier: MIT
//
// The modules _frozen_importlib, _frozen_importlib_external and _imp: the import system's types and steps for
// importlib, which is written in Python.
#include "objects/error.hpp"
#include "runtime/import_steps.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_loaders.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/path_finder.hpp"

namespace adder::runtime {

namespace {

PyObject *or_none(const objects::Ref &result) {
    if (result) return Py_NewRef(result.get());
    if (objects::is_error_pending()) return nullptr;
    Py_RETURN_NONE;
}

PyObject *steps_find_spec(PyObject *, PyObject *args) {
    PyObject *name;
    PyObject *path;
    PyObject *target = nullptr;
    if (!PyArg_ParseTuple(args, "UO|O:_find_spec", &name, &path, &target)) return nullptr;
    return or_none(find_spec(name, path == Py_None ? nullptr : path, target));
}

PyObject *steps_module_from_spec(PyObject *, PyObject *spec) {
    return module_from_spec(spec).release();
}

PyObject *steps_load(PyObject *, PyObject *spec) {
    return load_spec(spec).release();
}

PyObject *steps_exec(PyObject *, PyObject *args) {
    PyObject *spec;
    PyObject *module;
    if (!PyArg_ParseTuple(args, "OO:_exec", &spec, &module)) return nullptr;
    return execute_again(spec, module).release();
}

PyObject *steps_init_module_attributes(PyObject *, PyObject *args) {
    PyObject *spec;
    PyObject *module;
    if (!PyArg_ParseTuple(args, "OO:_init_module_attrs", &spec, &module)) return nullptr;
    TRY(set_module_attributes(module, spec, false));
    return Py_NewRef(module);
}

PyObject *path_importer(PyObject *, PyObject *entry) {
    if (!PyUnicode_Check(entry)) return objects::raise_type_error("path entry must be str");
    return importer_for(entry).release();
}

PyObject *imp_is_builtin(PyObject *, PyObject *name) {
    const char *text = PyUnicode_AsUTF8(name);
    if (text == nullptr) return nullptr;
    return PyLong_FromLong(is_builtin(text) ? 1 : 0);
}

PyObject *imp_false(PyObject *, PyObject *) {
    Py_RETURN_FALSE;
}

PyObject *imp_none(PyObject *, PyObject *) {
    Py_RETURN_NONE;
}

PyObject *imp_extension_suffixes(PyObject *, PyObject *) {
    return Py_BuildValue("[ss]", ".adder.so", ".so");
}

PyMethodDef step_functions[] = {
    {"_find_spec", steps_find_spec, METH_VARARGS, nullptr},
    {"module_from_spec", steps_module_from_spec, METH_O, nullptr},
    {"_load", steps_load, METH_O, nullptr},
    {"_exec", steps_exec, METH_VARARGS, nullptr},
    {"_init_module_attrs", steps_init_module_attributes, METH_VARARGS, nullptr},
    {"_path_importer_cache", path_importer, METH_O, nullptr},
    {},
};

PyMethodDef imp_functions[] = {
    {"is_builtin", imp_is_builtin, METH_O, nullptr},
    {"is_frozen", imp_false, METH_O, nullptr},
    {"lock_held", imp_false, METH_NOARGS, nullptr},
    {"acquire_lock", imp_none, METH_NOARGS, nullptr},
    {"release_lock", imp_none, METH_NOARGS, nullptr},
    {"extension_suffixes", imp_extension_suffixes, METH_NOARGS, nullptr},
    {},
};

struct NamedType {
    const char *name;
    PyTypeObject *type;
};

int add_types(PyObject *module, std::initializer_list<NamedType> rows) {
    for (const auto &[name, type] : rows)
        TRY(PyModule_AddObjectRef(module, name, reinterpret_cast<PyObject *>(type)));
    return 0;
}

int exec_importlib(PyObject *module) {
    return add_types(module, {{"ModuleSpec", &module_spec_type},
                              {"BuiltinImporter", &builtin_importer_type},
                              {"FrozenImporter", &frozen_importer_type}});
}

int exec_external(PyObject *module) {
    return add_types(module, {{"FileLoader", &file_loader_type},
                              {"SourceFileLoader", &source_file_loader_type},
                              {"ExtensionFileLoader", &extension_file_loader_type},
                              {"NamespaceLoader", &namespace_loader_type},
                              {"PathFinder", &path_finder_type},
                              {"FileFinder", &file_finder_type}});
}

PyModuleDef_Slot importlib_slots[] = {{Py_mod_exec, reinterpret_cast<void *>(exec_importlib)}, {0, nullptr}};
PyModuleDef_Slot external_slots[] = {{Py_mod_exec, reinterpret_cast<void *>(exec_external)}, {0, nullptr}};
PyModuleDef_Slot imp_slots[] = {{0, nullptr}};

PyModuleDef importlib_definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_frozen_importlib",
    .m_doc = "The steps of an import.",
    .m_methods = step_functions,
    .m_slots = importlib_slots,
};

PyModuleDef external_definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_frozen_importlib_external",
    .m_doc = "Finders and loaders of files.",
    .m_slots = external_slots,
};

PyModuleDef imp_definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_imp",
    .m_doc = "Questions about built-in modules.",
    .m_methods = imp_functions,
    .m_slots = imp_slots,
};

} // namespace

} // namespace adder::runtime

extern "C" {

PyObject *PyInit__frozen_importlib(void) {
    return PyModuleDef_Init(&adder::runtime::importlib_definition);
}

PyObject *PyInit__frozen_importlib_external(void) {
    return PyModuleDef_Init(&adder::runtime::external_definition);
}

PyObject *PyInit__imp(void) {
    return PyModuleDef_Init(&adder::runtime::imp_definition);
}

} // extern "C"
