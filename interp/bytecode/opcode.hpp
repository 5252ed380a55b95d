// SPDX-License-Identifier: MIT
//
// The opcode enum and the constexpr table made from opcodes.def.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace adder::bytecode {

enum class Opcode : uint8_t {
#define OPCODE(name, operand, cache_units, effect, jump_effect, picture) name,
#define SPECIALIZED(name, generic, picture) name,
#include "bytecode/opcodes.def"
#undef OPCODE
#undef SPECIALIZED
};

// What an instruction's argument means.
enum class OperandKind : uint8_t {
    None,
    Raw,
    Count,
    Flag,
    Flags,
    Constant,    // index into constants
    Name,        // index into names
    GlobalName,  // index into names << 1 | push NULL
    Local,       // index into fast variables
    JumpForward, // units, from the end of the instruction and its caches
    JumpBackward,
    Comparison,     // Py_LT …
    BinaryOperator, // BinaryOperator
};

// The argument of BINARY_OP, CPython's numbers: NB_ADD … and from 13 on the in-place forms.
enum class BinaryOperator : uint8_t {
    Add,
    And,
    FloorDivide,
    Lshift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    Rshift,
    Subtract,
    TrueDivide,
    Xor,
    InplaceAdd,
    InplaceAnd,
    InplaceFloorDivide,
    InplaceLshift,
    InplaceMatrixMultiply,
    InplaceMultiply,
    InplaceRemainder,
    InplaceOr,
    InplacePower,
    InplaceRshift,
    InplaceSubtract,
    InplaceTrueDivide,
    InplaceXor,
};

struct OpcodeInfo {
    std::string_view name;
    OperandKind operand;
    uint8_t cache_units;
    Opcode generic; // itself, or what it is a specialized form of
    std::string_view picture;
};

constexpr int opcode_count = 0
#define OPCODE(name, operand, cache_units, effect, jump_effect, picture) +1
#define SPECIALIZED(name, generic, picture) +1
#include "bytecode/opcodes.def"
#undef OPCODE
#undef SPECIALIZED
    ;
static_assert(opcode_count <= 256, "an opcode is one byte");

// The row of an opcode.
const OpcodeInfo &info_of(Opcode opcode);

// Change of stack depth by an instruction; `is_jump` asks for the taken branch.
int stack_effect(Opcode opcode, int argument, bool is_jump);

// How the operand of BINARY_OP ("+", "+=") and of COMPARE_OP ("<") is written; the argument must be in range.
std::string_view operator_symbol(BinaryOperator binary_operator);
std::string_view comparison_symbol(int comparison);

constexpr uint16_t make_unit(Opcode opcode, uint8_t argument) {
    return static_cast<uint16_t>(static_cast<uint8_t>(opcode) | (argument << 8));
}
constexpr Opcode opcode_of(uint16_t unit) {
    return static_cast<Opcode>(unit & 0xFF);
}
constexpr uint8_t argument_of(uint16_t unit) {
    return static_cast<uint8_t>(unit >> 8);
}

} // namespace adder::bytecode
