// SPDX-License-Identifier: MIT
//
// Five passes: decode every unit, check operands and tables, see that cells are made before anything looks
// into them, follow all paths with the stack depth, and see that instructions stand beside those that they
// count on.
#include "bytecode/verify.hpp"

#include "bytecode/disassemble.hpp"

#include <algorithm>

namespace adder::bytecode {

namespace {

// Takes operands away and puts one result in their place.
bool leaves_result(Opcode opcode) {
    switch (opcode) {
    case Opcode::LOAD_ATTR:
    case Opcode::BINARY_SUBSCR:
    case Opcode::BUILD_SLICE:
    case Opcode::UNARY_POSITIVE:
    case Opcode::UNARY_NEGATIVE:
    case Opcode::UNARY_NOT:
    case Opcode::UNARY_INVERT:
    case Opcode::BINARY_OP:
    case Opcode::COMPARE_OP:
    case Opcode::IS_OP:
    case Opcode::CONTAINS_OP:
    case Opcode::BUILD_TUPLE:
    case Opcode::BUILD_LIST:
    case Opcode::BUILD_SET:
    case Opcode::BUILD_MAP:
    case Opcode::BUILD_CONST_KEY_MAP:
    case Opcode::BUILD_STRING:
    case Opcode::FORMAT_VALUE:
    case Opcode::LIST_TO_TUPLE:
    case Opcode::GET_ITER:
    case Opcode::MAKE_FUNCTION:
    case Opcode::CALL:
    case Opcode::CALL_FUNCTION_EX:
    case Opcode::PREP_RERAISE_STAR:
    case Opcode::YIELD_VALUE:
    case Opcode::GET_YIELD_FROM_ITER:
    case Opcode::GET_AWAITABLE:
    case Opcode::GET_AITER:
    case Opcode::ASYNC_GEN_WRAP:
    case Opcode::IMPORT_NAME: return true;
    default: return false;
    }
}

} // namespace

int operand_count(Opcode opcode, int argument) {
    const int popped = -stack_effect(opcode, argument, false);
    switch (opcode) {
    case Opcode::COPY:
    case Opcode::SWAP: return std::max(argument, 1);
    case Opcode::LIST_APPEND:
    case Opcode::SET_ADD:
    case Opcode::LIST_EXTEND:
    case Opcode::SET_UPDATE:
    case Opcode::DICT_UPDATE: return argument + 1;
    case Opcode::MAP_ADD: return argument + 2;
    case Opcode::DICT_MERGE: return argument + 3;
    case Opcode::RERAISE: return argument + 1;
    case Opcode::WITH_EXCEPT_START: return 4;
    case Opcode::SEND:
    case Opcode::CHECK_EXC_MATCH:
    case Opcode::CHECK_EG_MATCH:
    case Opcode::MATCH_KEYS: return 2;
    case Opcode::MATCH_CLASS: return 3;
    case Opcode::LOAD_METHOD:
    case Opcode::FOR_ITER:
    case Opcode::IMPORT_FROM:
    case Opcode::BEFORE_WITH:
    case Opcode::BEFORE_ASYNC_WITH:
    case Opcode::PUSH_EXC_INFO:
    case Opcode::GET_LEN:
    case Opcode::MATCH_MAPPING:
    case Opcode::MATCH_SEQUENCE:
    case Opcode::GET_ANEXT:
    case Opcode::UNPACK_SEQUENCE:
    case Opcode::UNPACK_EX: return 1;
    default: return popped + (leaves_result(opcode) ? 1 : 0);
    }
}

namespace {

class Verifier {
  public:
    explicit Verifier(const Code &code)
        : code_(code), count_(static_cast<int>(code.instructions.size())), starts_(count_, false),
          depths_(count_, unknown_depth), handler_of_(count_, nullptr) {}

    std::optional<std::string> run() {
        if (count_ == 0) return fail(0, "no instructions");
        if (decode_units() && check_tables() && check_cells()) follow_paths();
        if (!error_) check_neighbours();
        if (!error_) check_nested();
        return std::move(error_);
    }

  private:
    static constexpr int unknown_depth = -1;
    static constexpr size_t largest_count = 1 << 24; // its stack effect is an int

    std::optional<std::string> fail(int offset, const std::string &what) {
        if (!error_) error_ = code_.qualname + " at " + std::to_string(offset * 2) + ": " + what;
        return error_;
    }

    // Marks where instructions begin; prefixes count as the beginning of theirs.
    bool decode_units() {
        for (int offset = 0; offset < count_;) {
            starts_[offset] = true;
            if (!has_whole_instruction(offset)) return false;
            const DecodedInstruction instruction = decode_instruction(code_, offset);
            for (int cache = instruction.offset + 1; cache < instruction.end; ++cache)
                if (code_.instructions[cache] != 0) return !fail(cache, "cache is not empty");
            if (!is_operand_valid(instruction)) return !fail(offset, "operand out of range");
            offset = instruction.end;
        }
        return true;
    }

    bool has_whole_instruction(int offset) {
        int prefixes = 0;
        while (offset < count_ && opcode_of(code_.instructions[offset]) == Opcode::EXTENDED_ARG) {
            ++offset;
            ++prefixes;
        }
        if (offset == count_ || prefixes > 3) return !fail(offset, "prefix without instruction");
        if ((code_.instructions[offset] & 0xFF) >= opcode_count) return !fail(offset, "unknown opcode");
        const OpcodeInfo &info = info_of(opcode_of(code_.instructions[offset]));
        if (info.generic != opcode_of(code_.instructions[offset])) return !fail(offset, "specialized opcode");
        if (offset + 1 + info.cache_units > count_) return !fail(offset, "caches are cut off");
        return true;
    }

    bool is_operand_valid(const DecodedInstruction &instruction) const {
        const auto argument = static_cast<size_t>(instruction.argument);
        switch (info_of(instruction.opcode).operand) {
        case OperandKind::Constant: return argument < code_.constants.size();
        case OperandKind::Name: return argument < code_.names.size();
        case OperandKind::GlobalName: return argument >> 1 < code_.names.size();
        case OperandKind::Local: return is_variable_valid(instruction.opcode, argument);
        case OperandKind::Count: return is_count_valid(instruction.opcode, argument);
        case OperandKind::Comparison: return argument < 6;
        case OperandKind::BinaryOperator: return argument < 26;
        case OperandKind::Flag: return argument < 2;
        case OperandKind::Flags: return argument < 16;
        case OperandKind::JumpForward:
        case OperandKind::JumpBackward: {
            const int target = jump_target(instruction);
            return target >= 0 && target < count_;
        }
        default: return true;
        }
    }

    static bool is_count_valid(Opcode opcode, size_t argument) {
        switch (opcode) {
        case Opcode::BUILD_SLICE: return argument == 2 || argument == 3;
        case Opcode::RAISE_VARARGS: return argument <= 2;
        case Opcode::COPY:
        case Opcode::SWAP:
        case Opcode::LIST_APPEND:
        case Opcode::SET_ADD:
        case Opcode::MAP_ADD:
        case Opcode::LIST_EXTEND:
        case Opcode::SET_UPDATE:
        case Opcode::DICT_UPDATE:
        case Opcode::DICT_MERGE: return argument >= 1 && argument <= largest_count;
        default: return argument <= largest_count;
        }
    }

    bool is_variable_valid(Opcode opcode, size_t argument) const {
        if (argument >= code_.variable_kinds.size()) return false;
        const uint8_t kind = code_.variable_kinds[argument];
        switch (opcode) {
        case Opcode::LOAD_FAST:
        case Opcode::STORE_FAST:
        case Opcode::DELETE_FAST: return (kind & VariableLocal) && !(kind & VariableCell);
        case Opcode::MAKE_CELL: return kind & VariableCell;
        default: return kind & (VariableCell | VariableFree);
        }
    }

    bool check_tables() {
        if (code_.variable_names.size() != code_.variable_kinds.size())
            return !fail(0, "variable tables differ");
        if (code_.positions.empty() || code_.positions.front().start != 0) return !fail(0, "no positions");
        int last_start = -1;
        for (const PositionRun &run : code_.positions) {
            if (run.start <= last_start || run.start >= count_)
                return !fail(run.start, "positions out of order");
            last_start = run.start;
        }
        int last_end = 0;
        for (const Handler &handler : code_.handlers) {
            if (handler.start < last_end || handler.end <= handler.start || handler.end > count_)
                return !fail(handler.start, "handlers out of order");
            if (handler.target < 0 || handler.target >= count_ || !starts_[handler.target] ||
                handler.depth < 0)
                return !fail(handler.start, "bad handler");
            for (int offset = handler.start; offset < handler.end; ++offset) handler_of_[offset] = &handler;
            last_end = handler.end;
        }
        return true;
    }

    // Cells are made and the closure's copied by the first instructions, which no jump comes back to.
    bool check_cells() {
        std::vector<bool> is_ready(code_.variable_kinds.size(), false);
        int offset = 0;
        for (; offset < count_; offset = decode_instruction(code_, offset).end) {
            const DecodedInstruction instruction = decode_instruction(code_, offset);
            if (!makes_cells(instruction, is_ready)) break;
        }
        for (; offset < count_; offset = decode_instruction(code_, offset).end) {
            const DecodedInstruction instruction = decode_instruction(code_, offset);
            if (!has_cells(instruction, is_ready)) return !fail(offset, "a cell is used before it is made");
            const int target = jump_target(instruction);
            if (target >= 0 && target < first_behind_cells_)
                return !fail(offset, "cells would be made again");
        }
        for (const Handler &handler : code_.handlers) {
            if (handler.target < first_behind_cells_) return !fail(handler.start, "bad handler");
        }
        return true;
    }

    bool makes_cells(const DecodedInstruction &instruction, std::vector<bool> &is_ready) {
        const size_t argument = static_cast<size_t>(instruction.argument);
        if (instruction.opcode == Opcode::MAKE_CELL) {
            is_ready[argument] = true;
        } else if (instruction.opcode == Opcode::COPY_FREE_VARS && argument == count_free_variables()) {
            std::fill(is_ready.end() - static_cast<std::ptrdiff_t>(argument), is_ready.end(), true);
        } else {
            return false;
        }
        first_behind_cells_ = instruction.end;
        return true;
    }

    [[nodiscard]] size_t count_free_variables() const {
        return static_cast<size_t>(std::count_if(code_.variable_kinds.begin(), code_.variable_kinds.end(),
                                                 [](uint8_t kind) { return (kind & VariableFree) != 0; }));
    }

    static bool has_cells(const DecodedInstruction &instruction, const std::vector<bool> &is_ready) {
        switch (instruction.opcode) {
        case Opcode::MAKE_CELL:
        case Opcode::COPY_FREE_VARS: return false;
        case Opcode::LOAD_CLOSURE:
        case Opcode::LOAD_DEREF:
        case Opcode::STORE_DEREF:
        case Opcode::DELETE_DEREF:
        case Opcode::LOAD_CLASSDEREF: return is_ready[static_cast<size_t>(instruction.argument)];
        default: return true;
        }
    }

    // Visits every instruction that can be reached, each once.
    void follow_paths() {
        reach(0, 0, 0);
        while (!pending_.empty() && !error_) {
            const int offset = pending_.back();
            pending_.pop_back();
            follow_instruction(offset, depths_[offset]);
        }
    }

    void follow_instruction(int offset, int depth) {
        const DecodedInstruction instruction = decode_instruction(code_, offset);
        if (depth < operand_count(instruction.opcode, instruction.argument))
            return static_cast<void>(fail(offset, "stack underflow"));
        const int after = depth + stack_effect(instruction.opcode, instruction.argument, false);
        if (after < 0) return static_cast<void>(fail(offset, "stack underflow"));
        if (const Handler *handler = handler_of_[offset]) {
            if (handler->depth > depth)
                return static_cast<void>(fail(offset, "handler is deeper than the stack"));
            reach(offset, handler->target, handler->depth + (handler->push_lasti ? 2 : 1));
        }
        const int target = jump_target(instruction);
        if (target >= 0)
            reach(offset, target, depth + stack_effect(instruction.opcode, instruction.argument, true));
        if (!ends_path(instruction.opcode)) reach(offset, instruction.end, after);
    }

    void reach(int from, int offset, int depth) {
        if (offset >= count_ || !starts_[offset])
            return static_cast<void>(fail(from, "control leaves the code"));
        if (depth < 0 || depth > code_.stack_size)
            return static_cast<void>(
                fail(from, "stack depth " + std::to_string(depth) + " is out of bounds"));
        if (depths_[offset] == depth) return;
        if (depths_[offset] != unknown_depth)
            return static_cast<void>(fail(offset, "stack depth depends on the path"));
        depths_[offset] = depth;
        pending_.push_back(offset);
    }

    // KW_NAMES belongs to the CALL behind it; a generator that delegates finds the SEND in front of its
    // YIELD_VALUE.
    void check_neighbours() {
        Opcode before = Opcode::NOP;
        int start_before = 0;
        for (int offset = 0; offset < count_ && !error_;) {
            const DecodedInstruction instruction = decode_instruction(code_, offset);
            if (before == Opcode::KW_NAMES && instruction.opcode != Opcode::CALL)
                return static_cast<void>(fail(offset, "names without a call"));
            const bool delegates = instruction.opcode == Opcode::RESUME && instruction.argument >= 2;
            if (delegates && before == Opcode::YIELD_VALUE && !is_behind_send(start_before))
                return static_cast<void>(fail(offset, "delegation without SEND"));
            before = instruction.opcode;
            start_before = offset;
            offset = instruction.end;
        }
        if (!error_ && before == Opcode::KW_NAMES) fail(start_before, "names without a call");
    }

    [[nodiscard]] bool is_behind_send(int yield) const {
        const int send = yield - 2; // with its cache
        return send >= 0 && starts_[send] && opcode_of(code_.instructions[send]) == Opcode::SEND &&
               (send == 0 || opcode_of(code_.instructions[send - 1]) != Opcode::EXTENDED_ARG) &&
               depths_[send] == depths_[yield];
    }

    void check_nested() {
        for (const Constant &constant : code_.constants) {
            const auto *nested = std::get_if<std::shared_ptr<Code>>(&constant.value);
            if (nested != nullptr && !error_) error_ = verify(**nested);
        }
    }

    const Code &code_;
    const int count_;
    std::vector<bool> starts_;
    std::vector<int> depths_;
    std::vector<const Handler *> handler_of_;
    std::vector<int> pending_;
    int first_behind_cells_ = 0;
    std::optional<std::string> error_;
};

} // namespace

std::optional<std::string> verify(const Code &code) {
    return Verifier(code).run();
}

} // namespace adder::bytecode
