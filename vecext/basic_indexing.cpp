// SPDX-License-Identifier: MIT
#include "vecext/basic_indexing.hpp"

#include <algorithm>
#include <cstring>

namespace adder::vecext {

namespace {

bool is_index(PyObject *item) {
    return PyLong_CheckExact(item) || (is_scalar(item) && as_array(item)->dtype == DType::Int64);
}

// The index counted from the start; false if it is out of bounds.
bool to_index(PyObject *item, std::int64_t length, std::int64_t &index) {
    if (PyLong_CheckExact(item)) {
        index = PyLong_AsSsize_t(item);
        if (index == -1 && PyErr_Occurred()) {
            PyErr_Clear();
            return false;
        }
    } else {
        std::memcpy(&index, as_array(item)->data, sizeof index);
    }
    if (index < 0) index += length;
    return index >= 0 && index < length;
}

// Bounds of any other kind would run code of theirs.
bool has_plain_bounds(PyObject *slice) {
    const auto *bounds = reinterpret_cast<PySliceObject *>(slice);
    const auto is_plain = [](PyObject *bound) { return bound == Py_None || PyLong_CheckExact(bound); };
    return is_plain(bounds->start) && is_plain(bounds->stop) && is_plain(bounds->step);
}

// A bound counted from the start, between `lowest` and `highest`; false if it is too large an int.
bool to_bound(PyObject *bound, std::int64_t otherwise, std::int64_t length, std::int64_t lowest,
              std::int64_t highest, std::int64_t &value) {
    value = otherwise;
    if (bound == Py_None) return true;
    int overflow;
    value = PyLong_AsLongLongAndOverflow(bound, &overflow);
    if (value < 0) value += length;
    value = std::clamp(value, lowest, highest);
    return overflow == 0;
}

// The elements of an axis that a slice selects.
bool to_range(const PySliceObject *slice, std::int64_t length, std::int64_t &start, std::int64_t &count,
              std::int64_t &step) {
    constexpr std::int64_t most = INT64_MAX / 32; // no stride overflows
    if (!to_bound(slice->step, 1, 0, -most, most, step) || step == 0) return false;
    const std::int64_t lowest = step > 0 ? 0 : -1, highest = step > 0 ? length : length - 1;
    std::int64_t stop;
    if (!to_bound(slice->start, step > 0 ? lowest : highest, length, lowest, highest, start)) return false;
    if (!to_bound(slice->stop, step > 0 ? highest : lowest, length, lowest, highest, stop)) return false;
    const std::int64_t distance = step > 0 ? stop - start : start - stop;
    const std::int64_t size = step > 0 ? step : -step;
    count = distance <= 0 ? 0 : size == 1 ? distance : (distance - 1) / size + 1;
    return true;
}

// How many axes the items take together; -1 if they are not for this unit.
int count_axes(PyObject *const *items, Py_ssize_t count) {
    int axes = 0, ellipses = 0;
    for (Py_ssize_t k = 0; k < count; ++k) {
        if (items[k] == Py_Ellipsis)
            ++ellipses;
        else if (is_index(items[k]) || (PySlice_Check(items[k]) && has_plain_bounds(items[k])))
            ++axes;
        else if (items[k] != Py_None)
            return -1;
    }
    return ellipses <= 1 ? axes : -1;
}

struct Reader {
    const Array *array;
    BasicSelection &selection;
    int axis = 0;

    void take_whole_axes(int count) {
        for (; count > 0; --count, ++axis)
            selection.dimensions.append(array->shape[axis], array->strides[axis]);
    }

    bool take_int(PyObject *item) {
        std::int64_t index;
        if (!to_index(item, array->shape[axis], index)) return false;
        selection.data += index * array->strides[axis++];
        return true;
    }

    bool take_slice(PyObject *item) {
        std::int64_t start, count, step;
        if (!to_range(reinterpret_cast<PySliceObject *>(item), array->shape[axis], start, count, step))
            return false;
        const std::int64_t stride = array->strides[axis++];
        if (count > 0) selection.data += start * stride;
        selection.dimensions.append(count, stride * step);
        return true;
    }

    bool take(PyObject *item, int ellipsis_axes) {
        if (PySlice_Check(item)) return take_slice(item);
        if (item == Py_None)
            selection.dimensions.append(1, 0);
        else if (item == Py_Ellipsis)
            take_whole_axes(ellipsis_axes);
        else
            return take_int(item);
        return true;
    }
};

} // namespace

bool select_basic(const Array *array, PyObject *key, BasicSelection &selection) {
    const bool is_tuple = PyTuple_Check(key);
    const Py_ssize_t count = is_tuple ? PyTuple_GET_SIZE(key) : 1;
    PyObject *const *items = is_tuple ? reinterpret_cast<PyTupleObject *>(key)->ob_item : &key;
    const int axes = count_axes(items, count);
    if (axes < 0 || axes > array->ndim || array->ndim + count > max_ndim) return false;
    selection.data = array->data;
    Reader reader{array, selection};
    for (Py_ssize_t k = 0; k < count; ++k) {
        if (!reader.take(items[k], array->ndim - axes)) return false;
    }
    selection.is_element = axes == array->ndim && axes == count && selection.dimensions.ndim == 0;
    reader.take_whole_axes(array->ndim - reader.axis);
    return true;
}

namespace {

template <class T> void fill_axes(const Dimensions &dimensions, int axis, char *at, const char *element) {
    for (std::int64_t i = 0; i < dimensions.shape[axis]; ++i, at += dimensions.strides[axis]) {
        if (axis + 1 < dimensions.ndim)
            fill_axes<T>(dimensions, axis + 1, at, element);
        else
            std::memcpy(at, element, sizeof(T));
    }
}

} // namespace

bool fill_small(const BasicSelection &selection, std::int64_t itemsize, const char *element) {
    constexpr std::int64_t most = 256;
    const Dimensions &dimensions = selection.dimensions;
    if (dimensions.ndim == 0 || dimensions.size() > most) return false;
    switch (itemsize) {
    case 8: fill_axes<std::int64_t>(dimensions, 0, selection.data, element); return true;
    case 4: fill_axes<std::int32_t>(dimensions, 0, selection.data, element); return true;
    case 1: fill_axes<std::int8_t>(dimensions, 0, selection.data, element); return true;
    default: return false;
    }
}

} // namespace adder::vecext
