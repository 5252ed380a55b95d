// SPDX-License-Identifier: MIT
//
// The classes of module `ast`, made from the rows of ast.def: one a node kind, one for each group of kinds
// (expr, stmt, …), and one for each operator and context, of which there is one object each. They are made at
// the first use and live as long as the process.
#pragma once

#include "objects/object.hpp"
#include "syntax/ast.hpp"

#include <array>
#include <vector>

namespace adder::runtime {

// The objects that stand for an enum of the tree: `Add()` and its class.
struct AstEnum {
    PyObject *base; // the class `operator`
    std::vector<PyObject *> classes;
    std::vector<PyObject *> values;
};

struct AstTypes {
    PyObject *ast; // the base of all
    PyObject *mod, *stmt, *expr, *pattern, *excepthandler, *type_ignore;
    std::array<PyObject *, syntax::node_kind_count> classes;
    std::array<PyObject *, syntax::node_kind_count> field_names; // tuples
    std::array<PyObject *, 4> location_names; // lineno, col_offset, end_lineno, end_col_offset
    AstEnum contexts, boolean_operators, operators, unary_operators, comparison_operators;

    const AstEnum &of(syntax::ExpressionContext) const { return contexts; }
    const AstEnum &of(syntax::BooleanOperator) const { return boolean_operators; }
    const AstEnum &of(syntax::Operator) const { return operators; }
    const AstEnum &of(syntax::UnaryOperator) const { return unary_operators; }
    const AstEnum &of(syntax::ComparisonOperator) const { return comparison_operators; }
};

// NULL with an exception when they could not be made.
[[nodiscard]] const AstTypes *ast_types();

// Whether the object is an instance of `ast.AST`; false too before any such class was made.
[[nodiscard]] bool is_ast(PyObject *object);

} // namespace adder::runtime
