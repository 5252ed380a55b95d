// SPDX-License-Identifier: MIT
//
// The queue has CPython's bound of 32, so that a caller without end is refused rather than served from memory
// without end. Calls made while one runs wait for the next round: a call that asks for itself does not keep
// bytecode from going on.
#include "objects/pending_calls.hpp"

#include "objects/error.hpp"

#include <deque>
#include <mutex>

namespace adder::objects {
namespace {

constexpr size_t most_calls = 32;

struct PendingCall {
    int (*function)(void *);
    void *argument;
};

struct PendingCalls {
    std::mutex mutex;
    std::deque<PendingCall> calls;
    bool are_running = false;
};

PendingCalls &pending_calls() {
    static PendingCalls calls;
    return calls;
}

// Takes the oldest call; false if there is none.
bool take_call(PendingCall &call) {
    const std::lock_guard guard(pending_calls().mutex);
    if (pending_calls().calls.empty()) return false;
    call = pending_calls().calls.front();
    pending_calls().calls.pop_front();
    return true;
}

void ask_for_attention() {
    runtime.attention.fetch_or(AttentionPending);
}

int run_waiting_calls() {
    PendingCall call{};
    for (size_t count = 0; count < most_calls && take_call(call); count++) {
        if (call.function(call.argument) != 0) return -1;
    }
    return 0;
}

} // namespace

int run_pending_calls() {
    if (current_thread != &runtime.main_thread) {
        ask_for_attention(); // the main thread's
        return 0;
    }
    if (std::exchange(pending_calls().are_running, true)) return 0;
    const int result = run_waiting_calls();
    pending_calls().are_running = false;
    const std::lock_guard guard(pending_calls().mutex);
    if (!pending_calls().calls.empty()) ask_for_attention();
    return result;
}

extern "C" {

int Py_AddPendingCall(int (*function)(void *), void *argument) {
    const std::lock_guard guard(pending_calls().mutex);
    if (pending_calls().calls.size() >= most_calls) return -1;
    pending_calls().calls.push_back({function, argument});
    ask_for_attention();
    return 0;
}

int Py_MakePendingCalls() {
    TRY(PyErr_CheckSignals());
    return run_pending_calls();
}

} // extern "C"

} // namespace adder::objects
