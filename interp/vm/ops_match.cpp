// SPDX-License-Identifier: MIT
//
// Mapping and class patterns of the match statement (reference manual 8.6.4), and except* groups.
#include "vm/ops_flow.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/exception.hpp"
#include "objects/names.hpp"

namespace adder::vm {

using objects::Failure;
using objects::Ref;

PyObject *match_keys(PyObject *subject, PyObject *keys) {
    const Py_ssize_t count = PyTuple_GET_SIZE(keys);
    Ref seen = TRY_REF(PySet_New(nullptr));
    Ref values = TRY_REF(PyTuple_New(count));
    // `get` with a default of our own never makes an item as a defaultdict's subscript would.
    Ref get = TRY_REF(PyObject_GetAttr(subject, objects::name::get_));
    Ref absent = TRY_REF(PyObject_CallNoArgs(reinterpret_cast<PyObject *>(&PyBaseObject_Type)));
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *key = PyTuple_GET_ITEM(keys, i);
        const int is_repeated = TRY(PySet_Contains(seen.get(), key));
        if (is_repeated != 0) {
            PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
            return nullptr;
        }
        TRY(PySet_Add(seen.get(), key));
        Ref value = TRY_REF(PyObject_CallFunctionObjArgs(get.get(), key, absent.get(), nullptr));
        if (value.get() == absent.get()) Py_RETURN_NONE;
        PyTuple_SET_ITEM(values.get(), i, value.release());
    }
    return values.release();
}

namespace {

// The attribute, or empty: with an error, or without when the subject does not have it.
Ref pattern_attribute(PyObject *subject, PyTypeObject *type, PyObject *name, PyObject *seen) {
    const int is_repeated = TRY(PySet_Contains(seen, name));
    if (is_repeated != 0) {
        PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R", type->tp_name, name);
        return {};
    }
    TRY(PySet_Add(seen, name));
    Ref value = Ref::steal(PyObject_GetAttr(subject, name));
    if (!value && PyErr_ExceptionMatches(PyExc_AttributeError) != 0) PyErr_Clear();
    return value;
}

// __match_args__ as a tuple; empty tuple when the class has none.
Ref positional_names(PyTypeObject *type, bool &matches_self) {
    Ref names =
        Ref::steal(PyObject_GetAttr(reinterpret_cast<PyObject *>(type), objects::name::dunder_match_args));
    if (names) {
        if (PyTuple_CheckExact(names.get())) return names;
        PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", type->tp_name,
                     Py_TYPE(names.get())->tp_name);
        return {};
    }
    if (PyErr_ExceptionMatches(PyExc_AttributeError) == 0) return {};
    PyErr_Clear();
    matches_self = PyType_HasFeature(type, _Py_TPFLAGS_MATCH_SELF) != 0;
    return Ref::steal(PyTuple_New(0));
}

// Appends what the positional sub-patterns look at. 1: matched so far, 0: no match, -1: error.
int match_positional(PyObject *subject, PyTypeObject *type, Py_ssize_t count, PyObject *seen,
                     PyObject *attributes) {
    if (count == 0) return 1;
    bool matches_self = false;
    Ref names = TRY(positional_names(type, matches_self));
    const Py_ssize_t allowed = matches_self ? 1 : PyTuple_GET_SIZE(names.get());
    if (allowed < count) {
        PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)", type->tp_name,
                     allowed, allowed == 1 ? "" : "s", count);
        return -1;
    }
    if (matches_self) return PyList_Append(attributes, subject) < 0 ? -1 : 1;
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *name = PyTuple_GET_ITEM(names.get(), i);
        if (!PyUnicode_CheckExact(name)) {
            PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %.200s)",
                         Py_TYPE(name)->tp_name);
            return -1;
        }
        Ref value = pattern_attribute(subject, type, name, seen);
        if (!value) return objects::is_error_pending() ? -1 : 0;
        TRY(PyList_Append(attributes, value.get()));
    }
    return 1;
}

int match_keywords(PyObject *subject, PyTypeObject *type, PyObject *names, PyObject *seen,
                   PyObject *attributes) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        Ref value = pattern_attribute(subject, type, PyTuple_GET_ITEM(names, i), seen);
        if (!value) return objects::is_error_pending() ? -1 : 0;
        TRY(PyList_Append(attributes, value.get()));
    }
    return 1;
}

} // namespace

PyObject *match_class(PyObject *subject, PyObject *type, Py_ssize_t count, PyObject *names) {
    if (!PyType_Check(type)) {
        PyErr_Format(PyExc_TypeError, "called match pattern must be a type");
        return nullptr;
    }
    const int is_instance = TRY(PyObject_IsInstance(subject, type));
    if (is_instance == 0) Py_RETURN_NONE;
    auto *class_type = reinterpret_cast<PyTypeObject *>(type);
    Ref seen = TRY_REF(PySet_New(nullptr));
    Ref attributes = TRY_REF(PyList_New(0));
    if (TRY(match_positional(subject, class_type, count, seen.get(), attributes.get())) == 0) Py_RETURN_NONE;
    if (TRY(match_keywords(subject, class_type, names, seen.get(), attributes.get())) == 0) Py_RETURN_NONE;
    return PyList_AsTuple(attributes.get());
}

// --- except*

namespace {

int check_group_match_type(PyObject *type) {
    TRY(exception_matches(PyExc_Exception, type)); // every member is an exception class
    const char *error = "catching ExceptionGroup with except* is not allowed. Use except instead.";
    auto is_group_class = [](PyObject *one) { return PyObject_IsSubclass(one, PyExc_BaseExceptionGroup); };
    if (!PyTuple_Check(type)) {
        if (TRY(is_group_class(type)) == 0) return 0;
        PyErr_SetString(PyExc_TypeError, error);
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(type); i++) {
        if (TRY(is_group_class(PyTuple_GET_ITEM(type, i))) == 0) continue;
        PyErr_SetString(PyExc_TypeError, error);
        return -1;
    }
    return 0;
}

bool is_group(PyObject *exception) {
    return PyObject_TypeCheck(exception, reinterpret_cast<PyTypeObject *>(PyExc_BaseExceptionGroup));
}

// A naked exception that an except* clause catches is wrapped in a group, which has no traceback.
Ref wrap_in_group(PyObject *exception) {
    return Ref::steal(PyObject_CallFunction(PyExc_BaseExceptionGroup, "s(O)", "", exception));
}

// rest and match as new references; None for nothing.
int split_exception(PyObject *exception, PyObject *type, Ref &rest, Ref &match) {
    if (PyErr_GivenExceptionMatches(exception, type) != 0) {
        rest = Ref::borrow(Py_None);
        match = is_group(exception) ? Ref::borrow(exception) : TRY(wrap_in_group(exception));
        return 0;
    }
    if (!is_group(exception)) {
        rest = Ref::borrow(exception);
        match = Ref::borrow(Py_None);
        return 0;
    }
    Ref pair = TRY_REF(PyObject_CallMethod(exception, "split", "(O)", type));
    if (!PyTuple_CheckExact(pair.get()) || PyTuple_GET_SIZE(pair.get()) < 2) {
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a 2-tuple", Py_TYPE(exception)->tp_name);
        return -1;
    }
    match = Ref::borrow(PyTuple_GET_ITEM(pair.get(), 0));
    rest = Ref::borrow(PyTuple_GET_ITEM(pair.get(), 1));
    return 0;
}

} // namespace

int exception_group_match(PyObject **stack_top) {
    PyObject *type = stack_top[-1];
    PyObject *exception = stack_top[-2];
    TRY(check_group_match_type(type));
    Ref rest;
    Ref match;
    TRY(split_exception(exception, type, rest, match));
    if (match.get() != Py_None) {
        // Inside the clause the match is what sys.exc_info() shows.
        Py_XSETREF(objects::thread()->handled->value, Py_NewRef(match.get()));
    }
    stack_top[-2] = rest.release();
    stack_top[-1] = match.release();
    Py_DECREF(exception);
    Py_DECREF(type);
    return 0;
}

PyObject *prepare_reraise_star(PyObject *original, PyObject *raised) {
    return objects::prepare_reraise_star(original, raised).release();
}

} // namespace adder::vm
