// SPDX-License-Identifier: MIT
// What the tests of this folder share: text in, code out.
#pragma once

#include "compile/compile.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

namespace adder::compile {

struct Compiled {
    std::shared_ptr<bytecode::Code> code; // null after an error
    syntax::SyntaxError error;
};

inline Compiled compile_text(std::string_view text, const Options &options = {},
                             syntax::Mode mode = syntax::Mode::File) {
    Compiled result;
    const auto source = base::Source::from_text(options.filename, text);
    result.code = compile_source(source, mode, options, result.error);
    return result;
}

// The first nested code object of that name, however deep; null when there is none.
inline std::shared_ptr<bytecode::Code> find_code(const bytecode::Code &code, std::string_view name) {
    for (const bytecode::Constant &constant : code.constants) {
        const auto *nested = std::get_if<std::shared_ptr<bytecode::Code>>(&constant.value);
        if (nested == nullptr) continue;
        if ((*nested)->name == name) return *nested;
        if (auto found = find_code(**nested, name)) return found;
    }
    return nullptr;
}

} // namespace adder::compile
