// SPDX-License-Identifier: MIT
#include "vecext/threads.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>
#if defined(__linux__)
#include <pthread.h>
#include <sched.h>
#endif

#include "vecext/status.hpp"

namespace adder::vecext {

namespace {

constexpr int most_threads = 1024;

int wanted_threads = 1;

// The cores that this process may use.
int available_cores() {
#if defined(__linux__)
    cpu_set_t cores;
    if (sched_getaffinity(0, sizeof cores, &cores) == 0) return CPU_COUNT(&cores);
#endif
    const unsigned count = std::thread::hardware_concurrency();
    return count > 0 ? static_cast<int>(count) : 1;
}

// Parts are handed out by counting up; whoever draws a number does that part.
struct Job {
    Part part;
    const void *context;
    std::int64_t parts;
    std::atomic<std::int64_t> next{0};
    std::atomic<unsigned> returned{0}, flags{0};

    bool do_next() {
        const std::int64_t number = next.fetch_add(1, std::memory_order_relaxed);
        if (number >= parts) return false;
        if (const unsigned status = part(context, number))
            returned.fetch_or(status, std::memory_order_relaxed);
        return true;
    }
    void give_up() { next.store(parts, std::memory_order_relaxed); }
};

// Threads that sleep until there is a job. They are never joined: at the end of the process they are asleep
// and hold nothing, and the pool is never destroyed.
class Pool {
  public:
    // False if another job is under way; it may be this very thread's, whose signal handler has come here.
    bool try_enter() { return !is_taken_.test_and_set(std::memory_order_acquire); }
    void leave() { is_taken_.clear(std::memory_order_release); }

    // Lets up to `helpers` threads work on the job. Fewer, should the system refuse to make them.
    void start(Job &job, int helpers) {
        make_threads(helpers);
        {
            const std::lock_guard lock(state_);
            job_ = &job;
            places_ = std::min(helpers, threads_);
        }
        has_job_.notify_all();
    }
    // Returns when nobody works on the job any more.
    void finish() {
        std::unique_lock lock(state_);
        job_ = nullptr;
        places_ = 0;
        is_idle_.wait(lock, [this] { return working_ == 0; });
    }

  private:
    void make_threads(int count) {
        while (threads_ < count) {
            try {
                std::thread(&Pool::work, this).detach();
            } catch (const std::system_error &) {
                return;
            }
            ++threads_;
        }
    }

    [[noreturn]] void work() {
        std::unique_lock lock(state_);
        for (;;) {
            has_job_.wait(lock, [this] { return places_ > 0; });
            Job *job = job_;
            --places_;
            ++working_;
            lock.unlock();
            const StatusScope scope;
            while (job->do_next()) {
            }
            if (const unsigned flags = scope.flags()) job->flags.fetch_or(flags, std::memory_order_relaxed);
            lock.lock();
            if (--working_ == 0) is_idle_.notify_one();
        }
    }

    std::atomic_flag is_taken_;
    int threads_ = 0; // changed by who has taken the pool
    std::mutex state_;
    std::condition_variable has_job_, is_idle_;
    Job *job_ = nullptr; // these three are guarded by state_
    int places_ = 0, working_ = 0;
};

std::atomic<Pool *> pool{nullptr};

// A child of fork() has only the thread that called it: it starts with a pool of its own.
void forget_pool() {
    pool.store(nullptr);
}

Pool *the_pool() {
    if (Pool *made = pool.load()) return made;
#if defined(__linux__)
    static const int registered = pthread_atfork(nullptr, nullptr, forget_pool);
    if (registered != 0) return nullptr;
#endif
    Pool *made = new (std::nothrow) Pool, *expected = nullptr;
    if (made == nullptr || pool.compare_exchange_strong(expected, made)) return made;
    delete made;
    return expected;
}

// Signals are looked for so often that Ctrl-C seems to act at once, and so seldom that it costs nothing.
constexpr std::chrono::milliseconds signal_interval{20};

// The caller's share of the job; it holds no GIL. False with an exception set if a signal handler raised it.
bool work_on(Job &job, PyThreadState *&state) {
    using Clock = std::chrono::steady_clock;
    Clock::time_point next_look = Clock::now() + signal_interval;
    while (job.do_next()) {
        if (Clock::now() < next_look) continue;
        PyEval_RestoreThread(state);
        const bool is_raised = PyErr_CheckSignals() < 0;
        state = PyEval_SaveThread();
        if (is_raised) {
            job.give_up();
            return false;
        }
        next_look = Clock::now() + signal_interval;
    }
    return true;
}

} // namespace

int threads_for(std::int64_t parts) {
    return static_cast<int>(std::min<std::int64_t>(parts, wanted_threads));
}

unsigned parallel_for(std::int64_t parts, Part part, const void *context) {
    Job job{.part = part, .context = context, .parts = parts};
    const int threads = threads_for(parts);
    Pool *helpers = threads > 1 ? the_pool() : nullptr;
    if (helpers != nullptr && !helpers->try_enter()) helpers = nullptr;
    PyThreadState *state = PyEval_SaveThread();
    if (helpers != nullptr) helpers->start(job, threads - 1);
    const bool is_done = work_on(job, state);
    if (helpers != nullptr) {
        helpers->finish();
        helpers->leave();
    }
    PyEval_RestoreThread(state);
    set_status_flags(job.flags.load(std::memory_order_relaxed));
    return job.returned.load(std::memory_order_relaxed) | (is_done ? 0 : status_raised);
}

int start_threads() {
    wanted_threads = std::min(available_cores(), most_threads);
    const char *text = std::getenv("VECEXT_NUM_THREADS");
    if (text == nullptr || *text == '\0') return 0;
    const char *end = text + std::strlen(text);
    int count = 0;
    const auto [rest, error] = std::from_chars(text, end, count);
    if (error != std::errc() || rest != end || count < 1 || count > most_threads) {
        PyErr_Format(PyExc_ValueError, "VECEXT_NUM_THREADS must be a number from 1 to %d, not '%.100s'",
                     most_threads, text);
        return -1;
    }
    wanted_threads = count;
    return 0;
}

namespace {

PyObject *set_num_threads(PyObject *, PyObject *number) {
    const long count = PyLong_AsLong(number);
    if (count == -1 && PyErr_Occurred()) return nullptr;
    if (count < 1 || count > most_threads) {
        return PyErr_Format(PyExc_ValueError, "the number of threads must be from 1 to %d, not %ld",
                            most_threads, count);
    }
    return PyLong_FromLong(std::exchange(wanted_threads, static_cast<int>(count)));
}

PyObject *get_num_threads(PyObject *, PyObject *) {
    return PyLong_FromLong(wanted_threads);
}

} // namespace

PyMethodDef thread_functions[] = {
    {"set_num_threads", set_num_threads, METH_O,
     "set_num_threads(number, /)\n--\n\n"
     "Gives large operations so many threads from now on. Returns how many they had."},
    {"get_num_threads", get_num_threads, METH_NOARGS,
     "get_num_threads()\n--\n\nHow many threads large operations are given to."},
    {},
};

} // namespace adder::vecext
