// SPDX-License-Identifier: MIT
// Universal functions: operations as Python objects that can be called and that reduce.
//
// A call is vecext.add(x1, x2, /, out=None, *, where=True, casting='same_kind', order='K', dtype=None); the
// methods are reduce, accumulate, outer and at. Calls come in by vectorcall and go to apply()
// (elementwise.hpp).
#pragma once

#include "vecext/dispatch.hpp"
#include "vecext/ref.hpp"

namespace adder::vecext {

// The object of an operation with a text. Borrowed; alive as long as the process.
PyObject *ufunc_object(Operation operation);
[[nodiscard]] int add_ufuncs(PyObject *module);

// Rows for the ufunc type (ufunc_methods.cpp).
extern PyMethodDef ufunc_methods[];
Operation operation_of(PyObject *ufunc);

} // namespace adder::vecext
