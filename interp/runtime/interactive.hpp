// SPDX-License-Identifier: MIT
//
// The prompt's half of the run time: lines typed so far to code, and what a name could be completed to.
#pragma once

#include "objects/object.hpp"

#include <string>
#include <vector>

namespace adder::runtime {

struct InteractiveCode {
    objects::Ref code; // empty when there is an error, which is pending, or when more lines are needed
    bool is_incomplete = false; // the text may go on
    bool is_empty = false;      // blank lines and comments: nothing to run
};

// Compiles the lines typed so far, as one interactive statement. `flags` keeps the __future__ features of
// earlier ones.
[[nodiscard]] InteractiveCode compile_interactive(const std::string &text, uint32_t &flags);

// Whether a signal waits to be served: what ends a blocking read.
[[nodiscard]] bool is_interrupt_pending();

// Names that begin with `text`, in the namespace or, behind a dot, among an object's attributes. Only names
// are looked up on the way; no call is made. Callables end in "(".
[[nodiscard]] std::vector<std::string> completions(const std::string &text, PyObject *space);

} // namespace adder::runtime
