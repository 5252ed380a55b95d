// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

constexpr adder::vecext::KernelTable adder::vecext::kernels_sse2 = make_kernel_table<xsimd::sse2>("sse2");
