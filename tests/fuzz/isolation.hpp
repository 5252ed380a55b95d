// SPDX-License-Identifier: MIT
//
// One input, one process: a program may change every object it can reach, so the VM's target runs each input
// in a child forked from a fresh interpreter. The child
//   - prints to nowhere, and ends quietly when it has eaten its memory or its time;
//   - is interrupted (KeyboardInterrupt) before that, so that interrupts are fuzzed too;
//   - hands its coverage counters back through shared memory, without which libFuzzer would learn nothing.
#pragma once

namespace adder::fuzz {

// Runs `body(data)` in a child. False when the child ended by a signal or by a sanitizer's report.
[[nodiscard]] bool ends_well(void (*body)(const void *), const void *data);

// The same, but aborts when the child ended by a signal or by a sanitizer's report.
void run_isolated(void (*body)(const void *), const void *data);

} // namespace adder::fuzz
