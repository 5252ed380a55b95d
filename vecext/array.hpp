// SPDX-License-Identifier: MIT
// The array object: shape, strides, element type and who owns the memory.
//
// 1. `shape` and `strides` have `ndim` entries each; up to four dimensions they lie in the object itself.
// 2. Elements lie in the object (small arrays), in a block of their own, or in memory that `base` keeps
// alive.
//    A view's base is the array that owns the memory, never another view.
// 3. `is_contiguous` says that the elements lie one after another in C order, `is_fortran` the same of
// Fortran's
//    order (first axis fastest); both are set whenever the strides are.
// 4. Elements are always aligned. Foreign memory that is not is copied when it comes in.
// 5. A single element (`vecext.float64(1)`, what a[0] and a.sum() give) is an array without dimensions of a
// type of
//    its own (scalars.hpp), and read-only.
#pragma once

#include "vecext/ref.hpp"

#include <cstring>
#include <string>

#include "vecext/dtype.hpp"

namespace adder::vecext {

inline constexpr int max_ndim = 32;

enum class Storage : std::uint8_t { Inline, Block, Borrowed };

// C: last axis fastest. F: first axis fastest. Any: F if the model is F and not C, else C. Keep: the model's
// own.
enum class Order : std::uint8_t { C, F, Any, Keep };

struct Array {
    static constexpr int inline_ndim = 4;
    static constexpr int inline_bytes = 128;

    PyObject_HEAD char *data;
    std::int64_t *shape, *strides;
    std::int64_t size; // number of elements
    PyObject *base;    // owned; only with Storage::Borrowed
    int exports;       // buffers handed out that are still in use
    DType dtype;
    std::uint8_t ndim;
    Storage storage;
    bool is_writeable, is_contiguous, is_fortran;
    std::int64_t inline_dimensions[2 * inline_ndim];
    alignas(16) char inline_data[inline_bytes];

    PyObject *object() { return reinterpret_cast<PyObject *>(this); }
    std::int64_t bytes() const { return size * itemsize(dtype); }
};

// A shape and strides that belong to no array yet.
struct Dimensions {
    int ndim = 0;
    std::int64_t shape[max_ndim], strides[max_ndim];

    // Number of elements; INT64_MAX when there are more.
    std::int64_t size() const;
    // One dimension too many is counted but not kept: whoever makes an array of it raises ValueError.
    void append(std::int64_t length, std::int64_t stride) {
        if (ndim < max_ndim) {
            shape[ndim] = length;
            strides[ndim] = stride;
        }
        ++ndim;
    }
};

extern PyTypeObject array_type;
extern PyTypeObject scalar_types[dtype_count];

// Single elements only. No type can be derived from theirs.
inline bool is_scalar(PyObject *object) {
    const auto offset = reinterpret_cast<std::uintptr_t>(Py_TYPE(object)) -
                        reinterpret_cast<std::uintptr_t>(&scalar_types[0]);
    return offset < sizeof scalar_types;
}
// Arrays and scalars.
inline bool is_array(PyObject *object) {
    return Py_IS_TYPE(object, &array_type) || is_scalar(object);
}
inline Array *as_array(PyObject *object) {
    return reinterpret_cast<Array *>(object);
}
inline Array *as_array(const Ref &ref) {
    return as_array(ref.get());
}

// A new array in C or F order, its elements not set. Raises ValueError for a size beyond memory's,
// MemoryError.
[[nodiscard]] Ref new_array(DType dtype, int ndim, const std::int64_t *shape, Order order = Order::C);
// A scalar, its element not set; with the type of its own that says so.
[[nodiscard]] Ref new_scalar(DType dtype);
// A new array in C order of the shape of one that is neither empty nor has gaps.
[[nodiscard]] Ref new_twin(const Array *model, DType dtype);
// What becomes of an array or scalar when its last reference goes.
void destroy_array(Array *array);
// A new array of the model's shape.
[[nodiscard]] Ref new_array_like(const Array *model, DType dtype, Order order = Order::Keep);
// An array on the memory of `owner` (an array, or another object that keeps `data` alive); no element is
// copied.
[[nodiscard]] Ref new_view(PyObject *owner, char *data, DType dtype, const Dimensions &dimensions,
                           bool is_writeable);
[[nodiscard]] Ref new_view(Array *source, char *data, const Dimensions &dimensions);
// The same for elements that are all among the source's, as slices and single rows are: nothing is checked.
[[nodiscard]] Ref new_part(Array *source, char *data, const Dimensions &dimensions);
Dimensions dimensions_of(const Array *array);
// Other dimensions for the same elements of the same array; MemoryError.
[[nodiscard]] int set_dimensions(Array *array, const Dimensions &dimensions);

// A copy with elements of any type, without gaps.
[[nodiscard]] Ref copy_array(Array *source, DType dtype, Order order = Order::C);
// The array itself if it has the type already, else a converted copy.
[[nodiscard]] Ref cast_array(Array *source, DType dtype);
// Copies with conversion and broadcasting; ValueError if `source` does not fit. Safe when the memory
// overlaps.
[[nodiscard]] int assign_array(Array *target, Array *source);

// The first byte of all elements, and one past the last.
void address_range(const Array *array, const char *&low, const char *&high);
// The elements may lie in common memory (a cheap test by address ranges).
bool may_overlap(const Array *left, const Array *right);
bool has_same_shape(const Array *left, const Array *right);

// One element as a Python float, int, bool or complex, and back. An int outside of the type's range is an
// OverflowError.
[[nodiscard]] Ref from_element(DType dtype, const char *element);
[[nodiscard]] int to_element(PyObject *number, DType dtype, char *element);

// Copies one element: in registers, as the commonest sizes are known.
inline void copy_element(char *to, const char *from, std::int64_t bytes) {
    switch (bytes) {
    case 8: std::memcpy(to, from, 8); return;
    case 4: std::memcpy(to, from, 4); return;
    default: std::memcpy(to, from, static_cast<std::size_t>(bytes));
    }
}

// "(3,)", "(2,3)" as NumPy words shapes in errors.
std::string shape_text(int ndim, const std::int64_t *shape);
// A new tuple.
[[nodiscard]] Ref shape_tuple(int ndim, const std::int64_t *shape);

// Fills in the strides of C order, or of F order.
void set_c_strides(Dimensions &dimensions, DType dtype);
void set_f_strides(Dimensions &dimensions, DType dtype);
// 'C', 'F', 'A' or 'K'; ValueError for anything else. Null and None leave `order` alone.
[[nodiscard]] int to_order(PyObject *object, Order &order);

} // namespace adder::vecext
