// SPDX-License-Identifier: MIT
//
// Iterators over list, tuple, str, bytes, bytearray and memoryview. The VM steps those of list and tuple also
// itself (list.hpp, tuple.hpp have their structs).
#pragma once

#include "objects/object.hpp"

extern "C" PyTypeObject _PyUnicodeASCIIIter_Type;
extern "C" PyTypeObject _PyMemoryIter_Type;

namespace adder::objects {

// New iterator of one of the types below and PyListIter_Type, PyListRevIter_Type, PyTupleIter_Type.
[[nodiscard]] PyObject *make_sequence_iterator(PyObject *sequence, PyTypeObject *type);
// tp_iter of str, and of bytes and bytearray.
[[nodiscard]] PyObject *iterate_str(PyObject *text);
[[nodiscard]] PyObject *iterate_bytes(PyObject *bytes);

// The builtin `name`, borrowed, for __reduce__ of iterators; NULL with an exception.
[[nodiscard]] PyObject *builtin_for_reduce(PyObject *name);

} // namespace adder::objects
