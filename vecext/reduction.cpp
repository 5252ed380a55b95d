// SPDX-License-Identifier: MIT
#include "vecext/reduction.hpp"

#include <cstring>

#include "vecext/construct.hpp"
#include "vecext/direct.hpp"
#include "vecext/explain.hpp"
#include "vecext/overrides.hpp"
#include "vecext/reduce.hpp"
#include "vecext/scalars.hpp"
#include "vecext/shaping.hpp"

namespace adder::vecext {

namespace {

// ---- arguments: every function has some of these names, in its own order

enum Name { Axis, Type, Out, KeepDims, Initial, Where, Ddof, Correction, name_count };
constexpr const char *name_texts[name_count] = {"axis",    "dtype", "out",  "keepdims",
                                                "initial", "where", "ddof", "correction"};

struct Parameters {
    const char *function;
    Name order[8];
    int count;
};

struct Arguments {
    Ref array;
    PyObject *given[name_count] = {};
    ReduceRequest request;
    bool has_axis = false;
};

int bind(const Parameters &parameters, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords,
         PyObject *&array, PyObject **given) {
    const char *names[10] = {"a"};
    for (int k = 0; k < parameters.count; ++k) names[k + 1] = name_texts[parameters.order[k]];
    PyObject *bound[10];
    const Signature signature{parameters.function, names, 1, parameters.count + 1};
    if (bind_arguments(signature, arguments, count, keywords, bound) < 0) return -1;
    array = bound[0];
    for (int k = 0; k < parameters.count; ++k) given[parameters.order[k]] = bound[k + 1];
    return 0;
}

int take_arguments(const Parameters &parameters, PyObject *const *arguments, Py_ssize_t count,
                   PyObject *keywords, Arguments &taken) {
    PyObject *array;
    if (bind(parameters, arguments, count, keywords, array, taken.given) < 0) return -1;
    ReduceRequest &request = taken.request;
    request.array = to_array(array);
    if (!request.array) return -1;
    request.axes = AxisSet(as_array(request.array)->ndim);
    PyObject *axis = taken.given[Axis];
    taken.has_axis = axis != nullptr && axis != Py_None;
    if (to_axes(axis, request.axes) < 0) return -1;
    if (to_optional_dtype(taken.given[Type], request.dtype, &request.has_dtype) < 0) return -1;
    const int keeps = to_flag(taken.given[KeepDims], 0);
    request.keeps_axes = keeps > 0;
    request.out = taken.given[Out];
    request.initial = taken.given[Initial];
    request.where = taken.given[Where];
    return keeps < 0 ? -1 : 0;
}

constexpr bool is_given(PyObject *argument) {
    return argument != nullptr && argument != Py_None;
}

// ---- sums and the like

using Reducer = Ref (*)(Arguments &arguments);

template <Operation operation> Ref reduction(Arguments &arguments) {
    return reduce(operation, arguments.request);
}

// Number of elements that go into each element of the result, as a float64 array or scalar; with a mask they
// differ.
Ref element_counts(const ReduceRequest &request) {
    const Array *array = as_array(request.array);
    if (request.where == nullptr || request.where == Py_True) {
        double count = 1;
        for (int axis = 0; axis < array->ndim; ++axis) {
            if (request.axes.has(axis)) count *= static_cast<double>(array->shape[axis]);
        }
        return Ref::steal(PyFloat_FromDouble(count));
    }
    Ref mask = to_array(request.where);
    Ref truth = mask ? cast_array(as_array(mask), DType::Bool) : nullptr;
    Ref spread = truth ? broadcast_to(as_array(truth), dimensions_of(array)) : nullptr;
    if (!spread) return nullptr;
    ReduceRequest counting;
    counting.array = std::move(spread);
    counting.axes = request.axes;
    counting.keeps_axes = request.keeps_axes;
    Ref counts = reduce(Operation::Add, counting);
    return counts ? cast_array(as_array(counts), DType::Float64) : nullptr;
}

Ref binary(Operation operation, PyObject *left, PyObject *right, const Options &options = {}) {
    PyObject *const operands[] = {left, right};
    return left != nullptr && right != nullptr ? apply_to(operation, operands, 2, options) : nullptr;
}
Ref unary(Operation operation, PyObject *operand) {
    return operand != nullptr ? apply_to(operation, &operand, 1) : nullptr;
}

int warn_empty(PyObject *counts, const char *text) {
    Ref array = to_array(counts);
    if (!array) return -1;
    ReduceRequest request;
    request.axes = AxisSet(as_array(array)->ndim);
    request.axes.add_all();
    request.array = std::move(array);
    if (as_array(request.array)->size == 0) return 0;
    Ref lowest = reduce(Operation::Minimum, request);
    Ref value = lowest ? Ref::steal(PyNumber_Float(lowest.get())) : nullptr;
    if (!value) return -1;
    return PyFloat_AS_DOUBLE(value.get()) <= 0 ? PyErr_WarnEx(PyExc_RuntimeWarning, text, 1) : 0;
}

DType mean_dtype(const ReduceRequest &request) {
    const DType dtype = as_array(request.array)->dtype;
    return request.has_dtype                           ? request.dtype
           : is_float(dtype) || is_complex_type(dtype) ? dtype
                                                       : DType::Float64;
}

Ref divided(Ref sum, PyObject *counts, DType dtype) {
    if (!sum) return nullptr;
    // Whole numbers, should they have been asked for, are divided as floats and cut.
    const bool is_whole = is_integer(dtype) || dtype == DType::Bool;
    Ref quotient = binary(Operation::Divide, sum.get(), counts);
    if (!quotient || as_array(quotient)->dtype == dtype) return quotient;
    Ref array = to_array(quotient.get());
    return is_whole || dtype != as_array(quotient)->dtype ? unwrap_scalar(copy_array(as_array(array), dtype))
                                                          : std::move(quotient);
}

// Sums of a number along its axis 0 are allowed, but there is no count to divide by.
int check_countable(const Arguments &arguments) {
    const int ndim = as_array(arguments.request.array)->ndim;
    PyObject *axis = arguments.given[Axis];
    int ignored;
    return arguments.has_axis && ndim == 0 && !PyTuple_Check(axis) ? to_axis(axis, ndim, ignored) : 0;
}

Ref mean(Arguments &arguments) {
    ReduceRequest &request = arguments.request;
    if (check_countable(arguments) < 0) return nullptr;
    request.dtype = mean_dtype(request);
    request.has_dtype = true;
    Ref counts = element_counts(request);
    if (!counts || warn_empty(counts.get(), "Mean of empty slice.") < 0) return nullptr;
    PyObject *out = std::exchange(request.out, nullptr);
    Ref result = divided(reduce(Operation::Add, request), counts.get(), request.dtype);
    return out != nullptr ? deliver(std::move(result), out) : std::move(result);
}

int to_ddof(const Arguments &arguments, double &ddof) {
    PyObject *object = is_given(arguments.given[Ddof]) ? arguments.given[Ddof] : arguments.given[Correction];
    ddof = 0;
    if (!is_given(object)) return 0;
    Ref number = Ref::steal(PyNumber_Float(object));
    if (!number) return -1;
    ddof = PyFloat_AS_DOUBLE(number.get());
    return 0;
}

// Squared distances from zero: of complex numbers the product with their conjugates.
Ref squares(Ref distances) {
    if (!distances || !is_complex_type(as_array(distances)->dtype))
        return unary(Operation::Square, distances.get());
    Ref length = unary(Operation::Absolute, distances.get());
    return unary(Operation::Square, length.get());
}

// The mean of squared distances from the mean.
Ref variance(Arguments &arguments) {
    ReduceRequest &request = arguments.request;
    double ddof;
    if (check_countable(arguments) < 0 || to_ddof(arguments, ddof) < 0) return nullptr;
    const DType dtype = mean_dtype(request);
    PyObject *out = std::exchange(request.out, nullptr);
    const bool keeps_axes = std::exchange(request.keeps_axes, true);
    Ref counts = element_counts(request), original = Ref::share(request.array.get());
    request.has_dtype = true;
    request.dtype = dtype;
    Ref sum = counts ? reduce(Operation::Add, request) : nullptr;
    Ref average = divided(std::move(sum), counts.get(), dtype);
    Ref source = average ? cast_array(as_array(original), dtype) : nullptr;
    Ref squared = source ? squares(binary(Operation::Subtract, source.get(), average.get())) : nullptr;
    if (squared) squared = to_array(squared.get());
    if (!squared) return nullptr;
    request.array = std::move(squared);
    request.dtype = real_type(dtype);
    request.keeps_axes = keeps_axes;
    counts = element_counts(request);
    Ref correction = Ref::steal(PyFloat_FromDouble(ddof)), zero = Ref::steal(PyFloat_FromDouble(0));
    Ref freedom = counts ? binary(Operation::Subtract, counts.get(), correction.get()) : nullptr;
    freedom = binary(Operation::Maximum, freedom.get(), zero.get());
    if (!freedom || warn_empty(freedom.get(), "Degrees of freedom <= 0 for slice") < 0) return nullptr;
    if (!is_array(counts.get()) || as_array(counts)->ndim == 0)
        freedom = Ref::steal(PyNumber_Float(freedom.get()));
    Ref result = divided(reduce(Operation::Add, request), freedom.get(), real_type(dtype));
    return out != nullptr ? deliver(std::move(result), out) : std::move(result);
}

Ref deviation(Arguments &arguments) {
    PyObject *out = std::exchange(arguments.request.out, nullptr);
    Ref squared = variance(arguments);
    Ref result = unary(Operation::Sqrt, squared.get());
    return out != nullptr ? deliver(std::move(result), out) : std::move(result);
}

// ---- running results

template <Operation operation> Ref running(Arguments &arguments) {
    ReduceRequest &request = arguments.request;
    const bool is_line = !arguments.has_axis || as_array(request.array)->ndim == 0;
    if (is_line) request.array = flattened(as_array(request.array), Order::C);
    if (!request.array) return nullptr;
    const int axis = is_line ? 0 : request.axes.first();
    return accumulate(operation, as_array(request.array), axis, request.has_dtype ? &request.dtype : nullptr,
                      request.out);
}

// ---- where the extreme is

// One position for each line along the axis, in an array without that axis.
Ref positions(Operation operation, Array *array, int axis, bool keeps_axes) {
    Dimensions shape, lines, places;
    for (int k = 0; k < array->ndim; ++k) {
        if (k != axis) lines.append(array->shape[k], array->strides[k]);
        if (k != axis || keeps_axes) shape.append(k == axis ? 1 : array->shape[k], 0);
    }
    Ref result = new_array(DType::Int64, shape.ndim, shape.shape);
    if (!result) return nullptr;
    places = lines;
    set_c_strides(places, DType::Int64);
    Walk walk;
    walk.ndim = lines.ndim;
    std::copy_n(lines.shape, lines.ndim, walk.shape);
    walk.add(array->data, lines.ndim, lines.shape, lines.strides);
    walk.add(as_array(result)->data, places.ndim, places.shape, places.strides);
    const KernelChoice choice = choose_kernel(operation, array->dtype);
    Run model{};
    model.in[0].stride = array->strides[axis];
    model.count = array->shape[axis];
    const auto find = [&](const Run &run) {
        for (std::int64_t i = 0; i < run.count; ++i) {
            Run line = model;
            line.in[0].data = run.in[0].data + i * run.in[0].stride;
            line.out = run.out + i * run.out_stride;
            choice.kernel(line);
        }
        return 0u;
    };
    if (is_explained()) [[unlikely]] {
        const Array *const inputs[] = {array};
        explain_operation(info(operation).name, inputs, array->dtype, "axis " + std::to_string(axis));
    }
    return run(choice, walk, find, &model) & status_raised ? nullptr : std::move(result);
}

template <Operation operation> Ref position(Arguments &arguments) {
    ReduceRequest &request = arguments.request;
    Ref array = Ref::share(request.array.get());
    const int ndim = as_array(array)->ndim;
    if (!arguments.has_axis || ndim == 0) array = flattened(as_array(array), Order::C);
    if (!array) return nullptr;
    const int axis = arguments.has_axis && ndim > 0 ? request.axes.first() : 0;
    if (as_array(array)->shape[axis] == 0) {
        return raised(
            PyErr_Format(PyExc_ValueError, "attempt to get %s of an empty sequence", info(operation).name));
    }
    const bool keeps_axes = request.keeps_axes && arguments.has_axis;
    Ref result = positions(operation, as_array(array), axis, keeps_axes);
    if (result && request.keeps_axes && !arguments.has_axis) {
        Dimensions ones;
        for (int k = 0; k < ndim; ++k) ones.append(1, sizeof(std::int64_t));
        result = new_view(as_array(result), as_array(result)->data, ones);
    }
    return deliver(std::move(result), request.out);
}

// ---- tables

// What a function does for an array alone or with an axis, where it can be done directly.
using DirectReducer = Direct (*)(Array *array, const std::int64_t *axis);

template <Operation operation> Direct directly(Array *array, const std::int64_t *axis) {
    return axis == nullptr ? reduce_directly(operation, array)
                           : reduce_axis_directly(operation, array, *axis);
}
Direct never(Array *, const std::int64_t *) {
    return declined_call;
}

bool is_axis_alone(PyObject *argument, PyObject *keywords, std::int64_t &axis) {
    if (!PyLong_CheckExact(argument)) return false;
    if (keywords != nullptr &&
        (PyTuple_GET_SIZE(keywords) != 1 ||
         PyUnicode_CompareWithASCIIString(PyTuple_GET_ITEM(keywords, 0), name_texts[Axis]) != 0))
        return false;
    int overflow;
    axis = PyLong_AsLongLongAndOverflow(argument, &overflow);
    return overflow == 0;
}

// `arguments` are those behind the array.
template <DirectReducer reducer>
Direct try_directly(PyObject *array, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    if (reducer == never || !is_array(array)) return declined_call;
    const Py_ssize_t total = count + (keywords != nullptr ? PyTuple_GET_SIZE(keywords) : 0);
    std::int64_t axis;
    if (total == 0) return reducer(as_array(array), nullptr);
    if (total > 1 || !is_axis_alone(arguments[0], keywords, axis)) return declined_call;
    return reducer(as_array(array), &axis);
}

template <const Parameters &parameters, Reducer reducer, DirectReducer direct_reducer = never>
PyObject *function(PyObject *, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    if (count > 0) {
        const Direct direct = try_directly<direct_reducer>(arguments[0], arguments + 1, count - 1, keywords);
        if (direct.is_done) return direct.result;
    }
    if (PyObject *owner = find_override(arguments, count, function_protocol)) [[unlikely]]
        return call_array_function(owner, parameters.function, arguments, count, keywords);
    Arguments taken;
    if (take_arguments(parameters, arguments, count, keywords, taken) < 0) return nullptr;
    return reducer(taken).release();
}

template <const Parameters &parameters, Reducer reducer, DirectReducer direct_reducer = never>
PyObject *method(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    const Direct direct = try_directly<direct_reducer>(self, arguments, count, keywords);
    if (direct.is_done) return direct.result;
    return as_method<function<parameters, reducer>>(self, arguments, count, keywords);
}

constexpr Parameters sum_of{"sum", {Axis, Type, Out, KeepDims, Initial, Where}, 6};
constexpr Parameters product_of{"prod", {Axis, Type, Out, KeepDims, Initial, Where}, 6};
constexpr Parameters lowest_of{"min", {Axis, Out, KeepDims, Initial, Where}, 5};
constexpr Parameters highest_of{"max", {Axis, Out, KeepDims, Initial, Where}, 5};
constexpr Parameters any_of{"any", {Axis, Out, KeepDims, Where}, 4};
constexpr Parameters all_of{"all", {Axis, Out, KeepDims, Where}, 4};
constexpr Parameters mean_of{"mean", {Axis, Type, Out, KeepDims, Where}, 5};
constexpr Parameters variance_of{"var", {Axis, Type, Out, Ddof, KeepDims, Where, Correction}, 7};
constexpr Parameters deviation_of{"std", {Axis, Type, Out, Ddof, KeepDims, Where, Correction}, 7};
constexpr Parameters running_sum_of{"cumsum", {Axis, Type, Out}, 3};
constexpr Parameters running_product_of{"cumprod", {Axis, Type, Out}, 3};
constexpr Parameters lowest_position_of{"argmin", {Axis, Out, KeepDims}, 3};
constexpr Parameters highest_position_of{"argmax", {Axis, Out, KeepDims}, 3};

} // namespace

#define ADDER_REDUCTION_ROWS(call, self)                                                                     \
    fast_method("sum", call<sum_of, reduction<Operation::Add>, directly<Operation::Add>>,                    \
                "sum(" self                                                                                  \
                "axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True)\n--\n\n"            \
                "The sum, pairwise."),                                                                       \
        fast_method("prod", call<product_of, reduction<Operation::Multiply>, directly<Operation::Multiply>>, \
                    "prod(" self                                                                             \
                    "axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True)\n--\n\n"        \
                    "The product."),                                                                         \
        fast_method("min", call<lowest_of, reduction<Operation::Minimum>, directly<Operation::Minimum>>,     \
                    "min(" self "axis=None, out=None, keepdims=False, initial=None, where=True)\n--\n\n"     \
                    "The lowest element; nan wins."),                                                        \
        fast_method("max", call<highest_of, reduction<Operation::Maximum>, directly<Operation::Maximum>>,    \
                    "max(" self "axis=None, out=None, keepdims=False, initial=None, where=True)\n--\n\n"     \
                    "The highest element; nan wins."),                                                       \
        fast_method("any", call<any_of, reduction<Operation::LogicalOr>, directly<Operation::LogicalOr>>,    \
                    "any(" self                                                                              \
                    "axis=None, out=None, keepdims=False, where=True)\n--\n\nIs any element true?"),         \
        fast_method("all", call<all_of, reduction<Operation::LogicalAnd>, directly<Operation::LogicalAnd>>,  \
                    "all(" self                                                                              \
                    "axis=None, out=None, keepdims=False, where=True)\n--\n\nIs every element true?"),       \
        fast_method("mean", call<mean_of, mean, mean_directly>,                                              \
                    "mean(" self                                                                             \
                    "axis=None, dtype=None, out=None, keepdims=False, where=True)\n--\n\nThe average."),     \
        fast_method("var", call<variance_of, variance>,                                                      \
                    "var(" self                                                                              \
                    "axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True)\n--\n\n"           \
                    "The variance."),                                                                        \
        fast_method("std", call<deviation_of, deviation>,                                                    \
                    "std(" self                                                                              \
                    "axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=True)\n--\n\n"           \
                    "The standard deviation."),                                                              \
        fast_method("cumsum", call<running_sum_of, running<Operation::Add>>,                                 \
                    "cumsum(" self                                                                           \
                    "axis=None, dtype=None, out=None)\n--\n\nThe sums of all elements so far."),             \
        fast_method("cumprod", call<running_product_of, running<Operation::Multiply>>,                       \
                    "cumprod(" self                                                                          \
                    "axis=None, dtype=None, out=None)\n--\n\nThe products of all elements so far."),         \
        fast_method("argmin",                                                                                \
                    call<lowest_position_of, position<Operation::LowestPosition>,                            \
                         directly<Operation::LowestPosition>>,                                               \
                    "argmin(" self                                                                           \
                    "axis=None, out=None, keepdims=False)\n--\n\nWhere the lowest element is."),             \
        fast_method("argmax",                                                                                \
                    call<highest_position_of, position<Operation::HighestPosition>,                          \
                         directly<Operation::HighestPosition>>,                                              \
                    "argmax(" self                                                                           \
                    "axis=None, out=None, keepdims=False)\n--\n\nWhere the highest element is."),            \
        PyMethodDef {}

PyMethodDef reduction_methods[] = {ADDER_REDUCTION_ROWS(method, "$self, ")};
PyMethodDef reduction_functions[] = {ADDER_REDUCTION_ROWS(function, "a, ")};
#undef ADDER_REDUCTION_ROWS

} // namespace adder::vecext
