// SPDX-License-Identifier: MIT
//
// Helpers for families of exceptions with fields of their own: traversal, clearing and argument parsing over
// a list of member pointers.
#pragma once

#include "objects/error.hpp"
#include "objects/exception.hpp"

#include <cstddef>
#include <utility>

namespace adder::objects {

template <class T, PyObject *T::*...Fields> int traverse_fields(PyObject *self, visitproc visit, void *arg) {
    [[maybe_unused]] auto *exception = reinterpret_cast<T *>(self);
    int status = 0;
    [[maybe_unused]] auto visit_one = [&](PyObject *field) {
        return field == nullptr ? 0 : visit(field, arg);
    };
    static_cast<void>(((status = visit_one(exception->*Fields)) || ...));
    return status != 0 ? status : exception_traverse(self, visit, arg);
}

template <class T, PyObject *T::*...Fields> int clear_fields(PyObject *self) {
    [[maybe_unused]] auto *exception = reinterpret_cast<T *>(self);
    [[maybe_unused]] auto clear_one = [](PyObject *&field) { Py_CLEAR(field); };
    (clear_one(exception->*Fields), ...);
    return exception_clear(self);
}

// Stores the keyword arguments that an exception takes beside its positional ones; `format` and `keywords` as
// for PyArg_ParseTupleAndKeywords. Stored fields own a reference. 0, or -1 with an error.
template <class... Fields>
[[nodiscard]] int parse_keyword_fields(PyObject *kwargs, const char *format, const char *const *keywords,
                                       Fields &...fields) {
    Ref empty = TRY_REF(PyTuple_New(0));
    (Py_XDECREF(std::exchange(fields, nullptr)), ...);
    if (kwargs == nullptr) return 0;
    if (!PyArg_ParseTupleAndKeywords(empty.get(), kwargs, format, const_cast<char **>(keywords),
                                     &fields...)) {
        ((fields = nullptr), ...);
        return -1;
    }
    (Py_XINCREF(fields), ...);
    return 0;
}

} // namespace adder::objects
