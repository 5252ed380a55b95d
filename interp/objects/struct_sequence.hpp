// SPDX-License-Identifier: MIT
//
// Struct sequences: types made in C of tuples whose items have names too, as time.struct_time.
//
//  1. An instance has room for all fields; ob_size counts only those that are items, so Python sees a
//     shorter tuple.
//  2. The type's dict keeps n_fields, n_sequence_fields and n_unnamed_fields; tp_members names the fields.
//  3. Such types have no subclasses.
//
// The API is in include/adder/container.h; nothing else is needed from C++.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// Number of fields, hidden ones included; `type` is a struct sequence type.
[[nodiscard]] Py_ssize_t field_count_of(PyTypeObject *type);

} // namespace adder::objects
