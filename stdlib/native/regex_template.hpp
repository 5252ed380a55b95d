// SPDX-License-Identifier: MIT
//
// The parts of a replacement template, for the units that put matches into it.
#pragma once

#include "regex_objects.hpp"

namespace adder::stdlib::regex {

// A tuple of literals and, for groups, ints; empty with an exception. The pattern keeps it.
[[nodiscard]] Owned template_parts(PatternObject *pattern, PyObject *text);

} // namespace adder::stdlib::regex
