// SPDX-License-Identifier: MIT
// Ownership of Python objects: Ref owns one reference and gives it up exactly once.
//
// A function that can raise returns an empty Ref (or -1) with the exception set. A bare PyObject * parameter
// is borrowed. Python.h comes first in every file of the library, as it asks for.
#pragma once

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <utility>

namespace adder::vecext {

class Ref {
  public:
    Ref() = default;
    Ref(std::nullptr_t) {}
    Ref(Ref &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref &operator=(Ref &&other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() { Py_XDECREF(object_); }

    // Takes over a new reference, as API functions return it; null stays null.
    static Ref steal(PyObject *object) {
        Ref ref;
        ref.object_ = object;
        return ref;
    }
    static Ref share(PyObject *object) {
        Py_XINCREF(object);
        return steal(object);
    }

    PyObject *get() const { return object_; }
    PyObject *release() { return std::exchange(object_, nullptr); }
    explicit operator bool() const { return object_ != nullptr; }

  private:
    PyObject *object_ = nullptr;
};

// For returning an error from a function that returns Ref: `return raised(PyErr_Format(...));`
inline Ref raised(PyObject *) {
    return nullptr;
}

} // namespace adder::vecext
