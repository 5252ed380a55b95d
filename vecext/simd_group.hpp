// SPDX-License-Identifier: MIT
// Several vectors that go through a formula side by side.
//
// A polynomial is one long chain of instructions that wait for each other. Measured with AVX-512, sin over
// vectors one after the other leaves the multipliers idle two thirds of the time: the CPU's window is too
// small to see enough independent chains. A group issues each step for all its vectors before the next step.
// It behaves as one wide vector in the formulas of element_math.hpp.
#pragma once

#include <utility>
#include <xsimd/xsimd.hpp>

namespace adder::vecext {

// As many vectors as the level has registers for. Measured with AVX2 and its 16 registers, one at a time is
// the fastest: two lose more by going through memory than they gain.
template <class Arch> inline constexpr int group_width = 1;
#if defined(__AVX512F__)
template <> inline constexpr int group_width<xsimd::avx512bw> = 4;
#endif

template <class T, class Arch> struct GroupMask {
    xsimd::batch_bool<T, Arch> part[group_width<Arch>];

    GroupMask() = default;
    template <class... Parts>
    requires(sizeof...(Parts) == group_width<Arch> &&
             (std::is_same_v<Parts, xsimd::batch_bool<T, Arch>> && ...)) explicit GroupMask(Parts... parts)
        : part{parts...} {}

    friend GroupMask operator&(const GroupMask &a, const GroupMask &b) {
        return both(a, b, std::make_integer_sequence<int, group_width<Arch>>());
    }

  private:
    template <int... index>
    static GroupMask both(const GroupMask &a, const GroupMask &b, std::integer_sequence<int, index...>) {
        return GroupMask((a.part[index] & b.part[index])...);
    }
};

template <class T, class Arch> struct Group {
    static constexpr int width = group_width<Arch>;
    using V = xsimd::batch<T, Arch>;
    using Mask = GroupMask<T, Arch>;

    V part[width];

    Group() = default;
    template <class... Parts>
    requires(sizeof...(Parts) == width && (std::is_same_v<Parts, V> && ...)) explicit Group(Parts... parts)
        : part{parts...} {}
    explicit Group(T value) : Group(spread(V(value), Indices())) {}

    // A group or mask made by applying `function` to the vectors of the inputs.
    template <class Result = Group, class F, class... In> static Result map(F function, const In &...in) {
        return expand<Result>(function, Indices(), in...);
    }

    friend Group operator+(Group a, Group b) {
        return map([](V x, V y) { return x + y; }, a, b);
    }
    friend Group operator-(Group a, Group b) {
        return map([](V x, V y) { return x - y; }, a, b);
    }
    friend Group operator*(Group a, Group b) {
        return map([](V x, V y) { return x * y; }, a, b);
    }
    friend Group operator/(Group a, Group b) {
        return map([](V x, V y) { return x / y; }, a, b);
    }
    friend Group operator&(Group a, Group b) {
        return map([](V x, V y) { return x & y; }, a, b);
    }
    friend Group operator|(Group a, Group b) {
        return map([](V x, V y) { return x | y; }, a, b);
    }
    friend Group operator^(Group a, Group b) {
        return map([](V x, V y) { return x ^ y; }, a, b);
    }
    friend Group operator<<(Group a, int count) {
        return map([count](V x) { return x << count; }, a);
    }
    friend Group operator>>(Group a, int count) {
        return map([count](V x) { return x >> count; }, a);
    }
    friend Mask operator==(Group a, Group b) {
        return map<Mask>([](V x, V y) { return x == y; }, a, b);
    }
    friend Mask operator<(Group a, Group b) {
        return map<Mask>([](V x, V y) { return x < y; }, a, b);
    }
    friend Mask operator<=(Group a, Group b) {
        return map<Mask>([](V x, V y) { return x <= y; }, a, b);
    }
    friend Mask operator>(Group a, Group b) { return b < a; }
    friend Mask operator>=(Group a, Group b) { return b <= a; }

  private:
    // Written out by index instead of in a loop: GCC 12 keeps the vectors in registers only then.
    using Indices = std::make_integer_sequence<int, width>;
    template <int... index> static Group spread(V value, std::integer_sequence<int, index...>) {
        return Group((static_cast<void>(index), value)...);
    }
    template <class Result, class F, int... index, class... In>
    static Result expand(F function, std::integer_sequence<int, index...>, const In &...in) {
        return Result(apply_at<index>(function, in...)...);
    }
    template <int index, class F, class... In> static auto apply_at(F function, const In &...in) {
        return function(in.part[index]...);
    }
};

} // namespace adder::vecext
