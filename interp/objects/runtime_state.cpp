// SPDX-License-Identifier: MIT
//
// The storage of the interpreter state, and the guard against deep recursion.
//
// Depth is bounded twice: by count, as Python programs see it, and by the C++ stack that is really left, so
// that no mixture of native and bytecode calls overflows it.
#include "objects/runtime_state.hpp"

#include "objects/error.hpp"

namespace adder::objects {

namespace {

// While a RecursionError is being made and handled, some more depth is allowed.
constexpr int error_headroom = 50;

char *stack_position() {
    return static_cast<char *>(__builtin_frame_address(0));
}

[[gnu::cold]] int fail_too_deep(ThreadState *state, const char *where) {
    state->recursion_headroom++;
    PyErr_Format(PyExc_RecursionError, "maximum recursion depth exceeded%s", where);
    state->recursion_headroom--;
    state->recursion_depth--;
    return -1;
}

} // namespace

RuntimeState runtime;
constinit thread_local ThreadState *current_thread = nullptr;

int enter_recursion(const char *where) {
    ThreadState *state = current_thread;
    int depth = ++state->recursion_depth;
    bool is_too_deep = depth > runtime.recursion_limit || stack_position() < state->native_stack_limit;
    if (__builtin_expect(!is_too_deep, 1)) return 0;
    bool is_allowed = state->recursion_headroom > 0 && depth <= runtime.recursion_limit + error_headroom;
    return is_allowed ? 0 : fail_too_deep(state, where);
}

} // namespace adder::objects

using adder::objects::runtime;

extern "C" {

int Py_EnterRecursiveCall(const char *where) {
    return adder::objects::enter_recursion(where);
}

void Py_LeaveRecursiveCall(void) {
    adder::objects::leave_recursion();
}

int Py_GetRecursionLimit(void) {
    return runtime.recursion_limit;
}

void Py_SetRecursionLimit(int limit) {
    runtime.recursion_limit = limit;
}

PyObject *PySys_GetObject(const char *name) {
    if (runtime.sys_dict == nullptr) return nullptr;
    adder::objects::SavedError saved;
    return PyDict_GetItemString(runtime.sys_dict, name);
}

int PySys_SetObject(const char *name, PyObject *value) {
    if (value != nullptr) return PyDict_SetItemString(runtime.sys_dict, name, value);
    if (_PyDict_ContainsString(runtime.sys_dict, name) <= 0) return 0;
    return PyDict_DelItemString(runtime.sys_dict, name);
}

} // extern "C"
