// SPDX-License-Identifier: MIT
// The listing's columns; whole listings are compared in tests/listings.
#include "bytecode/disassemble.hpp"

#include <gtest/gtest.h>

namespace adder::bytecode {
namespace {

Code make_code() {
    Code code;
    code.names = {"f"};
    code.constants = {Constant{int64_t{7}}};
    code.instructions = {make_unit(Opcode::RESUME, 0), make_unit(Opcode::EXTENDED_ARG, 0),
                         make_unit(Opcode::LOAD_CONST, 0), make_unit(Opcode::STORE_NAME, 0),
                         make_unit(Opcode::JUMP_BACKWARD, 4)};
    code.positions = {{0, 0, 1, 0, 0}, {1, 1200, 1200, 0, 1}};
    return code;
}

TEST(Disassemble, ShowsLinesMarksOffsetsAndMeanings) {
    EXPECT_EQ(disassemble(make_code()), "   0           0 RESUME                   0\n"
                                        "\n"
                                        "1200     >>    2 EXTENDED_ARG             0\n"
                                        "               4 LOAD_CONST               0 (7)\n"
                                        "               6 STORE_NAME               0 (f)\n"
                                        "               8 JUMP_BACKWARD            4 (to 2)\n");
}

TEST(Disassemble, ShowsCachesOnDemand) {
    Code code = make_code();
    code.instructions = {make_unit(Opcode::BINARY_OP, 13), 0};
    code.positions = {{0, 3, 3, 0, 1}};
    const ListingOptions options{.show_caches = true};
    EXPECT_EQ(disassemble(code, options), "  3           0 BINARY_OP               13 (+=)\n"
                                          "              2 CACHE                    0\n");
}

TEST(Disassemble, DecodesPrefixes) {
    Code code;
    code.instructions = {make_unit(Opcode::EXTENDED_ARG, 1), make_unit(Opcode::EXTENDED_ARG, 2),
                         make_unit(Opcode::JUMP_FORWARD, 3)};
    const DecodedInstruction instruction = decode_instruction(code, 0);
    EXPECT_EQ(instruction.argument, 0x010203);
    EXPECT_EQ(instruction.offset, 2);
    EXPECT_EQ(jump_target(instruction), 3 + 0x010203);
}

} // namespace
} // namespace adder::bytecode
