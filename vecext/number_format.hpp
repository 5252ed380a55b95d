// SPDX-License-Identifier: MIT
// The text of one element such that all elements of an array line up.
//
// A formatter looks at all elements that will be printed, and settles on positional or scientific notation,
// digits and padding; then it formats each alike. The rules are those of NumPy's floatmode "maxprec" at
// precision 8.
#pragma once

#include <string>
#include <vector>

#include "vecext/dtype.hpp"

namespace adder::vecext {

class NumberFormat {
  public:
    // `elements` are the addresses of all elements that will be printed.
    NumberFormat(DType dtype, const std::vector<const char *> &elements, bool has_dimensions);
    std::string text(const char *element) const;

  private:
    void settle_floats(const std::vector<const char *> &elements);
    void settle_scientific(const std::vector<double> &values);
    void settle_positional(const std::vector<double> &values);
    double value(const char *element) const;
    std::string float_text(double value) const;

    DType dtype_;
    bool is_scientific_ = false;
    int pad_left_ = 0, pad_right_ = 0; // characters before and after the point
    int fraction_digits_ = 0;          // of scientific notation
    int exponent_digits_ = 0;
};

} // namespace adder::vecext
