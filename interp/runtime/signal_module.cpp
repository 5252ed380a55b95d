// SPDX-License-Identifier: MIT
//
// The module _signal: handlers, timers, masks. signal.py gives the numbers their names.
//
// `current` holds what getsignal() tells: SIG_DFL, SIG_IGN, a callable, or None for a handler that was not
// installed from Python. Only callables are known to objects::signals, which calls them.
#include "objects/error.hpp"
#include "objects/runtime_state.hpp"
#include "objects/signals.hpp"

#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

namespace adder::runtime {

namespace {

// Static, for what signals do is set for the process, which has one interpreter and never unloads the module.
PyObject *current[objects::signal_limit];
PyObject *default_handler = nullptr; // default_int_handler
PyObject *timer_error = nullptr;     // ItimerError
PyTypeObject *siginfo_type = nullptr;

bool is_number(int number) {
    return number >= 1 && number < objects::signal_limit;
}

int raise_out_of_range() {
    return objects::raise_value_error("signal number out of range");
}

bool is_constant(PyObject *handler, long value) {
    if (!PyLong_Check(handler)) return false;
    const long number = PyLong_AsLong(handler);
    if (number == -1) PyErr_Clear();
    return number == value;
}

// --- handlers

PyObject *default_int_handler(PyObject *, PyObject *) {
    PyErr_SetNone(PyExc_KeyboardInterrupt);
    return nullptr;
}

int set_action(int number, void (*action)(int)) {
    struct sigaction wanted {};
    wanted.sa_handler = action;
    sigemptyset(&wanted.sa_mask);
    return sigaction(number, &wanted, nullptr);
}

int install(int number, PyObject *handler) {
    if (is_constant(handler, 0)) return set_action(number, SIG_DFL);
    if (is_constant(handler, 1)) return set_action(number, SIG_IGN);
    return objects::install_signal(number);
}

PyObject *signal_signal(PyObject *, PyObject *args) {
    int number;
    PyObject *handler;
    if (!PyArg_ParseTuple(args, "iO:signal", &number, &handler)) return nullptr;
    if (objects::thread() != &objects::runtime.main_thread)
        return objects::raise_value_error("signal only works in main thread of the main interpreter");
    if (!is_number(number)) return raise_out_of_range(), nullptr;
    const bool is_plain = is_constant(handler, 0) || is_constant(handler, 1);
    if (!is_plain && !PyCallable_Check(handler))
        return objects::raise_type_error("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a "
                                         "callable object");
    TRY(PyErr_CheckSignals());
    if (install(number, handler) != 0) return PyErr_SetFromErrno(PyExc_OSError);
    objects::set_signal_handler(number, is_plain ? nullptr : handler);
    PyObject *old = std::exchange(current[number], Py_NewRef(handler));
    if (old != nullptr) return old;
    Py_RETURN_NONE;
}

PyObject *signal_getsignal(PyObject *, PyObject *argument) {
    const int number = _PyLong_AsInt(argument);
    if (number == -1 && objects::is_error_pending()) return nullptr;
    if (!is_number(number)) return raise_out_of_range(), nullptr;
    return Py_NewRef(current[number] == nullptr ? Py_None : current[number]);
}

PyObject *signal_raise(PyObject *, PyObject *argument) {
    const int number = _PyLong_AsInt(argument);
    if (number == -1 && objects::is_error_pending()) return nullptr;
    if (std::raise(number) != 0) return PyErr_SetFromErrno(PyExc_OSError);
    TRY(PyErr_CheckSignals());
    Py_RETURN_NONE;
}

PyObject *signal_strsignal(PyObject *, PyObject *argument) {
    const int number = _PyLong_AsInt(argument);
    if (number == -1 && objects::is_error_pending()) return nullptr;
    if (!is_number(number)) return raise_out_of_range(), nullptr;
    const char *text = strsignal(number);
    if (text == nullptr || std::strstr(text, "Unknown signal") != nullptr) Py_RETURN_NONE;
    return PyUnicode_FromString(text);
}

PyObject *signal_siginterrupt(PyObject *, PyObject *args) {
    int number;
    int flag;
    if (!PyArg_ParseTuple(args, "ii:siginterrupt", &number, &flag)) return nullptr;
    if (!is_number(number)) return raise_out_of_range(), nullptr;
    struct sigaction action;
    if (sigaction(number, nullptr, &action) != 0) return PyErr_SetFromErrno(PyExc_OSError);
    action.sa_flags = flag != 0 ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
    if (sigaction(number, &action, nullptr) != 0) return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

int check_wakeup(int descriptor) {
    struct stat information;
    if (::fstat(descriptor, &information) != 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    if ((::fcntl(descriptor, F_GETFL) & O_NONBLOCK) == 0)
        return objects::raise_value_error("the fd %i must be in non-blocking mode", descriptor);
    return 0;
}

PyObject *signal_set_wakeup_fd(PyObject *, PyObject *args, PyObject *kwargs) {
    static const char *const keywords[] = {"", "warn_on_full_buffer", nullptr};
    int descriptor;
    int warns = 1;
    if (!PyArg_ParseTupleAndKeywords(args, kwargs, "i|$p:set_wakeup_fd", const_cast<char **>(keywords),
                                     &descriptor, &warns))
        return nullptr;
    if (objects::thread() != &objects::runtime.main_thread)
        return objects::raise_value_error("set_wakeup_fd only works in main thread of the main interpreter");
    if (descriptor != -1) TRY(check_wakeup(descriptor));
    return PyLong_FromLong(objects::set_wakeup_descriptor(descriptor));
}

// --- waiting

PyObject *signal_pause(PyObject *, PyObject *) {
    PyThreadState *state = PyEval_SaveThread();
    (void)::pause();
    PyEval_RestoreThread(state);
    TRY(PyErr_CheckSignals());
    Py_RETURN_NONE;
}

PyObject *signal_alarm(PyObject *, PyObject *argument) {
    const int seconds = _PyLong_AsInt(argument);
    if (seconds == -1 && objects::is_error_pending()) return nullptr;
    return PyLong_FromUnsignedLong(::alarm(static_cast<unsigned>(seconds)));
}

timeval to_timeval(double seconds) {
    const double whole = std::floor(seconds);
    return {static_cast<time_t>(whole), static_cast<suseconds_t>(std::ceil((seconds - whole) * 1e6))};
}

double to_seconds(const timeval &value) {
    return static_cast<double>(value.tv_sec) + static_cast<double>(value.tv_usec) / 1e6;
}

PyObject *timer_values(const itimerval &timer) {
    return Py_BuildValue("(dd)", to_seconds(timer.it_value), to_seconds(timer.it_interval));
}

PyObject *signal_setitimer(PyObject *, PyObject *args) {
    int which;
    double seconds;
    double interval = 0;
    if (!PyArg_ParseTuple(args, "id|d:setitimer", &which, &seconds, &interval)) return nullptr;
    const itimerval wanted{to_timeval(interval), to_timeval(seconds)};
    itimerval old;
    if (::setitimer(static_cast<__itimer_which_t>(which), &wanted, &old) != 0)
        return PyErr_SetFromErrno(timer_error);
    return timer_values(old);
}

PyObject *signal_getitimer(PyObject *, PyObject *argument) {
    const int which = _PyLong_AsInt(argument);
    if (which == -1 && objects::is_error_pending()) return nullptr;
    itimerval timer;
    if (::getitimer(static_cast<__itimer_which_t>(which), &timer) != 0)
        return PyErr_SetFromErrno(timer_error);
    return timer_values(timer);
}

// --- sets of signals

int fill_set(PyObject *signals, sigset_t &set) {
    sigemptyset(&set);
    const objects::Ref items = TRY_REF(PySequence_List(signals));
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(items.get()); i++) {
        int overflow;
        const long number = PyLong_AsLongAndOverflow(PyList_GET_ITEM(items.get(), i), &overflow);
        if (number == -1 && objects::is_error_pending()) return -1;
        if (overflow != 0 || number < 1 || number >= objects::signal_limit)
            return objects::raise_value_error("signal number %ld out of range [1; %i]", number,
                                              objects::signal_limit - 1);
        if (sigaddset(&set, static_cast<int>(number)) != 0 && errno != EINVAL) {
            PyErr_SetFromErrno(PyExc_OSError);
            return -1;
        }
    }
    return 0;
}

PyObject *make_set(const sigset_t &set) {
    objects::Ref result = TRY_REF(PySet_New(nullptr));
    for (int number = 1; number < objects::signal_limit; number++) {
        if (sigismember(&set, number) != 1) continue;
        const objects::Ref item = TRY_REF(PyLong_FromLong(number));
        TRY(PySet_Add(result.get(), item.get()));
    }
    return result.release();
}

PyObject *signal_valid_signals(PyObject *, PyObject *) {
    sigset_t set;
    sigfillset(&set);
    return make_set(set);
}

PyObject *raise_error_number(int number) {
    errno = number;
    return PyErr_SetFromErrno(PyExc_OSError);
}

PyObject *signal_pthread_sigmask(PyObject *, PyObject *args) {
    int how;
    PyObject *signals;
    if (!PyArg_ParseTuple(args, "iO:pthread_sigmask", &how, &signals)) return nullptr;
    sigset_t wanted;
    sigset_t old;
    TRY(fill_set(signals, wanted));
    if (const int error = ::pthread_sigmask(how, &wanted, &old)) return raise_error_number(error);
    TRY(PyErr_CheckSignals());
    return make_set(old);
}

PyObject *signal_sigpending(PyObject *, PyObject *) {
    sigset_t set;
    if (::sigpending(&set) != 0) return PyErr_SetFromErrno(PyExc_OSError);
    return make_set(set);
}

PyObject *signal_sigwait(PyObject *, PyObject *signals) {
    sigset_t set;
    TRY(fill_set(signals, set));
    int number = 0;
    PyThreadState *state = PyEval_SaveThread();
    const int error = ::sigwait(&set, &number);
    PyEval_RestoreThread(state);
    return error != 0 ? raise_error_number(error) : PyLong_FromLong(number);
}

PyObject *make_siginfo(const siginfo_t &information) {
    objects::Ref result = TRY_REF(PyStructSequence_New(siginfo_type));
    const long values[] = {information.si_signo,
                           information.si_code,
                           information.si_errno,
                           information.si_pid,
                           static_cast<long>(information.si_uid),
                           information.si_status,
                           information.si_band};
    for (size_t i = 0; i < std::size(values); i++)
        PyStructSequence_SetItem(result.get(), static_cast<Py_ssize_t>(i), PyLong_FromLong(values[i]));
    return objects::is_error_pending() ? nullptr : result.release();
}

// Waits, for ever when `timeout` is NULL; a handler that runs meanwhile and returns does not end the wait.
PyObject *wait_for(const sigset_t &set, const timespec *timeout) {
    for (;;) {
        siginfo_t information;
        PyThreadState *state = PyEval_SaveThread();
        const int result = timeout == nullptr ? ::sigwaitinfo(&set, &information)
                                              : ::sigtimedwait(&set, &information, timeout);
        const int error = errno;
        PyEval_RestoreThread(state);
        if (result >= 0) return make_siginfo(information);
        if (error == EAGAIN) Py_RETURN_NONE;
        if (error != EINTR) return raise_error_number(error);
        TRY(PyErr_CheckSignals());
    }
}

PyObject *signal_sigwaitinfo(PyObject *, PyObject *signals) {
    sigset_t set;
    TRY(fill_set(signals, set));
    return wait_for(set, nullptr);
}

PyObject *signal_sigtimedwait(PyObject *, PyObject *args) {
    PyObject *signals;
    double seconds;
    if (!PyArg_ParseTuple(args, "Od:sigtimedwait", &signals, &seconds)) return nullptr;
    if (seconds < 0) return objects::raise_value_error("timeout must be non-negative");
    sigset_t set;
    TRY(fill_set(signals, set));
    const double whole = std::floor(seconds);
    const timespec timeout{static_cast<time_t>(whole), static_cast<long>((seconds - whole) * 1e9)};
    return wait_for(set, &timeout);
}

PyObject *signal_pthread_kill(PyObject *, PyObject *args) {
    unsigned long thread;
    int number;
    if (!PyArg_ParseTuple(args, "ki:pthread_kill", &thread, &number)) return nullptr;
    if (const int error = ::pthread_kill(thread, number)) return raise_error_number(error);
    TRY(PyErr_CheckSignals());
    Py_RETURN_NONE;
}

// --- the module

PyMethodDef functions[] = {
    {"default_int_handler", _PyCFunction_CAST(default_int_handler), METH_VARARGS,
     "default_int_handler($module, signalnum, frame, /)\n--\n\nRaise KeyboardInterrupt."},
    {"signal", signal_signal, METH_VARARGS,
     "signal($module, signalnum, handler, /)\n--\n\nSet the handler of a signal; the one before."},
    {"getsignal", signal_getsignal, METH_O,
     "getsignal($module, signalnum, /)\n--\n\nThe handler of a signal."},
    {"raise_signal", signal_raise, METH_O,
     "raise_signal($module, signalnum, /)\n--\n\nSend a signal to this process."},
    {"strsignal", signal_strsignal, METH_O,
     "strsignal($module, signalnum, /)\n--\n\nThe system's description of a signal, or None."},
    {"siginterrupt", signal_siginterrupt, METH_VARARGS,
     "siginterrupt($module, signalnum, flag, /)\n--\n\nWhether the signal interrupts system calls."},
    {"set_wakeup_fd", _PyCFunction_CAST(signal_set_wakeup_fd), METH_VARARGS | METH_KEYWORDS,
     "set_wakeup_fd(fd, *, warn_on_full_buffer=True) -> fd\n\nHave the number of each signal written there."},
    {"pause", signal_pause, METH_NOARGS, "pause($module, /)\n--\n\nWait for a signal."},
    {"alarm", signal_alarm, METH_O,
     "alarm($module, seconds, /)\n--\n\nHave SIGALRM sent after some seconds; what was left of before."},
    {"setitimer", signal_setitimer, METH_VARARGS,
     "setitimer($module, which, seconds, interval=0.0, /)\n--\n\nSet a timer; its values before."},
    {"getitimer", signal_getitimer, METH_O, "getitimer($module, which, /)\n--\n\nThe timer's values."},
    {"valid_signals", signal_valid_signals, METH_NOARGS,
     "valid_signals($module, /)\n--\n\nThe set of all signals."},
    {"pthread_sigmask", signal_pthread_sigmask, METH_VARARGS,
     "pthread_sigmask($module, how, mask, /)\n--\n\nChange which signals wait; the set before."},
    {"sigpending", signal_sigpending, METH_NOARGS, "sigpending($module, /)\n--\n\nThe signals that wait."},
    {"sigwait", signal_sigwait, METH_O, "sigwait($module, sigset, /)\n--\n\nWait for one of the signals."},
    {"sigwaitinfo", signal_sigwaitinfo, METH_O,
     "sigwaitinfo($module, sigset, /)\n--\n\nWait for one of the signals; what is known of it."},
    {"sigtimedwait", signal_sigtimedwait, METH_VARARGS,
     "sigtimedwait($module, sigset, timeout, /)\n--\n\nAs sigwaitinfo(), None when the time is over."},
    {"pthread_kill", signal_pthread_kill, METH_VARARGS,
     "pthread_kill($module, thread_id, signalnum, /)\n--\n\nSend a signal to a thread."},
    {},
};

struct Constant {
    const char *name;
    long value;
};

const Constant constants[] = {
#define ROW(name) {#name, static_cast<long>(name)},
    ROW(SIGHUP) ROW(SIGINT) ROW(SIGQUIT) ROW(SIGILL) ROW(SIGTRAP) ROW(SIGABRT) ROW(SIGIOT) ROW(SIGFPE)
        ROW(SIGKILL) ROW(SIGBUS) ROW(SIGSEGV) ROW(SIGSYS) ROW(SIGPIPE) ROW(SIGALRM) ROW(SIGTERM) ROW(SIGUSR1)
            ROW(SIGUSR2) ROW(SIGCHLD) ROW(SIGCLD) ROW(SIGPWR) ROW(SIGIO) ROW(SIGURG) ROW(SIGWINCH)
                ROW(SIGPOLL) ROW(SIGSTOP) ROW(SIGTSTP) ROW(SIGCONT) ROW(SIGTTIN) ROW(SIGTTOU) ROW(SIGVTALRM)
                    ROW(SIGPROF) ROW(SIGXCPU) ROW(SIGXFSZ) ROW(SIGRTMIN) ROW(SIGRTMAX) ROW(SIGSTKFLT)
                        ROW(SIG_BLOCK) ROW(SIG_UNBLOCK) ROW(SIG_SETMASK) ROW(ITIMER_REAL) ROW(ITIMER_VIRTUAL)
                            ROW(ITIMER_PROF)
#undef ROW
                                {"SIG_DFL", 0},
    {"SIG_IGN", 1},
    {"NSIG", objects::signal_limit},
};

// What the process began with.
int read_handlers() {
    for (int number = 1; number < objects::signal_limit; number++) {
        struct sigaction action;
        const bool is_known = sigaction(number, nullptr, &action) == 0;
        PyObject *handler = Py_None;
        if (objects::signal_handler(number) != nullptr) {
            handler = objects::signal_handler(number);
        } else if (is_known && action.sa_handler == SIG_DFL) {
            handler = PyLong_FromLong(0);
        } else if (is_known && action.sa_handler == SIG_IGN) {
            handler = PyLong_FromLong(1);
        } else if (is_known && number == SIGINT) {
            handler = default_handler;
        }
        Py_XSETREF(current[number], Py_NewRef(handler));
    }
    return 0;
}

int add_siginfo_type(PyObject *module) {
    static PyStructSequence_Field fields[] = {{"si_signo", "signal number"}, {"si_code", "signal code"},
                                              {"si_errno", "error number"},  {"si_pid", "sending process"},
                                              {"si_uid", "its user"},        {"si_status", "exit value"},
                                              {"si_band", "band event"},     {nullptr, nullptr}};
    static PyStructSequence_Desc description = {"signal.struct_siginfo", "What is known of a signal.", fields,
                                                7};
    if (siginfo_type == nullptr) siginfo_type = PyStructSequence_NewType(&description);
    if (siginfo_type == nullptr) return -1;
    return PyModule_AddObjectRef(module, "struct_siginfo", reinterpret_cast<PyObject *>(siginfo_type));
}

int execute(PyObject *module) {
    for (const auto &[name, value] : constants) TRY(PyModule_AddIntConstant(module, name, value));
    if (timer_error == nullptr)
        timer_error = TRY_REF(PyErr_NewException("signal.itimer_error", PyExc_OSError, nullptr)).release();
    TRY(PyModule_AddObjectRef(module, "ItimerError", timer_error));
    TRY(add_siginfo_type(module));
    objects::Ref handler = TRY_REF(PyObject_GetAttrString(module, "default_int_handler"));
    Py_XSETREF(default_handler, handler.release());
    return read_handlers();
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(execute)}, {0, nullptr}};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_signal",
    .m_doc = "Signals: handlers, timers, masks.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace

} // namespace adder::runtime

extern "C" PyObject *PyInit__signal(void) {
    return PyModuleDef_Init(&adder::runtime::definition);
}
