// SPDX-License-Identifier: MIT
// Universal functions of your own, for vecext's arrays: one row of VECEXT_MODULE each.
//
//     #include <vecext/ufunc.hpp>
//
//     VECEXT_MODULE(triangles, "Functions of triangles.",
//                   vecext::ufunc("hypotenuse", "The longest side.",
//                                 [](auto x, auto y) { return sqrt(x * x + y * y); }))
//
// A file with this is compiled once for every SIMD level, with VECEXT_LEVEL defined as the level's name and
// the level's options (levels.def), and once without, for the module itself; adder_add_module(triangles SIMD
// triangles.cpp) does so, and `adder -m ext build`. Therefore the file should hold nothing else but templates
// that the lambdas call. docs/extending/ufuncs.md is the whole story.
#pragma once

#if defined(VECEXT_LEVEL)
#if defined(__GNUC__) && !defined(__clang__)
// GCC 12's own AVX-512 headers set these off.
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include "vecext/ufunc_loops.hpp"
#else
#include "vecext/ufunc_module.hpp"
#endif

// The names that authors use.
namespace vecext {
using adder::vecext::DType;
using adder::vecext::floats, adder::vecext::integers, adder::vecext::reals;
using adder::vecext::set_of, adder::vecext::signed_integers, adder::vecext::unsigned_integers;
#if defined(VECEXT_LEVEL)
using adder::vecext::ufunc;
#endif
} // namespace vecext

#define VECEXT_JOINED_EXPANDED(left, right) left##right
#define VECEXT_JOINED(left, right) VECEXT_JOINED_EXPANDED(left, right)

#if defined(VECEXT_LEVEL)

// VECEXT_UFUNCS(set, ufunc(…), …): functions without a module of their own, for vecext::add_ufuncs().
#define VECEXT_UFUNCS(set, ...)                                                                              \
    namespace {                                                                                              \
    constexpr auto vecext_rows_##set =                                                                       \
        ::adder::vecext::make_ufunc_rows<::adder::vecext::ufunc_levels::VECEXT_LEVEL>(__VA_ARGS__);          \
    }                                                                                                        \
    [[gnu::visibility("hidden")]] extern const ::adder::vecext::UfuncLevel VECEXT_JOINED(vecext_##set##_,    \
                                                                                         VECEXT_LEVEL);      \
    constexpr ::adder::vecext::UfuncLevel VECEXT_JOINED(vecext_##set##_, VECEXT_LEVEL) = {                   \
        VECEXT_TEXT(VECEXT_LEVEL), vecext_rows_##set.row, std::size(vecext_rows_##set.row)};
#define VECEXT_TEXT_EXPANDED(name) #name
#define VECEXT_TEXT(name) VECEXT_TEXT_EXPANDED(name)
#define VECEXT_MODULE(name, text, ...) VECEXT_UFUNCS(name, __VA_ARGS__)

#else

// What the levels' units define, together: `set` for add_ufuncs(). The rows are theirs.
#define VECEXT_UFUNCS(set, ...)                                                                              \
    [[gnu::weak, gnu::visibility("hidden")]] extern const ::adder::vecext::UfuncLevel vecext_##set##_scalar, \
        vecext_##set##_sse2, vecext_##set##_avx2, vecext_##set##_avx512, vecext_##set##_neon64;              \
    [[gnu::visibility("hidden")]] extern const ::adder::vecext::UfuncLevels vecext_##set;                    \
    const ::adder::vecext::UfuncLevels vecext_##set = {{&vecext_##set##_scalar, &vecext_##set##_sse2,        \
                                                        &vecext_##set##_avx2, &vecext_##set##_avx512,        \
                                                        &vecext_##set##_neon64}};

// VECEXT_MODULE(name, "documentation", ufunc(…), …): a whole extension module of universal functions.
#define VECEXT_MODULE(name, text, ...)                                                                       \
    VECEXT_UFUNCS(name)                                                                                      \
    PyMODINIT_FUNC PyInit_##name() {                                                                         \
        static constexpr auto fill = [](PyObject *module) {                                                  \
            return ::adder::vecext::add_ufuncs(module, vecext_##name);                                       \
        };                                                                                                   \
        static PyModuleDef_Slot slots[] = {                                                                  \
            {Py_mod_exec, reinterpret_cast<void *>(static_cast<int (*)(PyObject *)>(fill))}, {0, nullptr}};  \
        static PyModuleDef definition = {                                                                    \
            PyModuleDef_HEAD_INIT, #name, text, 0, nullptr, slots, nullptr, nullptr, nullptr};               \
        return PyModuleDef_Init(&definition);                                                                \
    }

#endif
