// SPDX-License-Identifier: MIT
//
// Blocks are split where control may leave them, so that callers only say where jumps land.
#include "compile/emitter.hpp"

namespace adder::compile {

int NameTable::add(std::string_view name) {
    const auto [place, is_new] = index_.try_emplace(name, static_cast<int>(names_.size()));
    if (is_new) names_.push_back(name);
    return place->second;
}

int NameTable::find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? -1 : found->second;
}

Emitter::Emitter() : location(no_location), current_(graph.make_block()) {
    graph.entry = current_;
}

void Emitter::append(const Instruction &instruction) {
    if (!current_->is_empty() && (is_jump(current_->last().opcode) || is_exit(current_->last().opcode)))
        use_block(make_block());
    current_->instructions.push_back(instruction);
}

void Emitter::use_block(Block *block) {
    current_->next = block;
    current_ = block;
}

bool Emitter::has_returned() const {
    return !current_->is_empty() && current_->last().opcode == Opcode::RETURN_VALUE;
}

} // namespace adder::compile
