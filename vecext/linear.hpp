// SPDX-License-Identifier: MIT
// Products of vectors and matrices, by the dot and multiply-add kernels.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

// dot(): of vectors a number, of matrices their product. One or two dimensions each.
[[nodiscard]] Ref dot(PyObject *left, PyObject *right);
// The slot of `@`.
PyObject *matrix_multiply(PyObject *left, PyObject *right);

} // namespace adder::vecext
