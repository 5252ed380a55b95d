// SPDX-License-Identifier: MIT
#include "vecext/elementwise.hpp"

#include <cstring>

#include "vecext/construct.hpp"
#include "vecext/direct.hpp"
#include "vecext/explain.hpp"
#include "vecext/scalars.hpp"
#include "vecext/staging.hpp"
#include "vecext/status.hpp"

namespace adder::vecext {

namespace {

bool is_buffer(PyObject *object) {
    return PyObject_CheckBuffer(object) && !PyBytes_Check(object) && !PyByteArray_Check(object);
}

void use_array(Input &input, Array *array) {
    input.array = array;
    input.dtype = array->dtype;
}

} // namespace

bool is_python_number(PyObject *object, Weak &weak) {
    if (PyFloat_Check(object))
        weak = Weak::Float;
    else if (PyBool_Check(object))
        weak = Weak::Bool;
    else if (PyLong_Check(object))
        weak = Weak::Int;
    else if (PyComplex_Check(object))
        weak = Weak::Complex;
    else
        return false;
    return true;
}

Converted to_input(PyObject *object, Input &input) {
    if (is_array(object)) {
        use_array(input, as_array(object));
        return Converted::Yes;
    }
    if (is_python_number(object, input.weak)) {
        input.number = object;
        return Converted::Yes;
    }
    const bool is_convertible =
        PyList_Check(object) || PyTuple_Check(object) || is_buffer(object) || PyRange_Check(object);
    if (!is_convertible) return Converted::No;
    input.owner = to_array(object);
    if (!input.owner) return Converted::Raised;
    use_array(input, as_array(input.owner));
    return Converted::Yes;
}

int take_input(Operation operation, PyObject *object, Input &input) {
    const Converted converted = to_input(object, input);
    if (converted == Converted::Yes) return 0;
    if (converted == Converted::Raised) return -1;
    input.owner = to_array(object);
    if (!input.owner) {
        if (PyErr_ExceptionMatches(PyExc_TypeError)) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "%s() takes arrays and numbers, not '%.200s'", info(operation).name,
                         Py_TYPE(object)->tp_name);
        }
        return -1;
    }
    use_array(input, as_array(input.owner));
    return 0;
}

// ---- numbers as elements

namespace {

enum class Prepared { Ready, OutOfRange, Raised };

// A comparison with an int that the elements' type cannot hold has an answer all the same.
Prepared prepare_number(const LoopTypes &types, Input &input, DType dtype) {
    if (dtype == DType::Float64 && PyFloat_Check(input.number)) {
        const double value = PyFloat_AS_DOUBLE(input.number);
        std::memcpy(input.element, &value, sizeof value);
        return Prepared::Ready;
    }
    if (to_element(input.number, dtype, input.element) == 0) return Prepared::Ready;
    const bool is_comparison =
        types.operation >= Operation::Equal && types.operation <= Operation::GreaterEqual;
    const bool is_logical =
        types.operation >= Operation::LogicalAnd && types.operation <= Operation::LogicalXor;
    if (is_logical && PyErr_ExceptionMatches(PyExc_OverflowError)) {
        PyErr_Clear();
        return to_element(Py_True, dtype, input.element) == 0 ? Prepared::Ready : Prepared::Raised;
    }
    if (!is_comparison || !PyErr_ExceptionMatches(PyExc_OverflowError)) return Prepared::Raised;
    PyErr_Clear();
    return Prepared::OutOfRange;
}

Prepared prepare_numbers(const LoopTypes &types, Input *inputs, int count) {
    Prepared worst = Prepared::Ready;
    for (int k = 0; k < count && worst != Prepared::Raised; ++k) {
        if (!inputs[k].is_number()) continue;
        const bool is_mask = k == 0 && info(types.operation).kind == Kind::Select;
        const Prepared prepared = prepare_number(types, inputs[k], is_mask ? DType::Bool : types.inputs);
        worst = std::max(worst, prepared);
    }
    return worst;
}

// All elements of the other operand are below the number, or all above it.
bool far_comparison(Operation operation, bool is_left, bool is_high) {
    const bool left_is_greater = is_left == is_high;
    switch (operation) {
    case Operation::Less:
    case Operation::LessEqual: return !left_is_greater;
    case Operation::Greater:
    case Operation::GreaterEqual: return left_is_greater;
    default: return operation == Operation::NotEqual;
    }
}

bool has_negative(const Input &input, DType dtype) {
    alignas(16) char lowest[16] = {};
    if (input.is_number()) {
        std::memcpy(lowest, input.element, sizeof lowest);
    } else {
        Walk walk;
        walk.ndim = input.array->ndim;
        std::copy_n(input.array->shape, walk.ndim, walk.shape);
        walk.add(input.array);
        walk.add_single(lowest);
        walk.simplify();
        dtype = input.array->dtype;
        for_each_run(walk, choose_kernel(Operation::Lowest, dtype).kernel);
    }
    return info(dtype).kind == 'i' && (lowest[itemsize(dtype) - 1] & 0x80) != 0;
}

int check_exponent(const LoopTypes &types, const Input *inputs) {
    if (types.operation != Operation::Power || !is_integer(types.inputs)) return 0;
    const bool is_empty = (!inputs[0].is_number() && inputs[0].array->size == 0) ||
                          (!inputs[1].is_number() && inputs[1].array->size == 0);
    if (is_empty || !has_negative(inputs[1], types.inputs)) return 0;
    PyErr_SetString(PyExc_ValueError, "Integers to negative integer powers are not allowed.");
    return -1;
}

} // namespace

// ---- errors of arithmetic

bool tells_status(const LoopTypes &types) {
    const Kind kind = info(types.operation).kind;
    if (kind == Kind::Compare || kind == Kind::Predicate || kind == Kind::Select) return false;
    switch (types.operation) {
    case Operation::FloorDivide:
    case Operation::Remainder:
    case Operation::Fmod:
    case Operation::Reciprocal: return true;
    case Operation::Positive:
    case Operation::Negative:
    case Operation::Conjugate:
    case Operation::Absolute:
    case Operation::Fabs:
    case Operation::Sign:
    case Operation::Minimum:
    case Operation::Maximum:
    case Operation::Fmin:
    case Operation::Fmax:
    case Operation::Copysign:
    case Operation::Heaviside:
    case Operation::Mantissa:
    case Operation::Exponent:
    case Operation::Clip:
    case Operation::Rint:
    case Operation::Floor:
    case Operation::Ceil:
    case Operation::Trunc: return false;
    default: return is_float(types.inputs) || is_complex_type(types.inputs);
    }
}

namespace {

bool is_all_scalars(const Input *inputs, int count) {
    for (int k = 0; k < count; ++k) {
        if (!inputs[k].is_number() && !is_scalar(inputs[k].array->object())) return false;
    }
    return true;
}

int tell_status(unsigned status, Operation operation, const Input *inputs, int count,
                const Options &options) {
    if (status == 0) [[likely]]
        return 0;
    std::string name = info(operation).name;
    if (options.slot != nullptr && is_all_scalars(inputs, count)) name = "scalar " + name;
    return report_status(status, name.c_str());
}

// Calls `function`, which returns what kernels return, and reports the errors that happened.
template <class F>
int run_with_status(const LoopTypes &types, const KernelChoice &choice, const Input *inputs, int count,
                    const Options &options, F function) {
    if (!tells_status(types)) return function() & status_raised ? -1 : 0;
    const StatusScope scope;
    const unsigned returned = function();
    if (returned & status_raised) return -1;
    const unsigned status = choice.status == StatusSource::Result ? returned : scope.flags();
    return tell_status(status, types.operation, inputs, count, options);
}

// ---- the short way

Operand run_operand(Input &input) {
    if (input.is_number()) return {input.element, 0};
    return {input.array->data, static_cast<std::ptrdiff_t>(itemsize(input.array->dtype))};
}

bool has_same_strides(const Array *left, const Array *right) {
    return std::equal(left->strides, left->strides + left->ndim, right->strides);
}

// The array whose shape and layout all arrays have, if they have the loop's type and no gaps; else null.
Array *common_layout(const LoopTypes &types, const Input *inputs, int count) {
    Array *model = nullptr;
    for (int k = 0; k < count; ++k) {
        Array *array = inputs[k].array;
        if (array == nullptr) continue;
        const bool is_mask = k == 0 && info(types.operation).kind == Kind::Select;
        if (array->dtype != (is_mask ? DType::Bool : types.inputs)) return nullptr;
        if (!array->is_contiguous && !array->is_fortran) return nullptr;
        if (model == nullptr)
            model = array;
        else if (!has_same_shape(model, array) || array->is_contiguous != model->is_contiguous)
            return nullptr;
    }
    return model;
}

bool fits_contiguous(const Array *array, const Array *model, DType dtype) {
    return array->dtype == dtype && has_same_shape(array, model) &&
           array->is_contiguous == model->is_contiguous;
}

Ref run_contiguous(const LoopTypes &types, const KernelChoice &choice, Input *inputs, int count, Array *model,
                   const Options &options) {
    const bool reuses = options.reusable != nullptr && fits_contiguous(options.reusable, model, types.output);
    Ref result = reuses ? Ref::share(options.reusable->object()) : new_array_like(model, types.output);
    if (!result) return nullptr;
    Run run{};
    for (int k = 0; k < count; ++k) run.in[k] = run_operand(inputs[k]);
    run.out = as_array(result)->data;
    run.out_stride = choice.out_bytes;
    run.count = model->size;
    const auto kernel = [&] { return run.count > 0 ? vecext::run(choice, run, count) : 0u; };
    if (run_with_status(types, choice, inputs, count, options, kernel) < 0) return nullptr;
    return model->ndim == 0 ? unwrap_scalar(std::move(result)) : std::move(result);
}

// ---- the general way

int broadcast_inputs(const Input *inputs, int count, const Options &options, Dimensions &shape) {
    for (int k = 0; k < count; ++k) {
        const Array *array = inputs[k].array;
        if (array == nullptr || broadcast_shape(shape, array->ndim, array->shape)) continue;
        raise_broadcast_error(inputs, count);
        return -1;
    }
    const Array *mask = options.where;
    if (mask == nullptr || broadcast_shape(shape, mask->ndim, mask->shape)) return 0;
    raise_broadcast_error(inputs, count);
    return -1;
}

int check_target_type(const Array *target, const LoopTypes &types, Casting casting) {
    if (!target->is_writeable) {
        PyErr_SetString(PyExc_ValueError, "output array is read-only");
        return -1;
    }
    if (can_cast(types.output, target->dtype, casting)) return 0;
    PyErr_Format(PyExc_TypeError, "Cannot cast ufunc '%s' output from %R to %R with casting rule '%s'",
                 info(types.operation).name, dtype_object(types.output), dtype_object(target->dtype),
                 casting_name(casting));
    return -1;
}

int check_target_shape(const Array *target, const Dimensions &shape) {
    Dimensions widened = shape;
    const bool fits = broadcast_shape(widened, target->ndim, target->shape) && widened.ndim == target->ndim &&
                      std::equal(widened.shape, widened.shape + widened.ndim, target->shape);
    if (fits) return 0;
    PyErr_Format(PyExc_ValueError,
                 "non-broadcastable output operand with shape %s doesn't match the broadcast shape %s",
                 shape_text(target->ndim, target->shape).c_str(),
                 shape_text(widened.ndim, widened.shape).c_str());
    return -1;
}

// The input can be read while the target is written: it lies apart, or in the very same places.
bool is_safe_beside(const Array *target, const Array *array) {
    if (!may_overlap(target, array)) return true;
    return array->data == target->data && array->dtype == target->dtype && has_same_shape(array, target) &&
           has_same_strides(array, target);
}

int separate_from(const Array *target, Input *inputs, int count) {
    for (int k = 0; k < count; ++k) {
        if (inputs[k].is_number() || is_safe_beside(target, inputs[k].array)) continue;
        inputs[k].owner = copy_array(inputs[k].array, inputs[k].array->dtype, Order::Keep);
        if (!inputs[k].owner) return -1;
        inputs[k].array = as_array(inputs[k].owner);
    }
    return 0;
}

// A small operand that is broadcast is converted once, not again for every row.
int convert_small(Input &input, DType dtype, std::int64_t result_size) {
    if (input.is_number() || input.array->dtype == dtype || input.array->size > result_size / 2) return 0;
    input.owner = copy_array(input.array, dtype, Order::Keep);
    if (!input.owner) return -1;
    use_array(input, as_array(input.owner));
    return 0;
}

int run_walk(const LoopTypes &types, const KernelChoice &choice, Input *inputs, int count, Array *result,
             const Options &options) {
    StagedKernel staged(choice, count);
    KernelChoice told = choice; // with the widths that are read and written, before conversion
    told.out_bytes = static_cast<std::uint8_t>(itemsize(result->dtype));
    Walk walk;
    walk.ndim = result->ndim;
    std::copy_n(result->shape, walk.ndim, walk.shape);
    for (int k = 0; k < count; ++k) {
        const bool is_mask = k == 0 && info(types.operation).kind == Kind::Select;
        const DType dtype = is_mask ? DType::Bool : types.inputs;
        if (convert_small(inputs[k], dtype, result->size) < 0) return -1;
        if (inputs[k].is_number()) {
            walk.add_single(inputs[k].element);
        } else {
            walk.add(inputs[k].array);
            staged.set_input(k, inputs[k].array->dtype, dtype);
            told.in_bytes[k] = static_cast<std::uint8_t>(itemsize(inputs[k].array->dtype));
        }
    }
    staged.set_output(types.output, result->dtype);
    if (options.where != nullptr) {
        walk.add(options.where);
        staged.set_mask();
    }
    walk.add(result);
    walk.sort_by_last();
    walk.simplify();
    return run_with_status(types, choice, inputs, count, options,
                           [&] { return staged.is_plain() ? run(choice, walk) : run(told, walk, staged); });
}

// In the layout of the first input that has the result's shape.
Ref new_result(const Input *inputs, int count, const Dimensions &shape, DType dtype, Order order) {
    if (order != Order::C && order != Order::F) {
        for (int k = 0; k < count; ++k) {
            const Array *array = inputs[k].array;
            const bool is_model = array != nullptr && array->ndim == shape.ndim &&
                                  std::equal(array->shape, array->shape + array->ndim, shape.shape);
            if (is_model) return new_array_like(array, dtype, order);
        }
        order = Order::C;
    }
    return new_array(dtype, shape.ndim, shape.shape, order);
}

Ref apply_general(const LoopTypes &types, const KernelChoice &choice, Input *inputs, int count,
                  const Options &options) {
    Dimensions shape;
    if (options.target != nullptr && check_target_type(options.target, types, options.casting) < 0)
        return nullptr;
    if (broadcast_inputs(inputs, count, options, shape) < 0) return nullptr;
    if (options.target != nullptr) {
        Array *target = options.target;
        const Ref kept = Ref::share(target->object());
        if (check_target_shape(target, shape) < 0) return nullptr;
        if (separate_from(target, inputs, count) < 0) return nullptr;
        if (run_walk(types, choice, inputs, count, target, options) < 0) return nullptr;
        return Ref::share(target->object());
    }
    Ref result = new_result(inputs, count, shape, types.output, options.order);
    if (!result || run_walk(types, choice, inputs, count, as_array(result), options) < 0) return nullptr;
    return unwrap_scalar(std::move(result));
}

// A comparison whose answer is the same for all elements, because no element can be as large as the number.
Ref apply_far(const LoopTypes &types, Input *inputs, int count, const Options &options) {
    const bool is_left = inputs[0].is_number() && !inputs[1].is_number();
    PyObject *number = inputs[is_left ? 0 : 1].number;
    Ref zero = Ref::steal(PyLong_FromLong(0));
    const int is_high = zero ? PyObject_RichCompareBool(number, zero.get(), Py_GT) : -1;
    if (is_high < 0) return nullptr;
    const bool answer = far_comparison(types.operation, is_left, is_high != 0);
    Array *array = inputs[is_left ? 1 : 0].array;
    if (array == nullptr || count != 2)
        return raised(PyErr_Format(PyExc_OverflowError, "int too large to compare"));
    Ref result =
        options.target != nullptr ? Ref::share(options.target->object()) : new_array_like(array, DType::Bool);
    Ref value = Ref::steal(PyBool_FromLong(answer));
    Ref filling = result && value ? to_array(value.get()) : nullptr;
    if (!filling || assign_array(as_array(result), as_array(filling)) < 0) return nullptr;
    return options.target != nullptr ? std::move(result) : unwrap_scalar(std::move(result));
}

} // namespace

Ref apply(Operation operation, Input *inputs, int count, const Options &options) {
    LoopTypes types;
    if (resolve(operation, inputs, count, options, types) < 0) return nullptr;
    const Prepared prepared = prepare_numbers(types, inputs, count);
    if (prepared == Prepared::Raised) return nullptr;
    if (prepared == Prepared::OutOfRange) return apply_far(types, inputs, count, options);
    if (check_exponent(types, inputs) < 0) return nullptr;
    const KernelChoice choice = choose_kernel(types.operation, types.inputs);
    if (is_explained()) [[unlikely]]
        explain_elementwise(types, inputs, count, options);
    const bool is_simple =
        options.target == nullptr && options.where == nullptr && options.order == Order::Keep;
    Array *model = is_simple ? common_layout(types, inputs, count) : nullptr;
    return model != nullptr ? run_contiguous(types, choice, inputs, count, model, options)
                            : apply_general(types, choice, inputs, count, options);
}

Ref apply_to(Operation operation, PyObject *const *arguments, int count, const Options &options) {
    const bool is_plain = options.where == nullptr && options.dtype == nullptr &&
                          options.order == Order::Keep && options.casting == Casting::SameKind;
    if (is_plain) {
        const bool is_operator = options.slot != nullptr;
        const Direct direct = apply_directly(operation, arguments, count, options.target, is_operator);
        if (direct.is_done) return Ref::steal(direct.result);
    }
    return apply_generally(operation, arguments, count, options);
}

Ref apply_generally(Operation operation, PyObject *const *arguments, int count, const Options &options) {
    Input inputs[3];
    for (int k = 0; k < count; ++k) {
        if (take_input(operation, arguments[k], inputs[k]) < 0) return nullptr;
    }
    return apply(operation, inputs, count, options);
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
