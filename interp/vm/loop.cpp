// SPDX-License-Identifier: MIT
#include "vm/loop_template.hpp"

template adder::vm::LoopEnd adder::vm::run_loop<false>(objects::ThreadState *, Frame *, bool, PyObject **);
