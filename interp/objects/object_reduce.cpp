// SPDX-License-Identifier: MIT
//
// How objects are taken apart for pickle and copy: object.__reduce_ex__, __reduce__ and __getstate__.
// Protocols below 2 are served by module copyreg. Library reference, "pickle", Pickling Class Instances.
#include "objects/base_object.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/shape.hpp"

namespace adder::objects {

namespace {

Ref attribute_if_any(PyObject *object, PyObject *name) {
    PyObject *found = nullptr;
    if (_PyObject_LookupAttr(object, name, &found) < 0) return {};
    return Ref::steal(found);
}

Ref copyreg_function(const char *name) {
    Ref module = TRY_REF(PyImport_ImportModule("copyreg"));
    return Ref::steal(PyObject_GetAttrString(module.get(), name));
}

// --- arguments of __new__

struct NewArguments {
    Ref args;     // tuple, or empty
    Ref keywords; // dict, or empty
};

int take_pair(PyObject *pair, NewArguments &result) {
    if (!PyTuple_Check(pair)) {
        return raise_type_error("__getnewargs_ex__ should return a tuple, not '%.200s'",
                                Py_TYPE(pair)->tp_name);
    }
    if (PyTuple_GET_SIZE(pair) != 2) {
        return raise_value_error("__getnewargs_ex__ should return a tuple of length 2, not %zd",
                                 PyTuple_GET_SIZE(pair));
    }
    PyObject *args = PyTuple_GET_ITEM(pair, 0);
    PyObject *keywords = PyTuple_GET_ITEM(pair, 1);
    if (!PyTuple_Check(args)) {
        return raise_type_error(
            "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%.200s'",
            Py_TYPE(args)->tp_name);
    }
    if (!PyDict_Check(keywords)) {
        return raise_type_error(
            "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%.200s'",
            Py_TYPE(keywords)->tp_name);
    }
    result = {Ref::borrow(args), Ref::borrow(keywords)};
    return 0;
}

int find_new_arguments(PyObject *object, NewArguments &result) {
    Ref extended = Ref::steal(lookup_special(object, name::dunder_getnewargs_ex));
    if (extended) {
        Ref pair = TRY_REF(PyObject_CallNoArgs(extended.get()));
        return take_pair(pair.get(), result);
    }
    if (is_error_pending()) return -1;
    Ref plain = Ref::steal(lookup_special(object, name::dunder_getnewargs));
    if (!plain) return is_error_pending() ? -1 : 0;
    result.args = TRY_REF(PyObject_CallNoArgs(plain.get()));
    if (PyTuple_Check(result.args.get())) return 0;
    return raise_type_error("__getnewargs__ should return a tuple, not '%.200s'",
                            Py_TYPE(result.args.get())->tp_name);
}

// --- state

bool is_attribute_dict_empty(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    if (type->tp_dictoffset == 0) return true;
    if (has_managed_attributes(type)) {
        if (const Shape *shape = shape_of(object)) return shape->count == 0;
        PyObject *dict = managed_dict_of(object);
        return dict == nullptr || PyDict_GET_SIZE(dict) == 0;
    }
    PyObject **slot = _PyObject_GetDictPtr(object);
    return slot == nullptr || *slot == nullptr || PyDict_GET_SIZE(*slot) == 0;
}

// Names of the slots of the class and its bases, which copyreg keeps in the class; None or a list.
Ref slot_names(PyTypeObject *type) {
    PyObject *known = PyDict_GetItemWithError(type->tp_dict, name::dunder_slotnames);
    if (known != nullptr && (known == Py_None || PyList_Check(known))) return Ref::borrow(known);
    if (is_error_pending()) return {};
    Ref find = TRY(copyreg_function("_slotnames"));
    Ref names = TRY_REF(call_one(find.get(), as_object(type)));
    if (names.get() == Py_None || PyList_Check(names.get())) return names;
    return raise_type_error("copyreg._slotnames didn't return a list or None");
}

// Whether all of the instance is in its attributes and slots, so that nothing native is lost.
bool is_all_visible(PyTypeObject *type, PyObject *names) {
    constexpr auto word = static_cast<Py_ssize_t>(sizeof(PyObject *));
    Py_ssize_t size = PyBaseObject_Type.tp_basicsize;
    if (type->tp_dictoffset > 0) size += word;
    if (type->tp_weaklistoffset > 0) size += word;
    if (names != Py_None) size += word * PyList_GET_SIZE(names);
    return type->tp_basicsize <= size;
}

Ref slots_state(PyObject *object, PyObject *names) {
    Ref slots = TRY_REF(PyDict_New());
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(names); i++) {
        Ref key = Ref::borrow(PyList_GET_ITEM(names, i));
        Ref value = attribute_if_any(object, key.get());
        if (value) {
            TRY(PyDict_SetItem(slots.get(), key.get(), value.get()));
        } else if (is_error_pending()) {
            return {};
        }
    }
    return slots;
}

Ref default_state(PyObject *object, bool is_required) {
    PyTypeObject *type = Py_TYPE(object);
    if (is_required && type->tp_itemsize != 0)
        return raise_type_error("cannot pickle %.200s objects", type->tp_name);
    Ref state = Ref::borrow(Py_None);
    if (!is_attribute_dict_empty(object)) state = TRY_REF(PyObject_GetAttr(object, name::dunder_dict));
    Ref names = TRY(slot_names(type));
    if (is_required && !is_all_visible(type, names.get())) {
        return raise_type_error("cannot pickle '%.200s' object", type->tp_name);
    }
    if (names.get() == Py_None || PyList_GET_SIZE(names.get()) == 0) return state;
    Ref slots = TRY(slots_state(object, names.get()));
    if (PyDict_GET_SIZE(slots.get()) == 0) return state;
    return Ref::steal(PyTuple_Pack(2, state.get(), slots.get()));
}

Ref state_of(PyObject *object, bool is_required) {
    Ref method = TRY_REF(PyObject_GetAttr(object, name::dunder_getstate));
    const bool is_default = PyCFunction_Check(method.get()) && PyCFunction_GET_SELF(method.get()) == object &&
                            PyCFunction_GET_FUNCTION(method.get()) == object_getstate;
    if (is_default) return default_state(object, is_required);
    return Ref::steal(PyObject_CallNoArgs(method.get()));
}

// --- the parts of protocol 2

// copyreg.__newobj__ with (cls, *args), or __newobj_ex__ with (cls, args, keywords).
Ref constructor_and_arguments(PyObject *object, const NewArguments &given, Ref &arguments) {
    auto *cls = as_object(Py_TYPE(object));
    if (given.keywords && PyDict_GET_SIZE(given.keywords.get()) > 0) {
        arguments = TRY_REF(PyTuple_Pack(3, cls, given.args.get(), given.keywords.get()));
        return copyreg_function("__newobj_ex__");
    }
    Ref first = TRY_REF(PyTuple_Pack(1, cls));
    arguments = given.args ? TRY_REF(PySequence_Concat(first.get(), given.args.get())) : first;
    return copyreg_function("__newobj__");
}

Ref list_items(PyObject *object) {
    return PyList_Check(object) ? Ref::steal(PyObject_GetIter(object)) : Ref::borrow(Py_None);
}

Ref dict_items(PyObject *object) {
    if (!PyDict_Check(object)) return Ref::borrow(Py_None);
    Ref items = TRY_REF(PyObject_CallMethodNoArgs(object, name::items));
    return Ref::steal(PyObject_GetIter(items.get()));
}

PyObject *reduce_by_new(PyObject *object) {
    const PyTypeObject *type = Py_TYPE(object);
    if (type->tp_new == nullptr) return raise_type_error("cannot pickle '%.200s' object", type->tp_name);
    NewArguments given;
    TRY(find_new_arguments(object, given));
    Ref arguments;
    Ref constructor = TRY(constructor_and_arguments(object, given, arguments));
    Ref state = TRY(state_of(object, !given.args && !PyList_Check(object) && !PyDict_Check(object)));
    Ref items = TRY(list_items(object));
    Ref pairs = TRY(dict_items(object));
    return PyTuple_Pack(5, constructor.get(), arguments.get(), state.get(), items.get(), pairs.get());
}

PyObject *common_reduce(PyObject *object, long protocol) {
    if (protocol >= 2) return reduce_by_new(object);
    Ref reduce = TRY(copyreg_function("_reduce_ex"));
    Ref number = TRY_REF(PyLong_FromLong(protocol));
    return PyObject_CallFunctionObjArgs(reduce.get(), object, number.get(), nullptr);
}

} // namespace

PyObject *object_reduce(PyObject *self, PyObject *) {
    return common_reduce(self, 0);
}

PyObject *object_reduce_ex(PyObject *self, PyObject *argument) {
    const int protocol = _PyLong_AsInt(argument);
    if (protocol == -1 && is_error_pending()) return nullptr;
    Ref reduce = attribute_if_any(self, name::dunder_reduce);
    if (!reduce && is_error_pending()) return nullptr;
    if (reduce) {
        // A __reduce__ of the class's own goes before the protocol.
        Ref of_class = TRY_REF(PyObject_GetAttr(as_object(Py_TYPE(self)), name::dunder_reduce));
        PyObject *default_reduce = PyDict_GetItemWithError(PyBaseObject_Type.tp_dict, name::dunder_reduce);
        if (of_class.get() != default_reduce) return PyObject_CallNoArgs(reduce.get());
    }
    return common_reduce(self, protocol);
}

PyObject *object_getstate(PyObject *self, PyObject *) {
    return default_state(self, false).release();
}

} // namespace adder::objects
