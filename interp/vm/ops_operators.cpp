// SPDX-License-Identifier: MIT
//
// Slow paths of arithmetic and comparison: the number protocol, behind the native door.
#include "vm/ops_operators.hpp"

#include "objects/protocol.hpp"
#include "vm/native_call.hpp"

#include <array>

namespace adder::vm {

namespace {

struct OperatorRow {
    PyObject *(*apply)(PyObject *, PyObject *);
    const char *slot;
};

PyObject *power(PyObject *left, PyObject *right) {
    return PyNumber_Power(left, right, Py_None);
}
PyObject *inplace_power(PyObject *left, PyObject *right) {
    return PyNumber_InPlacePower(left, right, Py_None);
}

// In the order of bytecode::BinaryOperator.
constexpr std::array<OperatorRow, 26> operator_rows = {{
    {PyNumber_Add, "nb_add"},
    {PyNumber_And, "nb_and"},
    {PyNumber_FloorDivide, "nb_floor_divide"},
    {PyNumber_Lshift, "nb_lshift"},
    {PyNumber_MatrixMultiply, "nb_matrix_multiply"},
    {PyNumber_Multiply, "nb_multiply"},
    {PyNumber_Remainder, "nb_remainder"},
    {PyNumber_Or, "nb_or"},
    {power, "nb_power"},
    {PyNumber_Rshift, "nb_rshift"},
    {PyNumber_Subtract, "nb_subtract"},
    {PyNumber_TrueDivide, "nb_true_divide"},
    {PyNumber_Xor, "nb_xor"},
    {PyNumber_InPlaceAdd, "nb_inplace_add"},
    {PyNumber_InPlaceAnd, "nb_inplace_and"},
    {PyNumber_InPlaceFloorDivide, "nb_inplace_floor_divide"},
    {PyNumber_InPlaceLshift, "nb_inplace_lshift"},
    {PyNumber_InPlaceMatrixMultiply, "nb_inplace_matrix_multiply"},
    {PyNumber_InPlaceMultiply, "nb_inplace_multiply"},
    {PyNumber_InPlaceRemainder, "nb_inplace_remainder"},
    {PyNumber_InPlaceOr, "nb_inplace_or"},
    {inplace_power, "nb_inplace_power"},
    {PyNumber_InPlaceRshift, "nb_inplace_rshift"},
    {PyNumber_InPlaceSubtract, "nb_inplace_subtract"},
    {PyNumber_InPlaceTrueDivide, "nb_inplace_true_divide"},
    {PyNumber_InPlaceXor, "nb_inplace_xor"},
}};

} // namespace

template <bool Traced> PyObject *binary_operation(Frame *frame, PyObject **operands, int operation) {
    const OperatorRow &row = operator_rows[operation];
    SlotCall<Traced> call(frame, row.slot, operands, 2);
    return call.finish(row.apply(operands[0], operands[1]));
}

template <bool Traced> PyObject *compare_operation(Frame *frame, PyObject **operands, int operation) {
    SlotCall<Traced> call(frame, "tp_richcompare", operands, 2);
    return call.finish(PyObject_RichCompare(operands[0], operands[1], operation));
}

template <bool Traced> PyObject *unary_operation(Frame *frame, PyObject **operand, Opcode opcode) {
    if (opcode == Opcode::UNARY_NEGATIVE) {
        SlotCall<Traced> call(frame, "nb_negative", operand, 1);
        return call.finish(PyNumber_Negative(*operand));
    }
    if (opcode == Opcode::UNARY_POSITIVE) {
        SlotCall<Traced> call(frame, "nb_positive", operand, 1);
        return call.finish(PyNumber_Positive(*operand));
    }
    SlotCall<Traced> call(frame, "nb_invert", operand, 1);
    return call.finish(PyNumber_Invert(*operand));
}

template <bool Traced> int contains_operation(Frame *frame, PyObject **operands) {
    PyObject *reported[] = {operands[1], operands[0]};
    SlotCall<Traced> call(frame, "sq_contains", reported, 2);
    const int found = PySequence_Contains(operands[1], operands[0]);
    (void)call.finish(found < 0 ? nullptr : bool_value(found != 0));
    return found;
}

int object_truth(PyObject *value) {
    return PyObject_IsTrue(value);
}

int append_string(PyObject **variable, PyObject **left, PyObject *right) {
    Py_DECREF(std::exchange(*variable, nullptr));
    if (objects::unicode_append(left, right) < 0) return -1;
    *variable = *left;
    return 0;
}

template PyObject *binary_operation<false>(Frame *, PyObject **, int);
template PyObject *binary_operation<true>(Frame *, PyObject **, int);
template PyObject *compare_operation<false>(Frame *, PyObject **, int);
template PyObject *compare_operation<true>(Frame *, PyObject **, int);
template PyObject *unary_operation<false>(Frame *, PyObject **, Opcode);
template PyObject *unary_operation<true>(Frame *, PyObject **, Opcode);
template int contains_operation<false>(Frame *, PyObject **);
template int contains_operation<true>(Frame *, PyObject **);

} // namespace adder::vm
