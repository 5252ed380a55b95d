// SPDX-License-Identifier: MIT
#include "vecext/direct.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <string>

#include "vecext/elementwise.hpp"
#include "vecext/scalars.hpp"
#include "vecext/status.hpp"

namespace adder::vecext {

namespace {

// ---- which loop

enum class Tells : std::uint8_t { Nothing, ByFlags, ByResult };

// The loop of an operation for inputs that all have one type; it is looked up anew when the level changes.
struct DirectLoop {
    const KernelTable *table = nullptr;
    Kernel kernel = nullptr; // null if the operation converts its inputs, or does not take them
    DType output = DType::Bool;
    Tells tells = Tells::Nothing;
};
DirectLoop direct_loops[most_operations][dtype_count];

// `any` is an array, of any kind: that inputs are arrays is all that is asked of them.
DirectLoop find_loop(Operation operation, DType dtype, Array *any) {
    DirectLoop loop{.table = dispatch.table};
    // Exponents of whole numbers may be negative, those of ldexp() do not decide.
    if ((operation == Operation::Power && is_integer(dtype)) || operation == Operation::Ldexp) return loop;
    const Kind kind = info(operation).kind;
    Input inputs[3];
    for (int k = 0; k < input_count(kind); ++k) {
        inputs[k].array = any;
        inputs[k].dtype = k == 0 && kind == Kind::Select ? DType::Bool : dtype;
    }
    LoopTypes types;
    if (resolve(operation, inputs, input_count(kind), {}, types) < 0) {
        PyErr_Clear();
        return loop;
    }
    if (types.inputs != dtype) return loop;
    const KernelChoice choice = choose_kernel(types.operation, dtype);
    loop.kernel = choice.kernel;
    loop.output = types.output;
    if (tells_status(types))
        loop.tells = choice.status == StatusSource::Result ? Tells::ByResult : Tells::ByFlags;
    return loop;
}

const DirectLoop &loop_for(Operation operation, DType dtype, Array *any) {
    DirectLoop &loop = direct_loops[static_cast<int>(operation)][static_cast<int>(dtype)];
    if (loop.table != dispatch.table) [[unlikely]]
        loop = find_loop(operation, dtype, any);
    return loop;
}

// ---- operands

// Larger arrays are worth a look at temporaries that could be reused, and at threads.
constexpr std::int64_t most_bytes = 16 * 1024;

bool has_shape_of(const Array *array, const Array *model) {
    bool is_same = array->ndim == model->ndim;
    for (int axis = 0; is_same && axis < model->ndim; ++axis)
        is_same = array->shape[axis] == model->shape[axis];
    return is_same;
}

template <class T> bool store(T value, char *element) {
    std::memcpy(element, &value, sizeof value);
    return true;
}

bool store_int(PyObject *number, DType dtype, char *element) {
    int overflow;
    const long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    if (overflow != 0) return false;
    switch (dtype) {
    case DType::Float64: return store(static_cast<double>(value), element);
    case DType::Float32: return store(static_cast<float>(static_cast<double>(value)), element);
    case DType::Int64: return store(std::int64_t(value), element);
    case DType::Int32: return value == std::int32_t(value) && store(std::int32_t(value), element);
    default: return false;
    }
}

// The commonest numbers, if arrays of the type keep it beside them.
bool store_number(PyObject *number, DType dtype, char *element) {
    if (PyFloat_CheckExact(number)) {
        const double value = PyFloat_AS_DOUBLE(number);
        if (dtype == DType::Float64) return store(value, element);
        return dtype == DType::Float32 && store(static_cast<float>(value), element);
    }
    return PyLong_CheckExact(number) && store_int(number, dtype, element);
}

// The array lies apart from the target, or in the very same places.
bool is_safe_beside(const Array *target, const Array *array) {
    if (array->data == target->data)
        return array->ndim == target->ndim && itemsize(array->dtype) == itemsize(target->dtype);
    return array->data + array->bytes() <= target->data || target->data + target->bytes() <= array->data;
}

bool is_usable_target(const Array *target, const Array *model, DType output) {
    return target->is_writeable && target->is_contiguous && target->dtype == output &&
           has_shape_of(target, model);
}

// The operands of one run, and what the arrays among them have in common.
template <int count> struct DirectCall {
    Run run;                // its output is set last
    Array *model = nullptr; // an array with most dimensions
    DType dtype = DType::Bool;
    bool has_dtype = false;
    alignas(16) char numbers[count][8];

    bool look_at(Array *array, bool is_mask) {
        if (!array->is_contiguous) return false;
        if (model == nullptr || array->ndim > model->ndim) model = array;
        if (is_mask) return array->dtype == DType::Bool;
        if (has_dtype) return array->dtype == dtype;
        dtype = array->dtype;
        return has_dtype = true;
    }
    bool look_at_all(PyObject *const *arguments, bool has_mask) {
        for (int k = 0; k < count; ++k) {
            if (is_array(arguments[k]) && !look_at(as_array(arguments[k]), has_mask && k == 0)) return false;
        }
        return has_dtype && model->size > 0 && model->size * itemsize(dtype) < most_bytes;
    }

    bool take(int k, PyObject *argument, bool is_mask, const Array *target) {
        if (!is_array(argument)) {
            run.in[k] = {numbers[k], 0};
            return !is_mask && store_number(argument, dtype, numbers[k]);
        }
        const Array *array = as_array(argument);
        const bool is_single = array->ndim == 0 && model->ndim > 0;
        run.in[k] = {array->data, is_single ? 0 : static_cast<std::ptrdiff_t>(itemsize(array->dtype))};
        if (target != nullptr && !is_safe_beside(target, array)) return false;
        return is_single || array == model || has_shape_of(array, model);
    }
    bool take_all(PyObject *const *arguments, bool has_mask, const Array *target) {
        for (int k = 0; k < count; ++k) {
            if (!take(k, arguments[k], has_mask && k == 0, target)) return false;
        }
        return true;
    }
};

// ---- the call

bool is_all_scalars(PyObject *const *arguments, int count) {
    for (int k = 0; k < count; ++k) {
        if (Py_IS_TYPE(arguments[k], &array_type)) return false;
    }
    return true;
}

int report(unsigned status, Operation operation, PyObject *const *arguments, int count, bool is_operator) {
    std::string name = info(operation).name;
    if (is_operator && is_all_scalars(arguments, count)) name = "scalar " + name;
    return report_status(status, name.c_str());
}

unsigned run_loop(const DirectLoop &loop, const Run &run) {
    if (loop.tells == Tells::Nothing) return loop.kernel(run), 0;
    if (loop.tells == Tells::ByResult) return loop.kernel(run);
    const StatusScope scope;
    loop.kernel(run);
    return scope.flags();
}

PyObject *new_result(const Array *model, DType output, Array *target) {
    if (target != nullptr) return Ref::share(target->object()).release();
    return (model->ndim > 0 ? new_twin(model, output) : new_scalar(output)).release();
}

// A single bool is one of two objects.
PyObject *as_result(PyObject *made, const DirectLoop &loop, const Array *target) {
    if (loop.output != DType::Bool || target != nullptr || as_array(made)->ndim > 0) return made;
    const bool truth = *as_array(made)->data != 0;
    Py_DECREF(made);
    return bool_scalar(truth).release();
}

template <int count>
Direct apply_with(Operation operation, PyObject *const *arguments, Array *target, bool is_operator) {
    const bool has_mask = count == 3 && operation == Operation::Where;
    DirectCall<count> call;
    if (is_traced() || !call.look_at_all(arguments, has_mask)) return declined_call;
    const DirectLoop &loop = loop_for(operation, call.dtype, call.model);
    if (loop.kernel == nullptr) return declined_call;
    if (target != nullptr && !is_usable_target(target, call.model, loop.output)) return declined_call;
    if (!call.take_all(arguments, has_mask, target)) return declined_call;
    PyObject *made = new_result(call.model, loop.output, target);
    if (made == nullptr) return {true, nullptr};
    call.run.out = as_array(made)->data;
    call.run.out_stride = static_cast<std::ptrdiff_t>(itemsize(loop.output));
    call.run.count = call.model->size;
    const unsigned status = run_loop(loop, call.run);
    if (status != 0 && report(status, operation, arguments, count, is_operator) < 0) {
        Py_DECREF(made);
        return {true, nullptr};
    }
    return {true, as_result(made, loop, target)};
}

} // namespace

Direct apply_directly(Operation operation, PyObject *const *arguments, int count, Array *target,
                      bool is_operator) {
    switch (count) {
    case 1: return apply_with<1>(operation, arguments, target, is_operator);
    case 2: return apply_with<2>(operation, arguments, target, is_operator);
    default: return apply_with<3>(operation, arguments, target, is_operator);
    }
}

// ---- all elements to one number

namespace {

// The operations that an operation reduces with, and what it starts from.
struct Reduction {
    Operation along = Operation::Sum;   // the elements of a line
    Operation between = Operation::Add; // two rows
    enum class Start : std::uint8_t { Zero, One, First, None } start = Start::None;
    bool is_known = false;
};

Reduction reduction_for(Operation operation, DType dtype) {
    using Start = Reduction::Start;
    const bool is_bool = dtype == DType::Bool;
    const bool keeps_type = !is_bool && (itemsize(dtype) == 8 || !is_integer(dtype));
    switch (operation) {
    case Operation::Add: return {Operation::Sum, operation, Start::Zero, keeps_type};
    case Operation::Multiply: return {Operation::Product, operation, Start::One, keeps_type};
    case Operation::Minimum: return {Operation::Lowest, operation, Start::First, true};
    case Operation::Maximum: return {Operation::Highest, operation, Start::First, true};
    case Operation::LogicalAnd: return {Operation::Lowest, Operation::Minimum, Start::First, is_bool};
    case Operation::LogicalOr: return {Operation::Highest, Operation::Maximum, Start::First, is_bool};
    case Operation::LowestPosition:
    case Operation::HighestPosition: return {operation, operation, Start::None, true};
    default: return {};
    }
}

void start_reduction(Reduction::Start start, const char *first, DType dtype, char *element) {
    if (start == Reduction::Start::Zero) std::memset(element, 0, static_cast<std::size_t>(itemsize(dtype)));
    if (start == Reduction::Start::First) copy_element(element, first, itemsize(dtype));
    if (start != Reduction::Start::One) return;
    visit(dtype, [element](auto type) { store(typename decltype(type)::type(1), element); });
}

DirectLoop find_reduction(Operation along, DType dtype) {
    const KernelChoice choice = choose_kernel(along, dtype);
    const bool is_told = !is_integer(dtype) && (along == Operation::Sum || along == Operation::Product);
    return {dispatch.table, choice.kernel, output_type(info(along).kind, dtype),
            is_told ? Tells::ByFlags : Tells::Nothing};
}

} // namespace

namespace {

// The loop of a reduction of a small array without gaps; null if it is declined.
const DirectLoop *reduction_loop(const Reduction &reduction, const Array *array) {
    if (!reduction.is_known || !array->is_contiguous || is_traced()) return nullptr;
    if (array->size == 0 || array->bytes() >= most_bytes) return nullptr;
    DirectLoop &loop = direct_loops[static_cast<int>(reduction.along)][static_cast<int>(array->dtype)];
    if (loop.table != dispatch.table) [[unlikely]]
        loop = find_reduction(reduction.along, array->dtype);
    return loop.kernel != nullptr ? &loop : nullptr;
}

void reduce_line(const Reduction &reduction, const DirectLoop &loop, DType dtype, Operand line,
                 std::int64_t length, char *out) {
    start_reduction(reduction.start, line.data, dtype, out);
    Run run;
    run.in[0] = line;
    run.out = out;
    run.out_stride = 0;
    run.count = length;
    loop.kernel(run);
}

void reduce_lines(const Reduction &reduction, const DirectLoop &loop, const Array *matrix, int axis,
                  char *out) {
    for (std::int64_t k = 0; k < matrix->shape[1 - axis]; ++k, out += itemsize(loop.output)) {
        const Operand line{matrix->data + k * matrix->strides[1 - axis], matrix->strides[axis]};
        reduce_line(reduction, loop, matrix->dtype, line, matrix->shape[axis], out);
    }
}

// All rows into one: element by element, one after the other.
void reduce_rows(const Reduction &reduction, Kernel kernel, const Array *matrix, char *out) {
    const std::ptrdiff_t bytes = static_cast<std::ptrdiff_t>(itemsize(matrix->dtype));
    const std::int64_t columns = matrix->shape[1];
    for (std::int64_t k = 0; k < columns; ++k)
        start_reduction(reduction.start, matrix->data + k * bytes, matrix->dtype, out + k * bytes);
    Run run;
    run.out = out;
    run.out_stride = bytes;
    run.count = columns;
    run.in[0] = {out, bytes};
    const std::int64_t first = reduction.start == Reduction::Start::First ? 1 : 0;
    for (std::int64_t row = first; row < matrix->shape[0]; ++row) {
        run.in[1] = {matrix->data + row * matrix->strides[0], bytes};
        kernel(run);
    }
}

} // namespace

Direct reduce_directly(Operation operation, Array *array) {
    const Reduction reduction = reduction_for(operation, array->dtype);
    const DirectLoop *loop = reduction_loop(reduction, array);
    if (loop == nullptr) return declined_call;
    alignas(16) char element[16];
    const StatusScope scope;
    const Operand line{array->data, static_cast<std::ptrdiff_t>(itemsize(array->dtype))};
    reduce_line(reduction, *loop, array->dtype, line, array->size, element);
    const unsigned status = loop->tells == Tells::ByFlags ? scope.flags() : 0;
    if (status != 0 && report_status(status, "reduce") < 0) return {true, nullptr};
    return {true, make_scalar(loop->output, element).release()};
}

Direct reduce_axis_directly(Operation operation, Array *array, std::int64_t axis) {
    if (array->ndim != 2 || axis < -2 || axis > 1) return declined_call;
    const Reduction reduction = reduction_for(operation, array->dtype);
    const DirectLoop *loop = reduction_loop(reduction, array);
    if (loop == nullptr) return declined_call;
    if (axis < 0) axis += 2;
    const bool by_rows = axis == 0 && array->shape[1] > 1 && reduction.start != Reduction::Start::None;
    const DirectLoop &between = loop_for(reduction.between, array->dtype, array);
    if (by_rows && (between.kernel == nullptr || between.output != loop->output)) return declined_call;
    Ref result = new_array(loop->output, 1, &array->shape[1 - axis]);
    if (!result) return {true, nullptr};
    const StatusScope scope;
    if (by_rows)
        reduce_rows(reduction, between.kernel, array, as_array(result)->data);
    else
        reduce_lines(reduction, *loop, array, static_cast<int>(axis), as_array(result)->data);
    const unsigned status = loop->tells == Tells::ByFlags ? scope.flags() : 0;
    if (status != 0 && report_status(status, "reduce") < 0) return {true, nullptr};
    return {true, result.release()};
}

namespace {

// Divides all sums by the count; false if a quotient may not be exact for its smallness, which is to be told.
template <class T> bool divide_sums(Array *sums, std::int64_t count) {
    T *values = reinterpret_cast<T *>(sums->data);
    for (std::int64_t k = 0; k < sums->size; ++k) {
        if (values[k] != 0 && std::abs(values[k]) < std::numeric_limits<T>::min() * T(count)) return false;
        values[k] /= T(count);
    }
    return true;
}

} // namespace

Direct mean_directly(Array *array, const std::int64_t *axis) {
    if (!is_float(array->dtype)) return declined_call;
    const Direct direct = axis == nullptr ? reduce_directly(Operation::Add, array)
                                          : reduce_axis_directly(Operation::Add, array, *axis);
    if (!direct.is_done || direct.result == nullptr) return direct;
    Array *sums = as_array(direct.result);
    const std::int64_t count = array->size / sums->size;
    const bool is_done =
        array->dtype == DType::Float64 ? divide_sums<double>(sums, count) : divide_sums<float>(sums, count);
    if (is_done) return direct;
    Py_DECREF(direct.result);
    return declined_call;
}

} // namespace adder::vecext
