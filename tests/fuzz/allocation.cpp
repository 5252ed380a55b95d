// SPDX-License-Identifier: MIT
//
// Out of memory at every place: runs a script again and again, in a process of its own each time, and lets
// the first allocation fail, then the second, until the script ends before the one that was to fail. Whatever
// happens then is MemoryError or what the script makes of it: never a crash, a NULL without exception, or
// SystemError.
//
//     fuzz_allocation [--first=N] [--step=N] SCRIPT...
#include "isolation.hpp"

#include "objects/heap.hpp"
#include "runtime/interpreter.hpp"

#include <Python.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/mman.h>

namespace adder::fuzz {
namespace {

struct Trial {
    std::string script;
    long failing = 0;               // which allocation
    bool *is_script_over = nullptr; // shared with the child: it ended before that one
};

void run_script(const void *data) {
    const Trial &trial = *static_cast<const Trial *>(data);
    PyObject *names = runtime::main_namespace();
    objects::heap.allocations_until_failure = trial.failing;
    PyObject *result = PyRun_String(trial.script.c_str(), Py_file_input, names, names);
    *trial.is_script_over = objects::heap.allocations_until_failure > 0;
    objects::heap.allocations_until_failure = 0;
    if (result == nullptr && (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_SystemError))) std::abort();
    if (result == nullptr) PyErr_Print();
    Py_XDECREF(result);
    (void)runtime::stop();
}

void start_interpreter() {
    runtime::Options options;
    options.ignores_environment = true;
    options.arguments = {"script.py"};
    options.program = "fuzz_allocation";
    if (runtime::start(options) < 0) std::abort();
}

std::string read_file(const std::filesystem::path &path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// True when no allocation made it crash.
bool try_script(const std::filesystem::path &path, bool *is_script_over, long first, long step) {
    Trial trial{.script = read_file(path), .is_script_over = is_script_over};
    int crashes = 0;
    *is_script_over = false;
    for (trial.failing = first; !*is_script_over && crashes < 10; trial.failing += step) {
        if (ends_well(run_script, &trial)) continue;
        std::printf("%s: crash when allocation %ld fails\n", path.filename().c_str(), trial.failing);
        crashes++;
    }
    std::printf("%s: %ld allocations\n", path.filename().c_str(), trial.failing - 1);
    std::fflush(stdout);
    return crashes == 0;
}

} // namespace
} // namespace adder::fuzz

int main(int argument_count, char **arguments) {
    auto *is_script_over = static_cast<bool *>(
        mmap(nullptr, sizeof(bool), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    adder::fuzz::start_interpreter();
    int status = 0;
    long first = 1;
    long step = 1;
    for (int i = 1; i < argument_count; i++) {
        if (std::strncmp(arguments[i], "--first=", 8) == 0)
            first = std::max(std::atol(arguments[i] + 8), 1L);
        else if (std::strncmp(arguments[i], "--step=", 7) == 0)
            step = std::max(std::atol(arguments[i] + 7), 1L);
        else if (!adder::fuzz::try_script(arguments[i], is_script_over, first, step))
            status = 1;
    }
    return status;
}
