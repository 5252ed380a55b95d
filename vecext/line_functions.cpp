// SPDX-License-Identifier: MIT
#include "vecext/line_functions.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "vecext/array.hpp"
#include "vecext/scalars.hpp"

namespace adder::vecext {

namespace {

PyObject *declined() {
    Py_RETURN_NONE;
}

bool is_plain(PyObject *object, DType dtype) {
    return is_array(object) && as_array(object)->dtype == dtype && as_array(object)->is_contiguous;
}
bool is_plain_line(PyObject *object, DType dtype) {
    return is_plain(object, dtype) && as_array(object)->ndim == 1;
}

template <class T> T *elements_of(PyObject *array) {
    return reinterpret_cast<T *>(as_array(array)->data);
}

int check_count(const char *function, Py_ssize_t count, Py_ssize_t wanted) {
    if (count == wanted) return 0;
    PyErr_Format(PyExc_TypeError, "%s() takes %zd arguments (%zd given)", function, wanted, count);
    return -1;
}

// ---- interpolation

// Points (x[k], y[k]) with x ascending, and the values before the first and behind the last.
struct Points {
    const double *x, *y;
    std::int64_t count;
    double left, right;
    std::int64_t segment = 0; // where the last value was found: neighbours are often asked for in turn

    // On the line from point k to the next: from its left end, or the right one where infinities spoil that.
    double on_segment(std::int64_t k, double at) const {
        if (at == x[k]) return y[k];
        const double slope = (y[k + 1] - y[k]) / (x[k + 1] - x[k]);
        const double value = slope * (at - x[k]) + y[k];
        if (!std::isnan(value)) return value;
        const double again = slope * (at - x[k + 1]) + y[k + 1];
        return std::isnan(again) && y[k] == y[k + 1] ? y[k] : again;
    }

    double operator()(double at) {
        if (std::isnan(at)) return count > 1 ? at : y[0];
        if (at < x[0]) return left;
        if (at > x[count - 1]) return right;
        const bool is_same = segment + 1 < count && x[segment] <= at && at < x[segment + 1];
        if (!is_same) segment = std::upper_bound(x, x + count, at) - x - 1;
        return segment + 1 >= count ? y[count - 1] : on_segment(std::max<std::int64_t>(segment, 0), at);
    }
};

int outer_value(PyObject *object, double inner, double &value) {
    value = inner;
    if (object == Py_None) return 0;
    value = PyFloat_AsDouble(object);
    return value == -1 && PyErr_Occurred() ? -1 : 0;
}

PyObject *interpolate(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    if (check_count("_interpolate", count, 5) < 0) return nullptr;
    PyObject *x = arguments[0], *xp = arguments[1], *fp = arguments[2];
    if (!is_plain(x, DType::Float64) || !is_plain_line(xp, DType::Float64) ||
        !is_plain_line(fp, DType::Float64))
        return declined();
    if (as_array(xp)->size == 0 || as_array(xp)->size != as_array(fp)->size) return declined();
    Points points{elements_of<double>(xp), elements_of<double>(fp), as_array(xp)->size, 0, 0};
    if (outer_value(arguments[3], points.y[0], points.left) < 0) return nullptr;
    if (outer_value(arguments[4], points.y[points.count - 1], points.right) < 0) return nullptr;
    Ref result = new_array(DType::Float64, as_array(x)->ndim, as_array(x)->shape);
    if (!result) return nullptr;
    const double *at = elements_of<double>(x);
    double *values = elements_of<double>(result.get());
    for (std::int64_t i = 0; i < as_array(x)->size; ++i) values[i] = points(at[i]);
    return unwrap_scalar(std::move(result)).release();
}

// ---- convolution

// Every product added where it belongs; whole numbers wrap around.
template <class T>
void add_products(const T *line, std::int64_t count, const T *other, std::int64_t short_count, T *sums) {
    std::fill_n(sums, count + short_count - 1, T(0));
    for (std::int64_t k = 0; k < short_count; ++k) {
        for (std::int64_t i = 0; i < count; ++i) sums[k + i] += line[i] * other[k];
    }
}

Ref full_convolution(PyObject *line, PyObject *other) {
    const std::int64_t count = as_array(line)->size, short_count = as_array(other)->size;
    const std::int64_t total = count + short_count - 1;
    const DType dtype = as_array(line)->dtype;
    Ref result = new_array(dtype, 1, &total);
    if (!result) return nullptr;
    const auto add_all = [&]<class T>(std::type_identity<T>) {
        add_products(elements_of<T>(line), count, elements_of<T>(other), short_count,
                     elements_of<T>(result.get()));
    };
    if (dtype == DType::Float64)
        add_all(std::type_identity<double>());
    else if (dtype == DType::Float32)
        add_all(std::type_identity<float>());
    else
        add_all(std::type_identity<std::uint64_t>());
    return result;
}

PyObject *convolve(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    constexpr std::int64_t most_products = 1 << 12; // the package's own way is faster for more
    if (check_count("_convolve", count, 2) < 0) return nullptr;
    for (const DType dtype : {DType::Float64, DType::Float32, DType::Int64}) {
        if (!is_plain_line(arguments[0], dtype) || !is_plain_line(arguments[1], dtype)) continue;
        const std::int64_t one = as_array(arguments[0])->size, other = as_array(arguments[1])->size;
        if (one == 0 || other == 0 || one > most_products || other > most_products / one) break;
        return full_convolution(arguments[0], arguments[1]).release();
    }
    return declined();
}

// ---- bits

// Eight bytes of 0 or 1 as one number: the product with a number of eight bits brings each to its place in
// the highest byte, and no two terms of it meet.
unsigned char pack_eight(const char *bits, bool is_big) {
    std::uint64_t word;
    std::memcpy(&word, bits, sizeof word);
    return static_cast<unsigned char>((word * (is_big ? 0x8040201008040201u : 0x0102040810204080u)) >> 56);
}

PyObject *pack_bits(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    if (check_count("_pack_bits", count, 2) < 0) return nullptr;
    const bool is_big = arguments[1] == Py_True;
    if (!is_plain(arguments[0], DType::Bool) || std::endian::native != std::endian::little) return declined();
    const Array *bits = as_array(arguments[0]);
    const std::int64_t whole = bits->size / 8, total = (bits->size + 7) / 8;
    Ref result = new_array(DType::UInt8, 1, &total);
    if (!result) return nullptr;
    auto *bytes = elements_of<unsigned char>(result.get());
    for (std::int64_t k = 0; k < whole; ++k) bytes[k] = pack_eight(bits->data + 8 * k, is_big);
    if (total > whole) {
        char rest[8] = {};
        std::memcpy(rest, bits->data + 8 * whole, static_cast<std::size_t>(bits->size - 8 * whole));
        bytes[whole] = pack_eight(rest, is_big);
    }
    return result.release();
}

// Bytes of 0 or 1, eight at a time: up to 255 such words are added before a byte could overflow.
std::int64_t count_ones(const char *bytes, std::int64_t count) {
    std::int64_t total = 0, at = 0;
    while (count - at >= 8) {
        const std::int64_t words = std::min<std::int64_t>((count - at) / 8, 255);
        std::uint64_t sums = 0;
        for (std::int64_t k = 0; k < words; ++k, at += 8) {
            std::uint64_t word;
            std::memcpy(&word, bytes + at, sizeof word);
            sums += word;
        }
        constexpr std::uint64_t even_bytes = 0x00ff00ff00ff00ff;
        sums = (sums & even_bytes) + ((sums >> 8) & even_bytes);
        total += static_cast<std::int64_t>((sums * 0x0001000100010001u) >> 48);
    }
    for (; at < count; ++at) total += bytes[at];
    return total;
}

PyObject *count_true(PyObject *, PyObject *bits) {
    if (!is_plain(bits, DType::Bool)) return declined();
    return PyLong_FromLongLong(count_ones(as_array(bits)->data, as_array(bits)->size));
}

// ---- flat positions

// A tuple of ints as lengths of axes, and how many elements there are; false if it is anything else.
bool to_lengths(PyObject *tuple, Dimensions &lengths, std::int64_t &size) {
    if (!PyTuple_CheckExact(tuple) || PyTuple_GET_SIZE(tuple) == 0 || PyTuple_GET_SIZE(tuple) > max_ndim)
        return false;
    size = 1;
    for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(tuple); ++k) {
        PyObject *item = PyTuple_GET_ITEM(tuple, k);
        int overflow;
        const long long length = PyLong_CheckExact(item) ? PyLong_AsLongLongAndOverflow(item, &overflow) : -1;
        if (length < 0 || __builtin_mul_overflow(size, length, &size)) return false;
        lengths.append(length, 0);
    }
    return true;
}

bool is_inside(const std::int64_t *positions, std::int64_t count, std::int64_t length) {
    return std::all_of(positions, positions + count,
                       [length](std::int64_t position) { return position >= 0 && position < length; });
}

PyObject *flat_positions(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    if (check_count("_flat_positions", count, 2) < 0) return nullptr;
    Dimensions lengths;
    std::int64_t size;
    PyObject *parts = arguments[0];
    if (!PyTuple_CheckExact(parts) || !to_lengths(arguments[1], lengths, size) ||
        PyTuple_GET_SIZE(parts) != lengths.ndim)
        return declined();
    const Array *model = as_array(PyTuple_GET_ITEM(parts, 0));
    for (int k = 0; k < lengths.ndim; ++k) {
        PyObject *part = PyTuple_GET_ITEM(parts, k);
        if (!is_plain(part, DType::Int64) || !has_same_shape(model, as_array(part))) return declined();
        if (!is_inside(elements_of<std::int64_t>(part), model->size, lengths.shape[k])) return declined();
    }
    Ref result = new_array(DType::Int64, model->ndim, model->shape);
    if (!result) return nullptr;
    auto *flat = elements_of<std::int64_t>(result.get());
    std::fill_n(flat, model->size, 0);
    for (int k = 0; k < lengths.ndim; ++k) {
        const auto *part = elements_of<std::int64_t>(PyTuple_GET_ITEM(parts, k));
        for (std::int64_t i = 0; i < model->size; ++i) flat[i] = flat[i] * lengths.shape[k] + part[i];
    }
    return unwrap_scalar(std::move(result)).release();
}

PyObject *index_tuples(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    if (check_count("_index_tuples", count, 2) < 0) return nullptr;
    Dimensions lengths;
    std::int64_t size;
    if (!is_plain(arguments[0], DType::Int64) || !to_lengths(arguments[1], lengths, size)) return declined();
    const Array *positions = as_array(arguments[0]);
    if (!is_inside(elements_of<std::int64_t>(arguments[0]), positions->size, size)) return declined();
    Ref rest = copy_array(as_array(arguments[0]), DType::Int64);
    Ref tuple = Ref::steal(PyTuple_New(lengths.ndim));
    if (!rest || !tuple) return nullptr;
    auto *left = elements_of<std::int64_t>(rest.get());
    for (int axis = lengths.ndim - 1; axis >= 0; --axis) {
        Ref indices = new_array(DType::Int64, positions->ndim, positions->shape);
        if (!indices) return nullptr;
        auto *found = elements_of<std::int64_t>(indices.get());
        const std::int64_t length = lengths.shape[axis];
        for (std::int64_t i = 0; i < positions->size; ++i) {
            found[i] = left[i] % length;
            left[i] /= length;
        }
        PyTuple_SET_ITEM(tuple.get(), axis, unwrap_scalar(std::move(indices)).release());
    }
    return tuple.release();
}

template <PyObject *(*function)(PyObject *, PyObject *const *, Py_ssize_t)>
PyMethodDef row(const char *name, const char *text) {
    return {name, reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function)), METH_FASTCALL, text};
}

} // namespace

PyMethodDef line_functions[] = {
    row<interpolate>("_interpolate", "_interpolate(x, xp, fp, left, right, /)\n--\n\n"
                                     "The line through points at x; None if not all are plain float64."),
    row<convolve>(
        "_convolve",
        "_convolve(a, v, /)\n--\n\nThe full convolution of two short vectors of one type, or None."),
    row<pack_bits>("_pack_bits", "_pack_bits(bits, is_big, /)\n--\n\nAll bools as bits of bytes, or None."),
    {"_count_true", count_true, METH_O, "_count_true(bits, /)\n--\n\nHow many bools are true, or None."},
    row<flat_positions>("_flat_positions",
                        "_flat_positions(parts, shape, /)\n--\n\nOf int64 indices; None if one is outside."),
    row<index_tuples>("_index_tuples",
                      "_index_tuples(positions, shape, /)\n--\n\nThe indices of int64 positions, or None."),
    {},
};

} // namespace adder::vecext
