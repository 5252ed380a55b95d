// SPDX-License-Identifier: MIT
// The operations of two operands applied along axes: to one element (reduce) or to all so far (accumulate).
//
// An array is walked with the result as an operand whose strides along the reduced axes are 0. A run along a
// reduced axis is given to the Reduce kernel where there is one, a run along a kept axis to the element
// kernel that combines two rows.
#pragma once

#include "vecext/axes.hpp"
#include "vecext/elementwise.hpp"

namespace adder::vecext {

// How an operation reduces.
struct ReduceRule {
    Operation between; // combines two rows
    bool has_along = false;
    Operation along = Operation::Sum; // combines the elements of a run
    bool has_identity = false;
    double identity = 0;
};

ReduceRule rule_for(Operation operation);
// The rule's identity as an element.
void store_identity(const ReduceRule &rule, DType dtype, char *element);

struct ReduceRequest {
    Ref array;
    AxisSet axes{0};
    bool keeps_axes = false;
    bool has_dtype = false;
    DType dtype = DType::Float64; // of the loop, if `has_dtype`
    PyObject *out = nullptr;      // borrowed; null or None: a new array
    PyObject *initial = nullptr;  // borrowed; null: not given, None: no start but the first element
    PyObject *where = nullptr;    // borrowed; null or True: all elements
};

// Raises ValueError where there is no element and no start, TypeError for types without a loop.
[[nodiscard]] Ref reduce(Operation operation, ReduceRequest &request);
// The running results along one axis, in an array of the same shape.
[[nodiscard]] Ref accumulate(Operation operation, Array *array, int axis, const DType *dtype, PyObject *out);

// The type in which sums and products of elements are made: small whole numbers in 64 bits.
DType sum_dtype(DType dtype);
// The result of a reduction without the axes that were kept at length 1.
[[nodiscard]] Ref drop_axes(Ref result, const AxisSet &axes);
// `result` itself, or copied into `out` (null or None: no). Scalars are made of results without dimensions.
[[nodiscard]] Ref deliver(Ref result, PyObject *out);

} // namespace adder::vecext
