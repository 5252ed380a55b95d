// SPDX-License-Identifier: MIT
//
// The `from __future__ import …` statements at the head of a module (Python reference, section 7.11.1).
#pragma once

#include "compile/diagnostics.hpp"

#include <cstdint>

namespace adder::compile {

struct FutureFeatures {
    uint32_t flags = 0;   // bytecode::CodeFlag bits that every code object of the module carries
    int last_lineno = -1; // of the last such statement: later ones are errors
};

[[nodiscard]] FutureFeatures find_future_features(const syntax::ModuleNode &tree, Diagnostics &diagnostics);

} // namespace adder::compile
