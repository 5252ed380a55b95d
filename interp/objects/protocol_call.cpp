// SPDX-License-Identifier: MIT
//
// Calls: PyObject_Call and its family.
//
// A type with a vectorcall function is called through that; any other through tp_call with a tuple and a
// dict. Reference manual, 6.3.4. Calls of Python functions end in RuntimeState::call_function, set by the VM.
#include "objects/protocol.hpp"

#include "objects/attribute.hpp"
#include "objects/dict.hpp"
#include "objects/error.hpp"
#include "objects/names.hpp"
#include "objects/small_array.hpp"
#include "objects/tuple.hpp"

#include <algorithm>

namespace adder::objects {

PyObject *report_broken_result(PyObject *callable, PyObject *result, const char *where) {
    if (result == nullptr) {
        if (callable != nullptr)
            return PyErr_Format(PyExc_SystemError, "%R returned NULL without setting an exception", callable);
        return PyErr_Format(PyExc_SystemError, "%s returned NULL without setting an exception", where);
    }
    Py_DECREF(result);
    Ref cause = take_exception();
    if (callable != nullptr) {
        raise(PyExc_SystemError, "%R returned a result with an exception set", callable);
    } else {
        raise(PyExc_SystemError, "%s returned a result with an exception set", where);
    }
    Ref error = take_exception();
    PyException_SetContext(error.get(), Ref(cause).release());
    PyException_SetCause(error.get(), cause.release());
    restore_exception(std::move(error));
    return nullptr;
}

Failure raise_null_argument() {
    if (!is_error_pending()) PyErr_SetString(PyExc_SystemError, "null argument to internal routine");
    return {};
}

Ref keywords_to_dict(PyObject *const *values, PyObject *keyword_names) {
    const Py_ssize_t count = PyTuple_GET_SIZE(keyword_names);
    Ref dict = TRY_REF(make_dict());
    for (Py_ssize_t i = 0; i < count; i++) {
        TRY(PyDict_SetItem(dict.get(), PyTuple_GET_ITEM(keyword_names, i), values[i]));
    }
    return dict;
}

namespace {

PyObject *call_slot(PyObject *callable, PyObject *args, PyObject *keywords) {
    const ternaryfunc call = Py_TYPE(callable)->tp_call;
    if (call == nullptr)
        return raise_type_error("'%.200s' object is not callable", Py_TYPE(callable)->tp_name);
    TRY(enter_recursion(" while calling a Python object"));
    PyObject *result = call(callable, args, keywords);
    leave_recursion();
    return check_result(callable, result);
}

// Positional arguments and then the values of a dict, with the tuple of its keys: what a vectorcall function
// takes.
PyObject *call_with_unpacked_dict(PyObject *callable, vectorcallfunc function, PyObject *const *args,
                                  Py_ssize_t count, PyObject *keywords) {
    const Py_ssize_t keyword_count = PyDict_GET_SIZE(keywords);
    SmallArray<PyObject *> values(static_cast<size_t>(count + keyword_count + 1));
    if (!values) return nullptr;
    Ref names = TRY_REF(PyTuple_New(keyword_count));
    PyObject **stack = values.data() + 1; // the callee may use the word before the arguments
    std::copy(args, args + count, stack);
    Py_ssize_t position = 0, i = 0;
    bool are_strings = true;
    for (PyObject *key, *value; i < keyword_count && PyDict_Next(keywords, &position, &key, &value); i++) {
        are_strings = are_strings && PyUnicode_Check(key);
        PyTuple_SET_ITEM(names.get(), i, Py_NewRef(key));
        stack[count + i] = Py_NewRef(value);
    }
    PyObject *result = nullptr;
    if (are_strings) {
        const size_t flagged = static_cast<size_t>(count) | PY_VECTORCALL_ARGUMENTS_OFFSET;
        result = check_result(callable, function(callable, stack, flagged, names.get()));
    } else {
        raise_type_error("keywords must be strings");
    }
    for (Py_ssize_t k = 0; k < i; k++) Py_DECREF(stack[count + k]);
    return result;
}

} // namespace

PyObject *call_with_tuple(PyObject *callable, PyObject *const *args, Py_ssize_t count,
                          PyObject *keyword_names) {
    if (Py_TYPE(callable)->tp_call == nullptr) return call_slot(callable, nullptr, nullptr);
    Ref tuple = TRY_REF(tuple_from_array(args, count));
    Ref keywords;
    if (keyword_names != nullptr && PyTuple_GET_SIZE(keyword_names) > 0) {
        keywords = TRY(keywords_to_dict(args + count, keyword_names));
    }
    return call_slot(callable, tuple.get(), keywords.get());
}

PyObject *call_special(PyObject *self, PyObject *name, PyObject *const *args, int count) {
    bool is_unbound = false;
    Ref method = Ref::steal(lookup_special_method(self, name, &is_unbound));
    if (!method) return nullptr;
    PyObject *room[5] = {nullptr, self};
    std::copy(args, args + count, room + 2);
    if (is_unbound) {
        return call_vector(method.get(), room + 1,
                           static_cast<size_t>(count + 1) | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    }
    return call_vector(method.get(), room + 2, static_cast<size_t>(count) | PY_VECTORCALL_ARGUMENTS_OFFSET,
                       nullptr);
}

Ref callable_text(PyObject *callable) {
    PyObject *found = nullptr;
    TRY(_PyObject_LookupAttr(callable, name::dunder_qualname, &found));
    Ref qualname = Ref::steal(found);
    if (!qualname) return Ref::steal(PyObject_Str(callable));
    TRY(_PyObject_LookupAttr(callable, name::dunder_module, &found));
    Ref module = Ref::steal(found);
    if (module && module.get() != Py_None) {
        const int is_builtins = TRY(PyObject_RichCompareBool(module.get(), name::builtins_, Py_EQ));
        if (!is_builtins) return Ref::steal(PyUnicode_FromFormat("%S.%S()", module.get(), qualname.get()));
    }
    return Ref::steal(PyUnicode_FromFormat("%S()", qualname.get()));
}

namespace {

using WordArray = SmallArray<PyObject *>;

// How many objects stand before the closing NULL.
size_t count_objects(va_list arguments) {
    va_list copy;
    va_copy(copy, arguments);
    size_t count = 0;
    while (va_arg(copy, PyObject *) != nullptr) count++;
    va_end(copy);
    return count;
}

PyObject *call_with_objects(PyObject *callable, PyObject *self, va_list arguments) {
    const size_t listed = count_objects(arguments);
    WordArray values(listed + 2);
    if (!values) return nullptr;
    PyObject **stack = values.data() + 1;
    size_t count = 0;
    if (self != nullptr) stack[count++] = self;
    for (size_t i = 0; i < listed; i++) stack[count++] = va_arg(arguments, PyObject *);
    return call_vector(callable, stack, count | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

PyObject *call_method_with_objects(PyObject *object, PyObject *name, va_list arguments) {
    if (object == nullptr || name == nullptr) return raise_null_argument();
    PyObject *found = nullptr;
    const int is_method = _PyObject_GetMethod(object, name, &found);
    Ref callable = Ref::steal(found);
    if (!callable) return nullptr;
    return call_with_objects(callable.get(), is_method ? object : nullptr, arguments);
}

} // namespace

extern "C" {

PyObject *PyObject_Vectorcall(PyObject *callable, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    return call_vector(callable, args, nargsf, kwnames);
}

PyObject *_PyObject_FastCall(PyObject *callable, PyObject *const *args, Py_ssize_t nargs) {
    return call_vector(callable, args, static_cast<size_t>(nargs), nullptr);
}

PyObject *PyObject_VectorcallDict(PyObject *callable, PyObject *const *args, size_t nargsf,
                                  PyObject *kwargs) {
    const Py_ssize_t count = PyVectorcall_NARGS(nargsf);
    const vectorcallfunc function = PyVectorcall_Function(callable);
    const bool has_keywords = kwargs != nullptr && PyDict_GET_SIZE(kwargs) > 0;
    if (function == nullptr) {
        Ref tuple = TRY_REF(tuple_from_array(args, count));
        return call_slot(callable, tuple.get(), has_keywords ? kwargs : nullptr);
    }
    if (!has_keywords) return check_result(callable, function(callable, args, nargsf, nullptr));
    return call_with_unpacked_dict(callable, function, args, count, kwargs);
}

PyObject *PyVectorcall_Call(PyObject *callable, PyObject *tuple, PyObject *kwargs) {
    // Without a look at the flag: a subclass with a __call__ of its own has lost it and may call its base's.
    const Py_ssize_t offset = Py_TYPE(callable)->tp_vectorcall_offset;
    if (offset <= 0) {
        return raise_type_error("'%.200s' object does not support vectorcall", Py_TYPE(callable)->tp_name);
    }
    vectorcallfunc function;
    memcpy(&function, reinterpret_cast<char *>(callable) + offset, sizeof function);
    PyObject **items = tuple_items(tuple);
    const Py_ssize_t count = PyTuple_GET_SIZE(tuple);
    if (kwargs == nullptr || PyDict_GET_SIZE(kwargs) == 0) {
        return check_result(callable, function(callable, items, static_cast<size_t>(count), nullptr));
    }
    return call_with_unpacked_dict(callable, function, items, count, kwargs);
}

PyObject *PyObject_Call(PyObject *callable, PyObject *args, PyObject *kwargs) {
    if (PyVectorcall_Function(callable) != nullptr) return PyVectorcall_Call(callable, args, kwargs);
    return call_slot(callable, args, kwargs);
}

PyObject *PyObject_CallObject(PyObject *callable, PyObject *args) {
    if (args == nullptr) return PyObject_CallNoArgs(callable);
    if (!PyTuple_Check(args)) return raise_type_error("argument list must be a tuple");
    return PyObject_Call(callable, args, nullptr);
}

PyObject *PyObject_CallNoArgs(PyObject *callable) {
    PyObject *room[1] = {nullptr};
    return call_vector(callable, room + 1, PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
}

PyObject *PyObject_CallOneArg(PyObject *callable, PyObject *argument) {
    return call_one(callable, argument);
}

PyObject *PyObject_VectorcallMethod(PyObject *name, PyObject *const *args, size_t nargsf, PyObject *kwnames) {
    PyObject *found = nullptr;
    const int is_method = _PyObject_GetMethod(args[0], name, &found);
    Ref callable = Ref::steal(found);
    if (!callable) return nullptr;
    // When `self` is passed on, the word before it is not ours to lend.
    if (is_method)
        return call_vector(callable.get(), args, nargsf & ~PY_VECTORCALL_ARGUMENTS_OFFSET, kwnames);
    const auto rest = static_cast<size_t>(PyVectorcall_NARGS(nargsf) - 1);
    return call_vector(callable.get(), args + 1, rest | (nargsf & PY_VECTORCALL_ARGUMENTS_OFFSET), kwnames);
}

PyObject *PyObject_CallFunctionObjArgs(PyObject *callable, ...) {
    if (callable == nullptr) return raise_null_argument();
    va_list arguments;
    va_start(arguments, callable);
    PyObject *result = call_with_objects(callable, nullptr, arguments);
    va_end(arguments);
    return result;
}

PyObject *PyObject_CallMethodObjArgs(PyObject *object, PyObject *name, ...) {
    va_list arguments;
    va_start(arguments, name);
    PyObject *result = call_method_with_objects(object, name, arguments);
    va_end(arguments);
    return result;
}

PyObject *_PyObject_CallMethodIdObjArgs(PyObject *object, _Py_Identifier *name, ...) {
    va_list arguments;
    va_start(arguments, name);
    PyObject *result = call_method_with_objects(object, _PyUnicode_FromId(name), arguments);
    va_end(arguments);
    return result;
}

PyObject *_PyObject_CallMethodIdNoArgs(PyObject *object, _Py_Identifier *name) {
    PyObject *text = _PyUnicode_FromId(name);
    return text == nullptr ? nullptr : PyObject_CallMethodNoArgs(object, text);
}

PyObject *_PyObject_CallMethodIdOneArg(PyObject *object, _Py_Identifier *name, PyObject *argument) {
    PyObject *text = _PyUnicode_FromId(name);
    return text == nullptr ? nullptr : PyObject_CallMethodOneArg(object, text, argument);
}

int PyCallable_Check(PyObject *object) {
    return object != nullptr && Py_TYPE(object)->tp_call != nullptr;
}

} // extern "C"

} // namespace adder::objects
