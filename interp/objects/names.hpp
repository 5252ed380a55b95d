// SPDX-License-Identifier: MIT
//
// Interned strings for the names that C++ code itself looks up: name::dunder_init is the str "__init__".
// One row of names.def each. They are immortal.
#pragma once

#include <Python.h>

namespace adder::objects {

namespace name {
#define NAME(identifier, text) extern PyObject *identifier;
#include "objects/names.def"
#undef NAME
} // namespace name

// Makes them all; called once, when str works. 0, or -1 without memory.
[[nodiscard]] int init_names();

} // namespace adder::objects
