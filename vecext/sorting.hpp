// SPDX-License-Identifier: MIT
// Elements in order, and places in sorted arrays: sort, argsort, partition, searchsorted.
//
// The order is that of `<` with nan behind everything; complex numbers go by the real, then the imaginary
// part. Equal elements keep their order, whatever the `kind`: the fast way is a stable one.
#pragma once

#include "vecext/arguments.hpp"
#include "vecext/array.hpp"

namespace adder::vecext {

extern PyMethodDef sorting_functions[];
extern PyMethodDef sorting_methods[];

} // namespace adder::vecext
