// SPDX-License-Identifier: MIT
// Floating-point errors: which happened while kernels ran, and what is to be done about each (errstate).
//
// Plain arithmetic tells them in the flags of the CPU, which stay set until somebody clears them: StatusScope
// clears them first and reads them afterwards. Long formulas return their status instead (kernels.hpp).
#pragma once

#include "vecext/ref.hpp"

#if defined(__SSE2__)
#include <xmmintrin.h>
#else
#include <cfenv>
#endif

#include "vecext/dtype.hpp"
#include "vecext/kernels.hpp"

namespace adder::vecext {

// The CPU's flags of errors. Inexact results and subnormal operands are told to nobody: their flags may stay.
namespace cpu {

#if defined(__SSE2__)
// The control register directly: the C library's functions also look after the x87 unit, which takes ten
// times as long.
inline constexpr unsigned divide_flag = 0x04, overflow_flag = 0x08, underflow_flag = 0x10,
                          invalid_flag = 0x01;
inline constexpr unsigned all_flags = divide_flag | overflow_flag | underflow_flag | invalid_flag;

inline unsigned read_flags() {
    return _mm_getcsr() & all_flags;
}
inline void clear_flags() {
    const unsigned control = _mm_getcsr();
    if (control & all_flags) _mm_setcsr(control & ~all_flags);
}
inline void set_flags(unsigned flags) {
    _mm_setcsr(_mm_getcsr() | flags);
}
#else
inline constexpr unsigned divide_flag = FE_DIVBYZERO, overflow_flag = FE_OVERFLOW,
                          underflow_flag = FE_UNDERFLOW, invalid_flag = FE_INVALID;

inline unsigned read_flags() {
    return static_cast<unsigned>(
        std::fetestexcept(divide_flag | overflow_flag | underflow_flag | invalid_flag));
}
inline void clear_flags() {
    std::feclearexcept(FE_ALL_EXCEPT);
}
inline void set_flags(unsigned flags) {
    std::feraiseexcept(static_cast<int>(flags));
}
#endif

} // namespace cpu

// The status bits for flags that are set.
unsigned status_of_flags(unsigned set);

class StatusScope {
  public:
    StatusScope() { cpu::clear_flags(); }
    // The bits of the errors since then, when they are told by flags.
    unsigned flags() const {
        const unsigned set = cpu::read_flags();
        return set == 0 ? 0 : status_of_flags(set);
    }
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
