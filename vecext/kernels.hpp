// SPDX-License-Identifier: MIT
// The border between the library, compiled for the baseline CPU, and the kernels, compiled once for every
// SIMD level.
//
// Only plain types and function pointers cross it: no templates with code, no standard containers. Otherwise
// an inline function compiled with AVX could be the copy that the linker keeps for everybody. Every kernel
// works on one run: `count` elements at fixed strides. broadcast.hpp cuts arrays into runs.
#pragma once

#include <cstddef>
#include <cstdint>

namespace adder::vecext {

enum class DType : std::uint8_t {
#define ADDER_DTYPE(identifier, type, name, format, code, kind) identifier,
#include "vecext/dtype.def"
#undef ADDER_DTYPE
};

enum class Operation : std::uint8_t {
#define ADDER_OPERATION(identifier, name, kind, types, text) identifier,
#include "vecext/operation.def"
#undef ADDER_OPERATION
};

#define ADDER_DTYPE(identifier, type, name, format, code, kind) +1
inline constexpr int dtype_count = 0
#include "vecext/dtype.def"
    ;
#undef ADDER_DTYPE

#define ADDER_OPERATION(identifier, name, kind, types, text) +1
inline constexpr int operation_count = 0
#include "vecext/operation.def"
    ;
#undef ADDER_OPERATION

// Sets of element types, as operation.def names them: bit n is dtype n.
using TypeSet = std::uint8_t;
inline constexpr TypeSet bool_only = 1, int64_only = 2, floats = 4 | 8;
inline constexpr TypeSet integers = bool_only | int64_only, numbers = int64_only | floats, all_types = 15;

constexpr bool has_type(TypeSet set, DType dtype) {
    return (set >> static_cast<int>(dtype)) & 1;
}

// One input of a run; the stride is in bytes, 0 for one element that all share.
struct Operand {
    const char *data;
    std::ptrdiff_t stride;
};

// `out` may be the very place of an input (same address and stride) but must not overlap one otherwise.
// Reduce and Dot combine their result into the single element at `out`.
struct Run {
    Operand in[3];
    char *out;
    std::ptrdiff_t out_stride;
    std::ptrdiff_t count;
};

using Kernel = void (*)(const Run &run);

// The kernels of one SIMD level for one element type. A null kernel means that the operation has no loop for
// it; `lanes` is the number of elements in one vector of the loop's body, 1 for a loop without one.
struct TypeKernels {
    Kernel loops[operation_count];
    std::uint8_t lanes[operation_count];
    Kernel casts[dtype_count]; // from this type to each
};

// All kernels of one SIMD level.
struct KernelTable {
    const char *level;
    const TypeKernels *types[dtype_count];

    const TypeKernels &of(DType dtype) const { return *types[static_cast<int>(dtype)]; }
};

extern const KernelTable kernels_scalar;
#if defined(__x86_64__)
extern const KernelTable kernels_sse2, kernels_avx2, kernels_avx512;
#elif defined(__aarch64__)
extern const KernelTable kernels_neon64;
#endif

// What the tables point to: kernels_LEVEL_TYPE is defined by kernels_LEVEL.cpp, compiled for that element
// type.
#define ADDER_DTYPE(identifier, type, name, format, code, kind)                                              \
    extern const TypeKernels kernels_scalar_##identifier, kernels_sse2_##identifier,                         \
        kernels_avx2_##identifier, kernels_avx512_##identifier, kernels_neon64_##identifier;
#include "vecext/dtype.def"
#undef ADDER_DTYPE

} // namespace adder::vecext
