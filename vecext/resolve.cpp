// SPDX-License-Identifier: MIT
// Which loop serves the inputs of an operation: from their types, by NumPy 2's rules.
#include <algorithm>
#include <string>

#include "vecext/elementwise.hpp"

namespace adder::vecext {

namespace {

// The type that all inputs promote to, numbers bending to the arrays.
DType common_dtype(const Input *inputs, int count) {
    DType types[3];
    std::size_t arrays = 0;
    bool has_number = false;
    Weak numbers = Weak::Bool;
    for (int k = 0; k < count; ++k) {
        if (inputs[k].is_number()) {
            numbers = has_number ? std::max(numbers, inputs[k].weak) : inputs[k].weak;
            has_number = true;
        } else {
            types[arrays++] = inputs[k].dtype;
        }
    }
    if (arrays == 0) return default_type(numbers);
    const DType common = arrays == 1   ? types[0]
                         : arrays == 2 ? promote(types[0], types[1])
                                       : promote_all(types, arrays);
    return has_number ? promote_weak(common, numbers) : common;
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

int raise_no_loop(Operation operation) {
    PyErr_Format(
        PyExc_TypeError,
        "ufunc '%s' not supported for the input types, and the inputs could not be safely coerced to "
        "any supported types according to the casting rule ''safe''",
        info(operation).name);
    return -1;
}

// Whole numbers that divide become float64 whatever their width; other functions of floats take the smallest
// that holds them.
bool is_double_only(Operation operation, DType dtype) {
    return (operation == Operation::Divide && (is_integer(dtype) || dtype == DType::Bool)) ||
           (operation == Operation::FloatPower && dtype != DType::Complex64 && dtype != DType::Complex128);
}

// Numbers bend to arrays only: among themselves they are of their default types.
bool fits_loop(const Input &input, DType loop, bool bends) {
    if (!input.is_number()) return can_cast(input.dtype, loop, Casting::Safe);
    return bends ? promote_weak(loop, input.weak) == loop
                 : can_cast(default_type(input.weak), loop, Casting::Safe);
}

// The type that the inputs promote to, or the first of the row's set that holds each of them safely.
int loop_dtype(Operation operation, const Input *inputs, int count, DType &dtype) {
    const TypeSet types = info(operation).types;
    if (is_double_only(operation, dtype)) return dtype = DType::Float64, 0;
    if (operation == Operation::FloatPower) return dtype = DType::Complex128, 0;
    if (has_type(types, dtype)) return 0;
    if (dtype == DType::Bool && (operation == Operation::Subtract || operation == Operation::Negative)) {
        return raise_no_bool_loop(operation);
    }
    const bool refuses_bool = operation == Operation::Positive || operation == Operation::Sign ||
                              operation == Operation::Gcd || operation == Operation::Lcm;
    const auto is_array = [](const Input &input) { return !input.is_number(); };
    const bool bends = std::any_of(inputs, inputs + count, is_array);
    for (int row = 0; row < dtype_count; ++row) {
        const DType candidate = static_cast<DType>(row);
        const auto fits = [=](const Input &input) { return fits_loop(input, candidate, bends); };
        if (!has_type(types, candidate) || !std::all_of(inputs, inputs + count, fits)) continue;
        if (dtype == DType::Bool && refuses_bool) break;
        dtype = candidate;
        return 0;
    }
    return raise_no_loop(operation);
}

// ldexp(x, i): the second input never decides.
int deciding_inputs(Operation operation, int count) {
    return operation == Operation::Ldexp ? 1 : count;
}

int check_input_casts(Operation operation, const Input *inputs, int count, DType loop, Casting casting) {
    for (int k = 0; k < count; ++k) {
        const bool is_mask = k == 0 && info(operation).kind == Kind::Select;
        if (inputs[k].is_number() || is_mask || can_cast(inputs[k].dtype, loop, casting)) continue;
        PyErr_Format(PyExc_TypeError, "Cannot cast ufunc '%s' input %d from %R to %R with casting rule '%s'",
                     info(operation).name, k, dtype_object(inputs[k].dtype), dtype_object(loop),
                     casting_name(casting));
        return -1;
    }
    return 0;
}

// A dtype that was asked for is that of the result: the loop is the one that makes it.
int resolve_asked(Operation operation, DType asked, LoopTypes &types) {
    const Kind kind = info(operation).kind;
    if (kind == Kind::Predicate || kind == Kind::Compare) {
        if (asked == DType::Bool) return 0;
        PyErr_Format(PyExc_TypeError,
                     "No loop matching the specified signature and casting was found for ufunc %s",
                     info(operation).name);
        return -1;
    }
    if (!has_type(info(operation).types, asked)) {
        PyErr_Format(PyExc_TypeError,
                     "No loop matching the specified signature and casting was found for ufunc %s",
                     info(operation).name);
        return -1;
    }
    types.inputs = asked;
    return 0;
}

} // namespace

int resolve(Operation operation, const Input *inputs, int count, const Options &options, LoopTypes &types) {
    const Kind kind = info(operation).kind;
    const int skipped = kind == Kind::Select ? 1 : 0;
    types.operation = operation;
    types.inputs = common_dtype(inputs + skipped, deciding_inputs(operation, count - skipped));
    if (operation == Operation::Absolute && is_complex_type(types.inputs)) {
        types.operation = Operation::Magnitude;
        types.output = real_type(types.inputs);
        return 0;
    }
    const bool is_rounding =
        operation == Operation::Floor || operation == Operation::Ceil || operation == Operation::Trunc;
    // Whole numbers are round, as the array API has it.
    if (is_rounding && is_integer(types.inputs) && options.dtype == nullptr) {
        types.operation = operation = Operation::Positive;
    }
    const bool answers_in_bools = kind == Kind::Predicate || kind == Kind::Compare;
    const int deciding = deciding_inputs(operation, count - skipped);
    if ((options.dtype == nullptr || answers_in_bools) &&
        loop_dtype(operation, inputs + skipped, deciding, types.inputs) < 0) {
        return -1;
    }
    if (options.dtype != nullptr && resolve_asked(operation, *options.dtype, types) < 0) return -1;
    types.output = output_type(kind, types.inputs);
    if (options.dtype == nullptr && options.casting == Casting::SameKind) return 0;
    return check_input_casts(operation, inputs, deciding_inputs(operation, count), types.inputs,
                             options.casting);
}

} // namespace adder::vecext
