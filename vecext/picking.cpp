// SPDX-License-Identifier: MIT
#include "vecext/picking.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <vector>

#include "vecext/axes.hpp"
#include "vecext/construct.hpp"
#include "vecext/copying.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/indexing.hpp"
#include "vecext/moving.hpp"
#include "vecext/overrides.hpp"
#include "vecext/reduce.hpp"
#include "vecext/scalars.hpp"
#include "vecext/shaping.hpp"

namespace adder::vecext {

std::int64_t count_true(const Array *mask) {
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(mask->data);
    if (const auto count = moving_kernels().count_true) return count(bytes, mask->size);
    std::int64_t count = 0, i = 0;
    // Eight bytes of 0 or 1 at a time: the product adds them up in its highest byte.
    for (; i + 8 <= mask->size; i += 8) {
        std::uint64_t word;
        std::memcpy(&word, bytes + i, sizeof word);
        count += static_cast<std::int64_t>((word * 0x0101010101010101u) >> 56);
    }
    for (; i < mask->size; ++i) count += bytes[i];
    return count;
}

// Without a branch for each element: every one is written, and the place moves on where the mask is true.
Ref pick_by_mask(const Array *array, const Array *mask) {
    const std::int64_t count = count_true(mask);
    Ref result = new_array(array->dtype, 1, &count);
    if (!result) return nullptr;
    const auto width = static_cast<unsigned>(itemsize(array->dtype));
    if (const auto compress = width <= 8 ? moving_kernels().compress[std::countr_zero(width)] : nullptr) {
        compress(array->data, reinterpret_cast<const std::uint8_t *>(mask->data), mask->size,
                 as_array(result)->data, count);
        return result;
    }
    visit_width(itemsize(array->dtype), [&](auto type) {
        using U = typename decltype(type)::type;
        const U *from = reinterpret_cast<const U *>(array->data);
        U *to = reinterpret_cast<U *>(as_array(result)->data);
        const auto *wanted = reinterpret_cast<const std::uint8_t *>(mask->data);
        for (std::int64_t i = 0, found = 0; found < count; ++i) {
            to[found] = from[i];
            found += wanted[i];
        }
    });
    return result;
}

void put_by_mask(Array *array, const Array *mask, const Array *values) {
    const auto *wanted = reinterpret_cast<const std::uint8_t *>(mask->data);
    const std::int64_t size = array->size, step = values->size == 1 ? 0 : 1;
    visit_width(itemsize(array->dtype), [&](auto type) {
        using U = typename decltype(type)::type;
        U *to = reinterpret_cast<U *>(array->data);
        const U *from = reinterpret_cast<const U *>(values->data);
        for (std::int64_t start = 0; start < size; start += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, wanted + start,
                        static_cast<std::size_t>(std::min<std::int64_t>(8, size - start)));
            for (; word != 0; word &= word - 1, from += step) to[start + std::countr_zero(word) / 8] = *from;
        }
    });
}

namespace {

PyObject *nonzero_function(PyObject *, PyObject *object) {
    Ref mask = to_array(object);
    std::vector<Ref> positions;
    if (mask && as_array(mask)->ndim == 0) mask = flattened(as_array(mask), Order::C);
    if (!mask || nonzero(as_array(mask), positions) < 0) return nullptr;
    Ref tuple = Ref::steal(PyTuple_New(static_cast<Py_ssize_t>(positions.size())));
    for (std::size_t k = 0; tuple && k < positions.size(); ++k) {
        PyTuple_SET_ITEM(tuple.get(), static_cast<Py_ssize_t>(k), positions[k].release());
    }
    return tuple.release();
}
PyObject *nonzero_method(PyObject *self, PyObject *) {
    return nonzero_function(nullptr, self);
}

// ---- take and put

enum class Mode { Raise, Wrap, Clip };

int to_mode(PyObject *object, Mode &mode) {
    if (object == nullptr || object == Py_None) return 0;
    const Py_UCS4 letter = PyUnicode_Check(object) && PyUnicode_GET_LENGTH(object) > 0
                               ? Py_TOLOWER(PyUnicode_READ_CHAR(object, 0))
                               : 0;
    if (letter == 'r' || letter == 'w' || letter == 'c') {
        mode = letter == 'r' ? Mode::Raise : letter == 'w' ? Mode::Wrap : Mode::Clip;
        return 0;
    }
    PyErr_Format(PyExc_ValueError, "clipmode must be one of 'clip', 'raise', or 'wrap' (got %R)", object);
    return -1;
}

// Whether the indices can be used as they are: int64 without gaps, none of them negative or too large.
bool are_positions(const Array *indices, std::int64_t length) {
    if (indices->dtype != DType::Int64 || !indices->is_contiguous) return false;
    const auto *values = reinterpret_cast<const std::uint64_t *>(indices->data);
    const auto limit = static_cast<std::uint64_t>(length);
    bool is_outside = false;
    for (std::int64_t i = 0; i < indices->size; ++i) is_outside |= values[i] >= limit;
    return !is_outside;
}

// The indices as positions in [0, length). Empty with IndexError for one outside.
Ref to_positions(PyObject *object, std::int64_t length, int axis, Mode mode) {
    Ref indices = to_array(object);
    if (!indices) return nullptr;
    const bool is_empty = as_array(indices)->size == 0;
    if (!is_empty && !can_cast(as_array(indices)->dtype, DType::Int64, Casting::Safe)) {
        return raised(PyErr_Format(
            PyExc_TypeError, "Cannot cast array data from %R to dtype('int64') according to the rule 'safe'",
            dtype_object(as_array(indices)->dtype)));
    }
    if (mode == Mode::Raise && are_positions(as_array(indices), length)) return indices;
    indices = copy_array(as_array(indices), DType::Int64);
    if (!indices) return nullptr;
    if (length == 0 && !is_empty && mode != Mode::Raise) {
        return raised(PyErr_Format(PyExc_IndexError, "cannot do a non-empty take from an empty axes."));
    }
    auto *values = reinterpret_cast<std::int64_t *>(as_array(indices)->data);
    for (std::int64_t i = 0; i < as_array(indices)->size; ++i) {
        std::int64_t &value = values[i];
        if (mode == Mode::Clip) {
            value = std::clamp(value, std::int64_t(0), length - 1);
        } else if (mode == Mode::Wrap) {
            value %= length;
            if (value < 0) value += length;
        } else {
            const std::int64_t given = value;
            if (value < 0) value += length;
            if (value < 0 || value >= length) {
                return raised(
                    PyErr_Format(PyExc_IndexError, "index %lld is out of bounds for axis %d with size %lld",
                                 static_cast<long long>(given), axis, static_cast<long long>(length)));
            }
        }
    }
    return indices;
}

// Copies blocks of `block` bytes, one for each position: `outer` times, from lines of `length` blocks.
void gather_blocks(const char *from, char *to, const Array *positions, std::int64_t outer,
                   std::int64_t length, std::int64_t block) {
    const auto *at = reinterpret_cast<const std::int64_t *>(positions->data);
    const std::int64_t count = positions->size;
    const bool is_element = block == 1 || block == 2 || block == 4 || block == 8 || block == 16;
    for (std::int64_t line = 0; line < outer; ++line, from += length * block) {
        if (is_element) {
            visit_width(block, [&](auto type) {
                using U = typename decltype(type)::type;
                const U *source = reinterpret_cast<const U *>(from);
                U *target = reinterpret_cast<U *>(to);
                for (std::int64_t i = 0; i < count; ++i) target[i] = source[at[i]];
            });
        } else {
            for (std::int64_t i = 0; i < count; ++i) {
                std::memcpy(to + i * block, from + at[i] * block, static_cast<std::size_t>(block));
            }
        }
        to += count * block;
    }
}

Ref take_along(Array *source, const Array *positions, int axis) {
    Ref straight = source->is_contiguous ? Ref::share(source->object()) : copy_array(source, source->dtype);
    if (!straight) return nullptr;
    Dimensions shape;
    std::int64_t outer = 1, block = itemsize(source->dtype);
    for (int k = 0; k < axis; ++k) {
        shape.append(source->shape[k], 0);
        outer *= source->shape[k];
    }
    for (int k = 0; k < positions->ndim; ++k) shape.append(positions->shape[k], 0);
    for (int k = axis + 1; k < source->ndim; ++k) {
        shape.append(source->shape[k], 0);
        block *= source->shape[k];
    }
    Ref result = new_array(source->dtype, shape.ndim, shape.shape);
    if (result && as_array(result)->size > 0) {
        gather_blocks(as_array(straight)->data, as_array(result)->data, positions, outer, source->shape[axis],
                      block);
    }
    return result;
}

} // namespace

Ref take_first_axis(Array *array, PyObject *indices) {
    Ref positions = to_positions(indices, array->shape[0], 0, Mode::Raise);
    return positions ? take_along(array, as_array(positions), 0) : nullptr;
}

int put_first_axis(Array *array, PyObject *indices, const Array *values) {
    Ref positions = to_positions(indices, array->shape[0], 0, Mode::Raise);
    if (!positions) return -1;
    const auto *at = reinterpret_cast<const std::int64_t *>(as_array(positions)->data);
    const std::int64_t count = as_array(positions)->size, step = values->size == 1 ? 0 : 1;
    visit_width(itemsize(array->dtype), [&](auto type) {
        using U = typename decltype(type)::type;
        U *to = reinterpret_cast<U *>(array->data);
        const U *from = reinterpret_cast<const U *>(values->data);
        for (std::int64_t i = 0; i < count; ++i, from += step) to[at[i]] = *from;
    });
    return 0;
}

namespace {

PyObject *take(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "indices", "axis", "out", "mode", nullptr};
    PyObject *bound[5];
    Mode mode = Mode::Raise;
    if (bind_arguments({"take", names, 2, 5}, arguments, count, keywords, bound) < 0 ||
        to_mode(bound[4], mode) < 0)
        return nullptr;
    Ref array = to_array(bound[0]);
    int axis = 0;
    if (!array) return nullptr;
    if (bound[2] == nullptr || bound[2] == Py_None || as_array(array)->ndim == 0) {
        if (bound[2] != nullptr && bound[2] != Py_None && to_axis(bound[2], 1, axis) < 0) return nullptr;
        array = flattened(as_array(array), Order::C);
        if (!array) return nullptr;
    } else if (to_axis(bound[2], as_array(array)->ndim, axis) < 0) {
        return nullptr;
    }
    Ref positions = to_positions(bound[1], as_array(array)->shape[axis], axis, mode);
    if (!positions) return nullptr;
    return deliver(take_along(as_array(array), as_array(positions), axis), bound[3]).release();
}

// put(a, indices, values): into the flattened array, values repeated as often as needed.
PyObject *put(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "ind", "v", "mode", nullptr};
    PyObject *bound[4];
    Mode mode = Mode::Raise;
    if (bind_arguments({"put", names, 3, 4}, arguments, count, keywords, bound) < 0 ||
        to_mode(bound[3], mode) < 0)
        return nullptr;
    if (!is_array(bound[0]) || is_scalar(bound[0])) {
        return PyErr_Format(PyExc_TypeError, "argument 1 must be numpy.ndarray, not %s",
                            Py_TYPE(bound[0])->tp_name);
    }
    Array *array = as_array(bound[0]);
    if (!array->is_writeable) return PyErr_Format(PyExc_ValueError, "put: output array is read-only");
    Ref positions = to_positions(bound[1], array->size, 0, mode), values = to_array(bound[2]);
    if (!positions || !values) return nullptr;
    values = copy_array(as_array(values), array->dtype);
    Ref worked = array->is_contiguous ? Ref::share(bound[0]) : copy_array(array, array->dtype);
    if (!values || !worked) return nullptr;
    const auto *at = reinterpret_cast<const std::int64_t *>(as_array(positions)->data);
    const std::int64_t width = itemsize(array->dtype), available = as_array(values)->size;
    for (std::int64_t i = 0; available > 0 && i < as_array(positions)->size; ++i) {
        std::memcpy(as_array(worked)->data + at[i] * width, as_array(values)->data + i % available * width,
                    static_cast<std::size_t>(width));
    }
    if (worked.get() != bound[0] && assign_array(array, as_array(worked)) < 0) return nullptr;
    Py_RETURN_NONE;
}

// ---- repeat

PyObject *repeat(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "repeats", "axis", nullptr};
    PyObject *bound[3];
    if (bind_arguments({"repeat", names, 2, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref array = to_array(bound[0]), repeats = array ? to_array(bound[1]) : nullptr;
    if (!repeats) return nullptr;
    int axis = 0;
    const bool is_flat = bound[2] == nullptr || bound[2] == Py_None;
    if (is_flat || as_array(array)->ndim == 0) array = flattened(as_array(array), Order::C);
    if (!array || (!is_flat && to_axis(bound[2], as_array(array)->ndim, axis) < 0)) return nullptr;
    if (as_array(repeats)->size > 0 && !can_cast(as_array(repeats)->dtype, DType::Int64, Casting::Safe)) {
        return PyErr_Format(PyExc_TypeError,
                            "Cannot cast array data from %R to dtype('int64') according to the rule 'safe'",
                            dtype_object(as_array(repeats)->dtype));
    }
    repeats = copy_array(as_array(repeats), DType::Int64);
    if (!repeats) return nullptr;
    const std::int64_t length = as_array(array)->shape[axis], given = as_array(repeats)->size;
    if (as_array(repeats)->ndim > 1)
        return PyErr_Format(PyExc_ValueError, "object too deep for desired array");
    if (given != 1 && given != length) {
        return PyErr_Format(PyExc_ValueError,
                            "operands could not be broadcast together with shape (%lld,) (%lld,)",
                            static_cast<long long>(length), static_cast<long long>(given));
    }
    const auto *times = reinterpret_cast<const std::int64_t *>(as_array(repeats)->data);
    std::int64_t total = 0;
    for (std::int64_t i = 0; i < length; ++i) {
        const std::int64_t each = times[given == 1 ? 0 : i];
        if (each < 0) return PyErr_Format(PyExc_ValueError, "repeats may not contain negative values.");
        if (__builtin_add_overflow(total, each, &total)) return PyErr_NoMemory();
    }
    Ref positions = new_array(DType::Int64, 1, &total);
    if (!positions) return nullptr;
    auto *at = reinterpret_cast<std::int64_t *>(as_array(positions)->data);
    for (std::int64_t i = 0; i < length; ++i) at = std::fill_n(at, times[given == 1 ? 0 : i], i);
    return take_along(as_array(array), as_array(positions), axis).release();
}

// ---- copyto, clip

PyObject *copyto(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"dst", "src", "casting", "where", nullptr};
    PyObject *bound[4];
    Casting casting = Casting::SameKind;
    if (bind_arguments({"copyto", names, 2, 4}, arguments, count, keywords, bound) < 0) return nullptr;
    if (to_casting(bound[2], casting) < 0) return nullptr;
    if (!is_array(bound[0]) || is_scalar(bound[0])) {
        return PyErr_Format(PyExc_TypeError, "copyto() argument 1 must be numpy.ndarray, not %s",
                            Py_TYPE(bound[0])->tp_name);
    }
    Array *target = as_array(bound[0]);
    Weak weak;
    const bool bends = is_python_number(bound[1], weak);
    Ref source = to_array(bound[1]);
    if (!source) return nullptr;
    const bool fits = bends ? can_cast(default_type(weak), target->dtype, Casting::SameKind) ||
                                  casting == Casting::Unsafe ||
                                  promote_weak(target->dtype, weak) == target->dtype
                            : can_cast(as_array(source)->dtype, target->dtype, casting);
    if (!fits) {
        return PyErr_Format(
            PyExc_TypeError, "Cannot cast array data from %R to %R according to the rule '%s'",
            dtype_object(as_array(source)->dtype), dtype_object(target->dtype), casting_name(casting));
    }
    if (!target->is_writeable) return PyErr_Format(PyExc_ValueError, "assignment destination is read-only");
    if (bound[3] == nullptr || bound[3] == Py_True) {
        if (assign_array(target, as_array(source)) < 0) return nullptr;
        Py_RETURN_NONE;
    }
    Ref mask = to_array(bound[3]);
    if (!mask) return nullptr;
    // where(mask, src, dst), into dst.
    PyObject *const operands[] = {bound[3], source.get(), bound[0]};
    Options options;
    options.target = target;
    options.casting = Casting::Unsafe;
    options.dtype = &target->dtype;
    return apply_to(Operation::Where, operands, 3, options) ? Ref::share(Py_None).release() : nullptr;
}

constexpr bool is_given(PyObject *object) {
    return object != nullptr && object != Py_None;
}

PyObject *clip(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    if (PyObject *owner = find_override(arguments, count, function_protocol)) [[unlikely]]
        return call_array_function(owner, "clip", arguments, count, keywords);
    static constexpr const char *const names[] = {"a",   "a_min", "a_max", "out",     "min",
                                                  "max", "where", "dtype", "casting", nullptr};
    PyObject *bound[9];
    if (bind_arguments({"clip", names, 1, 4}, arguments, count, keywords, bound) < 0) return nullptr;
    PyObject *low = is_given(bound[1]) ? bound[1] : bound[4],
             *high = is_given(bound[2]) ? bound[2] : bound[5];
    Options options;
    DType dtype;
    bool has_dtype;
    if (to_optional_dtype(bound[7], dtype, &has_dtype) < 0 || to_casting(bound[8], options.casting) < 0)
        return nullptr;
    if (has_dtype) options.dtype = &dtype;
    if (is_given(bound[3])) {
        if (!is_array(bound[3])) return PyErr_Format(PyExc_TypeError, "return arrays must be of ArrayType");
        options.target = as_array(bound[3]);
    }
    Ref array = to_array(bound[0]);
    if (!array) return nullptr;
    if (!is_given(low) || !is_given(high)) {
        // Without any bound, the elements bound themselves.
        PyObject *const operands[] = {array.get(), is_given(low) ? low : is_given(high) ? high : array.get()};
        return apply_to(is_given(low) ? Operation::Maximum : Operation::Minimum, operands, 2, options)
            .release();
    }
    PyObject *const operands[] = {array.get(), low, high};
    return apply_to(Operation::Clip, operands, 3, options).release();
}

// ---- counting

// Counts in tables on the stack, which also tell the greatest number. Neighbours count in different tables:
// equal ones would wait for each other's store.
class SmallCounts {
  public:
    static constexpr std::int64_t most = 1024; // numbers are less
    SmallCounts(const std::int64_t *at, std::int64_t size) {
        std::int64_t i = 0;
        for (; i + tables <= size; i += tables) {
            for (std::int64_t k = 0; k < tables; ++k) ++counts_[k][at[i + k]];
        }
        for (; i < size; ++i) ++counts_[0][at[i]];
        for (std::int64_t number = 0; number < most; ++number) {
            for (std::int64_t k = 1; k < tables; ++k) counts_[0][number] += counts_[k][number];
        }
    }
    // One more than the greatest number.
    std::int64_t length() const {
        std::int64_t length = most;
        while (length > 0 && counts_[0][length - 1] == 0) --length;
        return length;
    }
    void store(std::int64_t *counts) const { std::copy_n(counts_[0], length(), counts); }

  private:
    static constexpr std::int64_t tables = 4;
    std::uint32_t counts_[tables][most] = {};
};

// Whether that pays for `size` numbers that have no other bits than these.
bool has_small_counts(std::int64_t bits, std::int64_t size) {
    return bits < SmallCounts::most && size >= 4 * SmallCounts::most && size <= INT32_MAX;
}

// The counts of numbers that are not negative, in an array that is at least so long.
Ref counts_of(const std::int64_t *at, std::int64_t size, std::int64_t bits, std::int64_t length) {
    const auto zeros = [&length] {
        Ref result = new_array(DType::Int64, 1, &length);
        if (result)
            std::memset(as_array(result)->data, 0, static_cast<std::size_t>(as_array(result)->bytes()));
        return result;
    };
    if (has_small_counts(bits, size)) {
        const SmallCounts counts(at, size);
        length = std::max(length, counts.length());
        Ref result = zeros();
        if (result) counts.store(reinterpret_cast<std::int64_t *>(as_array(result)->data));
        return result;
    }
    if (size > 0) length = std::max(length, *std::max_element(at, at + size) + 1);
    Ref result = zeros();
    if (!result) return nullptr;
    auto *counts = reinterpret_cast<std::int64_t *>(as_array(result)->data);
    for (std::int64_t i = 0; i < size; ++i) ++counts[at[i]];
    return result;
}

// The same of weights in place of ones.
Ref sums_of(const std::int64_t *at, const Array *weights, std::int64_t length) {
    if (weights->size > 0) length = std::max(length, *std::max_element(at, at + weights->size) + 1);
    Ref result = new_array(DType::Float64, 1, &length);
    if (!result) return nullptr;
    auto *sums = reinterpret_cast<double *>(as_array(result)->data);
    const auto *weight = reinterpret_cast<const double *>(weights->data);
    std::fill_n(sums, length, 0.0);
    for (std::int64_t i = 0; i < weights->size; ++i) sums[at[i]] += weight[i];
    return result;
}

PyObject *bincount(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"x", "weights", "minlength", nullptr};
    PyObject *bound[3];
    if (bind_arguments({"bincount", names, 1, 3}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref values = to_array(bound[0]);
    if (!values) return nullptr;
    if (as_array(values)->ndim != 1) {
        return PyErr_Format(PyExc_ValueError, as_array(values)->ndim == 0
                                                  ? "object of too small depth for desired array"
                                                  : "object too deep for desired array");
    }
    const bool is_empty = as_array(values)->size == 0;
    if (!is_empty && !can_cast(as_array(values)->dtype, DType::Int64, Casting::Safe)) {
        return PyErr_Format(PyExc_TypeError,
                            "Cannot cast array data from %R to dtype('int64') according to the rule 'safe'",
                            dtype_object(as_array(values)->dtype));
    }
    const bool is_ready = as_array(values)->dtype == DType::Int64 && as_array(values)->is_contiguous;
    if (!is_ready) values = copy_array(as_array(values), DType::Int64);
    if (!values) return nullptr;
    const std::int64_t size = as_array(values)->size;
    const auto *at = reinterpret_cast<const std::int64_t *>(as_array(values)->data);
    std::int64_t length = 0;
    if (is_given(bound[2])) {
        length = PyNumber_AsSsize_t(bound[2], PyExc_OverflowError);
        if (length == -1 && PyErr_Occurred()) return nullptr;
        if (length < 0) return PyErr_Format(PyExc_ValueError, "'minlength' must not be negative");
    }
    std::int64_t bits = 0;
    for (std::int64_t i = 0; i < size; ++i) bits |= at[i];
    if (bits < 0) return PyErr_Format(PyExc_ValueError, "'list' argument must have no negative elements");
    if (bits == std::numeric_limits<std::int64_t>::max()) return PyErr_NoMemory();
    if (!is_given(bound[1])) return counts_of(at, size, bits, length).release();
    Ref weights = to_array(bound[1]);
    if (weights) weights = copy_array(as_array(weights), DType::Float64);
    if (!weights) return nullptr;
    if (as_array(weights)->size != size)
        return PyErr_Format(PyExc_ValueError, "The weights and list don't have the same length.");
    return sums_of(at, as_array(weights), length).release();
}

PyObject *count_nonzero_all(PyObject *, PyObject *object) {
    Ref array = to_array(object);
    if (array) array = copy_array(as_array(array), DType::Bool);
    return array ? PyLong_FromLongLong(count_true(as_array(array))) : nullptr;
}

PyObject *may_share_memory(PyObject *, PyObject *const *arguments, Py_ssize_t count) {
    if (count < 2 || count > 3) {
        return PyErr_Format(PyExc_TypeError, "may_share_memory() takes 2 or 3 arguments (%zd given)", count);
    }
    Ref left = to_array(arguments[0]), right = left ? to_array(arguments[1]) : nullptr;
    return right ? PyBool_FromLong(may_overlap(as_array(left), as_array(right))) : nullptr;
}

} // namespace

PyMethodDef picking_functions[] = {
    {"nonzero", nonzero_function, METH_O,
     "nonzero(a, /)\n--\n\nWhere elements are not zero, an array for each axis."},
    fast_method("take", take,
                "take(a, indices, axis=None, out=None, mode='raise')\n--\n\nElements at listed positions."),
    fast_method(
        "put", put,
        "put(a, ind, v, mode='raise')\n--\n\nSets elements at listed positions of the flattened array."),
    fast_method("repeat", repeat, "repeat(a, repeats, axis=None)\n--\n\nEvery element several times."),
    fast_method("copyto", copyto,
                "copyto(dst, src, casting='same_kind', where=True)\n--\n\nCopies elements into an array."),
    fast_method(
        "clip", clip,
        "clip(a, a_min, a_max, out=None, **keywords)\n--\n\nElements not below and not above bounds."),
    fast_method("bincount", bincount,
                "bincount(x, weights=None, minlength=0)\n--\n\nHow often each whole number occurs."),
    {"_count_true", count_nonzero_all, METH_O,
     "_count_true(a, /)\n--\n\nNumber of elements that are not zero."},
    {"may_share_memory", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(may_share_memory)),
     METH_FASTCALL,
     "may_share_memory(a, b, max_work=None)\n--\n\nWhether the addresses of the elements overlap."},
    {},
};

PyMethodDef picking_methods[] = {
    {"nonzero", nonzero_method, METH_NOARGS, "nonzero($self)\n--\n\nWhere elements are not zero."},
    fast_method(
        "take", as_method<take>,
        "take($self, indices, axis=None, out=None, mode='raise')\n--\n\nElements at listed positions."),
    fast_method("put", as_method<put>,
                "put($self, indices, values, mode='raise')\n--\n\nSets elements at listed positions."),
    fast_method("repeat", as_method<repeat>,
                "repeat($self, repeats, axis=None)\n--\n\nEvery element several times."),
    fast_method("clip", as_method<clip>,
                "clip($self, min=None, max=None, out=None, **keywords)\n--\n\nElements within bounds."),
    {},
};

} // namespace adder::vecext
