// SPDX-License-Identifier: MIT
//
// Operators: which slot answers for two operands, and in which order they are asked. Reference manual, 3.3.8.
//
// The right operand goes first when its type is a proper subclass of the left one's and has a slot of its
// own. A slot says "not me" by NotImplemented. After the numeric slots `+` and `*` try the sequence slots.
// Conversions to numbers are in protocol_convert.cpp.
#include "objects/protocol.hpp"

#include "objects/error.hpp"
#include "objects/type.hpp"

namespace adder::objects {

namespace {

using BinarySlot = binaryfunc PyNumberMethods::*;
using TernarySlot = ternaryfunc PyNumberMethods::*;
using UnarySlot = unaryfunc PyNumberMethods::*;

template <class Slot>
auto slot_of(PyObject *object, Slot slot) -> std::remove_reference_t<decltype(PyNumberMethods{}.*slot)> {
    const PyNumberMethods *methods = Py_TYPE(object)->tp_as_number;
    return methods != nullptr ? methods->*slot : nullptr;
}

// A new reference to NotImplemented when no operand knows the operation.
PyObject *ask_both(PyObject *left, PyObject *right, BinarySlot slot) {
    const binaryfunc left_slot = slot_of(left, slot);
    binaryfunc right_slot = nullptr;
    if (Py_TYPE(left) != Py_TYPE(right)) {
        right_slot = slot_of(right, slot);
        if (right_slot == left_slot) right_slot = nullptr;
    }
    if (left_slot != nullptr) {
        if (right_slot != nullptr && PyType_IsSubtype(Py_TYPE(right), Py_TYPE(left))) {
            PyObject *result = right_slot(left, right);
            if (result != Py_NotImplemented) return result;
            Py_DECREF(result);
            right_slot = nullptr;
        }
        PyObject *result = left_slot(left, right);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    if (right_slot != nullptr) return right_slot(left, right);
    Py_RETURN_NOTIMPLEMENTED;
}

bool is_print_redirection(PyObject *left, BinarySlot slot) {
    return slot == &PyNumberMethods::nb_rshift && PyCFunction_CheckExact(left) &&
           strcmp(reinterpret_cast<PyCFunctionObject *>(left)->m_ml->ml_name, "print") == 0;
}

// Both operands have declined.
PyObject *raise_declined(PyObject *left, PyObject *right, BinarySlot slot, const char *text) {
    if (is_print_redirection(left, slot)) {
        return raise_type_error("unsupported operand type(s) for %.100s: '%.100s' and '%.100s'. "
                                "Did you mean \"print(<message>, file=<output_stream>)\"?",
                                text, Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
    }
    return raise_operand_types(left, right, text);
}

PyObject *binary_operation(PyObject *left, PyObject *right, BinarySlot slot, const char *text) {
    PyObject *result = ask_both(left, right, slot);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    return raise_declined(left, right, slot, text);
}

// NotImplemented when neither the in-place slot nor the plain one knows it.
PyObject *ask_inplace(PyObject *left, PyObject *right, BinarySlot inplace_slot, BinarySlot slot) {
    if (const binaryfunc inplace = slot_of(left, inplace_slot)) {
        PyObject *result = inplace(left, right);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    return ask_both(left, right, slot);
}

PyObject *inplace_operation(PyObject *left, PyObject *right, BinarySlot inplace_slot, BinarySlot slot,
                            const char *text) {
    PyObject *result = ask_inplace(left, right, inplace_slot, slot);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    return raise_operand_types(left, right, text);
}

PyObject *repeat_sequence(ssizeargfunc repeat, PyObject *sequence, PyObject *count) {
    if (!PyIndex_Check(count)) {
        return raise_type_error("can't multiply sequence by non-int of type '%.200s'",
                                Py_TYPE(count)->tp_name);
    }
    const Py_ssize_t number = PyNumber_AsSsize_t(count, PyExc_OverflowError);
    if (number == -1 && is_error_pending()) return nullptr;
    return repeat(sequence, number);
}

// What is left of `+` and `*` when no numeric slot knows the operands.
PyObject *add_sequences(PyObject *left, PyObject *right) {
    const PySequenceMethods *sequence = Py_TYPE(left)->tp_as_sequence;
    if (sequence != nullptr && sequence->sq_concat != nullptr) return sequence->sq_concat(left, right);
    return raise_operand_types(left, right, "+");
}

PyObject *multiply_sequence(PyObject *left, PyObject *right) {
    const PySequenceMethods *left_methods = Py_TYPE(left)->tp_as_sequence;
    const PySequenceMethods *right_methods = Py_TYPE(right)->tp_as_sequence;
    if (left_methods != nullptr && left_methods->sq_repeat != nullptr) {
        return repeat_sequence(left_methods->sq_repeat, left, right);
    }
    if (right_methods != nullptr && right_methods->sq_repeat != nullptr) {
        return repeat_sequence(right_methods->sq_repeat, right, left);
    }
    return raise_operand_types(left, right, "*");
}

// In the order of bytecode::BinaryOperator, up to the in-place forms; power is asked in its own way.
constexpr struct {
    BinarySlot slot;
    const char *text;
} plain_operators[] = {
    {&PyNumberMethods::nb_add, "+"},
    {&PyNumberMethods::nb_and, "&"},
    {&PyNumberMethods::nb_floor_divide, "//"},
    {&PyNumberMethods::nb_lshift, "<<"},
    {&PyNumberMethods::nb_matrix_multiply, "@"},
    {&PyNumberMethods::nb_multiply, "*"},
    {&PyNumberMethods::nb_remainder, "%"},
    {&PyNumberMethods::nb_or, "|"},
    {},
    {&PyNumberMethods::nb_rshift, ">>"},
    {&PyNumberMethods::nb_subtract, "-"},
    {&PyNumberMethods::nb_true_divide, "/"},
    {&PyNumberMethods::nb_xor, "^"},
};

// One function of three operands answers for all; the modulus may bring a third type.
PyObject *ask_three(PyObject *base, PyObject *exponent, PyObject *modulus) {
    constexpr TernarySlot slot = &PyNumberMethods::nb_power;
    const ternaryfunc base_slot = slot_of(base, slot);
    ternaryfunc exponent_slot = nullptr;
    if (Py_TYPE(base) != Py_TYPE(exponent)) {
        exponent_slot = slot_of(exponent, slot);
        if (exponent_slot == base_slot) exponent_slot = nullptr;
    }
    const bool asks_exponent_first = base_slot != nullptr && exponent_slot != nullptr &&
                                     PyType_IsSubtype(Py_TYPE(exponent), Py_TYPE(base));
    ternaryfunc modulus_slot = slot_of(modulus, slot);
    if (modulus_slot == base_slot || modulus_slot == exponent_slot) modulus_slot = nullptr;
    const ternaryfunc asked[] = {asks_exponent_first ? exponent_slot : nullptr, base_slot,
                                 asks_exponent_first ? nullptr : exponent_slot, modulus_slot};
    for (const ternaryfunc function : asked) {
        if (function == nullptr) continue;
        PyObject *result = function(base, exponent, modulus);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    Py_RETURN_NOTIMPLEMENTED;
}

PyObject *power_operation(PyObject *base, PyObject *exponent, PyObject *modulus, const char *text) {
    PyObject *result = ask_three(base, exponent, modulus);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    if (modulus == Py_None) return raise_operand_types(base, exponent, text);
    return raise_type_error("unsupported operand type(s) for %.100s: '%.100s', '%.100s', '%.100s'", text,
                            Py_TYPE(base)->tp_name, Py_TYPE(exponent)->tp_name, Py_TYPE(modulus)->tp_name);
}

PyObject *unary_operation(PyObject *object, UnarySlot slot, const char *text) {
    if (object == nullptr) return raise_null_argument();
    if (const unaryfunc function = slot_of(object, slot)) return function(object);
    return raise_type_error("bad operand type for %s: '%.200s'", text, Py_TYPE(object)->tp_name);
}

PyObject *power_of_two(PyObject *base, PyObject *exponent) {
    return PyNumber_Power(base, exponent, Py_None);
}
PyObject *inplace_power_of_two(PyObject *base, PyObject *exponent) {
    return PyNumber_InPlacePower(base, exponent, Py_None);
}

} // namespace

Failure raise_operand_types(PyObject *left, PyObject *right, const char *operator_text) {
    return raise_type_error("unsupported operand type(s) for %.100s: '%.100s' and '%.100s'", operator_text,
                            Py_TYPE(left)->tp_name, Py_TYPE(right)->tp_name);
}

PyObject *continue_declined_operation(PyObject *left, PyObject *right, int operation) {
    const auto [slot, text] = plain_operators[operation];
    const binaryfunc declined = slot_of(left, slot);
    const binaryfunc right_slot = slot_of(right, slot);
    if (Py_TYPE(left) != Py_TYPE(right) && right_slot != nullptr && right_slot != declined) {
        PyObject *result = right_slot(left, right);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    if (slot == &PyNumberMethods::nb_add) return add_sequences(left, right);
    if (slot == &PyNumberMethods::nb_multiply) return multiply_sequence(left, right);
    return raise_declined(left, right, slot, text);
}

const binaryfunc binary_operators[26] = {
    PyNumber_Add,
    PyNumber_And,
    PyNumber_FloorDivide,
    PyNumber_Lshift,
    PyNumber_MatrixMultiply,
    PyNumber_Multiply,
    PyNumber_Remainder,
    PyNumber_Or,
    power_of_two,
    PyNumber_Rshift,
    PyNumber_Subtract,
    PyNumber_TrueDivide,
    PyNumber_Xor,
    PyNumber_InPlaceAdd,
    PyNumber_InPlaceAnd,
    PyNumber_InPlaceFloorDivide,
    PyNumber_InPlaceLshift,
    PyNumber_InPlaceMatrixMultiply,
    PyNumber_InPlaceMultiply,
    PyNumber_InPlaceRemainder,
    PyNumber_InPlaceOr,
    inplace_power_of_two,
    PyNumber_InPlaceRshift,
    PyNumber_InPlaceSubtract,
    PyNumber_InPlaceTrueDivide,
    PyNumber_InPlaceXor,
};

extern "C" {

PyObject *PyNumber_Add(PyObject *left, PyObject *right) {
    PyObject *result = ask_both(left, right, &PyNumberMethods::nb_add);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    return add_sequences(left, right);
}

PyObject *PyNumber_Multiply(PyObject *left, PyObject *right) {
    PyObject *result = ask_both(left, right, &PyNumberMethods::nb_multiply);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    return multiply_sequence(left, right);
}

PyObject *PyNumber_InPlaceAdd(PyObject *left, PyObject *right) {
    PyObject *result = ask_inplace(left, right, &PyNumberMethods::nb_inplace_add, &PyNumberMethods::nb_add);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    const PySequenceMethods *sequence = Py_TYPE(left)->tp_as_sequence;
    if (sequence != nullptr) {
        const binaryfunc concat =
            sequence->sq_inplace_concat != nullptr ? sequence->sq_inplace_concat : sequence->sq_concat;
        if (concat != nullptr) return concat(left, right);
    }
    return raise_operand_types(left, right, "+=");
}

PyObject *PyNumber_InPlaceMultiply(PyObject *left, PyObject *right) {
    PyObject *result =
        ask_inplace(left, right, &PyNumberMethods::nb_inplace_multiply, &PyNumberMethods::nb_multiply);
    if (result != Py_NotImplemented) return result;
    Py_DECREF(result);
    const PySequenceMethods *left_methods = Py_TYPE(left)->tp_as_sequence;
    const PySequenceMethods *right_methods = Py_TYPE(right)->tp_as_sequence;
    if (left_methods != nullptr) {
        const ssizeargfunc repeat = left_methods->sq_inplace_repeat != nullptr
                                        ? left_methods->sq_inplace_repeat
                                        : left_methods->sq_repeat;
        if (repeat != nullptr) return repeat_sequence(repeat, left, right);
    } else if (right_methods != nullptr && right_methods->sq_repeat != nullptr) {
        // The right operand must not be changed, so its in-place form does not count.
        return repeat_sequence(right_methods->sq_repeat, right, left);
    }
    return raise_operand_types(left, right, "*=");
}

PyObject *PyNumber_Power(PyObject *base, PyObject *exponent, PyObject *modulus) {
    return power_operation(base, exponent, modulus, "** or pow()");
}

PyObject *PyNumber_InPlacePower(PyObject *base, PyObject *exponent, PyObject *modulus) {
    if (const ternaryfunc inplace = slot_of(base, &PyNumberMethods::nb_inplace_power)) {
        PyObject *result = inplace(base, exponent, modulus);
        if (result != Py_NotImplemented) return result;
        Py_DECREF(result);
    }
    return power_operation(base, exponent, modulus, "**=");
}

#define BINARY(function, slot, text)                                                                         \
    PyObject *PyNumber_##function(PyObject *left, PyObject *right) {                                         \
        return binary_operation(left, right, &PyNumberMethods::nb_##slot, text);                             \
    }
#define BINARY_WITH_INPLACE(function, slot, text)                                                            \
    BINARY(function, slot, text)                                                                             \
    PyObject *PyNumber_InPlace##function(PyObject *left, PyObject *right) {                                  \
        return inplace_operation(left, right, &PyNumberMethods::nb_inplace_##slot,                           \
                                 &PyNumberMethods::nb_##slot, text "=");                                     \
    }
BINARY(Divmod, divmod, "divmod()")
BINARY_WITH_INPLACE(Subtract, subtract, "-")
BINARY_WITH_INPLACE(MatrixMultiply, matrix_multiply, "@")
BINARY_WITH_INPLACE(FloorDivide, floor_divide, "//")
BINARY_WITH_INPLACE(TrueDivide, true_divide, "/")
BINARY_WITH_INPLACE(Remainder, remainder, "%")
BINARY_WITH_INPLACE(Lshift, lshift, "<<")
BINARY_WITH_INPLACE(Rshift, rshift, ">>")
BINARY_WITH_INPLACE(And, and, "&")
BINARY_WITH_INPLACE(Xor, xor, "^")
BINARY_WITH_INPLACE(Or, or, "|")
#undef BINARY_WITH_INPLACE
#undef BINARY

PyObject *PyNumber_Negative(PyObject *object) {
    return unary_operation(object, &PyNumberMethods::nb_negative, "unary -");
}
PyObject *PyNumber_Positive(PyObject *object) {
    return unary_operation(object, &PyNumberMethods::nb_positive, "unary +");
}
PyObject *PyNumber_Invert(PyObject *object) {
    return unary_operation(object, &PyNumberMethods::nb_invert, "unary ~");
}
PyObject *PyNumber_Absolute(PyObject *object) {
    return unary_operation(object, &PyNumberMethods::nb_absolute, "abs()");
}

} // extern "C"

} // namespace adder::objects
