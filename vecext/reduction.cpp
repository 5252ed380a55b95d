// SPDX-License-Identifier: MIT
#include "vecext/reduction.hpp"

#include <cmath>
#include <cstring>

#include "vecext/axes.hpp"
#include "vecext/construct.hpp"
#include "vecext/elementwise.hpp"

namespace adder::vecext {

namespace {

// The kernels of a reduction: along runs, and between two rows. The start is the first element or a number.
struct Reduction {
    Operation along, between;
    bool has_start;
    double start;
};
constexpr Reduction sum_reduction{Operation::Sum, Operation::Add, true, 0};
constexpr Reduction product_reduction{Operation::Product, Operation::Multiply, true, 1};
constexpr Reduction lowest_reduction{Operation::Lowest, Operation::Minimum, false, 0};
constexpr Reduction highest_reduction{Operation::Highest, Operation::Maximum, false, 0};
constexpr Reduction any_reduction{Operation::Highest, Operation::Maximum, true, 0};
constexpr Reduction all_reduction{Operation::Lowest, Operation::Minimum, true, 1};

void store_start(const Reduction &reduction, DType dtype, char *element) {
    visit(dtype, [&](auto type) {
        const auto value = static_cast<typename decltype(type)::type>(reduction.start);
        std::memcpy(element, &value, sizeof value);
    });
}

// ---- all elements of a contiguous array: no array is made for the result

Ref reduce_run(const Reduction &reduction, Array *array) {
    alignas(8) char result[8];
    if (reduction.has_start)
        store_start(reduction, array->dtype, result);
    else
        std::memcpy(result, array->data, static_cast<std::size_t>(itemsize(array->dtype)));
    Run run{};
    run.in[0] = {array->data, static_cast<std::ptrdiff_t>(itemsize(array->dtype))};
    run.out = result;
    run.count = array->size;
    vecext::run(choose_kernel(reduction.along, array->dtype), run, 1);
    return from_element(array->dtype, result);
}

// ---- along axes

// The result with the reduced axes kept at length 1, its elements at their start values.
Ref start_result(const Reduction &reduction, Array *array, const AxisSet &axes) {
    Dimensions shape = dimensions_of(array);
    for (int axis = 0; axis < array->ndim; ++axis) {
        if (axes.has(axis)) shape.shape[axis] = 1;
    }
    Ref result = new_array(array->dtype, shape.ndim, shape.shape);
    if (!result) return nullptr;
    if (!reduction.has_start) {
        Ref first = new_view(array, array->data, shape);
        if (!first || assign_array(as_array(result), as_array(first)) < 0) return nullptr;
        return result;
    }
    char *at = as_array(result)->data;
    for (std::int64_t i = 0; i < as_array(result)->size; ++i, at += itemsize(array->dtype)) {
        store_start(reduction, array->dtype, at);
    }
    return result;
}

void reduce_walk(const Reduction &reduction, Array *array, Array *result) {
    Walk walk;
    walk.ndim = array->ndim;
    std::copy_n(array->shape, walk.ndim, walk.shape);
    walk.add(array);
    walk.add(result);
    walk.sort_by_first();
    walk.simplify();
    const bool is_along = walk.ndim == 0 || walk.strides[1][walk.ndim - 1] == 0;
    KernelChoice choice = choose_kernel(is_along ? reduction.along : reduction.between, array->dtype);
    choice.name = info(reduction.along).name;
    if (is_along) return run(choice, walk);
    run(choice, walk, [kernel = choice.kernel](Run run) {
        run.in[1] = run.in[0];
        run.in[0] = {run.out, run.out_stride};
        kernel(run);
    });
}

Ref drop_axes(Ref result, const AxisSet &axes) {
    if (!result) return nullptr;
    Dimensions kept;
    for (int axis = 0; axis < as_array(result)->ndim; ++axis) {
        if (!axes.has(axis)) kept.append(as_array(result)->shape[axis], as_array(result)->strides[axis]);
    }
    return kept.ndim == 0 ? from_element(as_array(result)->dtype, as_array(result)->data)
                          : new_view(as_array(result), as_array(result)->data, kept);
}

int check_not_empty(const Reduction &reduction, const Array *array, const AxisSet &axes) {
    if (reduction.has_start) return 0;
    for (int axis = 0; axis < array->ndim; ++axis) {
        if (!axes.has(axis) || array->shape[axis] != 0) continue;
        PyErr_Format(PyExc_ValueError, "zero-size array to reduction operation %s which has no identity",
                     info(reduction.between).name);
        return -1;
    }
    return 0;
}

Ref reduce(const Reduction &reduction, Array *array, const AxisSet &axes, bool keeps_axes) {
    if (check_not_empty(reduction, array, axes) < 0) return nullptr;
    if (axes.is_all() && !keeps_axes && array->is_contiguous) return reduce_run(reduction, array);
    Ref result = start_result(reduction, array, axes);
    if (!result) return nullptr;
    reduce_walk(reduction, array, as_array(result));
    return keeps_axes ? std::move(result) : drop_axes(std::move(result), axes);
}

// ---- arguments

constexpr const char *names[] = {"a", "axis", "dtype", "out", "keepdims", nullptr};

// The arguments of every reduction, as they are bound.
struct Request {
    Ref array;
    AxisSet axes{0};
    bool has_axis = false, keeps_axes = false, has_dtype = false;
    DType dtype = DType::Float64;
};

int take_request(const char *function, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords,
                 Request &request) {
    PyObject *bound[5];
    if (bind_arguments({function, names, 1, 5}, arguments, count, keywords, bound) < 0) return -1;
    request.array = to_array(bound[0]);
    if (!request.array) return -1;
    request.axes = AxisSet(as_array(request.array)->ndim);
    request.has_axis = bound[1] != nullptr && bound[1] != Py_None;
    if (to_axes(bound[1], request.axes) < 0) return -1;
    if (to_optional_dtype(bound[2], request.dtype, &request.has_dtype) < 0) return -1;
    if (bound[3] != nullptr && bound[3] != Py_None) {
        PyErr_Format(PyExc_NotImplementedError, "%s() with an out argument", function);
        return -1;
    }
    const int keeps = to_flag(bound[4], 0);
    request.keeps_axes = keeps > 0;
    return keeps < 0 ? -1 : 0;
}

// Casts the array to the asked or the given type.
int use_dtype(Request &request, DType otherwise) {
    request.array = cast_array(as_array(request.array), request.has_dtype ? request.dtype : otherwise);
    return request.array ? 0 : -1;
}

Ref reduce_request(const Reduction &reduction, const Request &request) {
    return reduce(reduction, as_array(request.array), request.axes, request.keeps_axes);
}

// ---- the reductions: the first argument is the array

using Reducer = Ref (*)(Request &request);

template <const Reduction &reduction> Ref add_up(Request &request) {
    const DType dtype = as_array(request.array)->dtype;
    if (use_dtype(request, dtype == DType::Bool ? DType::Int64 : dtype) < 0) return nullptr;
    return reduce_request(reduction, request);
}
template <const Reduction &reduction> Ref extreme(Request &request) {
    return reduce_request(reduction, request);
}

template <const Reduction &reduction> Ref truth(Request &request) {
    request.has_dtype = false;
    if (use_dtype(request, DType::Bool) < 0) return nullptr;
    return reduce_request(reduction, request);
}

// Number of elements that go into each element of the result.
std::int64_t reduced_count(const Request &request) {
    std::int64_t count = 1;
    for (int axis = 0; axis < as_array(request.array)->ndim; ++axis) {
        if (request.axes.has(axis)) count *= as_array(request.array)->shape[axis];
    }
    return count;
}

Ref divide_by(Ref value, double divisor) {
    if (!value) return nullptr;
    Ref number = Ref::steal(PyFloat_FromDouble(divisor));
    if (!number) return nullptr;
    PyObject *const operands[] = {value.get(), number.get()};
    return apply_to(Operation::Divide, operands, 2);
}

Ref mean(Request &request) {
    const DType dtype = as_array(request.array)->dtype;
    if (use_dtype(request, is_float(dtype) ? dtype : DType::Float64) < 0) return nullptr;
    const auto count = static_cast<double>(reduced_count(request));
    return divide_by(reduce_request(sum_reduction, request), count);
}

// The mean of squared distances from the mean.
Ref variance(Request &request, double correction) {
    const auto count = static_cast<double>(reduced_count(request));
    const bool keeps_axes = std::exchange(request.keeps_axes, true);
    Ref average = mean(request);
    request.keeps_axes = keeps_axes;
    if (!average) return nullptr;
    PyObject *const operands[] = {request.array.get(), average.get()};
    Ref distance = apply_to(Operation::Subtract, operands, 2);
    PyObject *const distances[] = {distance.get()};
    Ref squares = distance ? apply_to(Operation::Square, distances, 1) : nullptr;
    if (squares) squares = to_array(squares.get());
    if (!squares) return nullptr;
    request.array = std::move(squares);
    return divide_by(reduce_request(sum_reduction, request), std::max(count - correction, 0.0));
}

template <Reducer reducer>
PyObject *call(const char *function, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    Request request;
    if (take_request(function, arguments, count, keywords, request) < 0) return nullptr;
    return reducer(request).release();
}

// A method with `self` put in front of its arguments.
constexpr Py_ssize_t most_arguments = 8;
struct WithSelf {
    PyObject *arguments[most_arguments];
    bool fits;
    WithSelf(PyObject *self, PyObject *const *rest, Py_ssize_t count, PyObject *keywords) {
        const Py_ssize_t total = count + (keywords != nullptr ? PyTuple_GET_SIZE(keywords) : 0);
        fits = total < most_arguments;
        arguments[0] = self;
        if (fits)
            std::copy_n(rest, total, arguments + 1);
        else
            PyErr_SetString(PyExc_TypeError, "too many arguments");
    }
};

// The text is a template argument: each row of the tables names its function once.
template <std::size_t length> struct Name {
    char text[length];
    constexpr Name(const char (&from)[length]) { std::copy_n(from, length, text); }
};

template <Name name, Reducer reducer>
PyObject *function(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    return call<reducer>(name.text, arguments, count, keywords);
}
template <Name name, Reducer reducer>
PyObject *method(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    if (count == 0 && keywords == nullptr) return call<reducer>(name.text, &self, 1, nullptr);
    const WithSelf all(self, arguments, count, keywords);
    return all.fits ? call<reducer>(name.text, all.arguments, count + 1, keywords) : nullptr;
}

// ---- var and std, which take one more argument

template <bool takes_root>
PyObject *spread(const char *function, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const spread_names[] = {"a",    "axis",     "dtype", "out",
                                                         "ddof", "keepdims", nullptr};
    PyObject *bound[6];
    if (bind_arguments({function, spread_names, 1, 6}, arguments, count, keywords, bound) < 0) return nullptr;
    double correction = 0;
    if (bound[4] != nullptr &&
        to_element(bound[4], DType::Float64, reinterpret_cast<char *>(&correction)) < 0) {
        return nullptr;
    }
    PyObject *const passed[] = {
        bound[0], bound[1] != nullptr ? bound[1] : Py_None, bound[2] != nullptr ? bound[2] : Py_None,
        bound[3] != nullptr ? bound[3] : Py_None, bound[5] != nullptr ? bound[5] : Py_False};
    Request request;
    if (take_request(function, passed, 5, nullptr, request) < 0) return nullptr;
    Ref result = variance(request, correction);
    if (!result || !takes_root) return result.release();
    PyObject *const operands[] = {result.get()};
    return apply_to(Operation::Sqrt, operands, 1).release();
}
template <Name name, bool takes_root>
PyObject *spread_function(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    return spread<takes_root>(name.text, arguments, count, keywords);
}
template <Name name, bool takes_root>
PyObject *spread_method(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    const WithSelf all(self, arguments, count, keywords);
    return all.fits ? spread<takes_root>(name.text, all.arguments, count + 1, keywords) : nullptr;
}

// ---- where the extreme is

template <bool finds_highest, class T>
std::int64_t position(const char *at, std::int64_t stride, std::int64_t count) {
    T best;
    std::memcpy(&best, at, sizeof best);
    std::int64_t found = 0;
    for (std::int64_t i = 0; i < count; ++i, at += stride) {
        T value;
        std::memcpy(&value, at, sizeof value);
        if (value != value) return i; // the first nan wins
        if (finds_highest ? value > best : value < best) best = value, found = i;
    }
    return found;
}

template <bool finds_highest>
std::int64_t position(DType dtype, const char *at, std::int64_t stride, std::int64_t count) {
    return visit(dtype, [=](auto type) {
        return position<finds_highest, typename decltype(type)::type>(at, stride, count);
    });
}

// One position for each line along the axis, in an array without that axis.
template <bool finds_highest> Ref positions(Array *array, int axis, bool keeps_axes) {
    Dimensions shape, others;
    for (int k = 0; k < array->ndim; ++k) {
        if (k != axis) others.append(array->shape[k], array->strides[k]);
        if (k != axis || keeps_axes) shape.append(k == axis ? 1 : array->shape[k], 0);
    }
    Ref result = new_array(DType::Int64, shape.ndim, shape.shape);
    if (!result) return nullptr;
    set_c_strides(others, DType::Int64);
    Dimensions strides = others;
    for (int k = 0, at = 0; k < array->ndim; ++k) {
        if (k != axis) strides.strides[at++] = array->strides[k];
    }
    Walk walk;
    walk.ndim = others.ndim;
    std::copy_n(others.shape, others.ndim, walk.shape);
    walk.add(array->data, strides.ndim, strides.shape, strides.strides);
    walk.add(as_array(result)->data, others.ndim, others.shape, others.strides);
    for_each_run(walk, [&](const Run &run) {
        for (std::int64_t i = 0; i < run.count; ++i) {
            const std::int64_t found =
                position<finds_highest>(array->dtype, run.in[0].data + i * run.in[0].stride,
                                        array->strides[axis], array->shape[axis]);
            std::memcpy(run.out + i * run.out_stride, &found, sizeof found);
        }
    });
    return unwrap_scalar(std::move(result));
}

template <bool finds_highest> Ref find(Request &request) {
    const char *name = finds_highest ? "argmax" : "argmin";
    if (!request.has_axis) {
        Ref flat = copy_array(as_array(request.array), as_array(request.array)->dtype);
        if (!flat) return nullptr;
        if (as_array(flat)->size == 0) {
            return raised(PyErr_Format(PyExc_ValueError, "attempt to get %s of an empty sequence", name));
        }
        const Array *array = as_array(flat);
        const std::int64_t found =
            position<finds_highest>(array->dtype, array->data, itemsize(array->dtype), array->size);
        return Ref::steal(PyLong_FromLongLong(found));
    }
    const int axis = request.axes.first();
    if (as_array(request.array)->shape[axis] == 0) {
        return raised(PyErr_Format(PyExc_ValueError, "attempt to get %s of an empty sequence", name));
    }
    return positions<finds_highest>(as_array(request.array), axis, request.keeps_axes);
}

} // namespace

#define ADDER_REDUCTION_ROWS(template_name, spread_template, self)                                           \
    fast_method("sum", template_name<"sum", add_up<sum_reduction>>,                                          \
                "sum(" self "axis=None, dtype=None, out=None, keepdims=False)\n--\n\nThe sum, pairwise."),   \
        fast_method("prod", template_name<"prod", add_up<product_reduction>>,                                \
                    "prod(" self "axis=None, dtype=None, out=None, keepdims=False)\n--\n\nThe product."),    \
        fast_method("min", template_name<"min", extreme<lowest_reduction>>,                                  \
                    "min(" self "axis=None, keepdims=False)\n--\n\nThe lowest element; nan wins."),          \
        fast_method("max", template_name<"max", extreme<highest_reduction>>,                                 \
                    "max(" self "axis=None, keepdims=False)\n--\n\nThe highest element; nan wins."),         \
        fast_method("any", template_name<"any", truth<any_reduction>>,                                       \
                    "any(" self "axis=None, keepdims=False)\n--\n\nIs any element true?"),                   \
        fast_method("all", template_name<"all", truth<all_reduction>>,                                       \
                    "all(" self "axis=None, keepdims=False)\n--\n\nIs every element true?"),                 \
        fast_method("mean", template_name<"mean", mean>,                                                     \
                    "mean(" self "axis=None, dtype=None, out=None, keepdims=False)\n--\n\nThe average."),    \
        fast_method("var", spread_template<"var", false>,                                                    \
                    "var(" self                                                                              \
                    "axis=None, dtype=None, out=None, ddof=0, keepdims=False)\n--\n\nThe variance."),        \
        fast_method("std", spread_template<"std", true>,                                                     \
                    "std(" self "axis=None, dtype=None, out=None, ddof=0, keepdims=False)\n--\n\n"           \
                    "The standard deviation."),                                                              \
        fast_method("argmin", template_name<"argmin", find<false>>,                                          \
                    "argmin(" self "axis=None, keepdims=False)\n--\n\nWhere the lowest element is."),        \
        fast_method("argmax", template_name<"argmax", find<true>>,                                           \
                    "argmax(" self "axis=None, keepdims=False)\n--\n\nWhere the highest element is."),       \
        PyMethodDef {}

PyMethodDef reduction_methods[] = {ADDER_REDUCTION_ROWS(method, spread_method, "$self, ")};
PyMethodDef reduction_functions[] = {ADDER_REDUCTION_ROWS(function, spread_function, "a, ")};
#undef ADDER_REDUCTION_ROWS

} // namespace adder::vecext
