// SPDX-License-Identifier: MIT
// Broken code is told from sound code.
#include "bytecode/verify.hpp"

#include "bytecode/opcode.hpp"

#include <gtest/gtest.h>

namespace adder::bytecode {
namespace {

// A code object of these units that may use one constant, one name and one local.
Code make_code(std::vector<uint16_t> units, int stack_size = 1) {
    Code code;
    code.qualname = "f";
    code.constants = {Constant{NoneConstant{}}};
    code.names = {"n"};
    code.variable_names = {"v"};
    code.variable_kinds = {VariableLocal};
    code.local_count = 1;
    code.stack_size = stack_size;
    code.instructions = std::move(units);
    code.positions = {{0, 1, 1, 0, 1}};
    return code;
}

std::string problem(const Code &code) {
    return verify(code).value_or("sound");
}

constexpr uint16_t load = make_unit(Opcode::LOAD_CONST, 0);
constexpr uint16_t pop = make_unit(Opcode::POP_TOP, 0);
constexpr uint16_t leave = make_unit(Opcode::RETURN_VALUE, 0);

TEST(Verify, AcceptsSoundCode) {
    EXPECT_EQ(problem(make_code({load, leave})), "sound");
    EXPECT_EQ(problem(make_code({load, make_unit(Opcode::POP_JUMP_FORWARD_IF_TRUE, 0), load, leave})),
              "sound");
}

TEST(Verify, ChecksOperands) {
    EXPECT_EQ(problem(make_code({make_unit(Opcode::LOAD_CONST, 1), leave})), "f at 0: operand out of range");
    EXPECT_EQ(problem(make_code({make_unit(Opcode::LOAD_NAME, 1), leave})), "f at 0: operand out of range");
    EXPECT_EQ(problem(make_code({make_unit(Opcode::LOAD_FAST, 1), leave})), "f at 0: operand out of range");
    EXPECT_EQ(problem(make_code({make_unit(Opcode::LOAD_DEREF, 0), leave})), "f at 0: operand out of range");
    EXPECT_EQ(problem(make_code({make_unit(Opcode::JUMP_FORWARD, 9), leave})),
              "f at 0: operand out of range");
}

TEST(Verify, ChecksTheStack) {
    EXPECT_EQ(problem(make_code({pop, load, leave})), "f at 0: stack underflow");
    EXPECT_EQ(problem(make_code({load, load, leave})), "f at 2: stack depth 2 is out of bounds");
    EXPECT_EQ(
        problem(make_code({load, make_unit(Opcode::POP_JUMP_FORWARD_IF_TRUE, 1), load, load, leave}, 2)),
        "f at 6: stack depth depends on the path");
}

TEST(Verify, CountsTheOperands) {
    EXPECT_EQ(problem(make_code({make_unit(Opcode::UNARY_NOT, 0), load, leave})), "f at 0: stack underflow");
    EXPECT_EQ(problem(make_code({load, make_unit(Opcode::COPY, 2), leave}, 2)), "f at 2: stack underflow");
    EXPECT_EQ(problem(make_code({load, make_unit(Opcode::LIST_APPEND, 1), load, leave})),
              "f at 2: stack underflow");
}

TEST(Verify, ChecksWhereControlGoes) {
    EXPECT_EQ(problem(make_code({load, pop})), "f at 2: control leaves the code");
    EXPECT_EQ(problem(make_code({make_unit(Opcode::EXTENDED_ARG, 0)})), "f at 2: prefix without instruction");
    EXPECT_EQ(problem(make_code({make_unit(Opcode::BINARY_OP, 0)})), "f at 0: caches are cut off");
    // A jump into the cache of BINARY_OP.
    EXPECT_EQ(
        problem(make_code({make_unit(Opcode::JUMP_FORWARD, 1), make_unit(Opcode::BINARY_OP, 0), 0, leave})),
        "f at 0: control leaves the code");
}

TEST(Verify, ChecksCachesAndSpecializedForms) {
    EXPECT_EQ(problem(make_code({load, load, make_unit(Opcode::BINARY_OP, 0), 1, leave}, 2)),
              "f at 6: cache is not empty");
    EXPECT_EQ(problem(make_code({make_unit(Opcode::BINARY_OP_ADD_INT, 0), 0, leave})),
              "f at 0: specialized opcode");
}

TEST(Verify, ChecksHandlers) {
    Code code = make_code({load, pop, load, leave, make_unit(Opcode::RERAISE, 0)});
    code.handlers = {{.start = 0, .end = 2, .target = 4, .depth = 0, .push_lasti = false}};
    EXPECT_EQ(problem(code), "sound");
    code.handlers[0].push_lasti = true;
    EXPECT_EQ(problem(code), "f at 0: stack depth 2 is out of bounds");
    code.handlers[0] = {.start = 0, .end = 2, .target = 9, .depth = 0, .push_lasti = false};
    EXPECT_EQ(problem(code), "f at 0: bad handler");
}

TEST(Verify, LooksIntoNestedCode) {
    Code code = make_code({load, leave});
    code.constants.push_back({std::make_shared<Code>(make_code({pop, load, leave}))});
    EXPECT_EQ(problem(code), "f at 0: stack underflow");
}

} // namespace
} // namespace adder::bytecode
