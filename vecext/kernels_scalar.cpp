// SPDX-License-Identifier: MIT
#include "vecext/kernel_instances.hpp"

constexpr adder::vecext::KernelTable adder::vecext::kernels_scalar = make_kernel_table<ScalarLevel>("scalar");
