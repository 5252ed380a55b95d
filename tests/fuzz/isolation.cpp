// SPDX-License-Identifier: MIT
//
// See isolation.hpp. Limits are watched from a timer's signal handler: address space cannot be limited under
// AddressSanitizer, and no thread survives fork().
#include "isolation.hpp"

#include <Python.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

// The counters that -fsanitize=fuzzer-no-link puts into the program, and the sanitizers' channel for reports;
// absent from ordinary builds.
extern "C" {
[[gnu::weak]] extern uint8_t __start___sancov_cntrs[];
[[gnu::weak]] extern uint8_t __stop___sancov_cntrs[];
[[gnu::weak]] void __sanitizer_set_report_fd(void *descriptor);

// One huge allocation fails instead of ending the process, as it does outside the sanitizer.
const char *__asan_default_options() {
    return "allocator_may_return_null=1:max_allocation_size_mb=512:detect_leaks=0:handle_abort=1";
}
}

namespace adder::fuzz {
namespace {

constexpr int tick_microseconds = 20'000;
constexpr int interrupt_after_ticks = 25;
constexpr int end_after_ticks = 100;
constexpr rlim_t file_limit = 256 * 1024 * 1024; // the log, to which a sanitizer reports, may be a file
constexpr long page_limit = 256 * 1024;          // of resident memory: 1 GiB

volatile std::sig_atomic_t tick_count = 0;
int statm_descriptor = -1;

// The second field of /proc/self/statm.
long resident_pages() {
    char text[64] = {};
    if (pread(statm_descriptor, text, sizeof text - 1, 0) <= 0) return 0;
    const char *place = text;
    while (*place != '\0' && *place != ' ') place++;
    long pages = 0;
    for (; *place == ' ' || (*place >= '0' && *place <= '9'); place++) {
        if (*place == ' ' && pages != 0) break;
        if (*place != ' ') pages = pages * 10 + (*place - '0');
    }
    return pages;
}

void on_tick(int) {
    tick_count = tick_count + 1;
    if (tick_count >= end_after_ticks || resident_pages() > page_limit) _exit(0);
    if (tick_count == interrupt_after_ticks) PyErr_SetInterrupt();
}

void redirect_output() {
    const int nowhere = open("/dev/null", O_RDWR);
    if (&__sanitizer_set_report_fd != nullptr) {
        // An integer in the clothes of a pointer: that is how the sanitizers take it.
        __sanitizer_set_report_fd(reinterpret_cast<void *>(static_cast<intptr_t>(dup(STDERR_FILENO))));
    }
    for (int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nowhere, descriptor);
}

void set_limits() {
    const rlimit small_file = {file_limit, file_limit};
    const rlimit no_core = {0, 0};
    setrlimit(RLIMIT_FSIZE, &small_file);
    setrlimit(RLIMIT_CORE, &no_core);
    std::signal(SIGXFSZ, SIG_IGN);
    statm_descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    struct sigaction action = {};
    action.sa_handler = on_tick;
    action.sa_flags = SA_RESTART;
    sigaction(SIGALRM, &action, nullptr);
    const itimerval interval = {{0, tick_microseconds}, {0, tick_microseconds}};
    setitimer(ITIMER_REAL, &interval, nullptr);
}

size_t counter_count() {
    return static_cast<size_t>(__stop___sancov_cntrs - __start___sancov_cntrs);
}

// Memory that parent and child both see, as large as the counters.
uint8_t *shared_counters() {
    static uint8_t *const shared =
        static_cast<uint8_t *>(mmap(nullptr, std::max<size_t>(counter_count(), 1), PROT_READ | PROT_WRITE,
                                    MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    return shared;
}

[[noreturn]] void run_child(void (*body)(const void *), const void *data, uint8_t *shared) {
    redirect_output();
    set_limits();
    body(data);
    std::copy_n(__start___sancov_cntrs, counter_count(), shared);
    _exit(0);
}

} // namespace

bool ends_well(void (*body)(const void *), const void *data) {
    uint8_t *shared = shared_counters();
    std::fill_n(shared, counter_count(), 0);
    const pid_t child = fork();
    if (child < 0) {
        std::perror("fuzz: fork");
        std::abort();
    }
    if (child == 0) run_child(body, data, shared);
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
    }
    for (size_t i = 0; i < counter_count(); i++)
        __start___sancov_cntrs[i] = std::max(__start___sancov_cntrs[i], shared[i]);
    if (status != 0) std::fprintf(stderr, "fuzz: the child ended with wait status %d\n", status);
    return status == 0;
}

void run_isolated(void (*body)(const void *), const void *data) {
    if (!ends_well(body, data)) std::abort();
}

} // namespace adder::fuzz
