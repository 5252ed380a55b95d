// SPDX-License-Identifier: MIT
// Results of `a * x` that `+ b` may overwrite, because nobody can look at them any more.
//
// An operand on the stack of the VM with one reference is a temporary: a named value has a second reference.
// But a native caller may hold its only reference itself and use the object afterwards (`operator.add(*t)`),
// so the operator must have been reached from the instruction for operators itself.
#pragma once

#include "vecext/array.hpp"

namespace adder::vecext {

// The operand as an array whose memory may take the result, or null. Small arrays are left alone: for them a
// new one is as quick. Call it only from a slot for an operator, for that slot's operands.
Array *reusable_temporary(PyObject *operand);

} // namespace adder::vecext
