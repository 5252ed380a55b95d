// SPDX-License-Identifier: MIT
#include "vecext/arguments.hpp"

namespace adder::vecext {

namespace {

int name_count(const Signature &signature) {
    int count = 0;
    while (signature.names[count] != nullptr) ++count;
    return count;
}

int bind_keyword(const Signature &signature, PyObject *name, PyObject *value, PyObject **bound) {
    for (int k = 0; signature.names[k] != nullptr; ++k) {
        if (PyUnicode_CompareWithASCIIString(name, signature.names[k]) != 0) continue;
        if (bound[k] == nullptr) {
            bound[k] = value;
            return 0;
        }
        PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument '%U'", signature.function, name);
        return -1;
    }
    PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", signature.function, name);
    return -1;
}

int check_required(const Signature &signature, PyObject *const *bound) {
    for (int k = 0; k < signature.required; ++k) {
        if (bound[k] != nullptr) continue;
        PyErr_Format(PyExc_TypeError, "%s() missing required argument '%s' (pos %d)", signature.function,
                     signature.names[k], k + 1);
        return -1;
    }
    return 0;
}

} // namespace

int bind_arguments(const Signature &signature, PyObject *const *arguments, Py_ssize_t count,
                   PyObject *keywords, PyObject **bound) {
    if (count > signature.keyword_only) {
        PyErr_Format(PyExc_TypeError, "%s() takes at most %d positional arguments (%zd given)",
                     signature.function, signature.keyword_only, count);
        return -1;
    }
    const int names = name_count(signature);
    for (int k = 0; k < names; ++k) bound[k] = k < count ? arguments[k] : nullptr;
    const Py_ssize_t keyword_count = keywords != nullptr ? PyTuple_GET_SIZE(keywords) : 0;
    for (Py_ssize_t k = 0; k < keyword_count; ++k) {
        if (bind_keyword(signature, PyTuple_GET_ITEM(keywords, k), arguments[count + k], bound) < 0)
            return -1;
    }
    return check_required(signature, bound);
}

} // namespace adder::vecext
