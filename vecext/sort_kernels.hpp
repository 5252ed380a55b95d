// SPDX-License-Identifier: MIT
// The border to sorting by vectors: compiled once for each SIMD level that has it, like kernels.hpp's.
//
// Only lines of the four commonest types without nan; anything else is sorted by sort_lines.hpp alone.
#pragma once

#include <cstdint>

namespace adder::vecext {

// Sorts line[0 … count), not stably. `spare` has room for count + 16 elements. Should the pivots be bad again
// and again, `fallback` sorts what is left.
template <class T>
using SortKernel = void (*)(T *line, std::int64_t count, T *spare,
                            void (*fallback)(T *line, std::int64_t count));

struct SortKernels {
    SortKernel<std::int32_t> int32;
    SortKernel<std::int64_t> int64;
    SortKernel<float> float32;
    SortKernel<double> float64;
};

#if defined(__x86_64__)
extern const SortKernels sort_kernels_avx2, sort_kernels_avx512;
#endif

} // namespace adder::vecext
