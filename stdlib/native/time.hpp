// SPDX-License-Identifier: MIT
//
// What the two halves of module time share: time.cpp has clocks and the table, time_calendar.cpp the
// conversions between seconds, struct_time and text.
#pragma once

#include <Python.h>

#include <cstdint>
#include <ctime>

namespace adder::stdlib {

// Seconds since the epoch, rounded down; false with an exception.
bool to_time_t(PyObject *object, time_t &seconds);

PyObject *time_gmtime(PyObject *module, PyObject *args);
PyObject *time_localtime(PyObject *module, PyObject *args);
PyObject *time_asctime(PyObject *module, PyObject *args);
PyObject *time_ctime(PyObject *module, PyObject *args);
PyObject *time_mktime(PyObject *module, PyObject *tuple);
PyObject *time_strftime(PyObject *module, PyObject *args);
PyObject *time_strptime(PyObject *module, PyObject *args);
PyObject *time_tzset(PyObject *module, PyObject *);

// Adds struct_time and the names of the time zone. 0 or -1.
int init_calendar(PyObject *module);

} // namespace adder::stdlib
