// SPDX-License-Identifier: MIT
//
// Which jumps are possible is read from the code: a walk over all paths finds what kind of thing lies in each
// place of the stack before each instruction. A jump may drop what lies on top, and must find below it what
// the new place counts on. Messages and choice among several instructions of a line are CPython's.
#include "vm/frame_jump.hpp"

#include "bytecode/disassemble.hpp"
#include "objects/error.hpp"
#include "objects/runtime_state.hpp"

#include <climits>
#include <optional>
#include <string>
#include <vector>

namespace adder::vm {

namespace {

using bytecode::Code;
using bytecode::DecodedInstruction;
using bytecode::Opcode;

// What lies in a place of the stack. The numbers order stacks of one depth.
enum Kind : char { Iterator = 1, Except = 2, Object = 3, Null = 4, Lasti = 5 };

// Kinds from the bottom to the top.
using Stack = std::string;
constexpr size_t most_entries = 21; // CPython looks no deeper

class StackMap {
  public:
    explicit StackMap(const Code &code) : code_(code), stacks_(code.instructions.size()) {
        // What a generator is sent when it starts counts as lying there from its first instruction on: no
        // jump leads in front of that.
        reach(0, is_resumable(code) ? Stack{Object} : Stack{});
        while (!pending_.empty()) {
            const int offset = pending_.back();
            pending_.pop_back();
            follow(offset);
        }
    }

    // Before the instruction whose opcode or first prefix lies there; nothing when no path leads there.
    [[nodiscard]] const std::optional<Stack> &at(int offset) const {
        return stacks_[static_cast<size_t>(offset)];
    }

  private:
    static bool is_resumable(const Code &code) {
        return (code.flags &
                (bytecode::CodeGenerator | bytecode::CodeCoroutine | bytecode::CodeAsyncGenerator)) != 0;
    }

    void reach(int offset, const Stack &stack) {
        if (offset >= static_cast<int>(stacks_.size()) || stacks_[static_cast<size_t>(offset)]) return;
        stacks_[static_cast<size_t>(offset)] = stack;
        pending_.push_back(offset);
    }

    void reach_handlers(int offset, const Stack &stack) {
        for (const bytecode::Handler &handler : code_.handlers) {
            if (offset < handler.start || offset >= handler.end) continue;
            Stack kept = stack.substr(0, static_cast<size_t>(handler.depth));
            if (handler.push_lasti) kept += Lasti;
            reach(handler.target, kept += Except);
        }
    }

    void follow(int offset) {
        const Stack stack = *at(offset);
        const DecodedInstruction instruction = bytecode::decode_instruction(code_, offset);
        for (int unit = offset; unit <= instruction.offset; unit++)
            stacks_[static_cast<size_t>(unit)] = stack;
        reach_handlers(offset, stack);
        const int target = bytecode::jump_target(instruction);
        if (target >= 0) reach(target, after(instruction, stack, true));
        if (!bytecode::ends_path(instruction.opcode))
            reach(instruction.end, after(instruction, stack, false));
    }

    static Stack after(const DecodedInstruction &instruction, Stack stack, bool is_jump) {
        const int argument = instruction.argument;
        const int effect = bytecode::stack_effect(instruction.opcode, argument, is_jump);
        const auto replace = [&stack](int popped, std::initializer_list<char> pushed) {
            stack.resize(stack.size() - static_cast<size_t>(popped));
            return stack += std::string(pushed);
        };
        switch (instruction.opcode) {
        case Opcode::RETURN_GENERATOR: return stack;
        case Opcode::PUSH_NULL: return replace(0, {Null});
        case Opcode::LOAD_GLOBAL:
            return (argument & 1) != 0 ? replace(0, {Null, Object}) : replace(0, {Object});
        case Opcode::LOAD_METHOD: return replace(1, {Null, Object});
        case Opcode::CALL:
        case Opcode::CALL_FUNCTION_EX: return replace(1 - effect, {Object});
        case Opcode::GET_ITER:
        case Opcode::GET_AITER: return replace(1, {Iterator});
        case Opcode::PUSH_EXC_INFO: return replace(0, {Except});
        case Opcode::COPY: return stack += stack[stack.size() - static_cast<size_t>(argument)];
        case Opcode::SWAP:
            std::swap(stack.back(), stack[stack.size() - static_cast<size_t>(argument)]);
            return stack;
        default: return effect < 0 ? replace(-effect, {}) : stack.append(static_cast<size_t>(effect), Object);
        }
    }

    const Code &code_;
    std::vector<std::optional<Stack>> stacks_;
    std::vector<int> pending_;
};

// --- choosing the place

bool fits(char from, char to) {
    if (to == Object) return from != Null;
    return to == Null || from == to;
}

// Whether `from` becomes `to` by dropping entries from its top.
bool is_compatible(const std::optional<Stack> &from, const std::optional<Stack> &to) {
    if (!from || !to || from->size() > most_entries || to->size() > from->size()) return false;
    for (size_t i = 0; i < to->size(); i++) {
        if (!fits((*from)[i], (*to)[i])) return false;
    }
    return true;
}

const char *explain(const std::optional<Stack> &from, const std::optional<Stack> &to) {
    if (!from) return "can't jump from unreachable code";
    if (from->size() > most_entries) return "stack to deep to analyze";
    if (!to) return "can't jump into an exception handler, or code may be unreachable";
    if (to->size() > most_entries) return "stack is too deep to analyze";
    switch (to->empty() ? char{Object} : to->back()) {
    case Except: return "can't jump into an 'except' block as there's no exception";
    case Lasti: return "can't jump into a re-raising block as there's no location";
    case Iterator: return "can't jump into the body of a for loop";
    default: return "incompatible stacks";
    }
}

bool is_better(const Stack &stack, const std::optional<Stack> &best) {
    if (!best || stack.size() != best->size()) return !best || stack.size() > best->size();
    return stack > *best;
}

// Calls `visit(offset, line)` for every instruction whose line is another than that of the one before it.
template <class Visit> void visit_lines(const PyCodeObject *code, Visit visit) {
    const Code &data = *code->data;
    const int count = static_cast<int>(data.instructions.size());
    int last_line = -1;
    for (int offset = 0; offset < count; offset = bytecode::decode_instruction(data, offset).end) {
        const int line = objects::position_of(code, offset).line;
        if (line >= 0 && line != last_line) visit(offset, last_line = line);
    }
}

// The first line with code that is not before `line`; -1 when there is none.
int line_with_code(const PyCodeObject *code, int line) {
    int found = -1;
    visit_lines(code, [&](int, int other) {
        if (other >= line && (found < 0 || other < found)) found = other;
    });
    return found;
}

} // namespace

int move_to_line(Frame *frame, int64_t wanted) {
    const PyCodeObject *code = frame->code;
    if (code->is_checked) return objects::raise_value_error("can't jump in code made by hand");
    if (wanted > INT_MAX || wanted < INT_MIN) return objects::raise_value_error("lineno out of range");
    const int line = static_cast<int>(wanted);
    if (line < code->first_line)
        return objects::raise_value_error("line %d comes before the current code block", line);
    const int target_line = line_with_code(code, line);
    if (target_line < 0)
        return objects::raise_value_error("line %d comes after the current code block", line);
    const StackMap stacks(*code->data);
    const std::optional<Stack> &start = stacks.at(current_offset(frame));
    std::optional<Stack> best;
    int target = -1;
    const char *problem = nullptr;
    visit_lines(code, [&](int offset, int other) {
        if (other != target_line) return;
        const std::optional<Stack> &stack = stacks.at(offset);
        if (!is_compatible(start, stack)) {
            if (problem == nullptr) problem = explain(start, stack);
        } else if (is_better(*stack, best)) {
            best = stack;
            target = offset;
        }
    });
    if (target < 0) return objects::raise_value_error("%s", problem);
    frame->instruction = code->instructions + target + 1;
    return 0;
}

void drop_for_jump(Frame *frame, int from, int to) {
    const StackMap stacks(*frame->code->data);
    const Stack start = stacks.at(from).value_or(Stack());
    const size_t depth = stacks.at(to).value_or(Stack()).size();
    for (size_t left = start.size(); left > depth; left--) {
        PyObject *dropped = *--frame->stack_top;
        if (start[left - 1] == Except) {
            // The exception that is being handled is the one below it again.
            std::swap(objects::thread()->handled->value, dropped);
        }
        Py_XDECREF(dropped);
    }
}

} // namespace adder::vm
