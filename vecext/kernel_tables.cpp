// SPDX-License-Identifier: MIT
// The tables of all levels, put together from what the kernel units define. Compiled for the baseline CPU.
#include "vecext/kernels.hpp"

namespace adder::vecext {

namespace {

#if defined(__x86_64__)
constexpr int level_count = 4;
#define LEVELS_OF(type)                                                                                      \
    { &kernels_scalar_##type, &kernels_sse2_##type, &kernels_avx2_##type, &kernels_avx512_##type }
#elif defined(__aarch64__)
constexpr int level_count = 2;
#define LEVELS_OF(type)                                                                                      \
    { &kernels_scalar_##type, &kernels_neon64_##type }
#else
constexpr int level_count = 1;
#define LEVELS_OF(type)                                                                                      \
    { &kernels_scalar_##type }
#endif

constexpr const TypeKernels *kernels_of_type[dtype_count][level_count] = {
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind) LEVELS_OF(identifier),
#include "vecext/dtype.def"
#undef ADDER_DTYPE
};
#undef LEVELS_OF

consteval KernelTable make_table(const char *level, int index) {
    KernelTable table{level, {}};
    for (int dtype = 0; dtype < dtype_count; ++dtype) table.types[dtype] = kernels_of_type[dtype][index];
    return table;
}

} // namespace

constexpr KernelTable kernels_scalar = make_table("scalar", 0);
#if defined(__x86_64__)
constexpr KernelTable kernels_sse2 = make_table("sse2", 1);
constexpr KernelTable kernels_avx2 = make_table("avx2", 2);
constexpr KernelTable kernels_avx512 = make_table("avx512", 3);
#elif defined(__aarch64__)
constexpr KernelTable kernels_neon64 = make_table("neon64", 1);
#endif

} // namespace adder::vecext
