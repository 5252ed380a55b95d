// SPDX-License-Identifier: MIT
// How element types combine and what may be converted to what: NumPy 2's rules, which depend on types only.
#pragma once

#include "vecext/dtype.hpp"

namespace adder::vecext {

// The smallest type that holds both.
DType promote(DType left, DType right);
// The same for several, in any order: whole numbers meet the floats one by one, not each other first (uint16,
// int8 and float32 are float32). Reorders `types`; `count` is at least 1.
DType promote_all(DType *types, std::size_t count);

// What a Python number asks of the type it meets: at least this kind. It bends to any type of that kind or
// higher.
enum class Weak : std::uint8_t { Bool, Int, Float, Complex };
// The type of an operation between elements of `dtype` and such a number.
DType promote_weak(DType dtype, Weak number);
// The type of such a number alone: bool, int64, float64 or complex128.
DType default_type(Weak number);

enum class Casting : std::uint8_t { No, Equivalent, Safe, SameKind, Unsafe };
bool can_cast(DType from, DType to, Casting casting);
const char *casting_name(Casting casting);
// "no", "equiv", "safe", "same_kind", "unsafe"; ValueError for anything else. Null and None leave `casting`
// alone.
[[nodiscard]] int to_casting(PyObject *object, Casting &casting);

extern PyMethodDef promotion_functions[];

} // namespace adder::vecext
