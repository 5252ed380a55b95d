// SPDX-License-Identifier: MIT
//
// Slots both ways: from a native slot to the dunder method that Python sees, and from a dunder method defined
// in Python to the slot. slots.def has one row for each pair.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

// Adds a wrapper descriptor to tp_dict for every slot of the type that is set and has no entry yet. 0 or -1.
[[nodiscard]] int add_slot_wrappers(PyTypeObject *type);
// Sets every slot of a heap type from its attributes.
void fix_all_slots(PyTypeObject *type);
// After `name` was assigned or deleted on the type: sets its slots anew, and those of subclasses that inherit
// it. 0 or -1.
[[nodiscard]] int update_slot(PyTypeObject *type, PyObject *name);
// After bases changed: all slots of the type and its subclasses. 0 or -1.
[[nodiscard]] int update_all_slots(PyTypeObject *type);
// Gives the table the interned names; called once, before any type is readied.
void init_slots();

} // namespace adder::objects
