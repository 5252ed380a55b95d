// SPDX-License-Identifier: MIT
//
// Methods of float that live beside their algorithm rather than with the type (float_text).
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// float.hex(): "0x1.8000000000000p+0"; new str.
[[nodiscard]] PyObject *float_hex(PyObject *self, PyObject *);
// float.fromhex(text) for a class; new reference, ValueError, OverflowError.
[[nodiscard]] PyObject *float_from_hex(PyObject *type, PyObject *text);

} // namespace adder::objects
