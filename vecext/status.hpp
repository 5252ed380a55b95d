// SPDX-License-Identifier: MIT
// Floating-point errors: which happened while kernels ran, and what is to be done about each (errstate).
//
// Plain arithmetic tells them in the flags of the CPU, which stay set until somebody clears them: StatusScope
// clears them first and reads them afterwards. Long formulas return their status instead (kernels.hpp).
#pragma once

#include "vecext/dtype.hpp"
#include "vecext/kernels.hpp"
#include "vecext/ref.hpp"

namespace adder::vecext {

class StatusScope {
  public:
    StatusScope();
    // The bits of the errors since then, when they are told by flags.
    unsigned flags() const;
};

// Sets the flags that tell these errors, as if the calling thread had made them.
void set_status_flags(unsigned status);

// Warns, raises FloatingPointError, calls or does nothing, as errstate says for each bit. `name` is the
// operation.
[[nodiscard]] int report_status(unsigned status, const char *name);

// vecext.ComplexWarning, a RuntimeWarning. Made by add_complex_warning().
[[nodiscard]] int add_complex_warning(PyObject *module);
// Warns, or raises, if conversion from one type to the other drops imaginary parts.
[[nodiscard]] int warn_of_lost_parts(DType from, DType to);

// geterr, seterr, geterrcall, seterrcall.
extern PyMethodDef status_functions[];

} // namespace adder::vecext
