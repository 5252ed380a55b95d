// SPDX-License-Identifier: MIT
//
// Buffers from C++: walking over strided memory, and single items in struct's native formats.
#pragma once

#include "objects/error.hpp"
#include "objects/object.hpp"

namespace adder::objects {

// Visits every item of a buffer, in C or Fortran order.
class BufferWalk {
  public:
    BufferWalk(const Py_buffer *view, bool is_fortran_order);
    [[nodiscard]] bool is_done() const { return is_done_; }
    [[nodiscard]] char *item() const;
    void advance();

  private:
    const Py_buffer *view_;
    bool is_fortran_order_;
    bool is_done_ = false;
    Py_ssize_t indices_[PyBUF_MAX_NDIM] = {};
};

// The letter of a format of one native item ("B", "@d"), or '\0'. NULL means "B".
[[nodiscard]] char native_format(const char *format);
// Bytes of such an item, or -1.
[[nodiscard]] Py_ssize_t native_item_size(const char *format);
// NotImplementedError for a format that is not one native item.
Failure raise_unsupported_format(const char *format);
// The item as an object; new reference, NULL with NotImplementedError for formats of several items.
[[nodiscard]] PyObject *unpack_item(const char *memory, const char *format);
// Stores an object; 0, or -1 with TypeError or ValueError.
[[nodiscard]] int pack_item(char *memory, PyObject *value, const char *format);

} // namespace adder::objects
