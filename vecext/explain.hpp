// SPDX-License-Identifier: MIT
// What operations did, told to `vecext.explain` (vecext/lib/_explain.py): the operation with its loop, its
// inputs and its result, then each kernel that it called.
//
// Facts are appended as dicts to one Python list while somebody listens (dispatch.is_explained), with the GIL
// held. Nobody listening costs what the tracer costs: a load and a branch.
#pragma once

#include "vecext/elementwise.hpp"

#include <span>

namespace adder::vecext {

// An operation on elements, before it runs. Failing to tell is no failure of the operation: it is left out.
void explain_elementwise(const LoopTypes &types, const Input *inputs, int count, const Options &options);
// Any other: "add.reduce", "matmul", "sort". `detail` may be empty.
void explain_operation(const char *name, std::span<const Array *const> inputs, DType loop,
                       const std::string &detail);

// _explain_to, _memory_bandwidth.
extern PyMethodDef explain_functions[];

} // namespace adder::vecext
