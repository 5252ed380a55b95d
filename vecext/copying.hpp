// SPDX-License-Identifier: MIT
// Moving elements without looking at them: loops by width, whatever the type, compiled once for every CPU.
#pragma once

#include "vecext/kernels.hpp"

#include <type_traits>

namespace adder::vecext {

struct Wide {
    std::uint64_t low, high;
};

// Calls function(std::type_identity<U>()) with a type as wide as an element: moving needs no more.
template <class F> decltype(auto) visit_width(std::int64_t bytes, F function) {
    switch (bytes) {
    case 1: return function(std::type_identity<std::uint8_t>());
    case 2: return function(std::type_identity<std::uint16_t>());
    case 4: return function(std::type_identity<std::uint32_t>());
    case 8: return function(std::type_identity<std::uint64_t>());
    default: return function(std::type_identity<Wide>());
    }
}

// Copies a run of elements of that many bytes, at any strides.
Kernel copy_kernel(std::int64_t bytes);

} // namespace adder::vecext
