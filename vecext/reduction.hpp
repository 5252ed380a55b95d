// SPDX-License-Identifier: MIT
// Sums, extremes and what is made of them, as functions and as methods of arrays.
#pragma once

#include "vecext/arguments.hpp"
#include "vecext/array.hpp"

namespace adder::vecext {

// The methods of arrays; the module's functions take the array as first argument.
extern PyMethodDef reduction_methods[];
extern PyMethodDef reduction_functions[];

} // namespace adder::vecext
