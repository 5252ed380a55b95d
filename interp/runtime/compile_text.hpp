// SPDX-License-Identifier: MIT
//
// Text to code object for everybody who runs text: compile(), eval(), exec(), import, scripts, the REPL.
// This is where the front end's plain SyntaxError becomes a Python exception and its warnings are issued.
#pragma once

#include "base/source.hpp"
#include "objects/object.hpp"
#include "syntax/parser.hpp"
#include "syntax/syntax_error.hpp"

namespace adder::runtime {

struct CompileOptions {
    syntax::Mode mode = syntax::Mode::File;
    uint32_t inherited_flags = 0; // of the __future__ features that the caller's code has switched on
    bool shows_lines =
        true; // errors found by the compiler show the line out of `source`; else it is read from the file
};

// New code object, or empty with SyntaxError (or what else the text deserves).
[[nodiscard]] objects::Ref compile_text(const base::Source &source, const CompileOptions &options);

// Makes the front end's error the pending exception; `filename` is what the exception tells.
void raise_syntax_error(const syntax::SyntaxError &error, const std::string &filename);

} // namespace adder::runtime
