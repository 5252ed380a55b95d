// SPDX-License-Identifier: MIT
//
// What the two halves of binascii share.
#pragma once

#include "owned.hpp"

#include <string>

namespace adder::stdlib {

// A buffer of bytes or of ASCII text, to be released by the caller. False with TypeError or ValueError.
bool take_ascii(PyObject *argument, Py_buffer &buffer);
PyObject *bytes_of(const std::string &text);

// Quoted-printable text, as functions of the module.
PyObject *a2b_qp(PyObject *module, PyObject *args, PyObject *keywords);
PyObject *b2a_qp(PyObject *module, PyObject *args, PyObject *keywords);

} // namespace adder::stdlib
