// SPDX-License-Identifier: MIT
//
// Reference ownership in C++ code, and how errors are passed on.
//
// 1. A `Ref` owns one reference, or is empty. A bare `PyObject *` parameter or local is borrowed.
// 2. A function that can raise returns an empty `Ref`, NULL or -1 with the pending exception set, and is
//    [[nodiscard]].
// 3. TRY(expression) gives the value or returns from the enclosing function with the same failure:
//
//        Ref name = TRY(attribute_name(object));     // Ref, PyObject *, or int (>= 0 is success)
//
// No C++ exception is used for Python errors.
#pragma once

#include <Python.h>

#include <type_traits>
#include <utility>

namespace adder::objects {

class Ref {
  public:
    Ref() = default;
    Ref(std::nullptr_t) {}
    // Takes over the reference that the caller owns.
    static Ref steal(PyObject *owned) {
        Ref ref;
        ref.object_ = owned;
        return ref;
    }
    // Makes a reference of its own; NULL stays empty.
    static Ref borrow(PyObject *borrowed) { return steal(Py_XNewRef(borrowed)); }

    Ref(const Ref &other) : object_(Py_XNewRef(other.object_)) {}
    Ref(Ref &&other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Ref &operator=(Ref other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Ref() { Py_XDECREF(object_); }

    [[nodiscard]] PyObject *get() const { return object_; }
    // Gives the reference up to the caller, who owns it from now on.
    [[nodiscard]] PyObject *release() { return std::exchange(object_, nullptr); }
    explicit operator bool() const { return object_ != nullptr; }

    // The object as its C struct; the caller knows its type.
    template <class T> [[nodiscard]] T *as() const { return reinterpret_cast<T *>(object_); }

  private:
    PyObject *object_ = nullptr;
};

// What TRY needs to know: did it fail, and how does the enclosing function say so?
inline bool has_failed(const Ref &ref) {
    return !ref;
}
inline bool has_failed(const PyObject *object) {
    return object == nullptr;
}
template <class T>
requires std::is_integral_v<T>
inline bool has_failed(T status) {
    return status < 0;
}

struct Failure {
    operator Ref() const { return {}; }
    template <class T> operator T *() const { return nullptr; }
    operator int() const { return -1; }
    operator Py_ssize_t() const { return -1; }
};

// std::move without [[nodiscard]]: the value of TRY may be left unused.
template <class T> inline T &&take(T &value) {
    return static_cast<T &&>(value);
}

#define TRY(expression)                                                                                      \
    __extension__({                                                                                          \
        auto adder_tried = (expression);                                                                     \
        if (__builtin_expect(::adder::objects::has_failed(adder_tried), 0))                                  \
            return ::adder::objects::Failure{};                                                              \
        ::adder::objects::take(adder_tried);                                                                 \
    })

// An owned `PyObject *` (as the C API returns it) as a Ref, or out with the failure.
#define TRY_REF(expression)                                                                                  \
    __extension__({                                                                                          \
        ::adder::objects::Ref adder_tried =                                                                  \
            ::adder::objects::Ref::steal(reinterpret_cast<PyObject *>(expression));                          \
        if (__builtin_expect(!adder_tried, 0)) return ::adder::objects::Failure{};                           \
        ::adder::objects::take(adder_tried);                                                                 \
    })

} // namespace adder::objects
