// SPDX-License-Identifier: MIT
//
// The one interpreter state of the process: what every part of the run time shares and nobody else may keep
// in a global variable of its own. A thread's part of it is ThreadState; with the GIL held, `thread()` is
// the running one.
#pragma once

#include "objects/object.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace adder::vm {
struct Frame;
}

namespace adder::objects {

class Tracer;
struct InternTable;
struct CodecRegistry;

// One entry of the stack of exceptions being handled: what `sys.exc_info()` and bare `raise` see.
// Generators carry an entry of their own, which is linked in while they run.
struct HandledException {
    PyObject *value = nullptr; // owned exception instance, NULL or None
    HandledException *previous = nullptr;
};

// What extensions see of it comes first, the pending exception among it: a type with a value that may still
// be raw (normalised when somebody looks) and a traceback, all three owned and maybe NULL. The counter starts
// with one for whoever made the state.
struct ThreadState : PyThreadState {
    ThreadState() : PyThreadState{nullptr, 0, nullptr, 0, 1, nullptr, nullptr, nullptr, nullptr, nullptr} {}

    HandledException base_handled;
    HandledException *handled = &base_handled;  // innermost
    vm::Frame *frame = nullptr;                 // innermost running bytecode frame
    PyObject **stack_begin = nullptr;           // of the value stack on which frames lie
    PyObject **stack_end = nullptr;             // frames must end before it
    PyObject **stack_top = nullptr;             // first free word while native code runs
    int recursion_depth = 0;                    // frames and native calls, against recursion_limit
    int recursion_headroom = 0;                 // > 0 while a RecursionError is being made
    char *native_stack_limit = nullptr;         // lowest address the C++ stack may reach
    int deallocation_depth = 0;                 // nested tp_dealloc calls
    PyObject *deferred_deallocations = nullptr; // linked through the reference counts; see heap.cpp
    PyObject *context = nullptr;                // of context variables; NULL: none needed yet
    PyObject *repr_running = nullptr;           // list of containers whose repr runs (Py_ReprEnter)
    int coroutine_origin_depth = 0; // how many callers a new coroutine remembers as its cr_origin
};

// Reasons to leave the fast path of the loop: bits of RuntimeState::attention.
enum Attention : uint32_t {
    AttentionSignal = 1,   // a signal arrived; its Python handler must run
    AttentionGil = 2,      // another thread wants the GIL
    AttentionTrace = 4,    // tracing was switched on or off: change loops
    AttentionCollect = 8,  // the collector is due
    AttentionPending = 16, // Py_AddPendingCall
    AttentionLimit = 32,   // a step or memory limit was reached
};

struct RuntimeState {
    // Looked at on backward jumps and calls; any bit set sends the loop to its slow path.
    std::atomic<uint32_t> attention{0};
    ThreadState main_thread;
    int recursion_limit = 1000;
    int optimize = 0;              // -O, -OO: what compile() takes for optimize=-1
    int int_max_str_digits = 4300; // sys.set_int_max_str_digits; 0: no limit
    PyObject *builtins = nullptr;  // dict of module builtins
    PyObject *builtins_module = nullptr;
    PyObject *sys_dict = nullptr;          // dict of module sys
    PyObject *modules = nullptr;           // sys.modules
    PyObject *module_states = nullptr;     // list of the modules that PyState_FindModule knows, by index
    const char *package_context = nullptr; // full name of the native module whose init function runs, or NULL
    // How objects call a Python function without knowing the VM, which sets it.
    vectorcallfunc call_function = nullptr;
    // What super() without arguments stands for in the running method: borrowed, 0, or -1 with RuntimeError.
    // The VM sets it.
    int (*find_super_arguments)(PyObject **cls, PyObject **object) = nullptr;
    Tracer *tracer = nullptr; // NULL: the untraced loop runs
    uint32_t next_type_version = 1;
    uint32_t next_function_version = 1;
    uint32_t next_dict_version = 1;
    bool is_finalizing = false;
    bool is_initialized = false;
    uint64_t hash_key[2] = {0, 0};   // of string hashes; from PYTHONHASHSEED
    InternTable *interned = nullptr; // all interned strs (str_intern)
    CodecRegistry *codecs = nullptr; // search functions and error handlers, made when first needed (codec)
};

extern RuntimeState runtime;
// constinit: no other file needs to ask whether it is initialized.
extern constinit thread_local ThreadState *current_thread;

// The thread that holds the GIL, which is the caller.
inline ThreadState *thread() {
    return current_thread;
}

// RecursionError when frames and native calls are too deep, by count or by C++ stack; pairs with
// leave_recursion when it returned 0. `where` completes "maximum recursion depth exceeded", e.g. " in
// comparison".
[[nodiscard]] int enter_recursion(const char *where);
inline void leave_recursion() {
    current_thread->recursion_depth--;
}

} // namespace adder::objects
