// SPDX-License-Identifier: MIT
//
// The code of one function while it is made: basic blocks of instructions that jump to blocks. The emitter
// appends, the optimizer rewrites, the assembler lays out.
//
//  1. A block ends at its first jump, return or raise; control leaves it only there or to `next`.
//  2. Arguments are final but for jumps and fast variables: cells are numbered from 0 here, free variables
//  behind them,
//     until the assembler knows how many locals there are.
//  3. Pseudo opcodes stand for what is decided later: the direction of jumps and the extent of handlers.
#pragma once

#include "bytecode/opcode.hpp"
#include "compile/fold.hpp"

#include <deque>
#include <vector>

namespace adder::compile {

using syntax::Location;

// The VM's generic opcodes, and behind them those that exist only in a flow graph.
enum class Opcode : uint16_t {
#define OPCODE(name, operand, cache_units, effect, jump_effect, picture)                                     \
    name = static_cast<uint16_t>(bytecode::Opcode::name),
#define SPECIALIZED(name, generic, picture)
#include "bytecode/opcodes.def"
#undef OPCODE
#undef SPECIALIZED
    JUMP = 256,
    JUMP_NO_INTERRUPT,
    POP_JUMP_IF_FALSE,
    POP_JUMP_IF_TRUE,
    POP_JUMP_IF_NONE,
    POP_JUMP_IF_NOT_NONE,
    // Until the matching POP_BLOCK, exceptions go to the target. The stack there holds the exception; after
    // SETUP_CLEANUP and SETUP_WITH also the offset of the instruction that raised, below it.
    SETUP_FINALLY,
    SETUP_CLEANUP,
    SETUP_WITH,
    POP_BLOCK,
};

[[nodiscard]] constexpr bool is_pseudo(Opcode opcode) {
    return opcode >= Opcode::JUMP;
}

struct Block;

struct Instruction {
    Opcode opcode;
    int argument = 0;
    Block *target = nullptr; // of jumps and handler set-ups
    Location location = no_location;
    Block *handler = nullptr; // filled in by the assembler

    [[nodiscard]] bool has_line() const { return location.lineno >= 0; }
};

inline void turn_into_nop(Instruction &instruction) {
    instruction.opcode = Opcode::NOP;
    instruction.argument = 0;
    instruction.target = nullptr;
}

struct Block {
    std::vector<Instruction> instructions;
    Block *next = nullptr; // in the order of the code
    int predecessor_count = 0;
    int start_depth = -1; // of the stack; unknown before the assembler's walk
    int offset = 0;
    bool is_exit = false; // ends in a return or raise
    bool falls_through = true;
    bool is_visited = false;
    bool keeps_lasti = false;      // a handler that wants the offset of the instruction that raised
    std::vector<Block *> handlers; // active at the start, innermost last

    [[nodiscard]] bool is_empty() const { return instructions.empty(); }
    [[nodiscard]] Instruction &last() { return instructions.back(); }
};

struct FlowGraph {
    std::deque<Block> blocks; // in the order they were made; addresses are stable
    Block *entry = nullptr;

    Block *make_block() { return &blocks.emplace_back(); }
};

[[nodiscard]] constexpr bool is_handler_setup(Opcode opcode) {
    return opcode == Opcode::SETUP_FINALLY || opcode == Opcode::SETUP_CLEANUP || opcode == Opcode::SETUP_WITH;
}

[[nodiscard]] constexpr bool is_unconditional_jump(Opcode opcode) {
    return opcode == Opcode::JUMP || opcode == Opcode::JUMP_NO_INTERRUPT;
}

[[nodiscard]] constexpr bool is_jump(Opcode opcode) {
    switch (opcode) {
    case Opcode::JUMP:
    case Opcode::JUMP_NO_INTERRUPT:
    case Opcode::POP_JUMP_IF_FALSE:
    case Opcode::POP_JUMP_IF_TRUE:
    case Opcode::POP_JUMP_IF_NONE:
    case Opcode::POP_JUMP_IF_NOT_NONE:
    case Opcode::JUMP_IF_FALSE_OR_POP:
    case Opcode::JUMP_IF_TRUE_OR_POP:
    case Opcode::FOR_ITER:
    case Opcode::SEND: return true;
    default: return false;
    }
}

// Whether the code ends here: return, raise, reraise.
[[nodiscard]] constexpr bool is_exit(Opcode opcode) {
    return opcode == Opcode::RETURN_VALUE || opcode == Opcode::RAISE_VARARGS || opcode == Opcode::RERAISE;
}

} // namespace adder::compile
