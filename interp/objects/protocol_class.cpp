// SPDX-License-Identifier: MIT
//
// isinstance, issubclass, type() and dir() of any object. Reference manual, 3.3.4.
//
// A class may answer by __instancecheck__ and __subclasscheck__; objects that only look like classes take
// part through __class__ and __bases__.
#include "objects/protocol.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/type.hpp"
#include "objects/union_type.hpp"

namespace adder::objects {

namespace {

constexpr const char *instance_text = "isinstance() arg 2 must be a type, a tuple of types, or a union";
constexpr const char *derived_text = "issubclass() arg 1 must be a class";
constexpr const char *subclass_text = "issubclass() arg 2 must be a class, a tuple of classes, or a union";

// cls.__bases__ when that is a tuple; empty, without an error, when `cls` is no class at all.
Ref abstract_bases(PyObject *cls) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(cls, name::dunder_bases, &found));
    Ref bases = Ref::steal(found);
    return bases && PyTuple_Check(bases.get()) ? bases : Ref();
}

int check_is_class(PyObject *cls, const char *message) {
    Ref bases = abstract_bases(cls);
    if (bases) return 0;
    if (is_error_pending()) return -1;
    return raise_type_error("%s", message);
}

// Whether `cls` is reached from `derived` through __bases__; a single base is followed without recursion.
int is_abstract_subclass(PyObject *derived, PyObject *cls) {
    Ref current = Ref::borrow(derived);
    Ref bases;
    while (true) {
        if (current.get() == cls) return 1;
        bases = abstract_bases(current.get());
        if (!bases) return is_error_pending() ? -1 : 0;
        const Py_ssize_t count = PyTuple_GET_SIZE(bases.get());
        if (count == 0) return 0;
        if (count > 1) break;
        current = Ref::borrow(PyTuple_GET_ITEM(bases.get(), 0));
    }
    TRY(enter_recursion(" in __issubclass__"));
    int result = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(bases.get()) && result == 0; i++) {
        result = is_abstract_subclass(PyTuple_GET_ITEM(bases.get(), i), cls);
    }
    leave_recursion();
    return result;
}

int is_instance_by_class(PyObject *object, PyObject *cls) {
    if (PyType_Check(cls)) {
        if (PyObject_TypeCheck(object, as_type(cls))) return 1;
        PyObject *found = nullptr;
        TRY(_PyObject_LookupAttr(object, name::dunder_class, &found));
        Ref claimed = Ref::steal(found);
        if (!claimed || claimed.get() == as_object(Py_TYPE(object)) || !PyType_Check(claimed.get())) return 0;
        return PyType_IsSubtype(as_type(claimed.get()), as_type(cls));
    }
    TRY(check_is_class(cls, instance_text));
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(object, name::dunder_class, &found));
    Ref claimed = Ref::steal(found);
    return claimed ? is_abstract_subclass(claimed.get(), cls) : 0;
}

int is_subclass_by_bases(PyObject *derived, PyObject *cls) {
    if (PyType_Check(cls) && PyType_Check(derived)) return PyType_IsSubtype(as_type(derived), as_type(cls));
    TRY(check_is_class(derived, derived_text));
    TRY(check_is_class(cls, subclass_text));
    return is_abstract_subclass(derived, cls);
}

using ClassTest = int (*)(PyObject *, PyObject *);

// True for the first class of a tuple that the test accepts.
int test_any(PyObject *object, PyObject *classes, ClassTest test, const char *where) {
    TRY(enter_recursion(where));
    int result = 0;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(classes) && result == 0; i++) {
        result = test(object, PyTuple_GET_ITEM(classes, i));
    }
    leave_recursion();
    return result;
}

// The answer of the class itself through `hook`, or of `fallback` when it has none.
int ask_class(PyObject *object, PyObject *cls, PyObject *hook, const char *where, ClassTest fallback) {
    Ref checker = Ref::steal(lookup_special(cls, hook));
    if (!checker) return is_error_pending() ? -1 : fallback(object, cls);
    TRY(enter_recursion(where));
    Ref result = Ref::steal(call_one(checker.get(), object));
    leave_recursion();
    return result ? is_true(result.get()) : -1;
}

// The names of the innermost frame's variables, sorted.
PyObject *names_of_locals() {
    PyObject *locals = PyEval_GetLocals();
    if (locals == nullptr) return nullptr;
    Ref names = TRY_REF(PyMapping_Keys(locals));
    if (!PyList_Check(names.get())) {
        return raise_type_error("dir(): expected keys() of locals to be a list, not '%.200s'",
                                Py_TYPE(names.get())->tp_name);
    }
    TRY(PyList_Sort(names.get()));
    return names.release();
}

} // namespace

extern "C" {

int PyObject_IsInstance(PyObject *object, PyObject *cls) {
    if (Py_IS_TYPE(object, reinterpret_cast<PyTypeObject *>(cls))) return 1;
    if (PyType_CheckExact(cls)) return is_instance_by_class(object, cls);
    if (PyObject *members = union_members_of(cls)) cls = members;
    if (PyTuple_Check(cls)) return test_any(object, cls, PyObject_IsInstance, " in __instancecheck__");
    return ask_class(object, cls, name::dunder_instancecheck, " in __instancecheck__", is_instance_by_class);
}

int PyObject_IsSubclass(PyObject *derived, PyObject *cls) {
    if (PyType_CheckExact(cls)) return derived == cls ? 1 : is_subclass_by_bases(derived, cls);
    if (PyObject *members = union_members_of(cls)) cls = members;
    if (PyTuple_Check(cls)) return test_any(derived, cls, PyObject_IsSubclass, " in __subclasscheck__");
    return ask_class(derived, cls, name::dunder_subclasscheck, " in __subclasscheck__", is_subclass_by_bases);
}

int _PyObject_RealIsInstance(PyObject *object, PyObject *cls) {
    return is_instance_by_class(object, cls);
}
int _PyObject_RealIsSubclass(PyObject *derived, PyObject *cls) {
    return is_subclass_by_bases(derived, cls);
}

PyObject *PyObject_Type(PyObject *object) {
    if (object == nullptr) return raise_null_argument();
    return Py_NewRef(Py_TYPE(object));
}

PyObject *PyObject_Dir(PyObject *object) {
    if (object == nullptr) return names_of_locals();
    Ref method = Ref::steal(lookup_special(object, name::dunder_dir));
    if (!method) {
        if (!is_error_pending()) PyErr_SetString(PyExc_TypeError, "object does not provide __dir__");
        return nullptr;
    }
    Ref result = TRY_REF(PyObject_CallNoArgs(method.get()));
    Ref sorted = TRY_REF(PySequence_List(result.get()));
    TRY(PyList_Sort(sorted.get()));
    return sorted.release();
}

int _PyObject_IsAbstract(PyObject *object) {
    if (object == nullptr) return 0;
    PyObject *found = nullptr;
    const int has_mark = TRY(_PyObject_LookupAttr(object, name::dunder_isabstractmethod, &found));
    if (!has_mark) return 0;
    Ref mark = Ref::steal(found);
    return is_true(mark.get());
}

} // extern "C"

} // namespace adder::objects
