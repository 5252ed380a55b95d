// SPDX-License-Identifier: MIT
//
// Attributes of classes: how they are looked up and set, and the special ones that every class has.
//
// A class attribute is found like an instance's, with the metatype in the place of the type; the class's own
// attributes are those along its method resolution order, bound as seen from the class.
#include "objects/type_attributes.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/slots.hpp"
#include "objects/str.hpp"

namespace adder::objects {

PyObject *type_get_attribute(PyTypeObject *type, PyObject *name, bool suppress) {
    if (!PyUnicode_Check(name)) {
        return raise_type_error("attribute name must be string, not '%.200s'", Py_TYPE(name)->tp_name);
    }
    if (type->tp_dict == nullptr) TRY(PyType_Ready(type));
    PyTypeObject *metatype = Py_TYPE(type);
    PyObject *result = nullptr;
    Ref of_metatype = Ref::borrow(type_lookup(metatype, name));
    const bool is_gettable = of_metatype && Py_TYPE(of_metatype.get())->tp_descr_get != nullptr;
    if (is_gettable && is_data_descriptor(of_metatype.get())) {
        result = bind_descriptor(of_metatype.get(), as_object(type), metatype);
    } else if (Ref own = Ref::borrow(type_lookup(type, name))) {
        result = bind_descriptor(own.get(), nullptr, type);
    } else if (of_metatype) {
        result = bind_descriptor(of_metatype.get(), as_object(type), metatype);
    } else {
        if (suppress) return nullptr;
        return raise_attribute_error(as_object(type), name, "type object '%.50s' has no attribute '%U'",
                                     type->tp_name, name);
    }
    if (result == nullptr && suppress) clear_if_matches(PyExc_AttributeError);
    return result;
}

PyObject *type_getattro(PyObject *type, PyObject *name) {
    return type_get_attribute(as_type(type), name, false);
}

namespace {

int set_in_type_dict(PyTypeObject *type, PyObject *name, PyObject *value) {
    // Caches go first: releasing the old value may run code that looks the attribute up.
    PyType_Modified(type);
    if (value != nullptr) {
        TRY(PyDict_SetItem(type->tp_dict, name, value));
    } else if (PyDict_DelItem(type->tp_dict, name) < 0) {
        if (!clear_if_matches(PyExc_KeyError)) return -1;
        return raise(PyExc_AttributeError, "type object '%.50s' has no attribute '%U'", type->tp_name, name);
    }
    PyType_Modified(type);
    return update_slot(type, name);
}

} // namespace

int type_setattro(PyObject *self, PyObject *name, PyObject *value) {
    PyTypeObject *type = as_type(self);
    if (has_flag(type, Py_TPFLAGS_IMMUTABLETYPE)) {
        return raise_type_error("cannot set %R attribute of immutable type '%s'", name, type->tp_name);
    }
    if (!PyUnicode_Check(name)) {
        return raise_type_error("attribute name must be string, not '%.200s'", Py_TYPE(name)->tp_name);
    }
    Ref key = TRY_REF(exact_str(name));
    PyObject *raw = key.release();
    PyUnicode_InternInPlace(&raw);
    key = Ref::steal(raw);
    Ref of_metatype = Ref::borrow(type_lookup(Py_TYPE(type), key.get()));
    if (of_metatype && is_data_descriptor(of_metatype.get())) {
        const int status = Py_TYPE(of_metatype.get())->tp_descr_set(of_metatype.get(), self, value);
        PyType_Modified(type);
        return status;
    }
    return set_in_type_dict(type, key.get(), value);
}

int check_type_attribute_settable(PyTypeObject *type, PyObject *value, const char *name) {
    if (has_flag(type, Py_TPFLAGS_IMMUTABLETYPE)) {
        return raise_type_error("cannot set '%s' attribute of immutable type '%s'", name, type->tp_name);
    }
    if (value == nullptr) {
        return raise_type_error("cannot delete '%s' attribute of immutable type '%s'", name, type->tp_name);
    }
    return 0;
}

PyObject *type_name(PyTypeObject *type) {
    if (is_heap_type(type)) return Py_NewRef(as_heap_type(type)->ht_name);
    return PyUnicode_FromString(short_name(type));
}

PyObject *type_qualname(PyTypeObject *type) {
    if (is_heap_type(type)) return Py_NewRef(as_heap_type(type)->ht_qualname);
    return PyUnicode_FromString(short_name(type));
}

PyObject *type_module(PyTypeObject *type) {
    if (is_heap_type(type)) {
        PyObject *module = PyDict_GetItemWithError(type->tp_dict, name::dunder_module);
        if (module != nullptr) return Py_NewRef(module);
        if (!is_error_pending()) PyErr_SetObject(PyExc_AttributeError, name::dunder_module);
        return nullptr;
    }
    const char *dot = strrchr(type->tp_name, '.');
    if (dot == nullptr) return Py_NewRef(name::builtins_);
    return PyUnicode_FromStringAndSize(type->tp_name, dot - type->tp_name);
}

namespace {

PyObject *own_item(PyObject *type, PyObject *key) {
    return PyDict_GetItemWithError(as_type(type)->tp_dict, key);
}

PyObject *get_name(PyObject *type, void *) {
    return type_name(as_type(type));
}
PyObject *get_qualname(PyObject *type, void *) {
    return type_qualname(as_type(type));
}
PyObject *get_module(PyObject *type, void *) {
    return type_module(as_type(type));
}

int check_name_value(PyTypeObject *type, PyObject *value, const char *attribute) {
    TRY(check_type_attribute_settable(type, value, attribute));
    if (PyUnicode_Check(value)) return 0;
    return raise_type_error("can only assign string to %s.%s, not '%s'", type->tp_name, attribute,
                            Py_TYPE(value)->tp_name);
}

int set_name(PyObject *self, PyObject *value, void *) {
    PyTypeObject *type = as_type(self);
    TRY(check_name_value(type, value, "__name__"));
    Py_ssize_t size = 0;
    const char *text = PyUnicode_AsUTF8AndSize(value, &size);
    if (text == nullptr) return -1;
    if (strlen(text) != static_cast<size_t>(size)) {
        return raise_value_error("type name must not contain null characters");
    }
    type->tp_name = text;
    Ref old = Ref::steal(std::exchange(as_heap_type(type)->ht_name, Py_NewRef(value)));
    return 0;
}

int set_qualname(PyObject *self, PyObject *value, void *) {
    TRY(check_name_value(as_type(self), value, "__qualname__"));
    Ref old = Ref::steal(std::exchange(as_heap_type(as_type(self))->ht_qualname, Py_NewRef(value)));
    return 0;
}

int set_module(PyObject *self, PyObject *value, void *) {
    TRY(check_type_attribute_settable(as_type(self), value, "__module__"));
    PyType_Modified(as_type(self));
    return PyDict_SetItem(as_type(self)->tp_dict, name::dunder_module, value);
}

PyObject *get_abstract_methods(PyObject *self, void *) {
    // type itself has the descriptor in its dict, which is no answer.
    PyObject *methods =
        self == as_object(&PyType_Type) ? nullptr : own_item(self, name::dunder_abstractmethods);
    if (methods != nullptr) return Py_NewRef(methods);
    if (!is_error_pending()) PyErr_SetObject(PyExc_AttributeError, name::dunder_abstractmethods);
    return nullptr;
}

int set_abstract_methods(PyObject *self, PyObject *value, void *) {
    PyTypeObject *type = as_type(self);
    int is_abstract = 0;
    if (value != nullptr) {
        is_abstract = TRY(PyObject_IsTrue(value));
        TRY(PyDict_SetItem(type->tp_dict, name::dunder_abstractmethods, value));
    } else if (PyDict_DelItem(type->tp_dict, name::dunder_abstractmethods) < 0) {
        if (clear_if_matches(PyExc_KeyError))
            PyErr_SetObject(PyExc_AttributeError, name::dunder_abstractmethods);
        return -1;
    }
    PyType_Modified(type);
    type->tp_flags &= ~Py_TPFLAGS_IS_ABSTRACT;
    if (is_abstract) type->tp_flags |= Py_TPFLAGS_IS_ABSTRACT;
    return 0;
}

PyObject *get_dict(PyObject *self, void *) {
    if (as_type(self)->tp_dict == nullptr) Py_RETURN_NONE;
    return PyDictProxy_New(as_type(self)->tp_dict);
}

PyObject *get_doc(PyObject *self, void *) {
    PyTypeObject *type = as_type(self);
    if (!is_heap_type(type) && type->tp_doc != nullptr)
        return doc_without_signature(type->tp_name, type->tp_doc);
    PyObject *doc = own_item(self, name::dunder_doc);
    if (doc == nullptr) return is_error_pending() ? nullptr : Py_NewRef(Py_None);
    Ref held = Ref::borrow(doc);
    return bind_descriptor(doc, nullptr, type);
}

int set_doc(PyObject *self, PyObject *value, void *) {
    TRY(check_type_attribute_settable(as_type(self), value, "__doc__"));
    PyType_Modified(as_type(self));
    return PyDict_SetItem(as_type(self)->tp_dict, name::dunder_doc, value);
}

PyObject *get_text_signature(PyObject *self, void *) {
    return signature_of_doc(as_type(self)->tp_name, as_type(self)->tp_doc);
}

PyObject *get_annotations(PyObject *self, void *) {
    PyTypeObject *type = as_type(self);
    if (!is_heap_type(type)) {
        return raise(PyExc_AttributeError, "type object '%s' has no attribute '__annotations__'",
                     type->tp_name);
    }
    if (PyObject *found = own_item(self, name::dunder_annotations)) {
        Ref held = Ref::borrow(found);
        return bind_descriptor(found, nullptr, type);
    }
    if (is_error_pending()) return nullptr;
    Ref annotations = TRY_REF(PyDict_New());
    TRY(PyDict_SetItem(type->tp_dict, name::dunder_annotations, annotations.get()));
    PyType_Modified(type);
    return annotations.release();
}

int set_annotations(PyObject *self, PyObject *value, void *) {
    PyTypeObject *type = as_type(self);
    if (has_flag(type, Py_TPFLAGS_IMMUTABLETYPE)) {
        return raise_type_error("cannot set '__annotations__' attribute of immutable type '%s'",
                                type->tp_name);
    }
    PyType_Modified(type);
    if (value != nullptr) return PyDict_SetItem(type->tp_dict, name::dunder_annotations, value);
    if (PyDict_DelItem(type->tp_dict, name::dunder_annotations) == 0) return 0;
    if (clear_if_matches(PyExc_KeyError)) PyErr_SetString(PyExc_AttributeError, "__annotations__");
    return -1;
}

} // namespace

PyGetSetDef type_getset[] = {
    {"__name__", get_name, set_name, nullptr, nullptr},
    {"__qualname__", get_qualname, set_qualname, nullptr, nullptr},
    {"__bases__", type_get_bases, type_set_bases, nullptr, nullptr},
    {"__module__", get_module, set_module, nullptr, nullptr},
    {"__abstractmethods__", get_abstract_methods, set_abstract_methods, nullptr, nullptr},
    {"__dict__", get_dict, nullptr, nullptr, nullptr},
    {"__doc__", get_doc, set_doc, nullptr, nullptr},
    {"__text_signature__", get_text_signature, nullptr, nullptr, nullptr},
    {"__annotations__", get_annotations, set_annotations, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr},
};

PyMemberDef type_members[] = {
    {"__basicsize__", T_PYSSIZET, offsetof(PyTypeObject, tp_basicsize), READONLY, nullptr},
    {"__itemsize__", T_PYSSIZET, offsetof(PyTypeObject, tp_itemsize), READONLY, nullptr},
    {"__flags__", T_ULONG, offsetof(PyTypeObject, tp_flags), READONLY, nullptr},
    {"__weakrefoffset__", T_PYSSIZET, offsetof(PyTypeObject, tp_weaklistoffset), READONLY, nullptr},
    {"__base__", T_OBJECT, offsetof(PyTypeObject, tp_base), READONLY, nullptr},
    {"__dictoffset__", T_PYSSIZET, offsetof(PyTypeObject, tp_dictoffset), READONLY, nullptr},
    {"__mro__", T_OBJECT, offsetof(PyTypeObject, tp_mro), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr},
};

} // namespace adder::objects
