// SPDX-License-Identifier: MIT
// Functions that pick elements out and put them in: nonzero, take, put, repeat, copyto, clip, bincount.
#pragma once

#include "vecext/arguments.hpp"
#include "vecext/array.hpp"

namespace adder::vecext {

// The elements of a contiguous array where a contiguous mask of its shape is true, in one dimension.
[[nodiscard]] Ref pick_by_mask(const Array *array, const Array *mask);
// Number of true elements of a contiguous array of bools.
std::int64_t count_true(const Array *mask);

// take(array, indices, axis=0) of a contiguous array.
[[nodiscard]] Ref take_first_axis(Array *array, PyObject *indices);

// Stores values into a contiguous array: where a contiguous mask of its shape is true, one value for each in
// their order; or at positions along the first axis, one part for each. The values are contiguous, of the
// array's type, and lie elsewhere; a single one serves for all.
void put_by_mask(Array *array, const Array *mask, const Array *values);
[[nodiscard]] int put_first_axis(Array *array, PyObject *indices, const Array *values);

extern PyMethodDef picking_functions[];
extern PyMethodDef picking_methods[];

} // namespace adder::vecext
