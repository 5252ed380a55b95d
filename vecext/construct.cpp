// SPDX-License-Identifier: MIT
// The functions of the module that make arrays.
#include "vecext/construct.hpp"

#include <cmath>
#include <cstring>

#include "vecext/dlpack.hpp"

namespace adder::vecext {

namespace {

// PyArg_ParseTupleAndKeywords with the names as CPython's header wants them.
template <class... Out>
bool parse(PyObject *arguments, PyObject *keywords, const char *format, const char *const *names,
           Out *...out) {
    return PyArg_ParseTupleAndKeywords(arguments, keywords, format, const_cast<char **>(names), out...) != 0;
}

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

PyObject *array(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"object", "dtype", "copy", "order",
                                        "subok",  "ndmin", "like", nullptr};
    PyObject *object, *description = nullptr, *order = nullptr, *copy = Py_True, *subok = nullptr,
                      *like = nullptr;
    int ndmin = 0;
    if (!parse(arguments, keywords, "O|O$OOOiO:array", names, &object, &description, &copy, &order, &subok,
               &ndmin, &like))
        return nullptr;
    Wish wish;
    const int copies = copy == Py_None ? 0 : PyObject_IsTrue(copy);
    if (copies < 0 || take_wish(description, order, wish) < 0) return nullptr;
    if (ndmin > max_ndim)
        return PyErr_Format(PyExc_ValueError, "ndmin bigger than allowable number of dimensions (32)");
    return with_dimensions(array_as_wished(object, wish, copies != 0), ndmin).release();
}

PyObject *asarray(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a", "dtype", "order", "copy", "device", "like", nullptr};
    PyObject *object, *description = nullptr, *order = nullptr, *copy = Py_None, *device = nullptr,
                      *like = nullptr;
    if (!parse(arguments, keywords, "O|OO$OOO:asarray", names, &object, &description, &order, &copy, &device,
               &like))
        return nullptr;
    Wish wish;
    const int copies = copy == Py_None ? 0 : PyObject_IsTrue(copy);
    if (copies < 0 || check_device(device) < 0 || take_wish(description, order, wish) < 0) return nullptr;
    Ref result = array_as_wished(object, wish, copies == 1);
    if (!result || copy == Py_None || copies || is_in_place(as_array(result), object))
        return result.release();
    return PyErr_Format(PyExc_ValueError, "Unable to avoid copy while creating an array as requested.");
}

template <Order order> PyObject *in_order(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a", "dtype", nullptr};
    PyObject *object, *description = nullptr;
    if (!parse(arguments, keywords, "O|O", names, &object, &description)) return nullptr;
    Wish wish;
    if (take_wish(description, nullptr, wish) < 0) return nullptr;
    wish.order = order;
    return with_dimensions(array_as_wished(object, wish, false), 1).release();
}

// frombuffer(buffer, dtype=float, count=-1, offset=0): elements in memory that somebody lends.
PyObject *frombuffer(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"buffer", "dtype", "count", "offset", nullptr};
    PyObject *object, *description = nullptr;
    Py_ssize_t count = -1, offset = 0;
    if (!parse(arguments, keywords, "O|Onn:frombuffer", names, &object, &description, &count, &offset))
        return nullptr;
    DType dtype = DType::Float64;
    if (to_optional_dtype(description, dtype) < 0) return nullptr;
    Ref bytes = bytes_of(object);
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
template <Content content> PyObject *of_shape(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"shape", "dtype", "order", "device", "like", nullptr};
    PyObject *lengths, *description = nullptr, *order = nullptr, *device = nullptr, *like = nullptr;
    if (!parse(arguments, keywords, "O|OO$OO", names, &lengths, &description, &order, &device, &like))
        return nullptr;
    if (check_device(device) < 0) return nullptr;
    Wish wish;
    wish.order = Order::C;
    Dimensions shape;
    if (take_wish(description, order, wish) < 0 || to_shape(lengths, shape) < 0) return nullptr;
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

template <Content content> PyObject *of_model(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a", "dtype", "order", "subok", "shape", "device", nullptr};
    PyObject *object, *description = nullptr, *order = nullptr, *subok = nullptr, *shape = nullptr,
                      *device = nullptr;
    if (!parse(arguments, keywords, "O|OOOO$O", names, &object, &description, &order, &subok, &shape,
               &device))
        return nullptr;
    Likeness likeness;
    if (check_device(device) < 0) return nullptr;
    if (take_likeness(object, description, order, shape, likeness) < 0) return nullptr;
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

PyObject *full(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"shape", "fill_value", "dtype", "order", "device", "like", nullptr};
    PyObject *lengths, *value, *description = nullptr, *order_given = nullptr, *device = nullptr,
                               *like = nullptr;
    if (!parse(arguments, keywords, "OO|OO$OO:full", names, &lengths, &value, &description, &order_given,
               &device, &like))
        return nullptr;
    DType dtype;
    Dimensions shape;
    Order order = Order::C;
    if (check_device(device) < 0) return nullptr;
    if (value_dtype(value, description, dtype) < 0 || to_shape(lengths, shape) < 0) return nullptr;
    if (to_order(order_given, order) < 0) return nullptr;
    return filled_with(new_array(dtype, shape.ndim, shape.shape, order), value).release();
}

PyObject *full_like(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"a",     "fill_value", "dtype",  "order",
                                        "subok", "shape",      "device", nullptr};
    PyObject *object, *value, *description = nullptr, *order = nullptr, *subok = nullptr, *shape = nullptr,
                              *device = nullptr;
    if (!parse(arguments, keywords, "OO|OOOO$O:full_like", names, &object, &value, &description, &order,
               &subok, &shape, &device)) {
        return nullptr;
    }
    Likeness likeness;
    if (check_device(device) < 0) return nullptr;
    if (take_likeness(object, description, order, shape, likeness) < 0) return nullptr;
    return filled_with(new_like(likeness), value).release();
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

PyObject *arange(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"start", "stop", "step", "dtype", "device", "like", nullptr};
    PyObject *start = nullptr, *stop = nullptr, *step = nullptr, *description = nullptr, *device = nullptr,
             *like = nullptr;
    if (!parse(arguments, keywords, "O|OOO$OO:arange", names, &start, &stop, &step, &description, &device,
               &like))
        return nullptr;
    if (check_device(device) < 0) return nullptr;
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

PyObject *linspace(PyObject *, PyObject *arguments, PyObject *keywords) {
    static const char *const names[] = {"start", "stop", "num", "endpoint", "dtype", nullptr};
    double start, stop;
    Py_ssize_t count = 50;
    int has_endpoint = 1;
    PyObject *description = nullptr;
    if (!parse(arguments, keywords, "dd|npO:linspace", names, &start, &stop, &count, &has_endpoint,
               &description)) {
        return nullptr;
    }
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

PyCFunction with_keywords(PyCFunctionWithKeywords function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}
constexpr int flags = METH_VARARGS | METH_KEYWORDS;

} // namespace

PyMethodDef construct_functions[] = {
    {"array", with_keywords(array), flags,
     "array(object, dtype=None, *, copy=True)\n--\n\nA new array of numbers, nested sequences or a buffer."},
    {"asarray", with_keywords(asarray), flags,
     "asarray(a, dtype=None, order=None, *, copy=None)\n--\n\nAn array, without copying where possible."},
    {"asanyarray", with_keywords(asarray), flags,
     "asanyarray(a, dtype=None, order=None)\n--\n\nAn array, without copying where possible."},
    {"ascontiguousarray", with_keywords(in_order<Order::C>), flags,
     "ascontiguousarray(a, dtype=None)\n--\n\nAn array in C order, without copying where possible."},
    {"asfortranarray", with_keywords(in_order<Order::F>), flags,
     "asfortranarray(a, dtype=None)\n--\n\nAn array in Fortran's order, without copying where possible."},
    {"frombuffer", with_keywords(frombuffer), flags,
     "frombuffer(buffer, dtype=float, count=-1, offset=0)\n--\n\nAn array of the elements in an object's "
     "memory."},
    {"zeros", with_keywords(of_shape<Content::Zeros>), flags,
     "zeros(shape, dtype=float)\n--\n\nAn array of zeros."},
    {"ones", with_keywords(of_shape<Content::Ones>), flags,
     "ones(shape, dtype=float)\n--\n\nAn array of ones."},
    {"empty", with_keywords(of_shape<Content::Nothing>), flags,
     "empty(shape, dtype=float)\n--\n\nAn array whose elements are not set."},
    {"full", with_keywords(full), flags, "full(shape, fill_value, dtype=None)\n--\n\nAn array of one value."},
    {"zeros_like", with_keywords(of_model<Content::Zeros>), flags,
     "zeros_like(a, dtype=None)\n--\n\nZeros in the shape of another array."},
    {"ones_like", with_keywords(of_model<Content::Ones>), flags,
     "ones_like(a, dtype=None)\n--\n\nOnes in the shape of another array."},
    {"empty_like", with_keywords(of_model<Content::Nothing>), flags,
     "empty_like(a, dtype=None)\n--\n\nElements not set, in the shape of another array."},
    {"full_like", with_keywords(full_like), flags,
     "full_like(a, fill_value, dtype=None)\n--\n\nOne value in the shape of another array."},
    {"arange", with_keywords(arange), flags,
     "arange([start,] stop[, step], dtype=None)\n--\n\nNumbers from start to before stop."},
    {"linspace", with_keywords(linspace), flags,
     "linspace(start, stop, num=50, endpoint=True, dtype=None)\n--\n\nEvenly spaced numbers."},
    {},
};

} // namespace adder::vecext
