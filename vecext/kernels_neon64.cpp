// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

VECEXT_DEFINE_KERNELS(neon64, xsimd::neon64)
