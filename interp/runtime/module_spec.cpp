// SPDX-License-Identifier: MIT
//
// A spec is a plain record: fields with the names that importlib gives them, `parent` and `cached` made when
// asked for.
#include "runtime/module_spec.hpp"

#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"
#include "runtime/module_loaders.hpp"

#include <cstddef>
#include <string_view>

namespace adder::runtime {

namespace {

struct ModuleSpec {
    PyObject_HEAD PyObject *name;
    PyObject *loader;
    PyObject *origin;
    PyObject *loader_state;
    PyObject *search_path;
    PyObject *cached; // NULL until somebody asks
    PyObject *dict;
    char has_location;
    char is_initializing;
};

ModuleSpec *as_spec(PyObject *object) {
    return reinterpret_cast<ModuleSpec *>(object);
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
    PyObject *is_package = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "OO|$OOO:ModuleSpec", const_cast<char **>(keywords), &name,
                                     &loader, &origin, &state, &is_package))
        return -1;
    const int has_path = TRY(PyObject_IsTrue(is_package));
    auto *spec = as_spec(self);
    Py_XSETREF(spec->name, Py_NewRef(name));
    Py_XSETREF(spec->loader, Py_NewRef(loader));
    Py_XSETREF(spec->origin, or_none(origin));
    Py_XSETREF(spec->loader_state, or_none(state));
    Py_XSETREF(spec->search_path, has_path ? PyList_New(0) : Py_NewRef(Py_None));
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
    const char *type_name = _PyType_Name(Py_TYPE(self));
    objects::Ref text =
        TRY_REF(PyUnicode_FromFormat("%s(name=%R, loader=%R", type_name, spec->name, spec->loader));
    if (spec->origin != Py_None)
        text = TRY_REF(PyUnicode_FromFormat("%U, origin=%R", text.get(), spec->origin));
    if (spec->search_path != Py_None)
        text =
            TRY_REF(PyUnicode_FromFormat("%U, submodule_search_locations=%R", text.get(), spec->search_path));
    return PyUnicode_FromFormat("%U)", text.get());
}

PyObject *get_parent(PyObject *self, void *) {
    auto *spec = as_spec(self);
    if (spec->search_path != Py_None) return Py_NewRef(spec->name);
    if (!PyUnicode_Check(spec->name))
        return objects::raise(PyExc_AttributeError, "'%.100s' object has no attribute 'rpartition'",
                              Py_TYPE(spec->name)->tp_name);
    const Py_ssize_t dot = PyUnicode_FindChar(spec->name, '.', 0, PyUnicode_GET_LENGTH(spec->name), -1);
    return PyUnicode_Substring(spec->name, 0, dot < 0 ? 0 : dot);
}

bool is_source_path(PyObject *origin) {
    if (!PyUnicode_Check(origin)) return false;
    const char *text = PyUnicode_AsUTF8(origin);
    if (text == nullptr) PyErr_Clear();
    return text != nullptr && std::string_view(text).ends_with(".py");
}

PyObject *get_cached(PyObject *self, void *) {
    auto *spec = as_spec(self);
    if (spec->cached == nullptr && spec->has_location && is_source_path(spec->origin))
        spec->cached = TRY(cached_name(spec->origin))
    .release();
    return or_none(spec->cached);
}

int set_cached(PyObject *self, PyObject *value, void *) {
    Py_XSETREF(as_spec(self)->cached, Py_XNewRef(value));
    return 0;
}

// Equal where all that tells where the module is from is equal.
int is_equal(PyObject *left, PyObject *right) {
    auto *one = as_spec(left);
    auto *other = as_spec(right);
    const objects::Ref cached = TRY_REF(get_cached(left, nullptr));
    const objects::Ref other_cached = TRY_REF(get_cached(right, nullptr));
    PyObject *const pairs[][2] = {{one->name, other->name},
                                  {one->loader, other->loader},
                                  {one->origin, other->origin},
                                  {one->search_path, other->search_path},
                                  {cached.get(), other_cached.get()}};
    for (const auto &pair : pairs)
        if (!TRY(PyObject_RichCompareBool(pair[0], pair[1], Py_EQ))) return 0;
    return one->has_location == other->has_location;
}

PyObject *spec_compare(PyObject *left, PyObject *right, int operation) {
    if ((operation != Py_EQ && operation != Py_NE) || !PyObject_TypeCheck(right, &module_spec_type))
        Py_RETURN_NOTIMPLEMENTED;
    return PyBool_FromLong((TRY(is_equal(left, right)) != 0) == (operation == Py_EQ));
}

PyMemberDef spec_members[] = {
    {"name", T_OBJECT, offsetof(ModuleSpec, name), 0, nullptr},
    {"loader", T_OBJECT, offsetof(ModuleSpec, loader), 0, nullptr},
    {"origin", T_OBJECT, offsetof(ModuleSpec, origin), 0, nullptr},
    {"loader_state", T_OBJECT, offsetof(ModuleSpec, loader_state), 0, nullptr},
    {"submodule_search_locations", T_OBJECT, offsetof(ModuleSpec, search_path), 0, nullptr},
    {"has_location", T_BOOL, offsetof(ModuleSpec, has_location), 0, nullptr},
    {"_set_fileattr", T_BOOL, offsetof(ModuleSpec, has_location), 0, nullptr},
    {"_initializing", T_BOOL, offsetof(ModuleSpec, is_initializing), 0, nullptr},
    {},
};

PyGetSetDef spec_getset[] = {
    {"parent", get_parent, nullptr, nullptr, nullptr},
    {"cached", get_cached, set_cached, nullptr, nullptr},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, nullptr, nullptr},
    {},
};

// --- attributes of modules

struct AttributeSetter {
    PyObject *module;
    bool overrides;

    // Sets the attribute unless the module has it and keeps its own.
    [[nodiscard]] int set(PyObject *name, PyObject *value) const {
        if (!overrides) {
            PyObject *found;
            TRY(_PyObject_LookupAttr(module, name, &found));
            const objects::Ref own = objects::Ref::steal(found);
            if (own && own.get() != Py_None) return 0;
        }
        if (PyObject_SetAttr(module, name, value) == 0) return 0;
        return objects::clear_if_matches(PyExc_AttributeError) ? 0 : -1;
    }
};

} // namespace

PyTypeObject module_spec_type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "_frozen_importlib.ModuleSpec",
    .tp_basicsize = sizeof(ModuleSpec),
    .tp_dealloc = spec_dealloc,
    .tp_repr = spec_repr,
    .tp_hash = PyObject_HashNotImplemented,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_traverse = spec_traverse,
    .tp_clear = spec_clear,
    .tp_richcompare = spec_compare,
    .tp_members = spec_members,
    .tp_getset = spec_getset,
    .tp_dictoffset = offsetof(ModuleSpec, dict),
    .tp_init = spec_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = PyType_GenericNew,
    .tp_free = PyObject_GC_Del,
};

objects::Ref cached_name(PyObject *source_path) {
    const Py_ssize_t length = PyUnicode_GET_LENGTH(source_path);
    const Py_ssize_t slash = PyUnicode_FindChar(source_path, '/', 0, length, -1);
    const Py_ssize_t dot = PyUnicode_FindChar(source_path, '.', slash + 1, length, -1);
    const objects::Ref folder = TRY_REF(PyUnicode_Substring(source_path, 0, slash + 1));
    const objects::Ref stem = TRY_REF(PyUnicode_Substring(source_path, slash + 1, dot < 0 ? length : dot));
    return objects::Ref::steal(
        PyUnicode_FromFormat("%U__pycache__/%U.%s.pyc", folder.get(), stem.get(), cache_tag));
}

objects::Ref make_spec(const SpecOptions &options) {
    objects::Ref self = TRY_REF(module_spec_type.tp_alloc(&module_spec_type, 0));
    auto *spec = self.as<ModuleSpec>();
    spec->name = Py_NewRef(options.name);
    spec->loader = or_none(options.loader);
    spec->origin = or_none(options.origin);
    spec->loader_state = Py_NewRef(Py_None);
    spec->search_path = or_none(options.search_path);
    spec->has_location = options.has_location;
    return self;
}

objects::Ref parent_of_spec(PyObject *spec) {
    return objects::Ref::steal(is_plain_spec(spec) ? get_parent(spec, nullptr)
                                                   : PyObject_GetAttr(spec, objects::name::parent_));
}

int set_module_attributes(PyObject *module, PyObject *spec, bool overrides) {
    const AttributeSetter setter{module, overrides};
    const objects::Ref name = TRY_REF(PyObject_GetAttr(spec, objects::name::name_));
    objects::Ref loader = TRY_REF(PyObject_GetAttrString(spec, "loader"));
    const objects::Ref path = TRY_REF(PyObject_GetAttrString(spec, "submodule_search_locations"));
    TRY(setter.set(objects::name::dunder_name, name.get()));
    if (loader.get() == Py_None && path.get() != Py_None) {
        loader = TRY(make_loader(LoaderKind::Namespace, name.get(), path.get()));
        TRY(PyObject_SetAttrString(spec, "loader", loader.get()));
        TRY(setter.set(objects::name::dunder_file, Py_None));
    }
    TRY(setter.set(objects::name::dunder_loader, loader.get()));
    const objects::Ref parent = TRY(parent_of_spec(spec));
    TRY(setter.set(objects::name::dunder_package, parent.get()));
    TRY(PyObject_SetAttr(module, objects::name::dunder_spec, spec));
    if (path.get() != Py_None) TRY(setter.set(objects::name::dunder_path, path.get()));
    const objects::Ref has_location = TRY_REF(PyObject_GetAttrString(spec, "has_location"));
    if (!TRY(PyObject_IsTrue(has_location.get()))) return 0;
    const objects::Ref origin = TRY_REF(PyObject_GetAttrString(spec, "origin"));
    TRY(setter.set(objects::name::dunder_file, origin.get()));
    const objects::Ref cached = TRY_REF(PyObject_GetAttrString(spec, "cached"));
    return cached.get() == Py_None ? 0 : setter.set(objects::name::dunder_cached, cached.get());
}

void set_initializing(PyObject *spec, bool is_initializing) {
    if (PyObject_TypeCheck(spec, &module_spec_type)) {
        as_spec(spec)->is_initializing = is_initializing;
        return;
    }
    const objects::SavedError saved;
    if (PyObject_SetAttrString(spec, "_initializing", is_initializing ? Py_True : Py_False) < 0)
        PyErr_Clear();
}

} // namespace adder::runtime
