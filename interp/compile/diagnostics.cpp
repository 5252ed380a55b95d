// SPDX-License-Identifier: MIT
//
// Errors in the form that CPython's compiler gives them: offsets are byte columns plus one, not characters.
#include "compile/diagnostics.hpp"

#include "base/source.hpp"

#include <utility>

namespace adder::compile {

void Diagnostics::fail(std::string message, const syntax::Location &location) {
    set_error(syntax::SyntaxErrorKind::SyntaxError, std::move(message), location.lineno,
              location.col_offset + 1, location.end_lineno, location.end_col_offset + 1);
}

void Diagnostics::fail_at(std::string message, int lineno, int offset) {
    set_error(syntax::SyntaxErrorKind::SyntaxError, std::move(message), lineno, offset, lineno, -1);
}

void Diagnostics::fail_nesting() {
    if (has_failed_) return;
    set_error(syntax::SyntaxErrorKind::RecursionError, "maximum recursion depth exceeded during compilation",
              0, 0, 0, 0);
    error_.has_place = false;
}

void Diagnostics::warn(std::string message, const syntax::Location &location) {
    if (has_failed_ || !options_.warn) return;
    if (!options_.warn(Warning{message, location.lineno})) fail(std::move(message), location);
}

void Diagnostics::set_error(syntax::SyntaxErrorKind kind, std::string message, int lineno, int offset,
                            int end_lineno, int end_offset) {
    if (has_failed_) return;
    has_failed_ = true;
    error_ = {.has_place_in_args = error_.has_place_in_args};
    error_.kind = kind;
    error_.message = std::move(message);
    error_.lineno = lineno;
    error_.offset = offset;
    error_.end_lineno = end_lineno;
    error_.end_offset = end_offset;
    error_.has_text = options_.source != nullptr;
    if (error_.has_text) error_.text = std::string(options_.source->line(lineno)) + "\n";
}

} // namespace adder::compile
