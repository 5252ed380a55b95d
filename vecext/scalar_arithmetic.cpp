// SPDX-License-Identifier: MIT
#include "vecext/scalar_arithmetic.hpp"

#include <bit>
#include <cstring>

#include "vecext/dispatch.hpp"
#include "vecext/scalars.hpp"

namespace adder::vecext {

namespace {

bool to_whole(PyObject *object, std::int64_t &value) {
    if (is_scalar_of(object, DType::Int64)) {
        std::memcpy(&value, as_array(object)->data, sizeof value);
        return true;
    }
    if (!PyLong_CheckExact(object)) return false;
    int overflow;
    value = PyLong_AsLongLongAndOverflow(object, &overflow);
    return overflow == 0;
}

bool to_real(PyObject *object, double &value) {
    if (is_scalar_of(object, DType::Float64)) {
        std::memcpy(&value, as_array(object)->data, sizeof value);
        return true;
    }
    if (PyFloat_CheckExact(object)) {
        value = PyFloat_AS_DOUBLE(object);
        return true;
    }
    std::int64_t whole;
    if (!PyLong_CheckExact(object) || !to_whole(object, whole)) return false;
    value = static_cast<double>(whole);
    return true;
}

bool is_comparison(Operation operation) {
    return operation >= Operation::Equal && operation <= Operation::GreaterEqual;
}

template <class T> bool compare(Operation operation, T left, T right) {
    switch (operation) {
    case Operation::Equal: return left == right;
    case Operation::NotEqual: return left != right;
    case Operation::Less: return left < right;
    case Operation::LessEqual: return left <= right;
    case Operation::Greater: return left > right;
    default: return left >= right;
    }
}

bool calculate(Operation operation, double left, double right, double &result) {
    switch (operation) {
    case Operation::Add: result = left + right; break;
    case Operation::Subtract: result = left - right; break;
    case Operation::Multiply: result = left * right; break;
    case Operation::Divide: result = left / right; break;
    default: return false;
    }
    const auto exponent = (std::bit_cast<std::uint64_t>(result) >> 52) & 0x7ff;
    return exponent != 0 && exponent != 0x7ff;
}

bool calculate(Operation operation, std::int64_t left, std::int64_t right, std::int64_t &result) {
    switch (operation) {
    case Operation::Add: return !__builtin_add_overflow(left, right, &result);
    case Operation::Subtract: return !__builtin_sub_overflow(left, right, &result);
    case Operation::Multiply: return !__builtin_mul_overflow(left, right, &result);
    default: return false;
    }
}

template <class T> bool combine(Operation operation, T left, T right, DType dtype, Ref &result) {
    if (is_comparison(operation)) {
        result = bool_scalar(compare(operation, left, right));
        return true;
    }
    T value;
    if (!calculate(operation, left, right, value)) return false;
    result = new_scalar(dtype);
    if (result) std::memcpy(as_array(result)->data, &value, sizeof value);
    return true;
}

} // namespace

bool combine_scalars(Operation operation, PyObject *left, PyObject *right, Ref &result) {
    if (is_traced()) return false;
    if (is_scalar_of(left, DType::Float64) || is_scalar_of(right, DType::Float64)) {
        double one, other;
        return to_real(left, one) && to_real(right, other) &&
               combine(operation, one, other, DType::Float64, result);
    }
    std::int64_t one, other;
    return to_whole(left, one) && to_whole(right, other) &&
           combine(operation, one, other, DType::Int64, result);
}

} // namespace adder::vecext
