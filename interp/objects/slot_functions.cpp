// SPDX-License-Identifier: MIT
//
// Slots of classes whose special methods are written in Python: each finds the method on the type and calls
// it. Arithmetic is in slot_operators.cpp. Reference manual, 3.3.
#include "objects/slot_functions.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/small_array.hpp"
#include "objects/tuple.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

PyObject *call_found(PyObject *method, bool is_unbound, PyObject *const *args, int count) {
    const int skipped = is_unbound ? 0 : 1;
    return call_vector(method, args + skipped,
                       static_cast<size_t>(count - skipped) | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

// method(self), with a free word in front as calls may use it.
PyObject *call_without_arguments(PyObject *self, PyObject *name) {
    PyObject *room[2] = {nullptr, self};
    return call_type_method(name, room + 1, 1);
}

// method(self, *args, **keywords)
PyObject *call_prepended(PyObject *method, PyObject *self, PyObject *args, PyObject *keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    SmallArray<PyObject *> room(static_cast<size_t>(count) + 2);
    if (!room) return nullptr;
    PyObject **stack = room.data() + 1;
    stack[0] = self;
    std::copy(tuple_items(args), tuple_items(args) + count, stack + 1);
    return PyObject_VectorcallDict(method, stack,
                                   static_cast<size_t>(count + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, keywords);
}

// The method for a tuple call; bound when it is not a plain function.
PyObject *call_type_method_with_tuple(PyObject *self, PyObject *name, PyObject *args, PyObject *keywords) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, name, &is_unbound));
    if (!method) {
        if (!is_error_pending()) PyErr_SetObject(PyExc_AttributeError, name);
        return nullptr;
    }
    if (!is_unbound) return PyObject_Call(method.get(), args, keywords);
    return call_prepended(method.get(), self, args, keywords);
}

int status_of(PyObject *result) {
    if (result == nullptr) return -1;
    Py_DECREF(result);
    return 0;
}

int call_set_or_delete(PyObject *self, PyObject *key, PyObject *value, PyObject *set, PyObject *remove) {
    PyObject *room[4] = {nullptr, self, key, value};
    return status_of(value != nullptr ? call_type_method(set, room + 1, 3)
                                      : call_type_method(remove, room + 1, 2));
}

bool is_generic_getattribute(PyObject *method) {
    return method == nullptr || (Py_IS_TYPE(method, &PyWrapperDescr_Type) &&
                                 reinterpret_cast<PyWrapperDescrObject *>(method)->d_wrapped ==
                                     reinterpret_cast<void *>(PyObject_GenericGetAttr));
}

// The length that __len__ returned; steals it.
Py_ssize_t checked_length(PyObject *owned) {
    Ref result = Ref::steal(owned);
    if (!result) return -1;
    Ref number = TRY_REF(_PyNumber_Index(result.get()));
    if (_PyLong_Sign(number.get()) < 0) return raise_value_error("__len__() should return >= 0");
    return PyNumber_AsSsize_t(number.get(), PyExc_OverflowError);
}

} // namespace

PyObject *call_type_method(PyObject *name, PyObject *const *args, int count) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(args[0], name, &is_unbound));
    if (!method) {
        if (!is_error_pending()) PyErr_SetObject(PyExc_AttributeError, name);
        return nullptr;
    }
    return call_found(method.get(), is_unbound, args, count);
}

PyObject *call_type_method_if_any(PyObject *name, PyObject *const *args, int count) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(args[0], name, &is_unbound));
    if (!method) return is_error_pending() ? nullptr : Py_NewRef(Py_NotImplemented);
    return call_found(method.get(), is_unbound, args, count);
}

// --- object

PyObject *slot_tp_repr(PyObject *self) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, name::dunder_repr, &is_unbound));
    PyObject *room[2] = {nullptr, self};
    if (method) return call_found(method.get(), is_unbound, room + 1, 1);
    PyErr_Clear();
    return PyUnicode_FromFormat("<%s object at %p>", Py_TYPE(self)->tp_name, self);
}

PyObject *slot_tp_str(PyObject *self) {
    return call_without_arguments(self, name::dunder_str);
}

Py_hash_t slot_tp_hash(PyObject *self) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, name::dunder_hash, &is_unbound));
    if (!method) PyErr_Clear();
    if (!method || method.get() == Py_None) return PyObject_HashNotImplemented(self);
    PyObject *room[2] = {nullptr, self};
    Ref result = TRY_REF(call_found(method.get(), is_unbound, room + 1, 1));
    if (!PyLong_Check(result.get())) return raise_type_error("__hash__ method should return an integer");
    Py_hash_t hash = PyLong_AsSsize_t(result.get());
    if (hash == -1 && is_error_pending()) { // out of range: as int hashes it
        PyErr_Clear();
        hash = PyLong_Type.tp_hash(result.get());
    }
    return hash == -1 ? -2 : hash;
}

PyObject *slot_tp_call(PyObject *self, PyObject *args, PyObject *keywords) {
    return call_type_method_with_tuple(self, name::dunder_call, args, keywords);
}

PyObject *slot_tp_getattro(PyObject *self, PyObject *attribute) {
    PyObject *room[3] = {nullptr, self, attribute};
    return call_type_method(name::dunder_getattribute, room + 1, 2);
}

PyObject *slot_tp_getattr_hook(PyObject *self, PyObject *attribute) {
    PyTypeObject *type = Py_TYPE(self);
    if (type_lookup(type, name::dunder_getattr) == nullptr) {
        type->tp_getattro = slot_tp_getattro;
        return slot_tp_getattro(self, attribute);
    }
    PyObject *result = nullptr;
    if (is_generic_getattribute(type_lookup(type, name::dunder_getattribute))) {
        result = generic_get_attribute(self, attribute, true);
        if (result != nullptr || is_error_pending()) return result;
    } else {
        result = slot_tp_getattro(self, attribute);
        if (result != nullptr || !clear_if_matches(PyExc_AttributeError)) return result;
    }
    PyObject *room[3] = {nullptr, self, attribute};
    return call_type_method(name::dunder_getattr, room + 1, 2);
}

int slot_tp_setattro(PyObject *self, PyObject *attribute, PyObject *value) {
    return call_set_or_delete(self, attribute, value, name::dunder_setattr, name::dunder_delattr);
}

PyObject *slot_tp_richcompare(PyObject *self, PyObject *other, int operation) {
    PyObject *names[] = {name::dunder_lt, name::dunder_le, name::dunder_eq,
                         name::dunder_ne, name::dunder_gt, name::dunder_ge};
    PyObject *room[3] = {nullptr, self, other};
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, names[operation], &is_unbound));
    if (!method) {
        PyErr_Clear(); // a method that cannot be had is none
        Py_RETURN_NOTIMPLEMENTED;
    }
    return call_found(method.get(), is_unbound, room + 1, 2);
}

PyObject *slot_tp_iter(PyObject *self) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, name::dunder_iter, &is_unbound));
    if (method && method.get() != Py_None) {
        PyObject *room[2] = {nullptr, self};
        return call_found(method.get(), is_unbound, room + 1, 1);
    }
    if (!method) {
        PyErr_Clear();
        method = Ref::steal(lookup_special_method(self, name::dunder_getitem, &is_unbound));
        if (method) return PySeqIter_New(self);
        PyErr_Clear();
    }
    return raise_type_error("'%.200s' object is not iterable", Py_TYPE(self)->tp_name);
}

PyObject *slot_tp_iternext(PyObject *self) {
    return call_without_arguments(self, name::dunder_next);
}

PyObject *slot_tp_descr_get(PyObject *self, PyObject *object, PyObject *type) {
    PyTypeObject *own_type = Py_TYPE(self);
    Ref get = Ref::borrow(type_lookup(own_type, name::dunder_get));
    if (!get) {
        if (own_type->tp_descr_get == slot_tp_descr_get) own_type->tp_descr_get = nullptr;
        return Py_NewRef(self);
    }
    PyObject *room[4] = {nullptr, self, object != nullptr ? object : Py_None,
                         type != nullptr ? type : Py_None};
    return call_vector(get.get(), room + 1, 3 | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

int slot_tp_descr_set(PyObject *self, PyObject *target, PyObject *value) {
    return call_set_or_delete(self, target, value, name::dunder_set, name::dunder_delete);
}

int slot_tp_init(PyObject *self, PyObject *args, PyObject *keywords) {
    Ref result = TRY_REF(call_type_method_with_tuple(self, name::dunder_init, args, keywords));
    if (result.get() == Py_None) return 0;
    return raise_type_error("__init__() should return None, not '%.200s'", Py_TYPE(result.get())->tp_name);
}

PyObject *slot_tp_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    Ref function = TRY_REF(PyObject_GetAttr(as_object(type), name::dunder_new));
    return call_prepended(function.get(), as_object(type), args, keywords);
}

void slot_tp_finalize(PyObject *self) {
    SavedError saved;
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, name::dunder_del, &is_unbound));
    if (!method) return PyErr_Clear();
    PyObject *room[2] = {nullptr, self};
    Ref result = Ref::steal(call_found(method.get(), is_unbound, room + 1, 1));
    if (!result) PyErr_WriteUnraisable(method.get());
}

// --- await and asynchronous iteration

namespace {

PyObject *call_async(PyObject *self, PyObject *method_name) {
    PyObject *result = call_special(self, method_name, nullptr, 0);
    if (result != nullptr || is_error_pending()) return result;
    return raise(PyExc_AttributeError, "object %.50s does not have %U method", Py_TYPE(self)->tp_name,
                 method_name);
}

} // namespace

PyObject *slot_am_await(PyObject *self) {
    return call_async(self, name::dunder_await);
}
PyObject *slot_am_aiter(PyObject *self) {
    return call_async(self, name::dunder_aiter);
}
PyObject *slot_am_anext(PyObject *self) {
    return call_async(self, name::dunder_anext);
}

// --- items

Py_ssize_t slot_sq_length(PyObject *self) {
    return checked_length(call_without_arguments(self, name::dunder_len));
}
Py_ssize_t slot_mp_length(PyObject *self) {
    return slot_sq_length(self);
}

PyObject *slot_mp_subscript(PyObject *self, PyObject *key) {
    PyObject *room[3] = {nullptr, self, key};
    return call_type_method(name::dunder_getitem, room + 1, 2);
}

int slot_mp_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
    return call_set_or_delete(self, key, value, name::dunder_setitem, name::dunder_delitem);
}

PyObject *slot_sq_item(PyObject *self, Py_ssize_t index) {
    Ref number = TRY_REF(PyLong_FromSsize_t(index));
    return slot_mp_subscript(self, number.get());
}

int slot_sq_ass_item(PyObject *self, Py_ssize_t index, PyObject *value) {
    Ref number = TRY_REF(PyLong_FromSsize_t(index));
    return slot_mp_ass_subscript(self, number.get(), value);
}

int slot_sq_contains(PyObject *self, PyObject *value) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, name::dunder_contains, &is_unbound));
    if (!method) {
        if (is_error_pending()) return -1;
        return static_cast<int>(_PySequence_IterSearch(self, value, PY_ITERSEARCH_CONTAINS));
    }
    if (method.get() == Py_None) {
        return raise_type_error("'%.200s' object is not a container", Py_TYPE(self)->tp_name);
    }
    PyObject *room[3] = {nullptr, self, value};
    Ref result = TRY_REF(call_found(method.get(), is_unbound, room + 1, 2));
    return is_true(result.get());
}

} // namespace adder::objects
