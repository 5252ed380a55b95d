// SPDX-License-Identifier: MIT
//
// Module _datetime_capsule: what datetime.h looks up, the capsule `datetime.datetime_CAPI`.
//
// The classes of module datetime are written in Python. The capsule's functions call them, and read fields
// out of the slots that the classes declare: a slot's place is asked once of its member descriptor.
#include "owned.hpp"

#include <datetime.h>

namespace {

using adder::stdlib::Owned;

struct Capsule {
    PyDateTime_CAPI functions;
    Py_ssize_t offsets[AdderDateFieldCount];
};

Capsule capsule;

struct Field {
    AdderDateField field;
    PyTypeObject *PyDateTime_CAPI::*type;
    const char *slot;
};

constexpr Field fields[] = {
    {AdderDateYear, &PyDateTime_CAPI::DateType, "_year"},
    {AdderDateMonth, &PyDateTime_CAPI::DateType, "_month"},
    {AdderDateDay, &PyDateTime_CAPI::DateType, "_day"},
    {AdderMomentHour, &PyDateTime_CAPI::DateTimeType, "_hour"},
    {AdderMomentMinute, &PyDateTime_CAPI::DateTimeType, "_minute"},
    {AdderMomentSecond, &PyDateTime_CAPI::DateTimeType, "_second"},
    {AdderMomentMicrosecond, &PyDateTime_CAPI::DateTimeType, "_microsecond"},
    {AdderMomentFold, &PyDateTime_CAPI::DateTimeType, "_fold"},
    {AdderMomentZone, &PyDateTime_CAPI::DateTimeType, "_tzinfo"},
    {AdderTimeHour, &PyDateTime_CAPI::TimeType, "_hour"},
    {AdderTimeMinute, &PyDateTime_CAPI::TimeType, "_minute"},
    {AdderTimeSecond, &PyDateTime_CAPI::TimeType, "_second"},
    {AdderTimeMicrosecond, &PyDateTime_CAPI::TimeType, "_microsecond"},
    {AdderTimeFold, &PyDateTime_CAPI::TimeType, "_fold"},
    {AdderTimeZone, &PyDateTime_CAPI::TimeType, "_tzinfo"},
    {AdderDeltaDays, &PyDateTime_CAPI::DeltaType, "_days"},
    {AdderDeltaSeconds, &PyDateTime_CAPI::DeltaType, "_seconds"},
    {AdderDeltaMicroseconds, &PyDateTime_CAPI::DeltaType, "_microseconds"},
};

PyObject *to_object(PyTypeObject *type) {
    return reinterpret_cast<PyObject *>(type);
}

// An attribute of a module; new reference, NULL with an error.
PyObject *find_object(const char *module_name, const char *name) {
    const Owned module(PyImport_ImportModule(module_name));
    return module ? PyObject_GetAttrString(module.get(), name) : nullptr;
}

// --- the functions of the capsule

PyObject *read_field(const PyObject *object, AdderDateField field) {
    PyObject *value;
    memcpy(&value, reinterpret_cast<const char *>(object) + capsule.offsets[field], sizeof value);
    return value;
}

PyObject *make_date(int year, int month, int day, PyTypeObject *type) {
    return PyObject_CallFunction(to_object(type), "iii", year, month, day);
}

// Calls a class with positional arguments and fold=.
PyObject *call_with_fold(PyTypeObject *type, Owned args, int fold) {
    if (!args) return nullptr;
    const Owned kwargs(fold == 0 ? nullptr : Py_BuildValue("{si}", "fold", fold));
    if (fold != 0 && !kwargs) return nullptr;
    return PyObject_Call(to_object(type), args.get(), kwargs.get());
}

PyObject *make_moment_with_fold(int year, int month, int day, int hour, int minute, int second,
                                int microsecond, PyObject *zone, int fold, PyTypeObject *type) {
    return call_with_fold(
        type, Owned(Py_BuildValue("(iiiiiiiO)", year, month, day, hour, minute, second, microsecond, zone)),
        fold);
}

PyObject *make_moment(int year, int month, int day, int hour, int minute, int second, int microsecond,
                      PyObject *zone, PyTypeObject *type) {
    return make_moment_with_fold(year, month, day, hour, minute, second, microsecond, zone, 0, type);
}

PyObject *make_time_with_fold(int hour, int minute, int second, int microsecond, PyObject *zone, int fold,
                              PyTypeObject *type) {
    return call_with_fold(type, Owned(Py_BuildValue("(iiiiO)", hour, minute, second, microsecond, zone)),
                          fold);
}

PyObject *make_time(int hour, int minute, int second, int microsecond, PyObject *zone, PyTypeObject *type) {
    return make_time_with_fold(hour, minute, second, microsecond, zone, 0, type);
}

// The class brings its arguments into range itself, whatever `normalize` says.
PyObject *make_delta(int days, int seconds, int microseconds, int, PyTypeObject *type) {
    return PyObject_CallFunction(to_object(type), "iii", days, seconds, microseconds);
}

PyObject *make_zone(PyObject *offset, PyObject *name) {
    const Owned type(find_object("_dates.zones", "timezone"));
    if (!type) return nullptr;
    return PyObject_CallFunctionObjArgs(type.get(), offset, name, nullptr);
}

PyObject *call_fromtimestamp(PyObject *type, PyObject *args, PyObject *kwargs) {
    const Owned function(PyObject_GetAttrString(type, "fromtimestamp"));
    return function ? PyObject_Call(function.get(), args, kwargs) : nullptr;
}

PyObject *date_from_timestamp(PyObject *type, PyObject *args) {
    return call_fromtimestamp(type, args, nullptr);
}

// --- filling it

// A class, owned by the capsule for ever.
PyTypeObject *find_class(const char *module_name, const char *name) {
    return reinterpret_cast<PyTypeObject *>(find_object(module_name, name));
}

int find_classes(PyDateTime_CAPI *functions) {
    functions->DateType = find_class("_dates.dates", "date");
    functions->DateTimeType = find_class("_dates.moments", "datetime");
    functions->TimeType = find_class("_dates.times", "time");
    functions->DeltaType = find_class("_dates.duration", "timedelta");
    functions->TZInfoType = find_class("_dates.zones", "tzinfo");
    functions->TimeZone_UTC = find_object("_dates.zones", "UTC");
    return PyErr_Occurred() == nullptr ? 0 : -1;
}

int find_offset(const Field &field) {
    PyTypeObject *type = capsule.functions.*field.type;
    const Owned descriptor(PyObject_GetAttrString(to_object(type), field.slot));
    if (!descriptor) return -1;
    if (!Py_IS_TYPE(descriptor.get(), &PyMemberDescr_Type)) {
        PyErr_Format(PyExc_SystemError, "%s.%s is no slot", type->tp_name, field.slot);
        return -1;
    }
    capsule.offsets[field.field] =
        reinterpret_cast<PyMemberDescrObject *>(descriptor.get())->d_member->offset;
    return 0;
}

// The fields that extensions may read without the capsule.
int check_offsets() {
    constexpr struct {
        AdderDateField field;
        size_t offset;
    } expected[] = {
        {AdderMomentZone, offsetof(PyDateTime_DateTime, tzinfo)},
        {AdderTimeZone, offsetof(PyDateTime_Time, tzinfo)},
        {AdderDeltaDays, offsetof(PyDateTime_Delta, days)},
        {AdderDeltaSeconds, offsetof(PyDateTime_Delta, seconds)},
        {AdderDeltaMicroseconds, offsetof(PyDateTime_Delta, microseconds)},
    };
    for (const auto &[field, offset] : expected) {
        if (static_cast<size_t>(capsule.offsets[field]) == offset) continue;
        PyErr_SetString(PyExc_SystemError, "a slot of datetime's classes is not where datetime.h says");
        return -1;
    }
    // Cython's modules compare these too.
    const PyDateTime_CAPI &types = capsule.functions;
    if (types.DateType->tp_basicsize == sizeof(PyDateTime_Date) &&
        types.DateTimeType->tp_basicsize == sizeof(PyDateTime_DateTime) &&
        types.TimeType->tp_basicsize == sizeof(PyDateTime_Time) &&
        types.DeltaType->tp_basicsize == sizeof(PyDateTime_Delta))
        return 0;
    PyErr_SetString(PyExc_SystemError, "datetime's classes have not the size that datetime.h says");
    return -1;
}

int fill_capsule() {
    capsule.functions = {
        .Date_FromDate = make_date,
        .DateTime_FromDateAndTime = make_moment,
        .Time_FromTime = make_time,
        .Delta_FromDelta = make_delta,
        .TimeZone_FromTimeZone = make_zone,
        .DateTime_FromTimestamp = call_fromtimestamp,
        .Date_FromTimestamp = date_from_timestamp,
        .DateTime_FromDateAndTimeAndFold = make_moment_with_fold,
        .Time_FromTimeAndFold = make_time_with_fold,
        .field = read_field,
    };
    if (find_classes(&capsule.functions) < 0) return -1;
    for (const Field &field : fields)
        if (find_offset(field) < 0) return -1;
    return check_offsets();
}

int execute(PyObject *module) {
    if (capsule.functions.DateType == nullptr && fill_capsule() < 0) return -1;
    const Owned object(PyCapsule_New(&capsule.functions, PyDateTime_CAPSULE_NAME, nullptr));
    return object ? PyModule_AddObjectRef(module, "datetime_CAPI", object.get()) : -1;
}

PyModuleDef_Slot slots[] = {
    {Py_mod_exec, reinterpret_cast<void *>(execute)},
    {0, nullptr},
};

PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_datetime_capsule",
    .m_doc = "The classes of module datetime for native modules.",
    .m_slots = slots,
};

} // namespace

extern "C" PyObject *PyInit__datetime_capsule(void) {
    return PyModuleDef_Init(&definition);
}
