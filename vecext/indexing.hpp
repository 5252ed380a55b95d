// SPDX-License-Identifier: MIT
// a[key] and a[key] = value.
//
// Ints, slices, `...` and None give a view: basic_selection() turns them into a start address, a shape and
// strides. Index arrays and masks leave their axes whole in that view; advanced.cpp then gathers from or
// scatters to it.
#pragma once

#include "vecext/array.hpp"

#include <vector>

namespace adder::vecext {

// One index array and the axis of the view it belongs to. A mask of n dimensions becomes n index arrays.
struct IndexArray {
    Ref indices; // int64
    int axis;
};

// What a key selects. Without index arrays it is the result's view already.
struct Selection {
    char *data = nullptr;
    Dimensions dimensions;
    std::vector<IndexArray> index_arrays;
    bool is_scattered =
        false; // index arrays with something else between them: their result dimensions go first
    bool is_element = false; // a full set of ints: the result is a number
};

// Raises IndexError as NumPy words it.
[[nodiscard]] int select(Array *array, PyObject *key, Selection &selection);

// The elements that the index arrays pick out of the selection, as a new array.
[[nodiscard]] Ref gather(Array *array, Selection &selection);
// Stores `values`, broadcast, into those elements.
[[nodiscard]] int scatter(Array *array, Selection &selection, Array *values);

// The positions of true elements, one int64 array for each dimension of the mask.
[[nodiscard]] int nonzero(Array *mask, std::vector<Ref> &positions);

// Slots of the array type.
PyObject *array_subscript(PyObject *self, PyObject *key);
int array_ass_subscript(PyObject *self, PyObject *key, PyObject *value);
// self[index] for a non-negative index, as iteration wants it: a number or a view.
[[nodiscard]] Ref item_at(Array *array, std::int64_t index);

} // namespace adder::vecext
