// SPDX-License-Identifier: MIT
//
// datetime.h: dates and times made, tested and read from C, and a time zone written in C.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <datetime.h>

static PyObject *make(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(ignored)) {
    PyObject *offset = PyDelta_FromDSU(0, 5400, 0);
    PyObject *name = PyUnicode_FromString("here");
    PyObject *named = offset != NULL && name != NULL ? PyTimeZone_FromOffsetAndName(offset, name) : NULL;
    PyObject *plain = offset != NULL ? PyTimeZone_FromOffset(offset) : NULL;
    PyObject *result = named == NULL || plain == NULL
                           ? NULL
                           : Py_BuildValue("(NNNNNNOOOONN)", PyDate_FromDate(2024, 2, 29),
                                           PyDateTime_FromDateAndTime(1999, 12, 31, 23, 59, 58, 999999),
                                           PyDateTime_FromDateAndTimeAndFold(2020, 10, 25, 2, 30, 0, 0, 1),
                                           PyTime_FromTime(1, 2, 3, 4), PyTime_FromTimeAndFold(1, 2, 3, 4, 1),
                                           PyDelta_FromDSU(-1, 90000, 1500000), offset, named, plain,
                                           PyDateTime_TimeZone_UTC,
                                           PyDateTimeAPI->DateTime_FromDateAndTime(
                                               2000, 1, 2, 3, 4, 5, 6, named, PyDateTimeAPI->DateTimeType),
                                           PyDateTimeAPI->Time_FromTime(7, 8, 9, 10, PyDateTime_TimeZone_UTC,
                                                                        PyDateTimeAPI->TimeType));
    Py_XDECREF(offset);
    Py_XDECREF(name);
    Py_XDECREF(named);
    Py_XDECREF(plain);
    return result;
}

static PyObject *date(PyObject *Py_UNUSED(module), PyObject *args) {
    int year, month, day;
    return PyArg_ParseTuple(args, "iii", &year, &month, &day) ? PyDate_FromDate(year, month, day) : NULL;
}

static PyObject *from_timestamp(PyObject *Py_UNUSED(module), PyObject *args) {
    PyObject *moment = PyDateTime_FromTimestamp(args);
    return moment == NULL ? NULL : Py_BuildValue("NN", moment, PyDate_FromTimestamp(args));
}

static PyObject *kinds(PyObject *Py_UNUSED(module), PyObject *object) {
    return Py_BuildValue("(iiiiiiiiii)", PyDate_Check(object), PyDate_CheckExact(object),
                         PyDateTime_Check(object), PyDateTime_CheckExact(object), PyTime_Check(object),
                         PyTime_CheckExact(object), PyDelta_Check(object), PyDelta_CheckExact(object),
                         PyTZInfo_Check(object), PyTZInfo_CheckExact(object));
}

static PyObject *fields(PyObject *Py_UNUSED(module), PyObject *object) {
    if (PyDateTime_Check(object))
        return Py_BuildValue("(iiiiiiiiO)", PyDateTime_GET_YEAR(object), PyDateTime_GET_MONTH(object),
                             PyDateTime_GET_DAY(object), PyDateTime_DATE_GET_HOUR(object),
                             PyDateTime_DATE_GET_MINUTE(object), PyDateTime_DATE_GET_SECOND(object),
                             PyDateTime_DATE_GET_MICROSECOND(object), PyDateTime_DATE_GET_FOLD(object),
                             PyDateTime_DATE_GET_TZINFO(object));
    if (PyDate_Check(object))
        return Py_BuildValue("(iii)", PyDateTime_GET_YEAR(object), PyDateTime_GET_MONTH(object),
                             PyDateTime_GET_DAY(object));
    if (PyTime_Check(object))
        return Py_BuildValue("(iiiiiO)", PyDateTime_TIME_GET_HOUR(object), PyDateTime_TIME_GET_MINUTE(object),
                             PyDateTime_TIME_GET_SECOND(object), PyDateTime_TIME_GET_MICROSECOND(object),
                             PyDateTime_TIME_GET_FOLD(object), PyDateTime_TIME_GET_TZINFO(object));
    if (PyDelta_Check(object))
        return Py_BuildValue("(iii)", PyDateTime_DELTA_GET_DAYS(object), PyDateTime_DELTA_GET_SECONDS(object),
                             PyDateTime_DELTA_GET_MICROSECONDS(object));
    return PyErr_Format(PyExc_TypeError, "no date: %R", object);
}

/* A zone of whole minutes, derived from tzinfo by a specification. */
typedef struct {
    PyObject_HEAD int minutes;
} Zone;

static PyObject *zone_new(PyTypeObject *type, PyObject *args, PyObject *Py_UNUSED(keywords)) {
    int minutes;
    if (!PyArg_ParseTuple(args, "i:Zone", &minutes)) return NULL;
    Zone *self = (Zone *)type->tp_alloc(type, 0);
    if (self != NULL) self->minutes = minutes;
    return (PyObject *)self;
}

static PyObject *zone_offset(Zone *self, PyObject *Py_UNUSED(moment)) {
    return PyDelta_FromDSU(0, self->minutes * 60, 0);
}

static PyObject *zone_dst(PyObject *Py_UNUSED(self), PyObject *Py_UNUSED(moment)) {
    Py_RETURN_NONE;
}

static PyObject *zone_name(Zone *self, PyObject *Py_UNUSED(moment)) {
    return PyUnicode_FromFormat("Z%d", self->minutes);
}

static PyMethodDef zone_methods[] = {
    {"utcoffset", (PyCFunction)zone_offset, METH_O, NULL},
    {"dst", zone_dst, METH_O, NULL},
    {"tzname", (PyCFunction)zone_name, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot zone_slots[] = {
    {Py_tp_new, zone_new},
    {Py_tp_methods, zone_methods},
    {0, NULL},
};

static PyType_Spec zone_spec = {
    .name = "dates.Zone",
    .basicsize = sizeof(Zone),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE,
    .slots = zone_slots,
};

/* The fields as Cython's modules read them, without a macro. */
static PyObject *inner_fields(PyObject *Py_UNUSED(module), PyObject *args) {
    PyDateTime_DateTime *moment;
    PyDateTime_Time *time;
    PyDateTime_Delta *delta;
    if (!PyArg_ParseTuple(args, "OOO", (PyObject **)&moment, (PyObject **)&time, (PyObject **)&delta))
        return NULL;
    return Py_BuildValue("(iiiOO)", delta->days, delta->seconds, delta->microseconds,
                         moment->hastzinfo ? moment->tzinfo : Py_None,
                         time->hastzinfo ? time->tzinfo : Py_None);
}

static PyMethodDef functions[] = {
    {"inner_fields", inner_fields, METH_VARARGS, NULL},
    {"make", make, METH_NOARGS, NULL},
    {"date", date, METH_VARARGS, NULL},
    {"from_timestamp", from_timestamp, METH_VARARGS, NULL},
    {"kinds", kinds, METH_O, NULL},
    {"fields", fields, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "dates",
    .m_size = -1,
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit_dates(void) {
    PyDateTime_IMPORT;
    if (PyDateTimeAPI == NULL) return NULL;
    PyObject *module = PyModule_Create(&definition);
    if (module == NULL) return NULL;
    PyObject *zone = PyType_FromSpecWithBases(&zone_spec, (PyObject *)PyDateTimeAPI->TZInfoType);
    if (PyModule_AddObjectRef(module, "Zone", zone) < 0) Py_CLEAR(module);
    Py_XDECREF(zone);
    return module;
}
