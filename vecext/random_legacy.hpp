// SPDX-License-Identifier: MIT
//
// The type OldStream of the module vecext._random: a Mersenne twister with the distributions of
// numpy.random's functions and of RandomState, which vecext/lib/_legacy_random.py makes of it.
#pragma once

#include <Python.h>

namespace adder::vecext::random {

// A new reference to the type.
[[nodiscard]] PyObject *make_old_stream_type();

} // namespace adder::vecext::random
