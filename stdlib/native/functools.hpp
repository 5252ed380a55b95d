// SPDX-License-Identifier: MIT
//
// The types of module _functools that have files of their own.
#pragma once

#include <Python.h>

namespace adder::stdlib {

extern PyTypeObject partial_type;           // functools_partial.cpp
extern PyTypeObject lru_cache_wrapper_type; // functools_cache.cpp

} // namespace adder::stdlib
