// SPDX-License-Identifier: MIT
//
// A source file is read, compiled and run in the module's dict; a library is opened by native_loader. The
// methods go through each other as importlib's do, so that a subclass may replace any one of them:
// exec_module asks get_code, that asks get_data and source_to_code.
#include "runtime/module_loaders.hpp"

#include "base/file.hpp"
#include "base/source.hpp"
#include "objects/codec.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/module.hpp"
#include "objects/names.hpp"
#include "runtime/compile_text.hpp"
#include "runtime/import_steps.hpp"
#include "runtime/module_finder.hpp"
#include "runtime/module_spec.hpp"
#include "runtime/native_loader.hpp"
#include "vm/run.hpp"

#include <cstddef>
#include <sys/stat.h>

namespace adder::runtime {

namespace {

struct Loader {
    PyObject_HEAD PyObject *name;
    PyObject *path; // of a namespace: its __path__
    PyObject *dict;
    PyObject *weakrefs;
};

Loader *as_loader(PyObject *object) {
    return reinterpret_cast<Loader *>(object);
}

int loader_traverse(PyObject *self, visitproc visit, void *arg) {
    Py_VISIT(as_loader(self)->name);
    Py_VISIT(as_loader(self)->path);
    Py_VISIT(as_loader(self)->dict);
    return 0;
}

int loader_clear(PyObject *self) {
    Py_CLEAR(as_loader(self)->name);
    Py_CLEAR(as_loader(self)->path);
    Py_CLEAR(as_loader(self)->dict);
    return 0;
}

void loader_dealloc(PyObject *self) {
    objects::untrack(self);
    if (as_loader(self)->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    loader_clear(self);
    Py_TYPE(self)->tp_free(self);
}

int loader_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const file_keywords[] = {"fullname", "path", nullptr};
    static const char *const library_keywords[] = {"name", "path", nullptr};
    const bool is_library = PyObject_TypeCheck(self, &extension_file_loader_type);
    PyObject *name;
    PyObject *path;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO:__init__",
                                     const_cast<char **>(is_library ? library_keywords : file_keywords),
                                     &name, &path))
        return -1;
    Py_XSETREF(as_loader(self)->name, Py_NewRef(name));
    Py_XSETREF(as_loader(self)->path, Py_NewRef(path));
    return 0;
}

PyObject *loader_compare(PyObject *left, PyObject *right, int operation) {
    if (operation != Py_EQ && operation != Py_NE) Py_RETURN_NOTIMPLEMENTED;
    int is_same = left == right;
    if (!is_same && Py_IS_TYPE(right, Py_TYPE(left))) {
        is_same = TRY(PyObject_RichCompareBool(as_loader(left)->name, as_loader(right)->name, Py_EQ));
        if (is_same)
            is_same = TRY(PyObject_RichCompareBool(as_loader(left)->path, as_loader(right)->path, Py_EQ));
    }
    return PyBool_FromLong((is_same != 0) == (operation == Py_EQ));
}

Py_hash_t loader_hash(PyObject *self) {
    const Py_hash_t name = PyObject_Hash(as_loader(self)->name);
    if (name == -1) return -1;
    const Py_hash_t path = PyObject_Hash(as_loader(self)->path);
    if (path == -1) return -1;
    const Py_hash_t both = name ^ path;
    return both == -1 ? -2 : both;
}

PyObject *name_of(PyObject *self) {
    PyObject *name = as_loader(self)->name;
    return name == nullptr ? Py_None : name;
}

// The module asked for is the one that the loader is for; ImportError otherwise. 0 or -1.
int check_name(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    if (count == 0 || args[0] == Py_None) return 0;
    if (TRY(PyObject_RichCompareBool(args[0], name_of(self), Py_EQ))) return 0;
    const objects::Ref message =
        TRY_REF(PyUnicode_FromFormat("loader for %S cannot handle %S", name_of(self), args[0]));
    PyErr_SetImportError(message.get(), args[0], nullptr);
    return -1;
}

objects::Ref path_of(PyObject *self) {
    PyObject *path = as_loader(self)->path;
    if (path == nullptr) return objects::raise(PyExc_AttributeError, "path");
    return objects::Ref::borrow(path);
}

// --- reading

objects::Ref read_file(PyObject *path) {
    objects::Ref file_path = TRY_REF(PyOS_FSPath(path));
    PyObject *encoded;
    if (!PyUnicode_FSConverter(file_path.get(), &encoded)) return {};
    const objects::Ref bytes_path = objects::Ref::steal(encoded);
    const std::optional<std::string> bytes = base::read_file(PyBytes_AS_STRING(encoded));
    if (!bytes) {
        PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
        return {};
    }
    return objects::Ref::steal(
        PyBytes_FromStringAndSize(bytes->data(), static_cast<Py_ssize_t>(bytes->size())));
}

objects::Ref compile_bytes(PyObject *bytes, PyObject *path) {
    const objects::Ref encoded = TRY_REF(PyUnicode_EncodeFSDefault(path));
    const std::string text(PyBytes_AS_STRING(bytes), static_cast<size_t>(PyBytes_GET_SIZE(bytes)));
    return compile_text(
        base::Source::from_bytes(PyBytes_AS_STRING(encoded.get()), text, objects::decode_source),
        CompileOptions{});
}

int run_in_module(PyObject *code, PyObject *module) {
    const objects::Ref space = TRY_REF(PyObject_GetAttr(module, objects::name::dunder_dict));
    if (!PyDict_Check(space.get())) return objects::raise_type_error("a module's __dict__ must be a dict");
    if (TRY(PyDict_Contains(space.get(), objects::name::dunder_builtins)) == 0)
        TRY(PyDict_SetItem(space.get(), objects::name::dunder_builtins, objects::runtime.builtins));
    const objects::Ref result = TRY_REF(vm::run_code(code, space.get(), space.get()));
    return 0;
}

// --- methods of file loaders

PyObject *get_filename(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_name(self, args, count));
    return path_of(self).release();
}

PyObject *get_data(PyObject *, PyObject *path) {
    return read_file(path).release();
}

// A package's loader is for a file __init__, and not for a module that is named so.
PyObject *is_package(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_name(self, args, count));
    const objects::Ref path =
        TRY_REF(PyObject_CallMethod(self, "get_filename", "O", count > 0 ? args[0] : name_of(self)));
    const objects::Ref text = TRY_REF(PyObject_Str(path.get()));
    std::string file = PyUnicode_AsUTF8(text.get()) == nullptr ? "" : PyUnicode_AsUTF8(text.get());
    PyErr_Clear();
    file = file.substr(file.rfind('/') + 1);
    return PyBool_FromLong(file.substr(0, file.find('.')) == "__init__");
}

PyObject *return_none(PyObject *, PyObject *) {
    Py_RETURN_NONE;
}

PyObject *path_stats(PyObject *, PyObject *path) {
    PyObject *encoded;
    if (!PyUnicode_FSConverter(path, &encoded)) return nullptr;
    const objects::Ref bytes_path = objects::Ref::steal(encoded);
    struct stat information;
    if (::stat(PyBytes_AS_STRING(encoded), &information) != 0)
        return PyErr_SetFromErrnoWithFilenameObject(PyExc_OSError, path);
    const double seconds = static_cast<double>(information.st_mtim.tv_sec) +
                           1e-9 * static_cast<double>(information.st_mtim.tv_nsec);
    return Py_BuildValue("{sdsL}", "mtime", seconds, "size", static_cast<long long>(information.st_size));
}

PyObject *path_mtime(PyObject *self, PyObject *path) {
    const objects::Ref values = TRY_REF(PyObject_CallMethod(self, "path_stats", "O", path));
    return PyObject_GetItem(values.get(), TRY_REF(PyUnicode_FromString("mtime")).get());
}

PyObject *source_to_code(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"data", "path", "_optimize", nullptr};
    PyObject *data;
    PyObject *path;
    int optimize = -1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO|$i:source_to_code", const_cast<char **>(keywords),
                                     &data, &path, &optimize))
        return nullptr;
    PyObject *compile = PyDict_GetItemString(objects::runtime.builtins, "compile");
    if (compile == nullptr) return objects::raise(PyExc_RuntimeError, "lost builtins.compile");
    const objects::Ref arguments = TRY_REF(Py_BuildValue("(OOs)", data, path, "exec"));
    const objects::Ref options =
        TRY_REF(Py_BuildValue("{sOsi}", "dont_inherit", Py_True, "optimize", optimize));
    return PyObject_Call(compile, arguments.get(), options.get());
}

PyObject *source_get_code(PyObject *self, PyObject *module_name) {
    const objects::Ref path = TRY_REF(PyObject_CallMethod(self, "get_filename", "O", module_name));
    const objects::Ref data = TRY_REF(PyObject_CallMethod(self, "get_data", "O", path.get()));
    if (Py_IS_TYPE(self, &source_file_loader_type)) return compile_bytes(data.get(), path.get()).release();
    return PyObject_CallMethod(self, "source_to_code", "OO", data.get(), path.get());
}

// The text of bytes of source: by their coding cookie, with newlines as "\n".
objects::Ref decode_source(PyObject *bytes) {
    const objects::Ref utilities = TRY_REF(PyImport_ImportModule("importlib.util"));
    return objects::Ref::steal(PyObject_CallMethod(utilities.get(), "decode_source", "O", bytes));
}

PyObject *source_get_source(PyObject *self, PyObject *module_name) {
    const objects::Ref path = TRY_REF(PyObject_CallMethod(self, "get_filename", "O", module_name));
    objects::Ref data = objects::Ref::steal(PyObject_CallMethod(self, "get_data", "O", path.get()));
    if (data) return decode_source(data.get()).release();
    if (!PyErr_ExceptionMatches(PyExc_OSError)) return nullptr;
    const objects::Ref cause = objects::take_exception();
    PyErr_SetImportError(TRY_REF(PyUnicode_FromString("source not available through get_data()")).get(),
                         module_name, nullptr);
    const objects::Ref error = objects::take_exception();
    PyException_SetCause(error.get(), Py_NewRef(cause.get()));
    PyException_SetContext(error.get(), Py_NewRef(cause.get()));
    objects::restore_exception(error);
    return nullptr;
}

PyObject *source_exec_module(PyObject *self, PyObject *module) {
    const objects::Ref name = TRY_REF(PyObject_GetAttr(module, objects::name::dunder_name));
    const objects::Ref code = TRY_REF(PyObject_CallMethod(self, "get_code", "O", name.get()));
    if (code.get() == Py_None) {
        const objects::Ref message =
            TRY_REF(PyUnicode_FromFormat("cannot load module %R when get_code() returns None", name.get()));
        PyErr_SetImportError(message.get(), nullptr, nullptr);
        return nullptr;
    }
    TRY(run_in_module(code.get(), module));
    Py_RETURN_NONE;
}

// load_module(name): the way of before PEP 451.
PyObject *load_module(PyObject *self, PyObject *const *args, Py_ssize_t count) {
    TRY(check_name(self, args, count));
    const objects::Ref utilities = TRY_REF(PyImport_ImportModule("importlib._legacy"));
    return PyObject_CallMethod(utilities.get(), "load_module", "OO", self,
                               count > 0 ? args[0] : name_of(self));
}

PyMethodDef file_loader_methods[] = {
    {"get_filename", _PyCFunction_CAST(get_filename), METH_FASTCALL, nullptr},
    {"get_data", get_data, METH_O, nullptr},
    {"is_package", _PyCFunction_CAST(is_package), METH_FASTCALL, nullptr},
    {"create_module", return_none, METH_O, nullptr},
    {"load_module", _PyCFunction_CAST(load_module), METH_FASTCALL, nullptr},
    {},
};

PyMethodDef source_loader_methods[] = {
    {"path_stats", path_stats, METH_O, nullptr},
    {"path_mtime", path_mtime, METH_O, nullptr},
    {"source_to_code", _PyCFunction_CAST(source_to_code), METH_VARARGS | METH_KEYWORDS, nullptr},
    {"get_code", source_get_code, METH_O, nullptr},
    {"get_source", source_get_source, METH_O, nullptr},
    {"exec_module", source_exec_module, METH_O, nullptr},
    {},
};

// --- libraries

PyObject *extension_create_module(PyObject *self, PyObject *spec) {
    const objects::Ref name = TRY_REF(PyObject_GetAttr(spec, objects::name::name_));
    const objects::Ref path = TRY(path_of(self));
    return load_native_module(spec, name.get(), path.get()).release();
}

PyObject *extension_repr(PyObject *self) {
    return PyUnicode_FromFormat("ExtensionFileLoader(%R, %R)", name_of(self), as_loader(self)->path);
}

PyMethodDef extension_loader_methods[] = {
    {"create_module", extension_create_module, METH_O, nullptr},
    {"exec_module", return_none, METH_O, nullptr},
    {"get_code", return_none, METH_O, nullptr},
    {"get_source", return_none, METH_O, nullptr},
    {},
};

// --- namespaces

PyObject *return_true(PyObject *, PyObject *) {
    Py_RETURN_TRUE;
}

PyObject *return_empty_text(PyObject *, PyObject *) {
    return PyUnicode_FromString("");
}

PyObject *namespace_get_code(PyObject *, PyObject *) {
    return Py_CompileString("", "<string>", Py_file_input);
}

PyMethodDef namespace_loader_methods[] = {
    {"is_package", return_true, METH_O, nullptr},
    {"get_source", return_empty_text, METH_O, nullptr},
    {"get_code", namespace_get_code, METH_O, nullptr},
    {"create_module", return_none, METH_O, nullptr},
    {"exec_module", return_none, METH_O, nullptr},
    {"load_module", _PyCFunction_CAST(load_module), METH_FASTCALL, nullptr},
    {},
};

// --- types

PyMemberDef loader_members[] = {
    {"name", T_OBJECT_EX, offsetof(Loader, name), 0, nullptr},
    {"path", T_OBJECT_EX, offsetof(Loader, path), 0, nullptr},
    {},
};

PyMemberDef namespace_members[] = {
    {"_path", T_OBJECT_EX, offsetof(Loader, path), READONLY, nullptr},
    {},
};

PyGetSetDef loader_getset[] = {
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};

constexpr PyTypeObject make_loader_type(const char *name, PyTypeObject *base, PyMethodDef *methods,
                                        PyMemberDef *members) {
    return {
        .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,
        .tp_basicsize = sizeof(Loader),
        .tp_dealloc = loader_dealloc,
        .tp_hash = loader_hash,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
        .tp_traverse = loader_traverse,
        .tp_clear = loader_clear,
        .tp_richcompare = loader_compare,
        .tp_weaklistoffset = offsetof(Loader, weakrefs),
        .tp_methods = methods,
        .tp_members = members,
        .tp_getset = loader_getset,
        .tp_base = base,
        .tp_dictoffset = offsetof(Loader, dict),
        .tp_init = loader_init,
        .tp_alloc = PyType_GenericAlloc,
        .tp_new = PyType_GenericNew,
        .tp_free = PyObject_GC_Del,
    };
}

} // namespace

PyTypeObject file_loader_type =
    make_loader_type("_frozen_importlib_external.FileLoader", nullptr, file_loader_methods, loader_members);
PyTypeObject source_file_loader_type = make_loader_type("_frozen_importlib_external.SourceFileLoader",
                                                        &file_loader_type, source_loader_methods, nullptr);
PyTypeObject extension_file_loader_type = [] {
    PyTypeObject type = make_loader_type("_frozen_importlib_external.ExtensionFileLoader", &file_loader_type,
                                         extension_loader_methods, nullptr);
    type.tp_repr = extension_repr;
    return type;
}();
PyTypeObject namespace_loader_type = make_loader_type("_frozen_importlib_external.NamespaceLoader", nullptr,
                                                      namespace_loader_methods, namespace_members);

objects::Ref make_loader(LoaderKind kind, PyObject *module_name, PyObject *path) {
    PyTypeObject *const types[] = {&builtin_importer_type, &source_file_loader_type,
                                   &extension_file_loader_type, &namespace_loader_type};
    PyTypeObject *type = types[static_cast<int>(kind)];
    if (kind == LoaderKind::Builtin) return objects::Ref::borrow(reinterpret_cast<PyObject *>(type));
    objects::Ref loader = TRY_REF(type->tp_alloc(type, 0));
    loader.as<Loader>()->name = Py_NewRef(module_name);
    loader.as<Loader>()->path = Py_XNewRef(path);
    return loader;
}

objects::Ref create_module(PyObject *loader, PyObject *spec) {
    if (Py_IS_TYPE(loader, &source_file_loader_type) || Py_IS_TYPE(loader, &namespace_loader_type)) return {};
    PyObject *found;
    TRY(_PyObject_LookupAttr(loader, TRY_REF(PyUnicode_InternFromString("create_module")).get(), &found));
    const objects::Ref method = objects::Ref::steal(found);
    if (method) {
        objects::Ref module = TRY_REF(PyObject_CallOneArg(method.get(), spec));
        return module.get() == Py_None ? objects::Ref() : std::move(module);
    }
    const objects::Ref exec = objects::Ref::steal(PyObject_GetAttrString(loader, "exec_module"));
    if (exec)
        return objects::raise(PyExc_ImportError,
                              "loaders that define exec_module() must also define create_module()");
    if (!objects::clear_if_matches(PyExc_AttributeError)) return {};
    return {};
}

int exec_module(PyObject *loader, PyObject *module) {
    if (Py_IS_TYPE(loader, &source_file_loader_type)) return run_source_file(module, as_loader(loader)->path);
    if (Py_IS_TYPE(loader, &namespace_loader_type)) return 0;
    const objects::Ref result = TRY_REF(PyObject_CallMethod(loader, "exec_module", "O", module));
    return 0;
}

int run_source_file(PyObject *module, PyObject *path) {
    const objects::Ref bytes = TRY(read_file(path));
    const objects::Ref code = TRY(compile_bytes(bytes.get(), path));
    return run_in_module(code.get(), module);
}

} // namespace adder::runtime
