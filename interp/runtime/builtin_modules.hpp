// SPDX-License-Identifier: MIT
//
// The native modules that are part of the executable.
#pragma once

namespace adder::runtime {

// Tells the importer about all of them; costs nothing until one is imported.
void add_builtin_modules();

} // namespace adder::runtime
