// SPDX-License-Identifier: MIT
//
// The lesson on universal functions: each is one lambda, from which every SIMD level gets its loops.
#include <vecext/ufunc.hpp>

// What several lambdas call is a template: each level makes its own.
template <class N> N clamped(N x, N low, N high) {
    return min(max(x, low), high);
}

VECEXT_MODULE(waves, "Functions of elements, as vecext's own.",
              vecext::ufunc("hypotenuse", "The longest side of a right-angled triangle.",
                            [](auto x, auto y) { return sqrt(x * x + y * y); }),
              vecext::ufunc("logistic", "1 / (1 + exp(-x)).", [](auto x) { return 1 / (1 + exp(-x)); }),
              vecext::ufunc("smoothstep", "0 below low, 1 above high, and a smooth step between.",
                            [](auto x, auto low, auto high) {
                                const auto t = clamped<decltype(x)>((x - low) / (high - low), 0, 1);
                                return t * t * (3 - 2 * t);
                            }),
              vecext::ufunc("sinc", "sin(x) / x, and 1 at zero.",
                            [](auto x) { return where(x == 0, 1, sin(x) / where(x == 0, 1, x)); }),
              vecext::ufunc<vecext::reals>("distance", "How far two numbers are apart.",
                                           [](auto x, auto y) { return max(x, y) - min(x, y); }),
              vecext::ufunc<vecext::reals>("same_sign", "Are both negative, or neither?", [](auto x, auto y) {
                  return (x < 0 && y < 0) || (x >= 0 && y >= 0);
              }))
