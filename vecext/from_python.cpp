// SPDX-License-Identifier: MIT
// Arrays from Python values: numbers, nested sequences, and whatever lends its memory.
//
// A nested sequence is gone through twice: once to find shape and element type, once to fill the array.
// Sequences that are neither list nor tuple are made into lists first, so both passes see the same items.
#include "vecext/construct.hpp"

#include "vecext/broadcast.hpp"
#include "vecext/promotion.hpp"

#include <cstring>

namespace adder::vecext {

namespace {

// ---- buffers

// The type by kind and width of a format's letter: what C calls long has 4 or 8 bytes.
bool integer_dtype(bool is_signed, Py_ssize_t bytes, DType &dtype) {
    for (int row = 0; row < dtype_count; ++row) {
        const DTypeInfo &candidate = dtype_table[static_cast<std::size_t>(row)];
        if (candidate.kind != (is_signed ? 'i' : 'u') || candidate.itemsize != bytes) continue;
        dtype = static_cast<DType>(row);
        return true;
    }
    return false;
}

bool format_to_dtype(const Py_buffer &view, DType &dtype) {
    const char *format = view.format != nullptr ? view.format : "B";
    if (*format == '@' || *format == '=' || *format == '<') ++format;
    const bool is_complex = *format == 'Z';
    if (is_complex) ++format;
    if (std::strlen(format) != 1) return false;
    if (is_complex)
        dtype = *format == 'f' ? DType::Complex64 : DType::Complex128;
    else if (*format == '?')
        dtype = DType::Bool;
    else if (*format == 'f')
        dtype = DType::Float32;
    else if (*format == 'd')
        dtype = DType::Float64;
    else if (std::strchr("bhilqn", *format) != nullptr)
        return integer_dtype(true, view.itemsize, dtype);
    else if (std::strchr("BHILQN", *format) != nullptr)
        return integer_dtype(false, view.itemsize, dtype);
    else
        return false;
    return !is_complex || *format == 'f' || *format == 'd';
}

bool is_aligned(const Py_buffer &view, DType dtype) {
    auto address = reinterpret_cast<std::uintptr_t>(view.buf);
    for (int axis = 0; axis < view.ndim; ++axis) address |= static_cast<std::uintptr_t>(view.strides[axis]);
    return address % static_cast<std::uintptr_t>(alignment(dtype)) == 0;
}

// Memory that is not aligned is copied.
Ref copy_unaligned(const Py_buffer &view, DType dtype, const Dimensions &dimensions) {
    Ref result = new_array(dtype, dimensions.ndim, dimensions.shape);
    if (!result) return nullptr;
    Walk walk;
    walk.ndim = dimensions.ndim;
    std::copy_n(dimensions.shape, walk.ndim, walk.shape);
    walk.add(static_cast<char *>(view.buf), dimensions.ndim, dimensions.shape, dimensions.strides);
    walk.add(as_array(result));
    const auto bytes = static_cast<std::size_t>(itemsize(dtype));
    for_each_run(walk, [bytes](const Run &run) {
        for (std::ptrdiff_t i = 0; i < run.count; ++i) {
            std::memcpy(run.out + i * run.out_stride, run.in[0].data + i * run.in[0].stride, bytes);
        }
        return 0u;
    });
    return result;
}

Ref view_of_buffer(PyObject *holder, const Py_buffer &view) {
    DType dtype;
    if (!format_to_dtype(view, dtype) || view.suboffsets != nullptr || view.itemsize != itemsize(dtype)) {
        return raised(PyErr_Format(PyExc_TypeError, "cannot make an array of a buffer with format '%s'",
                                   view.format != nullptr ? view.format : "B"));
    }
    if (view.ndim > max_ndim) {
        return raised(PyErr_Format(PyExc_ValueError,
                                   "maximum supported dimension for an ndarray is %d, found %d", max_ndim,
                                   view.ndim));
    }
    Dimensions dimensions;
    for (int axis = 0; axis < view.ndim; ++axis) dimensions.append(view.shape[axis], view.strides[axis]);
    if (!is_aligned(view, dtype)) return copy_unaligned(view, dtype, dimensions);
    return new_view(holder, static_cast<char *>(view.buf), dtype, dimensions, view.readonly == 0);
}

constexpr const char *buffer_name = "vecext.buffer";

Py_buffer *held_buffer(PyObject *capsule) {
    return static_cast<Py_buffer *>(PyCapsule_GetPointer(capsule, buffer_name));
}

void release_buffer(PyObject *capsule) {
    Py_buffer *view = held_buffer(capsule);
    PyBuffer_Release(view);
    PyMem_Free(view);
}

// Asks for the object's buffer and keeps it for as long as the capsule lives.
Ref hold_buffer(PyObject *object) {
    auto *view = static_cast<Py_buffer *>(PyMem_Calloc(1, sizeof(Py_buffer)));
    if (view == nullptr) return raised(PyErr_NoMemory());
    Ref capsule = Ref::steal(PyCapsule_New(view, buffer_name, nullptr));
    if (!capsule || PyObject_GetBuffer(object, view, PyBUF_FULL_RO) < 0 ||
        PyCapsule_SetDestructor(capsule.get(), release_buffer) < 0) {
        PyMem_Free(view);
        return nullptr;
    }
    return capsule;
}

// The view's base is a capsule that holds the buffer of a memoryview. As the buffer is in use, the memoryview
// cannot be released while the view lives.
Ref from_buffer(PyObject *object) {
    Ref memory = Ref::steal(PyMemoryView_FromObject(object));
    if (!memory) return nullptr;
    Ref holder = hold_buffer(memory.get());
    return holder ? view_of_buffer(holder.get(), *held_buffer(holder.get())) : nullptr;
}

// ---- nested sequences

bool is_sequence(PyObject *object) {
    return PyList_Check(object) || PyTuple_Check(object);
}

// A list or tuple of the items; a str is no sequence of numbers.
Ref as_items(PyObject *object) {
    if (is_sequence(object)) return Ref::share(object);
    if (PyUnicode_Check(object) || PyBytes_Check(object) || !PySequence_Check(object)) return nullptr;
    Ref items = Ref::steal(PySequence_List(object));
    if (!items) PyErr_Clear();
    return items;
}

Py_ssize_t item_count(PyObject *items) {
    return PyList_Check(items) ? PyList_GET_SIZE(items) : PyTuple_GET_SIZE(items);
}
PyObject *item_at(PyObject *items, Py_ssize_t index) {
    return PyList_Check(items) ? PyList_GET_ITEM(items, index) : PyTuple_GET_ITEM(items, index);
}

// uint64 for what is too large for int64 and not negative.
DType int_dtype(PyObject *object) {
    int overflow;
    PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow > 0 ? DType::UInt64 : DType::Int64;
}

bool number_dtype(PyObject *object, DType &dtype) {
    if (PyFloat_Check(object))
        dtype = DType::Float64;
    else if (PyBool_Check(object))
        dtype = DType::Bool;
    else if (PyComplex_Check(object))
        dtype = DType::Complex128;
    else if (PyLong_Check(object))
        dtype = int_dtype(object);
    else
        return false;
    return true;
}

// What the first pass finds out.
struct Discovery {
    Dimensions shape;    // as far as every item agrees
    int leaf_depth = -1; // at which numbers stand; -1 before the first
    bool is_ragged = false;
    bool has_dtype = false;
    DType dtype = DType::Float64;

    void add_dtype(DType found) {
        dtype = has_dtype ? promote(dtype, found) : found;
        has_dtype = true;
    }
    // The level `depth` has `length` items; the first sequence there decides.
    void add_level(int depth, std::int64_t length) {
        if (leaf_depth >= 0 && depth >= leaf_depth)
            is_ragged = true;
        else if (depth == shape.ndim)
            shape.append(length, 0);
        else if (shape.shape[depth] != length)
            is_ragged = true;
        if (is_ragged && depth < shape.ndim) shape.ndim = depth;
    }
    // A number that tells nothing new.
    bool knows(PyObject *number, int depth) const {
        if (!has_dtype || depth != leaf_depth || depth < shape.ndim) return false;
        if (PyFloat_CheckExact(number)) return dtype == DType::Float64;
        if (!PyLong_CheckExact(number) || dtype != DType::Int64) return false;
        int overflow;
        PyLong_AsLongLongAndOverflow(number, &overflow);
        return overflow == 0;
    }
    void add_leaf(int depth) {
        if (leaf_depth < 0) leaf_depth = depth;
        if (depth != leaf_depth || depth < shape.ndim) {
            is_ragged = true;
            shape.ndim = std::min(shape.ndim, depth);
        }
    }
};

int raise_not_a_number(PyObject *object) {
    PyErr_Format(PyExc_TypeError, "an array holds numbers, not '%.200s'", Py_TYPE(object)->tp_name);
    return -1;
}

int discover(PyObject *object, int depth, Discovery &found);

int discover_array(const Array *array, int depth, Discovery &found) {
    if (depth + array->ndim > max_ndim) found.is_ragged = true;
    for (int axis = 0; axis < array->ndim && !found.is_ragged; ++axis)
        found.add_level(depth + axis, array->shape[axis]);
    if (!found.is_ragged) found.add_leaf(depth + array->ndim);
    found.add_dtype(array->dtype);
    return 0;
}

int discover_items(PyObject *items, int depth, Discovery &found) {
    found.add_level(depth, item_count(items));
    for (Py_ssize_t i = 0; i < item_count(items); ++i) {
        if (found.knows(item_at(items, i), depth + 1)) continue;
        const Ref item = Ref::share(item_at(items, i)); // its methods may take it out of the list
        if (discover(item.get(), depth + 1, found) < 0) return -1;
    }
    return 0;
}

int discover(PyObject *object, int depth, Discovery &found) {
    DType dtype;
    if (number_dtype(object, dtype)) {
        found.add_leaf(depth);
        found.add_dtype(dtype);
        return 0;
    }
    if (is_array(object)) return discover_array(as_array(object), depth, found);
    if (found.is_ragged) return 0;
    if (depth > 0 && PyObject_CheckBuffer(object) && !PyBytes_Check(object)) {
        Ref lent = from_buffer(object);
        if (lent) return discover_array(as_array(lent), depth, found);
        PyErr_Clear();
    }
    Ref items = as_items(object);
    if (items && depth < max_ndim) return discover_items(items.get(), depth, found);
    if (items)
        found.is_ragged = true;
    else if (PyIndex_Check(object))
        found.add_leaf(depth), found.add_dtype(DType::Int64);
    else if (PyNumber_Check(object))
        found.add_leaf(depth), found.add_dtype(DType::Float64);
    else
        return raise_not_a_number(object);
    return 0;
}

int fill(PyObject *object, int depth, Array *array, char *at);

int fill_array(Array *source, int depth, Array *target, char *at) {
    Dimensions rest;
    for (int axis = depth; axis < target->ndim; ++axis)
        rest.append(target->shape[axis], target->strides[axis]);
    Ref part = new_view(target, at, rest);
    return part ? assign_array(as_array(part), source) : -1;
}

// The commonest numbers, stored without asking the object anything; false for all others.
bool fill_plain(PyObject *number, DType dtype, char *at) {
    if (dtype == DType::Float64 && PyFloat_CheckExact(number)) {
        const double value = PyFloat_AS_DOUBLE(number);
        std::memcpy(at, &value, sizeof value);
        return true;
    }
    if (dtype != DType::Int64 || !PyLong_CheckExact(number)) return false;
    int overflow;
    const long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    std::memcpy(at, &value, sizeof value);
    return overflow == 0;
}

// `object` has the shape that was discovered: nothing can have changed it but code that ran in between.
int fill_items(PyObject *items, int depth, Array *array, char *at) {
    if (item_count(items) != array->shape[depth]) {
        PyErr_SetString(PyExc_RuntimeError, "sequence changed size while an array was made of it");
        return -1;
    }
    const bool is_innermost = depth + 1 == array->ndim;
    const std::int64_t stride = array->strides[depth];
    for (Py_ssize_t i = 0; i < array->shape[depth] && i < item_count(items); ++i, at += stride) {
        PyObject *item = item_at(items, i);
        if (is_innermost && fill_plain(item, array->dtype, at)) continue;
        if (fill(Ref::share(item).get(), depth + 1, array, at) < 0) return -1;
    }
    return 0;
}

int fill(PyObject *object, int depth, Array *array, char *at) {
    if (is_array(object)) return fill_array(as_array(object), depth, array, at);
    if (depth < array->ndim && PyObject_CheckBuffer(object) && !PyBytes_Check(object)) {
        Ref lent = from_buffer(object);
        if (lent) return fill_array(as_array(lent), depth, array, at);
        PyErr_Clear();
    }
    if (depth == array->ndim) return to_element(object, array->dtype, at);
    Ref items = as_items(object);
    return items ? fill_items(items.get(), depth, array, at) : raise_not_a_number(object);
}

Ref raise_ragged(const Discovery &found) {
    return raised(PyErr_Format(
        PyExc_ValueError,
        "setting an array element with a sequence. The requested array has an inhomogeneous shape after %d "
        "dimensions. The detected shape was %s + inhomogeneous part.",
        found.shape.ndim, shape_text(found.shape.ndim, found.shape.shape).c_str()));
}

Ref from_values(PyObject *object, const DType *dtype) {
    Discovery found;
    if (discover(object, 0, found) < 0) return nullptr;
    if (found.is_ragged) return raise_ragged(found);
    Ref array = new_array(dtype != nullptr ? *dtype : found.dtype, found.shape.ndim, found.shape.shape);
    if (!array || fill(object, 0, as_array(array), as_array(array)->data) < 0) return nullptr;
    return array;
}

} // namespace

PyObject *lender_of(PyObject *base) {
    return PyCapsule_IsValid(base, buffer_name) ? held_buffer(base)->obj : base;
}

Ref bytes_of(PyObject *object) {
    Ref memory = Ref::steal(PyMemoryView_FromObject(object));
    Ref holder = memory ? hold_buffer(memory.get()) : nullptr;
    if (!holder) return nullptr;
    const Py_buffer &view = *held_buffer(holder.get());
    if (!PyBuffer_IsContiguous(&view, 'C')) {
        return raised(PyErr_Format(PyExc_ValueError, "ndarray is not C-contiguous"));
    }
    Dimensions shape;
    shape.append(view.len, 1);
    return new_view(holder.get(), static_cast<char *>(view.buf), DType::UInt8, shape, view.readonly == 0);
}

Ref to_array(PyObject *object, const DType *dtype) {
    if (is_array(object))
        return cast_array(as_array(object), dtype != nullptr ? *dtype : as_array(object)->dtype);
    if (!PyObject_CheckBuffer(object) || PyBytes_Check(object) || PyFloat_Check(object) ||
        PyLong_Check(object) || PyComplex_Check(object)) {
        return from_values(object, dtype);
    }
    Ref view = from_buffer(object);
    if (!view && PySequence_Check(object) && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        return from_values(object, dtype);
    }
    return view && dtype != nullptr ? cast_array(as_array(view), *dtype) : std::move(view);
}

namespace {

int append_length(PyObject *object, Dimensions &shape) {
    const Py_ssize_t length = PyNumber_AsSsize_t(object, PyExc_OverflowError);
    if (length == -1 && PyErr_Occurred()) return -1;
    shape.append(length, 0);
    return 0;
}

int check_count(Py_ssize_t count) {
    if (count <= max_ndim) return 0;
    PyErr_Format(PyExc_ValueError, "maximum supported dimension for an ndarray is %d, found %zd", max_ndim,
                 count);
    return -1;
}

int append_elements(Array *lengths, Dimensions &shape) {
    if (!is_integer(lengths->dtype)) {
        PyErr_Format(PyExc_TypeError, "'%s' object cannot be interpreted as an integer",
                     info(lengths->dtype).name);
        return -1;
    }
    Ref whole = check_count(lengths->size) < 0 ? nullptr : copy_array(lengths, DType::Int64);
    if (!whole) return -1;
    const auto *values = reinterpret_cast<const std::int64_t *>(as_array(whole)->data);
    for (std::int64_t k = 0; k < lengths->size; ++k) shape.append(values[k], 0);
    return 0;
}

} // namespace

int to_shape(PyObject *object, Dimensions &shape) {
    if (is_array(object) && as_array(object)->ndim == 1) return append_elements(as_array(object), shape);
    if (PyIndex_Check(object)) return append_length(object, shape);
    Ref items = as_items(object);
    if (!items) {
        if (!PyErr_Occurred()) {
            PyErr_Format(PyExc_TypeError, "expected a sequence of integers or a single integer, got '%R'",
                         object);
        }
        return -1;
    }
    if (check_count(item_count(items.get())) < 0) return -1;
    for (Py_ssize_t i = 0; i < item_count(items.get()); ++i) {
        const Ref item = Ref::share(item_at(items.get(), i)); // its methods may take it out of the list
        if (append_length(item.get(), shape) < 0) return -1;
    }
    return 0;
}

} // namespace adder::vecext
