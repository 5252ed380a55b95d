// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

constexpr adder::vecext::KernelTable adder::vecext::kernels_avx2 =
    make_kernel_table<xsimd::fma3<xsimd::avx2>>("avx2");
