// SPDX-License-Identifier: MIT
// The inner parts of functions on lines of numbers that the package's Python modules begin and end:
// interpolation, convolution, bits, flat positions.
//
// Each takes the plain case alone, arrays of one type without gaps, and answers None for any other, which
// Python then does by whole-array operations. In the plain case one pass takes the place of ten.
#pragma once

#include "vecext/ref.hpp"

namespace adder::vecext {

extern PyMethodDef line_functions[];

} // namespace adder::vecext
