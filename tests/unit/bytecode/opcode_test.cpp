// SPDX-License-Identifier: MIT
// The table made from opcodes.def.
#include "bytecode/opcode.hpp"

#include <gtest/gtest.h>

namespace adder::bytecode {
namespace {

TEST(Opcode, RowsAreFoundByTheirOpcode) {
    EXPECT_EQ(info_of(Opcode::LOAD_FAST).name, "LOAD_FAST");
    EXPECT_EQ(info_of(Opcode::LOAD_FAST).operand, OperandKind::Local);
    EXPECT_EQ(info_of(Opcode::FOR_ITER).operand, OperandKind::JumpForward);
}

TEST(Opcode, SpecializedFormsShareOperandCacheAndEffect) {
    for (int number = 0; number < opcode_count; ++number) {
        const OpcodeInfo &info = info_of(static_cast<Opcode>(number));
        const OpcodeInfo &generic = info_of(info.generic);
        EXPECT_EQ(info.operand, generic.operand) << info.name;
        EXPECT_EQ(info.cache_units, generic.cache_units) << info.name;
        EXPECT_EQ(generic.generic, info.generic) << info.name;
    }
    EXPECT_EQ(stack_effect(Opcode::CALL_NO_KW_LEN, 1, false), stack_effect(Opcode::CALL, 1, false));
}

TEST(Opcode, StackEffectsDependOnTheArgumentAndTheBranch) {
    EXPECT_EQ(stack_effect(Opcode::BUILD_TUPLE, 3, false), -2);
    EXPECT_EQ(stack_effect(Opcode::CALL, 2, false), -3);
    EXPECT_EQ(stack_effect(Opcode::LOAD_GLOBAL, 5, false), 2);
    EXPECT_EQ(stack_effect(Opcode::FOR_ITER, 9, false), 1);
    EXPECT_EQ(stack_effect(Opcode::FOR_ITER, 9, true), -1);
    EXPECT_EQ(stack_effect(Opcode::MAKE_FUNCTION, 0xF, false), -4);
    EXPECT_EQ(stack_effect(Opcode::UNPACK_EX, 2 | 3 << 8, false), 5);
}

TEST(Opcode, OperatorsHaveTheirSymbols) {
    EXPECT_EQ(operator_symbol(BinaryOperator::TrueDivide), "/");
    EXPECT_EQ(operator_symbol(BinaryOperator::InplacePower), "**=");
    EXPECT_EQ(comparison_symbol(5), ">=");
}

} // namespace
} // namespace adder::bytecode
