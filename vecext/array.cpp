// SPDX-License-Identifier: MIT
#include "vecext/array.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "vecext/broadcast.hpp"
#include "vecext/dispatch.hpp"
#include "vecext/memory.hpp"
#include "vecext/status.hpp"

namespace adder::vecext {

std::int64_t Dimensions::size() const {
    if (std::find(shape, shape + ndim, 0) != shape + ndim) return 0;
    std::int64_t size = 1;
    for (int axis = 0; axis < ndim; ++axis) {
        if (__builtin_mul_overflow(size, shape[axis], &size)) return INT64_MAX;
    }
    return size;
}

namespace {

// Headers that nobody uses, linked by `base`, for the next arrays. Used with the GIL held.
class KeptHeaders {
  public:
    Array *take() {
        Array *header = first_;
        if (header == nullptr) return PyObject_New(Array, &array_type);
        first_ = reinterpret_cast<Array *>(header->base);
        --count_;
        Py_SET_REFCNT(header->object(), 1);
        Py_SET_TYPE(header->object(), &array_type);
        return header;
    }
    void give_back(Array *header) {
        if (count_ >= most) return PyObject_Free(header);
        header->base = reinterpret_cast<PyObject *>(first_);
        first_ = header;
        ++count_;
    }

  private:
#if defined(__SANITIZE_ADDRESS__)
    static constexpr int most = 0; // each freed array is to be noticed
#else
    static constexpr int most = 64;
#endif
    Array *first_ = nullptr;
    int count_ = 0;
};
KeptHeaders kept_headers;

std::int64_t *allocate_dimensions(int ndim) {
    void *block = PyMem_Malloc(sizeof(std::int64_t) * 2 * static_cast<std::size_t>(ndim));
    if (block == nullptr) PyErr_NoMemory();
    return static_cast<std::int64_t *>(block);
}

// The object with room for its dimensions, owning nothing yet.
Array *new_header(DType dtype, int ndim) {
    Array *self = kept_headers.take();
    if (self == nullptr) return nullptr;
    self->base = nullptr;
    self->exports = 0;
    self->dtype = dtype;
    self->ndim = static_cast<std::uint8_t>(ndim);
    self->storage = Storage::Inline;
    self->is_writeable = true;
    self->shape = self->inline_dimensions;
    if (ndim > Array::inline_ndim) [[unlikely]] {
        std::int64_t *place = allocate_dimensions(ndim);
        if (place == nullptr) {
            kept_headers.give_back(self);
            return nullptr;
        }
        self->shape = place;
    }
    self->strides = self->shape + ndim;
    return self;
}

// Number of elements, or -1 with ValueError if they could not be addressed.
std::int64_t checked_size(DType dtype, int ndim, const std::int64_t *shape) {
    std::int64_t size = 1, most = INT64_MAX / itemsize(dtype);
    bool is_empty = false;
    for (int axis = 0; axis < ndim; ++axis) {
        if (shape[axis] < 0) {
            PyErr_SetString(PyExc_ValueError, "negative dimensions are not allowed");
            return -1;
        }
        is_empty |= shape[axis] == 0;
    }
    for (int axis = 0; axis < ndim && !is_empty; ++axis) {
        if (__builtin_mul_overflow(size, shape[axis], &size) || size > most) {
            PyErr_SetString(PyExc_ValueError, "Maximum allowed dimension exceeded");
            return -1;
        }
    }
    return is_empty ? 0 : size;
}

// Strides without gaps, the axes from the fastest to the slowest.
void set_strides(Array *self, const int *axes) {
    std::int64_t stride = itemsize(self->dtype);
    for (int k = 0; k < self->ndim; ++k) {
        self->strides[axes[k]] = stride;
        stride *= self->shape[axes[k]] > 0 ? self->shape[axes[k]] : 1;
    }
}

bool is_without_gaps(const Array *self, int first, int step) {
    std::int64_t stride = itemsize(self->dtype);
    for (int k = 0, axis = first; k < self->ndim; ++k, axis += step) {
        if (self->shape[axis] != 1 && self->strides[axis] != stride) return false;
        stride *= self->shape[axis];
    }
    return true;
}

void set_layout_flags(Array *self) {
    if (self->ndim <= 1) {
        self->is_contiguous = self->is_fortran = self->size <= 1 || self->strides[0] == itemsize(self->dtype);
        return;
    }
    self->is_contiguous = self->size == 0 || is_without_gaps(self, self->ndim - 1, -1);
    self->is_fortran = self->size == 0 || is_without_gaps(self, 0, 1);
}

// The axes from fastest to slowest as they lie in the model; among equals the last is the fastest.
void axes_by_stride(const Array *model, int *axes) {
    for (int k = 0; k < model->ndim; ++k) axes[k] = model->ndim - 1 - k;
    std::stable_sort(axes, axes + model->ndim, [model](int left, int right) {
        return std::abs(model->strides[left]) < std::abs(model->strides[right]);
    });
}

int allocate(Array *self) {
    const std::int64_t bytes = self->bytes();
    if (bytes <= Array::inline_bytes) {
        self->data = self->inline_data;
        return 0;
    }
    self->data = allocate_elements(static_cast<std::size_t>(bytes));
    if (self->data == nullptr) {
        PyErr_NoMemory();
        return -1;
    }
    self->storage = Storage::Block;
    return 0;
}

} // namespace

namespace {

Ref new_array_by_axes(DType dtype, int ndim, const std::int64_t *shape, const int *axes) {
    const std::int64_t size = checked_size(dtype, ndim, shape);
    if (size < 0) return nullptr;
    Array *self = new_header(dtype, ndim);
    if (self == nullptr) return nullptr;
    Ref result = Ref::steal(self->object());
    for (int axis = 0; axis < ndim; ++axis) self->shape[axis] = shape[axis];
    self->size = size;
    set_strides(self, axes);
    set_layout_flags(self);
    if (allocate(self) < 0) return nullptr;
    return result;
}

int check_ndim(int ndim) {
    if (ndim <= max_ndim) return 0;
    PyErr_Format(PyExc_ValueError, "maximum supported dimension for an ndarray is %d, found %d", max_ndim,
                 ndim);
    return -1;
}

// The commonest arrays, of few dimensions in C order, in one pass over them. Null without an exception if a
// length is negative or the size too large to compute like this.
Ref new_small_rank(DType dtype, int ndim, const std::int64_t *shape) {
    Array *self = new_header(dtype, ndim);
    if (self == nullptr) return nullptr;
    Ref result = Ref::steal(self->object());
    std::int64_t stride = itemsize(dtype), size = 1;
    int wide_axes = 0;
    for (int axis = ndim - 1; axis >= 0; --axis) {
        const std::int64_t length = shape[axis];
        self->shape[axis] = length;
        self->strides[axis] = stride;
        if (length < 0 || __builtin_mul_overflow(stride, length > 0 ? length : 1, &stride)) return nullptr;
        wide_axes += length != 1;
        size *= length;
    }
    self->size = size;
    self->is_contiguous = true;
    self->is_fortran = wide_axes <= 1 || size == 0;
    return allocate(self) < 0 ? nullptr : std::move(result);
}

} // namespace

Ref new_scalar(DType dtype) {
    Array *self = new_header(dtype, 0);
    if (self == nullptr) return nullptr;
    Py_SET_TYPE(self->object(), &scalar_types[static_cast<int>(dtype)]);
    self->size = 1;
    self->is_contiguous = self->is_fortran = true;
    self->is_writeable = false;
    self->data = self->inline_data;
    return Ref::steal(self->object());
}

Ref new_twin(const Array *model, DType dtype) {
    if (model->ndim > Array::inline_ndim) return new_array(dtype, model->ndim, model->shape);
    Array *self = new_header(dtype, model->ndim);
    if (self == nullptr) return nullptr;
    std::int64_t stride = itemsize(dtype);
    for (int axis = model->ndim - 1; axis >= 0; --axis) {
        self->shape[axis] = model->shape[axis];
        self->strides[axis] = stride;
        stride *= model->shape[axis];
    }
    self->size = model->size;
    self->is_contiguous = true;
    self->is_fortran = model->is_fortran;
    Ref result = Ref::steal(self->object());
    return allocate(self) < 0 ? nullptr : std::move(result);
}

void destroy_array(Array *array) {
    if (array->storage == Storage::Block)
        free_elements(array->data, static_cast<std::size_t>(array->bytes()));
    if (array->shape != array->inline_dimensions) PyMem_Free(array->shape);
    Py_XDECREF(array->base);
    kept_headers.give_back(array);
}

Ref new_array(DType dtype, int ndim, const std::int64_t *shape, Order order) {
    if (order == Order::C && ndim <= Array::inline_ndim) {
        Ref result = new_small_rank(dtype, ndim, shape);
        if (result || PyErr_Occurred()) return result;
    }
    if (check_ndim(ndim) < 0) return nullptr;
    int axes[max_ndim];
    for (int k = 0; k < ndim; ++k) axes[k] = order == Order::F ? k : ndim - 1 - k;
    return new_array_by_axes(dtype, ndim, shape, axes);
}

Ref new_array_like(const Array *model, DType dtype, Order order) {
    if (order == Order::Any || (order == Order::Keep && (model->is_fortran || model->is_contiguous))) {
        order = model->is_fortran && !model->is_contiguous ? Order::F : Order::C;
    }
    if (order != Order::Keep) return new_array(dtype, model->ndim, model->shape, order);
    int axes[max_ndim];
    axes_by_stride(model, axes);
    return new_array_by_axes(dtype, model->ndim, model->shape, axes);
}

Ref new_view(PyObject *owner, char *data, DType dtype, const Dimensions &dimensions, bool is_writeable) {
    if (check_ndim(dimensions.ndim) < 0) return nullptr;
    const std::int64_t size = checked_size(dtype, dimensions.ndim, dimensions.shape);
    if (size < 0) return nullptr;
    Array *self = new_header(dtype, dimensions.ndim);
    if (self == nullptr) return nullptr;
    self->storage = Storage::Borrowed;
    self->base = Ref::share(owner).release();
    self->data = data;
    self->is_writeable = is_writeable;
    std::copy_n(dimensions.shape, dimensions.ndim, self->shape);
    std::copy_n(dimensions.strides, dimensions.ndim, self->strides);
    self->size = size;
    set_layout_flags(self);
    return Ref::steal(self->object());
}

Ref new_view(Array *source, char *data, const Dimensions &dimensions) {
    PyObject *owner = source->base != nullptr ? source->base : source->object();
    return new_view(owner, data, source->dtype, dimensions, source->is_writeable);
}

Ref new_part(Array *source, char *data, const Dimensions &dimensions) {
    Array *self = new_header(source->dtype, dimensions.ndim);
    if (self == nullptr) return nullptr;
    self->storage = Storage::Borrowed;
    self->base = Ref::share(source->base != nullptr ? source->base : source->object()).release();
    self->data = data;
    self->is_writeable = source->is_writeable;
    self->size = 1;
    for (int axis = 0; axis < dimensions.ndim; ++axis) {
        self->shape[axis] = dimensions.shape[axis];
        self->strides[axis] = dimensions.strides[axis];
        self->size *= dimensions.shape[axis];
    }
    set_layout_flags(self);
    return Ref::steal(self->object());
}

Dimensions dimensions_of(const Array *array) {
    Dimensions dimensions;
    dimensions.ndim = array->ndim;
    std::copy_n(array->shape, array->ndim, dimensions.shape);
    std::copy_n(array->strides, array->ndim, dimensions.strides);
    return dimensions;
}

int set_dimensions(Array *array, const Dimensions &dimensions) {
    std::int64_t *place = array->inline_dimensions;
    if (dimensions.ndim > Array::inline_ndim) {
        place = allocate_dimensions(dimensions.ndim);
        if (place == nullptr) return -1;
    }
    if (array->shape != array->inline_dimensions) PyMem_Free(array->shape);
    array->ndim = static_cast<std::uint8_t>(dimensions.ndim);
    array->shape = place;
    array->strides = place + dimensions.ndim;
    std::copy_n(dimensions.shape, dimensions.ndim, array->shape);
    std::copy_n(dimensions.strides, dimensions.ndim, array->strides);
    set_layout_flags(array);
    return 0;
}

void set_c_strides(Dimensions &dimensions, DType dtype) {
    std::int64_t stride = itemsize(dtype);
    for (int axis = dimensions.ndim - 1; axis >= 0; --axis) {
        dimensions.strides[axis] = stride;
        stride *= dimensions.shape[axis] > 0 ? dimensions.shape[axis] : 1;
    }
}

void set_f_strides(Dimensions &dimensions, DType dtype) {
    std::int64_t stride = itemsize(dtype);
    for (int axis = 0; axis < dimensions.ndim; ++axis) {
        dimensions.strides[axis] = stride;
        stride *= dimensions.shape[axis] > 0 ? dimensions.shape[axis] : 1;
    }
}

int to_order(PyObject *object, Order &order) {
    if (object == nullptr || object == Py_None) return 0;
    const char *text = PyUnicode_Check(object) ? PyUnicode_AsUTF8(object) : nullptr;
    static constexpr char letters[] = "CFAK";
    const char *found = text != nullptr && text[0] != '\0' && text[1] == '\0'
                            ? std::strchr(letters, Py_TOUPPER(text[0]))
                            : nullptr;
    if (found == nullptr) {
        if (PyErr_Occurred()) return -1;
        PyErr_Format(PyUnicode_Check(object) ? PyExc_ValueError : PyExc_TypeError,
                     "order must be one of 'C', 'F', 'A', or 'K' (got %R)", object);
        return -1;
    }
    order = static_cast<Order>(found - letters);
    return 0;
}

// ---- copying

namespace {

// Copies with conversion; `source` broadcasts to `target`, and they do not overlap.
[[nodiscard]] int copy_elements(Array *target, Array *source) {
    const bool is_one_block = (source->is_contiguous && target->is_contiguous) ||
                              (source->is_fortran && target->is_fortran && has_same_shape(source, target));
    const bool is_same = source->dtype == target->dtype && source->size == target->size;
    if (is_same && is_one_block && target->size < large_count) {
        std::memcpy(target->data, source->data, static_cast<std::size_t>(target->bytes()));
        return 0;
    }
    Walk walk;
    walk.ndim = target->ndim;
    std::copy_n(target->shape, target->ndim, walk.shape);
    walk.add(source);
    walk.add(target);
    walk.sort_by_last();
    walk.simplify();
    return run(choose_cast(source->dtype, target->dtype), walk) & status_raised ? -1 : 0;
}

// The dimensions of the source without the leading ones of length 1 that the target does not have.
int leading_ones(const Array *target, const Array *source) {
    int count = 0;
    while (source->ndim - count > target->ndim && source->shape[count] == 1) ++count;
    return count;
}

} // namespace

Ref copy_array(Array *source, DType dtype, Order order) {
    Ref result = new_array_like(source, dtype, order);
    if (!result || copy_elements(as_array(result), source) < 0) return nullptr;
    return result;
}

Ref cast_array(Array *source, DType dtype) {
    return source->dtype == dtype ? Ref::share(source->object()) : copy_array(source, dtype);
}

int assign_array(Array *target, Array *source) {
    const int extra = leading_ones(target, source);
    Dimensions shape;
    shape.ndim = target->ndim;
    std::copy_n(target->shape, target->ndim, shape.shape);
    const bool fits = source->ndim - extra <= target->ndim &&
                      broadcast_shape(shape, source->ndim - extra, source->shape + extra) &&
                      std::equal(shape.shape, shape.shape + shape.ndim, target->shape);
    if (!fits) {
        PyErr_Format(PyExc_ValueError, "could not broadcast input array from shape %s into shape %s",
                     shape_text(source->ndim, source->shape).c_str(),
                     shape_text(target->ndim, target->shape).c_str());
        return -1;
    }
    if (warn_of_lost_parts(source->dtype, target->dtype) < 0) return -1;
    Ref trimmed = Ref::share(source->object());
    if (may_overlap(target, source)) trimmed = copy_array(source, source->dtype);
    if (trimmed && extra > 0) {
        Dimensions dimensions = dimensions_of(as_array(trimmed));
        dimensions.ndim -= extra;
        std::copy_n(dimensions.shape + extra, dimensions.ndim, dimensions.shape);
        std::copy_n(dimensions.strides + extra, dimensions.ndim, dimensions.strides);
        trimmed = new_view(as_array(trimmed), as_array(trimmed)->data, dimensions);
    }
    if (!trimmed) return -1;
    return copy_elements(target, as_array(trimmed));
}

void address_range(const Array *array, const char *&low, const char *&high) {
    low = array->data;
    high = array->data + (array->size > 0 ? itemsize(array->dtype) : 0);
    for (int axis = 0; axis < array->ndim && array->size > 0; ++axis) {
        const std::int64_t reach = array->strides[axis] * (array->shape[axis] - 1);
        (reach < 0 ? low : high) += reach;
    }
}

bool may_overlap(const Array *left, const Array *right) {
    if (left->size == 0 || right->size == 0) return false;
    const char *low, *high, *other_low, *other_high;
    address_range(left, low, high);
    address_range(right, other_low, other_high);
    return low < other_high && other_low < high;
}

bool has_same_shape(const Array *left, const Array *right) {
    return left->ndim == right->ndim && std::equal(left->shape, left->shape + left->ndim, right->shape);
}

// ---- single elements

Ref from_element(DType dtype, const char *element) {
    return visit(dtype, [element](auto type) {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, element, sizeof value);
        if constexpr (std::is_same_v<T, bool>)
            return Ref::steal(PyBool_FromLong(value));
        else if constexpr (std::is_floating_point_v<T>)
            return Ref::steal(PyFloat_FromDouble(value));
        else if constexpr (std::is_signed_v<T>)
            return Ref::steal(PyLong_FromLongLong(value));
        else if constexpr (std::is_unsigned_v<T>)
            return Ref::steal(PyLong_FromUnsignedLongLong(value));
        else
            return Ref::steal(PyComplex_FromDoubles(__real__ value, __imag__ value));
    });
}

namespace {

int to_double(PyObject *number, double &value) {
    if (PyFloat_Check(number)) {
        value = PyFloat_AS_DOUBLE(number);
        return 0;
    }
    Ref converted = Ref::steal(PyNumber_Float(number));
    if (!converted) return -1;
    value = PyFloat_AS_DOUBLE(converted.get());
    return 0;
}

int to_complex(PyObject *number, Py_complex &value) {
    Ref text = PyUnicode_Check(number)
                   ? Ref::steal(PyObject_CallOneArg(reinterpret_cast<PyObject *>(&PyComplex_Type), number))
                   : Ref::share(number);
    if (!text) return -1;
    value = PyComplex_AsCComplex(text.get());
    return value.real == -1 && PyErr_Occurred() ? -1 : 0;
}

int raise_out_of_bounds(PyObject *number, DType dtype) {
    PyErr_Format(PyExc_OverflowError, "Python integer %S out of bounds for %s", number, info(dtype).name);
    return -1;
}

template <class T> int to_integer(PyObject *number, DType dtype, T &value) {
    Ref converted = PyLong_Check(number) ? Ref::share(number) : Ref::steal(PyNumber_Long(number));
    if (!converted) return -1;
    int overflow;
    const long long narrow = PyLong_AsLongLongAndOverflow(converted.get(), &overflow);
    if (narrow == -1 && PyErr_Occurred()) return -1;
    if (std::is_same_v<T, std::uint64_t> && overflow > 0) {
        const unsigned long long wide = PyLong_AsUnsignedLongLong(converted.get());
        if (wide != ~0ull || !PyErr_Occurred()) return value = static_cast<T>(wide), 0;
        PyErr_Clear();
    }
    value = static_cast<T>(narrow);
    const bool fits =
        overflow == 0 && (std::is_signed_v<T> || narrow >= 0) && static_cast<long long>(value) == narrow;
    return fits ? 0 : raise_out_of_bounds(converted.get(), dtype);
}

template <class T> int store_number(PyObject *number, DType dtype, char *element) {
    T value;
    if constexpr (std::is_same_v<T, bool>) {
        const int truth = PyObject_IsTrue(number);
        if (truth < 0) return -1;
        value = truth != 0;
    } else if constexpr (std::is_floating_point_v<T>) {
        double wide;
        if (to_double(number, wide) < 0) return -1;
        value = static_cast<T>(wide);
    } else if constexpr (std::is_integral_v<T>) {
        if (to_integer(number, dtype, value) < 0) return -1;
    } else {
        Py_complex wide;
        if (to_complex(number, wide) < 0) return -1;
        using Part = std::conditional_t<sizeof(T) == 8, float, double>;
        __real__ value = static_cast<Part>(wide.real);
        __imag__ value = static_cast<Part>(wide.imag);
    }
    std::memcpy(element, &value, sizeof value);
    return 0;
}

} // namespace

int to_element(PyObject *number, DType dtype, char *element) {
    return visit(dtype, [=](auto type) {
        return store_number<typename decltype(type)::type>(number, dtype, element);
    });
}

// ---- texts

std::string shape_text(int ndim, const std::int64_t *shape) {
    std::string text = "(";
    for (int axis = 0; axis < ndim; ++axis) {
        if (axis > 0) text += ",";
        text += shape[axis] < 0 ? "newaxis" : std::to_string(shape[axis]);
    }
    return text + (ndim == 1 ? ",)" : ")");
}

Ref shape_tuple(int ndim, const std::int64_t *shape) {
    Ref tuple = Ref::steal(PyTuple_New(ndim));
    for (int axis = 0; tuple && axis < ndim; ++axis) {
        PyObject *length = PyLong_FromLongLong(shape[axis]);
        if (length == nullptr) return nullptr;
        PyTuple_SET_ITEM(tuple.get(), axis, length);
    }
    return tuple;
}

} // namespace adder::vecext
