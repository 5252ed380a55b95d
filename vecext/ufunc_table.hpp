// SPDX-License-Identifier: MIT
// What a module of an author hands to vecext: its universal functions as constant tables, one for each SIMD
// level.
//
// Only plain types cross this border, as between vecext and its own kernels (kernels.hpp): the tables are
// made in units that are compiled with a level's CPU flags (ufunc_loops.hpp) and read in units that are
// compiled for the baseline. A loop is a Kernel: it gets one run and knows nothing of Python.
#pragma once

#include "vecext/kernels.hpp"

namespace adder::vecext {

// The loops of one universal function at one level, by element type.
struct UfuncRow {
    const char *name, *text;
    std::uint8_t inputs; // 1 to 3
    bool is_question;    // the results are bools
    TypeSet types;       // of the inputs
    Kernel loops[dtype_count];
    std::uint8_t lanes[dtype_count];
    StatusSource status[dtype_count];
};

// All functions of a module at one level: the same rows in the same order at each.
struct UfuncLevel {
    const char *name;
    const UfuncRow *rows;
    int count;
};

inline constexpr const char *ufunc_level_names[] = {"scalar", "sse2", "avx2", "avx512", "neon64"};
inline constexpr int ufunc_level_count = 5;
// In the order of those names. A level that was not compiled is null; the scalar one must be there. Lives as
// long as the process.
struct UfuncLevels {
    const UfuncLevel *level[ufunc_level_count];
};

// Of the layout of all this: its number, and the number of element types.
inline constexpr int ufunc_version = 100 + dtype_count;

} // namespace adder::vecext
