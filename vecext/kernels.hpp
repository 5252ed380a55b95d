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
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind) identifier,
#include "vecext/dtype.def"
#undef ADDER_DTYPE
};

enum class Operation : std::uint8_t {
#define ADDER_OPERATION(identifier, name, kind, types, text) identifier,
#include "vecext/operation.def"
#undef ADDER_OPERATION
};

#define ADDER_DTYPE(identifier, type, name, character, format, code, kind) +1
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
using TypeSet = std::uint16_t;
template <class... Types> constexpr TypeSet set_of(Types... types) {
    return static_cast<TypeSet>((0 | ... | (1 << static_cast<int>(types))));
}
inline constexpr TypeSet bool_only = set_of(DType::Bool);
inline constexpr TypeSet signed_integers = set_of(DType::Int8, DType::Int16, DType::Int32, DType::Int64);
inline constexpr TypeSet unsigned_integers =
    set_of(DType::UInt8, DType::UInt16, DType::UInt32, DType::UInt64);
inline constexpr TypeSet floats = set_of(DType::Float32, DType::Float64);
inline constexpr TypeSet complexes = set_of(DType::Complex64, DType::Complex128);
inline constexpr TypeSet integers = signed_integers | unsigned_integers, bits = bool_only | integers;
inline constexpr TypeSet reals = integers | floats, inexact = floats | complexes;
inline constexpr TypeSet numbers = reals | complexes;
inline constexpr TypeSet all_real = bool_only | reals, all_types = bool_only | numbers;

constexpr bool has_type(TypeSet set, DType dtype) {
    return (set >> static_cast<int>(dtype)) & 1;
}

// Operations that do the same to the bits of signed and unsigned numbers: unsigned types have no loops of
// their own for them but those of the signed type of their width. Others only move elements: they have loops
// by width.
constexpr bool is_signless(Operation operation) {
    switch (operation) {
    case Operation::Positive:
    case Operation::Negative:
    case Operation::Square:
    case Operation::Invert:
    case Operation::LogicalNot:
    case Operation::Add:
    case Operation::Subtract:
    case Operation::Multiply:
    case Operation::BitwiseAnd:
    case Operation::BitwiseOr:
    case Operation::BitwiseXor:
    case Operation::LeftShift:
    case Operation::Equal:
    case Operation::NotEqual:
    case Operation::LogicalAnd:
    case Operation::LogicalOr:
    case Operation::LogicalXor:
    case Operation::MultiplyAdd:
    case Operation::Sum:
    case Operation::Product:
    case Operation::Dot:
    case Operation::CumulativeSum:
    case Operation::CumulativeProduct:
    case Operation::IsNan:
    case Operation::IsInf:
    case Operation::IsFinite: return true;
    default: return false;
    }
}
constexpr bool moves_elements(Operation operation) {
    return operation == Operation::Where;
}

constexpr DType signed_type(DType dtype) {
    switch (dtype) {
    case DType::UInt8: return DType::Int8;
    case DType::UInt16: return DType::Int16;
    case DType::UInt32: return DType::Int32;
    case DType::UInt64: return DType::Int64;
    default: return dtype;
    }
}
// The signed type as wide as an element; complex128 is wider than all.
constexpr DType bits_type(DType dtype) {
    switch (dtype) {
    case DType::Bool: return DType::Int8;
    case DType::Float32: return DType::Int32;
    case DType::Float64:
    case DType::Complex64: return DType::Int64;
    default: return signed_type(dtype);
    }
}

// The type whose unit holds the loop that serves `operation` on elements of `dtype`.
constexpr DType loop_owner(Operation operation, DType dtype) {
    if (moves_elements(operation)) return bits_type(dtype);
    return is_signless(operation) ? signed_type(dtype) : dtype;
}

// One input of a run; the stride is in bytes, 0 for one element that all share.
struct Operand {
    const char *data;
    std::ptrdiff_t stride;
};

// `out` may be the very place of an input (same address and stride) but must not overlap one otherwise.
// Reduce and Dot combine their result into the single element at `out`.
struct Run {
    Operand in[4];
    char *out;
    std::ptrdiff_t out_stride;
    std::ptrdiff_t count;
};

// Returns the status bits of StatusSource::Result, else 0.
using Kernel = unsigned (*)(const Run &run);

// What went wrong with some element: NumPy's four floating-point errors.
inline constexpr unsigned status_divide = 1, status_overflow = 2, status_underflow = 4, status_invalid = 8;
// Where a kernel tells it: in the flags of the CPU, or as its result.
enum class StatusSource : std::uint8_t { Flags, Result };

// The kernels of one SIMD level for one element type. A null kernel means that the operation has no loop for
// it; `lanes` is the number of elements in one vector of the loop's body, 1 for a loop without one.
struct TypeKernels {
    Kernel loops[operation_count];
    std::uint8_t lanes[operation_count];
    StatusSource status[operation_count];
    Kernel casts[dtype_count]; // from this type to each
};

// All kernels of one SIMD level.
struct KernelTable {
    const char *level;
    const TypeKernels *types[dtype_count];

    const TypeKernels &of(DType dtype) const { return *types[static_cast<int>(dtype)]; }
    // The kernels among which that of an operation is found: those of the type itself or of the one it shares
    // with.
    const TypeKernels &of(Operation operation, DType dtype) const { return of(loop_owner(operation, dtype)); }
};

extern const KernelTable kernels_scalar;
#if defined(__x86_64__)
extern const KernelTable kernels_sse2, kernels_avx2, kernels_avx512;
#elif defined(__aarch64__)
extern const KernelTable kernels_neon64;
#endif

// What the tables point to: kernels_LEVEL_TYPE is defined by kernels_LEVEL.cpp, compiled for that element
// type.
#define ADDER_DTYPE(identifier, type, name, character, format, code, kind)                                   \
    extern const TypeKernels kernels_scalar_##identifier, kernels_sse2_##identifier,                         \
        kernels_avx2_##identifier, kernels_avx512_##identifier, kernels_neon64_##identifier;
#include "vecext/dtype.def"
#undef ADDER_DTYPE

} // namespace adder::vecext
