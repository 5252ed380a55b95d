// SPDX-License-Identifier: MIT
// Arithmetic and comparisons of single float64 or int64 numbers with each other and with Python's numbers.
//
// Loops over elements are made of them, and the way to a kernel is long for one number. A result that could
// have come with an error of arithmetic (overflow, infinite, nan, or so small that digits were lost) is
// declined: the kernel gives it again, and tells the error.
#pragma once

#include "vecext/array.hpp"

#include "vecext/kernels.hpp"

namespace adder::vecext {

inline bool is_scalar_of(PyObject *object, DType dtype) {
    return Py_IS_TYPE(object, &scalar_types[static_cast<int>(dtype)]);
}

// left op right; false if it is declined. For +, -, *, / and comparisons.
[[nodiscard]] bool combine_scalars(Operation operation, PyObject *left, PyObject *right, Ref &result);

} // namespace adder::vecext
