// SPDX-License-Identifier: MIT
//
// What BytesIO and StringIO have in common: small answers, errors, sizes as arguments.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

namespace adder::stdlib {

extern PyTypeObject bytes_io_type;
extern PyTypeObject bytes_io_buffer_type;
extern PyTypeObject string_io_type;

// More bytes than a process can address are a MemoryError without a try.
constexpr size_t most_bytes = size_t{1} << 47;

// Raises io.UnsupportedOperation with the text; always NULL.
PyObject *raise_unsupported(const char *text);
// A size that may be absent, None or negative, which all mean -1. False with an error.
bool read_size(PyObject *const *args, Py_ssize_t count, Py_ssize_t &size);
// Checks an argument count of at most `most`; false with TypeError.
bool check_count(const char *name, Py_ssize_t count, Py_ssize_t most);
// A list of what iteration gives, to the one whose size exceeds what `hint`, when positive, leaves.
PyObject *collect_lines(PyObject *self, Py_ssize_t hint);
// Calls self.write(line) for every line.
PyObject *write_lines(PyObject *self, PyObject *lines);

// Methods that answer without a look at the object; a row of a method table each.
PyObject *unsupported_fileno(PyObject *, PyObject *);
PyObject *unsupported_detach(PyObject *, PyObject *);

} // namespace adder::stdlib
