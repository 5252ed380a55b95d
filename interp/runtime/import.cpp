// SPDX-License-Identifier: MIT
//
// The import system (reference: "The import system"), without importlib: the steps are those of its
// _find_and_load and _gcd_import, the messages are its messages.
//
// A module is put into sys.modules before it is executed, so that circular imports find it, and taken out
// again when that fails.
#include "runtime/import.hpp"

#include "base/source.hpp"
#include "objects/error.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "runtime/compile_text.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/native_loader.hpp"
#include "vm/run.hpp"

#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>

namespace adder::runtime {

namespace {

PyObject *modules() {
    return objects::runtime.modules;
}

objects::Ref to_str(const std::string &text) {
    return objects::Ref::steal(
        PyUnicode_DecodeFSDefaultAndSize(text.data(), static_cast<Py_ssize_t>(text.size())));
}

// The name before the last dot, and the rest.
struct SplitName {
    objects::Ref parent; // empty str when there is no dot
    objects::Ref last;
};

objects::Ref part(PyObject *text, Py_ssize_t start, Py_ssize_t end) {
    return objects::Ref::steal(PyUnicode_Substring(text, start, end));
}

SplitName split_name(PyObject *module_name) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(module_name);
    Py_ssize_t dot = PyUnicode_FindChar(module_name, '.', 0, length, -1);
    return {part(module_name, 0, dot < 0 ? 0 : dot), part(module_name, dot + 1, length)};
}

bool is_empty(PyObject *text) {
    return PyUnicode_GET_LENGTH(text) == 0;
}

objects::Failure raise_not_found(PyObject *module_name, const objects::Ref &message) {
    if (message) PyErr_SetImportErrorSubclass(PyExc_ModuleNotFoundError, message.get(), module_name, nullptr);
    return {};
}

// --- loading

objects::Ref read_code(PyObject *path) {
    objects::Ref encoded = TRY_REF(PyUnicode_EncodeFSDefault(path));
    const char *file_name = PyBytes_AS_STRING(encoded.get());
    std::ifstream file(file_name, std::ios::binary);
    if (!file) {
        PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
        return {};
    }
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    return compile_text(base::Source::from_bytes(file_name, bytes), CompileOptions{});
}

int execute_source(PyObject *module, PyObject *path) {
    objects::Ref code = TRY(read_code(path));
    PyObject *space = objects::module_dict(module);
    if (TRY(PyDict_Contains(space, objects::name::dunder_builtins)) == 0)
        TRY(PyDict_SetItem(space, objects::name::dunder_builtins, objects::runtime.builtins));
    objects::Ref result = TRY_REF(vm::run_code(code.get(), space, space));
    return 0;
}

objects::Ref list_of(const std::vector<std::string> &texts) {
    objects::Ref list = TRY_REF(PyList_New(0));
    for (const std::string &text : texts) {
        objects::Ref item = TRY(to_str(text));
        TRY(PyList_Append(list.get(), item.get()));
    }
    return list;
}

LoaderKind loader_of(FoundKind kind) {
    switch (kind) {
    case FoundKind::Builtin: return LoaderKind::Builtin;
    case FoundKind::Source:
    case FoundKind::Package: return LoaderKind::Source;
    case FoundKind::Namespace: return LoaderKind::Namespace;
    default: return LoaderKind::Extension;
    }
}

objects::Ref spec_for(PyObject *module_name, const FoundModule &found) {
    objects::Ref origin;
    if (!found.file.empty()) origin = TRY(to_str(found.file));
    objects::Ref folders;
    if (!found.folders.empty()) folders = TRY(list_of(found.folders));
    return make_spec({module_name, loader_of(found.kind), origin.get(), folders.get()});
}

// Takes a module that could not be executed out of sys.modules; the error stays pending.
objects::Failure forget_module(PyObject *module_name) {
    objects::SavedError saved;
    if (PyDict_DelItem(modules(), module_name) < 0) PyErr_Clear();
    return {};
}

// What stands in sys.modules after the module was executed, which may have put something else there.
objects::Ref loaded_module(PyObject *module_name) {
    PyObject *module = PyDict_GetItemWithError(modules(), module_name);
    if (module == nullptr && !objects::is_error_pending()) PyErr_SetObject(PyExc_KeyError, module_name);
    return objects::Ref::borrow(module);
}

// Executes a module that stands in sys.modules already; takes it out when that fails.
int execute_in_place(PyObject *module_name, PyObject *module, PyObject *spec, const FoundModule &found) {
    TRY(PyDict_SetItem(modules(), module_name, module));
    set_initializing(spec, true);
    objects::Ref path = TRY(to_str(found.file));
    int status = found.file.empty() ? 0 : execute_source(module, path.get());
    set_initializing(spec, false);
    return status == 0 ? 0 : static_cast<int>(forget_module(module_name));
}

objects::Ref load_source_module(PyObject *module_name, PyObject *spec, const FoundModule &found) {
    objects::Ref module = TRY_REF(PyModule_NewObject(module_name));
    TRY(set_module_attributes(module.get(), spec));
    TRY(execute_in_place(module_name, module.get(), spec, found));
    return loaded_module(module_name);
}

objects::Ref load_native(PyObject *module_name, PyObject *spec, const FoundModule &found) {
    objects::Ref path = TRY(to_str(found.file));
    objects::Ref module =
        TRY(found.init != nullptr ? run_init_function(found.init, spec, module_name, nullptr)
                                  : load_native_module(spec, module_name, path.get()));
    if (PyModule_Check(module.get())) TRY(set_module_attributes(module.get(), spec));
    TRY(PyDict_SetItem(modules(), module_name, module.get()));
    return module;
}

objects::Ref load(PyObject *module_name, const FoundModule &found) {
    objects::Ref spec = TRY(spec_for(module_name, found));
    bool is_native = found.kind == FoundKind::Builtin || found.kind == FoundKind::Native ||
                     found.kind == FoundKind::NativePackage;
    return is_native ? load_native(module_name, spec.get(), found)
                     : load_source_module(module_name, spec.get(), found);
}

// --- finding

// The search path that a parent package gives its submodules.
objects::Ref path_of_parent(PyObject *parent_name, PyObject *module_name) {
    PyObject *parent = PyDict_GetItemWithError(modules(), parent_name);
    PyObject *path = nullptr;
    if (parent != nullptr) TRY(_PyObject_LookupAttr(parent, objects::name::dunder_path, &path));
    if (path != nullptr) return objects::Ref::steal(path);
    return raise_not_found(module_name,
                           objects::Ref::steal(PyUnicode_FromFormat("No module named %R; %R is not a package",
                                                                    module_name, parent_name)));
}

// Asks the finders that the program put into sys.meta_path. A module, or empty with or without an error.
objects::Ref ask_meta_path(PyObject *module_name, PyObject *path) {
    PyObject *finders = PySys_GetObject("meta_path");
    if (finders == nullptr || !PyList_Check(finders)) return {};
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(finders); i++) {
        objects::Ref finder = objects::Ref::borrow(PyList_GET_ITEM(finders, i));
        objects::Ref spec = TRY_REF(PyObject_CallMethod(finder.get(), "find_spec", "OOO", module_name,
                                                        path == nullptr ? Py_None : path, Py_None));
        if (spec.get() == Py_None) continue;
        objects::Ref loader = TRY_REF(PyObject_GetAttrString(spec.get(), "loader"));
        objects::Ref module = TRY_REF(PyObject_CallMethod(loader.get(), "create_module", "O", spec.get()));
        if (module.get() == Py_None) module = TRY_REF(PyModule_NewObject(module_name));
        TRY(PyObject_SetAttr(module.get(), objects::name::dunder_spec, spec.get()));
        TRY(PyObject_SetAttr(module.get(), objects::name::dunder_loader, loader.get()));
        TRY(PyDict_SetItem(modules(), module_name, module.get()));
        const objects::Ref result =
            objects::Ref::steal(PyObject_CallMethod(loader.get(), "exec_module", "O", module.get()));
        if (!result) return forget_module(module_name);
        return loaded_module(module_name);
    }
    return {};
}

objects::Failure raise_no_module(PyObject *module_name, const FoundModule &found) {
    if (found.foreign_library.empty())
        return raise_not_found(module_name,
                               objects::Ref::steal(PyUnicode_FromFormat("No module named %R", module_name)));
    return raise_not_found(module_name, objects::Ref::steal(PyUnicode_FromFormat(
                                            "No module named %R; '%s' is built for CPython, rebuild it "
                                            "with `adder -m ext build`",
                                            module_name, found.foreign_library.c_str())));
}

objects::Ref find_and_load_here(PyObject *module_name, PyObject *path) {
    if (objects::Ref module = ask_meta_path(module_name, path)) return module;
    if (objects::is_error_pending()) return {};
    const char *text = PyUnicode_AsUTF8(module_name);
    if (text == nullptr) return {};
    FoundModule found = find_module(text, path);
    if (found.kind == FoundKind::Nothing) return raise_no_module(module_name, found);
    return load(module_name, found);
}

objects::Ref find_and_load(PyObject *module_name) {
    SplitName split = split_name(module_name);
    objects::Ref path;
    if (!is_empty(split.parent.get())) {
        objects::Ref parent = TRY(import_module(split.parent.get()));
        // Importing the parent may have imported this module too.
        if (PyObject *module = PyDict_GetItemWithError(modules(), module_name))
            return objects::Ref::borrow(module);
        path = TRY(path_of_parent(split.parent.get(), module_name));
    }
    objects::Ref module = TRY(find_and_load_here(module_name, path.get()));
    if (!is_empty(split.parent.get())) {
        const objects::Ref parent =
            objects::Ref::borrow(PyDict_GetItemWithError(modules(), split.parent.get()));
        if (parent) TRY(PyObject_SetAttr(parent.get(), split.last.get(), module.get()));
    }
    return module;
}

// --- names

// The package that relative imports in this namespace start from, by __spec__ or __name__.
objects::Ref package_without_attribute(PyObject *globals) {
    PyObject *spec = PyDict_GetItemWithError(globals, objects::name::dunder_spec);
    if (spec != nullptr && spec != Py_None) {
        objects::Ref parent = TRY_REF(PyObject_GetAttr(spec, objects::name::parent_));
        if (PyUnicode_Check(parent.get())) return parent;
        return objects::raise_type_error("__spec__.parent must be a string");
    }
    TRY(PyErr_WarnEx(
        PyExc_ImportWarning,
        "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", 1));
    PyObject *module_name = PyDict_GetItemWithError(globals, objects::name::dunder_name);
    if (module_name == nullptr) return objects::raise(PyExc_KeyError, "'__name__' not in globals");
    if (!PyUnicode_Check(module_name)) return objects::raise_type_error("__name__ must be a string");
    if (PyDict_GetItemWithError(globals, objects::name::dunder_path) != nullptr)
        return objects::Ref::borrow(module_name);
    return split_name(module_name).parent;
}

objects::Ref package_of(PyObject *globals) {
    if (globals == nullptr) return objects::raise(PyExc_KeyError, "'__name__' not in globals");
    if (!PyDict_Check(globals)) return objects::raise_type_error("globals must be a dict");
    PyObject *package = PyDict_GetItemWithError(globals, objects::name::dunder_package);
    if (package == nullptr || package == Py_None) return package_without_attribute(globals);
    if (!PyUnicode_Check(package)) return objects::raise_type_error("__package__ must be a string");
    return objects::Ref::borrow(package);
}

// The absolute name of `module_name` imported with `level` leading dots.
objects::Ref resolve_name(PyObject *module_name, PyObject *globals, int level) {
    objects::Ref package = TRY(package_of(globals));
    if (is_empty(package.get()))
        return objects::raise(PyExc_ImportError, "attempted relative import with no known parent package");
    for (int i = 1; i < level; i++) {
        package = split_name(package.get()).parent;
        if (is_empty(package.get()))
            return objects::raise(PyExc_ImportError, "attempted relative import beyond top-level package");
    }
    if (is_empty(module_name)) return package;
    return objects::Ref::steal(PyUnicode_FromFormat("%U.%U", package.get(), module_name));
}

int raise_not_a_name(PyObject *package, PyObject *item, bool is_all) {
    const char *type_name = Py_TYPE(item)->tp_name;
    if (!is_all) return objects::raise_type_error("Item in ``from list'' must be str, not %.200s", type_name);
    const objects::Ref package_name = TRY_REF(PyObject_GetAttr(package, objects::name::dunder_name));
    return objects::raise_type_error("Item in %S.__all__ must be str, not %.200s", package_name.get(),
                                     type_name);
}

// `from package import name`: imports submodules that the package does not have as attributes yet.
int import_submodules(PyObject *package, PyObject *package_name, PyObject *from_list, bool is_all) {
    objects::Ref names = TRY_REF(PySequence_Tuple(from_list));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names.get()); i++) {
        PyObject *item = PyTuple_GET_ITEM(names.get(), i);
        if (!PyUnicode_Check(item)) return raise_not_a_name(package, item, is_all);
        PyObject *found;
        if (PyUnicode_CompareWithASCIIString(item, "*") == 0) {
            if (is_all) continue;
            TRY(_PyObject_LookupAttr(package, objects::name::dunder_all, &found));
            objects::Ref all = objects::Ref::steal(found);
            if (all) TRY(import_submodules(package, package_name, all.get(), true));
            continue;
        }
        TRY(_PyObject_LookupAttr(package, item, &found));
        objects::Ref attribute = objects::Ref::steal(found);
        if (attribute) continue;
        objects::Ref full_name = TRY_REF(PyUnicode_FromFormat("%U.%U", package_name, item));
        objects::Ref module = import_module(full_name.get());
        if (module) continue;
        // A submodule that is not there is for the caller to miss, as an attribute.
        objects::Ref error = objects::take_exception();
        bool is_missing = PyErr_GivenExceptionMatches(error.get(), PyExc_ModuleNotFoundError);
        PyObject *missing = is_missing ? error.as<PyImportErrorObject>()->name : nullptr;
        if (missing != nullptr && PyUnicode_Check(missing) &&
            PyUnicode_Compare(missing, full_name.get()) == 0)
            continue;
        objects::restore_exception(std::move(error));
        return -1;
    }
    return 0;
}

// What `import a.b.c` binds: the module of the first part of the name as it was written.
objects::Ref first_module(PyObject *module_name, PyObject *absolute_name, PyObject *module, int level) {
    Py_ssize_t length = PyUnicode_GET_LENGTH(module_name);
    if (length == 0) return objects::Ref::borrow(module);
    Py_ssize_t dot = PyUnicode_FindChar(module_name, '.', 0, length, 1);
    if (dot < 0) return objects::Ref::borrow(module);
    if (level == 0) {
        objects::Ref front = TRY(part(module_name, 0, dot));
        return import_module(front.get());
    }
    objects::Ref front = TRY(part(absolute_name, 0, PyUnicode_GET_LENGTH(absolute_name) - (length - dot)));
    PyObject *found = PyDict_GetItemWithError(modules(), front.get());
    if (found == nullptr)
        return objects::raise(PyExc_KeyError, "%R not in sys.modules as expected", front.get());
    return objects::Ref::borrow(found);
}

} // namespace

objects::Ref import_module(PyObject *module_name) {
    PyObject *module = PyDict_GetItemWithError(modules(), module_name);
    if (module != nullptr && module != Py_None) return objects::Ref::borrow(module);
    if (objects::is_error_pending()) return {};
    if (module == Py_None)
        return raise_not_found(module_name, objects::Ref::steal(PyUnicode_FromFormat(
                                                "import of %U halted; None in sys.modules", module_name)));
    TRY(objects::enter_recursion(" while importing a module"));
    objects::Ref result = find_and_load(module_name);
    objects::leave_recursion();
    return result;
}

int set_main_attributes(PyObject *module, PyObject *path) {
    TRY(PyObject_SetAttr(module, objects::name::dunder_builtins, objects::runtime.builtins_module));
    objects::Ref loader = TRY(make_loader(path == nullptr ? LoaderKind::Builtin : LoaderKind::Source,
                                          objects::name::main_module, path));
    TRY(PyObject_SetAttr(module, objects::name::dunder_loader, loader.get()));
    if (path == nullptr) return 0;
    TRY(PyObject_SetAttr(module, objects::name::dunder_file, path));
    return PyObject_SetAttr(module, objects::name::dunder_cached, Py_None);
}

int run_source_file(PyObject *module, PyObject *path) {
    return execute_source(module, path);
}

extern "C" {

PyObject *PyImport_ImportModuleLevelObject(PyObject *module_name, PyObject *globals, PyObject *,
                                           PyObject *from_list, int level) {
    if (module_name == nullptr) return objects::raise_value_error("Empty module name");
    if (!PyUnicode_Check(module_name)) return objects::raise_type_error("module name must be a string");
    if (level < 0) return objects::raise_value_error("level must be >= 0");
    if (level == 0 && PyUnicode_GET_LENGTH(module_name) == 0)
        return objects::raise_value_error("Empty module name");
    objects::Ref absolute = level > 0 ? TRY(resolve_name(module_name, globals, level)) : objects::Ref::borrow(module_name);
    objects::Ref module = TRY(import_module(absolute.get()));
    int has_list = from_list == nullptr || from_list == Py_None ? 0 : TRY(PyObject_IsTrue(from_list));
    if (!has_list) return first_module(module_name, absolute.get(), module.get(), level).release();
    PyObject *path;
    TRY(_PyObject_LookupAttr(module.get(), objects::name::dunder_path, &path));
    if (path != nullptr) {
        Py_DECREF(path);
        TRY(import_submodules(module.get(), absolute.get(), from_list, false));
    }
    return module.release();
}

PyObject *PyImport_ImportModuleLevel(const char *module_name, PyObject *globals, PyObject *locals,
                                     PyObject *from_list, int level) {
    objects::Ref text = TRY_REF(PyUnicode_FromString(module_name));
    return PyImport_ImportModuleLevelObject(text.get(), globals, locals, from_list, level);
}

PyObject *PyImport_Import(PyObject *module_name) {
    return import_module(module_name).release();
}

PyObject *PyImport_ImportModule(const char *module_name) {
    objects::Ref text = TRY_REF(PyUnicode_FromString(module_name));
    return PyImport_Import(text.get());
}

PyObject *PyImport_ImportModuleNoBlock(const char *module_name) {
    return PyImport_ImportModule(module_name);
}

PyObject *PyImport_GetModuleDict(void) {
    return adder::objects::runtime.modules;
}

PyObject *PyImport_GetModule(PyObject *module_name) {
    return Py_XNewRef(PyDict_GetItemWithError(PyImport_GetModuleDict(), module_name));
}

PyObject *PyImport_AddModuleObject(PyObject *module_name) {
    PyObject *modules = PyImport_GetModuleDict();
    PyObject *found = PyDict_GetItemWithError(modules, module_name);
    if ((found != nullptr && PyModule_Check(found)) || objects::is_error_pending()) return found;
    objects::Ref module = TRY_REF(PyModule_NewObject(module_name));
    TRY(PyDict_SetItem(modules, module_name, module.get()));
    return module.get();
}

PyObject *PyImport_AddModule(const char *module_name) {
    objects::Ref text = TRY_REF(PyUnicode_FromString(module_name));
    return PyImport_AddModuleObject(text.get());
}

PyObject *PyImport_ReloadModule(PyObject *module) {
    if (!PyModule_Check(module)) return objects::raise_type_error("reload() argument must be a module");
    objects::Ref module_name = TRY_REF(PyModule_GetNameObject(module));
    PyObject *known = PyDict_GetItemWithError(PyImport_GetModuleDict(), module_name.get());
    if (known != module)
        return objects::raise(PyExc_ImportError, "module %U not in sys.modules", module_name.get());
    objects::Ref file = TRY_REF(PyModule_GetFilenameObject(module));
    TRY(run_source_file(module, file.get()));
    return Py_NewRef(module);
}

int PyImport_AppendInittab(const char *module_name, PyObject *(*init)(void)) {
    add_builtin_module(module_name, init);
    return 0;
}

} // extern "C"

} // namespace adder::runtime
