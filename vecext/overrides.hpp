// SPDX-License-Identifier: MIT
// NumPy's protocols by which other types answer for operations on their objects: `__array_ufunc__` for
// universal functions, `__array_function__` for where(), clip() and the reductions. fuse() records functions
// by them.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

inline constexpr const char *ufunc_protocol = "__array_ufunc__", *function_protocol = "__array_function__";

// The first argument whose type has the method; borrowed, null if there is none. Arrays and Python's own
// types cost no more than a look at their type.
PyObject *search_override(PyObject *const *arguments, Py_ssize_t count, const char *protocol);
inline PyObject *find_override(PyObject *const *arguments, Py_ssize_t count, const char *protocol) {
    for (Py_ssize_t k = 0; k < count; ++k) {
        PyTypeObject *type = Py_TYPE(arguments[k]);
        if (type != &array_type && PyType_HasFeature(type, Py_TPFLAGS_HEAPTYPE)) [[unlikely]]
            return search_override(arguments, count, protocol);
    }
    return nullptr;
}

// owner.__array_ufunc__(ufunc, "__call__", *arguments, **keywords); TypeError if it does not know how.
PyObject *call_array_ufunc(PyObject *owner, PyObject *ufunc, PyObject *const *arguments, Py_ssize_t count,
                           PyObject *names);
// owner.__array_function__(function, types, arguments, keywords) with the module's function of that name.
PyObject *call_array_function(PyObject *owner, const char *name, PyObject *const *arguments, Py_ssize_t count,
                              PyObject *names);

} // namespace adder::vecext
