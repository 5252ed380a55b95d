// SPDX-License-Identifier: MIT
//
// Hexadecimal text of bytes, as bytes.hex, bytearray.hex and memoryview.hex write it.
#pragma once

#include "objects/object.hpp"

#include <string>
#include <string_view>

namespace adder::objects {

// New str; `separator` is a str or bytes of one ASCII character or NULL, put between groups of `group` bytes.
[[nodiscard]] PyObject *hex_text(std::string_view bytes, PyObject *separator, int group);

// The method hex(sep, bytes_per_sep) for any object that has bytes.
[[nodiscard]] PyObject *hex_method(std::string_view bytes, PyObject *const *args, Py_ssize_t count,
                                   PyObject *keywords);

// Appends what the pairs of digits in a str spell. 0, or -1 with ValueError.
[[nodiscard]] int parse_hex(PyObject *text, std::string &bytes);

} // namespace adder::objects
