// SPDX-License-Identifier: MIT
// The commonest keys: ints, slices, `...` and None, whose result is a view or one element.
//
// They are read in one pass without making anything. A key with anything else in it, or one that is wrong, is
// declined: indexing.cpp reads it with care and words the errors.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

struct BasicSelection {
    char *data = nullptr;
    Dimensions dimensions;
    bool is_element = false; // ints alone, one for each dimension
};

// False if the key is declined; nothing has happened then.
[[nodiscard]] bool select_basic(const Array *array, PyObject *key, BasicSelection &selection);

// Stores one element everywhere in the selection; false if it is so large that a kernel does it better.
[[nodiscard]] bool fill_small(const BasicSelection &selection, std::int64_t itemsize, const char *element);

} // namespace adder::vecext
