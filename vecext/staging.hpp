// SPDX-License-Identifier: MIT
// A kernel for operands that are not of its types, or of which only some elements are wanted.
//
// A run is gone through in blocks that stay in the first-level cache: inputs are converted into buffers, the
// kernel works on those, and its result is converted into the output. With a mask, the kernel gets only the
// stretches where the mask is true; the mask is the input after the last one, and elements where it is false
// are not touched.
#pragma once

#include "vecext/dispatch.hpp"

namespace adder::vecext {

class StagedKernel {
  public:
    StagedKernel(const KernelChoice &choice, int inputs) : choice_(choice), inputs_(inputs) {}

    void set_input(int index, DType from, DType to);
    void set_output(DType from, DType to);
    void set_mask() { is_masked_ = true; }
    // Nothing to do but to call the kernel.
    bool is_plain() const { return !is_masked_ && !is_cast_; }

    unsigned operator()(const Run &run) const { return is_masked_ ? run_masked(run) : run_part(run); }

  private:
    unsigned run_masked(const Run &run) const;
    unsigned run_part(const Run &run) const { return is_cast_ ? run_cast(run) : choice_.kernel(run); }
    unsigned run_cast(const Run &run) const;

    struct Conversion {
        Kernel kernel = nullptr;  // null where the types are the same
        std::ptrdiff_t bytes = 0; // of one element of the kernel's type
    };
    KernelChoice choice_;
    int inputs_;
    bool is_masked_ = false, is_cast_ = false;
    Conversion in_[3], out_;
};

} // namespace adder::vecext
