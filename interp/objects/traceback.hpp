// SPDX-License-Identifier: MIT
//
// Traceback objects, and exceptions as text: what an uncaught exception prints.
//
//  - traceback: the objects, one for each frame that an exception passed, outermost first.
//  - traceback_text: the "Traceback (most recent call last)" part with source lines and ^^^^ marks.
//  - exception_text: the whole of an exception with its chain, notes, groups, and SyntaxError's place.
//  - suggestions: "Did you mean: …?".
#pragma once

#include "objects/object.hpp"
#include "objects/str.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace adder::objects {

inline PyTracebackObject *as_traceback(PyObject *object) {
    return reinterpret_cast<PyTracebackObject *>(object);
}
int line_of(PyTracebackObject *traceback);

// The operator in the source text of an expression, in bytes: that of a binary operation, or the brackets of
// a subscription. Found by the parser, which this folder does not know: `runtime` sets the function.
struct Anchors {
    int begin;
    int end;
};
using AnchorFinder = std::optional<Anchors> (*)(std::string_view expression);
void set_anchor_finder(AnchorFinder finder);

// How far a text is indented, and what stands before every line ("| " in exception groups).
struct Margin {
    int indent = 0;
    const char *text = "";
};

// Appends header and entries; 0, or -1 with an error.
[[nodiscard]] int write_traceback(TextWriter &writer, PyObject *traceback, const Margin &margin,
                                  const char *header_margin, const char *header);
[[nodiscard]] int write_margin(TextWriter &writer, const Margin &margin);
[[nodiscard]] int write_text(TextWriter &writer, const char *utf8);

// The whole text of an exception, ending in a newline.
[[nodiscard]] Ref exception_text(PyObject *exception);

// The name that was probably meant by a NameError or AttributeError; empty without an error when there is
// none.
Ref suggestion_for(PyObject *exception);

} // namespace adder::objects
