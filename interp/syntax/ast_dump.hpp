// SPDX-License-Identifier: MIT
// The tree as text, exactly as CPython's ast.dump writes it: for tests, which compare the two, and for
// looking at a tree.
#pragma once

#include "syntax/ast.hpp"

#include <string>

namespace adder::syntax {

struct DumpOptions {
    int indent = -1;                 // spaces a level; -1: all in one line
    bool include_attributes = false; // places of nodes
};

[[nodiscard]] std::string dump(const Node &tree, DumpOptions options = {});

} // namespace adder::syntax
