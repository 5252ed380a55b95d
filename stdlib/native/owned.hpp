// SPDX-License-Identifier: MIT
//
// An owned reference for modules that see only Python.h. Empty means that the call which made it failed.
#pragma once

#include <Python.h>

#include <utility>

namespace adder::stdlib {

class Owned {
  public:
    Owned() = default;
    // Takes over the caller's reference.
    explicit Owned(PyObject *object) : object_(object) {}
    Owned(Owned &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Owned &operator=(Owned &&other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    Owned(const Owned &) = delete;
    Owned &operator=(const Owned &) = delete;
    ~Owned() { Py_XDECREF(object_); }

    static Owned borrow(PyObject *object) { return Owned(Py_XNewRef(object)); }

    [[nodiscard]] PyObject *get() const { return object_; }
    [[nodiscard]] PyObject *release() { return std::exchange(object_, nullptr); }
    explicit operator bool() const { return object_ != nullptr; }

  private:
    PyObject *object_ = nullptr;
};

} // namespace adder::stdlib
