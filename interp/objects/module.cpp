// SPDX-License-Identifier: MIT
//
// The type `module`: attributes come from the namespace dict, then from its __getattr__ function (PEP 562).
//
// How native modules are made from their definitions stands in module_definition.cpp.
#include "objects/module.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/heap.hpp"
#include "objects/names.hpp"

#include <cstddef>

namespace adder::objects {

namespace {

// Sets the attributes that every module has; `doc` may be None.
int fill_namespace(PyModuleObject *module, PyObject *module_name, PyObject *doc) {
    PyObject *dict = module->dict;
    TRY(PyDict_SetItem(dict, name::dunder_name, module_name));
    TRY(PyDict_SetItem(dict, name::dunder_doc, doc));
    TRY(PyDict_SetItem(dict, name::dunder_package, Py_None));
    TRY(PyDict_SetItem(dict, name::dunder_loader, Py_None));
    TRY(PyDict_SetItem(dict, name::dunder_spec, Py_None));
    if (PyUnicode_CheckExact(module_name)) Py_XSETREF(module->name, Py_NewRef(module_name));
    return 0;
}

PyObject *module_tp_new(PyTypeObject *type, PyObject *, PyObject *) {
    Ref module = TRY_REF(type->tp_alloc(type, 0));
    module.as<PyModuleObject>()->dict = TRY(PyDict_New());
    return module.release();
}

int module_init(PyObject *self, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"name", "doc", nullptr};
    PyObject *module_name;
    PyObject *doc = Py_None;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "U|O:module", const_cast<char **>(keywords), &module_name,
                                     &doc))
        return -1;
    auto *module = as_module(self);
    if (module->dict == nullptr) module->dict = TRY(PyDict_New());
    return fill_namespace(module, module_name, doc);
}

void module_dealloc(PyObject *self) {
    auto *module = as_module(self);
    untrack(self);
    if (module->weakrefs != nullptr) PyObject_ClearWeakRefs(self);
    if (module->definition != nullptr && module->definition->m_free != nullptr &&
        (module->definition->m_size <= 0 || module->state != nullptr))
        module->definition->m_free(module);
    Py_XDECREF(module->dict);
    Py_XDECREF(module->name);
    PyMem_Free(module->state);
    Py_TYPE(self)->tp_free(self);
}

int module_traverse(PyObject *self, visitproc visit, void *arg) {
    auto *module = as_module(self);
    PyModuleDef *definition = module->definition;
    if (definition != nullptr && definition->m_traverse != nullptr &&
        (definition->m_size <= 0 || module->state != nullptr)) {
        int status = definition->m_traverse(self, visit, arg);
        if (status != 0) return status;
    }
    Py_VISIT(module->dict);
    return 0;
}

int module_clear(PyObject *self) {
    auto *module = as_module(self);
    PyModuleDef *definition = module->definition;
    if (definition != nullptr && definition->m_clear != nullptr &&
        (definition->m_size <= 0 || module->state != nullptr) && definition->m_clear(self) != 0)
        PyErr_WriteUnraisable(nullptr);
    Py_CLEAR(module->dict);
    return 0;
}

// "'name' from 'place'" by the module's spec; empty without an error when there is no spec.
Ref repr_by_spec(PyObject *spec) {
    Ref module_name = TRY_REF(PyObject_GetAttr(spec, name::name_));
    Ref origin = TRY_REF(PyObject_GetAttr(spec, name::origin_));
    if (origin.get() == Py_None) {
        Ref loader = TRY_REF(PyObject_GetAttrString(spec, "loader"));
        if (loader.get() == Py_None)
            return Ref::steal(PyUnicode_FromFormat("<module %R>", module_name.get()));
        return Ref::steal(PyUnicode_FromFormat("<module %R (%R)>", module_name.get(), loader.get()));
    }
    Ref has_location = TRY_REF(PyObject_GetAttr(spec, name::has_location));
    if (TRY(PyObject_IsTrue(has_location.get())) != 0)
        return Ref::steal(PyUnicode_FromFormat("<module %R from %R>", module_name.get(), origin.get()));
    return Ref::steal(PyUnicode_FromFormat("<module %R (%S)>", module_name.get(), origin.get()));
}

PyObject *module_repr(PyObject *self) {
    PyObject *dict = module_dict(self);
    PyObject *spec = PyDict_GetItemWithError(dict, name::dunder_spec);
    if (spec != nullptr && spec != Py_None) {
        Ref text = repr_by_spec(spec);
        if (text) return text.release();
        PyErr_Clear();
    }
    PyObject *module_name = PyDict_GetItemWithError(dict, name::dunder_name);
    Ref shown = module_name != nullptr ? Ref::borrow(module_name) : Ref::steal(PyUnicode_FromString("?"));
    PyObject *file = PyDict_GetItemWithError(dict, name::dunder_file);
    if (file != nullptr) return PyUnicode_FromFormat("<module %R from %R>", shown.get(), file);
    PyObject *loader = PyDict_GetItemWithError(dict, name::dunder_loader);
    if (loader != nullptr && loader != Py_None)
        return PyUnicode_FromFormat("<module %R (built-in)>", shown.get());
    return PyUnicode_FromFormat("<module %R>", shown.get());
}

// The error for an attribute that is nowhere; says more while the module is being imported.
Failure raise_no_module_attribute(PyObject *self, PyObject *attribute) {
    PyObject *dict = module_dict(self);
    PyObject *module_name = PyDict_GetItemWithError(dict, name::dunder_name);
    if (is_error_pending()) return {};
    if (module_name == nullptr || !PyUnicode_Check(module_name))
        return raise_attribute_error(self, attribute, "module has no attribute '%U'", attribute);
    Ref spec = Ref::borrow(PyDict_GetItemWithError(dict, name::dunder_spec));
    if (is_spec_initializing(spec.get()))
        return raise_attribute_error(self, attribute,
                                     "partially initialized module '%U' has no attribute '%U' "
                                     "(most likely due to a circular import)",
                                     module_name, attribute);
    return raise_attribute_error(self, attribute, "module '%U' has no attribute '%U'", module_name,
                                 attribute);
}

PyObject *module_getattro(PyObject *self, PyObject *attribute) {
    PyObject *value = generic_get_attribute(self, attribute, true);
    if (value != nullptr || is_error_pending()) return value;
    if (PyObject *dict = module_dict(self)) {
        PyObject *getter = PyDict_GetItemWithError(dict, name::dunder_getattr);
        if (getter != nullptr) return PyObject_CallOneArg(getter, attribute);
        if (is_error_pending()) return nullptr;
    }
    return raise_no_module_attribute(self, attribute);
}

PyObject *module_dir(PyObject *self, PyObject *) {
    Ref dict = TRY_REF(PyObject_GetAttr(self, name::dunder_dict));
    if (!PyDict_Check(dict.get()))
        return raise_type_error("%.200s.__dict__ is not a dictionary", Py_TYPE(self)->tp_name);
    PyObject *function = PyDict_GetItemWithError(dict.get(), name::dunder_dir);
    if (function != nullptr) return PyObject_CallNoArgs(function);
    return is_error_pending() ? nullptr : PyDict_Keys(dict.get());
}

PyObject *get_annotations(PyObject *self, void *) {
    PyObject *dict = module_dict(self);
    PyObject *found = PyDict_GetItemWithError(dict, name::dunder_annotations);
    if (found != nullptr || is_error_pending()) return Py_XNewRef(found);
    Ref annotations = TRY_REF(PyDict_New());
    TRY(PyDict_SetItem(dict, name::dunder_annotations, annotations.get()));
    return annotations.release();
}

int set_annotations(PyObject *self, PyObject *value, void *) {
    PyObject *dict = module_dict(self);
    if (value != nullptr) return PyDict_SetItem(dict, name::dunder_annotations, value);
    if (PyDict_DelItem(dict, name::dunder_annotations) == 0) return 0;
    if (clear_if_matches(PyExc_KeyError)) return raise(PyExc_AttributeError, "%U", name::dunder_annotations);
    return -1;
}

PyMethodDef module_methods[] = {
    {"__dir__", module_dir, METH_NOARGS, "__dir__() -> list\nNames that the module defines."},
    {},
};

PyMemberDef module_members[] = {
    {"__dict__", T_OBJECT, offsetof(PyModuleObject, dict), READONLY, nullptr},
    {},
};

PyGetSetDef module_getset[] = {
    {"__annotations__", get_annotations, set_annotations, nullptr, nullptr},
    {},
};

// Sets the names to None, so that objects die while the others can still be used.
void clear_names(PyObject *dict, bool private_names) {
    PyObject *key;
    PyObject *value;
    for (Py_ssize_t position = 0; PyDict_Next(dict, &position, &key, &value);) {
        if (value == Py_None || !PyUnicode_Check(key)) continue;
        Py_ssize_t length = PyUnicode_GET_LENGTH(key);
        bool is_private = length > 0 && PyUnicode_READ_CHAR(key, 0) == '_' &&
                          !(length > 1 && PyUnicode_READ_CHAR(key, 1) == '_');
        if (is_private != private_names || PyUnicode_CompareWithASCIIString(key, "__builtins__") == 0)
            continue;
        if (PyDict_SetItem(dict, key, Py_None) != 0) PyErr_WriteUnraisable(nullptr);
    }
}

} // namespace

void clear_namespace(PyObject *dict) {
    clear_names(dict, true);
    clear_names(dict, false);
}

bool is_spec_initializing(PyObject *spec_or_null) {
    if (spec_or_null == nullptr || spec_or_null == Py_None) return false;
    Ref flag = Ref::steal(PyObject_GetAttrString(spec_or_null, "_initializing"));
    int is_set = flag ? PyObject_IsTrue(flag.get()) : 0;
    if (!flag || is_set < 0) PyErr_Clear();
    return is_set > 0;
}

extern "C" {

PyTypeObject PyModule_Type = {
    .ob_base = PyVarObject_HEAD_INIT(&PyType_Type, 0).tp_name = "module",
    .tp_basicsize = sizeof(PyModuleObject),
    .tp_dealloc = module_dealloc,
    .tp_repr = module_repr,
    .tp_getattro = module_getattro,
    .tp_setattro = PyObject_GenericSetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_BASETYPE,
    .tp_doc = "module(name, doc=None)\n--\n\nA namespace that was imported.",
    .tp_traverse = module_traverse,
    .tp_clear = module_clear,
    .tp_weaklistoffset = offsetof(PyModuleObject, weakrefs),
    .tp_methods = module_methods,
    .tp_members = module_members,
    .tp_getset = module_getset,
    .tp_dictoffset = offsetof(PyModuleObject, dict),
    .tp_init = module_init,
    .tp_alloc = PyType_GenericAlloc,
    .tp_new = module_tp_new,
    .tp_free = PyObject_GC_Del,
};

PyObject *PyModule_NewObject(PyObject *module_name) {
    Ref module = TRY_REF(module_tp_new(&PyModule_Type, nullptr, nullptr));
    TRY(fill_namespace(module.as<PyModuleObject>(), module_name, Py_None));
    return module.release();
}

PyObject *PyModule_New(const char *module_name) {
    Ref text = TRY_REF(PyUnicode_FromString(module_name));
    return PyModule_NewObject(text.get());
}

PyObject *PyModule_GetDict(PyObject *module) {
    if (PyModule_Check(module)) return module_dict(module);
    PyErr_BadInternalCall();
    return nullptr;
}

PyObject *PyModule_GetNameObject(PyObject *module) {
    if (!PyModule_Check(module)) {
        PyErr_BadArgument();
        return nullptr;
    }
    PyObject *module_name = PyDict_GetItemWithError(module_dict(module), name::dunder_name);
    if (module_name == nullptr || !PyUnicode_Check(module_name))
        return raise(PyExc_SystemError, "nameless module");
    return Py_NewRef(module_name);
}

const char *PyModule_GetName(PyObject *module) {
    Ref module_name = TRY_REF(PyModule_GetNameObject(module));
    return PyUnicode_AsUTF8(module_name.get());
}

PyObject *PyModule_GetFilenameObject(PyObject *module) {
    if (!PyModule_Check(module)) {
        PyErr_BadArgument();
        return nullptr;
    }
    PyObject *file = PyDict_GetItemWithError(module_dict(module), name::dunder_file);
    if (file == nullptr || !PyUnicode_Check(file)) return raise(PyExc_SystemError, "module filename missing");
    return Py_NewRef(file);
}

const char *PyModule_GetFilename(PyObject *module) {
    Ref file = TRY_REF(PyModule_GetFilenameObject(module));
    return PyUnicode_AsUTF8(file.get());
}

PyModuleDef *PyModule_GetDef(PyObject *module) {
    if (PyModule_Check(module)) return as_module(module)->definition;
    PyErr_BadArgument();
    return nullptr;
}

void *PyModule_GetState(PyObject *module) {
    if (PyModule_Check(module)) return as_module(module)->state;
    PyErr_BadArgument();
    return nullptr;
}

} // extern "C"

} // namespace adder::objects
