// SPDX-License-Identifier: MIT
//
// Specialization of globals, attributes and methods: what is remembered, and which version guards it.
#include "objects/attribute.hpp"
#include "objects/descriptors.hpp"
#include "objects/dict.hpp"
#include "objects/names.hpp"
#include "objects/shape.hpp"
#include "objects/type.hpp"
#include "vm/specialize.hpp"

namespace adder::vm {

using objects::as_dict;
using objects::as_type;
using objects::has_managed_attributes;
using objects::Shape;
using objects::shape_of;

namespace {

constexpr Py_ssize_t index_limit = 0xFFFF;

// Index of the dict's entry if it fits the cache, else -1.
Py_ssize_t entry_index(PyObject *dict, PyObject *name) {
    const Py_ssize_t index = objects::dict_find(as_dict(dict), name);
    return index <= index_limit ? index : -1;
}

bool has_generic_attributes(PyTypeObject *type) {
    return type->tp_getattro == PyObject_GenericGetAttr;
}

} // namespace

void specialize_load_global(const Site &site) {
    PyObject *globals = site.frame->globals;
    PyObject *builtins = site.frame->builtins;
    if (!PyDict_CheckExact(globals) || !PyDict_CheckExact(builtins)) return;
    PyObject *name = site.name(site.argument >> 1);
    auto &cache = site.cache<LoadGlobalCache>();
    const uint32_t module_version = objects::dict_keys_version(as_dict(globals));
    if (module_version == 0) return;
    cache.module_version.set(module_version);
    Py_ssize_t index = entry_index(globals, name);
    if (index >= 0) {
        cache.index = static_cast<uint16_t>(index);
        return site.become(Opcode::LOAD_GLOBAL_MODULE);
    }
    const uint32_t builtins_version = objects::dict_keys_version(as_dict(builtins));
    index = entry_index(builtins, name);
    if (index < 0 || builtins_version == 0 || objects::dict_find(as_dict(globals), name) >= 0) return;
    cache.builtins_version.set(builtins_version);
    cache.index = static_cast<uint16_t>(index);
    site.become(Opcode::LOAD_GLOBAL_BUILTIN);
}

// --- LOAD_ATTR

namespace {

void load_from_module(const Site &site, PyObject *module, PyObject *name) {
    PyObject *dict = PyModule_GetDict(module);
    const Py_ssize_t index = entry_index(dict, name);
    const uint32_t version = objects::dict_keys_version(as_dict(dict));
    if (index < 0 || version == 0) return;
    auto &cache = site.cache<LoadAttrCache>();
    cache.version.set(version);
    cache.index = static_cast<uint16_t>(index);
    site.become(Opcode::LOAD_ATTR_MODULE);
}

// A class attribute as the class itself shows it: something that is no descriptor, or a function.
PyObject *plain_class_attribute(PyTypeObject *type, PyObject *name) {
    if (Py_TYPE(type) != &PyType_Type) return nullptr; // the metaclass may have attributes of its own
    if (objects::type_lookup(&PyType_Type, name) != nullptr) return nullptr;
    PyObject *value = objects::type_lookup(type, name);
    if (value == nullptr) return nullptr;
    return Py_TYPE(value)->tp_descr_get == nullptr || PyFunction_Check(value) ? value : nullptr;
}

void load_from_class(const Site &site, PyTypeObject *type, PyObject *name) {
    PyObject *value = plain_class_attribute(type, name);
    const uint32_t version = objects::type_version(type);
    if (value == nullptr || version == 0) return;
    auto &cache = site.cache<LoadAttrCache>();
    cache.version.set(version);
    cache.pointer.set(value);
    site.become(Opcode::LOAD_ATTR_CLASS);
}

// Offset of a slot made by __slots__ (or an object member of a native type); 0 when the descriptor is
// something else.
Py_ssize_t slot_offset(PyObject *descriptor, PyTypeObject *type, bool for_writing) {
    if (!Py_IS_TYPE(descriptor, &PyMemberDescr_Type)) return 0;
    auto *member_descriptor = reinterpret_cast<PyMemberDescrObject *>(descriptor);
    const PyMemberDef *member = member_descriptor->d_member;
    if (member->type != T_OBJECT_EX || (for_writing && (member->flags & READONLY) != 0)) return 0;
    if ((member->flags & PY_AUDIT_READ) != 0 || member->offset > index_limit) return 0;
    return PyType_IsSubtype(type, member_descriptor->d_common.d_type) != 0 ? member->offset : 0;
}

void load_through_descriptor(const Site &site, PyTypeObject *type, PyObject *descriptor) {
    auto &cache = site.cache<LoadAttrCache>();
    if (const Py_ssize_t offset = slot_offset(descriptor, type, false); offset != 0) {
        cache.index = static_cast<uint16_t>(offset);
        return site.become(Opcode::LOAD_ATTR_SLOT);
    }
    if (!Py_IS_TYPE(descriptor, &PyProperty_Type)) return;
    PyObject *getter = objects::as_property(descriptor)->fget;
    if (getter == nullptr || !PyFunction_Check(getter)) return;
    auto *function = reinterpret_cast<PyFunctionObject *>(getter);
    if (!is_plain_function(function) || function->code->argument_count != 1) return;
    cache.pointer.set(descriptor);
    site.become(Opcode::LOAD_ATTR_PROPERTY);
}

void load_from_instance(const Site &site, PyObject *object, PyTypeObject *type, PyObject *name) {
    PyObject *found = objects::type_lookup(type, name);
    const uint32_t version = objects::type_version(type);
    if (version == 0) return;
    auto &cache = site.cache<LoadAttrCache>();
    cache.version.set(version);
    if (found != nullptr && objects::is_data_descriptor(found))
        return load_through_descriptor(site, type, found);
    const bool is_managed = has_managed_attributes(type);
    Shape *shape = is_managed ? shape_of(object) : nullptr;
    const int index = shape != nullptr ? objects::shape_index(shape, name) : -1;
    if (index >= 0) {
        cache.pointer.set(shape);
        cache.index = static_cast<uint16_t>(index);
        return site.become(Opcode::LOAD_ATTR_INSTANCE_VALUE);
    }
    const bool has_other_dict = !is_managed && type->tp_dictoffset != 0;
    if (found == nullptr || Py_TYPE(found)->tp_descr_get != nullptr || has_other_dict) return;
    cache.pointer.set(found);
    site.become(Opcode::LOAD_ATTR_CLASS_VALUE);
}

} // namespace

void specialize_load_attribute(const Site &site) {
    PyObject *object = site.peek(1);
    PyObject *name = site.name(site.argument);
    PyTypeObject *type = Py_TYPE(object);
    if (PyModule_CheckExact(object)) return load_from_module(site, object, name);
    if (PyType_Check(object)) return load_from_class(site, as_type(object), name);
    if (has_generic_attributes(type)) load_from_instance(site, object, type, name);
}

// --- STORE_ATTR

void specialize_store_attribute(const Site &site) {
    PyObject *object = site.peek(1);
    PyObject *name = site.name(site.argument);
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_setattro != PyObject_GenericSetAttr || PyModule_Check(object)) return;
    PyObject *found = objects::type_lookup(type, name);
    const uint32_t version = objects::type_version(type);
    if (version == 0) return;
    auto &cache = site.cache<StoreAttrCache>();
    cache.version.set(version);
    if (found != nullptr && objects::is_data_descriptor(found)) {
        const Py_ssize_t offset = slot_offset(found, type, true);
        cache.index = static_cast<uint16_t>(offset);
        if (offset != 0) site.become(Opcode::STORE_ATTR_SLOT);
        return;
    }
    if (!has_managed_attributes(type) || shape_of(object) == nullptr) return;
    Shape *shape = shape_of(object);
    cache.shape.set(shape);
    const int index = objects::shape_index(shape, name);
    if (index >= 0) {
        cache.index = static_cast<uint16_t>(index);
        return site.become(Opcode::STORE_ATTR_INSTANCE_VALUE);
    }
    Shape *next = objects::shape_with(shape, name);
    if (next == nullptr) return;
    cache.index = static_cast<uint16_t>(shape->count);
    cache.next_shape.set(next);
    site.become(Opcode::STORE_ATTR_ADD_VALUE);
}

// --- LOAD_METHOD

namespace {

void load_module_function(const Site &site, PyObject *module, PyObject *name) {
    PyObject *dict = PyModule_GetDict(module);
    const Py_ssize_t index = entry_index(dict, name);
    const uint32_t version = objects::dict_keys_version(as_dict(dict));
    if (index < 0 || version == 0) return;
    auto &cache = site.cache<LoadMethodCache>();
    cache.version.set(version);
    cache.method.set(objects::value_of(static_cast<uint64_t>(index)));
    site.become(Opcode::LOAD_METHOD_MODULE);
}

void load_class_function(const Site &site, PyTypeObject *type, PyObject *name) {
    PyObject *value = plain_class_attribute(type, name);
    const uint32_t version = objects::type_version(type);
    if (value == nullptr || version == 0) return;
    auto &cache = site.cache<LoadMethodCache>();
    cache.version.set(version);
    cache.method.set(value);
    site.become(Opcode::LOAD_METHOD_CLASS);
}

} // namespace

void specialize_load_method(const Site &site) {
    PyObject *object = site.peek(1);
    PyObject *name = site.name(site.argument);
    PyTypeObject *type = Py_TYPE(object);
    if (PyModule_CheckExact(object)) return load_module_function(site, object, name);
    if (PyType_Check(object)) return load_class_function(site, as_type(object), name);
    if (!has_generic_attributes(type)) return;
    PyObject *method = objects::type_lookup(type, name);
    const uint32_t version = objects::type_version(type);
    if (method == nullptr || version == 0) return;
    if (!PyType_HasFeature(Py_TYPE(method), Py_TPFLAGS_METHOD_DESCRIPTOR)) return;
    auto &cache = site.cache<LoadMethodCache>();
    cache.version.set(version);
    cache.method.set(method);
    if (!has_managed_attributes(type)) {
        if (type->tp_dictoffset == 0) site.become(Opcode::LOAD_METHOD_NO_DICT);
        return;
    }
    Shape *shape = shape_of(object);
    if (shape == nullptr || objects::shape_index(shape, name) >= 0) return;
    cache.shape.set(shape);
    site.become(Opcode::LOAD_METHOD_WITH_VALUES);
}

} // namespace adder::vm
