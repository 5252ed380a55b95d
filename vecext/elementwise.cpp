// SPDX-License-Identifier: MIT
#include "vecext/elementwise.hpp"

#include <cstring>

#include "vecext/construct.hpp"

namespace adder::vecext {

namespace {

// bool, whole number, float: what decides whether a Python number changes an array's type.
int rank(DType dtype) {
    return is_float(dtype) ? 2 : dtype == DType::Int64 ? 1 : 0;
}

bool is_buffer(PyObject *object) {
    return PyObject_CheckBuffer(object) && !PyBytes_Check(object) && !PyByteArray_Check(object);
}

Converted as_number(PyObject *object, DType dtype, Input &input) {
    input.number = object;
    input.dtype = dtype;
    return Converted::Yes;
}

} // namespace

Converted to_input(PyObject *object, Input &input) {
    if (is_array(object)) {
        input.array = as_array(object);
        input.dtype = input.array->dtype;
        return Converted::Yes;
    }
    if (PyFloat_Check(object)) return as_number(object, DType::Float64, input);
    if (PyBool_Check(object)) return as_number(object, DType::Bool, input);
    if (PyLong_Check(object)) return as_number(object, DType::Int64, input);
    if (!PyList_Check(object) && !PyTuple_Check(object) && !is_buffer(object)) return Converted::No;
    input.owner = to_array(object);
    if (!input.owner) return Converted::Raised;
    input.array = as_array(input.owner);
    input.dtype = input.array->dtype;
    return Converted::Yes;
}

// ---- types

namespace {

DType common_dtype(const Input *inputs, int count) {
    bool has_array = false;
    DType arrays = DType::Bool, numbers_dtype = DType::Bool;
    for (int k = 0; k < count; ++k) {
        if (inputs[k].is_number())
            numbers_dtype = std::max(numbers_dtype, inputs[k].dtype);
        else
            arrays = promote(arrays, inputs[k].dtype);
        has_array |= !inputs[k].is_number();
    }
    return has_array && rank(numbers_dtype) <= rank(arrays) ? arrays : numbers_dtype;
}

int raise_no_bool_loop(Operation operation) {
    PyErr_SetString(
        PyExc_TypeError,
        operation == Operation::Subtract
            ? "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` "
              "operator, or the logical_xor function instead."
            : "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or "
              "the logical_not function instead.");
    return -1;
}

// The type of the loop that serves elements of `dtype`: the next one in the row's set.
int loop_dtype(Operation operation, DType &dtype) {
    const TypeSet types = info(operation).types;
    if (has_type(types, dtype)) return 0;
    if (dtype == DType::Bool && (operation == Operation::Subtract || operation == Operation::Negative)) {
        return raise_no_bool_loop(operation);
    }
    if (dtype == DType::Bool && has_type(types, DType::Int64))
        dtype = DType::Int64;
    else if (has_type(types, DType::Float64))
        dtype = DType::Float64;
    else {
        PyErr_Format(
            PyExc_TypeError,
            "ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to "
            "any supported types according to the casting rule ''safe''",
            info(operation).name);
        return -1;
    }
    return 0;
}

int resolve_dtype(Operation operation, const Input *inputs, int count, DType &dtype) {
    const int skipped = info(operation).kind == Kind::Select ? 1 : 0;
    dtype = common_dtype(inputs + skipped, count - skipped);
    return loop_dtype(operation, dtype);
}

// Brings one operand to the loop's type.
int prepare(Input &input, DType dtype) {
    if (input.is_number()) {
        if (dtype != DType::Float64 || !PyFloat_Check(input.number)) {
            return to_element(input.number, dtype, input.element);
        }
        const double value = PyFloat_AS_DOUBLE(input.number);
        std::memcpy(input.element, &value, sizeof value);
        return 0;
    }
    if (input.dtype == dtype) return 0;
    input.owner = copy_array(input.array, dtype);
    if (!input.owner) return -1;
    input.array = as_array(input.owner);
    return 0;
}

int prepare_all(Operation operation, Input *inputs, int count, DType dtype) {
    for (int k = 0; k < count; ++k) {
        const bool is_mask = k == 0 && info(operation).kind == Kind::Select;
        if (prepare(inputs[k], is_mask ? DType::Bool : dtype) < 0) return -1;
    }
    return 0;
}

bool has_negative(const Input &input) {
    std::int64_t lowest = 0;
    if (input.is_number()) {
        std::memcpy(&lowest, input.element, sizeof lowest);
        return lowest < 0;
    }
    Walk walk;
    walk.ndim = input.array->ndim;
    std::copy_n(input.array->shape, walk.ndim, walk.shape);
    walk.add(input.array);
    walk.add_single(reinterpret_cast<char *>(&lowest));
    walk.simplify();
    for_each_run(walk, choose_kernel(Operation::Lowest, DType::Int64).kernel);
    return lowest < 0;
}

int check_exponent(Operation operation, DType dtype, const Input *inputs) {
    if (operation != Operation::Power || dtype != DType::Int64 || !has_negative(inputs[1])) return 0;
    PyErr_SetString(PyExc_ValueError, "Integers to negative integer powers are not allowed.");
    return -1;
}

// ---- the short way

Operand run_operand(Input &input) {
    if (input.is_number()) return {input.element, 0};
    return {input.array->data, static_cast<std::ptrdiff_t>(itemsize(input.array->dtype))};
}

// The array whose shape all arrays have, if all are contiguous; else null.
Array *common_layout(const Input *inputs, int count) {
    Array *model = nullptr;
    for (int k = 0; k < count; ++k) {
        Array *array = inputs[k].array;
        if (array == nullptr) continue;
        if (!array->is_contiguous) return nullptr;
        if (model == nullptr)
            model = array;
        else if (!has_same_shape(model, array))
            return nullptr;
    }
    return model;
}

bool fits_contiguous(const Array *array, const Array *model, DType dtype) {
    return array->dtype == dtype && array->is_contiguous && has_same_shape(array, model);
}

// A target that is one of the inputs, or apart from all of them, can be written while they are read.
bool is_safe_target(const Array *target, const Input *inputs, int count) {
    for (int k = 0; k < count; ++k) {
        const Array *array = inputs[k].array;
        if (array == nullptr || !may_overlap(target, array)) continue;
        const bool is_same_place = array->data == target->data && array->dtype == target->dtype &&
                                   has_same_shape(array, target) &&
                                   std::equal(array->strides, array->strides + array->ndim, target->strides);
        if (!is_same_place) return false;
    }
    return true;
}

Ref run_contiguous(const KernelChoice &choice, Input *inputs, int count, Array *model, Ref result) {
    Run run{};
    for (int k = 0; k < count; ++k) run.in[k] = run_operand(inputs[k]);
    run.out = as_array(result)->data;
    run.out_stride = choice.out_bytes;
    run.count = model->size;
    vecext::run(choice, run, count);
    return result;
}

// ---- the general way

int broadcast_inputs(const Input *inputs, int count, Dimensions &shape) {
    for (int k = 0; k < count; ++k) {
        const Array *array = inputs[k].array;
        if (array == nullptr || broadcast_shape(shape, array->ndim, array->shape)) continue;
        raise_broadcast_error(inputs, count);
        return -1;
    }
    return 0;
}

void run_walk(const KernelChoice &choice, Input *inputs, int count, Array *result) {
    Walk walk;
    walk.ndim = result->ndim;
    std::copy_n(result->shape, walk.ndim, walk.shape);
    for (int k = 0; k < count; ++k) {
        if (inputs[k].is_number())
            walk.add_single(inputs[k].element);
        else
            walk.add(inputs[k].array);
    }
    walk.add(result);
    walk.simplify();
    run(choice, walk);
}

int check_target(const Array *target, const Dimensions &shape, Operation operation, DType result) {
    Dimensions widened = shape;
    const bool fits = broadcast_shape(widened, target->ndim, target->shape) && widened.ndim == target->ndim &&
                      std::equal(widened.shape, widened.shape + widened.ndim, target->shape);
    if (!fits) {
        PyErr_Format(PyExc_ValueError,
                     "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s",
                     shape_text(target->ndim, target->shape).c_str(),
                     shape_text(widened.ndim, widened.shape).c_str());
        return -1;
    }
    if (can_store(result, target->dtype)) return 0;
    PyErr_Format(
        PyExc_TypeError,
        "Cannot cast ufunc '%s' output from dtype('%s') to dtype('%s') with casting rule 'same_kind'",
        info(operation).name, info(result).name, info(target->dtype).name);
    return -1;
}

// Writes straight into the target where that is safe and of one type, else through a new array.
Ref run_into_target(const KernelChoice &choice, Input *inputs, int count, Array *target, DType result) {
    if (target->dtype == result && is_safe_target(target, inputs, count)) {
        run_walk(choice, inputs, count, target);
        return Ref::share(target->object());
    }
    Ref computed = new_array_like(target, result);
    if (!computed) return nullptr;
    run_walk(choice, inputs, count, as_array(computed));
    if (assign_array(target, as_array(computed)) < 0) return nullptr;
    return Ref::share(target->object());
}

int check_writeable(const Array *target) {
    if (target->is_writeable) return 0;
    PyErr_SetString(PyExc_ValueError, "output array is read-only");
    return -1;
}

Ref apply_general(Operation operation, const KernelChoice &choice, Input *inputs, int count, Array *target,
                  DType result_dtype) {
    Dimensions shape;
    if (broadcast_inputs(inputs, count, shape) < 0) return nullptr;
    if (target != nullptr) {
        if (check_writeable(target) < 0 || check_target(target, shape, operation, result_dtype) < 0)
            return nullptr;
        return run_into_target(choice, inputs, count, target, result_dtype);
    }
    Ref result = new_array(result_dtype, shape.ndim, shape.shape);
    if (!result) return nullptr;
    run_walk(choice, inputs, count, as_array(result));
    return unwrap_scalar(std::move(result));
}

} // namespace

Ref apply(Operation operation, Input *inputs, int count, Output output) {
    DType dtype;
    if (resolve_dtype(operation, inputs, count, dtype) < 0) return nullptr;
    if (prepare_all(operation, inputs, count, dtype) < 0) return nullptr;
    if (check_exponent(operation, dtype, inputs) < 0) return nullptr;
    const KernelChoice choice = choose_kernel(operation, dtype);
    const Kind kind = info(operation).kind;
    const DType result_dtype = kind == Kind::Compare || kind == Kind::Predicate ? DType::Bool : dtype;

    Array *model = common_layout(inputs, count);
    if (model == nullptr || output.target != nullptr) {
        return apply_general(operation, choice, inputs, count, output.target, result_dtype);
    }
    const bool reuses = output.reusable != nullptr && fits_contiguous(output.reusable, model, result_dtype);
    Ref result = reuses ? Ref::share(output.reusable->object()) : new_array_like(model, result_dtype);
    if (!result) return nullptr;
    result = run_contiguous(choice, inputs, count, model, std::move(result));
    return model->ndim == 0 ? unwrap_scalar(std::move(result)) : std::move(result);
}

Ref apply_to(Operation operation, PyObject *const *arguments, int count, Output output) {
    Input inputs[3];
    for (int k = 0; k < count; ++k) {
        const Converted converted = to_input(arguments[k], inputs[k]);
        if (converted == Converted::Raised) return nullptr;
        if (converted == Converted::Yes) continue;
        return raised(PyErr_Format(PyExc_TypeError, "%s() takes arrays and numbers, not '%.200s'",
                                   info(operation).name, Py_TYPE(arguments[k])->tp_name));
    }
    return apply(operation, inputs, count, output);
}

Ref unwrap_scalar(Ref array) {
    if (!array || as_array(array)->ndim != 0) return array;
    return from_element(as_array(array)->dtype, as_array(array)->data);
}

void raise_broadcast_error(const Input *inputs, int count) {
    std::string text = "operands could not be broadcast together with shapes ";
    for (int k = 0; k < count; ++k) {
        const Array *array = inputs[k].array;
        text += (array != nullptr ? shape_text(array->ndim, array->shape) : "()") + " ";
    }
    PyErr_SetString(PyExc_ValueError, text.c_str());
}

} // namespace adder::vecext
