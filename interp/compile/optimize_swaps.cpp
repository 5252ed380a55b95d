// SPDX-License-Identifier: MIT
//
// A run of swaps is a permutation; it is rewritten cycle by cycle, from the end of the run, since the cycles
// undo it.
#include "compile/optimize_swaps.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace adder::compile {

namespace {

constexpr int visited = -1;

// The swaps and no-ops that begin at `index`.
std::span<Instruction> swap_run(Block &block, size_t index) {
    size_t end = index + 1;
    while (end < block.instructions.size() &&
           (block.instructions[end].opcode == Opcode::SWAP || block.instructions[end].opcode == Opcode::NOP))
        ++end;
    return {block.instructions.data() + index, end - index};
}

// What lies where after the run: position 0 is the top of the stack.
std::vector<int> permutation_of(std::span<const Instruction> run) {
    int depth = 0;
    for (const Instruction &instruction : run)
        if (instruction.opcode == Opcode::SWAP) depth = std::max(depth, instruction.argument);
    std::vector<int> stack(depth);
    std::iota(stack.begin(), stack.end(), 0);
    for (const Instruction &instruction : run)
        if (instruction.opcode == Opcode::SWAP) std::swap(stack[0], stack[instruction.argument - 1]);
    return stack;
}

// Writes the shortest run of swaps for the permutation to the end of `run`, and no-ops before it.
void rewrite_run(std::span<Instruction> run, std::vector<int> stack) {
    size_t unused = run.size();
    const auto write_swap = [&](int position) {
        --unused;
        run[unused].opcode = Opcode::SWAP;
        run[unused].argument = position + 1;
    };
    for (int start = 0; start < static_cast<int>(stack.size()); ++start) {
        if (stack[start] == visited || stack[start] == start) continue;
        for (int position = start;;) {
            if (position != 0) write_swap(position);
            if (stack[position] == visited) break;
            position = std::exchange(stack[position], visited);
        }
    }
    for (Instruction &instruction : run.first(unused)) instruction.opcode = Opcode::NOP;
}

bool is_swappable(const Instruction &instruction) {
    return instruction.opcode == Opcode::STORE_FAST || instruction.opcode == Opcode::POP_TOP;
}

// The next store or pop behind `index`, on the given line if there is one; only no-ops may lie between.
std::optional<size_t> next_swappable(const Block &block, size_t index, int line) {
    while (++index < block.instructions.size()) {
        const Instruction &instruction = block.instructions[index];
        if (line >= 0 && instruction.location.lineno != line) return std::nullopt;
        if (is_swappable(instruction)) return index;
        if (instruction.opcode != Opcode::NOP) return std::nullopt;
    }
    return std::nullopt;
}

// The variable that is stored, or -1.
int stored_variable(const Instruction &instruction) {
    return instruction.opcode == Opcode::STORE_FAST ? instruction.argument : -1;
}

// Whether changing the places of two stores leaves every variable with the same value.
bool may_change_places(const Block &block, size_t first, size_t second) {
    const int first_variable = stored_variable(block.instructions[first]);
    const int second_variable = stored_variable(block.instructions[second]);
    if (first_variable < 0 && second_variable < 0) return true;
    if (first_variable == second_variable) return false;
    for (size_t index = first + 1; index < second; ++index) {
        const int variable = stored_variable(block.instructions[index]);
        if (variable >= 0 && (variable == first_variable || variable == second_variable)) return false;
    }
    return true;
}

// Exchanges the stores behind the swap at `index` instead of the values; false when that cannot be done.
bool apply_swap(Block &block, size_t index) {
    Instruction &swap = block.instructions[index];
    const std::optional<size_t> first = next_swappable(block, index, -1);
    if (!first) return false;
    const int line = block.instructions[*first].location.lineno;
    size_t second = *first;
    for (int count = swap.argument - 1; count > 0; --count) {
        const std::optional<size_t> next = next_swappable(block, second, line);
        if (!next) return false;
        second = *next;
    }
    if (!may_change_places(block, *first, second)) return false;
    swap.opcode = Opcode::NOP;
    std::swap(block.instructions[*first], block.instructions[second]);
    return true;
}

} // namespace

size_t optimize_swaps(Block &block, size_t index) {
    if (block.instructions[index].argument == 1) {
        block.instructions[index].opcode = Opcode::NOP;
        return index;
    }
    const std::span<Instruction> run = swap_run(block, index);
    size_t last = index;
    if (std::ranges::count(run, Opcode::SWAP, &Instruction::opcode) > 1) {
        rewrite_run(run, permutation_of(run));
        last = index + run.size() - 1;
    }
    for (size_t before = last + 1; before-- > 0;) {
        const Instruction &instruction = block.instructions[before];
        if (instruction.opcode == Opcode::NOP || is_swappable(instruction)) continue;
        if (instruction.opcode != Opcode::SWAP || !apply_swap(block, before)) break;
    }
    return last;
}

} // namespace adder::compile
