// SPDX-License-Identifier: MIT
#include "vecext/moving.hpp"

#include "vecext/dispatch.hpp"

namespace adder::vecext {

const MovingKernels &moving_kernels() {
    static constexpr MovingKernels none{};
#if defined(__x86_64__)
    static const bool has_bit_moves = __builtin_cpu_supports("bmi2");
    if (has_bit_moves && dispatch.table == &kernels_avx512) return moving_kernels_avx512;
    if (has_bit_moves && dispatch.table == &kernels_avx2) return moving_kernels_avx2;
#endif
    return none;
}

} // namespace adder::vecext
