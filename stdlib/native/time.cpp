// SPDX-License-Identifier: MIT
//
// Module time: clocks, sleeping, and the table of the module. Every clock is clock_gettime; sleeping is to a
// point in time, so that a signal whose handler returns does not make it longer.
#include "time.hpp"
#include "owned.hpp"

#include <cerrno>
#include <climits>
#include <cmath>
#include <ctime>
#include <pthread.h>

namespace adder::stdlib {
namespace {

constexpr int64_t nanoseconds = 1'000'000'000;

bool read_clock(clockid_t clock, timespec &now) {
    if (clock_gettime(clock, &now) == 0) return true;
    PyErr_SetFromErrno(PyExc_OSError);
    return false;
}

int64_t to_nanoseconds(const timespec &moment) {
    return moment.tv_sec * nanoseconds + moment.tv_nsec;
}
double to_seconds(const timespec &moment) {
    return static_cast<double>(to_nanoseconds(moment)) / 1e9;
}

PyObject *seconds_of(clockid_t clock) {
    timespec now;
    return read_clock(clock, now) ? PyFloat_FromDouble(to_seconds(now)) : nullptr;
}

PyObject *nanoseconds_of(clockid_t clock) {
    timespec now;
    return read_clock(clock, now) ? PyLong_FromLongLong(to_nanoseconds(now)) : nullptr;
}

template <clockid_t clock> PyObject *clock_seconds(PyObject *, PyObject *) {
    return seconds_of(clock);
}
template <clockid_t clock> PyObject *clock_nanoseconds(PyObject *, PyObject *) {
    return nanoseconds_of(clock);
}

// --- clocks by number

bool take_clock(PyObject *object, clockid_t &clock) {
    clock = _PyLong_AsInt(object);
    return clock != -1 || !PyErr_Occurred();
}

PyObject *time_clock_gettime(PyObject *, PyObject *number) {
    clockid_t clock;
    return take_clock(number, clock) ? seconds_of(clock) : nullptr;
}

PyObject *time_clock_gettime_ns(PyObject *, PyObject *number) {
    clockid_t clock;
    return take_clock(number, clock) ? nanoseconds_of(clock) : nullptr;
}

PyObject *time_clock_getres(PyObject *, PyObject *number) {
    clockid_t clock;
    timespec resolution;
    if (!take_clock(number, clock)) return nullptr;
    if (clock_getres(clock, &resolution) != 0) return PyErr_SetFromErrno(PyExc_OSError);
    return PyFloat_FromDouble(to_seconds(resolution));
}

PyObject *set_clock(clockid_t clock, int64_t moment) {
    const timespec when = {moment / nanoseconds, moment % nanoseconds};
    if (clock_settime(clock, &when) != 0) return PyErr_SetFromErrno(PyExc_OSError);
    Py_RETURN_NONE;
}

// --- sleeping

bool raise_too_large() {
    PyErr_SetString(PyExc_OverflowError, "timestamp too large to convert to C _PyTime_t");
    return false;
}

// A duration in seconds, rounded up to nanoseconds.
bool to_duration(PyObject *object, int64_t &duration) {
    if (PyFloat_Check(object)) {
        const double seconds = PyFloat_AS_DOUBLE(object);
        if (std::isnan(seconds)) {
            PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)");
            return false;
        }
        const double exact = seconds * 1e9;
        const double rounded = exact >= 0 ? std::ceil(exact) : std::floor(exact);
        if (!(rounded >= -0x1p63 && rounded < 0x1p63)) {
            PyErr_SetString(PyExc_OverflowError, "timestamp out of range for C _PyTime_t");
            return false;
        }
        duration = static_cast<int64_t>(rounded);
        return true;
    }
    const long long seconds = PyLong_AsLongLong(object);
    if (seconds == -1 && PyErr_Occurred())
        return PyErr_ExceptionMatches(PyExc_OverflowError) ? raise_too_large() : false;
    return __builtin_mul_overflow(seconds, nanoseconds, &duration) ? raise_too_large() : true;
}

// 0, or errno.
int sleep_until(const timespec &deadline) {
    int status;
    Py_BEGIN_ALLOW_THREADS status = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, nullptr);
    Py_END_ALLOW_THREADS return status;
}

PyObject *time_sleep(PyObject *, PyObject *argument) {
    int64_t duration;
    timespec deadline;
    if (!to_duration(argument, duration)) return nullptr;
    if (duration < 0) {
        PyErr_SetString(PyExc_ValueError, "sleep length must be non-negative");
        return nullptr;
    }
    if (!read_clock(CLOCK_MONOTONIC, deadline)) return nullptr;
    int64_t end;
    if (__builtin_add_overflow(to_nanoseconds(deadline), duration, &end)) end = INT64_MAX;
    deadline = {end / nanoseconds, end % nanoseconds};
    while (const int status = sleep_until(deadline)) {
        if (status != EINTR) {
            errno = status;
            return PyErr_SetFromErrno(PyExc_OSError);
        }
        if (PyErr_CheckSignals() != 0) return nullptr;
    }
    Py_RETURN_NONE;
}

PyObject *time_clock_settime(PyObject *, PyObject *args) {
    int clock;
    PyObject *moment;
    int64_t duration;
    if (!PyArg_ParseTuple(args, "iO:clock_settime", &clock, &moment) || !to_duration(moment, duration))
        return nullptr;
    return set_clock(clock, duration);
}

PyObject *time_clock_settime_ns(PyObject *, PyObject *args) {
    int clock;
    long long moment;
    if (!PyArg_ParseTuple(args, "iL:clock_settime_ns", &clock, &moment)) return nullptr;
    return set_clock(clock, moment);
}

PyObject *time_pthread_getcpuclockid(PyObject *, PyObject *number) {
    const unsigned long thread = PyLong_AsUnsignedLong(number);
    if (PyErr_Occurred()) return nullptr;
    clockid_t clock;
    errno = pthread_getcpuclockid(static_cast<pthread_t>(thread), &clock);
    return errno != 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLong(clock);
}

// --- what clocks are

struct ClockInfo {
    const char *name;
    clockid_t clock;
    const char *implementation;
    bool is_monotonic;
    bool is_adjustable;
};

const ClockInfo clocks[] = {
    {"time", CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)", false, true},
    {"monotonic", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"perf_counter", CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true, false},
    {"process_time", CLOCK_PROCESS_CPUTIME_ID, "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
    {"thread_time", CLOCK_THREAD_CPUTIME_ID, "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false},
};

// A namespace object; its type is that of sys.implementation.
PyObject *make_namespace(PyObject *attributes) {
    PyObject *implementation = PySys_GetObject("implementation");
    const Owned empty(PyTuple_New(0));
    if (implementation == nullptr || !empty) return nullptr;
    return PyObject_Call(reinterpret_cast<PyObject *>(Py_TYPE(implementation)), empty.get(), attributes);
}

PyObject *time_get_clock_info(PyObject *, PyObject *args) {
    const char *name;
    if (!PyArg_ParseTuple(args, "s:get_clock_info", &name)) return nullptr;
    for (const ClockInfo &info : clocks) {
        if (strcmp(info.name, name) != 0) continue;
        timespec resolution;
        if (clock_getres(info.clock, &resolution) != 0) return PyErr_SetFromErrno(PyExc_OSError);
        const Owned attributes(Py_BuildValue("{s:s,s:O,s:O,s:d}", "implementation", info.implementation,
                                             "monotonic", info.is_monotonic ? Py_True : Py_False,
                                             "adjustable", info.is_adjustable ? Py_True : Py_False,
                                             "resolution", to_seconds(resolution)));
        return attributes ? make_namespace(attributes.get()) : nullptr;
    }
    PyErr_SetString(PyExc_ValueError, "unknown clock");
    return nullptr;
}

// --- the module

PyMethodDef functions[] = {
    {"time", clock_seconds<CLOCK_REALTIME>, METH_NOARGS,
     "time() -> floating point number\n\nReturn the current time in seconds since the Epoch.\n"
     "Fractions of a second may be present if the system clock provides them."},
    {"time_ns", clock_nanoseconds<CLOCK_REALTIME>, METH_NOARGS,
     "time_ns() -> int\n\nReturn the current time in nanoseconds since the Epoch."},
    {"clock_gettime", time_clock_gettime, METH_O,
     "clock_gettime(clk_id) -> float\n\nReturn the time of the specified clock clk_id."},
    {"clock_gettime_ns", time_clock_gettime_ns, METH_O,
     "clock_gettime_ns(clk_id) -> int\n\nReturn the time of the specified clock clk_id as nanoseconds."},
    {"clock_settime", time_clock_settime, METH_VARARGS,
     "clock_settime(clk_id, time)\n\nSet the time of the specified clock clk_id."},
    {"clock_settime_ns", time_clock_settime_ns, METH_VARARGS,
     "clock_settime_ns(clk_id, time)\n\nSet the time of the specified clock clk_id with nanoseconds."},
    {"clock_getres", time_clock_getres, METH_O,
     "clock_getres(clk_id) -> floating point number\n\nReturn the resolution (precision) of the specified "
     "clock clk_id."},
    {"pthread_getcpuclockid", time_pthread_getcpuclockid, METH_O,
     "pthread_getcpuclockid(thread_id) -> int\n\nReturn the clk_id of a thread's CPU time clock."},
    {"sleep", time_sleep, METH_O,
     "sleep(seconds)\n\nDelay execution for a given number of seconds.  The argument may be\n"
     "a floating point number for subsecond precision."},
    {"gmtime", time_gmtime, METH_VARARGS,
     "gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n"
     "                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\n"
     "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\n"
     "GMT).  When 'seconds' is not passed in, convert the current time instead."},
    {"localtime", time_localtime, METH_VARARGS,
     "localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n"
     "                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\n"
     "Convert seconds since the Epoch to a time tuple expressing local time.\n"
     "When 'seconds' is not passed in, convert the current time instead."},
    {"asctime", time_asctime, METH_VARARGS,
     "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.\n"
     "When the time tuple is not present, current time as returned by localtime()\nis used."},
    {"ctime", time_ctime, METH_VARARGS,
     "ctime(seconds) -> string\n\nConvert a time in seconds since the Epoch to a string in local time."},
    {"mktime", time_mktime, METH_O,
     "mktime(tuple) -> floating point number\n\nConvert a time tuple in local time to seconds since the "
     "Epoch."},
    {"strftime", time_strftime, METH_VARARGS,
     "strftime(format[, tuple]) -> string\n\n"
     "Convert a time tuple to a string according to a format specification.\n"
     "When the time tuple is not present, current time as returned by localtime()\n"
     "is used."},
    {"strptime", time_strptime, METH_VARARGS,
     "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format "
     "specification."},
    {"tzset", time_tzset, METH_NOARGS,
     "tzset()\n\nInitialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ']."},
    {"monotonic", clock_seconds<CLOCK_MONOTONIC>, METH_NOARGS,
     "monotonic() -> float\n\nMonotonic clock, cannot go backward."},
    {"monotonic_ns", clock_nanoseconds<CLOCK_MONOTONIC>, METH_NOARGS,
     "monotonic_ns() -> int\n\nMonotonic clock, cannot go backward, as nanoseconds."},
    {"process_time", clock_seconds<CLOCK_PROCESS_CPUTIME_ID>, METH_NOARGS,
     "process_time() -> float\n\nProcess time for profiling: sum of the kernel and user-space CPU time."},
    {"process_time_ns", clock_nanoseconds<CLOCK_PROCESS_CPUTIME_ID>, METH_NOARGS,
     "process_time() -> int\n\nProcess time for profiling as nanoseconds:\nsum of the kernel and user-space "
     "CPU time."},
    {"thread_time", clock_seconds<CLOCK_THREAD_CPUTIME_ID>, METH_NOARGS,
     "thread_time() -> float\n\nThread time for profiling: sum of the kernel and user-space CPU time."},
    {"thread_time_ns", clock_nanoseconds<CLOCK_THREAD_CPUTIME_ID>, METH_NOARGS,
     "thread_time() -> int\n\nThread time for profiling as nanoseconds:\nsum of the kernel and user-space "
     "CPU time."},
    {"perf_counter", clock_seconds<CLOCK_MONOTONIC>, METH_NOARGS,
     "perf_counter() -> float\n\nPerformance counter for benchmarking."},
    {"perf_counter_ns", clock_nanoseconds<CLOCK_MONOTONIC>, METH_NOARGS,
     "perf_counter_ns() -> int\n\nPerformance counter for benchmarking as nanoseconds."},
    {"get_clock_info", time_get_clock_info, METH_VARARGS,
     "get_clock_info(name: str) -> dict\n\nGet information of the specified clock."},
    {},
};

int init_module(PyObject *module) {
    const struct {
        const char *name;
        long value;
    } constants[] = {
        {"CLOCK_REALTIME", CLOCK_REALTIME},
        {"CLOCK_MONOTONIC", CLOCK_MONOTONIC},
        {"CLOCK_MONOTONIC_RAW", CLOCK_MONOTONIC_RAW},
        {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
        {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID},
        {"CLOCK_BOOTTIME", CLOCK_BOOTTIME},
        {"CLOCK_TAI", CLOCK_TAI},
    };
    for (const auto &[name, value] : constants) {
        if (PyModule_AddIntConstant(module, name, value) < 0) return -1;
    }
    return init_calendar(module);
}

PyModuleDef_Slot slots[] = {{Py_mod_exec, reinterpret_cast<void *>(init_module)}, {0, nullptr}};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "time",
    .m_doc = "This module provides various functions to manipulate time values.\n\n"
             "A time is a number of seconds since the Epoch (1970), or a tuple of nine integers:\n"
             "year, month (1-12), day (1-31), hours (0-23), minutes (0-59), seconds (0-59),\n"
             "weekday (0-6, Monday is 0), day of the year (1-366), and 1, 0 or -1 for summer time.",
    .m_methods = functions,
    .m_slots = slots,
};

} // namespace
} // namespace adder::stdlib

PyMODINIT_FUNC PyInit_time(void) {
    return PyModuleDef_Init(&adder::stdlib::definition);
}
