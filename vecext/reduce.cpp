// SPDX-License-Identifier: MIT
#include "vecext/reduce.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>

#include "vecext/construct.hpp"
#include "vecext/division.hpp"
#include "vecext/elementwise.hpp"
#include "vecext/explain.hpp"
#include "vecext/picking.hpp"
#include "vecext/scalars.hpp"
#include "vecext/staging.hpp"
#include "vecext/status.hpp"

namespace adder::vecext {

ReduceRule rule_for(Operation operation) {
    switch (operation) {
    case Operation::Add: return {operation, true, Operation::Sum, true, 0};
    case Operation::Multiply: return {operation, true, Operation::Product, true, 1};
    case Operation::Minimum: return {operation, true, Operation::Lowest};
    case Operation::Maximum: return {operation, true, Operation::Highest};
    case Operation::LogicalAnd: return {Operation::Minimum, true, Operation::Lowest, true, 1};
    case Operation::LogicalOr: return {Operation::Maximum, true, Operation::Highest, true, 0};
    case Operation::LogicalXor: return {Operation::BitwiseXor, false, Operation::Sum, true, 0};
    case Operation::BitwiseAnd: return {operation, false, Operation::Sum, true, -1};
    case Operation::BitwiseOr:
    case Operation::BitwiseXor:
    case Operation::Gcd:
    case Operation::Hypot: return {operation, false, Operation::Sum, true, 0};
    case Operation::Logaddexp:
    case Operation::Logaddexp2: return {operation, false, Operation::Sum, true, -Py_HUGE_VAL};
    default: return {operation};
    }
}

void store_identity(const ReduceRule &rule, DType dtype, char *element) {
    visit(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        T value;
        if constexpr (std::is_unsigned_v<T>)
            value = static_cast<T>(static_cast<std::int64_t>(rule.identity));
        else
            value = static_cast<T>(rule.identity);
        std::memcpy(element, &value, sizeof value);
    });
}

namespace {

bool is_logical(Operation operation) {
    return operation == Operation::LogicalAnd || operation == Operation::LogicalOr ||
           operation == Operation::LogicalXor;
}

// In which type the loop runs.
int loop_type(Operation operation, const ReduceRequest &request, DType &dtype) {
    if (is_logical(operation)) return dtype = DType::Bool, 0;
    dtype = as_array(request.array)->dtype;
    if (operation == Operation::Add || operation == Operation::Multiply) dtype = sum_dtype(dtype);
    if (request.has_dtype) dtype = request.dtype;
    Input input;
    input.array = as_array(request.array);
    input.dtype = dtype;
    LoopTypes types;
    Input both[2];
    both[0].array = both[1].array = input.array;
    both[0].dtype = both[1].dtype = dtype;
    if (resolve(operation, both, 2, {}, types) < 0) return -1;
    const bool is_closed = types.output == types.inputs;
    if (!is_closed && types.inputs != DType::Bool) {
        PyErr_Format(PyExc_TypeError,
                     "No loop matching the specified signature and casting was found for ufunc %s",
                     info(operation).name);
        return -1;
    }
    dtype = types.inputs;
    return 0;
}

// Where a reduction starts.
struct Start {
    bool is_given = false; // by identity or `initial=`
    alignas(16) char element[16];
};

int find_start(const ReduceRule &rule, const ReduceRequest &request, DType dtype, Start &start) {
    if (request.initial != nullptr && request.initial != Py_None) {
        start.is_given = true;
        PyObject *initial = request.initial;
        Ref value = is_array(initial) ? from_element(as_array(initial)->dtype, as_array(initial)->data)
                                      : Ref::share(initial);
        return value ? to_element(value.get(), dtype, start.element) : -1;
    }
    start.is_given = rule.has_identity && request.initial == nullptr;
    if (start.is_given) store_identity(rule, dtype, start.element);
    return 0;
}

// Elements outside of the mask take on the value that changes nothing: the identity, or the start of an
// extreme.
int apply_mask(Operation operation, const ReduceRule &rule, Start start, ReduceRequest &request) {
    if (request.where == nullptr || request.where == Py_True) return 0;
    if (!start.is_given) {
        PyErr_Format(
            PyExc_ValueError,
            "reduction operation '%s' does not have an identity, so to use a where mask one has to specify "
            "'initial'",
            info(operation).name);
        return -1;
    }
    DType dtype;
    if (loop_type(operation, request, dtype) < 0) return -1;
    if (rule.has_identity) store_identity(rule, dtype, start.element);
    Dimensions widened = dimensions_of(as_array(request.array));
    Ref mask = to_array(request.where);
    if (!mask) return -1;
    if (!broadcast_shape(widened, as_array(mask)->ndim, as_array(mask)->shape) ||
        widened.size() != as_array(request.array)->size) {
        PyErr_Format(PyExc_ValueError, "where= of shape %s does not fit an array of shape %s",
                     shape_text(as_array(mask)->ndim, as_array(mask)->shape).c_str(),
                     shape_text(as_array(request.array)->ndim, as_array(request.array)->shape).c_str());
        return -1;
    }
    Ref neutral = make_scalar(dtype, start.element);
    PyObject *const operands[] = {request.where, request.array.get(), neutral.get()};
    if (!neutral) return -1;
    Ref masked = apply_to(Operation::Where, operands, 3);
    if (!masked) return -1;
    // With its dimensions, should they have gone.
    request.array = to_array(masked.get());
    return request.array ? 0 : -1;
}

int check_not_empty(Operation operation, const ReduceRequest &request, const Start &start) {
    if (start.is_given) return 0;
    const Array *array = as_array(request.array);
    for (int axis = 0; axis < array->ndim; ++axis) {
        if (!request.axes.has(axis) || array->shape[axis] != 0) continue;
        PyErr_Format(PyExc_ValueError, "zero-size array to reduction operation %s which has no identity",
                     info(operation).name);
        return -1;
    }
    return 0;
}

// ---- runs

// Combines the elements of a run one after the other: for operations without a Reduce kernel.
struct OneByOne {
    Kernel kernel;
    unsigned operator()(const Run &run) const {
        unsigned status = 0;
        Run step{};
        step.in[0] = {run.out, 0};
        step.out = run.out;
        step.count = 1;
        for (std::ptrdiff_t i = 0; i < run.count; ++i) {
            step.in[1] = {run.in[0].data + i * run.in[0].stride, 0};
            status |= kernel(step);
        }
        return status;
    }
};

// result = result op row, with the row converted to the loop's type where it is of another.
unsigned run_rows(const KernelChoice &choice, const Walk &walk, DType from) {
    StagedKernel staged(choice, 2);
    staged.set_input(1, from, choice.dtype);
    return run(choice, walk, [&staged](Run run) {
        run.in[1] = run.in[0];
        run.in[0] = {run.out, run.out_stride};
        return staged(run);
    });
}

// All elements to one. Many are cut into parts of a size that depends on the walk alone: each part is reduced
// to an element of its own, and those together, so that the result is the same for any number of threads.
template <class Visit>
unsigned run_to_one(const ReduceRule &rule, const KernelChoice &choice, const Walk &walk,
                    const Visit &visit) {
    constexpr std::int64_t part_size = 1 << 16, widest = 16;
    const Division division = divide_any(walk, part_size);
    if (division.parts == 1) return run(choice, walk, visit);
    char *const results = static_cast<char *>(std::malloc(std::size_t(division.parts * widest)));
    if (results == nullptr) return run(choice, walk, visit);
    const int last = walk.operands - 1;
    const std::int64_t bytes = choice.out_bytes;
    for (std::int64_t k = 0; k < division.parts; ++k) {
        // Extremes start from what is there already: taking it more than once changes nothing.
        if (rule.has_identity)
            store_identity(rule, choice.dtype, results + k * bytes);
        else
            std::memcpy(results + k * bytes, walk.data[last], std::size_t(bytes));
    }
    const auto reduce_part = [&](std::int64_t number) {
        Walk part = division.part(walk, number);
        part.data[last] = results + number * bytes;
        return for_each_run(part, visit);
    };
    unsigned status = report_walk(choice, walk, nullptr, division.parts,
                                  [&] { return parallel_for(division.parts, reduce_part); });
    Run together{};
    together.in[0] = {results, bytes};
    together.out = walk.data[last];
    together.count = division.parts;
    if ((status & status_raised) == 0) status |= choice.kernel(together);
    std::free(results);
    return status;
}

bool is_to_one(const Walk &walk) {
    const std::int64_t *strides = walk.strides[walk.operands - 1];
    return std::all_of(strides, strides + walk.ndim, [](std::int64_t stride) { return stride == 0; });
}

unsigned run_along(const ReduceRule &rule, DType dtype, const Walk &walk, DType from) {
    if (!rule.has_along) {
        const KernelChoice choice = choose_kernel(rule.between, dtype);
        return run(choice, walk, OneByOne{choice.kernel});
    }
    const KernelChoice choice = choose_kernel(rule.along, dtype);
    const bool is_one = is_to_one(walk);
    if (from == dtype) return is_one ? run_to_one(rule, choice, walk, choice.kernel) : run(choice, walk);
    StagedKernel staged(choice, 1);
    staged.set_input(0, from, dtype);
    return is_one ? run_to_one(rule, choice, walk, staged) : run(choice, walk, staged);
}

unsigned reduce_walk(const ReduceRule &rule, DType dtype, Array *array, const Dimensions &part, char *data,
                     Array *result) {
    Walk walk;
    walk.ndim = part.ndim;
    std::copy_n(part.shape, walk.ndim, walk.shape);
    walk.add(data, part.ndim, part.shape, part.strides);
    walk.add(result);
    walk.sort_by(0);
    walk.simplify();
    if (walk.is_empty()) return 0;
    const bool is_along = walk.ndim == 0 || walk.strides[1][walk.ndim - 1] == 0;
    if (is_along) return run_along(rule, dtype, walk, array->dtype);
    KernelChoice choice = choose_kernel(rule.between, dtype);
    if (rule.has_along) choice.name = info(rule.along).name;
    return run_rows(choice, walk, array->dtype);
}

// ---- results

// The result with the reduced axes kept at length 1.
Ref new_result(const Array *array, const AxisSet &axes, DType dtype) {
    Dimensions shape = dimensions_of(array);
    for (int axis = 0; axis < array->ndim; ++axis) {
        if (axes.has(axis)) shape.shape[axis] = 1;
    }
    return new_array(dtype, shape.ndim, shape.shape);
}

// Sets the start values; `part` becomes what is left to combine with them.
int start_result(const Start &start, const ReduceRequest &request, Array *result, Dimensions &part,
                 char *&data) {
    Array *array = as_array(request.array);
    if (start.is_given) {
        const auto bytes = static_cast<std::size_t>(itemsize(result->dtype));
        for (std::int64_t i = 0; i < result->size; ++i)
            std::memcpy(result->data + std::size_t(i) * bytes, start.element, bytes);
        return 0;
    }
    Dimensions first = part;
    int reduced = 0, only = 0;
    for (int axis = 0; axis < array->ndim; ++axis) {
        if (!request.axes.has(axis)) continue;
        first.shape[axis] = 1;
        ++reduced;
        only = axis;
    }
    Ref view = new_view(array, array->data, first);
    if (!view || assign_array(result, as_array(view)) < 0) return -1;
    // Nothing is left where no axis is reduced. Along one axis the first element is done; with more axes it
    // is taken again, which minimum and maximum allow.
    if (reduced == 0) part.append(0, 0);
    if (reduced == 1) {
        data += part.strides[only];
        part.shape[only] -= 1;
    }
    return 0;
}

// Comparing with nan sets flags too, which are not errors of extremes.
bool tells_errors(Operation operation, DType dtype) {
    return (is_float(dtype) || is_complex_type(dtype)) && tells_status({operation, dtype, dtype});
}

// All elements of an array without gaps: no array is made for the result.
Ref reduce_block(const ReduceRule &rule, Operation operation, Array *array, DType dtype, Start &start) {
    if (!start.is_given) std::memcpy(start.element, array->data, static_cast<std::size_t>(itemsize(dtype)));
    Walk walk;
    walk.ndim = walk.operands = 1;
    walk.shape[0] = array->size;
    walk.strides[0][0] = itemsize(dtype);
    walk.data[0] = array->data;
    walk.add_single(start.element);
    const KernelChoice choice = choose_kernel(rule.along, dtype);
    const StatusScope scope;
    if (run_to_one(rule, choice, walk, choice.kernel) & status_raised) return nullptr;
    const unsigned status = tells_errors(operation, dtype) ? scope.flags() : 0;
    if (status != 0 && report_status(status, "reduce") < 0) return nullptr;
    return make_scalar(dtype, start.element);
}

bool is_one_block(const ReduceRule &rule, const ReduceRequest &request, DType dtype) {
    const Array *array = as_array(request.array);
    return rule.has_along && request.axes.is_all() && !request.keeps_axes && array->dtype == dtype &&
           (array->is_contiguous || array->is_fortran);
}

void explain_reduction(Operation operation, const char *method, const Array *array, const AxisSet &axes,
                       DType loop) {
    std::string detail;
    for (int axis = 0; axis < array->ndim; ++axis) {
        if (axes.has(axis)) detail += (detail.empty() ? "axis " : ", ") + std::to_string(axis);
    }
    const Array *const inputs[] = {array};
    explain_operation((std::string(info(operation).name) + "." + method).c_str(), inputs, loop,
                      axes.is_all() ? "all axes" : detail);
}

// The number of true elements: bytes are added as such, not each as an int64. A tracer sees the plain way.
bool is_count(Operation operation, const ReduceRequest &request, DType dtype) {
    const Array *array = as_array(request.array);
    return operation == Operation::Add && array->dtype == DType::Bool && dtype == DType::Int64 &&
           array->is_contiguous && request.axes.is_all() && !request.keeps_axes &&
           request.initial == nullptr && !is_traced();
}

int check_order(const ReduceRule &rule, const ReduceRequest &request, Operation operation) {
    if (rule.has_identity || rule.has_along) return 0;
    int reduced = 0;
    for (int axis = 0; axis < request.axes.ndim(); ++axis) reduced += request.axes.has(axis);
    if (reduced <= 1 || operation == Operation::Fmin || operation == Operation::Fmax) return 0;
    PyErr_Format(PyExc_ValueError,
                 "reduction operation '%s' is not reorderable, so at most one axis may be specified",
                 info(operation).name);
    return -1;
}

} // namespace

Ref drop_axes(Ref result, const AxisSet &axes) {
    if (!result) return nullptr;
    Dimensions kept;
    for (int axis = 0; axis < as_array(result)->ndim; ++axis) {
        if (!axes.has(axis)) kept.append(as_array(result)->shape[axis], as_array(result)->strides[axis]);
    }
    if (kept.ndim == as_array(result)->ndim) return result;
    if (kept.ndim == 0) return make_scalar(as_array(result)->dtype, as_array(result)->data);
    return new_view(as_array(result), as_array(result)->data, kept);
}

DType sum_dtype(DType dtype) {
    if (dtype == DType::Bool || info(dtype).kind == 'i') return DType::Int64;
    return info(dtype).kind == 'u' ? DType::UInt64 : dtype;
}

Ref deliver(Ref result, PyObject *out) {
    if (!result) return nullptr;
    if (out == nullptr || out == Py_None) return unwrap_scalar(std::move(result));
    if (PyTuple_Check(out) && PyTuple_GET_SIZE(out) == 1) out = PyTuple_GET_ITEM(out, 0);
    if (!is_array(out)) return raised(PyErr_Format(PyExc_TypeError, "return arrays must be of ArrayType"));
    Array *target = as_array(out);
    if (!has_same_shape(target, as_array(result))) {
        return raised(PyErr_Format(PyExc_ValueError,
                                   "output parameter has the wrong shape: it is %s, the result's is %s",
                                   shape_text(target->ndim, target->shape).c_str(),
                                   shape_text(as_array(result)->ndim, as_array(result)->shape).c_str()));
    }
    if (!target->is_writeable) return raised(PyErr_Format(PyExc_ValueError, "output array is read-only"));
    if (!can_cast(as_array(result)->dtype, target->dtype, Casting::SameKind)) {
        return raised(PyErr_Format(PyExc_TypeError,
                                   "Cannot cast output from %R to %R with casting rule 'same_kind'",
                                   dtype_object(as_array(result)->dtype), dtype_object(target->dtype)));
    }
    return assign_array(target, as_array(result)) < 0 ? nullptr : Ref::share(out);
}

Ref reduce(Operation operation, ReduceRequest &request) {
    const ReduceRule rule = rule_for(operation);
    DType dtype;
    Start start;
    if (check_order(rule, request, operation) < 0 || loop_type(operation, request, dtype) < 0) return nullptr;
    if (find_start(rule, request, dtype, start) < 0 || apply_mask(operation, rule, start, request) < 0)
        return nullptr;
    if (check_not_empty(operation, request, start) < 0) return nullptr;
    if (is_explained()) [[unlikely]]
        explain_reduction(operation, "reduce", as_array(request.array), request.axes, dtype);
    if (is_count(operation, request, dtype)) {
        const std::int64_t count = count_true(as_array(request.array));
        return deliver(make_scalar(dtype, reinterpret_cast<const char *>(&count)), request.out);
    }
    if (is_one_block(rule, request, dtype)) {
        return deliver(reduce_block(rule, operation, as_array(request.array), dtype, start), request.out);
    }
    // Steps of single elements take them in their own type.
    if (!rule.has_along) request.array = cast_array(as_array(request.array), dtype);
    if (!request.array) return nullptr;
    Array *array = as_array(request.array);
    Ref result = new_result(array, request.axes, dtype);
    Dimensions part = dimensions_of(array);
    char *data = array->data;
    if (!result || start_result(start, request, as_array(result), part, data) < 0) return nullptr;
    const StatusScope scope;
    if (reduce_walk(rule, dtype, array, part, data, as_array(result)) & status_raised) return nullptr;
    const unsigned status = tells_errors(operation, dtype) ? scope.flags() : 0;
    if (status != 0 && report_status(status, "reduce") < 0) return nullptr;
    return deliver(request.keeps_axes ? std::move(result) : drop_axes(std::move(result), request.axes),
                   request.out);
}

// ---- accumulate

namespace {

bool scan_for(Operation operation, Operation &scan) {
    switch (operation) {
    case Operation::Add: scan = Operation::CumulativeSum; return true;
    case Operation::Multiply: scan = Operation::CumulativeProduct; return true;
    case Operation::Minimum: scan = Operation::CumulativeMinimum; return true;
    case Operation::Maximum: scan = Operation::CumulativeMaximum; return true;
    default: return false;
    }
}

Dimensions without_axis(const Array *array, int axis) {
    Dimensions rest;
    for (int k = 0; k < array->ndim; ++k) {
        if (k != axis) rest.append(array->shape[k], array->strides[k]);
    }
    return rest;
}

// Line by line: each is one run of the Scan kernel.
unsigned scan_lines(const KernelChoice &choice, const Array *array, int axis, const Array *result) {
    const Dimensions from = without_axis(array, axis), to = without_axis(result, axis);
    Walk walk;
    walk.ndim = from.ndim;
    std::copy_n(from.shape, walk.ndim, walk.shape);
    walk.add(array->data, from.ndim, from.shape, from.strides);
    walk.add(result->data, to.ndim, to.shape, to.strides);
    Run model{};
    model.in[0].stride = array->strides[axis];
    model.out_stride = result->strides[axis];
    model.count = array->shape[axis];
    const auto scan = [&](const Run &lines) {
        unsigned status = 0;
        for (std::ptrdiff_t i = 0; i < lines.count; ++i) {
            Run line = model;
            line.in[0].data = lines.in[0].data + i * lines.in[0].stride;
            line.out = lines.out + i * lines.out_stride;
            status |= choice.kernel(line);
        }
        return status;
    };
    return run(choice, walk, scan, &model);
}

// Row by row: each row of the result is the one before it combined with the array's.
unsigned scan_rows(const KernelChoice &choice, const Array *array, int axis, const Array *result) {
    const Dimensions from = without_axis(array, axis), to = without_axis(result, axis);
    unsigned status = 0;
    for (std::int64_t i = 0; i < array->shape[axis] && (status & status_raised) == 0; ++i) {
        char *row = result->data + i * result->strides[axis];
        Walk walk;
        walk.ndim = from.ndim;
        std::copy_n(from.shape, walk.ndim, walk.shape);
        if (i > 0) walk.add(row - result->strides[axis], to.ndim, to.shape, to.strides);
        walk.add(array->data + i * array->strides[axis], from.ndim, from.shape, from.strides);
        walk.add(row, to.ndim, to.shape, to.strides);
        walk.sort_by_last();
        walk.simplify();
        status |= i > 0 ? run(choice, walk) : run(choose_cast(array->dtype, array->dtype), walk);
    }
    return status;
}

} // namespace

Ref accumulate(Operation operation, Array *array, int axis, const DType *dtype, PyObject *out) {
    ReduceRequest request;
    request.array = Ref::share(array->object());
    request.has_dtype = dtype != nullptr;
    if (dtype != nullptr) request.dtype = *dtype;
    DType loop;
    if (loop_type(operation, request, loop) < 0) return nullptr;
    const ReduceRule rule = rule_for(operation);
    if (is_explained()) [[unlikely]] {
        AxisSet axes(array->ndim);
        axes.add(axis);
        explain_reduction(operation, "accumulate", array, axes, loop);
    }
    Ref source = cast_array(array, loop);
    Ref result = source ? new_array(loop, array->ndim, array->shape) : nullptr;
    if (!result) return nullptr;
    const StatusScope scope;
    unsigned returned = 0;
    Operation scan;
    const bool is_inner = as_array(source)->ndim == 1 || axis == array->ndim - 1;
    if (array->size > 0 && is_inner && scan_for(rule.between, scan))
        returned = scan_lines(choose_kernel(scan, loop), as_array(source), axis, as_array(result));
    else if (array->size > 0)
        returned = scan_rows(choose_kernel(rule.between, loop), as_array(source), axis, as_array(result));
    if (returned & status_raised) return nullptr;
    const unsigned status = tells_errors(operation, loop) ? scope.flags() : 0;
    if (status != 0 && report_status(status, "accumulate") < 0) return nullptr;
    return deliver(std::move(result), out);
}

} // namespace adder::vecext
