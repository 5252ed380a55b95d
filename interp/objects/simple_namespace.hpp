// SPDX-License-Identifier: MIT
//
// types.SimpleNamespace: an object that is nothing but its attributes.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

extern PyTypeObject simple_namespace_type;

// New namespace with the attributes of the dict, which is copied.
[[nodiscard]] Ref make_simple_namespace(PyObject *attributes);

} // namespace adder::objects
