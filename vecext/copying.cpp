// SPDX-License-Identifier: MIT
#include "vecext/copying.hpp"

#include <algorithm>
#include <cstring>

namespace adder::vecext {

namespace {

// Elements are aligned, and a copy has nothing to say: the status is always 0.
template <class U> unsigned copy_run(const Run &run) {
    constexpr std::ptrdiff_t width = sizeof(U);
    const char *from = run.in[0].data;
    char *to = run.out;
    const std::ptrdiff_t from_step = run.in[0].stride, to_step = run.out_stride, count = run.count;
    if (from_step == width && to_step == width) {
        std::memmove(to, from, static_cast<std::size_t>(count * width));
        return 0;
    }
    const auto element = [&](std::ptrdiff_t i) { return *reinterpret_cast<const U *>(from + i * from_step); };
    if (to_step == width) {
        U *out = reinterpret_cast<U *>(to);
        if (from_step == 0) {
            std::fill_n(out, count, element(0));
            return 0;
        }
        std::ptrdiff_t i = 0;
        for (; i + 4 <= count; i += 4) {
            const U a = element(i), b = element(i + 1), c = element(i + 2), d = element(i + 3);
            out[i] = a;
            out[i + 1] = b;
            out[i + 2] = c;
            out[i + 3] = d;
        }
        for (; i < count; ++i) out[i] = element(i);
        return 0;
    }
    for (std::ptrdiff_t i = 0; i < count; ++i) *reinterpret_cast<U *>(to + i * to_step) = element(i);
    return 0;
}

} // namespace

Kernel copy_kernel(std::int64_t bytes) {
    return visit_width(bytes, [](auto type) -> Kernel { return &copy_run<typename decltype(type)::type>; });
}

} // namespace adder::vecext
