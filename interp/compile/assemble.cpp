// SPDX-License-Identifier: MIT
//
// The steps in their order. Jump sizes are found by repetition: a longer jump needs prefixes, which may
// lengthen others; sizes only grow, so it ends.
#include "compile/assemble.hpp"

#include "compile/optimize.hpp"

#include <algorithm>

namespace adder::compile {

namespace {

bytecode::Opcode final_opcode(Opcode opcode) {
    return static_cast<bytecode::Opcode>(opcode);
}

int effect_of(const Instruction &instruction, bool is_jump) {
    switch (instruction.opcode) {
    case Opcode::JUMP:
    case Opcode::JUMP_NO_INTERRUPT:
    case Opcode::POP_BLOCK: return 0;
    case Opcode::POP_JUMP_IF_FALSE:
    case Opcode::POP_JUMP_IF_TRUE:
    case Opcode::POP_JUMP_IF_NONE:
    case Opcode::POP_JUMP_IF_NOT_NONE: return -1;
    case Opcode::SETUP_FINALLY: return is_jump ? 1 : 0;
    case Opcode::SETUP_CLEANUP: return is_jump ? 2 : 0;
    // The result of __enter__ goes; offset and exception come.
    case Opcode::SETUP_WITH: return is_jump ? 1 : 0;
    default: return bytecode::stack_effect(final_opcode(instruction.opcode), instruction.argument, is_jump);
    }
}

// The opcode once it is known whether the jump goes forward.
Opcode directed_jump(Opcode opcode, bool is_forward) {
    switch (opcode) {
    case Opcode::JUMP: return is_forward ? Opcode::JUMP_FORWARD : Opcode::JUMP_BACKWARD;
    case Opcode::JUMP_NO_INTERRUPT:
        return is_forward ? Opcode::JUMP_FORWARD : Opcode::JUMP_BACKWARD_NO_INTERRUPT;
    case Opcode::POP_JUMP_IF_FALSE:
        return is_forward ? Opcode::POP_JUMP_FORWARD_IF_FALSE : Opcode::POP_JUMP_BACKWARD_IF_FALSE;
    case Opcode::POP_JUMP_IF_TRUE:
        return is_forward ? Opcode::POP_JUMP_FORWARD_IF_TRUE : Opcode::POP_JUMP_BACKWARD_IF_TRUE;
    case Opcode::POP_JUMP_IF_NONE:
        return is_forward ? Opcode::POP_JUMP_FORWARD_IF_NONE : Opcode::POP_JUMP_BACKWARD_IF_NONE;
    case Opcode::POP_JUMP_IF_NOT_NONE:
        return is_forward ? Opcode::POP_JUMP_FORWARD_IF_NOT_NONE : Opcode::POP_JUMP_BACKWARD_IF_NOT_NONE;
    default: return opcode;
    }
}

int prefix_count(int argument) {
    const auto bits = static_cast<uint32_t>(argument);
    return (bits > 0xFF) + (bits > 0xFFFF) + (bits > 0xFFFFFF);
}

int size_of(const Instruction &instruction) {
    return prefix_count(instruction.argument) + 1 +
           bytecode::info_of(final_opcode(instruction.opcode)).cache_units;
}

bool has_same_place(const bytecode::PositionRun &first, const bytecode::PositionRun &second) {
    return first.line == second.line && first.end_line == second.end_line && first.column == second.column &&
           first.end_column == second.end_column;
}

bytecode::PositionRun position_at(int offset, const Location &location) {
    if (location.lineno < 0) return {offset, -1, -1, -1, -1};
    if (location.col_offset < 0 || location.end_col_offset < 0 || location.end_lineno < location.lineno)
        return {offset, location.lineno, location.lineno, -1, -1};
    return {offset, location.lineno, location.end_lineno, location.col_offset, location.end_col_offset};
}

class Assembler {
  public:
    Assembler(Emitter &emitter, CodeHeader header)
        : emitter_(emitter), header_(std::move(header)), entry_(emitter.graph.entry),
          code_(std::make_shared<bytecode::Code>()) {}

    std::shared_ptr<bytecode::Code> run() {
        number_variables();
        insert_prefix();
        optimize(emitter_, header_.first_line);
        measure_stack();
        find_handlers();
        remove_handler_marks();
        direct_jumps();
        place_blocks();
        write_instructions();
        write_handlers();
        write_header();
        return code_;
    }

  private:
    template <class Function> void for_each_in_order(Function function) {
        for (Block *block = entry_; block != nullptr; block = block->next) function(*block);
    }

    // --- variables

    // Locals, then cells that are no arguments, then free variables. Until now cells counted from 0.
    void number_variables() {
        const NameTable &locals = emitter_.variables;
        for (const std::string_view name : locals.names()) add_variable(name, bytecode::VariableLocal);
        for (const std::string_view name : emitter_.cells.names()) {
            const int argument = locals.find(name);
            if (argument >= 0) code_->variable_kinds[argument] |= bytecode::VariableCell;
            final_numbers_.push_back(argument >= 0 ? argument : add_variable(name, bytecode::VariableCell));
        }
        for (const std::string_view name : emitter_.free_variables.names())
            final_numbers_.push_back(add_variable(name, bytecode::VariableFree));
        for_each_in_order([this](Block &block) {
            for (Instruction &instruction : block.instructions)
                if (is_cell_access(instruction.opcode))
                    instruction.argument = final_numbers_[instruction.argument];
        });
    }

    int add_variable(std::string_view name, uint8_t kind) {
        code_->variable_names.emplace_back(name);
        code_->variable_kinds.push_back(kind);
        return static_cast<int>(code_->variable_kinds.size()) - 1;
    }

    static bool is_cell_access(Opcode opcode) {
        switch (opcode) {
        case Opcode::LOAD_CLOSURE:
        case Opcode::LOAD_DEREF:
        case Opcode::STORE_DEREF:
        case Opcode::DELETE_DEREF:
        case Opcode::LOAD_CLASSDEREF: return true;
        default: return false;
        }
    }

    // Free variables and cells come into being before anything else, then the generator.
    void insert_prefix() {
        std::vector<Instruction> prefix;
        if (const int count = emitter_.free_variables.size())
            prefix.push_back({.opcode = Opcode::COPY_FREE_VARS, .argument = count});
        std::vector<int> cells(final_numbers_.begin(), final_numbers_.begin() + emitter_.cells.size());
        std::ranges::sort(cells);
        for (const int cell : cells) prefix.push_back({.opcode = Opcode::MAKE_CELL, .argument = cell});
        constexpr uint32_t generator_flags =
            bytecode::CodeGenerator | bytecode::CodeCoroutine | bytecode::CodeAsyncGenerator;
        if (header_.flags & generator_flags) {
            const Location location{header_.first_line, -1, header_.first_line, -1};
            prefix.push_back({.opcode = Opcode::RETURN_GENERATOR, .location = location});
            prefix.push_back({.opcode = Opcode::POP_TOP, .location = location});
        }
        entry_->instructions.insert(entry_->instructions.begin(), prefix.begin(), prefix.end());
    }

    // --- stack and handlers

    void measure_stack() {
        std::vector<Block *> pending;
        const auto reach = [&pending](Block *block, int depth) {
            if (block->start_depth >= 0) return;
            block->start_depth = depth;
            pending.push_back(block);
        };
        int deepest = 0;
        reach(entry_, 0);
        while (!pending.empty()) {
            Block *block = pending.back();
            pending.pop_back();
            int depth = block->start_depth;
            for (const Instruction &instruction : block->instructions) {
                if (instruction.target != nullptr) {
                    const int target_depth = depth + effect_of(instruction, true);
                    deepest = std::max(deepest, target_depth);
                    reach(instruction.target, target_depth);
                }
                depth += effect_of(instruction, false);
                deepest = std::max(deepest, depth);
            }
            if (block->falls_through && block->next != nullptr) reach(block->next, depth);
        }
        code_->stack_size = deepest;
    }

    // Notes for every instruction the innermost handler that is active there.
    void find_handlers() {
        std::vector<Block *> pending;
        const auto reach = [&pending](Block *block, const std::vector<Block *> &handlers) {
            if (block->is_visited) return;
            block->is_visited = true;
            block->handlers = handlers;
            pending.push_back(block);
        };
        reach(entry_, {});
        while (!pending.empty()) {
            Block *block = pending.back();
            pending.pop_back();
            std::vector<Block *> handlers = std::move(block->handlers);
            for (Instruction &instruction : block->instructions) {
                if (instruction.target != nullptr) reach(instruction.target, handlers);
                if (is_handler_setup(instruction.opcode)) {
                    instruction.target->keeps_lasti = instruction.opcode != Opcode::SETUP_FINALLY;
                    handlers.push_back(instruction.target);
                } else if (instruction.opcode == Opcode::POP_BLOCK) {
                    handlers.pop_back();
                } else if (!handlers.empty()) {
                    instruction.handler = handlers.back();
                }
            }
            if (block->falls_through && block->next != nullptr) reach(block->next, handlers);
        }
    }

    void remove_handler_marks() {
        for_each_in_order([](Block &block) {
            for (Instruction &instruction : block.instructions)
                if (is_handler_setup(instruction.opcode) || instruction.opcode == Opcode::POP_BLOCK)
                    turn_into_nop(instruction);
            remove_nops(block);
        });
    }

    // --- layout

    void direct_jumps() {
        for_each_in_order([](Block &block) { block.is_visited = false; });
        for_each_in_order([](Block &block) {
            block.is_visited = true;
            if (block.is_empty() || !is_jump(block.last().opcode)) return;
            block.last().opcode = directed_jump(block.last().opcode, !block.last().target->is_visited);
        });
    }

    void place_blocks() {
        for (bool has_grown = true; has_grown;) {
            int offset = 0;
            for_each_in_order([&offset](Block &block) {
                block.offset = offset;
                for (const Instruction &instruction : block.instructions) offset += size_of(instruction);
            });
            has_grown = false;
            offset = 0;
            for_each_in_order([&](Block &block) {
                for (Instruction &instruction : block.instructions) {
                    const int size = size_of(instruction);
                    offset += size;
                    if (instruction.target == nullptr) continue;
                    instruction.argument = std::abs(instruction.target->offset - offset);
                    has_grown = has_grown || size_of(instruction) != size;
                }
            });
        }
    }

    void write_instructions() {
        for_each_in_order([this](Block &block) {
            for (const Instruction &instruction : block.instructions) {
                add_position(instruction.location);
                write_instruction(instruction);
            }
        });
    }

    void add_position(const Location &location) {
        const bytecode::PositionRun run = position_at(static_cast<int>(code_->instructions.size()), location);
        if (code_->positions.empty() || !has_same_place(code_->positions.back(), run))
            code_->positions.push_back(run);
    }

    void write_instruction(const Instruction &instruction) {
        const auto argument = static_cast<uint32_t>(instruction.argument);
        for (int prefix = prefix_count(instruction.argument); prefix > 0; --prefix)
            code_->instructions.push_back(bytecode::make_unit(
                bytecode::Opcode::EXTENDED_ARG, static_cast<uint8_t>(argument >> (8 * prefix))));
        const bytecode::Opcode opcode = final_opcode(instruction.opcode);
        code_->instructions.push_back(bytecode::make_unit(opcode, static_cast<uint8_t>(argument)));
        code_->instructions.insert(code_->instructions.end(), bytecode::info_of(opcode).cache_units, 0);
    }

    void write_handlers() {
        int offset = 0;
        for_each_in_order([&](Block &block) {
            for (const Instruction &instruction : block.instructions) {
                const int end = offset + size_of(instruction);
                if (instruction.handler != nullptr) add_guarded(offset, end, *instruction.handler);
                offset = end;
            }
        });
    }

    void add_guarded(int start, int end, const Block &handler) {
        std::vector<bytecode::Handler> &handlers = code_->handlers;
        if (!handlers.empty() && handlers.back().end == start && handlers.back().target == handler.offset) {
            handlers.back().end = end;
            return;
        }
        const int pushed = handler.keeps_lasti ? 2 : 1;
        handlers.push_back({.start = start,
                            .end = end,
                            .target = handler.offset,
                            .depth = handler.start_depth - pushed,
                            .push_lasti = handler.keeps_lasti});
    }

    // Constants that only folded code used are left out where they stand at the end.
    size_t used_constant_count() {
        int last = 0; // the first one may be a docstring
        for_each_in_order([&last](Block &block) {
            for (const Instruction &instruction : block.instructions)
                if (instruction.opcode == Opcode::LOAD_CONST || instruction.opcode == Opcode::KW_NAMES)
                    last = std::max(last, instruction.argument);
        });
        return static_cast<size_t>(last) + 1;
    }

    void write_header() {
        code_->filename = std::move(header_.filename);
        code_->name = std::move(header_.name);
        code_->qualname = std::move(header_.qualname);
        code_->first_line = header_.first_line;
        code_->argument_count = header_.argument_count;
        code_->positional_only_count = header_.positional_only_count;
        code_->keyword_only_count = header_.keyword_only_count;
        code_->local_count = emitter_.variables.size();
        code_->flags = header_.flags;
        code_->constants = emitter_.constants.take(used_constant_count());
        for (const std::string_view name : emitter_.names.names()) code_->names.emplace_back(name);
    }

    Emitter &emitter_;
    CodeHeader header_;
    Block *entry_;
    std::shared_ptr<bytecode::Code> code_;
    std::vector<int> final_numbers_; // of cells and free variables, by their numbers in the graph
};

} // namespace

std::shared_ptr<bytecode::Code> assemble(Emitter &emitter, CodeHeader header) {
    return Assembler(emitter, std::move(header)).run();
}

} // namespace adder::compile
