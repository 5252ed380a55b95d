// SPDX-License-Identifier: MIT
//
// iter() of bytes and bytearray.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// New iterator over a bytes or bytearray object.
[[nodiscard]] PyObject *iterate_bytes(PyObject *bytes);

} // namespace adder::objects
