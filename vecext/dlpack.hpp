// SPDX-License-Identifier: MIT
// Arrays to and from other array libraries without a copy, by the DLPack protocol (version 0.8 of its
// specification).
//
// An array lends its memory in a capsule named "dltensor"; whoever takes it renames the capsule and calls its
// deleter when done. Shapes and strides count elements, devices other than the CPU are refused: here and in
// the functions that make arrays.
#pragma once

#include "vecext/ref.hpp"

namespace adder::vecext {

// Raises ValueError for a device argument other than None (or null) and "cpu".
[[nodiscard]] int check_device(PyObject *device);

// __dlpack__ and __dlpack_device__ of arrays.
extern PyMethodDef dlpack_methods[];
// from_dlpack.
extern PyMethodDef dlpack_functions[];

} // namespace adder::vecext
