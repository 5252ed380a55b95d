// SPDX-License-Identifier: MIT
//
// The lock is a flag under a mutex. `turn` counts how often it was taken, so that a thread that gives way can
// wait until somebody else really had it.
#include "objects/gil.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>

namespace adder::objects {

namespace {

constexpr std::chrono::microseconds switch_interval{5000};

struct Gil {
    std::mutex mutex;
    std::condition_variable is_free;
    std::condition_variable was_taken;
    bool is_held = false;
    int waiting = 0;
    uint64_t turn = 0;
};

Gil gil;

} // namespace

void take_gil(ThreadState *state) {
    std::unique_lock lock(gil.mutex);
    gil.waiting++;
    while (gil.is_held) {
        bool is_notified = gil.is_free.wait_for(lock, switch_interval) == std::cv_status::no_timeout;
        if (!is_notified && gil.is_held) runtime.attention.fetch_or(AttentionGil, std::memory_order_relaxed);
    }
    gil.waiting--;
    gil.is_held = true;
    gil.turn++;
    current_thread = state;
    lock.unlock();
    gil.was_taken.notify_all();
}

void drop_gil() {
    current_thread = nullptr;
    std::unique_lock lock(gil.mutex);
    gil.is_held = false;
    bool is_wanted = gil.waiting > 0;
    lock.unlock();
    if (is_wanted) gil.is_free.notify_one();
}

void yield_gil() {
    runtime.attention.fetch_and(~uint32_t{AttentionGil}, std::memory_order_relaxed);
    ThreadState *state = thread();
    std::unique_lock lock(gil.mutex);
    if (gil.waiting == 0) return;
    uint64_t turn = gil.turn;
    lock.unlock();
    drop_gil();
    lock.lock();
    gil.was_taken.wait_for(lock, switch_interval, [turn] { return gil.turn != turn || gil.waiting == 0; });
    lock.unlock();
    take_gil(state);
}

bool is_gil_held_by_caller() {
    return current_thread != nullptr;
}

void reset_gil_after_fork() {
    new (&gil) Gil;
    gil.is_held = is_gil_held_by_caller();
}

} // namespace adder::objects
