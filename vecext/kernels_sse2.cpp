// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

VECEXT_DEFINE_KERNELS(sse2, xsimd::sse2)
