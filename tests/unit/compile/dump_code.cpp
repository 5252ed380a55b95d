// SPDX-License-Identifier: MIT
//
// Compiles each file named on the command line and prints its code objects in a plain form that
// compare_code.py makes from CPython's code objects too: a header, then one line an instruction with its
// span, then the handler table.
#include "base/source.hpp"
#include "bytecode/constant_text.hpp"
#include "bytecode/disassemble.hpp"
#include "bytecode/verify.hpp"
#include "compile/compile.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace {

namespace base = adder::base;
namespace bytecode = adder::bytecode;
namespace compile = adder::compile;
namespace syntax = adder::syntax;

std::string read_file(const std::string &path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string join(const std::vector<std::string> &texts) {
    std::string result;
    for (const std::string &text : texts) result += text + ",";
    if (!result.empty()) result.pop_back();
    return result;
}

// Addresses, paths and the order of sets differ from run to run and are left out.
std::string constant_text(const bytecode::Constant &constant) {
    if (const auto *code = std::get_if<std::shared_ptr<bytecode::Code>>(&constant.value))
        return "<code " + (*code)->name + ">";
    if (std::holds_alternative<bytecode::FrozensetConstant>(constant.value)) return "<frozenset>";
    return bytecode::constant_repr(constant);
}

std::string argument_text(const bytecode::Code &code, const bytecode::DecodedInstruction &instruction,
                          const std::vector<int> &numbers) {
    const int target = bytecode::jump_target(instruction);
    if (target >= 0) return "->" + std::to_string(numbers[target]);
    const int argument = instruction.argument;
    switch (bytecode::info_of(instruction.opcode).operand) {
    case bytecode::OperandKind::None: return "";
    case bytecode::OperandKind::Constant: return constant_text(code.constants[argument]);
    default: return std::to_string(argument);
    }
}

// The number of the instruction that begins at each offset.
std::vector<int> number_instructions(const bytecode::Code &code) {
    std::vector<int> numbers(code.instructions.size() + 1, -1);
    int number = 0;
    for (int offset = 0; offset < static_cast<int>(code.instructions.size());) {
        numbers[offset] = number++;
        offset = bytecode::decode_instruction(code, offset).end;
    }
    numbers[code.instructions.size()] = number;
    return numbers;
}

void print_instructions(const bytecode::Code &code, const std::vector<int> &numbers) {
    size_t run = 0;
    for (int offset = 0; offset < static_cast<int>(code.instructions.size());) {
        while (run + 1 < code.positions.size() && code.positions[run + 1].start <= offset) ++run;
        const bytecode::PositionRun &position = code.positions[run];
        const bytecode::DecodedInstruction instruction = bytecode::decode_instruction(code, offset);
        std::printf("  %s %s @%d:%d-%d:%d\n", std::string(bytecode::info_of(instruction.opcode).name).c_str(),
                    argument_text(code, instruction, numbers).c_str(), position.line, position.column,
                    position.end_line, position.end_column);
        offset = instruction.end;
    }
}

void print_code(const bytecode::Code &code) {
    std::printf("code %s line %d args %d,%d,%d flags %x stack %d\n", code.qualname.c_str(), code.first_line,
                code.argument_count, code.positional_only_count, code.keyword_only_count, code.flags,
                code.stack_size);
    std::printf(" names %s\n", join(code.names).c_str());
    std::printf(" variables %s locals %d\n", join(code.variable_names).c_str(), code.local_count);
    std::string constants;
    for (const bytecode::Constant &constant : code.constants) constants += "; " + constant_text(constant);
    std::printf(" constants %s\n", constants.c_str());
    const std::vector<int> numbers = number_instructions(code);
    print_instructions(code, numbers);
    for (const bytecode::Handler &handler : code.handlers)
        std::printf("  handler %d-%d ->%d depth %d%s\n", numbers[handler.start], numbers[handler.end],
                    numbers[handler.target], handler.depth, handler.push_lasti ? " lasti" : "");
    for (const bytecode::Constant &constant : code.constants)
        if (const auto *nested = std::get_if<std::shared_ptr<bytecode::Code>>(&constant.value))
            print_code(**nested);
}

void print_file(const std::string &path) {
    compile::Options options{.filename = path};
    options.warn = [](const compile::Warning &warning) {
        std::printf("warning %d %s\n", warning.lineno, warning.message.c_str());
        return true;
    };
    syntax::SyntaxError error;
    const base::Source source = base::Source::from_bytes(path, read_file(path));
    const auto code = compile::compile_source(source, syntax::Mode::File, options, error);
    if (code == nullptr) {
        std::printf("error %s %d %d %d %d\n", error.message.c_str(), error.lineno, error.offset,
                    error.end_lineno, error.end_offset);
        return;
    }
    if (const auto problem = bytecode::verify(*code)) std::printf("broken %s\n", problem->c_str());
    print_code(*code);
}

} // namespace

int main(int argc, char **argv) {
    for (int index = 1; index < argc; ++index) {
        std::printf("file %s\n", argv[index]);
        print_file(argv[index]);
    }
}
