// SPDX-License-Identifier: MIT
//
// How Python calls the slots of native types: int.__add__(1, 2) is a wrapper around nb_add. Each takes the
// arguments from a tuple, calls the slot and turns its result into an object.
#include "objects/slot_functions.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/protocol.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

// As PyArg_UnpackTuple without a name words it, which the wrappers of assignments use in CPython.
int check_unpacked(PyObject *args, Py_ssize_t wanted) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count == wanted) return 0;
    return raise_type_error(" expected %zd argument%s, got %zd", wanted, wanted == 1 ? "" : "s", count);
}

int check_count(PyObject *args, Py_ssize_t wanted) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    if (count == wanted) return 0;
    return raise_type_error("expected %zd argument%s, got %zd", wanted, wanted == 1 ? "" : "s", count);
}

PyObject *argument(PyObject *args, Py_ssize_t index) {
    return PyTuple_GET_ITEM(args, index);
}

template <class Function> Function slot_as(void *wrapped) {
    return reinterpret_cast<Function>(wrapped);
}

PyObject *none_if(int status) {
    return status < 0 ? nullptr : Py_NewRef(Py_None);
}

PyObject *truth_if(int status) {
    return status < 0 && is_error_pending() ? nullptr : new_bool(status != 0);
}

// An index as the sequence slots want it: negative ones count from the end. -1 with an exception.
Py_ssize_t sequence_index(PyObject *self, PyObject *argument) {
    Py_ssize_t index = PyNumber_AsSsize_t(argument, PyExc_OverflowError);
    if (index == -1 && is_error_pending()) return -1;
    const PySequenceMethods *methods = Py_TYPE(self)->tp_as_sequence;
    if (index < 0 && methods != nullptr && methods->sq_length != nullptr) {
        const Py_ssize_t length = methods->sq_length(self);
        if (length < 0) return -1;
        index += length;
    }
    return index;
}

// Whether object.__setattr__ and the like would jump over a native type that has its own.
int check_no_override_skipped(PyObject *self, setattrofunc function, const char *what) {
    PyTypeObject *type = Py_TYPE(self);
    PyTypeObject *defining = type;
    for (Py_ssize_t i = PyTuple_GET_SIZE(type->tp_mro); i-- > 0;) {
        auto *base = as_type(PyTuple_GET_ITEM(type->tp_mro, i));
        if (base->tp_setattro == type->tp_setattro && base->tp_setattro != slot_tp_setattro) {
            defining = base;
            break;
        }
    }
    for (PyTypeObject *base = defining; base != nullptr && base->tp_setattro != function;
         base = base->tp_base) {
        if (base->tp_setattro != slot_tp_setattro) {
            return raise_type_error("can't apply this %s to %s object", what, type->tp_name);
        }
    }
    return 0;
}

PyObject *compare(PyObject *self, PyObject *args, void *wrapped, int operation) {
    TRY(check_count(args, 1));
    return slot_as<richcmpfunc>(wrapped)(self, argument(args, 0), operation);
}

} // namespace

PyObject *wrap_unary(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 0));
    return slot_as<unaryfunc>(wrapped)(self);
}

PyObject *wrap_binary(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 1));
    return slot_as<binaryfunc>(wrapped)(self, argument(args, 0));
}

PyObject *wrap_binary_left(PyObject *self, PyObject *args, void *wrapped) {
    return wrap_binary(self, args, wrapped);
}

PyObject *wrap_binary_right(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 1));
    return slot_as<binaryfunc>(wrapped)(argument(args, 0), self);
}

PyObject *wrap_ternary(PyObject *self, PyObject *args, void *wrapped) {
    PyObject *other = nullptr, *third = Py_None;
    if (!PyArg_UnpackTuple(args, "", 1, 2, &other, &third)) return nullptr;
    return slot_as<ternaryfunc>(wrapped)(self, other, third);
}

PyObject *wrap_ternary_right(PyObject *self, PyObject *args, void *wrapped) {
    PyObject *other = nullptr, *third = Py_None;
    if (!PyArg_UnpackTuple(args, "", 1, 2, &other, &third)) return nullptr;
    return slot_as<ternaryfunc>(wrapped)(other, self, third);
}

PyObject *wrap_truth(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 0));
    return truth_if(slot_as<inquiry>(wrapped)(self));
}

PyObject *wrap_hash(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 0));
    const Py_hash_t hash = slot_as<hashfunc>(wrapped)(self);
    return hash == -1 && is_error_pending() ? nullptr : PyLong_FromSsize_t(hash);
}

PyObject *wrap_call(PyObject *self, PyObject *args, void *wrapped, PyObject *keywords) {
    return slot_as<ternaryfunc>(wrapped)(self, args, keywords);
}

PyObject *wrap_init(PyObject *self, PyObject *args, void *wrapped, PyObject *keywords) {
    return none_if(slot_as<initproc>(wrapped)(self, args, keywords));
}

PyObject *wrap_del(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 0));
    slot_as<destructor>(wrapped)(self);
    Py_RETURN_NONE;
}

PyObject *wrap_setattr(PyObject *self, PyObject *args, void *wrapped) {
    const auto function = slot_as<setattrofunc>(wrapped);
    TRY(check_unpacked(args, 2));
    TRY(check_no_override_skipped(self, function, "__setattr__"));
    return none_if(function(self, argument(args, 0), argument(args, 1)));
}

PyObject *wrap_delattr(PyObject *self, PyObject *args, void *wrapped) {
    const auto function = slot_as<setattrofunc>(wrapped);
    TRY(check_count(args, 1));
    TRY(check_no_override_skipped(self, function, "__delattr__"));
    return none_if(function(self, argument(args, 0), nullptr));
}

PyObject *wrap_lt(PyObject *self, PyObject *args, void *wrapped) {
    return compare(self, args, wrapped, Py_LT);
}
PyObject *wrap_le(PyObject *self, PyObject *args, void *wrapped) {
    return compare(self, args, wrapped, Py_LE);
}
PyObject *wrap_eq(PyObject *self, PyObject *args, void *wrapped) {
    return compare(self, args, wrapped, Py_EQ);
}
PyObject *wrap_ne(PyObject *self, PyObject *args, void *wrapped) {
    return compare(self, args, wrapped, Py_NE);
}
PyObject *wrap_gt(PyObject *self, PyObject *args, void *wrapped) {
    return compare(self, args, wrapped, Py_GT);
}
PyObject *wrap_ge(PyObject *self, PyObject *args, void *wrapped) {
    return compare(self, args, wrapped, Py_GE);
}

PyObject *wrap_next(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 0));
    PyObject *item = slot_as<iternextfunc>(wrapped)(self);
    if (item == nullptr && !is_error_pending()) PyErr_SetNone(PyExc_StopIteration);
    return item;
}

PyObject *wrap_descr_get(PyObject *self, PyObject *args, void *wrapped) {
    PyObject *object = nullptr, *type = nullptr;
    if (!PyArg_UnpackTuple(args, "", 1, 2, &object, &type)) return nullptr;
    if (object == Py_None) object = nullptr;
    if (type == Py_None) type = nullptr;
    if (type == nullptr && object == nullptr) return raise_type_error("__get__(None, None) is invalid");
    return slot_as<descrgetfunc>(wrapped)(self, object, type);
}

PyObject *wrap_descr_set(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_unpacked(args, 2));
    return none_if(slot_as<descrsetfunc>(wrapped)(self, argument(args, 0), argument(args, 1)));
}

PyObject *wrap_descr_delete(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 1));
    return none_if(slot_as<descrsetfunc>(wrapped)(self, argument(args, 0), nullptr));
}

PyObject *wrap_length(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 0));
    const Py_ssize_t length = slot_as<lenfunc>(wrapped)(self);
    return length == -1 && is_error_pending() ? nullptr : PyLong_FromSsize_t(length);
}

PyObject *wrap_set_key(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_unpacked(args, 2));
    return none_if(slot_as<objobjargproc>(wrapped)(self, argument(args, 0), argument(args, 1)));
}

PyObject *wrap_delete_key(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 1));
    return none_if(slot_as<objobjargproc>(wrapped)(self, argument(args, 0), nullptr));
}

PyObject *wrap_repeat(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_unpacked(args, 1));
    const Py_ssize_t count = PyNumber_AsSsize_t(argument(args, 0), PyExc_OverflowError);
    if (count == -1 && is_error_pending()) return nullptr;
    return slot_as<ssizeargfunc>(wrapped)(self, count);
}

PyObject *wrap_get_index(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 1));
    const Py_ssize_t index = sequence_index(self, argument(args, 0));
    if (index == -1 && is_error_pending()) return nullptr;
    return slot_as<ssizeargfunc>(wrapped)(self, index);
}

PyObject *wrap_set_index(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_unpacked(args, 2));
    const Py_ssize_t index = sequence_index(self, argument(args, 0));
    if (index == -1 && is_error_pending()) return nullptr;
    return none_if(slot_as<ssizeobjargproc>(wrapped)(self, index, argument(args, 1)));
}

PyObject *wrap_delete_index(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 1));
    const Py_ssize_t index = sequence_index(self, argument(args, 0));
    if (index == -1 && is_error_pending()) return nullptr;
    return none_if(slot_as<ssizeobjargproc>(wrapped)(self, index, nullptr));
}

PyObject *wrap_contains(PyObject *self, PyObject *args, void *wrapped) {
    TRY(check_count(args, 1));
    return truth_if(slot_as<objobjproc>(wrapped)(self, argument(args, 0)));
}

} // namespace adder::objects
