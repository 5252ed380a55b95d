// SPDX-License-Identifier: MIT
//
// The types are plain records: fields with the names that importlib gives them, and a repr.
#include "runtime/module_spec.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"

#include <cstddef>

namespace adder::runtime {

namespace {

struct ModuleSpec {
    PyObject_HEAD PyObject *name;
    PyObject *loader;
    PyObject *origin;
    PyObject *loader_state;
    PyObject *search_path;
    PyObject *cached;
    PyObject *dict;
    char has_location;
    char is_initializing;
};

struct Loader {
    PyObject_HEAD PyObject *name;
    PyObject *path;
    PyObject *dict;
};

ModuleSpec *as_spec(PyObject *object) {
    return reinterpret_cast<ModuleSpec *>(object);
}

Loader *as_loader(PyObject *object) {
    return reinterpret_cast<Loader *>(object);
}

PyObject *or_none(PyObject *object) {
    return Py_NewRef(object == nullptr ? Py_None : object);
}

int spec_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"name", "loader", "origin", "loader_state", "is_package", nullptr};
    PyObject *name;
    PyObject *loader;
    PyObject *origin = nullptr;
    PyObject *state = nullptr;
    int is_package = 0;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO|$OOp:ModuleSpec", const_cast<char **>(keywords), &name,
                                     &loader, &origin, &state, &is_package))
        return -1;
    auto *spec = as_spec(self);
    Py_XSETREF(spec->name, Py_NewRef(name));
    Py_XSETREF(spec->loader, Py_NewRef(loader));
    Py_XSETREF(spec->origin, or_none(origin));
    Py_XSETREF(spec->loader_state, or_none(state));
    Py_XSETREF(spec->search_path, is_package ? PyList_New(0) : Py_NewRef(Py_None));
    Py_XSETREF(spec->cached, Py_NewRef(Py_None));
    return 0;
}

int spec_traverse(PyObject *self, visitproc visit, void *arg) {
    auto *spec = as_spec(self);
    Py_VISIT(spec->name);
    Py_VISIT(spec->loader);
    Py_VISIT(spec->origin);
    Py_VISIT(spec->loader_state);
    Py_VISIT(spec->search_path);
    Py_VISIT(spec->cached);
    Py_VISIT(spec->dict);
    return 0;
}

int spec_clear(PyObject *self) {
    auto *spec = as_spec(self);
    Py_CLEAR(spec->name);
    Py_CLEAR(spec->loader);
    Py_CLEAR(spec->origin);
    Py_CLEAR(spec->loader_state);
    Py_CLEAR(spec->search_path);
    Py_CLEAR(spec->cached);
    Py_CLEAR(spec->dict);
    return 0;
}

void spec_dealloc(PyObject *self) {
    objects::untrack(self);
    spec_clear(self);
    Py_TYPE(self)->tp_free(self);
}

PyObject *spec_repr(PyObject *self) {
    auto *spec = as_spec(self);
    objects::Ref text =
        TRY_REF(PyUnicode_FromFormat("ModuleSpec(name=%R, loader=%R", spec->name, spec->loader));
    if (spec->origin != Py_None)
        text = TRY_REF(PyUnicode_FromFormat("%U, origin=%R", text.get(), spec->origin));
    if (spec->search_path != Py_None)
        text =
            TRY_REF(PyUnicode_FromFormat("%U, submodule_search_locations=%R", text.get(), spec->search_path));
    return PyUnicode_FromFormat("%U)", text.get());
}

// The package that the module belongs to: itself when it is one.
PyObject *get_parent(PyObject *self, void *) {
    auto *spec = as_spec(self);
    if (spec->search_path != Py_None) return Py_NewRef(spec->name);
    Py_ssize_t dot = PyUnicode_FindChar(spec->name, '.', 0, PyUnicode_GET_LENGTH(spec->name), -1);
    return PyUnicode_Substring(spec->name, 0, dot < 0 ? 0 : dot);
}

PyMemberDef spec_members[] = {
    {"name", T_OBJECT, offsetof(ModuleSpec, name), 0, nullptr},
    {"loader", T_OBJECT, offsetof(ModuleSpec, loader), 0, nullptr},
    {"origin", T_OBJECT, offsetof(ModuleSpec, origin), 0, nullptr},
    {"loader_state", T_OBJECT, offsetof(ModuleSpec, loader_state), 0, nullptr},
    {"submodule_search_locations", T_OBJECT, offsetof(ModuleSpec, search_path), 0, nullptr},
    {"cached", T_OBJECT, offsetof(ModuleSpec, cached), 0, nullptr},
    {"has_location", T_BOOL, offsetof(ModuleSpec, has_location), 0, nullptr},
    {"_set_fileattr", T_BOOL, offsetof(ModuleSpec, has_location), 0, nullptr},
    {"_initializing", T_BOOL, offsetof(ModuleSpec, is_initializing), 0, nullptr},
    {},
};

PyGetSetDef spec_getset[] = {
    {"parent", get_parent, nullptr, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};

PyTypeObject spec_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_frozen_importlib.ModuleSpec",
    .tp_basicsize = sizeof(ModuleSpec),
    .tp_dealloc = spec_dealloc,
    .tp_repr = spec_repr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = spec_traverse,
    .tp_clear = spec_clear,
    .tp_members = spec_members,
    .tp_getset = spec_getset,
    .tp_dictoffset = offsetof(ModuleSpec, dict),
    .tp_init = spec_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

// --- loaders

void loader_dealloc(PyObject *self) {
    Py_XDECREF(as_loader(self)->name);
    Py_XDECREF(as_loader(self)->path);
    Py_XDECREF(as_loader(self)->dict);
    Py_TYPE(self)->tp_free(self);
}

PyMemberDef loader_members[] = {
    {"name", T_OBJECT, offsetof(Loader, name), 0, nullptr},
    {"path", T_OBJECT, offsetof(Loader, path), 0, nullptr},
    {},
};

PyObject *get_filename(PyObject *self, PyObject *const *, Py_ssize_t) {
    return or_none(as_loader(self)->path);
}

PyObject *get_source(PyObject *self, PyObject *const *, Py_ssize_t) {
    PyObject *path = as_loader(self)->path;
    if (path == nullptr) Py_RETURN_NONE;
    objects::Ref open = objects::Ref::borrow(PyDict_GetItemString(objects::runtime.builtins, "open"));
    objects::Ref file = TRY_REF(PyObject_CallOneArg(open.get(), path));
    objects::Ref text = TRY_REF(PyObject_CallMethodNoArgs(file.get(), objects::name::read));
    objects::Ref closed = TRY_REF(PyObject_CallMethodNoArgs(file.get(), objects::name::close));
    return text.release();
}

PyMethodDef loader_methods[] = {
    {"get_filename", _PyCFunction_CAST(get_filename), METH_FASTCALL, nullptr},
    {"get_source", _PyCFunction_CAST(get_source), METH_FASTCALL, nullptr},
    {},
};

constexpr PyTypeObject make_loader_type(const char *name) {
    return {
        .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = name,
        .tp_basicsize = sizeof(Loader),
        .tp_dealloc = loader_dealloc,
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
        .tp_methods = loader_methods,
        .tp_members = loader_members,
        .tp_dictoffset = offsetof(Loader, dict),
        .tp_alloc = PyType_GenericAlloc,
        .tp_free = PyObject_Free,
    };
}

PyTypeObject loader_types[] = {
    make_loader_type("_frozen_importlib.BuiltinImporter"),
    make_loader_type("_frozen_importlib_external.SourceFileLoader"),
    make_loader_type("_frozen_importlib_external.ExtensionFileLoader"),
    make_loader_type("_frozen_importlib_external.NamespaceLoader"),
};

} // namespace

int init_module_specs() {
    TRY(PyType_Ready(&spec_type));
    for (PyTypeObject &type : loader_types) TRY(PyType_Ready(&type));
    return 0;
}

objects::Ref make_loader(LoaderKind kind, PyObject *module_name, PyObject *path) {
    PyTypeObject *type = &loader_types[static_cast<int>(kind)];
    if (kind == LoaderKind::Builtin) return objects::Ref::borrow(reinterpret_cast<PyObject *>(type));
    objects::Ref loader = TRY_REF(type->tp_alloc(type, 0));
    loader.as<Loader>()->name = Py_NewRef(module_name);
    loader.as<Loader>()->path = Py_XNewRef(path);
    return loader;
}

objects::Ref make_spec(const SpecOptions &options) {
    objects::Ref loader = TRY(make_loader(options.kind, options.name, options.origin));
    const bool is_builtin = options.kind == LoaderKind::Builtin;
    objects::Ref origin = TRY_REF(is_builtin ? PyUnicode_FromString("built-in") : or_none(options.origin));
    objects::Ref self = TRY_REF(spec_type.tp_alloc(&spec_type, 0));
    auto *spec = self.as<ModuleSpec>();
    spec->name = Py_NewRef(options.name);
    spec->loader = loader.release();
    spec->origin = origin.release();
    spec->loader_state = Py_NewRef(Py_None);
    spec->search_path = or_none(options.search_path);
    spec->cached = Py_NewRef(Py_None);
    spec->has_location = options.kind == LoaderKind::Source || options.kind == LoaderKind::Extension;
    return self;
}

int set_module_attributes(PyObject *module, PyObject *spec_object) {
    auto *spec = as_spec(spec_object);
    objects::Ref parent = TRY_REF(get_parent(spec_object, nullptr));
    TRY(PyObject_SetAttr(module, objects::name::dunder_name, spec->name));
    TRY(PyObject_SetAttr(module, objects::name::dunder_loader, spec->loader));
    TRY(PyObject_SetAttr(module, objects::name::dunder_package, parent.get()));
    TRY(PyObject_SetAttr(module, objects::name::dunder_spec, spec_object));
    if (spec->search_path != Py_None)
        TRY(PyObject_SetAttr(module, objects::name::dunder_path, spec->search_path));
    bool is_namespace = Py_IS_TYPE(spec->loader, &loader_types[static_cast<int>(LoaderKind::Namespace)]);
    if (spec->has_location || is_namespace)
        TRY(PyObject_SetAttr(module, objects::name::dunder_file, spec->origin));
    return 0;
}

void set_initializing(PyObject *spec, bool is_initializing) {
    as_spec(spec)->is_initializing = is_initializing;
}

} // namespace adder::runtime
