// SPDX-License-Identifier: MIT
//
// The passes in their order, each over all blocks. Swaps of stack items have a file of their own.
#include "compile/optimize.hpp"

#include "compile/optimize_swaps.hpp"

#include <algorithm>
#include <span>

namespace adder::compile {

namespace {

// An exit of up to this many instructions is copied to the jumps that lead there.
constexpr size_t max_copied_exit = 4;

Opcode opcode_at(const Block &block, size_t index) {
    return index < block.instructions.size() ? block.instructions[index].opcode : Opcode::NOP;
}

Block *skip_empty(Block *block) {
    while (block->is_empty() && block->next != nullptr) block = block->next;
    return block;
}

bool is_exit_without_line(const Block &block) {
    return block.is_exit && std::ranges::none_of(block.instructions, &Instruction::has_line);
}

// Whether nothing is lost without the no-op; the instruction behind it may get its location.
bool is_nop_useless(Block &block, size_t index, int previous_line) {
    const Location &location = block.instructions[index].location;
    if (location.lineno < 0 || location.lineno == previous_line) return true;
    if (index + 1 == block.instructions.size()) {
        const Block *next = block.next;
        while (next != nullptr && next->is_empty()) next = next->next;
        return next != nullptr && next->instructions.front().location.lineno == location.lineno;
    }
    Location &next = block.instructions[index + 1].location;
    if (next.lineno < 0) next = location;
    return next.lineno == location.lineno;
}

class Optimizer {
  public:
    Optimizer(Emitter &emitter, int first_line)
        : emitter_(emitter), blocks_(emitter.graph.blocks), entry_(emitter.graph.entry),
          first_line_(first_line) {}

    void run() {
        for (Block &block : blocks_) mark_end(block);
        copy_small_exits();
        for_each_in_order([this](Block &block) {
            optimize_block(block);
            remove_nops(block);
        });
        copy_small_exits(); // those that jumped to an exit are exits themselves now
        remove_unreachable();
        for_each_in_order([](Block &block) { remove_nops(block); });
        unlink_empty_blocks();
        remove_jumps_to_next();
        duplicate_exits_without_line();
        propagate_lines();
        give_exits_lines();
    }

  private:
    template <class Function> void for_each_in_order(Function function) {
        for (Block *block = entry_; block != nullptr; block = block->next) function(*block);
    }

    static void mark_end(Block &block) {
        if (block.is_empty()) return;
        Instruction &last = block.last();
        if (is_exit(last.opcode)) {
            block.is_exit = true;
            block.falls_through = false;
        } else if (is_jump(last.opcode)) {
            if (is_unconditional_jump(last.opcode)) block.falls_through = false;
            last.target = skip_empty(last.target);
        }
    }

    // --- single blocks

    void optimize_block(Block &block) {
        for (size_t index = 0; index < block.instructions.size(); ++index) {
            Instruction &instruction = block.instructions[index];
            if (instruction.target != nullptr) instruction.target = skip_empty(instruction.target);
            switch (instruction.opcode) {
            case Opcode::LOAD_CONST: use_constant_condition(block, index); break;
            case Opcode::BUILD_TUPLE: optimize_tuple(block, index); break;
            case Opcode::SWAP: index = optimize_swaps(block, index); break;
            case Opcode::PUSH_NULL: merge_null(block, index); break;
            default:
                while (is_jump(instruction.opcode) && thread_jump(instruction)) {
                }
            }
        }
    }

    // A condition that is known: the jump is always or never taken.
    void use_constant_condition(Block &block, size_t index) {
        Instruction &load = block.instructions[index];
        const Constant &constant = emitter_.constants[load.argument];
        const Opcode jump = opcode_at(block, index + 1);
        switch (jump) {
        case Opcode::POP_JUMP_IF_FALSE:
        case Opcode::POP_JUMP_IF_TRUE:
            turn_into_nop(load);
            settle_jump(block, is_true(constant) == (jump == Opcode::POP_JUMP_IF_TRUE));
            break;
        case Opcode::JUMP_IF_FALSE_OR_POP:
        case Opcode::JUMP_IF_TRUE_OR_POP: {
            const bool is_taken = is_true(constant) == (jump == Opcode::JUMP_IF_TRUE_OR_POP);
            if (!is_taken) turn_into_nop(load);
            settle_jump(block, is_taken);
            break;
        }
        case Opcode::IS_OP:
            if (holds<bytecode::NoneConstant>(constant)) merge_none_test(block, index);
            break;
        default: break;
        }
    }

    static void settle_jump(Block &block, bool is_taken) {
        if (is_taken) {
            block.last().opcode = Opcode::JUMP;
            block.falls_through = false;
        } else {
            turn_into_nop(block.last());
        }
    }

    // `x is None` and a jump become one jump.
    static void merge_none_test(Block &block, size_t index) {
        const Opcode jump = opcode_at(block, index + 2);
        if (jump != Opcode::POP_JUMP_IF_FALSE && jump != Opcode::POP_JUMP_IF_TRUE) return;
        const bool is_inverted = block.instructions[index + 1].argument == 1;
        turn_into_nop(block.instructions[index]);
        turn_into_nop(block.instructions[index + 1]);
        block.instructions[index + 2].opcode = is_inverted != (jump == Opcode::POP_JUMP_IF_FALSE)
                                                   ? Opcode::POP_JUMP_IF_NOT_NONE
                                                   : Opcode::POP_JUMP_IF_NONE;
    }

    // A tuple that is unpacked at once is a swap; one of constants is a constant.
    void optimize_tuple(Block &block, size_t index) {
        Instruction &build = block.instructions[index];
        if (opcode_at(block, index + 1) == Opcode::UNPACK_SEQUENCE) {
            Instruction &unpack = block.instructions[index + 1];
            if (unpack.argument == build.argument && build.argument >= 1 && build.argument <= 3) {
                unpack.opcode = build.argument == 1 ? Opcode::NOP : Opcode::SWAP;
                turn_into_nop(build);
                return;
            }
        }
        fold_constant_tuple(block, index);
    }

    void fold_constant_tuple(Block &block, size_t index) {
        Instruction &build = block.instructions[index];
        const auto count = static_cast<size_t>(build.argument);
        if (index < count) return;
        const std::span<Instruction> loads(block.instructions.data() + (index - count), count);
        std::vector<Constant> items;
        for (const Instruction &load : loads) {
            if (load.opcode != Opcode::LOAD_CONST) return;
            items.push_back(emitter_.constants[load.argument]);
        }
        for (Instruction &load : loads) turn_into_nop(load);
        build.opcode = Opcode::LOAD_CONST;
        build.argument = emitter_.constants.add(make_tuple(std::move(items)));
    }

    static void merge_null(Block &block, size_t index) {
        if (opcode_at(block, index + 1) != Opcode::LOAD_GLOBAL) return;
        turn_into_nop(block.instructions[index]);
        block.instructions[index + 1].argument |= 1;
    }

    // --- jumps to jumps

    // Leads a jump past the jump that it meets; true when something changed and more may.
    bool thread_jump(Instruction &jump) {
        jump.target = skip_empty(jump.target);
        const Instruction &target = jump.target->instructions.front();
        switch (jump.opcode) {
        case Opcode::JUMP_IF_FALSE_OR_POP:
            return thread_or_pop(jump, target, Opcode::POP_JUMP_IF_FALSE, Opcode::POP_JUMP_IF_TRUE,
                                 Opcode::JUMP_IF_TRUE_OR_POP);
        case Opcode::JUMP_IF_TRUE_OR_POP:
            return thread_or_pop(jump, target, Opcode::POP_JUMP_IF_TRUE, Opcode::POP_JUMP_IF_FALSE,
                                 Opcode::JUMP_IF_FALSE_OR_POP);
        case Opcode::JUMP:
        case Opcode::POP_JUMP_IF_FALSE:
        case Opcode::POP_JUMP_IF_TRUE:
        case Opcode::POP_JUMP_IF_NONE:
        case Opcode::POP_JUMP_IF_NOT_NONE:
            return target.opcode == Opcode::JUMP && redirect(jump, target, jump.opcode);
        default: return false;
        }
    }

    // A jump that keeps its value meets a second test of the value, whose outcome is known.
    static bool thread_or_pop(Instruction &jump, const Instruction &target, Opcode same_test,
                              Opcode opposite_test, Opcode opposite_or_pop) {
        if (target.opcode == same_test) return redirect(jump, target, same_test);
        if (target.opcode == Opcode::JUMP || target.opcode == jump.opcode)
            return redirect(jump, target, jump.opcode);
        if (target.opcode != opposite_test && target.opcode != opposite_or_pop) return false;
        if (jump.location.lineno != target.location.lineno) return false;
        jump.opcode = same_test;
        jump.target = jump.target->next;
        return true;
    }

    // Only within a line: else the line of the jump in between would not be seen to run.
    static bool redirect(Instruction &jump, const Instruction &target, Opcode opcode) {
        if (jump.location.lineno != target.location.lineno || jump.target == target.target) return false;
        jump.opcode = opcode;
        jump.target = target.target;
        return true;
    }

    // --- the graph

    void copy_small_exits() {
        for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) copy_small_exit(*block);
    }

    static void copy_small_exit(Block &block) {
        if (block.is_empty() || block.last().opcode != Opcode::JUMP) return;
        const Block &exit = *block.last().target;
        if (!is_exit_without_line(exit) || exit.instructions.size() > max_copied_exit) return;
        turn_into_nop(block.last());
        block.instructions.insert(block.instructions.end(), exit.instructions.begin(),
                                  exit.instructions.end());
        block.is_exit = true;
    }

    void remove_unreachable() {
        std::vector<Block *> pending{entry_};
        entry_->predecessor_count = 1;
        const auto reach = [&pending](Block *block) {
            if (block->predecessor_count++ == 0) pending.push_back(block);
        };
        while (!pending.empty()) {
            const Block *block = pending.back();
            pending.pop_back();
            if (block->next != nullptr && block->falls_through) reach(block->next);
            for (const Instruction &instruction : block->instructions)
                if (instruction.target != nullptr) reach(instruction.target);
        }
        for_each_in_order([](Block &block) {
            if (block.predecessor_count > 0) return;
            block.instructions.clear();
            block.falls_through = true;
        });
    }

    void unlink_empty_blocks() {
        for_each_in_order([](Block &block) {
            if (block.next != nullptr) block.next = skip_empty(block.next);
        });
        for_each_in_order([](Block &block) {
            for (Instruction &instruction : block.instructions)
                if (instruction.target != nullptr) instruction.target = skip_empty(instruction.target);
        });
    }

    void remove_jumps_to_next() {
        bool has_changed = false;
        for_each_in_order([&has_changed](Block &block) {
            if (block.is_empty() || !is_unconditional_jump(block.last().opcode)) return;
            if (block.last().target != block.next) return;
            block.falls_through = true;
            turn_into_nop(block.last());
            remove_nops(block);
            has_changed = true;
        });
        if (has_changed) unlink_empty_blocks();
    }

    // --- lines of artificial code

    // An exit without a line takes that of the code before it. Where several jumps lead there, each gets its
    // own copy.
    void duplicate_exits_without_line() {
        std::vector<Block *> newest_first;
        for (auto block = blocks_.rbegin(); block != blocks_.rend(); ++block) newest_first.push_back(&*block);
        for (Block *block : newest_first) {
            if (block->is_empty() || !is_jump(block->last().opcode)) continue;
            Block *target = block->last().target;
            if (is_exit_without_line(*target) && target->predecessor_count > 1)
                block->last().target = copy_exit(*target, block->last().location);
        }
        for (Block *block : newest_first)
            while (block->next != nullptr && block->next->is_empty()) block->next = block->next->next;
        for (Block *block : newest_first) {
            if (!block->falls_through || block->next == nullptr || block->is_empty()) continue;
            if (is_exit_without_line(*block->next))
                block->next->instructions.front().location = block->last().location;
        }
    }

    Block *copy_exit(Block &exit, const Location &location) {
        Block *copy = emitter_.graph.make_block();
        copy->instructions = exit.instructions;
        copy->instructions.front().location = location;
        copy->is_exit = true;
        copy->falls_through = false;
        copy->predecessor_count = 1;
        copy->next = exit.next;
        exit.next = copy;
        --exit.predecessor_count;
        return copy;
    }

    void propagate_lines() {
        for_each_in_order([](Block &block) {
            if (block.is_empty()) return;
            Location previous = no_location;
            for (Instruction &instruction : block.instructions) {
                if (instruction.has_line())
                    previous = instruction.location;
                else
                    instruction.location = previous;
            }
            if (block.falls_through && block.next != nullptr) hand_line_to(*block.next, previous);
            if (is_jump(block.last().opcode)) hand_line_to(*block.last().target, previous);
        });
    }

    static void hand_line_to(Block &block, const Location &location) {
        if (block.predecessor_count != 1 || block.is_empty()) return;
        if (!block.instructions.front().has_line()) block.instructions.front().location = location;
    }

    void give_exits_lines() {
        int line = first_line_;
        for_each_in_order([&line](Block &block) {
            if (block.is_empty()) return;
            if (block.last().has_line())
                line = block.last().location.lineno;
            else if (block.last().opcode == Opcode::RETURN_VALUE)
                for (Instruction &instruction : block.instructions) instruction.location.lineno = line;
        });
    }

    Emitter &emitter_;
    std::deque<Block> &blocks_;
    Block *entry_;
    const int first_line_;
};

} // namespace

void remove_nops(Block &block) {
    std::vector<Instruction> &instructions = block.instructions;
    size_t kept = 0;
    int previous_line = -1;
    for (size_t index = 0; index < instructions.size(); ++index) {
        if (instructions[index].opcode == Opcode::NOP && is_nop_useless(block, index, previous_line))
            continue;
        previous_line = instructions[index].location.lineno;
        if (kept != index) instructions[kept] = instructions[index];
        ++kept;
    }
    instructions.resize(kept, Instruction{Opcode::NOP});
}

void optimize(Emitter &emitter, int first_line) {
    Optimizer(emitter, first_line).run();
}

} // namespace adder::compile
