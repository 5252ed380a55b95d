// SPDX-License-Identifier: MIT
//
// How __slots__ is read and checked; class_slots.hpp says what for.
#include "objects/class_slots.hpp"

#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

// What the bases leave to the class to add.
struct Allowance {
    bool dict;
    bool weakref;
};

int check_slot_name(PyObject *name) {
    if (!PyUnicode_Check(name)) {
        return raise_type_error("__slots__ items must be strings, not '%.200s'", Py_TYPE(name)->tp_name);
    }
    if (!PyUnicode_IsIdentifier(name)) return raise_type_error("__slots__ must be identifiers");
    return 0;
}

bool is_text(PyObject *name, PyObject *wanted) {
    return PyUnicode_Compare(name, wanted) == 0;
}

// __dict__ and __weakref__ ask for something else than a slot: 1 when `name` was one of them.
int note_special_slot(PyObject *name, Allowance allowance, SlotsPlan &plan) {
    if (is_text(name, name::dunder_dict)) {
        if (!allowance.dict || plan.has_dict) {
            return raise_type_error("__dict__ slot disallowed: we already got one");
        }
        plan.has_dict = true;
        return 1;
    }
    if (is_text(name, name::dunder_weakref)) {
        if (!allowance.weakref || plan.has_weakref) {
            return raise_type_error(
                "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
        }
        plan.has_weakref = true;
        return 1;
    }
    return 0;
}

int check_no_class_variable(PyObject *name, PyObject *namespace_dict) {
    const int is_there = TRY(PyDict_Contains(namespace_dict, name));
    if (!is_there) return 0;
    // The compiler puts these two there; they leave the namespace later.
    if (is_text(name, name::dunder_qualname) || is_text(name, name::dunder_classcell)) return 0;
    return raise_value_error("%R in __slots__ conflicts with class variable", name);
}

Ref slot_tuple(PyObject *slots) {
    if (PyUnicode_Check(slots)) return Ref::steal(PyTuple_Pack(1, slots));
    return Ref::steal(PySequence_Tuple(slots));
}

// Mangled and sorted names of the proper slots.
Ref collect_names(PyObject *class_name, PyObject *slots, PyObject *namespace_dict, Allowance allowance,
                  SlotsPlan &plan) {
    Ref names = TRY_REF(PyList_New(0));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(slots); i++) TRY(check_slot_name(PyTuple_GET_ITEM(slots, i)));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(slots); i++) {
        PyObject *name = PyTuple_GET_ITEM(slots, i);
        const int is_special = TRY(note_special_slot(name, allowance, plan));
        if (is_special) continue;
        Ref mangled = TRY(mangle_name(class_name, name));
        TRY(PyList_Append(names.get(), mangled.get()));
        TRY(check_no_class_variable(mangled.get(), namespace_dict));
    }
    TRY(PyList_Sort(names.get()));
    return Ref::steal(PyList_AsTuple(names.get()));
}

// A further base may have what the first one lacks.
void take_from_other_bases(PyObject *bases, PyTypeObject *base, Allowance allowance, SlotsPlan &plan) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases); i++) {
        const auto *other = as_type(PyTuple_GET_ITEM(bases, i));
        if (other == base) continue;
        if (allowance.dict && other->tp_dictoffset != 0) plan.has_dict = true;
        if (allowance.weakref && other->tp_weaklistoffset != 0) plan.has_weakref = true;
    }
}

} // namespace

int plan_slots(PyObject *class_name, PyObject *bases, PyTypeObject *base, PyObject *namespace_dict,
               SlotsPlan &plan) {
    const Allowance allowance = {base->tp_dictoffset == 0,
                                 base->tp_weaklistoffset == 0 && base->tp_itemsize == 0};
    PyObject *value = PyDict_GetItemWithError(namespace_dict, name::dunder_slots);
    if (value == nullptr) {
        if (is_error_pending()) return -1;
        plan.has_dict = allowance.dict;
        plan.has_weakref = allowance.weakref;
        return 0;
    }
    Ref slots = TRY(slot_tuple(value));
    if (PyTuple_GET_SIZE(slots.get()) > 0 && base->tp_itemsize != 0) {
        return raise_type_error("nonempty __slots__ not supported for subtype of '%.200s'", base->tp_name);
    }
    plan.names = TRY(collect_names(class_name, slots.get(), namespace_dict, allowance, plan));
    take_from_other_bases(bases, base, allowance, plan);
    return 0;
}

Ref mangle_name(PyObject *class_name, PyObject *name) {
    const Py_ssize_t length = PyUnicode_GET_LENGTH(name);
    const auto character = [name](Py_ssize_t i) { return PyUnicode_READ_CHAR(name, i); };
    const bool is_private = length >= 2 && character(0) == '_' && character(1) == '_';
    if (!is_private || (character(length - 1) == '_' && character(length - 2) == '_'))
        return Ref::borrow(name);
    if (PyUnicode_FindChar(name, '.', 0, length, 1) >= 0) return Ref::borrow(name);
    Py_ssize_t start = 0;
    const Py_ssize_t class_length = PyUnicode_GET_LENGTH(class_name);
    while (start < class_length && PyUnicode_READ_CHAR(class_name, start) == '_') start++;
    if (start == class_length) return Ref::borrow(name);
    Ref stem = TRY_REF(PyUnicode_Substring(class_name, start, class_length));
    return Ref::steal(PyUnicode_FromFormat("_%U%U", stem.get(), name));
}

} // namespace adder::objects
