// SPDX-License-Identifier: MIT
//
// Numbers as text by a format specification: int.__format__, float.__format__, complex.__format__, and the
// number codes of the `%` operator. The specification itself is read by objects/format_spec.
#pragma once

#include "objects/format_spec.hpp"

#include <string>

namespace adder::objects {

// New str of format(value, spec); `spec` is a str, of which text[start:end] is the specification. `value` is
// an int, a float or a complex, instances of subclasses included. NULL with ValueError, OverflowError or
// MemoryError.
[[nodiscard]] PyObject *format_int(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end);
[[nodiscard]] PyObject *format_float(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end);
[[nodiscard]] PyObject *format_complex(PyObject *value, PyObject *text, Py_ssize_t start, Py_ssize_t end);

// The method __format__ of a number's type: one of the three with all of the text.
template <PyObject *(*format)(PyObject *, PyObject *, Py_ssize_t, Py_ssize_t)>
PyObject *format_method(PyObject *self, PyObject *text) {
    if (PyUnicode_Check(text)) return format(self, text, 0, PyUnicode_GET_LENGTH(text));
    _PyArg_BadArgument("__format__", "argument", "str", text);
    return nullptr;
}

// What `%d %i %u %o %x %X` write for an int: sign, prefix when `alternate`, at least `precision` digits (-1:
// no minimum). Width, fill and the sign flags are the caller's. -1 with ValueError (digit limit, precision
// too large).
[[nodiscard]] int percent_int_text(PyObject *value, char code, bool alternate, int precision,
                                   std::string &result);
// What `%e %f %g` and capitals write for a float; `precision` -1 means 6.
[[nodiscard]] std::string percent_float_text(double value, char code, bool alternate, int precision);

} // namespace adder::objects
