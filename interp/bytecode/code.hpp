// SPDX-License-Identifier: MIT
//
// A code object as plain data: what the compiler makes and the run time turns into a `code` object.
// No Python object is known here, so that the compiler links no run time.
//
//  1. An instruction unit is 16 bits: opcode in the low byte, argument in the high byte. EXTENDED_ARG gives
//     higher bytes of the next argument. Cache units follow their instruction and are zero here.
//  2. Offsets (handlers, positions, jumps) count units.
//  3. Fast variables are numbered as in CPython 3.11: arguments and locals, then cells that are no
//     arguments, then free variables. An argument that is also a cell keeps its local's number.
//  4. Text is UTF-8; lone surrogates are encoded like other code points (WTF-8).
#pragma once

#include <complex>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace adder::bytecode {

struct Code;
struct Constant;

struct NoneConstant {};
struct EllipsisConstant {};
// An int beyond 64 bits: sign and lower-case hexadecimal digits without prefix.
struct BigInt {
    bool is_negative = false;
    std::string hex_digits;
};
struct Text {
    std::string utf8;
};
struct Bytes {
    std::string bytes;
};
struct TupleConstant {
    std::vector<Constant> items;
};
struct FrozensetConstant {
    std::vector<Constant> items;
};

struct Constant {
    std::variant<NoneConstant, EllipsisConstant, bool, int64_t, BigInt, double, std::complex<double>, Text,
                 Bytes, TupleConstant, FrozensetConstant, std::shared_ptr<Code>>
        value;
};

// co_flags, CPython's bits.
enum CodeFlag : uint32_t {
    CodeOptimized = 0x1,
    CodeNewLocals = 0x2,
    CodeVarArgs = 0x4,
    CodeVarKeywords = 0x8,
    CodeNested = 0x10,
    CodeGenerator = 0x20,
    CodeCoroutine = 0x80,
    CodeIterableCoroutine = 0x100,
    CodeAsyncGenerator = 0x200,
    CodeFutureBarryAsBdfl = 0x400000,
    CodeFutureAnnotations = 0x1000000,
};

enum VariableKind : uint8_t { VariableLocal = 0x20, VariableCell = 0x40, VariableFree = 0x80 };

// Source span of the instructions from `start` to the start of the next run. Lines count from 1, columns are
// UTF-8 byte offsets from 0; -1 where there is none.
struct PositionRun {
    int32_t start;
    int32_t line;
    int32_t end_line;
    int32_t column;
    int32_t end_column;
};

// Instructions in [start, end) are guarded: unwind to `depth`, push the instruction offset if `push_lasti`,
// push the exception, go on at `target`. Entries are sorted by start and do not overlap: the innermost one
// stands alone.
struct Handler {
    int32_t start;
    int32_t end;
    int32_t target;
    int32_t depth;
    bool push_lasti;
};

struct Code {
    std::string filename;
    std::string name;
    std::string qualname;
    int first_line = 1;
    int argument_count = 0; // with positional-only, without keyword-only, * and **
    int positional_only_count = 0;
    int keyword_only_count = 0;
    int local_count = 0; // arguments and locals, without cells that are no arguments, and free variables
    int stack_size = 0;
    uint32_t flags = 0;
    std::vector<uint16_t> instructions;
    std::vector<Constant> constants; // [0] is the docstring of a function, or None
    std::vector<std::string> names;
    std::vector<std::string> variable_names; // all fast variables
    std::vector<uint8_t> variable_kinds;     // VariableKind bits, for each
    std::vector<PositionRun> positions;
    std::vector<Handler> handlers;
};

} // namespace adder::bytecode
