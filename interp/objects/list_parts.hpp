// SPDX-License-Identifier: MIT
//
// What the files of list share with each other and nobody else needs: list, list_methods.
#pragma once

#include "objects/list.hpp"

#include <algorithm>

namespace adder::objects {

constexpr Py_ssize_t largest_list = PY_SSIZE_T_MAX / static_cast<Py_ssize_t>(sizeof(PyObject *));

// Items of a list: room for `count` of them from PyMem_Malloc; NULL with MemoryError. Starts no collection.
[[nodiscard]] inline PyObject **allocate_items(Py_ssize_t count) {
    void *block =
        count <= largest_list ? PyMem_Malloc(static_cast<size_t>(count) * sizeof(PyObject *)) : nullptr;
    if (block == nullptr) PyErr_NoMemory();
    return static_cast<PyObject **>(block);
}

// Items that were taken out of a list and are released after it is whole again.
class RemovedItems {
  public:
    RemovedItems() = default;
    RemovedItems(const RemovedItems &) = delete;
    RemovedItems &operator=(const RemovedItems &) = delete;
    // Room for that many; to be called once, before the first add(). 0, or -1 with MemoryError.
    [[nodiscard]] int reserve(Py_ssize_t count) {
        if (count > Room) items_ = allocate_items(count);
        return items_ == nullptr ? -1 : 0;
    }
    void add(PyObject *item) { items_[count_++] = item; }
    void forget() { count_ = 0; }
    ~RemovedItems() {
        for (Py_ssize_t i = count_ - 1; i >= 0; i--) Py_XDECREF(items_[i]);
        if (items_ != room_) PyMem_Free(items_);
    }

  private:
    static constexpr Py_ssize_t Room = 8;
    PyObject *room_[Room];
    PyObject **items_ = room_;
    Py_ssize_t count_ = 0;
};

// a + b for two lists, in a new list.
[[nodiscard]] PyObject *list_concatenate(PyListObject *a, PyListObject *b);

} // namespace adder::objects
