// SPDX-License-Identifier: MIT
//
// An array of plain values for the time of a call: on the stack when it is short, else from PyMem_Malloc.
#pragma once

#include <Python.h>

#include <cstddef>

namespace adder::objects {

template <class T, size_t Room = 8> class SmallArray {
  public:
    explicit SmallArray(size_t size) {
        if (size > Room) items_ = static_cast<T *>(PyMem_Malloc(size * sizeof(T)));
        if (items_ == nullptr) PyErr_NoMemory();
    }
    ~SmallArray() {
        if (items_ != room_) PyMem_Free(items_);
    }
    SmallArray(const SmallArray &) = delete;
    SmallArray &operator=(const SmallArray &) = delete;

    // False, with MemoryError set, when there was no memory.
    explicit operator bool() const { return items_ != nullptr; }
    T *data() { return items_; }
    T &operator[](size_t index) { return items_[index]; }

  private:
    T room_[Room];
    T *items_ = room_;
};

} // namespace adder::objects
