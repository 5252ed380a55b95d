// SPDX-License-Identifier: MIT
// The functions of the module that make arrays.
#include "vecext/construct.hpp"

#include <cmath>
#include <cstring>

#include "vecext/arguments.hpp"
#include "vecext/dlpack.hpp"

namespace adder::vecext {

namespace {

template <class Fill> void fill_each(Array *array, Fill fill) {
    visit(array->dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        T *elements = reinterpret_cast<T *>(array->data);
        for (std::int64_t i = 0; i < array->size; ++i) elements[i] = static_cast<T>(fill(i));
    });
}

int fill_with(Array *array, PyObject *number) {
    alignas(16) char element[16];
    if (to_element(number, array->dtype, element) < 0) return -1;
    visit(array->dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, element, sizeof value);
        std::fill_n(reinterpret_cast<T *>(array->data), array->size, value);
    });
    return 0;
}

// An optional argument as a whole number or a float; what is not given leaves the value alone.
int to_count(PyObject *argument, Py_ssize_t &count) {
    if (argument == nullptr) return 0;
    count = PyNumber_AsSsize_t(argument, PyExc_OverflowError);
    return count == -1 && PyErr_Occurred() ? -1 : 0;
}
int to_real(PyObject *argument, double &value) {
    value = PyFloat_AsDouble(argument);
    return value == -1 && PyErr_Occurred() ? -1 : 0;
}

// The arguments that say what an array shall be like.
struct Wish {
    DType dtype = DType::Float64;
    bool has_dtype = false;
    Order order = Order::Keep;
};
int take_wish(PyObject *description, PyObject *order, Wish &wish) {
    if (to_optional_dtype(description, wish.dtype, &wish.has_dtype) < 0) return -1;
    return to_order(order, wish.order);
}

bool has_order(const Array *array, Order order) {
    return order == Order::Keep || order == Order::Any ||
           (order == Order::C ? array->is_contiguous : array->is_fortran);
}

// An array of at least `ndmin` dimensions: the missing ones come first.
Ref with_dimensions(Ref array, int ndmin) {
    if (!array || as_array(array)->ndim >= ndmin) return array;
    Dimensions widened;
    for (int k = as_array(array)->ndim; k < ndmin; ++k) widened.append(1, 0);
    const Dimensions own = dimensions_of(as_array(array));
    for (int k = 0; k < own.ndim; ++k) widened.append(own.shape[k], own.strides[k]);
    return new_view(as_array(array), as_array(array)->data, widened);
}

// An array of the object as it is wished for; the object itself or its memory where that will do and nobody
// wants a copy. Scalars become arrays without dimensions.
Ref array_as_wished(PyObject *object, const Wish &wish, bool copies) {
    Ref result = to_array(object, wish.has_dtype ? &wish.dtype : nullptr);
    if (!result) return nullptr;
    const bool is_shared = result.get() == object || as_array(result)->storage == Storage::Borrowed;
    const bool is_wrong = !has_order(as_array(result), wish.order) || is_scalar(result.get());
    if (is_wrong || (is_shared && copies)) {
        return copy_array(as_array(result), as_array(result)->dtype, wish.order);
    }
    return result;
}

// Whether the array is the object itself or looks at its memory.
bool is_in_place(const Array *array, PyObject *object) {
    return reinterpret_cast<const PyObject *>(array) == object || array->storage == Storage::Borrowed;
}

PyObject *array(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"object", "dtype", "copy", "order",
                                                  "subok",  "ndmin", "like", nullptr};
    PyObject *given[7];
    if (bind_arguments({"array", names, 1, 2}, arguments, count, keywords, given) < 0) return nullptr;
    Wish wish;
    const int copies = given[2] == Py_None ? 0 : to_flag(given[2], 1);
    Py_ssize_t ndmin = 0;
    if (copies < 0 || take_wish(given[1], given[3], wish) < 0 || to_count(given[5], ndmin) < 0)
        return nullptr;
    if (ndmin > max_ndim)
        return PyErr_Format(PyExc_ValueError, "ndmin bigger than allowable number of dimensions (32)");
    return with_dimensions(array_as_wished(given[0], wish, copies != 0), static_cast<int>(ndmin)).release();
}

PyObject *asarray(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "dtype", "order", "copy", "device", "like", nullptr};
    PyObject *given[6];
    const bool is_alone = count == 1 && keywords == nullptr;
    if (is_alone && Py_IS_TYPE(arguments[0], &array_type)) return Ref::share(arguments[0]).release();
    if (bind_arguments({"asarray", names, 1, 3}, arguments, count, keywords, given) < 0) return nullptr;
    Wish wish;
    const int copies = given[3] == Py_None ? 0 : to_flag(given[3], 0);
    if (copies < 0 || check_device(given[4]) < 0 || take_wish(given[1], given[2], wish) < 0) return nullptr;
    Ref result = array_as_wished(given[0], wish, copies == 1);
    const bool must_not_copy = given[3] != nullptr && given[3] != Py_None && !copies;
    if (!result || !must_not_copy || is_in_place(as_array(result), given[0])) return result.release();
    return PyErr_Format(PyExc_ValueError, "Unable to avoid copy while creating an array as requested.");
}

template <Order order>
PyObject *in_order(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "dtype", nullptr};
    constexpr const char *function = order == Order::C ? "ascontiguousarray" : "asfortranarray";
    PyObject *given[2];
    if (bind_arguments({function, names, 1, 2}, arguments, count, keywords, given) < 0) return nullptr;
    Wish wish;
    if (take_wish(given[1], nullptr, wish) < 0) return nullptr;
    wish.order = order;
    return with_dimensions(array_as_wished(given[0], wish, false), 1).release();
}

// frombuffer(buffer, dtype=float, count=-1, offset=0): elements in memory that somebody lends.
PyObject *frombuffer(PyObject *, PyObject *const *arguments, Py_ssize_t argument_count, PyObject *keywords) {
    static constexpr const char *const names[] = {"buffer", "dtype", "count", "offset", nullptr};
    PyObject *given[4];
    if (bind_arguments({"frombuffer", names, 1, 4}, arguments, argument_count, keywords, given) < 0)
        return nullptr;
    Py_ssize_t count = -1, offset = 0;
    DType dtype = DType::Float64;
    if (to_count(given[2], count) < 0 || to_count(given[3], offset) < 0) return nullptr;
    if (to_optional_dtype(given[1], dtype) < 0) return nullptr;
    Ref bytes = bytes_of(given[0]);
    if (!bytes) return nullptr;
    const std::int64_t size = as_array(bytes)->size, width = itemsize(dtype);
    if (offset < 0 || offset > size) {
        return PyErr_Format(PyExc_ValueError,
                            "offset must be non-negative and no greater than buffer length (%lld)",
                            static_cast<long long>(size));
    }
    if (count < 0 && (size - offset) % width != 0)
        return PyErr_Format(PyExc_ValueError, "buffer size must be a multiple of element size");
    if (count >= 0 && (count > (size - offset) / width))
        return PyErr_Format(PyExc_ValueError, "buffer is smaller than requested size");
    Dimensions shape;
    shape.append(count < 0 ? (size - offset) / width : count, width);
    char *data = as_array(bytes)->data + offset;
    Ref view = reinterpret_cast<std::uintptr_t>(data) % static_cast<std::uintptr_t>(alignment(dtype)) == 0
                   ? new_view(as_array(bytes)->base, data, dtype, shape, as_array(bytes)->is_writeable)
                   : nullptr;
    if (view || PyErr_Occurred()) return view.release();
    Ref copy = new_array(dtype, 1, shape.shape);
    if (copy) std::memcpy(as_array(copy)->data, data, static_cast<std::size_t>(as_array(copy)->bytes()));
    return copy.release();
}

// ---- one value everywhere

enum class Content { Nothing, Zeros, Ones };

Ref fill_content(Ref result, Content content) {
    if (!result) return nullptr;
    Array *array = as_array(result);
    // All zero bits are 0, 0.0 and False.
    if (content == Content::Zeros) std::memset(array->data, 0, static_cast<std::size_t>(array->bytes()));
    if (content == Content::Ones) fill_each(array, [](std::int64_t) { return 1; });
    return result;
}
template <Content content>
constexpr const char *name_of(const char *zeros, const char *ones, const char *empty) {
    return content == Content::Zeros ? zeros : content == Content::Ones ? ones : empty;
}
template <Content content>
PyObject *of_shape(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"shape", "dtype", "order", "device", "like", nullptr};
    constexpr const char *function = name_of<content>("zeros", "ones", "empty");
    PyObject *given[5];
    if (bind_arguments({function, names, 1, 3}, arguments, count, keywords, given) < 0) return nullptr;
    if (check_device(given[3]) < 0) return nullptr;
    Wish wish;
    wish.order = Order::C;
    Dimensions shape;
    if (take_wish(given[1], given[2], wish) < 0 || to_shape(given[0], shape) < 0) return nullptr;
    return fill_content(new_array(wish.dtype, shape.ndim, shape.shape, wish.order), content).release();
}

// The model's array, and the shape and type that are wished for instead of its own.
struct Likeness {
    Ref model;
    Wish wish;
    Dimensions shape;
    bool has_shape = false;
};
int take_likeness(PyObject *object, PyObject *description, PyObject *order, PyObject *shape,
                  Likeness &likeness) {
    likeness.model = to_array(object);
    if (!likeness.model || take_wish(description, order, likeness.wish) < 0) return -1;
    if (!likeness.wish.has_dtype) likeness.wish.dtype = as_array(likeness.model)->dtype;
    likeness.has_shape = shape != nullptr && shape != Py_None;
    return likeness.has_shape ? to_shape(shape, likeness.shape) : 0;
}
Ref new_like(const Likeness &likeness) {
    const Wish &wish = likeness.wish;
    if (!likeness.has_shape) return new_array_like(as_array(likeness.model), wish.dtype, wish.order);
    return new_array(wish.dtype, likeness.shape.ndim, likeness.shape.shape,
                     wish.order == Order::F ? Order::F : Order::C);
}

template <Content content>
PyObject *of_model(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a", "dtype", "order", "subok", "shape", "device", nullptr};
    constexpr const char *function = name_of<content>("zeros_like", "ones_like", "empty_like");
    PyObject *given[6];
    if (bind_arguments({function, names, 1, 5}, arguments, count, keywords, given) < 0) return nullptr;
    Likeness likeness;
    if (check_device(given[5]) < 0) return nullptr;
    if (take_likeness(given[0], given[1], given[2], given[4], likeness) < 0) return nullptr;
    return fill_content(new_like(likeness), content).release();
}

// The type of a fill value, unless the caller names one.
int value_dtype(PyObject *value, PyObject *description, DType &dtype) {
    bool is_given;
    if (to_optional_dtype(description, dtype, &is_given) < 0) return -1;
    if (is_given) return 0;
    Ref converted = to_array(value);
    if (!converted) return -1;
    dtype = as_array(converted)->dtype;
    return 0;
}

Ref filled_with(Ref result, PyObject *value) {
    if (!result) return nullptr;
    if (!is_array(value) && !PyList_Check(value) && !PyTuple_Check(value)) {
        if (fill_with(as_array(result), value) < 0) return nullptr;
        return result;
    }
    const DType dtype = as_array(result)->dtype;
    Ref values = to_array(value, &dtype);
    if (!values || assign_array(as_array(result), as_array(values)) < 0) return nullptr;
    return result;
}

PyObject *full(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"shape",  "fill_value", "dtype", "order",
                                                  "device", "like",       nullptr};
    PyObject *given[6];
    if (bind_arguments({"full", names, 2, 4}, arguments, count, keywords, given) < 0) return nullptr;
    DType dtype;
    Dimensions shape;
    Order order = Order::C;
    if (check_device(given[4]) < 0) return nullptr;
    if (value_dtype(given[1], given[2], dtype) < 0 || to_shape(given[0], shape) < 0) return nullptr;
    if (to_order(given[3], order) < 0) return nullptr;
    return filled_with(new_array(dtype, shape.ndim, shape.shape, order), given[1]).release();
}

PyObject *full_like(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"a",     "fill_value", "dtype",  "order",
                                                  "subok", "shape",      "device", nullptr};
    PyObject *given[7];
    if (bind_arguments({"full_like", names, 2, 6}, arguments, count, keywords, given) < 0) return nullptr;
    Likeness likeness;
    if (check_device(given[6]) < 0) return nullptr;
    if (take_likeness(given[0], given[2], given[3], given[5], likeness) < 0) return nullptr;
    return filled_with(new_like(likeness), given[1]).release();
}

struct Range {
    double start = 0, stop = 0, step = 1;
    std::int64_t first = 0, end = 0, stride = 1;
    bool is_whole = true;
};

int take_number(PyObject *object, double &value, std::int64_t &whole, bool &is_whole) {
    if (to_element(object, DType::Float64, reinterpret_cast<char *>(&value)) < 0) return -1;
    const bool is_whole_number =
        PyLong_Check(object) || (is_array(object) && !is_float(as_array(object)->dtype));
    if (!is_whole_number) {
        is_whole = false;
        return 0;
    }
    return to_element(object, DType::Int64, reinterpret_cast<char *>(&whole));
}

int take_range(PyObject *start, PyObject *stop, PyObject *step, Range &range) {
    if (start != nullptr && take_number(start, range.start, range.first, range.is_whole) < 0) return -1;
    if (take_number(stop, range.stop, range.end, range.is_whole) < 0) return -1;
    if (step != nullptr && take_number(step, range.step, range.stride, range.is_whole) < 0) return -1;
    if (range.step != 0) return 0;
    PyErr_SetString(PyExc_ZeroDivisionError, "division by zero");
    return -1;
}

int range_length(const Range &range, std::int64_t &length) {
    const double steps = std::ceil((range.stop - range.start) / range.step);
    if (!(steps < 9e18)) { // nan too
        PyErr_SetString(PyExc_ValueError, std::isnan(steps) ? "arange: cannot compute length"
                                                            : "Maximum allowed size exceeded");
        return -1;
    }
    length = steps > 0 ? static_cast<std::int64_t>(steps) : 0;
    return 0;
}

PyObject *arange(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"start",  "stop", "step", "dtype",
                                                  "device", "like", nullptr};
    PyObject *given[6];
    if (bind_arguments({"arange", names, 1, 4}, arguments, count, keywords, given) < 0) return nullptr;
    PyObject *start = given[0], *stop = given[1], *step = given[2], *description = given[3];
    if (check_device(given[4]) < 0) return nullptr;
    if (stop == nullptr || stop == Py_None) std::swap(start, stop);
    if (start == Py_None) start = nullptr;
    if (step == Py_None) step = nullptr;
    Range range;
    std::int64_t length;
    if (take_range(start, stop, step, range) < 0 || range_length(range, length) < 0) return nullptr;
    DType dtype = range.is_whole ? DType::Int64 : DType::Float64;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    Ref result = new_array(dtype, 1, &length);
    if (!result) return nullptr;
    // NumPy's rule: the step is the difference of the first two elements as stored.
    const double delta = (range.start + range.step) - range.start;
    if (range.is_whole)
        fill_each(as_array(result), [=](std::int64_t i) { return range.first + i * range.stride; });
    else
        fill_each(as_array(result), [=](std::int64_t i) {
            return i == 1 ? range.start + range.step : range.start + double(i) * delta;
        });
    return result.release();
}

PyObject *linspace(PyObject *, PyObject *const *arguments, Py_ssize_t argument_count, PyObject *keywords) {
    static constexpr const char *const names[] = {"start", "stop", "num", "endpoint", "dtype", nullptr};
    PyObject *given[5];
    if (bind_arguments({"linspace", names, 2, 5}, arguments, argument_count, keywords, given) < 0)
        return nullptr;
    double start, stop;
    Py_ssize_t count = 50;
    const int has_endpoint = to_flag(given[3], 1);
    PyObject *description = given[4];
    if (has_endpoint < 0 || to_real(given[0], start) < 0 || to_real(given[1], stop) < 0) return nullptr;
    if (to_count(given[2], count) < 0) return nullptr;
    if (count < 0)
        return PyErr_Format(PyExc_ValueError, "Number of samples, %zd, must be non-negative.", count);
    DType dtype = DType::Float64;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    const std::int64_t length = count, parts = has_endpoint ? length - 1 : length;
    Ref result = new_array(dtype, 1, &length);
    if (!result) return nullptr;
    const double delta = stop - start, step = parts > 0 ? delta / double(parts) : delta;
    const bool whole = dtype == DType::Int64;
    fill_each(as_array(result), [=](std::int64_t i) {
        if (has_endpoint && length > 1 && i == length - 1) return stop;
        const double offset = step != 0 || parts <= 0 ? double(i) * step : double(i) / double(parts) * delta;
        return whole ? std::floor(offset + start) : offset + start;
    });
    return result.release();
}

} // namespace

PyMethodDef construct_functions[] = {
    fast_method("array", array,
                "array(object, dtype=None, *, copy=True)\n--\n\nA new array of numbers, nested sequences or "
                "a buffer."),
    fast_method(
        "asarray", asarray,
        "asarray(a, dtype=None, order=None, *, copy=None)\n--\n\nAn array, without copying where possible."),
    fast_method("asanyarray", asarray,
                "asanyarray(a, dtype=None, order=None)\n--\n\nAn array, without copying where possible."),
    fast_method(
        "ascontiguousarray", in_order<Order::C>,
        "ascontiguousarray(a, dtype=None)\n--\n\nAn array in C order, without copying where possible."),
    fast_method(
        "asfortranarray", in_order<Order::F>,
        "asfortranarray(a, dtype=None)\n--\n\nAn array in Fortran's order, without copying where possible."),
    fast_method(
        "frombuffer", frombuffer,
        "frombuffer(buffer, dtype=float, count=-1, offset=0)\n--\n\nAn array of the elements in an object's "
        "memory."),
    fast_method("zeros", of_shape<Content::Zeros>, "zeros(shape, dtype=float)\n--\n\nAn array of zeros."),
    fast_method("ones", of_shape<Content::Ones>, "ones(shape, dtype=float)\n--\n\nAn array of ones."),
    fast_method("empty", of_shape<Content::Nothing>,
                "empty(shape, dtype=float)\n--\n\nAn array whose elements are not set."),
    fast_method("full", full, "full(shape, fill_value, dtype=None)\n--\n\nAn array of one value."),
    fast_method("zeros_like", of_model<Content::Zeros>,
                "zeros_like(a, dtype=None)\n--\n\nZeros in the shape of another array."),
    fast_method("ones_like", of_model<Content::Ones>,
                "ones_like(a, dtype=None)\n--\n\nOnes in the shape of another array."),
    fast_method("empty_like", of_model<Content::Nothing>,
                "empty_like(a, dtype=None)\n--\n\nElements not set, in the shape of another array."),
    fast_method("full_like", full_like,
                "full_like(a, fill_value, dtype=None)\n--\n\nOne value in the shape of another array."),
    fast_method("arange", arange,
                "arange([start,] stop[, step], dtype=None)\n--\n\nNumbers from start to before stop."),
    fast_method("linspace", linspace,
                "linspace(start, stop, num=50, endpoint=True, dtype=None)\n--\n\nEvenly spaced numbers."),
    {},
};

} // namespace adder::vecext
