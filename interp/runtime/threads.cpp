// SPDX-License-Identifier: MIT
//
// Threads as the C API knows them: thread states, PyGILState_*, giving the GIL up and taking it. Locks and
// threads of the system: thread_locks.
//
// A PyThreadState is an objects::ThreadState. A thread that calls in through PyGILState_Ensure gets one of
// its own, with a value stack, and keeps it until its outermost PyGILState_Release.
#include "objects/error.hpp"
#include "objects/gil.hpp"
#include "objects/runtime_state.hpp"
#include "runtime/native_stack.hpp"
#include "trace/python_tracer.hpp"
#include "vm/frame.hpp"
#include "vm/run.hpp"

#include <atomic>
#include <new>
#include <pthread.h>

namespace adder::runtime {

namespace {

constexpr size_t stack_reserve = 128 * 1024;

// What this thread is called in with, while it does not hold the GIL too.
thread_local objects::ThreadState *own_state = nullptr;

std::atomic<uint64_t> next_thread_id{2};
PyObject *interpreter_dict = nullptr;

objects::ThreadState *from_c(PyThreadState *state) {
    return static_cast<objects::ThreadState *>(state);
}

objects::ThreadState *make_thread_state() {
    auto *state = new (std::nothrow) objects::ThreadState;
    if (state == nullptr) return nullptr;
    state->interp = PyInterpreterState_Get();
    state->id = next_thread_id++;
    state->thread_id = PyThread_get_thread_ident();
    state->native_stack_limit = lowest_stack_address(stack_reserve);
    return state;
}

void clear_thread_state(objects::ThreadState *state) {
    trace::forget_thread(state);
    Py_CLEAR(state->dict);
    Py_CLEAR(state->context);
    Py_CLEAR(state->repr_running);
    Py_CLEAR(state->base_handled.value);
    Py_CLEAR(state->curexc_type);
    Py_CLEAR(state->curexc_value);
    Py_CLEAR(state->curexc_traceback);
}

void delete_thread_state(objects::ThreadState *state) {
    vm::free_stack(state);
    delete state;
}

} // namespace

extern "C" {

PyGILState_STATE PyGILState_Ensure(void) {
    if (objects::is_gil_held_by_caller()) {
        objects::current_thread->gilstate_counter++;
        return PyGILState_LOCKED;
    }
    const bool is_new = own_state == nullptr;
    if (is_new) own_state = make_thread_state();
    if (own_state == nullptr) Py_FatalError("Couldn't create thread-state for new thread");
    objects::take_gil(own_state);
    if (is_new && adder::vm::allocate_stack(own_state) < 0) Py_FatalError("no memory for a thread's stack");
    if (!is_new) own_state->gilstate_counter++;
    return PyGILState_UNLOCKED;
}

// The state goes with the last Release, unless somebody else counted it too.
void PyGILState_Release(PyGILState_STATE old_state) {
    objects::ThreadState *state = objects::current_thread;
    if (state == nullptr) Py_FatalError("auto-releasing thread-state, but no thread-state for this thread");
    if (--state->gilstate_counter == 0) {
        clear_thread_state(state);
        PyThreadState_DeleteCurrent();
    } else if (old_state == PyGILState_UNLOCKED) {
        own_state = state;
        objects::drop_gil();
    }
}

int PyGILState_Check(void) {
    return objects::is_gil_held_by_caller();
}

PyThreadState *PyGILState_GetThisThreadState(void) {
    return objects::current_thread != nullptr ? objects::current_thread : own_state;
}

PyThreadState *PyThreadState_Get(void) {
    if (objects::current_thread == nullptr)
        Py_FatalError("the function must be called with the GIL held, but the GIL is released");
    return objects::current_thread;
}

PyThreadState *_PyThreadState_UncheckedGet(void) {
    return objects::current_thread;
}

PyThreadState *PyThreadState_New(PyInterpreterState *) {
    objects::ThreadState *state = make_thread_state();
    if (state != nullptr && adder::vm::allocate_stack(state) < 0) {
        PyErr_Clear();
        delete_thread_state(std::exchange(state, nullptr));
    }
    return state;
}

void PyThreadState_Clear(PyThreadState *state) {
    clear_thread_state(from_c(state));
}

void PyThreadState_Delete(PyThreadState *state) {
    if (own_state == state) own_state = nullptr;
    delete_thread_state(from_c(state));
}

void PyThreadState_DeleteCurrent(void) {
    objects::ThreadState *state = objects::current_thread;
    own_state = nullptr;
    objects::drop_gil();
    delete_thread_state(state);
}

PyThreadState *PyThreadState_Swap(PyThreadState *state) {
    return std::exchange(objects::current_thread, from_c(state));
}

PyObject *PyThreadState_GetDict(void) {
    if (objects::current_thread == nullptr) return nullptr;
    if (objects::current_thread->dict == nullptr) objects::current_thread->dict = PyDict_New();
    if (objects::current_thread->dict == nullptr) PyErr_Clear();
    return objects::current_thread->dict;
}

PyFrameObject *PyThreadState_GetFrame(PyThreadState *state) {
    adder::vm::Frame *frame = from_c(state)->frame;
    if (frame == nullptr) return nullptr;
    return reinterpret_cast<PyFrameObject *>(Py_XNewRef(adder::vm::frame_object(frame)));
}

uint64_t PyThreadState_GetID(PyThreadState *state) {
    return from_c(state)->id;
}

PyInterpreterState *PyThreadState_GetInterpreter(PyThreadState *) {
    return PyInterpreterState_Get();
}

PyInterpreterState *PyInterpreterState_Get(void) {
    return reinterpret_cast<PyInterpreterState *>(&adder::objects::runtime);
}

PyInterpreterState *PyInterpreterState_Main(void) {
    return PyInterpreterState_Get();
}

PyInterpreterState *PyInterpreterState_Head(void) {
    return PyInterpreterState_Get();
}

PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *) {
    return nullptr;
}

int64_t PyInterpreterState_GetID(PyInterpreterState *) {
    return 0;
}

PyObject *PyInterpreterState_GetDict(PyInterpreterState *) {
    if (interpreter_dict == nullptr) interpreter_dict = PyDict_New();
    return interpreter_dict;
}

PyThreadState *PyEval_SaveThread(void) {
    objects::ThreadState *state = objects::current_thread;
    if (state == nullptr)
        Py_FatalError("the function must be called with the GIL held, but the GIL is released");
    own_state = state;
    objects::drop_gil();
    return state;
}

void PyEval_RestoreThread(PyThreadState *state) {
    objects::take_gil(from_c(state));
}

void PyEval_AcquireThread(PyThreadState *state) {
    objects::take_gil(from_c(state));
}

void PyEval_ReleaseThread(PyThreadState *state) {
    own_state = from_c(state);
    objects::drop_gil();
}

void PyEval_InitThreads(void) {}

int PyEval_ThreadsInitialized(void) {
    return 1;
}

} // extern "C"

} // namespace adder::runtime
