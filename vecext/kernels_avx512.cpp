// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

VECEXT_DEFINE_KERNELS(avx512, xsimd::avx512bw)
