/* SPDX-License-Identifier: MIT
 *
 * Clocks and spans of time as a count of nanoseconds. CPython keeps these names for its own modules; sources
 * that read clocks use them all the same.
 */
#ifndef ADDER_CLOCK_H
#define ADDER_CLOCK_H

#include "object.h"

#include <time.h>

struct timeval;

Py_BEGIN_DECLS

    typedef int64_t _PyTime_t;
#define _PyTime_MIN INT64_MIN
#define _PyTime_MAX INT64_MAX

typedef enum {
    _PyTime_ROUND_FLOOR = 0,
    _PyTime_ROUND_CEILING = 1,
    _PyTime_ROUND_HALF_EVEN = 2,
    _PyTime_ROUND_UP = 3, /* away from zero */
    _PyTime_ROUND_TIMEOUT = _PyTime_ROUND_UP
} _PyTime_round_t;

typedef struct {
    const char *implementation; /* the system's function */
    int monotonic;
    int adjustable;
    double resolution; /* seconds */
} _Py_clock_info_t;

/* Seconds since 1970; seconds since some start, which never go back. They cannot fail. */
PyAPI_FUNC(_PyTime_t) _PyTime_GetSystemClock(void);
PyAPI_FUNC(_PyTime_t) _PyTime_GetMonotonicClock(void);
PyAPI_FUNC(_PyTime_t) _PyTime_GetPerfCounter(void);
/* 0 with both results filled, of which `info` may be NULL; -1 with OSError. */
PyAPI_FUNC(int) _PyTime_GetSystemClockWithInfo(_PyTime_t *time, _Py_clock_info_t *info);
PyAPI_FUNC(int) _PyTime_GetMonotonicClockWithInfo(_PyTime_t *time, _Py_clock_info_t *info);
PyAPI_FUNC(int) _PyTime_GetPerfCounterWithInfo(_PyTime_t *time, _Py_clock_info_t *info);

PyAPI_FUNC(_PyTime_t) _PyTime_FromSeconds(int seconds);
PyAPI_FUNC(_PyTime_t) _PyTime_FromNanoseconds(_PyTime_t nanoseconds);
/* From an int or a float of seconds; 0, or -1 with ValueError for a NaN or OverflowError. */
PyAPI_FUNC(int) _PyTime_FromSecondsObject(_PyTime_t *time, PyObject *seconds, _PyTime_round_t round);
PyAPI_FUNC(int)
    _PyTime_FromMillisecondsObject(_PyTime_t *time, PyObject *milliseconds, _PyTime_round_t round);
PyAPI_FUNC(double) _PyTime_AsSecondsDouble(_PyTime_t time);
PyAPI_FUNC(_PyTime_t) _PyTime_AsMilliseconds(_PyTime_t time, _PyTime_round_t round);
PyAPI_FUNC(_PyTime_t) _PyTime_AsMicroseconds(_PyTime_t time, _PyTime_round_t round);
PyAPI_FUNC(_PyTime_t) _PyTime_AsNanoseconds(_PyTime_t time);
/* A new int. */
PyAPI_FUNC(PyObject *) _PyTime_AsNanosecondsObject(_PyTime_t time);
PyAPI_FUNC(int) _PyTime_AsTimeval(_PyTime_t time, struct timeval *value, _PyTime_round_t round);
PyAPI_FUNC(int) _PyTime_AsTimespec(_PyTime_t time, struct timespec *value);
/* The sum, clipped to the range. */
PyAPI_FUNC(_PyTime_t) _PyTime_Add(_PyTime_t left, _PyTime_t right);

Py_END_DECLS

#endif
