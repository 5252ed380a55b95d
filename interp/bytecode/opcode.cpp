// SPDX-License-Identifier: MIT
//
// The rows of opcodes.def as a constexpr array, indexed by opcode.
#include "bytecode/opcode.hpp"

namespace adder::bytecode {

namespace {

constexpr std::array<OpcodeInfo, opcode_count> opcode_table = {{
#define OPCODE(name, operand, cache_units, effect, jump_effect, picture)                                     \
    {#name, OperandKind::operand, cache_units, Opcode::name, picture},
// Operand and cache of a specialized form are looked up through its generic opcode.
#define SPECIALIZED(name, generic, picture) {#name, OperandKind::None, 0, Opcode::generic, picture},
#include "bytecode/opcodes.def"
#undef OPCODE
#undef SPECIALIZED
}};

constexpr std::array<OpcodeInfo, opcode_count> complete_table() {
    std::array<OpcodeInfo, opcode_count> table = opcode_table;
    for (OpcodeInfo &row : table) {
        const OpcodeInfo &generic = opcode_table[static_cast<size_t>(row.generic)];
        row.operand = generic.operand;
        row.cache_units = generic.cache_units;
    }
    return table;
}

constexpr std::array<OpcodeInfo, opcode_count> complete_opcode_table = complete_table();

} // namespace

const OpcodeInfo &info_of(Opcode opcode) {
    return complete_opcode_table[static_cast<size_t>(opcode)];
}

int stack_effect(Opcode opcode, int argument, bool is_jump) {
    [[maybe_unused]] const int arg = argument;
    switch (info_of(opcode).generic) {
#define OPCODE(name, operand, cache_units, effect, jump_effect, picture)                                     \
    case Opcode::name:                                                                                       \
        return is_jump ? (jump_effect) : (effect);
#define SPECIALIZED(name, generic, picture)
#include "bytecode/opcodes.def"
#undef OPCODE
#undef SPECIALIZED
    default: return 0;
    }
}

std::string_view operator_symbol(BinaryOperator binary_operator) {
    static constexpr std::array<std::string_view, 26> symbols = {
        "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
        "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^="};
    return symbols[static_cast<size_t>(binary_operator)];
}

std::string_view comparison_symbol(int comparison) {
    static constexpr std::array<std::string_view, 6> symbols = {"<", "<=", "==", "!=", ">", ">="};
    return symbols[static_cast<size_t>(comparison)];
}

} // namespace adder::bytecode
