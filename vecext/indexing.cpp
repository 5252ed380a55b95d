// SPDX-License-Identifier: MIT
#include "vecext/indexing.hpp"

#include <algorithm>
#include <cstring>

#include "vecext/basic_indexing.hpp"
#include "vecext/construct.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/picking.hpp"
#include "vecext/scalars.hpp"

namespace adder::vecext {

namespace {

// A whole number without dimensions is an index like an int.
bool is_index_array(PyObject *item) {
    if (is_array(item)) return as_array(item)->ndim > 0 || !is_integer(as_array(item)->dtype);
    return PyList_Check(item) || PyBool_Check(item) || PyTuple_Check(item) || PyRange_Check(item);
}

// How many axes of the array one item of the key takes up; -1 with an exception.
int axes_of(PyObject *item) {
    if (item == Py_None || item == Py_Ellipsis) return 0;
    if (is_array(item) && as_array(item)->dtype == DType::Bool) return as_array(item)->ndim;
    return 1;
}

int raise_invalid_index() {
    PyErr_SetString(PyExc_IndexError,
                    "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and "
                    "integer or boolean arrays are valid indices");
    return -1;
}

int raise_out_of_bounds(std::int64_t index, int axis, std::int64_t length) {
    PyErr_Format(PyExc_IndexError, "index %lld is out of bounds for axis %d with size %lld",
                 static_cast<long long>(index), axis, static_cast<long long>(length));
    return -1;
}

// Goes through a key from left to right.
struct KeyReader {
    Array *array;
    Selection &selection;
    int axis = 0;                // of the array, next to be taken
    int last_advanced_item = -1; // position in the key

    std::int64_t length() const { return array->shape[axis]; }
    std::int64_t stride() const { return array->strides[axis]; }

    void take_whole_axes(int count) {
        for (; count > 0; --count, ++axis) selection.dimensions.append(length(), stride());
    }

    // Where index arrays occur, ints count among them: something else in between scatters them.
    void note_advanced(int item_position) {
        selection.is_scattered |= last_advanced_item >= 0 && last_advanced_item != item_position - 1;
        last_advanced_item = item_position;
    }

    int take_int(PyObject *item, int item_position) {
        note_advanced(item_position);
        const Py_ssize_t index = PyNumber_AsSsize_t(item, PyExc_IndexError);
        if (index == -1 && PyErr_Occurred()) return -1;
        const std::int64_t wrapped = index < 0 ? index + length() : index;
        if (wrapped < 0 || wrapped >= length()) return raise_out_of_bounds(index, axis, length());
        selection.data += wrapped * stride();
        ++axis;
        return 0;
    }

    int take_slice(PyObject *item) {
        Py_ssize_t start, stop, step;
        if (PySlice_Unpack(item, &start, &stop, &step) < 0) return -1;
        const Py_ssize_t count = PySlice_AdjustIndices(length(), &start, &stop, step);
        if (count > 0) selection.data += start * stride();
        selection.dimensions.append(count, stride() * step);
        ++axis;
        return 0;
    }

    int take_mask(Array *mask) {
        for (int k = 0; k < mask->ndim; ++k) {
            if (mask->shape[k] == array->shape[axis + k]) continue;
            PyErr_Format(
                PyExc_IndexError,
                "boolean index did not match indexed array along dimension %d; dimension is %lld but "
                "corresponding boolean dimension is %lld",
                axis + k, static_cast<long long>(array->shape[axis + k]),
                static_cast<long long>(mask->shape[k]));
            return -1;
        }
        if (mask->ndim == 0) return take_single_mask(*mask->data != 0);
        std::vector<Ref> positions;
        if (nonzero(mask, positions) < 0) return -1;
        for (Ref &position : positions) {
            selection.index_arrays.push_back({std::move(position), selection.dimensions.ndim});
            selection.dimensions.append(length(), stride());
            ++axis;
        }
        return 0;
    }

    // a[True] is a[None], a[False] the same without elements.
    int take_single_mask(bool is_set) {
        const std::int64_t count = is_set;
        Ref zeros = new_array(DType::Int64, 1, &count);
        if (!zeros) return -1;
        std::memset(as_array(zeros)->data, 0, sizeof(std::int64_t));
        selection.index_arrays.push_back({std::move(zeros), selection.dimensions.ndim});
        selection.dimensions.append(1, 0);
        return 0;
    }

    // Checks the indices against the axis they are for, which only this place knows by its number.
    int check_indices(Array *indices) {
        const std::int64_t *values = reinterpret_cast<const std::int64_t *>(indices->data);
        for (std::int64_t i = 0; i < indices->size; ++i) {
            if (values[i] < -length() || values[i] >= length())
                return raise_out_of_bounds(values[i], axis, length());
        }
        return 0;
    }

    int take_index_array(PyObject *item, int item_position) {
        note_advanced(item_position);
        Ref indices = to_array(item);
        if (!indices) return -1;
        const bool is_empty_list = as_array(indices)->size == 0 && PyList_Check(item);
        if (as_array(indices)->dtype == DType::Bool) return take_mask(as_array(indices));
        if (!is_integer(as_array(indices)->dtype) && !is_empty_list) {
            PyErr_SetString(PyExc_IndexError, "arrays used as indices must be of integer (or boolean) type");
            return -1;
        }
        const bool is_ready = as_array(indices)->dtype == DType::Int64 && as_array(indices)->is_contiguous;
        if (!is_ready) indices = copy_array(as_array(indices), DType::Int64);
        if (!indices || check_indices(as_array(indices)) < 0) return -1;
        selection.index_arrays.push_back({std::move(indices), selection.dimensions.ndim});
        selection.dimensions.append(length(), stride());
        ++axis;
        return 0;
    }

    int take(PyObject *item, int item_position, int ellipsis_axes) {
        if (item == Py_None) {
            selection.dimensions.append(1, 0);
            return 0;
        }
        if (item == Py_Ellipsis) return take_whole_axes(ellipsis_axes), 0;
        if (PySlice_Check(item)) return take_slice(item);
        if (is_index_array(item)) return take_index_array(item, item_position);
        if (PyIndex_Check(item)) return take_int(item, item_position);
        return raise_invalid_index();
    }
};

// Axes that the items take up together; -1 if there are two ellipses.
int count_axes(PyObject *const *items, int count) {
    int axes = 0, ellipses = 0;
    for (int k = 0; k < count; ++k) {
        axes += axes_of(items[k]);
        ellipses += items[k] == Py_Ellipsis;
    }
    if (ellipses <= 1) return axes;
    PyErr_SetString(PyExc_IndexError, "an index can only have a single ellipsis ('...')");
    return -1;
}

// A list of a mask counts with its dimensions, so masks in lists become arrays before anything is counted.
Ref replaced_mask(PyObject *item) {
    if (!PyList_Check(item) && !PyBool_Check(item)) return Ref::share(item);
    Ref converted = to_array(item);
    if (converted && as_array(converted)->dtype == DType::Bool) return converted;
    return converted ? Ref::share(item) : nullptr;
}

// Dimensions of length 1 that an item puts in.
bool is_new_axis(PyObject *item) {
    return item == Py_None || (is_array(item) && as_array(item)->dtype == DType::Bool && axes_of(item) == 0);
}

int check_result_ndim(int ndim) {
    if (ndim <= max_ndim) return 0;
    PyErr_Format(PyExc_IndexError,
                 "number of dimensions must be within [0, %d], indexing result would have %d", max_ndim,
                 ndim);
    return -1;
}

int read_items(KeyReader &reader, PyObject *const *items, int count) {
    const int axes = count_axes(items, count);
    if (axes < 0) return -1;
    const int new_axes = static_cast<int>(std::count_if(items, items + count, is_new_axis));
    if (check_result_ndim(reader.array->ndim + new_axes) < 0) return -1;
    const int left = reader.array->ndim - axes;
    if (left < 0) {
        PyErr_Format(PyExc_IndexError,
                     "too many indices for array: array is %d-dimensional, but %d were indexed",
                     reader.array->ndim, axes);
        return -1;
    }
    for (int k = 0; k < count; ++k) {
        if (reader.take(items[k], k, left) < 0) return -1;
    }
    reader.take_whole_axes(reader.array->ndim - reader.axis);
    return 0;
}

} // namespace

int select(Array *array, PyObject *key, Selection &selection) {
    selection.data = array->data;
    const bool is_tuple = PyTuple_Check(key);
    const int count = is_tuple ? static_cast<int>(PyTuple_GET_SIZE(key)) : 1;
    if (count > 2 * max_ndim) {
        PyErr_SetString(PyExc_IndexError, "too many indices for array");
        return -1;
    }
    Ref owned[2 * max_ndim];
    PyObject *items[2 * max_ndim];
    bool has_ellipsis = false;
    for (int k = 0; k < count; ++k) {
        owned[k] = replaced_mask(is_tuple ? PyTuple_GET_ITEM(key, k) : key);
        if (!owned[k]) return -1;
        items[k] = owned[k].get();
        has_ellipsis |= items[k] == Py_Ellipsis;
    }
    KeyReader reader{array, selection};
    if (read_items(reader, items, count) < 0) return -1;
    selection.is_element = selection.dimensions.ndim == 0 && selection.index_arrays.empty() && !has_ellipsis;
    return 0;
}

Ref item_at(Array *array, std::int64_t index) {
    char *at = array->data + index * array->strides[0];
    if (array->ndim == 1) return make_scalar(array->dtype, at);
    Dimensions rest;
    for (int axis = 1; axis < array->ndim; ++axis) rest.append(array->shape[axis], array->strides[axis]);
    return new_part(array, at, rest);
}

namespace {

// The commonest key, an int for the first axis; false if the general way must look at it.
bool plain_index(Array *array, PyObject *key, std::int64_t &index) {
    if (!PyLong_Check(key) || PyBool_Check(key) || array->ndim == 0) return false;
    index = PyLong_AsSsize_t(key);
    if (index == -1 && PyErr_Occurred()) {
        PyErr_Clear();
        return false;
    }
    if (index < 0) index += array->shape[0];
    return index >= 0 && index < array->shape[0];
}

int check_writeable(Array *array) {
    if (array->is_writeable) return 0;
    PyErr_SetString(PyExc_ValueError, "assignment destination is read-only");
    return -1;
}

bool is_number(PyObject *value) {
    return PyFloat_Check(value) || PyLong_Check(value) || PyComplex_Check(value);
}

// NumPy words a sequence for one element differently from other things that are no numbers.
int store_element(PyObject *value, DType dtype, char *at) {
    const bool is_sequence =
        is_array(value) ? as_array(value)->size != 1 : PyList_Check(value) || PyTuple_Check(value);
    if (is_sequence) {
        PyErr_SetString(PyExc_ValueError, "setting an array element with a sequence.");
        return -1;
    }
    if (!is_array(value)) return to_element(value, dtype, at);
    // One element of an array, converted as arrays are.
    Ref converted = copy_array(as_array(value), dtype);
    if (!converted) return -1;
    std::memcpy(at, as_array(converted)->data, static_cast<std::size_t>(itemsize(dtype)));
    return 0;
}

} // namespace

namespace {

// A mask of the array's own shape.
bool is_whole_mask(const Array *array, PyObject *key) {
    return is_array(key) && as_array(key)->dtype == DType::Bool && array->ndim > 0 &&
           has_same_shape(array, as_array(key));
}

Ref pick_masked(Array *array, Array *mask) {
    Ref source = array->is_contiguous ? Ref::share(array->object()) : copy_array(array, array->dtype);
    Ref wanted = mask->is_contiguous ? Ref::share(mask->object()) : copy_array(mask, DType::Bool);
    return source && wanted ? pick_by_mask(as_array(source), as_array(wanted)) : nullptr;
}

// The element that a number or an array without dimensions is as the array's type.
Ref single_value(const Array *array, PyObject *value) {
    if (is_array(value)) return copy_array(as_array(value), array->dtype);
    alignas(16) char element[16];
    return to_element(value, array->dtype, element) < 0 ? nullptr : make_scalar(array->dtype, element);
}
bool is_single(PyObject *value) {
    return is_number(value) || (is_array(value) && as_array(value)->ndim == 0);
}

// Whether two arrays without gaps share no memory.
bool are_apart(const Array *left, const Array *right) {
    return left->data + left->size * itemsize(left->dtype) <= right->data ||
           right->data + right->size * itemsize(right->dtype) <= left->data;
}
// Whether the key can be read while the array is written.
bool is_readable_beside(const Array *array, const Array *key) {
    return array->is_contiguous && key->is_contiguous && are_apart(array, key);
}

// One value wherever the mask is true.
int fill_masked(Array *array, PyObject *mask, PyObject *value) {
    Ref filling = single_value(array, value);
    if (!filling) return -1;
    constexpr std::int64_t small = 64; // no longer than it takes to prepare a select
    if (array->size <= small && is_readable_beside(array, as_array(mask))) {
        put_by_mask(array, as_array(mask), as_array(filling));
        return 0;
    }
    PyObject *const operands[] = {mask, filling.get(), array->object()};
    Options options;
    options.target = array;
    return apply_to(Operation::Where, operands, 3, options) ? 0 : -1;
}

// Values that can be stored as they lie: one for each place, or a single one.
bool can_store(const Array *array, const Array *values, std::int64_t places) {
    return values->dtype == array->dtype && values->is_contiguous && are_apart(array, values) &&
           (values->size == 1 || values->size == places);
}

bool has_positions(const Array *array, PyObject *key) {
    return array->ndim > 0 && array->is_contiguous && Py_IS_TYPE(key, &array_type) &&
           is_integer(as_array(key)->dtype) && as_array(key)->ndim > 0;
}

// The commonest arrays as keys; 0 if the general way must do it, 1 if it is done.
int assign_directly(Array *array, PyObject *key, PyObject *value) {
    const bool is_mask = is_whole_mask(array, key);
    if (is_mask && is_single(value)) return fill_masked(array, key, value) < 0 ? -1 : 1;
    if (!is_mask && (array->ndim != 1 || !has_positions(array, key))) return 0;
    if ((!is_single(value) && !is_array(value)) || !is_readable_beside(array, as_array(key))) return 0;
    Ref values = is_single(value) ? single_value(array, value) : Ref::share(value);
    if (!values) return -1;
    const Array *given = as_array(values);
    if (given->ndim == 1 && !is_mask && as_array(key)->ndim != 1) return 0;
    const std::int64_t places = is_mask ? count_true(as_array(key)) : as_array(key)->size;
    if (given->ndim > 1 || !can_store(array, given, places)) return 0;
    if (!is_mask) return put_first_axis(array, key, given) < 0 ? -1 : 1;
    put_by_mask(array, as_array(key), given);
    return 1;
}

int check_masked_values(PyObject *value) {
    if (!is_array(value) || as_array(value)->ndim <= 1) return 0;
    PyErr_Format(PyExc_TypeError,
                 "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has %d "
                 "dimensions",
                 as_array(value)->ndim);
    return -1;
}

} // namespace

namespace {

// A number takes on the array's type.
Ref values_for(const Array *array, PyObject *value) {
    return to_array(value, is_number(value) ? &array->dtype : nullptr);
}

int assign_basic(Array *array, const BasicSelection &selection, PyObject *value) {
    if (selection.is_element) return store_element(value, array->dtype, selection.data);
    alignas(16) char element[16];
    if (is_number(value)) {
        if (to_element(value, array->dtype, element) < 0) return -1;
        if (fill_small(selection, itemsize(array->dtype), element)) return 0;
    }
    Ref values = values_for(array, value);
    Ref part = values ? new_part(array, selection.data, selection.dimensions) : nullptr;
    return part ? assign_array(as_array(part), as_array(values)) : -1;
}

} // namespace

PyObject *array_subscript(PyObject *self, PyObject *key) {
    Array *array = as_array(self);
    std::int64_t index;
    if (plain_index(array, key, index)) return item_at(array, index).release();
    BasicSelection basic;
    if (select_basic(array, key, basic)) {
        if (basic.is_element) return make_scalar(array->dtype, basic.data).release();
        return new_part(array, basic.data, basic.dimensions).release();
    }
    if (is_whole_mask(array, key)) return pick_masked(array, as_array(key)).release();
    if (has_positions(array, key)) return take_first_axis(array, key).release();
    Selection selection;
    if (select(array, key, selection) < 0) return nullptr;
    if (selection.is_element) return make_scalar(array->dtype, selection.data).release();
    if (!selection.index_arrays.empty()) return unwrap_scalar(gather(array, selection)).release();
    return new_view(array, selection.data, selection.dimensions).release();
}

int array_ass_subscript(PyObject *self, PyObject *key, PyObject *value) {
    Array *array = as_array(self);
    if (value == nullptr) {
        PyErr_SetString(PyExc_ValueError, "cannot delete array elements");
        return -1;
    }
    if (check_writeable(array) < 0) return -1;
    std::int64_t index;
    if (array->ndim == 1 && plain_index(array, key, index) && is_number(value)) {
        return to_element(value, array->dtype, array->data + index * array->strides[0]);
    }
    BasicSelection basic;
    if (select_basic(array, key, basic)) return assign_basic(array, basic, value);
    if (const int done = assign_directly(array, key, value); done != 0) return done < 0 ? -1 : 0;
    if (is_whole_mask(array, key) && check_masked_values(value) < 0) return -1;
    Selection selection;
    if (select(array, key, selection) < 0) return -1;
    if (selection.is_element) return store_element(value, array->dtype, selection.data);
    Ref values = values_for(array, value);
    if (!values) return -1;
    if (!selection.index_arrays.empty()) return scatter(array, selection, as_array(values));
    Ref view = new_view(array, selection.data, selection.dimensions);
    return view ? assign_array(as_array(view), as_array(values)) : -1;
}

} // namespace adder::vecext
