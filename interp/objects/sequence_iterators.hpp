// SPDX-License-Identifier: MIT
//
// Iterators over list and tuple, which the VM also steps itself (list.hpp, tuple.hpp have their structs).
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// New iterator of PyListIter_Type, PyListRevIter_Type or PyTupleIter_Type over a list or tuple.
[[nodiscard]] PyObject *make_sequence_iterator(PyObject *sequence, PyTypeObject *type);

// The builtin `name`, borrowed, for __reduce__ of iterators; NULL with an exception.
[[nodiscard]] PyObject *builtin_for_reduce(PyObject *name);

} // namespace adder::objects
