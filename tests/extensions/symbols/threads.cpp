// SPDX-License-Identifier: MIT
//
// Threads, their states and locks, trace functions; clocks; context variables (adder/thread.h, adder/clock.h,
// adder/context.h).
#include "cases.hpp"

#include <pythread.h>

#include <sys/time.h>
#include <thread>
#include <unistd.h>

// PyEval_InitThreads and PyEval_ThreadsInitialized are deprecated.
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace {

// Runs the function in another thread while this one waits without the GIL.
template <class Function> auto in_thread(Function function) {
    decltype(function()) result{};
    PyThreadState *state = PyEval_SaveThread();
    std::thread([&result, &function] { result = function(); }).join();
    PyEval_RestoreThread(state);
    return result;
}

std::string ensured() {
    const PyGILState_STATE first = PyGILState_Ensure();
    const int inside = PyGILState_Check();
    const PyGILState_STATE second = PyGILState_Ensure();
    PyGILState_Release(second);
    const int still = PyGILState_Check();
    PyGILState_Release(first);
    return std::to_string(first) + std::to_string(second) + std::to_string(inside) + std::to_string(still) +
           std::to_string(PyGILState_Check());
}

// The count of a thread that is new to the interpreter, and of the one that runs, inside and after.
std::string counted(bool is_new) {
    const PyGILState_STATE first = PyGILState_Ensure();
    PyThreadState *state = PyThreadState_Get();
    const int before = state->gilstate_counter;
    const PyGILState_STATE second = PyGILState_Ensure();
    const int inside = state->gilstate_counter - before;
    PyGILState_Release(second);
    const int after = state->gilstate_counter - before;
    const bool is_own =
        state->interp == PyInterpreterState_Get() && state->thread_id == PyThread_get_thread_ident();
    PyGILState_Release(first);
    return (is_new ? std::to_string(before) + " " : "") + std::to_string(inside) + std::to_string(after) +
           std::to_string(is_own);
}

// Who counts a state keeps it: it is still there when the thread comes back, and goes with the last release.
std::string kept_state() {
    PyGILState_STATE first = PyGILState_Ensure();
    PyThreadState *state = PyThreadState_Get();
    state->gilstate_counter++;
    PyGILState_Release(first);
    PyGILState_STATE second = PyGILState_Ensure();
    const bool is_same = PyThreadState_Get() == state;
    state->gilstate_counter--;
    PyGILState_Release(second);
    return std::to_string(is_same) + std::to_string(PyGILState_GetThisThreadState() == nullptr);
}

std::string elder_storage() {
    static int key = PyThread_create_key();
    std::string text = std::to_string(key >= 0) + std::to_string(PyThread_get_key_value(key) == nullptr);
    text += std::to_string(PyThread_set_key_value(key, &key));
    text += std::to_string(PyThread_get_key_value(key) == &key);
    text += std::to_string(in_thread([] { return PyThread_get_key_value(key) == nullptr; }));
    PyThread_delete_key_value(key);
    text += std::to_string(PyThread_get_key_value(key) == nullptr);
    PyThread_delete_key(key);
    key = PyThread_create_key();
    return text;
}

std::string without_gil() {
    PyThreadState *state = PyEval_SaveThread();
    const int meanwhile = PyGILState_Check();
    const bool is_none = _PyThreadState_UncheckedGet() == nullptr;
    PyEval_RestoreThread(state);
    return std::to_string(meanwhile) + std::to_string(is_none) + std::to_string(PyGILState_Check());
}

std::string released() {
    PyThreadState *state = PyThreadState_Get();
    PyEval_ReleaseThread(state);
    const bool is_none = _PyThreadState_UncheckedGet() == nullptr;
    PyEval_AcquireThread(state);
    return std::to_string(is_none) + std::to_string(PyThreadState_Get() == state);
}

std::string swapped() {
    PyThreadState *mine = PyThreadState_Get();
    PyThreadState *made = PyThreadState_New(PyInterpreterState_Get());
    const bool differs = made != mine && PyThreadState_GetID(made) != PyThreadState_GetID(mine);
    PyThreadState *before = PyThreadState_Swap(made);
    const bool is_current = PyThreadState_Get() == made;
    PyThreadState_Swap(before);
    PyThreadState_Clear(made);
    PyThreadState_Delete(made);
    return std::to_string(differs) + std::to_string(before == mine) + std::to_string(is_current);
}

// A thread with a state of its own, which it takes away when it is done.
std::string own_state() {
    PyInterpreterState *interpreter = PyInterpreterState_Get();
    return in_thread([interpreter] {
        PyThreadState *state = PyThreadState_New(interpreter);
        PyEval_AcquireThread(state);
        const std::string text = told(PyRun_String("6 * 7", Py_eval_input, Value("{}"), Value("{}")));
        PyThreadState_Clear(state);
        PyThreadState_DeleteCurrent();
        return text + std::to_string(_PyThreadState_UncheckedGet() == nullptr);
    });
}

std::string heard;
int pending(void *argument) {
    heard += static_cast<const char *>(argument);
    return 0;
}
int failing_pending(void *) {
    PyErr_SetString(PyExc_ValueError, "pending failed");
    return -1;
}

std::string pending_calls() {
    heard.clear();
    char first[] = "first", second[] = "second";
    std::string text = std::to_string(Py_AddPendingCall(pending, first));
    text += std::to_string(Py_AddPendingCall(pending, second));
    text += std::to_string(Py_MakePendingCalls());
    return text + heard;
}

int trace(PyObject *object, PyFrameObject *, int event, PyObject *) {
    heard += std::to_string(event) + (PyDict_Check(object) ? "" : "?");
    return 0;
}

using SetTrace = void (*)(Py_tracefunc, PyObject *);
std::string traced(SetTrace set, Operands &on, PyObject *callable) {
    heard.clear();
    set(trace, on.dict);
    PyObject *result = PyObject_CallFunction(callable, "O", on.list);
    set(nullptr, nullptr);
    return heard + " " + told(result);
}

std::string untraced(Operands &on) {
    heard.clear();
    PyThreadState *state = PyThreadState_Get();
    PyEval_SetTrace(trace, on.dict);
    PyThreadState_EnterTracing(state);
    PyObject *result = PyObject_CallFunction(on.function, "O", on.list);
    PyThreadState_LeaveTracing(state);
    PyEval_SetTrace(nullptr, nullptr);
    return heard + " " + told(result);
}

std::string locked() {
    PyThread_type_lock lock = PyThread_allocate_lock();
    std::string text = std::to_string(PyThread_acquire_lock(lock, WAIT_LOCK));
    text += std::to_string(PyThread_acquire_lock(lock, NOWAIT_LOCK));
    text += std::to_string(PyThread_acquire_lock_timed(lock, 1000, 0));
    PyThread_release_lock(lock);
    text += std::to_string(PyThread_acquire_lock_timed(lock, 0, 0));
    PyThread_release_lock(lock);
    text += std::to_string(PyThread_acquire_lock_timed(lock, -1, 1));
    PyThread_release_lock(lock);
    PyThread_free_lock(lock);
    return text;
}

PyThread_type_lock done_lock;
void finish(void *argument) {
    *static_cast<unsigned long *>(argument) = PyThread_get_thread_ident();
    PyThread_release_lock(done_lock);
}
void finish_and_exit(void *argument) {
    finish(argument);
    PyThread_exit_thread();
}

std::string started(void (*function)(void *)) {
    done_lock = PyThread_allocate_lock();
    PyThread_acquire_lock(done_lock, WAIT_LOCK);
    // Static, as the thread may end after this function.
    static unsigned long ident;
    ident = 0;
    const unsigned long made = PyThread_start_new_thread(function, &ident);
    PyThreadState *state = PyEval_SaveThread();
    PyThread_acquire_lock(done_lock, WAIT_LOCK);
    PyEval_RestoreThread(state);
    PyThread_release_lock(done_lock);
    PyThread_free_lock(done_lock);
    return std::to_string(made == ident && made != PYTHREAD_INVALID_THREAD_ID) +
           std::to_string(ident != PyThread_get_thread_ident());
}

std::string storage() {
    static Py_tss_t key = Py_tss_NEEDS_INIT;
    std::string text = std::to_string(PyThread_tss_is_created(&key));
    text += std::to_string(PyThread_tss_create(&key)) + std::to_string(PyThread_tss_create(&key));
    text += std::to_string(PyThread_tss_is_created(&key));
    text += std::to_string(PyThread_tss_get(&key) == nullptr);
    text += std::to_string(PyThread_tss_set(&key, &key)) + std::to_string(PyThread_tss_get(&key) == &key);
    text += std::to_string(in_thread([] { return PyThread_tss_get(&key) == nullptr; }));
    PyThread_tss_delete(&key);
    PyThread_tss_delete(&key);
    return text + std::to_string(PyThread_tss_is_created(&key));
}

std::string allocated_storage() {
    Py_tss_t *key = PyThread_tss_alloc();
    std::string text =
        std::to_string(PyThread_tss_is_created(key)) + std::to_string(PyThread_tss_create(key));
    PyThread_tss_free(key);
    PyThread_tss_free(nullptr);
    return text;
}

std::string clock(int (*read)(_PyTime_t *, _Py_clock_info_t *)) {
    _PyTime_t time = 0;
    _Py_clock_info_t info{};
    const int status = read(&time, &info);
    return std::to_string(status) + ", " + info.implementation + ", " + std::to_string(info.monotonic) +
           std::to_string(info.adjustable) + ", " + told(PyFloat_FromDouble(info.resolution)) +
           (time > 0 ? "" : ", no time") + std::to_string(read(&time, nullptr));
}

std::string seconds(PyObject *object, _PyTime_round_t round) {
    _PyTime_t time = 77;
    const int status = _PyTime_FromSecondsObject(&time, object, round);
    return std::to_string(status) + ", " + std::to_string(status < 0 ? 77 : time);
}
std::string milliseconds(PyObject *object, _PyTime_round_t round) {
    _PyTime_t time = 77;
    const int status = _PyTime_FromMillisecondsObject(&time, object, round);
    return std::to_string(status) + ", " + std::to_string(status < 0 ? 77 : time);
}

std::string as_timeval(_PyTime_t time, _PyTime_round_t round) {
    timeval value{};
    const int status = _PyTime_AsTimeval(time, &value, round);
    return std::to_string(status) + ", " + std::to_string(value.tv_sec) + ", " +
           std::to_string(value.tv_usec);
}
std::string as_timespec(_PyTime_t time) {
    timespec value{};
    const int status = _PyTime_AsTimespec(time, &value);
    return std::to_string(status) + ", " + std::to_string(value.tv_sec) + ", " +
           std::to_string(value.tv_nsec);
}

// Four ways to round.
template <class Function> std::string rounded(Function function) {
    return std::to_string(function(_PyTime_ROUND_FLOOR)) + " " +
           std::to_string(function(_PyTime_ROUND_CEILING)) + " " +
           std::to_string(function(_PyTime_ROUND_HALF_EVEN)) + " " +
           std::to_string(function(_PyTime_ROUND_UP));
}

std::string value_of(PyObject *variable, PyObject *fallback = nullptr) {
    PyObject *value = nullptr;
    const int status = PyContextVar_Get(variable, fallback, &value);
    return std::to_string(status) + " " + told(value);
}

std::string set_and_reset(PyObject *variable, Operands &on) {
    Value owned(variable);
    Value token(PyContextVar_Set(variable, on.list));
    std::string text = value_of(variable);
    text += ", " + std::to_string(PyContextVar_Reset(variable, token));
    text += ", " + value_of(variable);
    return text + ", " + std::to_string(PyContextVar_Reset(variable, token));
}

std::string in_context(Operands &on) {
    Value variable(PyContextVar_New("inside", nullptr));
    Value context(PyContext_CopyCurrent());
    std::string text = std::to_string(PyContext_Enter(context));
    Value token(PyContextVar_Set(variable, on.text));
    text += ", " + value_of(variable);
    Value copy(PyContext_Copy(context));
    text += ", " + std::to_string(PyContext_Exit(context));
    return text + ", " + value_of(variable) + ", " +
           std::to_string(PyObject_Size(copy) - PyObject_Size(context));
}

std::string entered_twice() {
    Value context(PyContext_New());
    std::string text = std::to_string(PyContext_Enter(context));
    text += ", " + std::to_string(PyContext_Enter(context));
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyContext_Exit(context);
    PyErr_Restore(type, value, traceback);
    return text;
}

const Case THREADS[] = {
    CASE(PyGILState_Ensure, ensured()),
    CASE(PyGILState_Ensure, in_thread(ensured)),
    CASE(PyGILState_Ensure, counted(false)),
    CASE(PyGILState_Ensure, in_thread([] { return counted(true); })),
    CASE(PyGILState_Release, in_thread(kept_state)),
    CASE(PyGILState_Release, in_thread([] {
             const PyGILState_STATE state = PyGILState_Ensure();
             PyGILState_Release(state);
             return state;
         })),
    CASE(PyGILState_Check, PyGILState_Check()),
    CASE(PyGILState_Check, in_thread([] { return PyGILState_Check(); })),
    CASE(PyGILState_GetThisThreadState, PyGILState_GetThisThreadState() == PyThreadState_Get()),
    CASE(PyGILState_GetThisThreadState, in_thread([] { return PyGILState_GetThisThreadState() == nullptr; })),
    CASE(PyEval_SaveThread, without_gil()),
    CASE(PyEval_RestoreThread, without_gil()),
    CASE(PyEval_AcquireThread, released()),
    CASE(PyEval_ReleaseThread, released()),
    VOID_CASE(PyEval_InitThreads, PyEval_InitThreads()),
    CASE(PyEval_ThreadsInitialized, PyEval_ThreadsInitialized()),
    CASE(PyThreadState_Get, PyThreadState_Get() == PyThreadState_GET()),
    CASE(_PyThreadState_UncheckedGet, _PyThreadState_UncheckedGet() == PyThreadState_Get()),
    CASE(PyThreadState_New, swapped()),
    CASE(PyThreadState_Clear, swapped()),
    CASE(PyThreadState_Delete, swapped()),
    CASE(PyThreadState_Swap, swapped()),
    CASE(PyThreadState_DeleteCurrent, own_state()),
    CASE(PyThreadState_GetDict, PyThreadState_GetDict() == PyThreadState_GetDict()),
    CASE(PyThreadState_GetDict, PyDict_Check(PyThreadState_GetDict()) != 0),
    CASE(PyThreadState_GetFrame,
         [] {
             Value frame(reinterpret_cast<PyObject *>(PyThreadState_GetFrame(PyThreadState_Get())));
             return frame.get() == reinterpret_cast<PyObject *>(PyEval_GetFrame());
         }()),
    CASE(PyThreadState_GetID, PyThreadState_GetID(PyThreadState_Get()) > 0),
    CASE(PyThreadState_GetInterpreter,
         PyThreadState_GetInterpreter(PyThreadState_Get()) == PyInterpreterState_Get()),
    CASE(PyInterpreterState_Get, PyInterpreterState_Get() != nullptr),
    CASE(PyInterpreterState_Main, PyInterpreterState_Main() == PyInterpreterState_Get()),
    CASE(PyInterpreterState_Head, PyInterpreterState_Head() == PyInterpreterState_Get()),
    CASE(PyInterpreterState_Next, PyInterpreterState_Next(PyInterpreterState_Get()) == nullptr),
    CASE(PyInterpreterState_GetID, PyInterpreterState_GetID(PyInterpreterState_Get())),
    CASE(PyInterpreterState_GetDict, PyDict_Check(PyInterpreterState_GetDict(PyInterpreterState_Get())) != 0),
    CASE(Py_AddPendingCall, pending_calls()),
    CASE(Py_MakePendingCalls, (Py_AddPendingCall(failing_pending, nullptr), Py_MakePendingCalls())),
    CASE(Py_MakePendingCalls, Py_MakePendingCalls()),
    CASE(PyEval_SetTrace, traced(PyEval_SetTrace, on, on.function)),
    CASE(PyEval_SetTrace, traced(PyEval_SetTrace, on, on.failing)),
    CASE(PyEval_SetTrace, traced(PyEval_SetTrace, on, Value("len"))),
    CASE(PyEval_SetProfile, traced(PyEval_SetProfile, on, on.function)),
    CASE(PyEval_SetProfile, traced(PyEval_SetProfile, on, on.failing)),
    CASE(PyEval_SetProfile, traced(PyEval_SetProfile, on, Value("lambda a: len(a)"))),
    CASE(PyThreadState_EnterTracing, untraced(on)),
    CASE(PyThreadState_LeaveTracing, untraced(on)),
    VOID_CASE(PyThread_init_thread, PyThread_init_thread()),
    CASE(PyThread_allocate_lock, locked()),
    CASE(PyThread_free_lock, locked()),
    CASE(PyThread_acquire_lock, locked()),
    CASE(PyThread_acquire_lock_timed, locked()),
    CASE(PyThread_release_lock, locked()),
    CASE(PyThread_start_new_thread, started(finish)),
    CASE(PyThread_exit_thread, started(finish_and_exit)),
    CASE(PyThread_get_thread_ident, in_thread(PyThread_get_thread_ident) != PyThread_get_thread_ident()),
    CASE(PyThread_get_thread_native_id,
         PyThread_get_thread_native_id() == static_cast<unsigned long>(getpid())),
    CASE(PyThread_tss_alloc, allocated_storage()),
    CASE(PyThread_create_key, elder_storage()),
    CASE(PyThread_set_key_value, elder_storage()),
    CASE(PyThread_get_key_value, elder_storage()),
    CASE(PyThread_delete_key_value, elder_storage()),
    CASE(PyThread_delete_key, elder_storage()),
    VOID_CASE(PyThread_ReInitTLS, PyThread_ReInitTLS()),
    CASE(PyThread_tss_free, allocated_storage()),
    CASE(PyThread_tss_is_created, storage()),
    CASE(PyThread_tss_create, storage()),
    CASE(PyThread_tss_delete, storage()),
    CASE(PyThread_tss_set, storage()),
    CASE(PyThread_tss_get, storage()),
};

const Case CLOCKS[] = {
    CASE(_PyTime_GetSystemClock, _PyTime_GetSystemClock() > _PyTime_FromSeconds(1700000000)),
    CASE(_PyTime_GetMonotonicClock, _PyTime_GetMonotonicClock() <= _PyTime_GetMonotonicClock()),
    CASE(_PyTime_GetPerfCounter, _PyTime_GetPerfCounter() <= _PyTime_GetPerfCounter()),
    CASE(_PyTime_GetSystemClockWithInfo, clock(_PyTime_GetSystemClockWithInfo)),
    CASE(_PyTime_GetMonotonicClockWithInfo, clock(_PyTime_GetMonotonicClockWithInfo)),
    CASE(_PyTime_GetPerfCounterWithInfo, clock(_PyTime_GetPerfCounterWithInfo)),
    CASE(_PyTime_FromSeconds, _PyTime_FromSeconds(-3)),
    CASE(_PyTime_FromNanoseconds, _PyTime_FromNanoseconds(-3)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("3"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("1.5"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("-1e-10"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("-1e-10"), _PyTime_ROUND_CEILING)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("1e-10"), _PyTime_ROUND_UP)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("2.5e-9"), _PyTime_ROUND_HALF_EVEN)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("float('nan')"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("float('inf')"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("1e300"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("10 ** 12"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(Value("10 ** 30"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(on.text, _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromSecondsObject, seconds(on.number, _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromMillisecondsObject, milliseconds(Value("3"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromMillisecondsObject, milliseconds(Value("1.5"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromMillisecondsObject, milliseconds(Value("10 ** 15"), _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_FromMillisecondsObject, milliseconds(on.list, _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_AsSecondsDouble, _PyTime_AsSecondsDouble(1500000000)),
    CASE(_PyTime_AsSecondsDouble, _PyTime_AsSecondsDouble(-1)),
    CASE(_PyTime_AsMilliseconds,
         rounded([](_PyTime_round_t how) { return _PyTime_AsMilliseconds(1500000, how); })),
    CASE(_PyTime_AsMilliseconds,
         rounded([](_PyTime_round_t how) { return _PyTime_AsMilliseconds(-2500000, how); })),
    CASE(_PyTime_AsMicroseconds,
         rounded([](_PyTime_round_t how) { return _PyTime_AsMicroseconds(2500, how); })),
    CASE(_PyTime_AsMicroseconds,
         rounded([](_PyTime_round_t how) { return _PyTime_AsMicroseconds(-1, how); })),
    CASE(_PyTime_AsNanoseconds, _PyTime_AsNanoseconds(_PyTime_FromSeconds(2))),
    CASE(_PyTime_AsNanosecondsObject, _PyTime_AsNanosecondsObject(-7)),
    CASE(_PyTime_AsTimeval, as_timeval(1500000999, _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_AsTimeval, as_timeval(-1, _PyTime_ROUND_FLOOR)),
    CASE(_PyTime_AsTimeval, as_timeval(-1, _PyTime_ROUND_CEILING)),
    CASE(_PyTime_AsTimespec, as_timespec(1500000999)),
    CASE(_PyTime_AsTimespec, as_timespec(-1)),
    CASE(_PyTime_Add, _PyTime_Add(2, 3)),
    CASE(_PyTime_Add, _PyTime_Add(INT64_MAX, 3)),
    CASE(_PyTime_Add, _PyTime_Add(INT64_MIN, -3)),
    // ---- contexts
    CASE(PyContext_New, PyObject_Size(Value(PyContext_New()))),
    CASE(PyContext_Copy, PyObject_Size(Value(PyContext_Copy(Value(PyContext_New()))))),
    CASE(PyContext_Copy, PyContext_Copy(on.list)),
    CASE(PyContext_CopyCurrent, PyContext_CheckExact(Value(PyContext_CopyCurrent()).get()) != 0),
    CASE(PyContext_Enter, in_context(on)),
    CASE(PyContext_Enter, entered_twice()),
    CASE(PyContext_Enter, PyContext_Enter(on.list)),
    CASE(PyContext_Exit, PyContext_Exit(Value(PyContext_New()))),
    CASE(PyContext_Exit, PyContext_Exit(on.list)),
    CASE(PyContextVar_New, PyObject_GetAttrString(Value(PyContextVar_New("variable", nullptr)), "name")),
    CASE(PyContextVar_New, PyContextVar_New("a\xff", nullptr)),
    CASE(PyContextVar_Get, value_of(Value(PyContextVar_New("variable", nullptr)))),
    CASE(PyContextVar_Get, value_of(Value(PyContextVar_New("variable", on.list)))),
    CASE(PyContextVar_Get, value_of(Value(PyContextVar_New("variable", on.list)), on.text)),
    CASE(PyContextVar_Get, value_of(on.list)),
    CASE(PyContextVar_Set, set_and_reset(PyContextVar_New("variable", nullptr), on)),
    CASE(PyContextVar_Set, PyContextVar_Set(on.list, on.text)),
    CASE(PyContextVar_Reset, set_and_reset(PyContextVar_New("variable", on.text), on)),
    CASE(PyContextVar_Reset, PyContextVar_Reset(Value(PyContextVar_New("variable", nullptr)), on.list)),
    CASE(PyContextVar_Reset, PyContextVar_Reset(on.list, on.list)),
};

} // namespace

Area thread_cases() {
    return THREADS;
}
Area clock_cases() {
    return CLOCKS;
}
