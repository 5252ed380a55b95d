// SPDX-License-Identifier: MIT
//
// bytearray in C++: changing its size and content. The struct is in include/adder/text.h.
#pragma once

#include "objects/object.hpp"

#include <string_view>

namespace adder::objects {

// -1 with BufferError while buffers are exported.
[[nodiscard]] int check_resizable(PyByteArrayObject *self);

// self[low:high] = bytes, which are not part of self. 0, or -1 with BufferError or MemoryError.
[[nodiscard]] int delete_and_insert(PyByteArrayObject *self, Py_ssize_t low, Py_ssize_t high,
                                    std::string_view bytes);
[[nodiscard]] int settle_size(PyByteArrayObject *self);

} // namespace adder::objects
