// SPDX-License-Identifier: MIT
//
// The import system (reference: "The import system"), without importlib: the steps are those of its
// _find_and_load and _gcd_import, the messages are its messages.
#include "runtime/import.hpp"

#include "objects/error.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "runtime/import_steps.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_loaders.hpp"
#include "runtime/path_finder.hpp"

#include <string>

namespace adder::runtime {

namespace {

PyObject *modules() {
    return objects::runtime.modules;
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

objects::Failure raise_no_module(PyObject *module_name, PyObject *path) {
    const char *text = PyUnicode_AsUTF8(module_name);
    if (text == nullptr) return {};
    const std::string library = find_foreign_library_on(path, text);
    if (library.empty())
        return raise_not_found(module_name,
                               objects::Ref::steal(PyUnicode_FromFormat("No module named %R", module_name)));
    return raise_not_found(module_name, objects::Ref::steal(PyUnicode_FromFormat(
                                            "No module named %R; '%s' is built for CPython, rebuild it "
                                            "with `adder -m ext build`",
                                            module_name, library.c_str())));
}

objects::Ref find_and_load_here(PyObject *module_name, PyObject *path) {
    const objects::Ref spec = find_spec(module_name, path, nullptr);
    if (spec) return load_spec(spec.get());
    if (objects::is_error_pending()) return {};
    return raise_no_module(module_name, path);
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
    if (!PyUnicode_Check(package)) return objects::raise_type_error("package must be a string");
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
    objects::Ref function = objects::Ref::borrow(PyDict_GetItemString(PyEval_GetBuiltins(), "__import__"));
    if (!function) return import_module(module_name).release();
    PyObject *globals = PyEval_GetGlobals();
    const objects::Ref space =
        globals != nullptr ? objects::Ref::borrow(globals) : objects::Ref::steal(PyDict_New());
    if (!space) return nullptr;
    objects::Ref result = TRY_REF(PyObject_CallFunction(function.get(), "OOO[s]i", module_name, space.get(),
                                                        space.get(), "__doc__", 0));
    PyObject *module = PyDict_GetItemWithError(PyImport_GetModuleDict(), module_name);
    if (module == nullptr && !objects::is_error_pending()) PyErr_SetObject(PyExc_KeyError, module_name);
    return Py_XNewRef(module);
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
    const objects::Ref importlib = TRY_REF(PyImport_ImportModule("importlib"));
    return PyObject_CallMethod(importlib.get(), "reload", "O", module);
}

int PyImport_AppendInittab(const char *module_name, PyObject *(*init)(void)) {
    add_builtin_module(module_name, init);
    return 0;
}

int PyImport_ExtendInittab(struct _inittab *table) {
    for (; table->name != nullptr; table++) add_builtin_module(table->name, table->initfunc);
    return 0;
}

PyObject *PyImport_ExecCodeModule(const char *module_name, PyObject *code) {
    return PyImport_ExecCodeModuleEx(module_name, code, nullptr);
}

PyObject *PyImport_ExecCodeModuleEx(const char *module_name, PyObject *code, const char *path) {
    PyObject *module = TRY(PyImport_AddModule(module_name));
    const objects::Ref keep = objects::Ref::borrow(module);
    const objects::Ref file = path == nullptr
                                  ? objects::Ref::steal(PyObject_GetAttrString(code, "co_filename"))
                                  : objects::Ref::steal(PyUnicode_DecodeFSDefault(path));
    PyObject *dict = PyModule_GetDict(module);
    objects::Ref result;
    if (file && PyDict_SetItemString(dict, "__file__", file.get()) == 0)
        result = objects::Ref::steal(PyEval_EvalCode(code, dict, dict));
    PyObject *known = result ? PyDict_GetItemString(PyImport_GetModuleDict(), module_name) : nullptr;
    if (known != nullptr) return Py_NewRef(known);
    if (result)
        return objects::raise(PyExc_ImportError, "Loaded module %s not found in sys.modules", module_name);
    const objects::SavedError error;
    (void)PyDict_DelItemString(PyImport_GetModuleDict(), module_name);
    PyErr_Clear();
    return nullptr;
}

} // extern "C"

} // namespace adder::runtime
