// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

VECEXT_DEFINE_KERNELS(scalar, adder::vecext::ScalarLevel)
