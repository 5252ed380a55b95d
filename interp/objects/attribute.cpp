// SPDX-License-Identifier: MIT
//
// What `object.name` means for instances, and the entries of the C API to it. How types look up their own
// attributes is in type_attributes.cpp.
#include "objects/attribute.hpp"

#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/shape.hpp"
#include "objects/slots.hpp"
#include "objects/str.hpp"

namespace adder::objects {

namespace {

int check_name(PyObject *name) {
    if (__builtin_expect(PyUnicode_Check(name), 1)) return 0;
    return raise_type_error("attribute name must be string, not '%.200s'", Py_TYPE(name)->tp_name);
}

// Tells the pending AttributeError which name was looked for on which object, unless it knows.
void note_name_and_object(PyObject *object, PyObject *name) {
    if (!PyErr_ExceptionMatches(PyExc_AttributeError)) return;
    Ref error = take_exception();
    auto *fields = error.as<PyAttributeErrorObject>();
    if (PyErr_GivenExceptionMatches(error.get(), PyExc_AttributeError) && fields->name == nullptr &&
        fields->obj == nullptr) {
        fields->name = Py_NewRef(name);
        fields->obj = Py_NewRef(object);
    }
    restore_exception(std::move(error));
}

// Where the instance's dict is, for types that keep a pointer to it in the instance; NULL for others.
PyObject **dict_slot(PyObject *object) {
    const PyTypeObject *type = Py_TYPE(object);
    Py_ssize_t offset = type->tp_dictoffset;
    if (offset == 0) return nullptr;
    if (offset < 0) { // counted from the end of an object of variable size
        const Py_ssize_t items = Py_SIZE(object) < 0 ? -Py_SIZE(object) : Py_SIZE(object);
        offset += static_cast<Py_ssize_t>(_PyObject_VAR_SIZE(type, items));
    }
    return reinterpret_cast<PyObject **>(reinterpret_cast<char *>(object) + offset);
}

// The instance's own attribute; borrowed, NULL without or with an error.
PyObject *own_attribute(PyObject *object, PyObject *name) {
    if (has_managed_attributes(Py_TYPE(object))) return managed_get(object, name);
    PyObject **slot = dict_slot(object);
    if (slot == nullptr || *slot == nullptr) return nullptr;
    return PyDict_GetItemWithError(*slot, name);
}

// A missing attribute is no error for those who only ask: drops AttributeError.
PyObject *without_attribute_error(PyObject *result, bool suppress) {
    if (result == nullptr && suppress) clear_if_matches(PyExc_AttributeError);
    return result;
}

int raise_not_settable(PyObject *object, PyObject *name, PyObject *descriptor) {
    const char *type_name = Py_TYPE(object)->tp_name;
    if (descriptor == nullptr)
        return raise(PyExc_AttributeError, "'%.100s' object has no attribute '%U'", type_name, name);
    return raise(PyExc_AttributeError, "'%.50s' object attribute '%U' is read-only", type_name, name);
}

int set_in_dict_slot(PyObject *object, PyObject **slot, PyObject *name, PyObject *value) {
    if (*slot == nullptr) {
        if (value == nullptr) return 1;
        *slot = PyDict_New();
        if (*slot == nullptr) return -1;
    }
    Ref dict = Ref::borrow(*slot);
    Ref held = Ref::borrow(object);
    if (value != nullptr) return PyDict_SetItem(dict.get(), name, value);
    if (PyDict_DelItem(dict.get(), name) == 0) return 0;
    return clear_if_matches(PyExc_KeyError) ? 1 : -1;
}

} // namespace

Failure raise_attribute_error(PyObject *object, PyObject *name, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    PyErr_FormatV(PyExc_AttributeError, format, arguments);
    va_end(arguments);
    note_name_and_object(object, name);
    return {};
}

Failure raise_no_attribute(PyObject *object, PyObject *name) {
    return raise_attribute_error(object, name, "'%.50s' object has no attribute '%U'",
                                 Py_TYPE(object)->tp_name, name);
}

PyObject *lookup_special(PyObject *self, PyObject *name) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject *found = type_lookup(type, name);
    return found == nullptr ? nullptr : bind_descriptor(found, self, type);
}

PyObject *lookup_special_method(PyObject *self, PyObject *name, bool *is_unbound) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject *found = type_lookup(type, name);
    *is_unbound = false;
    if (found == nullptr) return nullptr;
    if (has_flag(Py_TYPE(found), Py_TPFLAGS_METHOD_DESCRIPTOR)) {
        *is_unbound = true;
        return Py_NewRef(found);
    }
    return bind_descriptor(found, self, type);
}

PyObject *generic_get_attribute(PyObject *object, PyObject *name, bool suppress, PyObject *own_dict) {
    TRY(check_name(name));
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_dict == nullptr) TRY(PyType_Ready(type));
    Ref descriptor = Ref::borrow(type_lookup(type, name));
    descrgetfunc get = nullptr;
    if (descriptor) {
        get = Py_TYPE(descriptor.get())->tp_descr_get;
        if (get != nullptr && is_data_descriptor(descriptor.get())) {
            return without_attribute_error(get(descriptor.get(), object, as_object(type)), suppress);
        }
    }
    PyObject *own =
        own_dict != nullptr ? PyDict_GetItemWithError(own_dict, name) : own_attribute(object, name);
    if (own != nullptr) return Py_NewRef(own);
    if (is_error_pending()) return without_attribute_error(nullptr, suppress);
    if (get != nullptr)
        return without_attribute_error(get(descriptor.get(), object, as_object(type)), suppress);
    if (descriptor) return descriptor.release();
    if (suppress) return nullptr;
    return raise_no_attribute(object, name);
}

extern "C" {

PyObject *PyObject_GenericGetAttr(PyObject *object, PyObject *name) {
    return generic_get_attribute(object, name, false);
}

PyObject *_PyObject_GenericGetAttrWithDict(PyObject *object, PyObject *name, PyObject *dict, int suppress) {
    return generic_get_attribute(object, name, suppress != 0, dict);
}

PyObject *PyObject_GetAttr(PyObject *object, PyObject *name) {
    TRY(check_name(name));
    const PyTypeObject *type = Py_TYPE(object);
    PyObject *result = nullptr;
    if (type->tp_getattro != nullptr) {
        result = type->tp_getattro(object, name);
    } else if (type->tp_getattr != nullptr) {
        const char *text = PyUnicode_AsUTF8(name);
        if (text == nullptr) return nullptr;
        result = type->tp_getattr(object, const_cast<char *>(text));
    } else {
        return raise_no_attribute(object, name);
    }
    if (__builtin_expect(result == nullptr, 0) && is_error_pending()) note_name_and_object(object, name);
    return result;
}

int _PyObject_LookupAttr(PyObject *object, PyObject *name, PyObject **result) {
    *result = nullptr;
    TRY(check_name(name));
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_getattro == PyObject_GenericGetAttr) {
        *result = generic_get_attribute(object, name, true);
    } else if (type->tp_getattro == PyType_Type.tp_getattro) {
        *result = type_get_attribute(as_type(object), name, true);
    } else {
        *result = without_attribute_error(PyObject_GetAttr(object, name), true);
    }
    if (*result != nullptr) return 1;
    return is_error_pending() ? -1 : 0;
}

int _PyObject_GetMethod(PyObject *object, PyObject *name, PyObject **method) {
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_getattro != PyObject_GenericGetAttr || !PyUnicode_Check(name) || type->tp_dict == nullptr) {
        *method = PyObject_GetAttr(object, name);
        return 0;
    }
    *method = nullptr;
    Ref descriptor = Ref::borrow(type_lookup(type, name));
    descrgetfunc get = nullptr;
    bool is_method = false;
    if (descriptor) {
        is_method = has_flag(Py_TYPE(descriptor.get()), Py_TPFLAGS_METHOD_DESCRIPTOR);
        get = Py_TYPE(descriptor.get())->tp_descr_get;
        if (!is_method && get != nullptr && is_data_descriptor(descriptor.get())) {
            *method = get(descriptor.get(), object, as_object(type));
            if (*method == nullptr) note_name_and_object(object, name);
            return 0;
        }
    }
    PyObject *own = own_attribute(object, name);
    if (own != nullptr || is_error_pending()) {
        *method = Py_XNewRef(own);
        return 0;
    }
    if (is_method || (descriptor && get == nullptr)) {
        *method = descriptor.release();
        return is_method;
    }
    if (get != nullptr) {
        *method = get(descriptor.get(), object, as_object(type));
        if (*method == nullptr) note_name_and_object(object, name);
        return 0;
    }
    raise_no_attribute(object, name);
    return 0;
}

PyObject *PyObject_GetAttrString(PyObject *object, const char *name) {
    if (Py_TYPE(object)->tp_getattr != nullptr)
        return Py_TYPE(object)->tp_getattr(object, const_cast<char *>(name));
    Ref text = TRY_REF(PyUnicode_InternFromString(name));
    return PyObject_GetAttr(object, text.get());
}

PyObject *_PyObject_GetAttrId(PyObject *object, _Py_Identifier *name) {
    PyObject *text = TRY(_PyUnicode_FromId(name));
    return PyObject_GetAttr(object, text);
}

int _PyObject_LookupAttrId(PyObject *object, _Py_Identifier *name, PyObject **result) {
    *result = nullptr;
    PyObject *text = TRY(_PyUnicode_FromId(name));
    return _PyObject_LookupAttr(object, text, result);
}

int PyObject_GenericSetAttr(PyObject *object, PyObject *name, PyObject *value) {
    TRY(check_name(name));
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_dict == nullptr) TRY(PyType_Ready(type));
    Ref descriptor = Ref::borrow(type_lookup(type, name));
    if (descriptor && is_data_descriptor(descriptor.get())) {
        return Py_TYPE(descriptor.get())->tp_descr_set(descriptor.get(), object, value);
    }
    int status = 0;
    if (has_managed_attributes(type)) {
        status = managed_set(object, name, value);
    } else {
        PyObject **slot = dict_slot(object);
        if (slot == nullptr) return raise_not_settable(object, name, descriptor.get());
        status = set_in_dict_slot(object, slot, name, value);
    }
    if (status <= 0) return status;
    return raise(PyExc_AttributeError, "'%.100s' object has no attribute '%U'", type->tp_name, name);
}

int PyObject_SetAttr(PyObject *object, PyObject *name, PyObject *value) {
    TRY(check_name(name));
    const PyTypeObject *type = Py_TYPE(object);
    PyObject *interned_name = Py_NewRef(name);
    PyUnicode_InternInPlace(&interned_name);
    Ref held = Ref::steal(interned_name);
    if (type->tp_setattro != nullptr) return type->tp_setattro(object, held.get(), value);
    if (type->tp_setattr != nullptr) {
        const char *text = PyUnicode_AsUTF8(held.get());
        return text == nullptr ? -1 : type->tp_setattr(object, const_cast<char *>(text), value);
    }
    const bool has_attributes = type->tp_getattr != nullptr || type->tp_getattro != nullptr;
    return raise_type_error("'%.100s' object has %s attributes (%s .%U)", type->tp_name,
                            has_attributes ? "only read-only" : "no", value == nullptr ? "del" : "assign to",
                            held.get());
}

int PyObject_SetAttrString(PyObject *object, const char *name, PyObject *value) {
    if (Py_TYPE(object)->tp_setattr != nullptr) {
        return Py_TYPE(object)->tp_setattr(object, const_cast<char *>(name), value);
    }
    Ref text = TRY_REF(PyUnicode_InternFromString(name));
    return PyObject_SetAttr(object, text.get(), value);
}

int _PyObject_SetAttrId(PyObject *object, _Py_Identifier *name, PyObject *value) {
    PyObject *text = TRY(_PyUnicode_FromId(name));
    return PyObject_SetAttr(object, text, value);
}

int PyObject_HasAttr(PyObject *object, PyObject *name) {
    PyObject *found = nullptr;
    if (_PyObject_LookupAttr(object, name, &found) < 0) PyErr_Clear();
    Py_XDECREF(found);
    return found != nullptr;
}

int PyObject_HasAttrString(PyObject *object, const char *name) {
    Ref found = Ref::steal(PyObject_GetAttrString(object, name));
    PyErr_Clear();
    return found ? 1 : 0;
}

PyObject **_PyObject_GetDictPtr(PyObject *object) {
    if (!has_managed_attributes(Py_TYPE(object))) return dict_slot(object);
    if (materialize_dict(object) == nullptr) {
        PyErr_Clear();
        return nullptr;
    }
    return &managed_dict_of(object);
}

PyObject *PyObject_GenericGetDict(PyObject *object, void *) {
    if (has_managed_attributes(Py_TYPE(object))) return Py_XNewRef(materialize_dict(object));
    PyObject **slot = dict_slot(object);
    if (slot == nullptr) return raise(PyExc_AttributeError, "This object has no __dict__");
    if (*slot == nullptr) *slot = PyDict_New();
    return Py_XNewRef(*slot);
}

int PyObject_GenericSetDict(PyObject *object, PyObject *value, void *) {
    PyObject **slot = nullptr;
    if (has_managed_attributes(Py_TYPE(object))) {
        TRY(materialize_dict(object));
        slot = &managed_dict_of(object);
    } else {
        slot = dict_slot(object);
    }
    if (slot == nullptr) return raise(PyExc_AttributeError, "This object has no __dict__");
    if (value == nullptr) return raise_type_error("cannot delete __dict__");
    if (!PyDict_Check(value)) {
        return raise_type_error("__dict__ must be set to a dictionary, not a '%.200s'",
                                Py_TYPE(value)->tp_name);
    }
    Ref old = Ref::steal(std::exchange(*slot, Py_NewRef(value)));
    return 0;
}

} // extern "C"

} // namespace adder::objects
