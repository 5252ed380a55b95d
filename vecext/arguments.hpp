// SPDX-License-Identifier: MIT
// Arguments of functions with METH_FASTCALL | METH_KEYWORDS, bound to names without making a tuple or dict.
#pragma once

#include "vecext/ref.hpp"

namespace adder::vecext {

// The names in order; the first `required` of them must be given, those from `keyword_only` on only by
// keyword.
struct Signature {
    const char *function;
    const char *const *names; // ends with null
    int required;
    int keyword_only;
};

// Fills `bound` with borrowed references, null where nothing was given. Raises TypeError in CPython's words.
[[nodiscard]] int bind_arguments(const Signature &signature, PyObject *const *arguments, Py_ssize_t count,
                                 PyObject *keywords, PyObject **bound);

using FastFunction = PyObject *(*)(PyObject *self, PyObject *const *arguments, Py_ssize_t count,
                                   PyObject *keywords);

// A row of a method table.
inline PyMethodDef fast_method(const char *name, FastFunction function, const char *documentation) {
    return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function)),
            METH_FASTCALL | METH_KEYWORDS, documentation};
}

// A function of the module as a method: `self` is put in front of the arguments.
template <FastFunction function>
PyObject *as_method(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    constexpr Py_ssize_t most = 16;
    PyObject *all[most] = {self};
    const Py_ssize_t total = count + (keywords != nullptr ? PyTuple_GET_SIZE(keywords) : 0);
    if (total >= most) return PyErr_Format(PyExc_TypeError, "too many arguments");
    for (Py_ssize_t k = 0; k < total; ++k) all[k + 1] = arguments[k];
    return function(nullptr, all, count + 1, keywords);
}

// The truth of an optional argument; `fallback` if it is not given. -1 with an exception.
inline int to_flag(PyObject *argument, int fallback) {
    return argument == nullptr ? fallback : PyObject_IsTrue(argument);
}

} // namespace adder::vecext
