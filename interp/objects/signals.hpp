// SPDX-License-Identifier: MIT
//
// Signals from C++: installing the C handler, and the Python callables that run for them.
#pragma once

#include "objects/object.hpp"

namespace adder::objects {

constexpr int signal_limit = 65;

// Notes that the signal arrived; safe inside a signal handler.
void trip_signal(int number);
// Makes the process note this signal. 0 or -1 with errno.
[[nodiscard]] int install_signal(int number);
// What is called for the signal; NULL for the default (SIGINT raises KeyboardInterrupt, others do nothing).
void set_signal_handler(int number, PyObject *callable_or_null);
PyObject *signal_handler(int number);
// Has the number of each signal written to the descriptor, -1 for none; the one before.
int set_wakeup_descriptor(int descriptor);

} // namespace adder::objects
