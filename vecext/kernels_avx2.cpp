// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

VECEXT_DEFINE_KERNELS(avx2, xsimd::fma3<xsimd::avx2>)
