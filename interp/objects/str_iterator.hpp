// SPDX-License-Identifier: MIT
//
// The state of an iterator over a str, for loops that look into it.
#pragma once

#include "objects/str.hpp"

extern "C" PyTypeObject _PyUnicodeASCIIIter_Type;

namespace adder::objects {

struct StrIterator {
    PyObject_HEAD Py_ssize_t index;
    PyObject *text; // owned; NULL when exhausted
};

// iter(text); new reference.
[[nodiscard]] PyObject *iterate_str(PyObject *text);
// tp_iternext of both iterator types.
[[nodiscard]] PyObject *next_character(PyObject *iterator);

} // namespace adder::objects
