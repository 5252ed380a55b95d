// SPDX-License-Identifier: MIT
//
// Bytes → tree → code. Whatever the compiler accepts must pass the verifier and have a listing; what it
// refuses must come with a message.
#include "entry.hpp"

#include "bytecode/disassemble.hpp"
#include "bytecode/verify.hpp"
#include "compile/compile.hpp"

#include <cstdio>
#include <cstdlib>

namespace adder::fuzz {
namespace {

[[noreturn]] void complain(const std::string &message) {
    std::fprintf(stderr, "fuzz_compiler: %s\n", message.c_str());
    std::abort();
}

void compile_in_mode(const base::Source &source, syntax::Mode mode, bool refuses_warnings) {
    compile::Options options{.filename = "input.py", .source = &source};
    options.warn = [refuses_warnings](const compile::Warning &) { return !refuses_warnings; };
    syntax::SyntaxError error;
    const auto code = compile::compile_source(source, mode, options, error);
    if (code == nullptr) {
        const bool needs_message = error.kind != syntax::SyntaxErrorKind::MemoryError;
        if (needs_message && error.message.empty()) complain("refused without a message");
        return;
    }
    if (const auto broken_rule = bytecode::verify(*code)) complain(*broken_rule);
    (void)bytecode::disassemble(*code);
}

} // namespace
} // namespace adder::fuzz

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    using adder::syntax::Mode;
    const auto source = adder::base::Source::from_file_bytes("input.py", adder::fuzz::to_text(data, size));
    for (Mode mode : {Mode::File, Mode::Single, Mode::Expression})
        adder::fuzz::compile_in_mode(source, mode, false);
    adder::fuzz::compile_in_mode(source, Mode::File, true);
    return 0;
}
