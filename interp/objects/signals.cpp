// SPDX-License-Identifier: MIT
//
// Signals: a C handler only notes that one arrived; its Python handler runs later, in the main thread, where
// the VM looks at RuntimeState::attention.
//
// Without a handler of the program's own, SIGINT raises KeyboardInterrupt.
#include "objects/signals.hpp"

#include "objects/error.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace adder::objects {

namespace {

std::array<std::atomic<bool>, signal_limit> is_tripped;
std::atomic<bool> is_any_tripped;
std::atomic<int> wakeup_descriptor{-1};
std::array<PyObject *, signal_limit> handlers;

void note_signal(int number) {
    trip_signal(number);
}

int run_handler(int number) {
    PyObject *handler = handlers[static_cast<size_t>(number)];
    if (handler == nullptr) {
        if (number != SIGINT) return 0;
        PyErr_SetNone(PyExc_KeyboardInterrupt);
        return -1;
    }
    PyObject *frame = reinterpret_cast<PyObject *>(PyEval_GetFrame());
    Ref kept = Ref::borrow(handler);
    Ref result = TRY_REF(PyObject_CallFunction(handler, "iO", number, frame == nullptr ? Py_None : frame));
    return 0;
}

} // namespace

void trip_signal(int number) {
    if (number <= 0 || number >= signal_limit) return;
    is_tripped[static_cast<size_t>(number)] = true;
    is_any_tripped = true;
    runtime.attention.fetch_or(AttentionSignal, std::memory_order_relaxed);
    const int descriptor = wakeup_descriptor;
    if (descriptor < 0) return;
    const int saved = errno;
    const auto byte = static_cast<unsigned char>(number);
    // A full pipe wakes its reader as well.
    [[maybe_unused]] const ssize_t written = ::write(descriptor, &byte, 1);
    errno = saved;
}

int install_signal(int number) {
    struct sigaction action {};
    action.sa_handler = note_signal;
    sigemptyset(&action.sa_mask);
    return sigaction(number, &action, nullptr);
}

void set_signal_handler(int number, PyObject *callable_or_null) {
    PyObject *&place = handlers[static_cast<size_t>(number)];
    Py_XSETREF(place, Py_XNewRef(callable_or_null));
}

PyObject *signal_handler(int number) {
    return handlers[static_cast<size_t>(number)];
}

int set_wakeup_descriptor(int descriptor) {
    return wakeup_descriptor.exchange(descriptor);
}

extern "C" {

int PyErr_CheckSignals(void) {
    if (!is_any_tripped || thread() != &runtime.main_thread) return 0;
    is_any_tripped = false;
    for (int number = 1; number < signal_limit; number++) {
        if (!is_tripped[static_cast<size_t>(number)].exchange(false)) continue;
        if (run_handler(number) < 0) {
            is_any_tripped = true;
            return -1;
        }
    }
    return 0;
}

void PyErr_SetInterrupt(void) {
    trip_signal(SIGINT);
}

int PyErr_SetInterruptEx(int number) {
    if (number <= 0 || number >= signal_limit) return -1;
    trip_signal(number);
    return 0;
}

} // extern "C"

} // namespace adder::objects
