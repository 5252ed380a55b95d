// SPDX-License-Identifier: MIT
//
// Bytes → a script that runs from the first line to the taking apart of its modules, in a process of its own.
// It may raise, loop, exhaust memory and recurse, but not crash. The tracer's loop is the same template and
// is not run again here.
#include "entry.hpp"
#include "isolation.hpp"

#include "runtime/interpreter.hpp"

#include <Python.h>

#include <cstdlib>
#include <string>

namespace adder::fuzz {
namespace {

// Scripts may not touch files, nor wait for anything.
void remove_doors() {
    PyObject *builtins = PyEval_GetBuiltins();
    for (const char *function : {"open", "input", "breakpoint"}) {
        if (PyDict_DelItemString(builtins, function) < 0) PyErr_Clear();
    }
}

bool start_interpreter() {
    runtime::Options options;
    options.ignores_environment = true;
    options.has_safe_path = true;
    options.arguments = {"input.py"};
    options.program = "fuzz_vm";
    if (runtime::start(options) < 0) std::abort();
    remove_doors();
    return true;
}

void run_script(const void *data) {
    (void)runtime::run_text(*static_cast<const std::string *>(data), "input.py");
    (void)runtime::stop();
}

} // namespace
} // namespace adder::fuzz

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const bool is_started = adder::fuzz::start_interpreter();
    (void)is_started;
    const std::string script(adder::fuzz::to_text(data, size));
    adder::fuzz::run_isolated(adder::fuzz::run_script, &script);
    return 0;
}
