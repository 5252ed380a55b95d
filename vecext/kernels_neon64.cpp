// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

constexpr adder::vecext::KernelTable adder::vecext::kernels_neon64 =
    make_kernel_table<xsimd::neon64>("neon64");
