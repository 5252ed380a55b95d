// SPDX-License-Identifier: MIT
//
// The classes of module operator whose objects are called with the object to look into.
#pragma once

#include <Python.h>

namespace adder::stdlib {

extern PyTypeObject itemgetter_type;
extern PyTypeObject attrgetter_type;
extern PyTypeObject methodcaller_type;

} // namespace adder::stdlib
