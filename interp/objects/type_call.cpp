// SPDX-License-Identifier: MIT
//
// Calling a class: tp_new, then tp_init. Reference manual, 3.3.3 and 6.3.4.
//
// For a class whose instances are made by object.__new__ and initialised by a Python __init__, the arguments
// go straight to __init__: no tuple and no dict are made.
#include "objects/type.hpp"

#include "objects/attribute.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/protocol.hpp"
#include "objects/slot_functions.hpp"
#include "objects/small_array.hpp"
#include "objects/tuple.hpp"

#include <algorithm>

namespace adder::objects {

namespace {

int check_init_result(PyObject *result) {
    if (result == nullptr) return -1;
    const bool is_none = result == Py_None;
    const char *type_name = Py_TYPE(result)->tp_name;
    Py_DECREF(result);
    if (is_none) return 0;
    return raise_type_error("__init__() should return None, not '%.200s'", type_name);
}

// init(self, args…) for an unbound method: the word before the arguments may be ours to use.
PyObject *call_init_with_self(PyObject *init, PyObject *self, PyObject *const *args, size_t count_and_flag,
                              PyObject *keyword_names) {
    const auto count = static_cast<size_t>(PyVectorcall_NARGS(count_and_flag));
    if (count_and_flag & PY_VECTORCALL_ARGUMENTS_OFFSET) {
        auto **stack = const_cast<PyObject **>(args) - 1;
        PyObject *saved = std::exchange(stack[0], self);
        PyObject *result = call_vector(init, stack, count + 1, keyword_names);
        stack[0] = saved;
        return result;
    }
    const size_t total =
        count + (keyword_names == nullptr ? 0 : static_cast<size_t>(PyTuple_GET_SIZE(keyword_names)));
    SmallArray<PyObject *> room(total + 1);
    if (!room) return nullptr;
    room[0] = self;
    std::copy(args, args + total, room.data() + 1);
    return call_vector(init, room.data(), count + 1, keyword_names);
}

int initialize(PyObject *self, PyObject *const *args, size_t count_and_flag, PyObject *keyword_names) {
    bool is_unbound = false;
    Ref init = Ref::steal(lookup_special_method(self, name::dunder_init, &is_unbound));
    if (!init) return -1;
    if (is_unbound)
        return check_init_result(call_init_with_self(init.get(), self, args, count_and_flag, keyword_names));
    return check_init_result(call_vector(init.get(), args, count_and_flag, keyword_names));
}

PyObject *call_class_with_tuple(PyTypeObject *type, PyObject *const *args, Py_ssize_t count,
                                PyObject *keyword_names) {
    Ref tuple = TRY_REF(tuple_from_array(args, count));
    Ref keywords;
    if (keyword_names != nullptr && PyTuple_GET_SIZE(keyword_names) > 0) {
        keywords = TRY(keywords_to_dict(args + count, keyword_names));
    }
    return PyType_Type.tp_call(as_object(type), tuple.get(), keywords.get());
}

} // namespace

PyObject *call_class(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                     PyObject *keyword_names) {
    PyTypeObject *type = as_type(callable);
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    const bool is_plain = type->tp_new == object_new && !has_flag(type, Py_TPFLAGS_IS_ABSTRACT);
    if (is_plain && type->tp_init == slot_tp_init) {
        Ref self = TRY_REF(type->tp_alloc(type, 0));
        TRY(initialize(self.get(), args, count_and_flag, keyword_names));
        return self.release();
    }
    if (is_plain && type->tp_init == object_init && count == 0 && keyword_names == nullptr) {
        return type->tp_alloc(type, 0);
    }
    return call_class_with_tuple(type, args, count, keyword_names);
}

namespace {

// type(object) is the only call of `type` that makes no class.
PyObject *call_type_itself(PyObject *args, PyObject *keywords) {
    const Py_ssize_t count = PyTuple_GET_SIZE(args);
    const bool has_keywords = keywords != nullptr && PyDict_GET_SIZE(keywords) != 0;
    if (count == 1 && !has_keywords) return Py_NewRef(Py_TYPE(PyTuple_GET_ITEM(args, 0)));
    if (count == 1) return raise_type_error("type() takes no keyword arguments");
    if (count != 3) return raise_type_error("type() takes 1 or 3 arguments");
    return PyType_Type.tp_new(&PyType_Type, args, keywords);
}

} // namespace

PyObject *type_call(PyObject *callable, PyObject *args, PyObject *keywords) {
    PyTypeObject *type = as_type(callable);
    Ref object;
    if (type == &PyType_Type) {
        object = Ref::steal(call_type_itself(args, keywords));
        if (!object || PyTuple_GET_SIZE(args) == 1) return object.release();
    } else {
        if (type->tp_new == nullptr) return raise_type_error("cannot create '%s' instances", type->tp_name);
        object = Ref::steal(check_result(callable, type->tp_new(type, args, keywords)));
        if (!object) return nullptr;
    }
    // __new__ may return anything; only an instance is initialised.
    if (!PyObject_TypeCheck(object.get(), type)) return object.release();
    const initproc init = Py_TYPE(object.get())->tp_init;
    if (init != nullptr && init(object.get(), args, keywords) < 0) return nullptr;
    return object.release();
}

PyObject *type_vectorcall(PyObject *callable, PyObject *const *args, size_t count_and_flag,
                          PyObject *keyword_names) {
    const Py_ssize_t count = PyVectorcall_NARGS(count_and_flag);
    const bool has_keywords = keyword_names != nullptr && PyTuple_GET_SIZE(keyword_names) != 0;
    if (count == 1 && !has_keywords && callable == as_object(&PyType_Type))
        return Py_NewRef(Py_TYPE(args[0]));
    return call_class_with_tuple(as_type(callable), args, count, keyword_names);
}

} // namespace adder::objects
