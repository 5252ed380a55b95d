// SPDX-License-Identifier: MIT
// The methods of arrays that are no function of the module: copies, conversions, views of the memory.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

extern PyMethodDef array_methods[];

// The real or imaginary part: views of complex arrays; of real ones the array itself and read-only zeros.
[[nodiscard]] Ref real_part(Array *array);
[[nodiscard]] Ref imaginary_part(Array *array);

} // namespace adder::vecext
