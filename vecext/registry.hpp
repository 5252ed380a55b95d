// SPDX-License-Identifier: MIT
// Operations that other modules add while the process runs (ufunc.hpp).
//
// An added operation has a number behind those of operation.def and a row in operation_table, so promotion,
// broadcasting, casts, threads and traces treat it as any other; only its kernels are found here. What was
// added stays as long as the process: ufunc objects and kernels never move.
#pragma once

#include "vecext/dispatch.hpp"
#include "vecext/ref.hpp"

namespace adder::vecext {

// Gives the module the capsule by which others add their operations.
[[nodiscard]] int add_registry(PyObject *module);

} // namespace adder::vecext
