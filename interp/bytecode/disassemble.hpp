// SPDX-License-Identifier: MIT
//
// The listing of a code object, in the layout of CPython 3.11's `dis`: line, jump mark, offset in bytes,
// name, argument and what the argument stands for. It reads plain code, so tests and tools can list without a
// run time.
#pragma once

#include "bytecode/code.hpp"
#include "bytecode/opcode.hpp"

#include <string>

namespace adder::bytecode {

struct ListingOptions {
    bool show_caches = false;
    bool show_nested = true; // code objects among the constants follow, each under a heading
};

// One instruction with its prefixes folded into the argument; offsets count units.
struct DecodedInstruction {
    int offset = 0; // of the opcode itself, behind its prefixes
    int argument = 0;
    int end = 0; // behind the caches: what jumps count from
    Opcode opcode = Opcode::NOP;
};

// The instruction that begins at `offset`, where prefixes count as its beginning; the code must have been
// verified.
[[nodiscard]] DecodedInstruction decode_instruction(const Code &code, int offset);

// Where a jump goes, in units; -1 for an instruction that does not jump.
[[nodiscard]] int jump_target(const DecodedInstruction &instruction);

// Whether control never goes on at the instruction behind it.
[[nodiscard]] bool ends_path(Opcode opcode);

// What the argument stands for, as the listing shows it in parentheses; empty when that is nothing but the
// number.
[[nodiscard]] std::string argument_text(const Code &code, const DecodedInstruction &instruction);

// Lines end in '\n'.
[[nodiscard]] std::string disassemble(const Code &code, const ListingOptions &options = {});

} // namespace adder::bytecode
