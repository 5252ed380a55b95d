// SPDX-License-Identifier: MIT
//
// Walks the tree once and notes for every block what it does with which name. Finds what is wrong with names
// where they stand: duplicate arguments, declarations after use, misplaced `:=`, `yield` and `await`.
#pragma once

#include "compile/scope.hpp"

namespace adder::compile {

// Fills `table`; `future_flags` say whether annotations are kept as text, so that their names do not count.
void build_scopes(const syntax::ModuleNode &tree, uint32_t future_flags, ScopeTable &table,
                  Diagnostics &diagnostics);

} // namespace adder::compile
