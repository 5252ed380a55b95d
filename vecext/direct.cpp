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

// What the arrays among the arguments have in common.
struct Common {
    Array *model = nullptr; // one with most dimensions
    DType dtype = DType::Bool;
    bool has_dtype = false;

    bool add(Array *array, bool is_mask) {
        if (!array->is_contiguous) return false;
        if (model == nullptr || array->ndim > model->ndim) model = array;
        if (is_mask) return array->dtype == DType::Bool;
        if (has_dtype) return array->dtype == dtype;
        dtype = array->dtype;
        return has_dtype = true;
    }
    bool is_small() const {
        return has_dtype && model->size > 0 && model->size * itemsize(dtype) < most_bytes;
    }
};

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

// The operands of one run.
struct DirectCall {
    Run run; // its output is not set
    alignas(16) char numbers[3][8];

    bool add(int k, PyObject *argument, const Common &common, DType dtype, const Array *target) {
        if (!is_array(argument)) {
            run.in[k] = {numbers[k], 0};
            return store_number(argument, dtype, numbers[k]);
        }
        const Array *array = as_array(argument);
        const bool is_single = array->ndim == 0 && common.model->ndim > 0;
        run.in[k] = {array->data, is_single ? 0 : static_cast<std::ptrdiff_t>(itemsize(array->dtype))};
        if (target != nullptr && !is_safe_beside(target, array)) return false;
        return is_single || has_shape_of(array, common.model);
    }
};

bool collect(PyObject *const *arguments, int count, bool has_mask, Common &common) {
    for (int k = 0; k < count; ++k) {
        if (!is_array(arguments[k])) continue;
        if (!common.add(as_array(arguments[k]), has_mask && k == 0)) return false;
    }
    return common.model != nullptr && common.is_small();
}

// ---- the call

// Where single bools come to lie: they need no object of their own.
struct Result {
    Ref object; // empty for a single bool
    char truth = 0;
    char *data = nullptr;
};

bool make_result(const Array *model, DType output, Array *target, Result &result) {
    if (target != nullptr)
        result.object = Ref::share(target->object());
    else if (model->ndim > 0)
        result.object = new_array(output, model->ndim, model->shape);
    else if (output != DType::Bool)
        result.object = new_scalar(output);
    const bool is_single_bool = target == nullptr && model->ndim == 0 && output == DType::Bool;
    result.data = is_single_bool ? &result.truth : result.object ? as_array(result.object)->data : nullptr;
    return result.data != nullptr;
}

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

} // namespace

bool apply_directly(Operation operation, PyObject *const *arguments, int count, Array *target,
                    bool is_operator, Ref &result) {
    const bool has_mask = operation == Operation::Where;
    Common common;
    if (is_traced() || !collect(arguments, count, has_mask, common)) return false;
    const DirectLoop &loop = loop_for(operation, common.dtype, common.model);
    if (loop.kernel == nullptr) return false;
    if (target != nullptr && !is_usable_target(target, common.model, loop.output)) return false;
    DirectCall call;
    for (int k = 0; k < count; ++k) {
        const bool is_mask = has_mask && k == 0;
        if (!call.add(k, arguments[k], common, is_mask ? DType::Bool : common.dtype, target)) return false;
    }
    Result made;
    if (!make_result(common.model, loop.output, target, made)) return true;
    call.run.out = made.data;
    call.run.out_stride = static_cast<std::ptrdiff_t>(itemsize(loop.output));
    call.run.count = common.model->size;
    const unsigned status = run_loop(loop, call.run);
    if (status != 0 && report(status, operation, arguments, count, is_operator) < 0) return true;
    result = made.object ? std::move(made.object) : bool_scalar(made.truth != 0);
    return true;
}

// ---- all elements to one number

namespace {

// The kernel that an operation reduces with, and whether it starts from 0 or 1 or from the first element.
struct Reduction {
    Operation along = Operation::Sum;
    enum class Start : std::uint8_t { Zero, One, First, None } start = Start::None;
    bool is_known = false;
};

Reduction reduction_for(Operation operation, DType dtype) {
    using Start = Reduction::Start;
    const bool is_bool = dtype == DType::Bool;
    const bool keeps_type = itemsize(dtype) == 8 || !is_integer(dtype);
    switch (operation) {
    case Operation::Add: return {Operation::Sum, Start::Zero, !is_bool && keeps_type};
    case Operation::Multiply: return {Operation::Product, Start::One, !is_bool && keeps_type};
    case Operation::Minimum: return {Operation::Lowest, Start::First, true};
    case Operation::Maximum: return {Operation::Highest, Start::First, true};
    case Operation::LogicalAnd: return {Operation::Lowest, Start::First, is_bool};
    case Operation::LogicalOr: return {Operation::Highest, Start::First, is_bool};
    case Operation::LowestPosition:
    case Operation::HighestPosition: return {operation, Start::None, true};
    default: return {};
    }
}

void start_reduction(Reduction::Start start, const Array *array, char *element) {
    if (start == Reduction::Start::Zero) std::memset(element, 0, 16);
    if (start == Reduction::Start::First) copy_element(element, array->data, itemsize(array->dtype));
    if (start != Reduction::Start::One) return;
    visit(array->dtype, [element](auto type) { store(typename decltype(type)::type(1), element); });
}

DirectLoop find_reduction(Operation along, DType dtype) {
    const KernelChoice choice = choose_kernel(along, dtype);
    const bool is_told = !is_integer(dtype) && (along == Operation::Sum || along == Operation::Product);
    return {dispatch.table, choice.kernel, output_type(info(along).kind, dtype),
            is_told ? Tells::ByFlags : Tells::Nothing};
}

} // namespace

bool reduce_directly(Operation operation, Array *array, Ref &result) {
    if (array->size == 0 || array->bytes() >= most_bytes || !array->is_contiguous || is_traced())
        return false;
    const Reduction reduction = reduction_for(operation, array->dtype);
    if (!reduction.is_known) return false;
    DirectLoop &loop = direct_loops[static_cast<int>(reduction.along)][static_cast<int>(array->dtype)];
    if (loop.table != dispatch.table) loop = find_reduction(reduction.along, array->dtype);
    if (loop.kernel == nullptr) return false;
    alignas(16) char element[16];
    start_reduction(reduction.start, array, element);
    Run run;
    run.in[0] = {array->data, static_cast<std::ptrdiff_t>(itemsize(array->dtype))};
    run.out = element;
    run.out_stride = 0;
    run.count = array->size;
    const unsigned status = run_loop(loop, run);
    if (status == 0 || report_status(status, "reduce") == 0) result = make_scalar(loop.output, element);
    return true;
}

bool mean_directly(Array *array, Ref &result) {
    if (!is_float(array->dtype) || !reduce_directly(Operation::Add, array, result)) return false;
    if (!result) return true;
    Array *sum = as_array(result);
    const auto divide = [&]<class T>(std::type_identity<T>) {
        T value;
        std::memcpy(&value, sum->data, sizeof value);
        // A quotient that is not exact for its smallness is to be told.
        if (value != 0 && std::abs(value) < std::numeric_limits<T>::min() * T(array->size)) return false;
        return store(value / T(array->size), sum->data);
    };
    const bool is_done = array->dtype == DType::Float64 ? divide(std::type_identity<double>())
                                                        : divide(std::type_identity<float>());
    if (!is_done) result = nullptr;
    return is_done;
}

} // namespace adder::vecext
