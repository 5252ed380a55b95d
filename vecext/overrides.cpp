// SPDX-License-Identifier: MIT
#include "vecext/overrides.hpp"

#include <vector>

namespace adder::vecext {

namespace {

PyObject *check_answer(PyObject *answer, PyObject *function, const char *protocol) {
    if (answer != Py_NotImplemented) return answer;
    Py_DECREF(answer);
    return PyErr_Format(PyExc_TypeError, "operand type(s) all returned NotImplemented from %s of %R",
                        protocol, function);
}

Ref positional(PyObject *const *arguments, Py_ssize_t count) {
    Ref tuple = Ref::steal(PyTuple_New(count));
    for (Py_ssize_t k = 0; tuple && k < count; ++k)
        PyTuple_SET_ITEM(tuple.get(), k, Ref::share(arguments[k]).release());
    return tuple;
}

Ref by_name(PyObject *const *values, PyObject *names) {
    Ref dict = Ref::steal(PyDict_New());
    const Py_ssize_t count = names != nullptr ? PyTuple_GET_SIZE(names) : 0;
    for (Py_ssize_t k = 0; dict && k < count; ++k) {
        if (PyDict_SetItem(dict.get(), PyTuple_GET_ITEM(names, k), values[k]) < 0) return nullptr;
    }
    return dict;
}

} // namespace

PyObject *search_override(PyObject *const *arguments, Py_ssize_t count, const char *protocol) {
    for (Py_ssize_t k = 0; k < count; ++k) {
        if (is_array(arguments[k])) continue;
        if (PyObject_HasAttrString(reinterpret_cast<PyObject *>(Py_TYPE(arguments[k])), protocol))
            return arguments[k];
    }
    return nullptr;
}

PyObject *call_array_ufunc(PyObject *owner, PyObject *ufunc, PyObject *const *arguments, Py_ssize_t count,
                           PyObject *names) {
    Ref method = Ref::steal(PyObject_GetAttrString(owner, ufunc_protocol));
    Ref kind = method ? Ref::steal(PyUnicode_FromString("__call__")) : nullptr;
    if (!kind) return nullptr;
    std::vector<PyObject *> all{ufunc, kind.get()};
    all.insert(all.end(), arguments, arguments + count + (names != nullptr ? PyTuple_GET_SIZE(names) : 0));
    PyObject *answer =
        PyObject_Vectorcall(method.get(), all.data(), static_cast<std::size_t>(count) + 2, names);
    return check_answer(answer, ufunc, ufunc_protocol);
}

PyObject *call_array_function(PyObject *owner, const char *name, PyObject *const *arguments, Py_ssize_t count,
                              PyObject *names) {
    Ref module = Ref::steal(PyImport_ImportModule("vecext._core"));
    Ref function = module ? Ref::steal(PyObject_GetAttrString(module.get(), name)) : nullptr;
    Ref method = function ? Ref::steal(PyObject_GetAttrString(owner, function_protocol)) : nullptr;
    Ref types = Ref::steal(PyTuple_Pack(1, Py_TYPE(owner)));
    Ref given = positional(arguments, count), keywords = by_name(arguments + count, names);
    if (!method || !types || !given || !keywords) return nullptr;
    PyObject *answer = PyObject_CallFunctionObjArgs(method.get(), function.get(), types.get(), given.get(),
                                                    keywords.get(), nullptr);
    return check_answer(answer, function.get(), function_protocol);
}

} // namespace adder::vecext
