// SPDX-License-Identifier: MIT
// One pass of a fused function: its vector bytecode, and what goes in and comes out.
//
// The code is a list of instructions over blocks of elements: each applies one kernel to a whole block. An
// operand is a register (a block in the first-level cache), an array of the pass or a constant. `fuse`
// records functions and makes the code (vecext/lib/_fusion.py); it comes as bytes, is verified here and run
// by the machine (fuse_machine.hpp).
#pragma once

#include "vecext/elementwise.hpp"
#include "vecext/reduce.hpp"

#include <vector>

namespace adder::vecext {

enum class Form : std::uint8_t {
    Apply,  // out = operation(in…), an element at a time
    Cast,   // out = in[0] converted
    Reduce, // out = operation over out and all elements of in[0]
    form_count
};
enum class Place : std::uint8_t { Register, Array, Constant, place_count };

struct Spot {
    Place place;
    std::uint8_t index;
};

struct VectorInstruction {
    Form form;
    Operation operation;
    DType from; // of the elements read, but for the mask of where()
    DType to;   // of the elements written
    std::uint8_t inputs;
    Spot out, in[3];
};

// An array that the pass makes: its dtype and, for a reduction, what is reduced and how.
struct PassResult {
    DType dtype;
    bool is_reduced, keeps_axes;
    Operation operation;
    std::uint64_t axes; // a bit for each
};

struct PassConstant {
    alignas(16) char element[16];
};

struct FusedPass {
    std::vector<VectorInstruction> code;
    std::vector<PassConstant> constants;
    std::vector<DType> constant_types, input_types;
    std::vector<PassResult> results; // the pass's arrays after the inputs
    int registers = 0, widest = 1;   // bytes of the widest element in a register

    int inputs() const { return static_cast<int>(input_types.size()); }
};

inline constexpr int most_registers = 64, most_instructions = 256;

// Reads instructions of `encoded_size` bytes each: form, operation (low byte, high byte), from and to (by
// their character codes), number of inputs, then place and index of the output and of three inputs. Raises
// ValueError for code that does not hold together: every register is written before it is read, and with the
// type that is read.
inline constexpr std::size_t encoded_size = 14;
[[nodiscard]] int decode_pass(const unsigned char *bytes, std::size_t size, FusedPass &pass);

// _find_loop, _make_pass, _run_pass.
extern PyMethodDef fusion_functions[];

} // namespace adder::vecext
