// SPDX-License-Identifier: MIT
//
// The types of None and NotImplemented, which have no name in the C API; PyEllipsis_Type has.
#pragma once

#include <Python.h>

namespace adder::objects {

extern PyTypeObject none_type;
extern PyTypeObject not_implemented_type;

} // namespace adder::objects

extern "C" PyTypeObject PyEllipsis_Type;
