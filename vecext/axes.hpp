// SPDX-License-Identifier: MIT
// Axis arguments: which dimensions of an array a call is about.
#pragma once

#include "vecext/ref.hpp"

#include <cstdint>

namespace adder::vecext {

class AxisSet {
  public:
    explicit AxisSet(int ndim) : ndim_(ndim) {}
    bool has(int axis) const { return (bits_ >> axis) & 1; }
    bool is_all() const { return bits_ == (std::uint64_t(1) << ndim_) - 1; }
    int first() const { return __builtin_ctzll(bits_ | (std::uint64_t(1) << 63)); }
    int ndim() const { return ndim_; }
    void add(int axis) { bits_ |= std::uint64_t(1) << axis; }
    void add_all() { bits_ = (std::uint64_t(1) << ndim_) - 1; }

  private:
    int ndim_;
    std::uint64_t bits_ = 0;
};

// vecext.AxisError, a ValueError and IndexError. Made by add_axis_error().
[[nodiscard]] int add_axis_error(PyObject *module);

// An int as an axis of an array with `ndim` dimensions; negative ones count from the end. Raises AxisError.
[[nodiscard]] int to_axis(PyObject *object, int ndim, int &axis);
// None or null (all axes), an int, or a tuple of ints. Raises AxisError, or ValueError for one named twice.
[[nodiscard]] int to_axes(PyObject *object, AxisSet &axes);

} // namespace adder::vecext
