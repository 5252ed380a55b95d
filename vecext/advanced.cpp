// SPDX-License-Identifier: MIT
// Indexing by arrays: the elements at listed positions, or where a mask is true.
//
// The index arrays are broadcast together and folded into one list of byte offsets. What is left of the
// selection (the axes without an index array) is a block that is copied once for each offset.
#include <algorithm>
#include <cstring>
#include <span>

#include "vecext/copying.hpp"
#include "vecext/dispatch.hpp"
#include "vecext/indexing.hpp"
#include "vecext/moving.hpp"
#include "vecext/picking.hpp"

namespace adder::vecext {

namespace {

// Where the picked blocks lie in the array, and what the result looks like.
struct Picks {
    Ref offsets;                  // int64, contiguous
    Dimensions result;            // shape of the whole result
    Dimensions block;             // the axes without index array: strides in the array
    Dimensions in_result;         // the same axes: strides in a contiguous result
    std::int64_t pick_stride = 0; // in the result, from one offset to the next
};

bool has_index_array(const Selection &selection, int axis) {
    for (const IndexArray &index : selection.index_arrays) {
        if (index.axis == axis) return true;
    }
    return false;
}

int broadcast_indices(const Selection &selection, Dimensions &picked) {
    for (const IndexArray &index : selection.index_arrays) {
        const Array *array = as_array(index.indices);
        if (broadcast_shape(picked, array->ndim, array->shape)) continue;
        std::string text = "shape mismatch: indexing arrays could not be broadcast together with shapes ";
        for (const IndexArray &each : selection.index_arrays) {
            text += shape_text(as_array(each.indices)->ndim, as_array(each.indices)->shape) + " ";
        }
        PyErr_SetString(PyExc_IndexError, text.c_str());
        return -1;
    }
    return 0;
}

std::span<std::int64_t> elements_of(const Ref &int64_array) {
    const Array *array = as_array(int64_array);
    return {reinterpret_cast<std::int64_t *>(array->data), static_cast<std::size_t>(array->size)};
}

// The offsets, from all index arrays together: negative indices count from the end. Empty with an exception.
Ref fold_offsets(const Selection &selection, const Dimensions &picked) {
    Ref result = new_array(DType::Int64, picked.ndim, picked.shape);
    if (!result) return nullptr;
    const std::span<std::int64_t> offsets = elements_of(result);
    std::fill(offsets.begin(), offsets.end(), 0);
    for (const IndexArray &index : selection.index_arrays) {
        const std::int64_t length = selection.dimensions.shape[index.axis];
        const std::int64_t stride = selection.dimensions.strides[index.axis];
        Ref spread = new_array(DType::Int64, picked.ndim, picked.shape);
        if (!spread || assign_array(as_array(spread), as_array(index.indices)) < 0) return nullptr;
        const std::span<const std::int64_t> values = elements_of(spread);
        for (std::size_t i = 0; i < offsets.size(); ++i) {
            offsets[i] += (values[i] < 0 ? values[i] + length : values[i]) * stride;
        }
    }
    return result;
}

// Places the picked dimensions where the first index array stood, or first if they were scattered.
void lay_out(const Selection &selection, const Dimensions &picked, DType dtype, Picks &picks) {
    const int first = selection.is_scattered ? 0 : selection.index_arrays.front().axis;
    int picked_at = 0, block_axes_at[max_ndim], blocks = 0;
    for (int axis = 0; axis <= selection.dimensions.ndim; ++axis) {
        if (axis == first) {
            picked_at = picks.result.ndim;
            for (int k = 0; k < picked.ndim; ++k) picks.result.append(picked.shape[k], 0);
        }
        if (axis == selection.dimensions.ndim || has_index_array(selection, axis)) continue;
        block_axes_at[blocks++] = picks.result.ndim;
        picks.result.append(selection.dimensions.shape[axis], 0);
        picks.block.append(selection.dimensions.shape[axis], selection.dimensions.strides[axis]);
    }
    set_c_strides(picks.result, dtype);
    for (int k = 0; k < blocks; ++k) {
        picks.in_result.append(picks.block.shape[k], picks.result.strides[block_axes_at[k]]);
    }
    picks.pick_stride = picked.ndim > 0 ? picks.result.strides[picked_at + picked.ndim - 1] : 0;
}

int find_picks(Array *array, const Selection &selection, Picks &picks) {
    Dimensions picked;
    if (broadcast_indices(selection, picked) < 0) return -1;
    picks.offsets = fold_offsets(selection, picked);
    if (!picks.offsets) return -1;
    if (picked.ndim + selection.dimensions.ndim > max_ndim) {
        PyErr_SetString(PyExc_IndexError,
                        "number of dimensions must be within [0, 32], indexing result would have more");
        return -1;
    }
    lay_out(selection, picked, array->dtype, picks);
    return 0;
}

// One element a pick: by size, whatever the type.
void copy_elements(const Picks &picks, char *array, char *result, std::int64_t bytes, bool gathers) {
    visit_width(bytes, [&](auto type) {
        using U = typename decltype(type)::type;
        for (const std::int64_t offset : elements_of(picks.offsets)) {
            if (gathers)
                *reinterpret_cast<U *>(result) = *reinterpret_cast<const U *>(array + offset);
            else
                *reinterpret_cast<U *>(array + offset) = *reinterpret_cast<const U *>(result);
            result += picks.pick_stride;
        }
    });
}

[[nodiscard]] int copy_blocks(const Picks &picks, DType dtype, char *array, char *result, bool gathers) {
    if (picks.block.ndim == 0) {
        copy_elements(picks, array, result, itemsize(dtype), gathers);
        return 0;
    }
    const KernelChoice copy = choose_cast(dtype, dtype);
    for (const std::int64_t offset : elements_of(picks.offsets)) {
        Walk walk;
        walk.ndim = picks.block.ndim;
        std::copy_n(picks.block.shape, walk.ndim, walk.shape);
        const Dimensions &from = gathers ? picks.block : picks.in_result;
        const Dimensions &to = gathers ? picks.in_result : picks.block;
        walk.add(gathers ? array + offset : result, from.ndim, from.shape, from.strides);
        walk.add(gathers ? result : array + offset, to.ndim, to.shape, to.strides);
        walk.sort_by_last();
        walk.simplify();
        if (run(copy, walk) & status_raised) return -1;
        result += picks.pick_stride;
    }
    return 0;
}

} // namespace

Ref gather(Array *array, Selection &selection) {
    Picks picks;
    if (find_picks(array, selection, picks) < 0) return nullptr;
    Ref result = new_array(array->dtype, picks.result.ndim, picks.result.shape);
    if (!result || copy_blocks(picks, array->dtype, selection.data, as_array(result)->data, true) < 0)
        return nullptr;
    return result;
}

int scatter(Array *array, Selection &selection, Array *values) {
    Picks picks;
    if (find_picks(array, selection, picks) < 0) return -1;
    Ref spread = new_array(array->dtype, picks.result.ndim, picks.result.shape);
    if (!spread) return -1;
    if (assign_array(as_array(spread), values) < 0) {
        if (!PyErr_ExceptionMatches(PyExc_ValueError)) return -1;
        PyErr_Format(
            PyExc_ValueError,
            "shape mismatch: value array of shape %s could not be broadcast to indexing result of shape %s",
            shape_text(values->ndim, values->shape).c_str(),
            shape_text(picks.result.ndim, picks.result.shape).c_str());
        return -1;
    }
    return copy_blocks(picks, array->dtype, selection.data, as_array(spread)->data, false);
}

namespace {

// The numbers of the true bytes among all.
void find_true(const std::uint8_t *truth, std::int64_t size, std::int64_t *to, std::int64_t count) {
    if (const auto find = moving_kernels().true_positions) return find(truth, size, to, count);
    // Without a branch for each element: every place is written, and kept where the element is true.
    for (std::int64_t i = 0, found = 0; found < count; ++i) {
        to[found] = i;
        found += truth[i];
    }
}

// Splits numbers of elements, which are in `at` for the last axis, into positions along each axis.
void split_positions(const Array *mask, const std::vector<std::int64_t *> &at, std::int64_t count) {
    for (int axis = mask->ndim - 1; axis > 0; --axis) {
        const std::int64_t length = mask->shape[axis];
        std::int64_t *inner = at[static_cast<std::size_t>(axis)],
                     *outer = at[static_cast<std::size_t>(axis - 1)];
        // They ascend, so that dividing is seldom needed.
        std::int64_t line = 0, start = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t number = inner[i];
            if (number - start >= length) {
                line = number / length;
                start = line * length;
            }
            outer[i] = line;
            inner[i] = number - start;
        }
    }
}

} // namespace

int nonzero(Array *mask, std::vector<Ref> &positions) {
    const bool is_ready = mask->dtype == DType::Bool && mask->is_contiguous;
    Ref bytes = is_ready ? Ref::share(mask->object()) : copy_array(mask, DType::Bool);
    if (!bytes) return -1;
    const std::int64_t count = count_true(as_array(bytes));
    std::vector<std::int64_t *> out;
    for (int axis = 0; axis < mask->ndim; ++axis) {
        positions.push_back(new_array(DType::Int64, 1, &count));
        if (!positions.back()) return -1;
        out.push_back(reinterpret_cast<std::int64_t *>(as_array(positions.back())->data));
    }
    if (out.empty()) return 0;
    find_true(reinterpret_cast<const std::uint8_t *>(as_array(bytes)->data), mask->size, out.back(), count);
    split_positions(mask, out, count);
    return 0;
}

} // namespace adder::vecext
