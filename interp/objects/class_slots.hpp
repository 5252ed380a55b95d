// SPDX-License-Identifier: MIT
//
// __slots__ of a class statement: which attributes get a place of their own in the instance, and whether
// instances have a __dict__ and weak references. Reference manual, 3.3.2.4.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

struct SlotsPlan {
    Ref names;                // sorted tuple of mangled names; empty without __slots__
    bool has_dict = false;    // the class adds a __dict__
    bool has_weakref = false; // … and a list of weak references
};

// Reads __slots__ from the class's namespace. 0, or -1 with an exception.
[[nodiscard]] int plan_slots(PyObject *class_name, PyObject *bases, PyTypeObject *base,
                             PyObject *namespace_dict, SlotsPlan &plan);

// "__x" within class "C" is "_C__x"; other names are as they are. New reference.
[[nodiscard]] Ref mangle_name(PyObject *class_name, PyObject *name);

} // namespace adder::objects
