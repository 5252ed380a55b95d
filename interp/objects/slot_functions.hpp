// SPDX-License-Identifier: MIT
//
// The two functions of the rows of slots.def: what a slot becomes when its method is written in Python
// (slot_functions.cpp, slot_operators.cpp), and how Python calls the slot of a native type
// (slot_wrappers.cpp). The declarations follow from the table.
#pragma once

#include "objects/object.hpp"

#include <type_traits>

namespace adder::objects {

using SlotStructType = PyTypeObject;
using SlotStructAsync = PyAsyncMethods;
using SlotStructNumber = PyNumberMethods;
using SlotStructMapping = PyMappingMethods;
using SlotStructSequence = PySequenceMethods;

#define SLOT_FUNCTION(group, slot, function)                                                                 \
    std::remove_pointer_t<decltype(SlotStruct##group::slot)> function;
#define SLOT(method, group, slot, function, wrapper, doc)                                                    \
    SLOT_FUNCTION(group, slot, function)                                                                     \
    PyObject *wrapper(PyObject *self, PyObject *args, void *wrapped);
#define SLOT_WITH_KEYWORDS(method, group, slot, function, wrapper, doc)                                      \
    SLOT_FUNCTION(group, slot, function)                                                                     \
    PyObject *wrapper(PyObject *self, PyObject *args, void *wrapped, PyObject *keywords);
#define SLOT_FOR_PYTHON(method, group, slot, function, doc) SLOT_FUNCTION(group, slot, function)
#define SLOT_FOR_NATIVE(method, group, slot, wrapper, doc)                                                   \
    PyObject *wrapper(PyObject *self, PyObject *args, void *wrapped);
#include "objects/slots.def"
#undef SLOT
#undef SLOT_WITH_KEYWORDS
#undef SLOT_FOR_PYTHON
#undef SLOT_FOR_NATIVE
#undef SLOT_FUNCTION

// The slot of classes with __getattribute__ but without __getattr__.
std::remove_pointer_t<getattrofunc> slot_tp_getattro;

// Calls the method of `self` = args[0] that its type has; the arguments follow. args[-1] must be free to be
// overwritten. Without such a method: AttributeError with the bare name, or for the second form
// NotImplemented.
[[nodiscard]] PyObject *call_type_method(PyObject *name, PyObject *const *args, int count);
[[nodiscard]] PyObject *call_type_method_if_any(PyObject *name, PyObject *const *args, int count);

} // namespace adder::objects
