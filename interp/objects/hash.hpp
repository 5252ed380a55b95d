// SPDX-License-Identifier: MIT
//
// The hash of bytes under str and bytes: SipHash-1-3 as CPython 3.11 uses it, so that with the same
// PYTHONHASHSEED sets of strs come in the same order.
//
// The key lies in runtime.hash_key; it is set once, before the first str is hashed.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// Never -1. Empty input has hash 0.
[[nodiscard]] Py_hash_t hash_bytes(const void *bytes, size_t size);

// The key that CPython derives from PYTHONHASHSEED; 0 gives the zero key.
void set_hash_seed(uint32_t seed);

// A key from the system's random source, for when no seed is given.
void set_random_hash_key();

} // namespace adder::objects
