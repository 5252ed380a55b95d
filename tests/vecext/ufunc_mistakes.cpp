// SPDX-License-Identifier: MIT
// What authors of universal functions get wrong; each must be told in words (ufunc_mistakes.py).
#include <vecext/ufunc.hpp>

namespace {

int captured = 3;

using Scalar = adder::vecext::ScalarLevel;
template <class U> constexpr auto row(U ufunc) {
    return adder::vecext::make_ufunc_row<Scalar>(ufunc);
}

auto branch = row(vecext::ufunc("branch", "", [](auto x) {
    if (x > 0) return x;
    return -x;
}));
auto whole = row(vecext::ufunc<vecext::integers>("whole", "", [](auto x) { return sqrt(x); }));
auto fraction = row(vecext::ufunc<vecext::integers>("fraction", "", [](auto x) { return x + 0.5; }));
auto many = row(vecext::ufunc("many", "", [](auto a, auto b, auto c, auto d) { return a + b + c + d; }));
auto text = row(vecext::ufunc("text", "", [](auto) { return "text"; }));
auto bits = row(vecext::ufunc("bits", "", [](auto x, auto y) { return x & y; }));
auto question = row(vecext::ufunc("question", "", [](auto a, auto b, auto c) { return a < b && b < c; }));
auto types = row(vecext::ufunc<adder::vecext::complexes>("types", "", [](auto x) { return x; }));
auto capture = row(vecext::ufunc("capture", "", [number = captured](auto x) { return x * number; }));

} // namespace
