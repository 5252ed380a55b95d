// SPDX-License-Identifier: MIT
//
// The tree as objects of module `ast`, and back: what compile() gives with PyCF_ONLY_AST and takes instead of
// text.
#pragma once

#include "base/arena.hpp"
#include "objects/object.hpp"
#include "syntax/ast.hpp"

namespace adder::runtime {

// New `ast.Module` (or what the root is) with all below it; empty with an exception.
[[nodiscard]] objects::Ref objects_from_tree(const syntax::ModuleNode &root);

// The tree of a root object, in the arena. NULL with TypeError or ValueError when fields are missing or are
// not what they must be; a tree that is returned has passed validate().
[[nodiscard]] syntax::ModuleNode *tree_from_objects(PyObject *root, base::Arena &arena);

// Whether a tree that no parser made could have been made by one: lists that must not be empty, contexts,
// places. 0, or -1 with ValueError or TypeError.
[[nodiscard]] int validate(const syntax::ModuleNode &root);

} // namespace adder::runtime
