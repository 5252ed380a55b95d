// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

constexpr adder::vecext::KernelTable adder::vecext::kernels_avx512 =
    make_kernel_table<xsimd::avx512bw>("avx512");
