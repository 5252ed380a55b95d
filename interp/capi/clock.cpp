// SPDX-License-Identifier: MIT
//
// Clocks and spans of time (include/adder/clock.h): counts of nanoseconds, clipped where they leave the
// range.
#include <Python.h>

#include <cmath>
#include <sys/time.h>

namespace {

constexpr _PyTime_t nanoseconds_per_second = 1000000000;
constexpr _PyTime_t nanoseconds_per_millisecond = 1000000;
constexpr _PyTime_t nanoseconds_per_microsecond = 1000;

_PyTime_t clip_multiply(_PyTime_t count, _PyTime_t factor) {
    _PyTime_t product;
    if (!__builtin_mul_overflow(count, factor, &product)) return product;
    return (count < 0) == (factor < 0) ? _PyTime_MAX : _PyTime_MIN;
}

_PyTime_t clip_add(_PyTime_t left, _PyTime_t right) {
    _PyTime_t sum;
    if (!__builtin_add_overflow(left, right, &sum)) return sum;
    return right > 0 ? _PyTime_MAX : _PyTime_MIN;
}

// `count` in units of `unit` nanoseconds, rounded.
_PyTime_t divide(_PyTime_t count, _PyTime_t unit, _PyTime_round_t round) {
    const _PyTime_t quotient = count / unit;
    const _PyTime_t rest = count % unit;
    if (rest == 0) return quotient;
    const int away = count > 0 ? 1 : -1;
    switch (round) {
    case _PyTime_ROUND_FLOOR: return count > 0 ? quotient : quotient - 1;
    case _PyTime_ROUND_CEILING: return count > 0 ? quotient + 1 : quotient;
    case _PyTime_ROUND_UP: return quotient + away;
    default: break;
    }
    const _PyTime_t twice = 2 * (rest < 0 ? -rest : rest);
    return twice > unit || (twice == unit && quotient % 2 != 0) ? quotient + away : quotient;
}

double round_double(double value, _PyTime_round_t round) {
    switch (round) {
    case _PyTime_ROUND_FLOOR: return std::floor(value);
    case _PyTime_ROUND_CEILING: return std::ceil(value);
    case _PyTime_ROUND_UP: return value >= 0 ? std::ceil(value) : std::floor(value);
    default: return std::nearbyint(value);
    }
}

int raise_too_large() {
    PyErr_SetString(PyExc_OverflowError, "timestamp too large to convert to C _PyTime_t");
    return -1;
}

int from_double(_PyTime_t *time, double value, _PyTime_t unit, _PyTime_round_t round) {
    if (std::isnan(value)) {
        PyErr_SetString(PyExc_ValueError, "Invalid value NaN (not a number)");
        return -1;
    }
    const double exact = round_double(value * static_cast<double>(unit), round);
    if (!(exact >= -0x1p63 && exact < 0x1p63)) return raise_too_large();
    *time = static_cast<_PyTime_t>(exact);
    return 0;
}

int from_object(_PyTime_t *time, PyObject *object, _PyTime_t unit, _PyTime_round_t round) {
    if (PyFloat_Check(object)) return from_double(time, PyFloat_AsDouble(object), unit, round);
    const long long count = PyLong_AsLongLong(object);
    if (count == -1 && PyErr_Occurred() != nullptr)
        return PyErr_ExceptionMatches(PyExc_OverflowError) != 0 ? raise_too_large() : -1;
    return __builtin_mul_overflow(count, unit, time) ? raise_too_large() : 0;
}

struct Clock {
    clockid_t id;
    const char *implementation;
    bool is_monotonic;
};

constexpr Clock system_clock = {CLOCK_REALTIME, "clock_gettime(CLOCK_REALTIME)", false};
constexpr Clock monotonic_clock = {CLOCK_MONOTONIC, "clock_gettime(CLOCK_MONOTONIC)", true};

_PyTime_t to_nanoseconds(const timespec &value) {
    return clip_add(clip_multiply(value.tv_sec, nanoseconds_per_second), value.tv_nsec);
}

_PyTime_t read_clock(const Clock &clock) {
    timespec now{};
    clock_gettime(clock.id, &now);
    return to_nanoseconds(now);
}

int describe_clock(const Clock &clock, _PyTime_t *time, _Py_clock_info_t *info) {
    *time = read_clock(clock);
    if (info == nullptr) return 0;
    timespec resolution{};
    if (clock_getres(clock.id, &resolution) != 0) {
        PyErr_SetFromErrno(PyExc_OSError);
        return -1;
    }
    *info = {clock.implementation, clock.is_monotonic, !clock.is_monotonic,
             static_cast<double>(resolution.tv_sec) + static_cast<double>(resolution.tv_nsec) * 1e-9};
    return 0;
}

} // namespace

extern "C" {

_PyTime_t _PyTime_GetSystemClock(void) {
    return read_clock(system_clock);
}

_PyTime_t _PyTime_GetMonotonicClock(void) {
    return read_clock(monotonic_clock);
}

_PyTime_t _PyTime_GetPerfCounter(void) {
    return read_clock(monotonic_clock);
}

int _PyTime_GetSystemClockWithInfo(_PyTime_t *time, _Py_clock_info_t *info) {
    return describe_clock(system_clock, time, info);
}

int _PyTime_GetMonotonicClockWithInfo(_PyTime_t *time, _Py_clock_info_t *info) {
    return describe_clock(monotonic_clock, time, info);
}

int _PyTime_GetPerfCounterWithInfo(_PyTime_t *time, _Py_clock_info_t *info) {
    return describe_clock(monotonic_clock, time, info);
}

_PyTime_t _PyTime_FromSeconds(int seconds) {
    return seconds * nanoseconds_per_second;
}

_PyTime_t _PyTime_FromNanoseconds(_PyTime_t nanoseconds) {
    return nanoseconds;
}

int _PyTime_FromSecondsObject(_PyTime_t *time, PyObject *seconds, _PyTime_round_t round) {
    return from_object(time, seconds, nanoseconds_per_second, round);
}

int _PyTime_FromMillisecondsObject(_PyTime_t *time, PyObject *milliseconds, _PyTime_round_t round) {
    return from_object(time, milliseconds, nanoseconds_per_millisecond, round);
}

// Whole seconds are divided first, as they are exact.
double _PyTime_AsSecondsDouble(_PyTime_t time) {
    if (time % nanoseconds_per_second == 0) return static_cast<double>(time / nanoseconds_per_second);
    return static_cast<double>(time) / 1e9;
}

_PyTime_t _PyTime_AsMilliseconds(_PyTime_t time, _PyTime_round_t round) {
    return divide(time, nanoseconds_per_millisecond, round);
}

_PyTime_t _PyTime_AsMicroseconds(_PyTime_t time, _PyTime_round_t round) {
    return divide(time, nanoseconds_per_microsecond, round);
}

_PyTime_t _PyTime_AsNanoseconds(_PyTime_t time) {
    return time;
}

PyObject *_PyTime_AsNanosecondsObject(_PyTime_t time) {
    return PyLong_FromLongLong(time);
}

int _PyTime_AsTimeval(_PyTime_t time, timeval *value, _PyTime_round_t round) {
    const _PyTime_t microseconds = divide(time, nanoseconds_per_microsecond, round);
    const _PyTime_t seconds = divide(microseconds, 1000000, _PyTime_ROUND_FLOOR);
    *value = {seconds, microseconds - seconds * 1000000};
    return 0;
}

int _PyTime_AsTimespec(_PyTime_t time, timespec *value) {
    const _PyTime_t seconds = divide(time, nanoseconds_per_second, _PyTime_ROUND_FLOOR);
    *value = {seconds, time - seconds * nanoseconds_per_second};
    return 0;
}

_PyTime_t _PyTime_Add(_PyTime_t left, _PyTime_t right) {
    return clip_add(left, right);
}

} // extern "C"
