/* SPDX-License-Identifier: MIT
 *
 * Dates and times: the classes of module datetime, made and read from C.
 *
 * PyDateTime_IMPORT, once in a module's init function, looks up the capsule that holds everything. The
 * objects are instances of Python classes, so fields are read through functions of the capsule, by names and
 * macros of CPython.
 */
#ifndef DATETIME_H
#define DATETIME_H

#include "Python.h"

Py_BEGIN_DECLS

    /* Opaque but for what Cython's modules read without a macro. The zone of moments and times is None where
     * CPython has no field at all: what stands for CPython's flag is the reference count, which no living
     * object has at 0. The numbers of a duration are ints in the word, whose lower half is the number. */
    typedef struct {
    PyObject ob_base;
    PyObject *adder_slots[4];
} PyDateTime_Date;
typedef struct {
    union {
        PyObject ob_base;
        Py_ssize_t hastzinfo;
    };
    PyObject *adder_slots[9];
    PyObject *tzinfo;
} PyDateTime_DateTime;
typedef struct {
    union {
        PyObject ob_base;
        Py_ssize_t hastzinfo;
    };
    PyObject *adder_slots[6];
    PyObject *tzinfo;
} PyDateTime_Time;
typedef struct {
    PyObject ob_base;
    int days;
    int adder_after_days;
    PyObject *adder_hash;
    int microseconds;
    int adder_after_microseconds;
    int seconds;
    int adder_after_seconds;
} PyDateTime_Delta;
typedef PyObject PyDateTime_TZInfo;

typedef enum {
    AdderDateYear,
    AdderDateMonth,
    AdderDateDay,
    AdderMomentHour,
    AdderMomentMinute,
    AdderMomentSecond,
    AdderMomentMicrosecond,
    AdderMomentFold,
    AdderMomentZone,
    AdderTimeHour,
    AdderTimeMinute,
    AdderTimeSecond,
    AdderTimeMicrosecond,
    AdderTimeFold,
    AdderTimeZone,
    AdderDeltaDays,
    AdderDeltaSeconds,
    AdderDeltaMicroseconds,
    AdderDateFieldCount
} AdderDateField;

typedef struct {
    PyTypeObject *DateType;
    PyTypeObject *DateTimeType;
    PyTypeObject *TimeType;
    PyTypeObject *DeltaType;
    PyTypeObject *TZInfoType;
    PyObject *TimeZone_UTC;
    /* New references; ValueError when a field is out of range. */
    PyObject *(*Date_FromDate)(int year, int month, int day, PyTypeObject *type);
    PyObject *(*DateTime_FromDateAndTime)(int year, int month, int day, int hour, int minute, int second,
                                          int microsecond, PyObject *zone, PyTypeObject *type);
    PyObject *(*Time_FromTime)(int hour, int minute, int second, int microsecond, PyObject *zone,
                               PyTypeObject *type);
    PyObject *(*Delta_FromDelta)(int days, int seconds, int microseconds, int normalize, PyTypeObject *type);
    PyObject *(*TimeZone_FromTimeZone)(PyObject *offset, PyObject *name_or_null);
    PyObject *(*DateTime_FromTimestamp)(PyObject *type, PyObject *args, PyObject *kwargs);
    PyObject *(*Date_FromTimestamp)(PyObject *type, PyObject *args);
    PyObject *(*DateTime_FromDateAndTimeAndFold)(int year, int month, int day, int hour, int minute,
                                                 int second, int microsecond, PyObject *zone, int fold,
                                                 PyTypeObject *type);
    PyObject *(*Time_FromTimeAndFold)(int hour, int minute, int second, int microsecond, PyObject *zone,
                                      int fold, PyTypeObject *type);
    /* Adder's own. The object must be of the field's class; borrowed, cannot fail. */
    PyObject *(*field)(const PyObject *object, AdderDateField field);
} PyDateTime_CAPI;

#define PyDateTime_CAPSULE_NAME "datetime.datetime_CAPI"

static PyDateTime_CAPI *PyDateTimeAPI __attribute__((unused)) = _Py_NULL;
#define PyDateTime_IMPORT (PyDateTimeAPI = (PyDateTime_CAPI *)PyCapsule_Import(PyDateTime_CAPSULE_NAME, 0))

/* A field of an object whose class has it. */
#define _Adder_DateObject(op, name) (PyDateTimeAPI->field(_PyObject_CAST(op), Adder##name))
#define _Adder_DateNumber(op, name) ((int)_Adder_AsInt(_Adder_DateObject(op, name)))
#define PyDateTime_GET_YEAR(op) _Adder_DateNumber(op, DateYear)
#define PyDateTime_GET_MONTH(op) _Adder_DateNumber(op, DateMonth)
#define PyDateTime_GET_DAY(op) _Adder_DateNumber(op, DateDay)
#define PyDateTime_DATE_GET_HOUR(op) _Adder_DateNumber(op, MomentHour)
#define PyDateTime_DATE_GET_MINUTE(op) _Adder_DateNumber(op, MomentMinute)
#define PyDateTime_DATE_GET_SECOND(op) _Adder_DateNumber(op, MomentSecond)
#define PyDateTime_DATE_GET_MICROSECOND(op) _Adder_DateNumber(op, MomentMicrosecond)
#define PyDateTime_DATE_GET_FOLD(op) _Adder_DateNumber(op, MomentFold)
#define PyDateTime_DATE_GET_TZINFO(op) _Adder_DateObject(op, MomentZone)
#define PyDateTime_TIME_GET_HOUR(op) _Adder_DateNumber(op, TimeHour)
#define PyDateTime_TIME_GET_MINUTE(op) _Adder_DateNumber(op, TimeMinute)
#define PyDateTime_TIME_GET_SECOND(op) _Adder_DateNumber(op, TimeSecond)
#define PyDateTime_TIME_GET_MICROSECOND(op) _Adder_DateNumber(op, TimeMicrosecond)
#define PyDateTime_TIME_GET_FOLD(op) _Adder_DateNumber(op, TimeFold)
#define PyDateTime_TIME_GET_TZINFO(op) _Adder_DateObject(op, TimeZone)
#define PyDateTime_DELTA_GET_DAYS(op) _Adder_DateNumber(op, DeltaDays)
#define PyDateTime_DELTA_GET_SECONDS(op) _Adder_DateNumber(op, DeltaSeconds)
#define PyDateTime_DELTA_GET_MICROSECONDS(op) _Adder_DateNumber(op, DeltaMicroseconds)

/* Type tests. */
#define PyDate_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), PyDateTimeAPI->DateType)
#define PyDate_CheckExact(op) Py_IS_TYPE(op, PyDateTimeAPI->DateType)
#define PyDateTime_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), PyDateTimeAPI->DateTimeType)
#define PyDateTime_CheckExact(op) Py_IS_TYPE(op, PyDateTimeAPI->DateTimeType)
#define PyTime_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), PyDateTimeAPI->TimeType)
#define PyTime_CheckExact(op) Py_IS_TYPE(op, PyDateTimeAPI->TimeType)
#define PyDelta_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), PyDateTimeAPI->DeltaType)
#define PyDelta_CheckExact(op) Py_IS_TYPE(op, PyDateTimeAPI->DeltaType)
#define PyTZInfo_Check(op) PyObject_TypeCheck(_PyObject_CAST(op), PyDateTimeAPI->TZInfoType)
#define PyTZInfo_CheckExact(op) Py_IS_TYPE(op, PyDateTimeAPI->TZInfoType)

/* Objects of the exact classes; new references. */
#define PyDateTime_TimeZone_UTC (PyDateTimeAPI->TimeZone_UTC)
#define PyDate_FromDate(year, month, day)                                                                    \
    PyDateTimeAPI->Date_FromDate((year), (month), (day), PyDateTimeAPI->DateType)
#define PyDateTime_FromDateAndTime(year, month, day, hour, minute, second, microsecond)                      \
    PyDateTimeAPI->DateTime_FromDateAndTime((year), (month), (day), (hour), (minute), (second),              \
                                            (microsecond), Py_None, PyDateTimeAPI->DateTimeType)
#define PyDateTime_FromDateAndTimeAndFold(year, month, day, hour, minute, second, microsecond, fold)         \
    PyDateTimeAPI->DateTime_FromDateAndTimeAndFold((year), (month), (day), (hour), (minute), (second),       \
                                                   (microsecond), Py_None, (fold),                           \
                                                   PyDateTimeAPI->DateTimeType)
#define PyTime_FromTime(hour, minute, second, microsecond)                                                   \
    PyDateTimeAPI->Time_FromTime((hour), (minute), (second), (microsecond), Py_None, PyDateTimeAPI->TimeType)
#define PyTime_FromTimeAndFold(hour, minute, second, microsecond, fold)                                      \
    PyDateTimeAPI->Time_FromTimeAndFold((hour), (minute), (second), (microsecond), Py_None, (fold),          \
                                        PyDateTimeAPI->TimeType)
#define PyDelta_FromDSU(days, seconds, microseconds)                                                         \
    PyDateTimeAPI->Delta_FromDelta((days), (seconds), (microseconds), 1, PyDateTimeAPI->DeltaType)
#define PyTimeZone_FromOffset(offset) PyDateTimeAPI->TimeZone_FromTimeZone((offset), NULL)
#define PyTimeZone_FromOffsetAndName(offset, name) PyDateTimeAPI->TimeZone_FromTimeZone((offset), (name))
/* `args` is a tuple: what fromtimestamp() takes. */
#define PyDateTime_FromTimestamp(args)                                                                       \
    PyDateTimeAPI->DateTime_FromTimestamp((PyObject *)PyDateTimeAPI->DateTimeType, (args), NULL)
#define PyDate_FromTimestamp(args)                                                                           \
    PyDateTimeAPI->Date_FromTimestamp((PyObject *)PyDateTimeAPI->DateType, (args))

Py_END_DECLS

#endif
