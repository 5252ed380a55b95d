// SPDX-License-Identifier: MIT
//
// Text to code object for everybody who runs text: compile(), eval(), exec(), import, scripts, the REPL; and
// the two halves of that way, text to objects of module `ast` and such objects to code. This is where the
// front end's plain SyntaxError becomes a Python exception and its warnings are issued.
#pragma once

#include "base/source.hpp"
#include "objects/object.hpp"
#include "syntax/parser.hpp"
#include "syntax/syntax_error.hpp"

namespace adder::runtime {

struct CompileOptions {
    syntax::Mode mode = syntax::Mode::File;
    uint32_t inherited_flags = 0; // of the __future__ features that the caller's code has switched on
    int optimize = -1;            // as compile() takes it: -1 for the interpreter's -O
    bool allows_top_level_await = false;
};

// New code object, or empty with SyntaxError (or what else the text deserves). Errors found behind the parser
// show the line that the file of the source's name has now, none without such a file.
[[nodiscard]] objects::Ref compile_text(const base::Source &source, const CompileOptions &options);

// New root object of module `ast` for the text, or empty with an exception. Only here the mode may be
// FunctionType.
[[nodiscard]] objects::Ref parse_text(const base::Source &source, const CompileOptions &options);
// New code object of such a root, which must be of the class that the mode asks for.
[[nodiscard]] objects::Ref compile_ast(PyObject *root, const std::string &filename,
                                       const CompileOptions &options);

// Makes the front end's error the pending exception; `filename` is what the exception tells.
void raise_syntax_error(const syntax::SyntaxError &error, const std::string &filename);

} // namespace adder::runtime
