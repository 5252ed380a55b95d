// SPDX-License-Identifier: MIT
// Sums, extremes and what is made of them, over all elements or along axes.
//
// An array is walked with the result as an operand whose strides along the reduced axes are 0. A run along a
// reduced axis is given to the Reduce kernel, a run along a kept one to the element kernel that combines two
// rows.
#pragma once

#include "vecext/arguments.hpp"
#include "vecext/array.hpp"

namespace adder::vecext {

// The methods of arrays; the module's functions take the array as first argument.
extern PyMethodDef reduction_methods[];
extern PyMethodDef reduction_functions[];

} // namespace adder::vecext
