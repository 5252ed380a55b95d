// SPDX-License-Identifier: MIT
//
// PathFinder goes over the entries of a search path; each has a finder of its own, for a folder a FileFinder.
// A FileFinder without loaders of its own looks for what the interpreter itself can load.
#include "runtime/path_finder.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_loaders.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/native_loader.hpp"

#include <cstddef>
#include <cstring>
#include <string>

namespace adder::runtime {

namespace {

objects::Ref to_str(const std::string &text) {
    return objects::Ref::steal(
        PyUnicode_DecodeFSDefaultAndSize(text.data(), static_cast<Py_ssize_t>(text.size())));
}

// The name as bytes; NULL with an error.
const char *text_of(PyObject *name) {
    if (!PyUnicode_Check(name)) return objects::raise_type_error("module name must be a string"), nullptr;
    return PyUnicode_AsUTF8(name);
}

// --- search paths of namespace packages

PyObject *namespace_path_repr(PyObject *self) {
    const objects::Ref list = TRY_REF(PySequence_List(self));
    return PyUnicode_FromFormat("_NamespacePath(%R)", list.get());
}

PyTypeObject namespace_path_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_frozen_importlib_external._NamespacePath",
    .tp_repr = namespace_path_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_base = &PyList_Type,
};

objects::Ref namespace_spec(PyObject *name, PyObject *portions) {
    const objects::Ref path =
        TRY_REF(PyObject_CallOneArg(reinterpret_cast<PyObject *>(&namespace_path_type), portions));
    return make_spec({.name = name, .loader = nullptr, .search_path = path.get()});
}

// --- specs of what was found in a folder

objects::Ref single_list(PyObject *item) {
    return objects::Ref::steal(Py_BuildValue("[O]", item));
}

objects::Ref spec_of_file(PyObject *name, const FoundModule &found, PyObject *loader, PyObject *file) {
    objects::Ref path;
    if (!found.folder.empty()) path = TRY(single_list(TRY(to_str(found.folder)).get()));
    return make_spec(
        {.name = name, .loader = loader, .origin = file, .search_path = path.get(), .has_location = true});
}

objects::Ref spec_of_found(PyObject *name, const FoundModule &found) {
    if (found.kind == FoundKind::NamespacePart) {
        const objects::Ref path = TRY(single_list(TRY(to_str(found.folder)).get()));
        return make_spec({.name = name, .loader = nullptr, .search_path = path.get()});
    }
    const bool is_source = found.kind == FoundKind::Source || found.kind == FoundKind::Package;
    const objects::Ref file = TRY(to_str(found.file));
    const objects::Ref loader =
        TRY(make_loader(is_source ? LoaderKind::Source : LoaderKind::Extension, name, file.get()));
    return spec_of_file(name, found, loader.get(), file.get());
}

// --- FileFinder

struct FileFinder {
    PyObject_HEAD PyObject *path;
    PyObject *loaders; // list of (suffix, loader class), or NULL for those of the interpreter
    PyObject *dict;
};

FileFinder *as_finder(PyObject *object) {
    return reinterpret_cast<FileFinder *>(object);
}

int finder_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_finder(self)->loaders);
    Py_VISIT(as_finder(self)->dict);
    return 0;
}

int finder_clear(PyObject *self) {
    Py_CLEAR(as_finder(self)->path);
    Py_CLEAR(as_finder(self)->loaders);
    Py_CLEAR(as_finder(self)->dict);
    return 0;
}

void finder_dealloc(PyObject *self) {
    objects::untrack(self);
    finder_clear(self);
    Py_TYPE(self)->tp_free(self);
}

// The pairs of `(loader class, suffixes)` as a list of (suffix, loader class).
objects::Ref flatten_loaders(PyObject *args) {
    objects::Ref rows = TRY_REF(PyList_New(0));
    for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(args); i++) {
        PyObject *loader;
        PyObject *suffixes;
        if (!PyArg_ParseTuple(PyTuple_GET_ITEM(args, i), "OO", &loader, &suffixes)) return {};
        const objects::Ref items = TRY_REF(PySequence_List(suffixes));
        for (Py_ssize_t k = 0; k < PyList_GET_SIZE(items.get()); k++) {
            const objects::Ref row = TRY_REF(PyTuple_Pack(2, PyList_GET_ITEM(items.get(), k), loader));
            TRY(PyList_Append(rows.get(), row.get()));
        }
    }
    return rows;
}

int finder_init(PyObject *self, PyObject *args, PyObject *) {
    if (PyTuple_GET_SIZE(args) < 1)
        return objects::raise_type_error(
            "FileFinder.__init__() missing 1 required positional argument: 'path'");
    const objects::Ref path = TRY_REF(PyOS_FSPath(PyTuple_GET_ITEM(args, 0)));
    if (!PyUnicode_Check(path.get())) return objects::raise_type_error("path must be str");
    const char *text = PyUnicode_AsUTF8(path.get());
    if (text == nullptr) return -1;
    objects::Ref folder = TRY(to_str(folder_of_entry(text)));
    objects::Ref rows = TRY(flatten_loaders(args));
    Py_XSETREF(as_finder(self)->path, folder.release());
    Py_XSETREF(as_finder(self)->loaders, rows.release());
    return 0;
}

objects::Ref make_file_finder(const std::string &folder) {
    objects::Ref self = TRY_REF(file_finder_type.tp_alloc(&file_finder_type, 0));
    self.as<FileFinder>()->path = TRY(to_str(folder))
    .release();
    return self;
}

PyObject *finder_repr(PyObject *self) {
    return PyUnicode_FromFormat("FileFinder(%R)", as_finder(self)->path);
}

// The name as text for a search; NULL without an error when it holds a NUL, which no module's name does.
const char *module_name_text(PyObject *name) {
    const char *text = text_of(name);
    if (text == nullptr) return nullptr;
    Py_ssize_t length;
    PyUnicode_AsUTF8AndSize(name, &length);
    return strlen(text) == static_cast<size_t>(length) ? text : nullptr;
}

// The first file that is there, `stem` and one of the finder's suffixes; empty without an error.
objects::Ref spec_of_suffix(FileFinder *finder, PyObject *name, const std::string &stem,
                            const std::string &package) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(finder->loaders); i++) {
        PyObject *row = PyList_GET_ITEM(finder->loaders, i);
        const char *suffix = text_of(PyTuple_GET_ITEM(row, 0));
        if (suffix == nullptr) return {};
        if (!is_file(stem + suffix)) continue;
        const objects::Ref file = TRY(to_str(stem + suffix));
        const objects::Ref loader =
            TRY_REF(PyObject_CallFunctionObjArgs(PyTuple_GET_ITEM(row, 1), name, file.get(), nullptr));
        return spec_of_file(name, {FoundKind::Source, stem + suffix, package}, loader.get(), file.get());
    }
    return {};
}

objects::Ref find_with_loaders(FileFinder *finder, PyObject *name, const std::string &base) {
    const bool has_folder = is_folder(base);
    if (has_folder) {
        objects::Ref spec = spec_of_suffix(finder, name, base + "/__init__", base);
        if (spec || objects::is_error_pending()) return spec;
    }
    objects::Ref spec = spec_of_suffix(finder, name, base, "");
    if (spec || objects::is_error_pending() || !has_folder) return spec;
    return spec_of_found(name, {FoundKind::NamespacePart, "", base});
}

// Empty without an error when the folder has no such module.
objects::Ref find_in(FileFinder *finder, PyObject *name) {
    const char *full_name = module_name_text(name);
    const char *folder = full_name == nullptr ? nullptr : PyUnicode_AsUTF8(finder->path);
    if (folder == nullptr) return {};
    if (finder->loaders != nullptr)
        return find_with_loaders(finder, name, join_path(folder, last_part(full_name)));
    const FoundModule found = find_in_folder(folder, last_part(full_name));
    return found.kind == FoundKind::Nothing ? objects::Ref() : spec_of_found(name, found);
}

// The method's answer: None for a module that was not found.
PyObject *or_none(objects::Ref spec) {
    if (spec) return spec.release();
    if (objects::is_error_pending()) return nullptr;
    Py_RETURN_NONE;
}

PyObject *finder_find_spec(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"fullname", "target", nullptr};
    PyObject *name;
    PyObject *target;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|O:find_spec", const_cast<char **>(keywords), &name,
                                     &target))
        return nullptr;
    return or_none(find_in(as_finder(self), name));
}

PyObject *return_none(PyObject *, PyObject *) {
    Py_RETURN_NONE;
}

// --- hooks

// path_hook_for_FileFinder(path); `self` is the tuple of class and loaders, or NULL.
PyObject *call_path_hook(PyObject *self, PyObject *path) {
    const char *text = PyUnicode_Check(path) ? PyUnicode_AsUTF8(path) : "";
    if (text == nullptr) return nullptr;
    if (!PyUnicode_Check(path) || !is_folder(*text == '\0' ? "." : text)) {
        const objects::Ref message = TRY_REF(PyUnicode_FromString("only directories are supported"));
        PyErr_SetImportError(message.get(), nullptr, path);
        return nullptr;
    }
    if (self == nullptr) return make_file_finder(folder_of_entry(text)).release();
    const objects::Ref items = TRY_REF(PySequence_List(self));
    TRY(PyList_SetItem(items.get(), 0, Py_NewRef(path)));
    const objects::Ref arguments = TRY_REF(PyList_AsTuple(items.get()));
    return PyObject_Call(PyTuple_GET_ITEM(self, 0), arguments.get(), nullptr);
}

PyMethodDef path_hook_row = {"path_hook_for_FileFinder", call_path_hook, METH_O, nullptr};

PyObject *finder_path_hook(PyObject *type, PyObject *args) {
    const objects::Ref items = TRY_REF(PySequence_List(args));
    TRY(PyList_Insert(items.get(), 0, type));
    const objects::Ref bound = TRY_REF(PyList_AsTuple(items.get()));
    return PyCFunction_New(&path_hook_row, bound.get());
}

PyMethodDef finder_methods[] = {
    {"find_spec", _PyCFunction_CAST(finder_find_spec), METH_VARARGS | METH_KEYWORDS, nullptr},
    {"invalidate_caches", return_none, METH_NOARGS, nullptr},
    {"path_hook", finder_path_hook, METH_VARARGS | METH_CLASS, nullptr},
    {},
};

PyMemberDef finder_members[] = {
    {"path", T_OBJECT_EX, offsetof(FileFinder, path), 0, nullptr},
    {"_loaders", T_OBJECT, offsetof(FileFinder, loaders), 0, nullptr},
    {},
};

// --- PathFinder

objects::Ref call_hooks(PyObject *entry) {
    PyObject *hooks = PySys_GetObject("path_hooks");
    if (hooks == nullptr || hooks == Py_None) return objects::Ref::borrow(Py_None);
    const objects::Ref items = TRY_REF(PySequence_List(hooks));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.get()); i++) {
        objects::Ref finder =
            objects::Ref::steal(PyObject_CallOneArg(PyList_GET_ITEM(items.get(), i), entry));
        if (finder || !objects::clear_if_matches(PyExc_ImportError)) return finder;
    }
    return objects::Ref::borrow(Py_None);
}

// What one entry's finder says; empty without an error when it does not know the module.
objects::Ref ask_entry_finder(PyObject *finder, PyObject *name, PyObject *target) {
    if (Py_IS_TYPE(finder, &file_finder_type)) return find_in(as_finder(finder), name);
    objects::Ref method = objects::Ref::steal(PyObject_GetAttrString(finder, "find_spec"));
    objects::Ref spec;
    if (method) {
        spec = TRY_REF(
            PyObject_CallFunctionObjArgs(method.get(), name, target == nullptr ? Py_None : target, nullptr));
    } else {
        if (!objects::clear_if_matches(PyExc_AttributeError)) return {};
        const objects::Ref legacy = TRY_REF(PyImport_ImportModule("importlib._legacy"));
        spec = TRY_REF(PyObject_CallMethod(legacy.get(), "find_spec_of_entry", "OO", name, finder));
    }
    return spec.get() == Py_None ? objects::Ref() : std::move(spec);
}

// Asks the entry; a part of a namespace package is added to `portions` and not returned.
objects::Ref ask_entry(PyObject *entry, PyObject *name, PyObject *target, PyObject *portions) {
    if (!PyUnicode_Check(entry)) return {};
    const objects::Ref finder = TRY(importer_for(entry));
    if (finder.get() == Py_None) return {};
    objects::Ref spec = ask_entry_finder(finder.get(), name, target);
    if (!spec) return {};
    const objects::Ref loader = TRY_REF(PyObject_GetAttrString(spec.get(), "loader"));
    if (loader.get() != Py_None) return spec;
    const objects::Ref parts = TRY_REF(PyObject_GetAttrString(spec.get(), "submodule_search_locations"));
    if (parts.get() == Py_None) return objects::raise(PyExc_ImportError, "spec missing loader");
    const objects::Ref done = TRY_REF(PyObject_CallMethod(portions, "extend", "O", parts.get()));
    return {};
}

objects::Ref find_on_path(PyObject *name, PyObject *path, PyObject *target) {
    if (path == nullptr || path == Py_None) path = PySys_GetObject("path");
    if (path == nullptr) return objects::raise(PyExc_AttributeError, "module 'sys' has no attribute 'path'");
    const objects::Ref entries = TRY_REF(PySequence_List(path));
    const objects::Ref portions = TRY_REF(PyList_New(0));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(entries.get()); i++) {
        objects::Ref spec = ask_entry(PyList_GET_ITEM(entries.get(), i), name, target, portions.get());
        if (spec || objects::is_error_pending()) return spec;
    }
    return PyList_GET_SIZE(portions.get()) == 0 ? objects::Ref() : namespace_spec(name, portions.get());
}

PyObject *path_finder_find_spec(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"fullname", "path", "target", nullptr};
    PyObject *name;
    PyObject *path = nullptr;
    PyObject *target = nullptr;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|OO:find_spec", const_cast<char **>(keywords), &name,
                                     &path, &target))
        return nullptr;
    return or_none(find_on_path(name, path, target));
}

// Forgets entries that had no finder, and tells the finders of the others.
PyObject *path_finder_invalidate(PyObject *, PyObject *) {
    PyObject *cache = PySys_GetObject("path_importer_cache");
    if (cache == nullptr || !PyDict_Check(cache)) Py_RETURN_NONE;
    const objects::Ref items = TRY_REF(PyDict_Items(cache));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.get()); i++) {
        PyObject *row = PyList_GET_ITEM(items.get(), i);
        PyObject *finder = PyTuple_GET_ITEM(row, 1);
        if (finder == Py_None) {
            TRY(PyDict_DelItem(cache, PyTuple_GET_ITEM(row, 0)));
        } else if (PyObject_HasAttrString(finder, "invalidate_caches")) {
            const objects::Ref result = TRY_REF(
                PyObject_CallMethodNoArgs(finder, TRY_REF(PyUnicode_FromString("invalidate_caches")).get()));
        }
    }
    Py_RETURN_NONE;
}

PyMethodDef path_finder_methods[] = {
    {"find_spec", _PyCFunction_CAST(path_finder_find_spec), METH_VARARGS | METH_KEYWORDS | METH_CLASS,
     nullptr},
    {"invalidate_caches", path_finder_invalidate, METH_NOARGS | METH_STATIC, nullptr},
    {},
};

// --- built-in modules

objects::Ref find_builtin_spec(PyObject *name) {
    const char *text = module_name_text(name);
    if (text == nullptr || !is_builtin(text)) return {};
    return make_builtin_spec(name);
}

objects::Ref find_preloaded_spec(PyObject *name) {
    const char *text = module_name_text(name);
    if (text == nullptr) return {};
    const FoundModule found = find_preloaded(text);
    return found.kind == FoundKind::Nothing ? objects::Ref() : spec_of_found(name, found);
}

PyObject *builtin_find_spec(PyObject *type, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"fullname", "path", "target", nullptr};
    PyObject *name;
    PyObject *path;
    PyObject *target;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O|OO:find_spec", const_cast<char **>(keywords), &name,
                                     &path, &target))
        return nullptr;
    const bool is_builtin = type == reinterpret_cast<PyObject *>(&builtin_importer_type);
    return or_none(is_builtin ? find_builtin_spec(name) : find_preloaded_spec(name));
}

// ImportError unless a built-in module has the name. 0 or -1.
int require_builtin(PyObject *name) {
    const char *text = text_of(name);
    if (text == nullptr) return -1;
    if (is_builtin(text)) return 0;
    const objects::Ref message = TRY_REF(PyUnicode_FromFormat("%R is not a built-in module", name));
    PyErr_SetImportError(message.get(), name, nullptr);
    return -1;
}

PyObject *builtin_create_module(PyObject *, PyObject *spec) {
    const objects::Ref name = TRY_REF(PyObject_GetAttr(spec, objects::name::name_));
    TRY(require_builtin(name.get()));
    InitFunction init = find_builtin(PyUnicode_AsUTF8(name.get()));
    if (init != nullptr) return run_init_function(init, spec, name.get(), nullptr).release();
    const bool is_builtins = PyUnicode_CompareWithASCIIString(name.get(), "builtins") == 0;
    return is_builtins ? Py_NewRef(objects::runtime.builtins_module) : PyImport_GetModule(name.get());
}

PyObject *builtin_get_none(PyObject *, PyObject *name) {
    TRY(require_builtin(name));
    Py_RETURN_NONE;
}

PyObject *builtin_is_package(PyObject *, PyObject *name) {
    TRY(require_builtin(name));
    Py_RETURN_FALSE;
}

PyObject *builtin_load_module(PyObject *type, PyObject *name) {
    TRY(require_builtin(name));
    const objects::Ref legacy = TRY_REF(PyImport_ImportModule("importlib._legacy"));
    return PyObject_CallMethod(legacy.get(), "load_module", "OO", type, name);
}

PyMethodDef builtin_methods[] = {
    {"find_spec", _PyCFunction_CAST(builtin_find_spec), METH_VARARGS | METH_KEYWORDS | METH_CLASS, nullptr},
    {"create_module", builtin_create_module, METH_O | METH_STATIC, nullptr},
    {"exec_module", return_none, METH_O | METH_STATIC, nullptr},
    {"get_code", builtin_get_none, METH_O | METH_CLASS, nullptr},
    {"get_source", builtin_get_none, METH_O | METH_CLASS, nullptr},
    {"is_package", builtin_is_package, METH_O | METH_CLASS, nullptr},
    {"load_module", builtin_load_module, METH_O | METH_CLASS, nullptr},
    {},
};

PyMethodDef frozen_methods[] = {
    {"find_spec", _PyCFunction_CAST(builtin_find_spec), METH_VARARGS | METH_KEYWORDS | METH_CLASS, nullptr},
    {},
};

constexpr PyTypeObject make_finder_type(const char *name, PyMethodDef *methods) {
    return {
        .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
        .tp_methods = methods,
        .tp_new = PyType_GenericNew,
    };
}

} // namespace

PyTypeObject builtin_importer_type = make_finder_type("_frozen_importlib.BuiltinImporter", builtin_methods);
PyTypeObject frozen_importer_type = make_finder_type("_frozen_importlib.FrozenImporter", frozen_methods);
PyTypeObject path_finder_type =
    make_finder_type("_frozen_importlib_external.PathFinder", path_finder_methods);
PyTypeObject file_finder_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_frozen_importlib_external.FileFinder",
    .tp_basicsize = sizeof(FileFinder),
    .tp_dealloc = finder_dealloc,
    .tp_repr = finder_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = finder_traverse,
    .tp_clear = finder_clear,
    .tp_methods = finder_methods,
    .tp_members = finder_members,
    .tp_dictoffset = offsetof(FileFinder, dict),
    .tp_init = finder_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

objects::Ref ask_finder(PyObject *finder, PyObject *name, PyObject *path, PyObject *target) {
    if (finder == reinterpret_cast<PyObject *>(&builtin_importer_type)) return find_builtin_spec(name);
    if (finder == reinterpret_cast<PyObject *>(&frozen_importer_type)) return find_preloaded_spec(name);
    if (finder == reinterpret_cast<PyObject *>(&path_finder_type)) return find_on_path(name, path, target);
    const objects::Ref method = objects::Ref::steal(PyObject_GetAttrString(finder, "find_spec"));
    PyObject *path_argument = path == nullptr ? Py_None : path;
    objects::Ref spec;
    if (method) {
        spec = TRY_REF(PyObject_CallFunctionObjArgs(method.get(), name, path_argument,
                                                    target == nullptr ? Py_None : target, nullptr));
    } else {
        if (!objects::clear_if_matches(PyExc_AttributeError)) return {};
        const objects::Ref legacy = TRY_REF(PyImport_ImportModule("importlib._legacy"));
        spec = TRY_REF(
            PyObject_CallMethod(legacy.get(), "find_spec_of_finder", "OOO", finder, name, path_argument));
    }
    return spec.get() == Py_None ? objects::Ref() : std::move(spec);
}

objects::Ref importer_for(PyObject *entry) {
    objects::Ref key = objects::Ref::borrow(entry);
    if (PyUnicode_GET_LENGTH(entry) == 0) key = TRY(to_str(folder_of_entry("")));
    PyObject *cache = PySys_GetObject("path_importer_cache");
    if (cache == nullptr || !PyDict_Check(cache)) return call_hooks(key.get());
    if (PyObject *known = PyDict_GetItemWithError(cache, key.get())) return objects::Ref::borrow(known);
    if (objects::is_error_pending()) return {};
    const objects::Ref kept = objects::Ref::borrow(cache);
    objects::Ref finder = TRY(call_hooks(key.get()));
    TRY(PyDict_SetItem(cache, key.get(), finder.get()));
    return finder;
}

std::string find_foreign_library_on(PyObject *path, const std::string &name) {
    if (path == nullptr) path = PySys_GetObject("path");
    const objects::Ref entries =
        path == nullptr ? objects::Ref() : objects::Ref::steal(PySequence_List(path));
    std::string found;
    for (Py_ssize_t i = 0; entries && found.empty() && i < PyList_GET_SIZE(entries.get()); i++) {
        PyObject *entry = PyList_GET_ITEM(entries.get(), i);
        const char *text = PyUnicode_Check(entry) ? PyUnicode_AsUTF8(entry) : nullptr;
        if (text != nullptr) found = find_foreign_library(folder_of_entry(text), last_part(name));
    }
    PyErr_Clear();
    return found;
}

objects::Ref make_builtin_spec(PyObject *name) {
    const objects::Ref origin = TRY_REF(PyUnicode_FromString("built-in"));
    return make_spec({.name = name,
                      .loader = reinterpret_cast<PyObject *>(&builtin_importer_type),
                      .origin = origin.get()});
}

int init_path_finders() {
    for (PyTypeObject *type :
         {&namespace_path_type, &module_spec_type, &file_loader_type, &source_file_loader_type,
          &extension_file_loader_type, &namespace_loader_type, &builtin_importer_type, &frozen_importer_type,
          &path_finder_type, &file_finder_type})
        TRY(PyType_Ready(type));
    return 0;
}

objects::Ref default_meta_path() {
    return objects::Ref::steal(
        Py_BuildValue("[OOO]", &builtin_importer_type, &frozen_importer_type, &path_finder_type));
}

objects::Ref default_path_hooks() {
    const objects::Ref hook = TRY_REF(PyCFunction_New(&path_hook_row, nullptr));
    return single_list(hook.get());
}

} // namespace adder::runtime
