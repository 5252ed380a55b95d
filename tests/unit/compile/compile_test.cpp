// SPDX-License-Identifier: MIT
// The door of the compiler: modes, flags, warnings, errors with their line, nesting.
#include "compile_helpers.hpp"

#include "bytecode/disassemble.hpp"
#include "bytecode/verify.hpp"

#include <vector>

namespace adder::compile {
namespace {

std::string repeated(std::string_view text, int count) {
    std::string result;
    for (int done = 0; done < count; ++done) result += text;
    return result;
}

bool has_opcode(const bytecode::Code &code, bytecode::Opcode opcode) {
    for (int offset = 0; offset < static_cast<int>(code.instructions.size());) {
        const bytecode::DecodedInstruction instruction = bytecode::decode_instruction(code, offset);
        if (instruction.opcode == opcode) return true;
        offset = instruction.end;
    }
    return false;
}

TEST(Compile, ModesDifferInWhatBecomesOfAnExpression) {
    EXPECT_FALSE(has_opcode(*compile_text("x").code, bytecode::Opcode::PRINT_EXPR));
    EXPECT_TRUE(has_opcode(*compile_text("x", {}, syntax::Mode::Single).code, bytecode::Opcode::PRINT_EXPR));
    const auto expression = compile_text("x + 1", {}, syntax::Mode::Expression).code;
    EXPECT_FALSE(has_opcode(*expression, bytecode::Opcode::POP_TOP));
    EXPECT_EQ(bytecode::verify(*expression), std::nullopt);
}

TEST(Compile, InheritedFeaturesReachNestedCode) {
    const Options options{.inherited_flags = bytecode::CodeFutureAnnotations | bytecode::CodeNested};
    const auto code = compile_text("def f(x: y): pass", options).code;
    EXPECT_EQ(code->flags, bytecode::CodeFutureAnnotations);
    EXPECT_TRUE(find_code(*code, "f")->flags & bytecode::CodeFutureAnnotations);
}

TEST(Compile, WarningsGoToTheCallerAndMayBecomeErrors) {
    std::vector<std::string> seen;
    Options options;
    options.warn = [&seen](const Warning &warning) {
        seen.push_back(std::to_string(warning.lineno) + " " + warning.message);
        return true;
    };
    EXPECT_NE(compile_text("x\ny is 1", options).code, nullptr);
    EXPECT_EQ(seen, std::vector<std::string>{"2 \"is\" with a literal. Did you mean \"==\"?"});

    options.warn = [](const Warning &) { return false; };
    const Compiled refused = compile_text("x\ny is 1", options);
    EXPECT_EQ(refused.code, nullptr);
    EXPECT_EQ(refused.error.lineno, 2);
}

TEST(Compile, ErrorsShowTheLineOfAFile) {
    const auto source = base::Source::from_text("a.py", "x\n  \nreturn 1\n");
    syntax::SyntaxError error;
    const Options options{.filename = "a.py", .source = &source};
    EXPECT_EQ(compile_source(source, syntax::Mode::File, options, error), nullptr);
    EXPECT_EQ(error.text, "return 1\n");
    EXPECT_FALSE(compile_text("return 1").error.has_text);
}

TEST(Compile, NestingThatIsTooDeepIsAnError) {
    for (const std::string &text : {"x" + repeated(".a", 50000), "x" + repeated("()", 50000),
                                    "[x " + repeated("for x in y ", 5000) + "]"}) {
        const Compiled result = compile_text(text);
        ASSERT_EQ(result.code, nullptr);
        EXPECT_EQ(result.error.kind, syntax::SyntaxErrorKind::RecursionError);
        EXPECT_EQ(result.error.message, "maximum recursion depth exceeded during compilation");
    }
}

TEST(Compile, LongChainsAreFine) {
    for (const std::string &text : {"x" + repeated(" + x", 30000), "1" + repeated(" + 1", 30000),
                                    "x" + repeated(" and x", 5000), repeated("x = y\n", 20000)}) {
        const Compiled result = compile_text(text);
        ASSERT_NE(result.code, nullptr) << result.error.message;
        EXPECT_EQ(bytecode::verify(*result.code), std::nullopt);
    }
}

TEST(Compile, LongJumpsGetPrefixes) {
    const auto code = compile_text("while x:\n" + repeated("  y = z\n", 30000)).code;
    EXPECT_EQ(bytecode::verify(*code), std::nullopt);
    EXPECT_TRUE(has_opcode(*code, bytecode::Opcode::POP_JUMP_BACKWARD_IF_TRUE));
}

TEST(Compile, EqualConstantsOfOneTypeAreStoredOnce) {
    const auto code = compile_text("x = 1, 1.0, True\ny = 1\nz = 1.0, 0.0, -0.0\nw = (1, 1.0, True)").code;
    int tuples = 0;
    for (const bytecode::Constant &constant : code->constants)
        tuples += std::holds_alternative<bytecode::TupleConstant>(constant.value);
    EXPECT_EQ(tuples, 2);
}

} // namespace
} // namespace adder::compile
