// SPDX-License-Identifier: MIT
//
// Decoding of instructions and the text of a listing.
#include "bytecode/disassemble.hpp"

#include "bytecode/constant_text.hpp"

#include <algorithm>

namespace adder::bytecode {

namespace {

constexpr int name_width = 20;
constexpr int argument_width = 5;

std::string right_aligned(const std::string &text, int width) {
    return std::string(std::max(0, width - static_cast<int>(text.size())), ' ') + text;
}

std::string left_aligned(std::string_view text, int width) {
    return std::string(text) + std::string(std::max(0, width - static_cast<int>(text.size())), ' ');
}

std::string flags_of_function(int flags) {
    static constexpr const char *names[] = {"defaults", "kwdefaults", "annotations", "closure"};
    std::string result;
    for (int bit = 0; bit < 4; ++bit) {
        if (!(flags & (1 << bit))) continue;
        if (!result.empty()) result += ", ";
        result += names[bit];
    }
    return result;
}

std::string flags_of_format(int flags) {
    static constexpr const char *conversions[] = {"", "str", "repr", "ascii"};
    std::string result = conversions[flags & 3];
    if (flags & 4) result += result.empty() ? "with format" : ", with format";
    return result;
}

} // namespace

bool ends_path(Opcode opcode) {
    switch (opcode) {
    case Opcode::JUMP_FORWARD:
    case Opcode::JUMP_BACKWARD:
    case Opcode::JUMP_BACKWARD_NO_INTERRUPT:
    case Opcode::RETURN_VALUE:
    case Opcode::RAISE_VARARGS:
    case Opcode::RERAISE: return true;
    default: return false;
    }
}

std::string argument_text(const Code &code, const DecodedInstruction &instruction) {
    const int argument = instruction.argument;
    switch (info_of(instruction.opcode).operand) {
    case OperandKind::Constant: return constant_repr(code.constants[argument]);
    case OperandKind::Name: return code.names[argument];
    case OperandKind::GlobalName: return (argument & 1 ? "NULL + " : "") + code.names[argument >> 1];
    case OperandKind::Local: return code.variable_names[argument];
    case OperandKind::JumpForward:
    case OperandKind::JumpBackward: return "to " + std::to_string(jump_target(instruction) * 2);
    case OperandKind::Comparison: return std::string(comparison_symbol(argument));
    case OperandKind::BinaryOperator:
        return std::string(operator_symbol(static_cast<BinaryOperator>(argument)));
    case OperandKind::Flags:
        return info_of(instruction.opcode).generic == Opcode::FORMAT_VALUE ? flags_of_format(argument)
                                                                           : flags_of_function(argument);
    default: return "";
    }
}

namespace {

// The first instruction of every line, by offset in units.
class LineStarts {
  public:
    explicit LineStarts(const Code &code) : runs_(code.positions) {
        for (const PositionRun &run : runs_) last_line_ = std::max(last_line_, run.line);
    }

    int last_line() const { return last_line_; }

    // The line that begins at `offset`, or -1 when none does.
    int line_at(int offset) {
        int result = -1;
        for (; next_ < runs_.size() && runs_[next_].start <= offset; ++next_) {
            const int line = runs_[next_].line;
            if (line < 0 || line == current_line_) continue;
            current_line_ = line;
            result = line;
        }
        return result;
    }

  private:
    const std::vector<PositionRun> &runs_;
    size_t next_ = 0;
    int current_line_ = -1;
    int last_line_ = -1;
};

class Listing {
  public:
    Listing(const Code &code, const ListingOptions &options)
        : code_(code), options_(options), lines_(code),
          line_width_(lines_.last_line() >= 1000 ? static_cast<int>(std::to_string(lines_.last_line()).size())
                                                 : 3),
          offset_width_(unit_count() * 2 - 2 >= 10000 ? 5 : 4), is_target_(unit_count() + 1) {
        for (int offset = 0; offset < unit_count(); offset = decode_instruction(code_, offset).end) {
            const int target = jump_target(decode_instruction(code_, offset));
            if (target >= 0) is_target_[target] = true;
        }
        for (const Handler &handler : code_.handlers) is_target_[handler.target] = true;
    }

    std::string text() {
        for (int offset = 0; offset < unit_count();) offset = add_instruction(offset);
        add_handlers();
        if (options_.show_nested) add_nested();
        return std::move(text_);
    }

  private:
    int unit_count() const { return static_cast<int>(code_.instructions.size()); }

    int add_instruction(int start) {
        const DecodedInstruction instruction = decode_instruction(code_, start);
        int prefix = 0;
        for (int offset = start; offset < instruction.offset; ++offset) {
            prefix = prefix << 8 | argument_of(code_.instructions[offset]);
            add_row(offset, "EXTENDED_ARG", std::to_string(prefix), "");
        }
        const OpcodeInfo &info = info_of(instruction.opcode);
        const bool has_argument = info.operand != OperandKind::None;
        add_row(instruction.offset, info.name, has_argument ? std::to_string(instruction.argument) : "",
                has_argument ? argument_text(code_, instruction) : "");
        if (options_.show_caches)
            for (int offset = instruction.offset + 1; offset < instruction.end; ++offset)
                add_row(offset, "CACHE", "0", "");
        return instruction.end;
    }

    void add_row(int offset, std::string_view name, const std::string &argument, const std::string &meaning) {
        const int line = lines_.line_at(offset);
        if (line >= 0 && offset > 0) text_ += '\n';
        std::string row = right_aligned(line >= 0 ? std::to_string(line) : "", line_width_);
        row += "     ";
        row += is_target_[offset] ? ">> " : "   ";
        row += right_aligned(std::to_string(offset * 2), offset_width_);
        row += ' ';
        row += left_aligned(name, name_width);
        if (!argument.empty()) row += ' ' + right_aligned(argument, argument_width);
        if (!meaning.empty()) row += " (" + meaning + ")";
        row.erase(row.find_last_not_of(' ') + 1);
        text_ += row + '\n';
    }

    void add_handlers() {
        if (code_.handlers.empty()) return;
        text_ += "ExceptionTable:\n";
        for (const Handler &handler : code_.handlers) {
            text_ += "  " + std::to_string(handler.start * 2) + " to " + std::to_string(handler.end * 2 - 2) +
                     " -> " + std::to_string(handler.target * 2) + " [" + std::to_string(handler.depth) +
                     "]" + (handler.push_lasti ? " lasti\n" : "\n");
        }
    }

    void add_nested() {
        for (const Constant &constant : code_.constants) {
            const auto *nested = std::get_if<std::shared_ptr<Code>>(&constant.value);
            if (nested == nullptr) continue;
            text_ += "\nDisassembly of " + constant_repr(constant) + ":\n" + disassemble(**nested, options_);
        }
    }

    const Code &code_;
    const ListingOptions &options_;
    LineStarts lines_;
    const int line_width_;
    const int offset_width_;
    std::vector<bool> is_target_;
    std::string text_;
};

} // namespace

DecodedInstruction decode_instruction(const Code &code, int offset) {
    DecodedInstruction result;
    const int count = static_cast<int>(code.instructions.size());
    while (offset + 1 < count && opcode_of(code.instructions[offset]) == Opcode::EXTENDED_ARG) {
        result.argument = result.argument << 8 | argument_of(code.instructions[offset]);
        ++offset;
    }
    result.opcode = opcode_of(code.instructions[offset]);
    result.argument = result.argument << 8 | argument_of(code.instructions[offset]);
    result.offset = offset;
    result.end = offset + 1 + info_of(result.opcode).cache_units;
    return result;
}

int jump_target(const DecodedInstruction &instruction) {
    switch (info_of(instruction.opcode).operand) {
    case OperandKind::JumpForward: return instruction.end + instruction.argument;
    case OperandKind::JumpBackward: return instruction.end - instruction.argument;
    default: return -1;
    }
}

std::string disassemble(const Code &code, const ListingOptions &options) {
    return Listing(code, options).text();
}

} // namespace adder::bytecode
