// SPDX-License-Identifier: MIT
//
// From a finished flow graph to a code object: stack depth, handler table, numbers of cells and free
// variables, sizes of jumps, instruction units with their caches, positions.
#pragma once

#include "compile/emitter.hpp"

#include <memory>
#include <string>

namespace adder::compile {

// What the code object says about itself.
struct CodeHeader {
    std::string filename;
    std::string name;
    std::string qualname;
    int first_line = 1;
    int argument_count = 0;
    int positional_only_count = 0;
    int keyword_only_count = 0;
    uint32_t flags = 0;
};

// Optimizes the emitter's graph and uses it up.
[[nodiscard]] std::shared_ptr<bytecode::Code> assemble(Emitter &emitter, CodeHeader header);

} // namespace adder::compile
