// SPDX-License-Identifier: MIT
// reduce, accumulate, reduceat, outer and at of universal functions.
#include <cstring>

#include "vecext/arguments.hpp"
#include "vecext/construct.hpp"
#include "vecext/indexing.hpp"
#include "vecext/reduce.hpp"
#include "vecext/scalars.hpp"
#include "vecext/ufunc_type.hpp"

namespace adder::vecext {

namespace {

int check_binary(PyObject *self, const char *method) {
    if (input_count(info(operation_of(self)).kind) == 2) return 0;
    PyErr_Format(PyExc_ValueError, "%s only supported for binary functions", method);
    return -1;
}

PyObject *ufunc_reduce(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"array",    "axis",    "dtype", "out",
                                                  "keepdims", "initial", "where", nullptr};
    PyObject *bound[7];
    if (check_binary(self, "reduce") < 0) return nullptr;
    if (bind_arguments({"reduce", names, 1, 7}, arguments, count, keywords, bound) < 0) return nullptr;
    ReduceRequest request;
    request.array = to_array(bound[0]);
    if (!request.array) return nullptr;
    const int ndim = as_array(request.array)->ndim;
    request.axes = AxisSet(ndim);
    if (bound[1] == nullptr) {
        // The first axis, unlike in the functions that reduce.
        if (ndim == 0) return PyErr_Format(PyExc_TypeError, "cannot reduce on a scalar");
        request.axes.add(0);
    } else if (to_axes(bound[1], request.axes) < 0) {
        return nullptr;
    }
    if (to_optional_dtype(bound[2], request.dtype, &request.has_dtype) < 0) return nullptr;
    request.out = bound[3];
    const int keeps = to_flag(bound[4], 0);
    if (keeps < 0) return nullptr;
    request.keeps_axes = keeps > 0;
    request.initial = bound[5];
    request.where = bound[6];
    return reduce(operation_of(self), request).release();
}

PyObject *ufunc_accumulate(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"array", "axis", "dtype", "out", nullptr};
    PyObject *bound[4];
    if (check_binary(self, "accumulate") < 0) return nullptr;
    if (bind_arguments({"accumulate", names, 1, 4}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref array = to_array(bound[0]);
    if (!array) return nullptr;
    if (as_array(array)->ndim == 0) return PyErr_Format(PyExc_TypeError, "cannot accumulate on a scalar");
    int axis = 0;
    if (bound[1] != nullptr && to_axis(bound[1], as_array(array)->ndim, axis) < 0) return nullptr;
    DType dtype;
    bool is_given;
    if (to_optional_dtype(bound[2], dtype, &is_given) < 0) return nullptr;
    return accumulate(operation_of(self), as_array(array), axis, is_given ? &dtype : nullptr, bound[3])
        .release();
}

// ---- reduceat: a reduction for each stretch between listed positions

Ref to_starts(PyObject *object, std::int64_t length, Operation operation) {
    Ref indices = to_array(object);
    if (!indices) return nullptr;
    if (as_array(indices)->ndim != 1)
        return raised(PyErr_Format(PyExc_ValueError, as_array(indices)->ndim == 0
                                                         ? "object of too small depth for desired array"
                                                         : "object too deep for desired array"));
    if (as_array(indices)->size > 0 && !can_cast(as_array(indices)->dtype, DType::Int64, Casting::Safe)) {
        return raised(PyErr_Format(
            PyExc_TypeError, "Cannot cast array data from %R to dtype('int64') according to the rule 'safe'",
            dtype_object(as_array(indices)->dtype)));
    }
    indices = copy_array(as_array(indices), DType::Int64);
    if (!indices) return nullptr;
    const auto *starts = reinterpret_cast<const std::int64_t *>(as_array(indices)->data);
    for (std::int64_t i = 0; i < as_array(indices)->size; ++i) {
        if (starts[i] >= 0 && starts[i] < length) continue;
        return raised(PyErr_Format(PyExc_IndexError, "index %lld out-of-bounds in %s.reduceat [0, %lld)",
                                   static_cast<long long>(starts[i]), info(operation).name,
                                   static_cast<long long>(length)));
    }
    return indices;
}

// `count` elements along the axis from `start` on.
Ref stretch(Array *array, int axis, std::int64_t start, std::int64_t count) {
    Dimensions dimensions = dimensions_of(array);
    dimensions.shape[axis] = count;
    return new_view(array, array->data + start * dimensions.strides[axis], dimensions);
}

// Stretches that end before they begin are single elements, as NumPy has it.
Ref reduce_stretches(Operation operation, Array *array, int axis, const Array *indices, const DType *dtype) {
    const auto *starts = reinterpret_cast<const std::int64_t *>(indices->data);
    Dimensions shape = dimensions_of(array);
    shape.shape[axis] = indices->size;
    Ref result;
    if (indices->size == 0) {
        // The type, or that there is none, as a reduction of one element tells it.
        const std::int64_t one = 1;
        ReduceRequest request;
        request.array = new_array(array->dtype, 1, &one);
        if (!request.array) return nullptr;
        std::memset(as_array(request.array)->data, 0, static_cast<std::size_t>(itemsize(array->dtype)));
        request.axes = AxisSet(1);
        request.axes.add(0);
        request.has_dtype = dtype != nullptr;
        if (dtype != nullptr) request.dtype = *dtype;
        Ref sample = reduce(operation, request);
        return sample ? new_array(as_array(sample)->dtype, shape.ndim, shape.shape) : nullptr;
    }
    for (std::int64_t i = 0; i < indices->size; ++i) {
        const std::int64_t end = i + 1 < indices->size ? starts[i + 1] : array->shape[axis];
        ReduceRequest request;
        request.array = stretch(array, axis, starts[i], std::max(end - starts[i], std::int64_t(1)));
        if (!request.array) return nullptr;
        request.axes = AxisSet(array->ndim);
        request.axes.add(axis);
        request.keeps_axes = true;
        request.has_dtype = dtype != nullptr;
        if (dtype != nullptr) request.dtype = *dtype;
        Ref part = reduce(operation, request);
        if (part && !result) result = new_array(as_array(part)->dtype, shape.ndim, shape.shape);
        Ref place = part && result ? stretch(as_array(result), axis, i, 1) : nullptr;
        if (!place || assign_array(as_array(place), as_array(part)) < 0) return nullptr;
    }
    return result;
}

PyObject *ufunc_reduceat(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    static constexpr const char *const names[] = {"array", "indices", "axis", "dtype", "out", nullptr};
    PyObject *bound[5];
    if (check_binary(self, "reduceat") < 0) return nullptr;
    if (bind_arguments({"reduceat", names, 2, 5}, arguments, count, keywords, bound) < 0) return nullptr;
    Ref array = to_array(bound[0]);
    if (!array) return nullptr;
    if (as_array(array)->ndim == 0) return PyErr_Format(PyExc_TypeError, "cannot reduceat on a scalar");
    int axis = 0;
    if (bound[2] != nullptr && to_axis(bound[2], as_array(array)->ndim, axis) < 0) return nullptr;
    DType dtype;
    bool is_given;
    if (to_optional_dtype(bound[3], dtype, &is_given) < 0) return nullptr;
    Ref indices = to_starts(bound[1], as_array(array)->shape[axis], operation_of(self));
    if (!indices) return nullptr;
    return deliver(reduce_stretches(operation_of(self), as_array(array), axis, as_array(indices),
                                    is_given ? &dtype : nullptr),
                   bound[4])
        .release();
}

// The elements of the first with as many dimensions of length 1 behind theirs as the second has.
PyObject *ufunc_outer(PyObject *self, PyObject *const *arguments, Py_ssize_t count, PyObject *keywords) {
    if (check_binary(self, "outer product") < 0) return nullptr;
    if (count != 2) {
        return PyErr_Format(PyExc_TypeError, "outer() takes exactly 2 positional arguments (%zd given)",
                            count);
    }
    Ref left = to_array(arguments[0]), right = left ? to_array(arguments[1]) : nullptr;
    if (!right) return nullptr;
    Dimensions widened = dimensions_of(as_array(left));
    for (int k = 0; k < as_array(right)->ndim; ++k) widened.append(1, 0);
    Ref view = new_view(as_array(left), as_array(left)->data, widened);
    if (!view) return nullptr;
    PyObject *all[2 + 8] = {view.get(), right.get()};
    const Py_ssize_t named = keywords != nullptr ? PyTuple_GET_SIZE(keywords) : 0;
    if (named > 8) return PyErr_Format(PyExc_TypeError, "outer() takes fewer arguments");
    std::copy_n(arguments + 2, named, all + 2);
    return PyObject_Vectorcall(self, all, 2, keywords);
}

// ---- at: each listed element once for every time it is listed

// The position of every selected element in the flattened array.
Ref selected_positions(Array *array, PyObject *indices) {
    Ref positions = new_array(DType::Int64, array->ndim, array->shape);
    if (!positions) return nullptr;
    auto *values = reinterpret_cast<std::int64_t *>(as_array(positions)->data);
    for (std::int64_t i = 0; i < array->size; ++i) values[i] = i;
    Ref selected = Ref::steal(array_subscript(positions.get(), indices));
    return selected ? copy_array(as_array(selected), DType::Int64) : nullptr;
}

void update_each(Array *target, const Array *positions, const LoopTypes &types, Array *values) {
    const KernelChoice choice = choose_kernel(types.operation, types.inputs);
    const auto width = static_cast<std::ptrdiff_t>(itemsize(types.inputs));
    const auto *at = reinterpret_cast<const std::int64_t *>(positions->data);
    Run run{};
    run.count = 1;
    for (std::int64_t i = 0; i < positions->size; ++i) {
        char *element = target->data + at[i] * width;
        run.in[0] = {element, 0};
        run.in[1] = {values != nullptr ? values->data + i * width : nullptr, 0};
        run.out = element;
        run.out_stride = width;
        choice.kernel(run);
    }
}

Ref spread_values(PyObject *object, const Array *positions, DType dtype) {
    Ref values = to_array(object), spread = new_array(dtype, positions->ndim, positions->shape);
    if (!values || !spread || assign_array(as_array(spread), as_array(values)) < 0) return nullptr;
    return spread;
}

int at_types(Operation operation, Array *target, PyObject *operand, LoopTypes &types) {
    Input inputs[2];
    inputs[0].array = target;
    inputs[0].dtype = target->dtype;
    if (operand != nullptr && take_input(operation, operand, inputs[1]) < 0) return -1;
    if (resolve(operation, inputs, operand != nullptr ? 2 : 1, {}, types) < 0) return -1;
    if (types.inputs == types.output && can_cast(types.output, target->dtype, Casting::SameKind)) return 0;
    PyErr_Format(PyExc_TypeError, "Cannot cast ufunc '%s' output from %R to %R with casting rule 'same_kind'",
                 info(operation).name, dtype_object(types.output), dtype_object(target->dtype));
    return -1;
}

PyObject *ufunc_at(PyObject *self, PyObject *const *arguments, Py_ssize_t count) {
    const Operation operation = operation_of(self);
    const int operands = input_count(info(operation).kind);
    if (count != operands + 1) {
        return PyErr_Format(PyExc_ValueError, "at() takes %d arguments for this function (%zd given)",
                            operands + 1, count);
    }
    if (!is_array(arguments[0]) || !as_array(arguments[0])->is_writeable) {
        return PyErr_Format(PyExc_TypeError, "first operand must be array");
    }
    Array *array = as_array(arguments[0]);
    PyObject *operand = operands == 2 ? arguments[2] : nullptr;
    LoopTypes types;
    if (at_types(operation, array, operand, types) < 0) return nullptr;
    Ref positions = selected_positions(array, arguments[1]);
    if (!positions) return nullptr;
    Ref values = operand != nullptr ? spread_values(operand, as_array(positions), types.inputs) : nullptr;
    if (operand != nullptr && !values) return nullptr;
    Ref worked = copy_array(array, types.inputs);
    if (!worked) return nullptr;
    update_each(as_array(worked), as_array(positions), types,
                operand != nullptr ? as_array(values) : nullptr);
    if (assign_array(array, as_array(worked)) < 0) return nullptr;
    Py_RETURN_NONE;
}

} // namespace

PyMethodDef ufunc_methods[] = {
    fast_method(
        "reduce", ufunc_reduce,
        "reduce($self, array, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=True)\n--\n\n"
        "The function applied along axes until one element is left."),
    fast_method("accumulate", ufunc_accumulate,
                "accumulate($self, array, axis=0, dtype=None, out=None)\n--\n\nThe results on the way of a "
                "reduction."),
    fast_method("reduceat", ufunc_reduceat,
                "reduceat($self, array, indices, axis=0, dtype=None, out=None)\n--\n\n"
                "A reduction for each stretch from one index to the next."),
    fast_method("outer", ufunc_outer, "outer($self, a, b, /, **keywords)\n--\n\nThe function of every pair."),
    {"at", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(ufunc_at)), METH_FASTCALL,
     "at($self, a, indices, b=None, /)\n--\n\nThe function in place on listed elements, repeated ones each "
     "time."},
    {},
};

} // namespace adder::vecext
