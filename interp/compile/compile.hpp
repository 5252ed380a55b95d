// SPDX-License-Identifier: MIT
//
// Source to code in one call, and the map of this folder:
//
//   tree ─ future ──── which __future__ features the module asks for
//        ─ scope_builder, scope ──── for every name in every block: local, cell, free or global
//        ─ gen_* (class Generator) ──── instructions in evaluation order; fold and constant_math compute
//        constants,
//          unparse gives annotations their text
//        ─ emitter, flow_graph ──── basic blocks, constants and names of one code object
//        ─ optimize ──── jumps to jumps, dead blocks, folded tuples and swaps, lines of artificial code
//        ─ assemble ──── stack depth, handler table, jump sizes, positions: bytecode::Code
//
// The instructions, their order and their source spans are CPython 3.11's, so that what a learner knows of
// `dis` holds here and tracebacks underline the same characters. The result is plain data; no run time is
// linked.
#pragma once

#include "bytecode/code.hpp"
#include "syntax/ast.hpp"
#include "syntax/parser.hpp"
#include "syntax/syntax_error.hpp"

#include <functional>
#include <memory>
#include <string>

namespace adder::compile {

// A SyntaxWarning or DeprecationWarning.
struct Warning {
    std::string message;
    int lineno;
    bool is_deprecation = false;
};

struct Options {
    std::string filename = "<string>";
    // Lines for error texts; null where CPython has none at hand (`-c`, exec of a string): it reads them from
    // the file.
    const base::Source *source = nullptr;
    // Future features that the caller's own code has switched on (bytecode::CodeFlag bits), as compile()
    // inherits them.
    uint32_t inherited_flags = 0;
    int max_str_digits = base::default_max_str_digits; // of a decimal literal; 0: no limit
    // A module may await: its code is then a coroutine's (PyCF_ALLOW_TOP_LEVEL_AWAIT).
    bool allows_top_level_await = false;
    // From 1 on assertions are left out and __debug__ is False; from 2 on docstrings are left out too.
    int optimize = 0;
    // Called for every warning; false turns the warning into a SyntaxError. Without it warnings are dropped.
    std::function<bool(const Warning &)> warn = nullptr;
};

// Code for a Module, an Interactive statement (its expressions are printed) or an Expression (its value is
// returned). Null when `error` was set; the tree is only read and not referred to afterwards. Time is linear
// in the size of the tree, but for `finally` bodies, which are compiled once for every way out, as in
// CPython.
[[nodiscard]] std::shared_ptr<bytecode::Code> compile(const syntax::ModuleNode &tree, const Options &options,
                                                      syntax::SyntaxError &error);

// What the parser is to know of them.
[[nodiscard]] syntax::ParseOptions parse_options(const Options &options);

// Passes the warnings of a parse on; false when one was turned into an error.
[[nodiscard]] bool issue_warnings(const syntax::ParseResult &result, const Options &options,
                                  syntax::SyntaxError &error);

// Parses and compiles. Error texts come from `options.source` only, so set it when the source is a file.
[[nodiscard]] std::shared_ptr<bytecode::Code> compile_source(const base::Source &source, syntax::Mode mode,
                                                             const Options &options,
                                                             syntax::SyntaxError &error);

} // namespace adder::compile
