// SPDX-License-Identifier: MIT
//
// Type variables in the arguments of generic aliases and unions: finding them and putting types in their
// place. Type variables are objects of module typing; they take part by __typing_subst__ and its companions
// (PEP 646).
#include "objects/generic_alias.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/tuple.hpp"

namespace adder::objects {

namespace {

// obj.name, or empty, with or without an error.
Ref attribute_if_any(PyObject *object, PyObject *name) {
    PyObject *found = nullptr;
    if (_PyObject_LookupAttr(object, name, &found) < 0) return {};
    return Ref::steal(found);
}

int append_once(PyObject *list, PyObject *item) {
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        if (PyList_GET_ITEM(list, i) == item) return 0;
    }
    return PyList_Append(list, item);
}

int append_all(PyObject *list, PyObject *tuple) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++)
        TRY(PyList_Append(list, PyTuple_GET_ITEM(tuple, i)));
    return 0;
}

Py_ssize_t index_in(PyObject *tuple, PyObject *item) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(tuple); i++) {
        if (PyTuple_GET_ITEM(tuple, i) == item) return i;
    }
    return -1;
}

// The items of *tuple[int, str] in the place of the starred alias, unless its length is open.
int append_unpacked(PyObject *list, PyObject *item) {
    if (PyType_Check(item)) return PyList_Append(list, item);
    Ref unpacked = attribute_if_any(item, name::dunder_typing_unpacked_tuple_args);
    if (!unpacked && is_error_pending()) return -1;
    if (unpacked && PyTuple_Check(unpacked.get())) {
        const Py_ssize_t count = PyTuple_GET_SIZE(unpacked.get());
        const bool is_open = count > 0 && PyTuple_GET_ITEM(unpacked.get(), count - 1) == Py_Ellipsis;
        if (!is_open) return append_all(list, unpacked.get());
    }
    return PyList_Append(list, item);
}

// The subscript as a tuple of its items.
Ref unpack_item(PyObject *item) {
    Ref list = TRY_REF(PyList_New(0));
    if (!PyTuple_Check(item)) {
        TRY(append_unpacked(list.get(), item));
    } else {
        for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(item); i++) {
            TRY(append_unpacked(list.get(), PyTuple_GET_ITEM(item, i)));
        }
    }
    return Ref::steal(PyList_AsTuple(list.get()));
}

// Parameters that take several items, or have defaults, arrange the items first.
Ref prepare_items(PyObject *self, PyObject *parameters, Ref items) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(parameters); i++) {
        Ref prepare = attribute_if_any(PyTuple_GET_ITEM(parameters, i), name::dunder_typing_prepare_subst);
        if (!prepare && is_error_pending()) return {};
        if (!prepare || prepare.get() == Py_None) continue;
        Ref prepared = TRY_REF(PyObject_CallFunctionObjArgs(prepare.get(), self, items.get(), nullptr));
        items = PyTuple_Check(prepared.get()) ? prepared : TRY_REF(PyTuple_Pack(1, prepared.get()));
    }
    return items;
}

// An argument that contains type variables itself, like the inner alias of list[dict[K, V]], is subscripted
// in turn.
Ref substitute_inside(PyObject *argument, PyObject *parameters, PyObject *items) {
    Ref inner = attribute_if_any(argument, name::dunder_parameters);
    if (!inner && is_error_pending()) return {};
    if (!inner || !PyTuple_Check(inner.get()) || PyTuple_GET_SIZE(inner.get()) == 0)
        return Ref::borrow(argument);
    Ref subscripts = TRY_REF(PyList_New(0));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(inner.get()); i++) {
        PyObject *parameter = PyTuple_GET_ITEM(inner.get(), i);
        const Py_ssize_t index = index_in(parameters, parameter);
        PyObject *item = index >= 0 ? PyTuple_GET_ITEM(items, index) : parameter;
        const bool is_many = index >= 0 && Py_TYPE(parameter)->tp_iter != nullptr && PyTuple_Check(item);
        TRY(is_many ? append_all(subscripts.get(), item) : PyList_Append(subscripts.get(), item));
    }
    Ref key = TRY_REF(PyList_AsTuple(subscripts.get()));
    return Ref::steal(PyObject_GetItem(argument, key.get()));
}

Ref substitute_one(PyObject *argument, PyObject *parameters, PyObject *items) {
    if (PyType_Check(argument)) return Ref::borrow(argument);
    Ref substitute = attribute_if_any(argument, name::dunder_typing_subst);
    if (substitute) {
        const Py_ssize_t index = index_in(parameters, argument);
        return Ref::steal(call_one(substitute.get(), PyTuple_GET_ITEM(items, index)));
    }
    return is_error_pending() ? Ref() : substitute_inside(argument, parameters, items);
}

int is_unpacked_type_variable(PyObject *argument) {
    if (PyType_Check(argument)) return 0;
    Ref mark = attribute_if_any(argument, name::dunder_typing_is_unpacked_typevartuple);
    return mark ? is_true(mark.get()) : (is_error_pending() ? -1 : 0);
}

} // namespace

Ref type_parameters(PyObject *arguments) {
    Ref parameters = TRY_REF(PyList_New(0));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments); i++) {
        PyObject *argument = PyTuple_GET_ITEM(arguments, i);
        if (PyType_Check(argument)) continue;
        Ref substitute = attribute_if_any(argument, name::dunder_typing_subst);
        if (substitute) {
            TRY(append_once(parameters.get(), argument));
            continue;
        }
        if (is_error_pending()) return {};
        Ref inner = attribute_if_any(argument, name::dunder_parameters);
        if (!inner && is_error_pending()) return {};
        if (!inner || !PyTuple_Check(inner.get())) continue;
        for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(inner.get()); k++) {
            TRY(append_once(parameters.get(), PyTuple_GET_ITEM(inner.get(), k)));
        }
    }
    return Ref::steal(PyList_AsTuple(parameters.get()));
}

Ref substitute_parameters(PyObject *self, PyObject *arguments, PyObject *parameters, PyObject *item) {
    const Py_ssize_t expected = PyTuple_GET_SIZE(parameters);
    if (expected == 0) return raise_type_error("%R is not a generic class", self);
    Ref items = TRY(unpack_item(item));
    items = TRY(prepare_items(self, parameters, std::move(items)));
    const Py_ssize_t count = PyTuple_GET_SIZE(items.get());
    if (count != expected) {
        return raise_type_error("Too %s arguments for %R; actual %zd, expected %zd",
                                count > expected ? "many" : "few", self, count, expected);
    }
    Ref result = TRY_REF(PyList_New(0));
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(arguments); i++) {
        PyObject *argument = PyTuple_GET_ITEM(arguments, i);
        const int is_unpacked = TRY(is_unpacked_type_variable(argument));
        Ref replaced = TRY(substitute_one(argument, parameters, items.get()));
        const bool is_many = is_unpacked && PyTuple_Check(replaced.get());
        TRY(is_many ? append_all(result.get(), replaced.get()) : PyList_Append(result.get(), replaced.get()));
    }
    return Ref::steal(PyList_AsTuple(result.get()));
}

} // namespace adder::objects
