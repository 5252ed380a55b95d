// SPDX-License-Identifier: MIT
//
// Arithmetic and comparison. A generic instruction goes through the number protocol; the specialized ones
// work on the value words themselves and hand back to the generic form (Flow::Generic) when an operand is of
// another kind.
#pragma once

#include "objects/dict.hpp"
#include "objects/protocol.hpp"
#include "objects/set.hpp"
#include "objects/str.hpp"
#include "vm/registers.hpp"

#include <cstddef>

namespace adder::vm {

using objects::are_small_ints;
using objects::as_small_int;
using objects::as_word_float;
using objects::is_small_int;
using objects::is_word_float;
using objects::value_of;
using objects::word_of;

// Slow paths: functions of frame and operands. Operands stay the caller's.
template <bool Traced>
[[nodiscard]] PyObject *binary_operation(Frame *frame, PyObject **operands, int operation);
template <bool Traced>
[[nodiscard]] PyObject *compare_operation(Frame *frame, PyObject **operands, int operation);
template <bool Traced>
[[nodiscard]] PyObject *unary_operation(Frame *frame, PyObject **operand, Opcode opcode);
// 1, 0, or -1 with an exception.
template <bool Traced> [[nodiscard]] int contains_operation(Frame *frame, PyObject **operands);
[[nodiscard]] int object_truth(PyObject *value);
// `left += right` for str where the next instruction stores to variable `target`: 0, or -1.
[[nodiscard]] int append_string(PyObject **variable, PyObject **left, PyObject *right);

ADDER_INLINE PyObject *bool_value(bool truth) {
    return truth ? Py_True : Py_False;
}

// Truth of a value; 1, 0 or -1.
ADDER_INLINE int truth_of(PyObject *value) {
    if (value == Py_True) return 1;
    if (value == Py_False || value == Py_None) return 0;
    if (is_small_int(value)) return as_small_int(value) != 0;
    return object_truth(value);
}

// Replaces the two operands on the stack by `result`, which is owned.
template <class R>
ADDER_INLINE Flow finish_binary(R &r, PyObject *left, PyObject *right, PyObject *result, int cache_units) {
    if (__builtin_expect(result == nullptr, 0)) return Flow::Error;
    r.drop(1);
    r.peek(1) = result;
    r.ip += cache_units;
    r.release(left);
    r.release(right);
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow finish_binary(R &r, PyObject *result, int cache_units) {
    return finish_binary(r, r.peek(2), r.peek(1), result, cache_units);
}

ADDER_OP op_BINARY_OP(R &r, int arg) {
    r.save();
    return finish_binary(r, binary_operation<R::is_traced>(r.frame, &r.peek(2), arg), 1);
}

// Where the slot of an operator lies, in the order of bytecode::BinaryOperator up to the in-place forms;
// power has a third operand.
constexpr int no_binary_slot = -1;
constexpr int binary_slot_offsets[] = {
    offsetof(PyNumberMethods, nb_add),
    offsetof(PyNumberMethods, nb_and),
    offsetof(PyNumberMethods, nb_floor_divide),
    offsetof(PyNumberMethods, nb_lshift),
    offsetof(PyNumberMethods, nb_matrix_multiply),
    offsetof(PyNumberMethods, nb_multiply),
    offsetof(PyNumberMethods, nb_remainder),
    offsetof(PyNumberMethods, nb_or),
    no_binary_slot,
    offsetof(PyNumberMethods, nb_rshift),
    offsetof(PyNumberMethods, nb_subtract),
    offsetof(PyNumberMethods, nb_true_divide),
    offsetof(PyNumberMethods, nb_xor),
};

ADDER_INLINE binaryfunc binary_slot(const PyTypeObject *type, int offset) {
    const char *methods = reinterpret_cast<const char *>(type->tp_as_number);
    return methods != nullptr ? *reinterpret_cast<const binaryfunc *>(methods + offset) : nullptr;
}

// The left operand's slot when it is the first to be asked, as the right operand's type has no slot of its
// own or is no pointer: types of numbers in words are no subtypes of what has slots.
ADDER_INLINE binaryfunc left_slot_first(PyObject *left, PyObject *right, int operation) {
    if (!objects::is_pointer(left)) return nullptr;
    const int offset = binary_slot_offsets[operation];
    const binaryfunc slot = binary_slot(left->ob_type, offset);
    if (slot == nullptr || !objects::is_pointer(right) || right->ob_type == left->ob_type) return slot;
    const binaryfunc other = binary_slot(right->ob_type, offset);
    return other == nullptr || other == slot ? slot : nullptr;
}

// The hand-off of an operator: the left operand's slot is called from the loop.
ADDER_OP op_BINARY_OP_LEFT_SLOT(R &r, int arg) {
    if (R::is_traced) return Flow::Generic;
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    const binaryfunc slot = left_slot_first(left, right, arg);
    if (slot == nullptr) return Flow::Generic;
    r.save();
    PyObject *result = slot(left, right);
    if (__builtin_expect(result == Py_NotImplemented, 0)) {
        Py_DECREF(result);
        result = objects::continue_declined_operation(left, right, arg);
    }
    return finish_binary(r, left, right, result, 1);
}

// Replaces two numbers in words, which need no release.
template <class R> ADDER_INLINE Flow replace_words(R &r, PyObject *result) {
    r.drop(1);
    r.peek(1) = result;
    r.ip += 1;
    return Flow::Next;
}

// A float result may be a NaN, which is allocated.
template <class R> ADDER_INLINE Flow replace_words(R &r, double number) {
    PyObject *result = objects::make_float(number);
    if (__builtin_expect(result == nullptr, 0)) return Flow::Error;
    return replace_words(r, result);
}

ADDER_OP op_BINARY_OP_ADD_INT(R &r, int) {
    const uint64_t left = word_of(r.peek(2));
    const uint64_t right = word_of(r.peek(1));
    const uint64_t sum = left + right - ADDER_INT_BIAS;
    if ((left & right & sum) < ADDER_INT_BASE) return Flow::Generic;
    return replace_words(r, value_of(sum));
}

ADDER_OP op_BINARY_OP_SUBTRACT_INT(R &r, int) {
    const uint64_t left = word_of(r.peek(2));
    const uint64_t right = word_of(r.peek(1));
    const uint64_t difference = left - right + ADDER_INT_BIAS;
    if ((left & right & difference) < ADDER_INT_BASE) return Flow::Generic;
    return replace_words(r, value_of(difference));
}

ADDER_OP op_BINARY_OP_MULTIPLY_INT(R &r, int) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!are_small_ints(left, right)) return Flow::Generic;
    int64_t product;
    if (__builtin_mul_overflow(as_small_int(left), as_small_int(right), &product)) return Flow::Generic;
    if (!objects::fits_small_int(product)) return Flow::Generic;
    return replace_words(r, objects::small_int(product));
}

struct DivisionResult {
    int64_t quotient;
    int64_t remainder;
};

// Floor division of ints, divisor not zero. Dividing 32-bit numbers is several times as fast as 64-bit ones.
ADDER_INLINE DivisionResult floor_divide(int64_t dividend, int64_t divisor) {
    if ((static_cast<uint64_t>(dividend | divisor) >> 32) == 0) {
        const auto small_dividend = static_cast<uint32_t>(dividend);
        const auto small_divisor = static_cast<uint32_t>(divisor);
        return {small_dividend / small_divisor, small_dividend % small_divisor};
    }
    int64_t quotient = dividend / divisor;
    int64_t remainder = dividend % divisor;
    if (remainder != 0 && (remainder ^ divisor) < 0) {
        quotient--;
        remainder += divisor;
    }
    return {quotient, remainder};
}

ADDER_OP op_BINARY_OP_FLOOR_DIVIDE_INT(R &r, int) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!are_small_ints(left, right) || as_small_int(right) == 0) return Flow::Generic;
    const int64_t quotient = floor_divide(as_small_int(left), as_small_int(right)).quotient;
    if (!objects::fits_small_int(quotient)) return Flow::Generic; // -2^48 // -1
    return replace_words(r, objects::small_int(quotient));
}

ADDER_OP op_BINARY_OP_REMAINDER_INT(R &r, int) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!are_small_ints(left, right) || as_small_int(right) == 0) return Flow::Generic;
    return replace_words(r,
                         objects::small_int(floor_divide(as_small_int(left), as_small_int(right)).remainder));
}

template <class R, class Operation> ADDER_INLINE Flow bitwise_int(R &r, Operation operation) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!are_small_ints(left, right)) return Flow::Generic;
    return replace_words(r, objects::small_int(operation(as_small_int(left), as_small_int(right))));
}

ADDER_OP op_BINARY_OP_AND_INT(R &r, int) {
    return bitwise_int(r, [](int64_t a, int64_t b) { return a & b; });
}
ADDER_OP op_BINARY_OP_OR_INT(R &r, int) {
    return bitwise_int(r, [](int64_t a, int64_t b) { return a | b; });
}
ADDER_OP op_BINARY_OP_XOR_INT(R &r, int) {
    return bitwise_int(r, [](int64_t a, int64_t b) { return a ^ b; });
}

ADDER_OP op_BINARY_OP_LSHIFT_INT(R &r, int) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!are_small_ints(left, right)) return Flow::Generic;
    const int64_t value = as_small_int(left);
    const auto count = static_cast<uint64_t>(as_small_int(right));
    if (count > 48 || value >= (INT64_C(1) << (48 - count)) || value < -(INT64_C(1) << (48 - count)))
        return Flow::Generic;
    return replace_words(r, objects::small_int(value * (INT64_C(1) << count)));
}

ADDER_OP op_BINARY_OP_RSHIFT_INT(R &r, int) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!are_small_ints(left, right) || static_cast<uint64_t>(as_small_int(right)) > 63) return Flow::Generic;
    return replace_words(r, objects::small_int(as_small_int(left) >> as_small_int(right)));
}

// The double of a number in a word; false for everything else. Such ints are exact as doubles.
ADDER_INLINE bool word_number(PyObject *value, double &number) {
    if (is_word_float(value)) {
        number = as_word_float(value);
        return true;
    }
    if (is_small_int(value)) {
        number = static_cast<double>(as_small_int(value));
        return true;
    }
    return false;
}

template <class R, class Operation> ADDER_INLINE Flow float_operation(R &r, Operation operation) {
    double left;
    double right;
    if (!word_number(r.peek(2), left) || !word_number(r.peek(1), right)) return Flow::Generic;
    if (are_small_ints(r.peek(2), r.peek(1))) return Flow::Generic;
    return replace_words(r, operation(left, right));
}

ADDER_OP op_BINARY_OP_ADD_FLOAT(R &r, int) {
    return float_operation(r, [](double a, double b) { return a + b; });
}
ADDER_OP op_BINARY_OP_SUBTRACT_FLOAT(R &r, int) {
    return float_operation(r, [](double a, double b) { return a - b; });
}
ADDER_OP op_BINARY_OP_MULTIPLY_FLOAT(R &r, int) {
    return float_operation(r, [](double a, double b) { return a * b; });
}

// Ints in words are exact doubles, so that their quotient is correctly rounded.
ADDER_OP op_BINARY_OP_TRUE_DIVIDE_FLOAT(R &r, int) {
    double left;
    double right;
    if (!word_number(r.peek(2), left) || !word_number(r.peek(1), right) || right == 0.0) return Flow::Generic;
    return replace_words(r, left / right);
}

ADDER_OP op_BINARY_OP_ADD_UNICODE(R &r, int) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!PyUnicode_CheckExact(left) || !PyUnicode_CheckExact(right)) return Flow::Generic;
    return finish_binary(r, PyUnicode_Concat(left, right), 1);
}

// `s += t` with the STORE_FAST behind it: the variable gives up its reference first, so that the string can
// grow in place.
ADDER_OP op_BINARY_OP_INPLACE_ADD_UNICODE(R &r, int) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    PyObject *&variable = r.variables[bytecode::argument_of(r.ip[1])];
    if (variable != left || !PyUnicode_CheckExact(left) || !PyUnicode_CheckExact(right)) return Flow::Generic;
    if (append_string(&variable, &r.peek(2), right) < 0) return Flow::Error;
    r.drop(2);
    r.ip += 2;
    Py_DECREF(right);
    return Flow::Next;
}

// --- comparison

ADDER_OP op_COMPARE_OP(R &r, int arg) {
    r.save();
    return finish_binary(r, compare_operation<R::is_traced>(r.frame, &r.peek(2), arg), 1);
}

// The truth of `left operation right` without a branch: three bits for an operation, by "less, greater,
// equal".
template <class T> ADDER_INLINE bool compare_with(int operation, T left, T right) {
    constexpr uint32_t truth_bits = 0x623451; // a nibble each for Py_LT, LE, EQ, NE, GT, GE
    const int outcome = (left > right) | ((left == right) << 1);
    return ((truth_bits >> (4 * operation + outcome)) & 1) != 0;
}

// Takes the conditional jump behind a comparison at once.
template <class R> ADDER_INLINE Flow fused_jump(R &r, bool truth) {
    const uint16_t unit = r.ip[1];
    const auto opcode = bytecode::opcode_of(unit);
    const int distance = bytecode::argument_of(unit);
    r.drop(2);
    r.ip += 2;
    if (opcode == Opcode::POP_JUMP_FORWARD_IF_FALSE) {
        if (!truth) r.ip += distance;
        return Flow::Next;
    }
    if (opcode == Opcode::POP_JUMP_FORWARD_IF_TRUE) {
        if (truth) r.ip += distance;
        return Flow::Next;
    }
    uint16_t *const origin = r.ip;
    if (truth == (opcode == Opcode::POP_JUMP_BACKWARD_IF_TRUE)) r.ip -= distance;
    return attend_after_jump(r, origin);
}

ADDER_OP op_COMPARE_OP_INT(R &r, int arg) {
    if (!are_small_ints(r.peek(2), r.peek(1))) return Flow::Generic;
    return replace_words(r, Py_NewRef(bool_value(compare_with(arg, word_of(r.peek(2)), word_of(r.peek(1))))));
}
ADDER_OP op_COMPARE_OP_INT_JUMP(R &r, int arg) {
    if (!are_small_ints(r.peek(2), r.peek(1))) return Flow::Generic;
    return fused_jump(r, compare_with(arg, word_of(r.peek(2)), word_of(r.peek(1))));
}
ADDER_OP op_COMPARE_OP_FLOAT(R &r, int arg) {
    double left;
    double right;
    if (!word_number(r.peek(2), left) || !word_number(r.peek(1), right)) return Flow::Generic;
    return replace_words(r, Py_NewRef(bool_value(compare_with(arg, left, right))));
}
ADDER_OP op_COMPARE_OP_FLOAT_JUMP(R &r, int arg) {
    double left;
    double right;
    if (!word_number(r.peek(2), left) || !word_number(r.peek(1), right)) return Flow::Generic;
    return fused_jump(r, compare_with(arg, left, right));
}

// 1 and 0 for == and != of two exact strings, or their order.
ADDER_INLINE bool compare_strings(int operation, PyObject *left, PyObject *right) {
    if (operation == Py_EQ) return objects::unicode_equal(left, right);
    if (operation == Py_NE) return !objects::unicode_equal(left, right);
    return compare_with(operation, PyUnicode_Compare(left, right), 0);
}

ADDER_OP op_COMPARE_OP_STR(R &r, int arg) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!PyUnicode_CheckExact(left) || !PyUnicode_CheckExact(right)) return Flow::Generic;
    const bool truth = compare_strings(arg, left, right);
    replace_words(r, Py_NewRef(bool_value(truth)));
    Py_DECREF(left);
    Py_DECREF(right);
    return Flow::Next;
}
ADDER_OP op_COMPARE_OP_STR_JUMP(R &r, int arg) {
    PyObject *left = r.peek(2);
    PyObject *right = r.peek(1);
    if (!PyUnicode_CheckExact(left) || !PyUnicode_CheckExact(right)) return Flow::Generic;
    const bool truth = compare_strings(arg, left, right);
    fused_jump(r, truth);
    Py_DECREF(left);
    Py_DECREF(right);
    return Flow::Next;
}

ADDER_OP op_IS_OP(R &r, int arg) {
    PyObject *right = r.pop();
    PyObject *left = r.pop();
    r.push(Py_NewRef(bool_value((left == right) != (arg != 0))));
    r.release(left);
    r.release(right);
    return Flow::Next;
}

template <class R> ADDER_INLINE Flow finish_contains(R &r, int found, int is_negated) {
    if (__builtin_expect(found < 0, 0)) return Flow::Error;
    return finish_binary(r, Py_NewRef(bool_value((found != 0) != (is_negated != 0))), 1);
}

ADDER_OP op_CONTAINS_OP(R &r, int arg) {
    r.save();
    return finish_contains(r, contains_operation<R::is_traced>(r.frame, &r.peek(2)), arg);
}
ADDER_OP op_CONTAINS_OP_DICT(R &r, int arg) {
    if (!PyDict_CheckExact(r.peek(1))) return Flow::Generic;
    r.save();
    return finish_contains(r, PyDict_Contains(r.peek(1), r.peek(2)), arg);
}
ADDER_OP op_CONTAINS_OP_SET(R &r, int arg) {
    if (!PyAnySet_CheckExact(r.peek(1))) return Flow::Generic;
    r.save();
    return finish_contains(r, PySet_Contains(r.peek(1), r.peek(2)), arg);
}
ADDER_OP op_CONTAINS_OP_STR(R &r, int arg) {
    if (!PyUnicode_CheckExact(r.peek(1)) || !PyUnicode_CheckExact(r.peek(2))) return Flow::Generic;
    return finish_contains(r, PyUnicode_Contains(r.peek(1), r.peek(2)), arg);
}

template <class R> ADDER_INLINE Flow unary(R &r, Opcode opcode) {
    r.save();
    PyObject *result = unary_operation<R::is_traced>(r.frame, &r.peek(1), opcode);
    if (result == nullptr) return Flow::Error;
    PyObject *operand = r.peek(1);
    r.peek(1) = result;
    Py_DECREF(operand);
    return Flow::Next;
}

ADDER_OP op_UNARY_NEGATIVE(R &r, int) {
    PyObject *operand = r.peek(1);
    if (is_word_float(operand)) {
        r.peek(1) = objects::make_float(-as_word_float(operand));
        return Flow::Next;
    }
    if (is_small_int(operand) && objects::fits_small_int(-as_small_int(operand))) {
        r.peek(1) = objects::small_int(-as_small_int(operand));
        return Flow::Next;
    }
    return unary(r, Opcode::UNARY_NEGATIVE);
}
ADDER_OP op_UNARY_POSITIVE(R &r, int) {
    return unary(r, Opcode::UNARY_POSITIVE);
}
ADDER_OP op_UNARY_INVERT(R &r, int) {
    return unary(r, Opcode::UNARY_INVERT);
}
ADDER_OP op_UNARY_NOT(R &r, int) {
    PyObject *operand = r.peek(1);
    r.save();
    const int truth = truth_of(operand);
    if (__builtin_expect(truth < 0, 0)) return Flow::Error;
    r.peek(1) = Py_NewRef(bool_value(truth == 0));
    Py_DECREF(operand);
    return Flow::Next;
}

} // namespace adder::vm
